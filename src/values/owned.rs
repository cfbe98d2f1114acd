//! Values by the names of their parameters that own their strings.

use super::{Parameter, ParameterRole, Partition, Values};

/// The owned twin of [`Values`]: a region, or all regions of a partition, and the values of other
/// parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuesBuf {
    partition: &'static str,
    values: Vec<(&'static str, String)>,
}

impl ValuesBuf {
    /// All regions of a partition, and nothing else.
    pub(crate) fn of(partition: &Partition) -> Self {
        Self { partition: partition.id, values: Vec::new() }
    }

    /// Adds a value of a parameter.
    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        self.values.push((name, value));
    }

    /// Removes the values of a parameter.
    pub(crate) fn remove(&mut self, name: &str) {
        self.values.retain(|(given, _)| *given != name);
    }

    /// True if a parameter has a value.
    pub(crate) fn gives(&self, name: &str) -> bool {
        self.values.iter().any(|(given, _)| *given == name)
    }

    /// The borrowed values, which fill a policy.
    #[must_use]
    pub fn get(&self) -> Values<'_> {
        let name = |role| Parameter::with_role(role).map(|parameter| parameter.name);
        let has_region = name(ParameterRole::Region).is_some_and(|region| self.gives(region));
        let partition = name(ParameterRole::Partition).map(|name| (name, self.partition));
        let given = self.values.iter().map(|(name, value)| (*name, value.as_str()));
        let values: Values<'_> = partition.into_iter().chain(given).collect();
        if has_region { values } else { values.all_regions() }
    }
}
