//! All values that a user gives, and filling policies with them.

use pcluster_iam::{
    ClusterName, FillProblem, Filled, Parameter, ParameterRole, Policy, StackNameBuf, Values,
};

use super::value::{GivenValue, Place, unknown};
use super::{ValueArgs, file};
use crate::ui::failure::{Complaint, Failure};

/// The values that a user gives, for any policy.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) values: Vec<GivenValue>,
    /// The parameters whose values could not be read, which are therefore not reported as missing too.
    unread: Vec<&'static str>,
    is_all_regions: bool,
}

impl Given {
    /// Collects the values and the mistakes in them.
    pub(crate) fn read(args: &ValueArgs) -> Result<(Self, Vec<Complaint>), Failure> {
        let mut complaints = Vec::new();
        let mut given = Self { is_all_regions: args.all_regions, ..Self::default() };
        given.add(args.parameters.0.clone());
        let mut sets = Vec::new();
        for set in &args.set {
            let Some((name, text)) = set.split_once('=') else {
                complaints.push(
                    Complaint::new(format!("`--set {}` has no `=`", set.escape_debug()))
                        .help("write `--set NAME=VALUE`"),
                );
                continue;
            };
            match Parameter::named(name.trim()) {
                Some(it) => sets.push(GivenValue { name: it.name, text: text.to_owned(), place: Place::Set }),
                None => complaints.push(unknown(name.trim(), "--set: ")),
            }
        }
        given.add(sets);
        if let Some(path) = &args.values {
            let file = file::read(path)?;
            complaints.extend(file.complaints);
            given.unread = file.unread;
            let is_overruled = |value: &GivenValue| {
                // `--all-regions` takes precedence over a region in the file.
                given.is_all_regions && value.has_role(ParameterRole::Region)
            };
            let values = file.values.into_iter().filter(|value| !is_overruled(value)).collect();
            given.add(values);
        }
        Ok((given, complaints))
    }

    /// Adds the values of parameters without a value from an earlier place.
    fn add(&mut self, values: Vec<GivenValue>) {
        let new: Vec<_> = values.into_iter().filter(|value| self.first(value.name).is_none()).collect();
        self.values.extend(new);
    }

    /// The first value of a parameter.
    pub(crate) fn first(&self, name: &str) -> Option<&GivenValue> {
        self.values.iter().find(|value| value.name == name)
    }

    /// Fills the policy and passes it to `take`, or reports all problems.
    ///
    /// With `is_one_of_many`, values that the policy does not use are for the other policies.
    pub(crate) fn fill<T>(
        &self,
        policy: &'static Policy,
        is_one_of_many: bool,
        take: impl FnOnce(&Filled<'_>) -> T,
    ) -> Result<T, Unfilled> {
        let derived = self.stack_name(policy);
        let (stack_name, mut found) = match &derived {
            Some(DerivedName { name: Ok(name), .. }) => (Some(name.get().as_str()), Vec::new()),
            Some(DerivedName { name: Err(problem), .. }) => (None, vec![problem.clone()]),
            None => (None, Vec::new()),
        };
        let replaced = derived.as_ref().map(|it| [it.cluster, it.stack]);
        let goes_in = |value: &&GivenValue| {
            let goes_with_all = Parameter::named(value.name).is_some_and(|it| it.role().is_location());
            let is_used = policy.parameters.iter().any(|used| used.parameter.name == value.name);
            match replaced {
                Some([cluster, _]) if value.name == cluster => is_used,
                Some([_, stack]) if value.name == stack => false,
                _ => goes_with_all || is_used || !is_one_of_many && !value.place.is_shared(),
            }
        };
        let mut values: Values<'_> =
            self.values.iter().filter(goes_in).map(|value| (value.name, value.text.as_str())).collect();
        if let (Some(derived), Some(name)) = (&derived, stack_name) {
            values = values.set(derived.stack, name);
        }
        if self.is_all_regions {
            values = values.all_regions();
        }
        match policy.fill(&values) {
            Ok(filled) if found.is_empty() => return Ok(take(&filled)),
            Ok(_) => {}
            Err(error) => {
                let is_new = |problem: &&FillProblem| match problem {
                    FillProblem::Missing(it) => {
                        !self.unread.contains(&it.name)
                            && derived.as_ref().is_none_or(|at| at.stack != it.name)
                    }
                    problem => !found.contains(problem),
                };
                let more: Vec<_> = error.problems().iter().filter(is_new).cloned().collect();
                found.extend(more);
            }
        }
        Err(Unfilled { policy, problems: found })
    }

    /// The name of the cluster's stack, if the policy needs it and the cluster's name is given.
    fn stack_name(&self, policy: &Policy) -> Option<DerivedName> {
        let stack = policy.parameter(ParameterRole::StackName)?.parameter;
        let parameter = policy.origin(stack)?;
        let cluster = self.first(parameter.name)?;
        let is_overruled =
            self.first(stack.name).is_some_and(|given| given.place.rank() <= cluster.place.rank());
        if is_overruled {
            return None;
        }
        let n_given = self.values.iter().filter(|value| value.name == parameter.name).count();
        let name = match ClusterName::new(&cluster.text) {
            _ if n_given > 1 => Err(FillProblem::Repeated(parameter)),
            Ok(name) => {
                policy.stack_name(name).transpose()?.map_err(|error| FillProblem::Invalid(stack, error))
            }
            Err(error) => Err(FillProblem::Invalid(parameter, error)),
        };
        Some(DerivedName { cluster: parameter.name, stack: stack.name, name })
    }
}

/// The name of a stack that follows from the name of its cluster.
#[derive(Debug)]
struct DerivedName {
    cluster: &'static str,
    stack: &'static str,
    name: Result<StackNameBuf, FillProblem>,
}

/// A policy that the values could not fill, with the problems.
#[derive(Debug)]
pub(crate) struct Unfilled {
    pub(crate) policy: &'static Policy,
    pub(crate) problems: Vec<FillProblem>,
}
