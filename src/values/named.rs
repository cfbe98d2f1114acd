//! Values by the names of their parameters, for tools.

use super::{ClusterName, Parameter, ParameterRole, Region};

/// The values that a caller gives for a policy's parameters, by name.
///
/// ```
/// use pcluster_iam::Values;
///
/// let values = Values::new().set("region", "eu-west-1").set("account-id", "123456789012");
/// # let _ = values;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values<'a> {
    pub(super) values: Vec<(&'a str, &'a str)>,
    pub(crate) all_regions: bool,
}

impl<'a> Values<'a> {
    /// An empty set of values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value of a parameter; call it once for each value of a list.
    #[must_use]
    pub fn set(mut self, name: &'a str, value: &'a str) -> Self {
        self.values.push((name, value));
        self
    }

    /// Requests all regions instead of one; the partition must then be set.
    #[must_use]
    pub fn all_regions(mut self) -> Self {
        self.all_regions = true;
        self
    }

    /// Adds the name of the cluster, from which the name of its stack follows in the policies of some
    /// releases.
    #[must_use]
    pub fn with_cluster_name(self, name: ClusterName<'a>) -> Self {
        match Parameter::with_role(ParameterRole::ClusterName) {
            Some(parameter) => self.set(parameter.name, name.as_str()),
            None => self,
        }
    }

    /// True if all regions are requested instead of one.
    #[cfg(feature = "export")]
    pub(crate) fn is_all_regions(&self) -> bool {
        self.all_regions
    }

    /// True if a parameter has a value; a flag that is off has none.
    pub(crate) fn gives(&self, name: &str) -> bool {
        let is_flag = Parameter::named(name).is_some_and(|it| it.role() == ParameterRole::Flag);
        self.get(name).any(|value| !is_flag || value == "true")
    }

    /// The partition of the region, or the one that is given.
    pub(super) fn partition(&self) -> Option<&'a str> {
        let given = |role| self.get(Parameter::with_role(role)?.name).next();
        let region = given(ParameterRole::Region).and_then(|name| Region::new(name).ok());
        region.map(|region| region.partition().id).or_else(|| given(ParameterRole::Partition))
    }

    /// The values of a parameter, in the order in which they were added.
    pub fn get(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(given, _)| *given == name).map(|(_, value)| *value)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Values<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(values: I) -> Self {
        Self { values: values.into_iter().collect(), all_regions: false }
    }
}
