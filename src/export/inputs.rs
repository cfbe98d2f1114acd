//! What is known of the values of parameters when policies are exported, and what stays open.

use crate::values::{Parameter, ParameterRole, Partition, Region, Values};
use crate::{Need, POLICIES, Policy};

/// The values that are given. Every other one is an input of the export.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inputs<'v> {
    values: &'v Values<'v>,
    /// True if the target knows its region, so that it is never all regions unless that is given.
    has_own_region: bool,
}

impl<'v> Inputs<'v> {
    pub(super) fn new(values: &'v Values<'v>, has_own_region: bool) -> Self {
        Self { values, has_own_region }
    }

    /// The text of a parameter with one value, if it is known.
    pub(super) fn text(self, parameter: &Parameter) -> Option<String> {
        match parameter.role() {
            ParameterRole::Partition => self.partition().map(|it| it.id.to_owned()),
            ParameterRole::Region if self.values.is_all_regions() => Some("*".to_owned()),
            _ => self.values.get(parameter.name).next().map(str::to_owned),
        }
    }

    /// The values of a list, if they are known.
    pub(super) fn list(self, parameter: &Parameter) -> Option<Vec<&'v str>> {
        let values: Vec<_> = self.values.get(parameter.name).collect();
        (!values.is_empty()).then_some(values)
    }

    /// True if a parameter has a value, false if it has none, and nothing if that is open.
    pub(super) fn is_given(self, parameter: &Parameter) -> Option<bool> {
        match parameter.role() {
            ParameterRole::Region if self.values.is_all_regions() => Some(false),
            ParameterRole::Region if self.has_own_region => Some(true),
            ParameterRole::Flag => self.values.get(parameter.name).next().map(|value| value == "true"),
            _ => self.values.get(parameter.name).next().map(|_| true),
        }
    }

    /// The partition: the one that is given, or that of the region.
    pub(super) fn partition(self) -> Option<&'static Partition> {
        let named = |role| Parameter::with_role(role).and_then(|it| self.values.get(it.name).next());
        let of_region = || Region::new(named(ParameterRole::Region)?).ok().map(Region::partition);
        named(ParameterRole::Partition).and_then(|id| Partition::new(id).ok()).or_else(of_region)
    }

    /// The parameter whose value people give in the place of another one, from which that follows, and the text
    /// that it becomes.
    pub(super) fn origin(
        self,
        policy: &Policy,
        parameter: &Parameter,
    ) -> Option<(&'static Parameter, &'static str)> {
        if self.text(parameter).is_some() {
            return None;
        }
        let origin = policy.origin(parameter)?;
        Some((origin, policy.release()?.stack_name?))
    }
}

/// The need of policies for the value of a parameter, or of one that follows from it: the strongest of all.
pub(super) fn need(policies: &[&'static Policy], parameter: &Parameter) -> Option<Need> {
    let used = policies.iter().flat_map(|policy| policy.parameters.iter().map(move |used| (policy, used)));
    let used = used.filter(|(policy, used)| {
        let origin = policy.origin(used.parameter);
        used.parameter.name == parameter.name || origin.is_some_and(|it| it.name == parameter.name)
    });
    let needs = used.map(|(_, used)| used.need);
    needs.min_by_key(|need| match need {
        Need::List => 0,
        Need::Required => 1,
        Need::Default => 2,
        Need::Optional => 3,
    })
}

/// True for a parameter that is a list. Within a policy it is so everywhere or nowhere, and the catalog has no
/// parameter that is a list in one policy and one value in another.
pub(super) fn is_list(parameter: &Parameter) -> bool {
    POLICIES
        .iter()
        .flat_map(|policy| policy.parameters)
        .any(|used| used.need == Need::List && used.parameter.name == parameter.name)
}
