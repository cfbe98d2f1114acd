//! All values that a user gives, and filling policies with them.

use pcluster_iam::audit::{InferredValue, InferredValues};
use pcluster_iam::{FillProblem, Filled, Parameter, ParameterRole, Policy, Values};

use super::value::{GivenValue, Place};
use crate::ui::failure::Complaint;

/// The values that a user gives, for any policy.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub(crate) values: Vec<GivenValue>,
    /// The parameters whose values could not be read, which are therefore not reported as missing too.
    pub(super) unread: Vec<&'static str>,
    pub(super) is_all_regions: bool,
    /// True if a region may be one that the catalog does not know.
    pub(crate) allows_unknown_region: bool,
}

impl Given {
    /// Adds the values of parameters without a value from an earlier place.
    pub(super) fn add(&mut self, values: Vec<GivenValue>) {
        let new: Vec<_> = values.into_iter().filter(|value| self.first(value.name).is_none()).collect();
        self.values.extend(new);
    }

    /// The values of a row, and those of the user for parameters that the row does not give.
    pub(crate) fn below(&self, row: Vec<GivenValue>) -> Self {
        let mut given = Self {
            values: row,
            unread: Vec::new(),
            is_all_regions: self.is_all_regions,
            allows_unknown_region: self.allows_unknown_region,
        };
        given.add(self.values.clone());
        given
    }

    /// Takes a region that a configuration file states, unless another one is given: then the message about it.
    pub(crate) fn add_region(&mut self, region: GivenValue) -> Option<Complaint> {
        // The usual region of all runs is not that of this one.
        self.values.retain(|value| value.name != region.name || !value.place.is_usual());
        let Some(given) = self.first(region.name) else {
            self.values.extend((!self.is_all_regions).then_some(region));
            return None;
        };
        let place = if let Place::File(place) = &region.place { place } else { "" };
        let message =
            format!("{place}the file is for `{}`, and the answer is for `{}`", region.text, given.text);
        (given.text != region.text).then(|| {
            Complaint::new(message).help(format!("leave out the {} for that of the file", region.name))
        })
    }

    /// The first value of a parameter.
    pub(crate) fn first(&self, name: &str) -> Option<&GivenValue> {
        self.values.iter().find(|value| value.name == name)
    }

