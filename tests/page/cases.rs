//! Random values of policies, right ones and wrong ones; the same in each run.

use std::collections::BTreeMap;

use compiler::shared::grammar::Rule;
use pcluster_iam::{ClusterName, Need, Parameter, ParameterRole, Partition, Policy, PolicyParameter, Values};
use proptest::strategy::{BoxedStrategy, Strategy as _, ValueTree as _};
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::json;

/// Strings that are wrong for most types, with what messages have to escape.
const WRONG: &[&str] =
    &["1", "a b", "\"", "it's", "back\\slash", "tab\there", "é", "arn:aws:iam::1:role/a", "*?", "<b>"];

/// Strings that mean something to a shell. Some types allow some of them.
const FOR_SHELLS: &[&str] =
    &["'; id; '", "`id`", "$(id)", "$HOME", "\"", "a'b\"c", "DOCUMENT", "-n", "!!", "a & b", "\nDOCUMENT\n"];

/// Values for a policy.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) policy: &'static Policy,
    pub(crate) partition: &'static Partition,
    /// Without a region: all regions of the partition.
    pub(crate) given: Vec<(&'static str, String)>,
    /// A random number, which decides how the case is spoiled.
    salt: usize,
}

impl Case {
    /// The values among some that are for a policy.
    pub(crate) fn of_policy(
        policy: &'static Policy,
        partition: &'static Partition,
        given: &[(&'static str, String)],
    ) -> Self {
        let is_used = |name: &str| {
            let used = policy.parameters.iter().map(|used| used.parameter);
            let is_origin = |it: &Parameter| policy.origin(it).is_some_and(|origin| origin.name == name);
            name == name_of(ParameterRole::Region)
                || used.into_iter().any(|it| it.name == name || is_origin(it))
        };
        let given = given.iter().filter(|(name, _)| is_used(name)).cloned().collect();
        Self { policy, partition, given, salt: 0 }
    }

    pub(crate) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.given.iter().filter(move |(given, _)| *given == name).map(|(_, text)| text.as_str())
    }

    pub(crate) fn values(&self) -> Values<'_> {
        let given = self.given.iter().map(|(name, text)| (*name, text.as_str()));
        let values: Values<'_> = given.collect();
        let has_region = self.texts(name_of(ParameterRole::Region)).next().is_some();
        if has_region {
            values
        } else {
            values.set(name_of(ParameterRole::Partition), self.partition.id).all_regions()
        }
    }

    /// The name of the stack, given or derived.
    pub(crate) fn stack_name(&self) -> Option<String> {
        let given = self.texts(name_of(ParameterRole::StackName)).next().map(str::to_owned);
        given.or_else(|| {
            let cluster = ClusterName::new(self.texts(name_of(ParameterRole::ClusterName)).next()?).ok()?;
            self.policy.stack_name(cluster).ok()?.map(|name| name.to_string())
        })
    }

    /// The case with a value that is missing, wrong, or without an effect.
    pub(crate) fn spoiled(&self) -> Self {
        let mut case = self.clone();
        let place = |name: &str| {
            let role = Parameter::named(name).map(Parameter::role);
            role.is_some_and(|it| it.is_location() || it == ParameterRole::Flag)
        };
        let at: Vec<_> = (0..case.given.len()).filter(|idx| !place(case.given[*idx].0)).collect();
        let Some(at) = at.get(self.salt % at.len().max(1)).copied() else { return case };
        let text = case.given[at].1.clone();
        match self.salt % 4 {
            0 => {
                case.given.remove(at);
            }
            1 => WRONG[self.salt / 4 % WRONG.len()].clone_into(&mut case.given[at].1),
            2 => case.given[at].1 = format!("{text}{}", ["!", "é", "\"", "/"][self.salt / 4 % 4]),
            _ if text.starts_with("arn:") => case.given[at].1 = text.replacen("arn:aws", "arn:aws-other", 1),
            _ => case.given[at].1 = text.to_uppercase(),
        }
        case
    }

    /// The case as a line for the browser.
    pub(crate) fn line(&self) -> String {
        let given = by_name(&self.given, self.partition);
        let answer = match self.policy.fill(&self.values()) {
            Ok(filled) => json!({
                "compact": filled.to_json(), "pretty": filled.to_json_pretty(), "size": filled.size(),
            }),
            Err(error) => {
                json!({ "problems": error.problems().iter().map(ToString::to_string).collect::<Vec<_>>() })
            }
        };
        format!("{}\n", json!({ "policy": self.policy.id, "given": given, "answer": answer }))
    }
}

