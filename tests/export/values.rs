//! Values for policies: some options with, some without, lists of no, one and three values.

use std::collections::BTreeMap;

use pcluster_iam::{FillProblem, Need, Parameter, ParameterRole, Partition, Policy, Values};

/// The values that are chosen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    pub(crate) partition: Option<&'static str>,
    pub(crate) values: BTreeMap<&'static str, Vec<String>>,
    pub(crate) is_all_regions: bool,
}

impl Chosen {
    /// A choice for a policy, another one for each seed: 0 has no option, 1 has all, with lists of three.
    pub(crate) fn new(policy: &'static Policy, partition: &'static Partition, seed: u64) -> Self {
        let mut random = Random(seed);
        let pool = policy.largest_values_with(partition, 3);
        let pool = pool.get();
        let mut chosen = Self {
            partition: Some(partition.id),
            is_all_regions: seed % 4 == 3 && policy.parameter(ParameterRole::Region).is_some(),
            ..Self::default()
        };
        for used in policy.parameters {
            let parameter = used.parameter;
            let is_chosen = match seed {
                0 => used.need == Need::Required,
                1 => true,
                _ => used.need == Need::Required || random.next().is_multiple_of(2),
            };
            if parameter.role() == ParameterRole::Partition || !is_chosen {
                continue;
            }
            if parameter.role() == ParameterRole::Region {
                if !chosen.is_all_regions {
                    chosen.values.insert(parameter.name, vec![partition.regions[0].to_owned()]);
                }
                continue;
            }
            // The account of the simulations of AWS.
            if parameter.role() == ParameterRole::AccountId {
                chosen.values.insert(parameter.name, vec![parameter.example.to_owned()]);
                continue;
            }
            // The name of a stack follows from that of the cluster, which exports ask for.
            if let Some(origin) = policy.origin(parameter) {
                chosen.values.insert(origin.name, vec![origin.example.to_owned()]);
                continue;
            }
            let mut of_pool: Vec<_> = pool.get(parameter.name).map(str::to_owned).collect();
            if of_pool.is_empty() || seed.is_multiple_of(2) {
                of_pool.insert(0, example(parameter, partition));
            }
            // A template has its lists as texts with commas between the values.
            of_pool.retain(|value| used.need != Need::List || !value.contains(','));
            let most = match (used.need, seed) {
                (Need::List, 0 | 1) => 3,
                (Need::List, _) => [1, 3][(random.next() % 2) as usize],
                _ => 1,
            };
            of_pool.truncate(most);
            chosen.values.insert(parameter.name, of_pool);
        }
        chosen.with_effect(policy)
    }

    /// The choice without values that have an effect only beside others.
    fn with_effect(mut self, policy: &'static Policy) -> Self {
        loop {
            let problems = policy.fill(&self.values()).err().map(|error| error.problems().to_vec());
            let Some(problems) = problems else { return self };
            let idle = problems.iter().map(|problem| match problem {
                FillProblem::WithoutEffect { parameter, .. } => parameter.name,
                other => panic!("{}: {other}", policy.id),
            });
            let idle: Vec<_> = idle.collect();
            self.values.retain(|name, _| !idle.contains(name));
        }
    }

    /// Some of the values. A region is not one of them without its partition.
    pub(crate) fn some(&self, seed: u64) -> Self {
        let mut random = Random(seed + 100);
        let mut some = self.clone();
        some.values.retain(|_, _| random.next().is_multiple_of(2));
        if random.next().is_multiple_of(2) {
            some.partition = None;
        }
        some.is_all_regions = self.is_all_regions && some.partition.is_some();
        some
    }

    pub(crate) fn values(&self) -> Values<'_> {
        let name = Parameter::with_role(ParameterRole::Partition).expect("there is one").name;
        let partition = self.partition.map(|id| (name, id));
        let values =
            self.values.iter().flat_map(|(name, values)| values.iter().map(|it| (*name, it.as_str())));
        let values: Values<'_> = partition.into_iter().chain(values).collect();
        if self.is_all_regions { values.all_regions() } else { values }
    }

    /// The document that `render` gives.
    pub(crate) fn json(&self, policy: &'static Policy) -> String {
        policy.fill(&self.values()).expect("it fills").to_json()
    }

    pub(crate) fn one(&self, role: ParameterRole) -> Option<&str> {
        let name = Parameter::with_role(role)?.name;
        self.values.get(name)?.first().map(String::as_str)
    }
}

fn example(parameter: &Parameter, partition: &Partition) -> String {
    parameter.example.replace("arn:aws:", &format!("arn:{}:", partition.id))
}

/// A sequence of numbers that is the same in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}