    /// Puts the examples of parameters in the place of values that nobody gives, and returns the parameters
    /// whose examples are used. The partition follows from a region.
    pub(crate) fn add_examples(
        &mut self,
        parameters: impl IntoIterator<Item = &'static Parameter>,
    ) -> Vec<&'static Parameter> {
        let mut parameters: Vec<_> = parameters.into_iter().collect();
        parameters.sort_by_key(|parameter| parameter.role() == ParameterRole::Partition);
        let mut used = Vec::new();
        let has = |given: &Self, role| given.values.iter().any(|value| value.has_role(role));
        for parameter in parameters {
            let follows = match parameter.role() {
                ParameterRole::Partition => has(self, ParameterRole::Region),
                ParameterRole::StackName => has(self, ParameterRole::ClusterName),
                ParameterRole::Region => self.is_all_regions,
                _ => false,
            };
            if follows || self.first(parameter.name).is_some() {
                continue;
            }
            let text = parameter.example.to_owned();
            self.values.push(GivenValue { name: parameter.name, text, place: Place::Example });
            used.push(parameter);
        }
        used
    }

    /// Adds values that policies show, where nobody gives one: all of a list at once.
    pub(crate) fn add_inferred(&mut self, inferred: &InferredValues) {
        let has = |role| self.values.iter().any(|value| value.has_role(role));
        self.is_all_regions |= inferred.all_regions && !has(ParameterRole::Region);
        let value = |it: &InferredValue| GivenValue {
            name: it.parameter.name,
            text: it.value.clone(),
            place: Place::Inferred,
        };
        let is_overruled = |value: &GivenValue| self.is_all_regions && value.has_role(ParameterRole::Region);
        let values = inferred.values.iter().map(value).filter(|value| !is_overruled(value)).collect();
        self.add(values);
    }

    /// True if no value is given, nor all regions.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty() && !self.is_all_regions
    }

    /// True if there are no values but those that say where a policy is for: region and partition.
    pub(crate) fn has_locations_only(&self) -> bool {
        let is_location =
            |value: &GivenValue| Parameter::named(value.name).is_some_and(|it| it.role().is_location());
        !self.is_all_regions && self.values.iter().all(is_location)
    }

    /// True if a parameter has a value; a flag that is off has none.
    pub(crate) fn gives(&self, name: &str) -> bool {
        self.first(name).is_some_and(|value| !(value.has_role(ParameterRole::Flag) && value.text == "false"))
    }

    /// Fills the policy, or reports all problems.
    ///
    /// With `is_one_of_many`, values that the policy does not use, or that have no effect in it, are for the
    /// other policies.
    pub(crate) fn fill(&self, policy: &'static Policy, is_one_of_many: bool) -> Result<Filled<'_>, Unfilled> {
        policy.fill(&self.of(policy, is_one_of_many)).map_err(|error| {
            let is_read = |problem: &&FillProblem| match problem {
                FillProblem::Missing(parameter) => !self.unread.contains(&parameter.name),
                _ => true,
            };
            Unfilled { policy, problems: error.problems().iter().filter(is_read).cloned().collect() }
        })
    }

    /// The values for filling the policy, as in [`Self::fill`].
    pub(crate) fn of(&self, policy: &'static Policy, is_one_of_many: bool) -> Values<'_> {
        let derived = self.derived(policy);
        let goes_in = |value: &&GivenValue| {
            let goes_with_all = Parameter::named(value.name).is_some_and(|it| it.role().is_location());
            let is_used = policy.parameters.iter().any(|used| {
                let is_idle = || policy.needed_beside(used.parameter, |name| self.gives(name)).is_some();
                used.parameter.name == value.name && !(is_one_of_many && is_idle())
            });
            match derived {
                Some(DerivedName { cluster, .. }) if value.name == cluster => true,
                Some(DerivedName { stack, .. }) if value.name == stack => false,
                _ => goes_with_all || is_used || !is_one_of_many && !value.place.is_shared(),
            }
        };
        let values: Values<'_> =
            self.values.iter().filter(goes_in).map(|value| (value.name, value.text.as_str())).collect();
        if self.is_all_regions { values.all_regions() } else { values }
    }

    /// The values that are known, for policies that are exported together.
    pub(crate) fn known(&self, policies: &[&'static Policy]) -> Values<'_> {
        let derived = policies.iter().find_map(|policy| self.derived(policy));
        let is_derived = |value: &GivenValue| derived.is_some_and(|it| it.stack == value.name);
        let values = self.values.iter().filter(|value| !is_derived(value));
        let values: Values<'_> = values.map(|value| (value.name, value.text.as_str())).collect();
        if self.is_all_regions { values.all_regions() } else { values }
    }

    /// The two parameters, if the name of the cluster, from which that of the stack follows, takes
    /// precedence by its place.
    fn derived(&self, policy: &Policy) -> Option<DerivedName> {
        let stack = policy.parameter(ParameterRole::StackName)?.parameter;
        let cluster = policy.origin(stack)?;
        let rank = |parameter: &Parameter| self.first(parameter.name).map(|value| value.place.rank());
        let of_cluster = rank(cluster)?;
        let takes_precedence = rank(stack).is_none_or(|of_stack| of_cluster < of_stack);
        takes_precedence.then_some(DerivedName { cluster: cluster.name, stack: stack.name })
    }
}

/// The parameters of a stack's name that follows from the name of its cluster.
#[derive(Clone, Copy, Debug)]
struct DerivedName {
    cluster: &'static str,
    stack: &'static str,
}

/// A policy that the values could not fill, with the problems.
#[derive(Debug)]
pub(crate) struct Unfilled {
    pub(crate) policy: &'static Policy,
    pub(crate) problems: Vec<FillProblem>,
}