/// The source of the cases.
pub(crate) struct Cases {
    runner: TestRunner,
    strings: BTreeMap<&'static str, BoxedStrategy<String>>,
}

impl Cases {
    pub(crate) fn new() -> Self {
        let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        Self { runner: TestRunner::new_with_rng(Config::default(), random), strings: BTreeMap::new() }
    }

    fn below(&mut self, limit: usize) -> usize {
        (0..limit).new_tree(&mut self.runner).expect("a number").current()
    }

    /// Right values of a policy in a partition.
    pub(crate) fn case(&mut self, policy: &'static Policy, partition: &'static Partition) -> Case {
        let mut given = Vec::new();
        if self.below(4) > 0 {
            let region = partition.regions[self.below(partition.regions.len())];
            given.push((name_of(ParameterRole::Region), region.to_owned()));
        }
        for used in policy.parameters {
            let n_values = match used.need {
                _ if used.parameter.role().is_location() => 0,
                Need::Required => 1,
                Need::List => [0, 1, 1, 2, 3][self.below(5)],
                _ => self.below(2),
            };
            for _ in 0..n_values {
                given.push(self.value(policy, used, partition));
            }
            // A value that is there twice is one.
            if n_values > 1 && self.below(2) == 0 {
                given.extend(given.last().cloned());
            }
        }
        let mut case = Case { policy, partition, given, salt: self.below(1_000_000) };
        remove_idle(&mut case);
        case
    }

    /// The same, with strings that mean something to a shell, where the types of parameters allow some.
    pub(crate) fn case_to_fool_shells(
        &mut self,
        policy: &'static Policy,
        partition: &'static Partition,
    ) -> Case {
        let mut case = self.case(policy, partition);
        for (name, text) in &mut case.given {
            let rule = Parameter::named(name).and_then(|it| Rule::named(it.type_name));
            let allowed: Vec<_> =
                FOR_SHELLS.iter().filter(|it| rule.is_some_and(|rule| rule.accepts(it))).collect();
            if !allowed.is_empty() && self.below(2) == 0 {
                (*allowed[self.below(allowed.len())]).clone_into(text);
            }
        }
        remove_idle(&mut case);
        case
    }

    fn value(
        &mut self,
        policy: &Policy,
        used: &PolicyParameter,
        partition: &Partition,
    ) -> (&'static str, String) {
        let parameter = used.parameter;
        if let Some(cluster) = policy.origin(parameter).filter(|_| self.below(2) == 0) {
            return (cluster.name, self.text(cluster, partition));
        }
        (parameter.name, self.text(parameter, partition))
    }

    /// A string that the type of a parameter allows.
    fn text(&mut self, parameter: &'static Parameter, partition: &Partition) -> String {
        let rule = Rule::named(parameter.type_name).expect("a rule");
        let strings = self.strings.entry(rule.name);
        let strings =
            strings.or_insert_with(|| string_regex(&rule.form.pattern()).expect("a pattern").boxed());
        let strings = strings.clone();
        loop {
            let text = strings.new_tree(&mut self.runner).expect("a string").current();
            let text = match text.split_once("arn:").and_then(|(_, rest)| rest.split_once(':')) {
                Some((_, rest)) if rule.is_arn => format!("arn:{}:{rest}", partition.id),
                _ => text,
            };
            // What a person types has no white space around it.
            if rule.accepts(&text) && text.trim() == text {
                return text;
            }
        }
    }
}

/// Removes the values that have no effect without others.
fn remove_idle(case: &mut Case) {
    loop {
        let is_given = |name: &str| {
            let is_stack = Parameter::named(name).is_some_and(|it| it.role() == ParameterRole::StackName);
            (is_stack && case.stack_name().is_some()) || case.texts(name).any(|text| text != "false")
        };
        let used = case.policy.parameters.iter().map(|used| used.parameter);
        let idle =
            used.filter(|it| is_given(it.name)).find(|it| case.policy.needed_beside(it, is_given).is_some());
        let Some(idle) = idle else { return };
        case.given.retain(|(name, _)| *name != idle.name);
    }
}

/// The values by the names of parameters, as the page has them: without a region, all regions of the partition.
pub(crate) fn by_name<'g>(
    given: &'g [(&'static str, String)],
    partition: &Partition,
) -> BTreeMap<&'static str, Vec<&'g str>> {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in given {
        named.entry(name).or_default().push(text);
    }
    if !named.contains_key(name_of(ParameterRole::Region)) {
        named.insert(name_of(ParameterRole::Partition), vec![partition.id]);
    }
    named
}

pub(crate) fn name_of(role: ParameterRole) -> &'static str {
    Parameter::with_role(role).expect("a parameter").name
}
