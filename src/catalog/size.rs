//! The sizes that a policy can have, and values that reach them.

use super::policy::{Need, Policy};
use crate::shared::grammar::{Place, Rule};
use crate::values::{ParameterRole, Partition, ValuesBuf};

/// The sizes that a policy can have in a partition, as IAM's quotas count them: over all values that fill
/// it, in today's regions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct SizeRange {
    /// The id of the partition.
    pub partition: &'static str,
    /// The size of the smallest document.
    pub smallest: usize,
    /// The size of the largest document in which each list has one entry.
    pub largest: usize,
    /// The lists, of which each entry makes the document larger. There is no bound on their number.
    pub lists: &'static [ListSize],
    /// The options that the smallest document has, with the values that are not the shortest ones.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) smallest_with: &'static [(&'static str, Option<&'static str>)],
    /// The options that the largest document has not.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(crate) largest_without: &'static [&'static str],
}

/// A parameter that takes any number of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ListSize {
    /// The name of the parameter.
    pub parameter: &'static str,
    /// The most characters that an entry after the first one adds.
    pub each: usize,
}

impl SizeRange {
    /// The number of entries of each list with which the document surely fits `most` characters, whatever
    /// the values are, if the other lists have one entry; 0 if not even one is certain to fit.
    pub fn most_entries(&self, most: usize) -> impl Iterator<Item = (&'static str, usize)> {
        let left = most.checked_sub(self.largest);
        let n_entries = move |list: &ListSize| {
            let further = left.map(|left| left.checked_div(list.each).unwrap_or(usize::MAX));
            further.map_or(0, |further| further.saturating_add(1))
        };
        self.lists.iter().map(move |list| (list.parameter, n_entries(list)))
    }
}

impl Policy {
    /// The sizes that the policy can have in a partition.
    ///
    /// ```
    /// use pcluster_iam::{Partition, policy};
    ///
    /// # #[cfg(feature = "v2_9")]
    /// # fn main() -> Result<(), Box<dyn core::error::Error>> {
    /// let policy = policy("2.9/user-minimal").expect("the catalog has it");
    /// let partition = Partition::new("aws-cn")?;
    /// let range = policy.size_range(partition).expect("each policy has one for each partition");
    /// let largest = policy.largest_values(partition);
    /// assert_eq!(policy.fill(&largest.get())?.size(), range.largest);
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "v2_9"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn size_range(&self, partition: &Partition) -> Option<&'static SizeRange> {
        self.sizes.iter().find(|range| range.partition == partition.id)
    }

    /// Values with which the document has the most characters, with one entry in each list.
    #[must_use]
    pub fn largest_values(&self, partition: &Partition) -> ValuesBuf {
        self.largest_values_with(partition, 1)
    }

    /// Values with which the document has the most characters, with a number of entries in each list.
    #[must_use]
    pub fn largest_values_with(&self, partition: &Partition, n_entries: usize) -> ValuesBuf {
        let regions = partition.regions.iter().copied();
        let region = regions.max_by_key(|region| region.len()).unwrap_or_default();
        let place = Place { partition: partition.id, region };
        let without = self.size_range(partition).map_or(&[][..], |range| range.largest_without);
        let mut values = ValuesBuf::of(partition);
        for (idx, used) in self.parameters.iter().enumerate() {
            let parameter = used.parameter;
            if without.contains(&parameter.name) {
                continue;
            }
            if parameter.role() == ParameterRole::Region {
                values.set(parameter.name, region.to_owned());
            } else if let Some(rule) = Rule::named(parameter.type_name) {
                let n_entries = if used.need == Need::List { n_entries } else { 1 };
                for entry in 0..n_entries {
                    // No two values of the document are the same.
                    values.set(parameter.name, (rule.longest)(place, entry * self.parameters.len() + idx));
                }
            }
        }
        self.with_effect(values)
    }

    /// Values with which the document has the fewest characters.
    #[must_use]
    pub fn smallest_values(&self, partition: &Partition) -> ValuesBuf {
        let regions = partition.regions.iter().copied();
        let region = regions.min_by_key(|region| region.len()).unwrap_or_default();
        let place = Place { partition: partition.id, region };
        let with = self.size_range(partition).map_or(&[][..], |range| range.smallest_with);
        let mut values = ValuesBuf::of(partition);
        for used in self.parameters {
            let parameter = used.parameter;
            let given = with.iter().find(|(name, _)| *name == parameter.name);
            let is_needed = used.need == Need::Required && parameter.role() != ParameterRole::Region;
            if given.is_none() && !is_needed {
                continue;
            }
            if parameter.role() == ParameterRole::Region {
                values.set(parameter.name, region.to_owned());
            } else if let Some(value) = given.and_then(|(_, value)| *value) {
                values.set(parameter.name, value.to_owned());
            } else if let Some(rule) = Rule::named(parameter.type_name) {
                values.set(parameter.name, rule.shortest_at(place));
            }
        }
        self.with_effect(values)
    }

    /// The values without those that have an effect only beside others, which are not given.
    fn with_effect(&self, mut values: ValuesBuf) -> ValuesBuf {
        loop {
            let idle = self.parameters.iter().map(|used| used.parameter).find(|parameter| {
                let is_given = |name: &str| values.gives(name);
                is_given(parameter.name) && self.needed_beside(parameter, is_given).is_some()
            });
            let Some(idle) = idle else { return values };
            values.remove(idle.name);
        }
    }
}
