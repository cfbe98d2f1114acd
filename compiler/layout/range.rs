//! The sizes that a policy can have in a partition: the smallest and the largest over all values of its
//! parameters, and over all choices of what is given.
//!
//! A size is a sum of literals and values under tests. Values of the most characters, no two of them the
//! same, make each part as large as it can be. Only parameters with which one part is there, and without
//! which another one is, are a choice: all combinations of those that meet in a test are evaluated.

mod signs;

use std::collections::{BTreeMap, BTreeSet};

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::partitions::model::Partition;
use crate::compiler::kinds::policies::model::{ParameterNeed, Policy, PolicyForm, UsedParameter};
use crate::compiler::layout::evaluate::{joined, size};
use crate::compiler::layout::size::Sum;
use crate::compiler::layout::{Layout, pieces};
use crate::compiler::shared::grammar::{Place, Rule};
use signs::Signs;

/// The most parameters whose combinations are evaluated. A policy has no more of them that meet in tests; a
/// larger group would take minutes, and is cut, so that its ends need not be exact.
const MAX_GROUP: usize = 12;

/// The sizes of a policy in a partition.
#[derive(Debug)]
pub struct SizeRange {
    pub partition: String,
    pub smallest: usize,
    /// With one entry in each list.
    pub largest: usize,
    pub lists: Vec<ListSize>,
    /// The options that the smallest document has, and the values that are not the shortest ones.
    pub smallest_with: Vec<(ParameterId, Option<String>)>,
    /// The options that the largest document has not.
    pub largest_without: Vec<ParameterId>,
}

/// The values of the parameters that are given.
type Choice = BTreeMap<ParameterId, Vec<String>>;

/// The size of a choice.
#[derive(Clone, Debug)]
struct Bound {
    size: usize,
    values: Choice,
}

/// A list: a parameter that takes any number of values.
#[derive(Debug)]
pub struct ListSize {
    pub parameter: ParameterId,
    /// The most characters of each entry after the first.
    pub each: usize,
}

/// The ranges of a policy, in the order of the partitions.
pub fn ranges(catalog: &Catalog, policy: &Policy) -> Vec<SizeRange> {
    let sum = Sum::of(&pieces(catalog, policy, PolicyForm::Maintained, Layout::Compact));
    let signs = Signs::of(&sum);
    let of_partition = |partition| {
        let search = Search { catalog, policy, sum: &sum, signs: &signs, partition };
        let largest = search.best(End::Largest);
        let smallest = search.with_repetitions(search.best(End::Smallest));
        SizeRange {
            partition: search.partition.id.clone(),
            smallest: smallest.size,
            largest: largest.size,
            lists: search.lists(&largest),
            smallest_with: search.unusual(&smallest.values),
            largest_without: search.missing(&largest.values),
        }
    };
    catalog.partitions.iter().map(of_partition).collect()
}

/// The parts of a group of which all combinations are evaluated: the whole group, unless it is too large.
fn parts(group: &BTreeSet<ParameterId>) -> Vec<Vec<ParameterId>> {
    let group: Vec<_> = group.iter().copied().collect();
    group.chunks(MAX_GROUP).map(<[_]>::to_vec).collect()
}

/// The search for the ends of a range.
#[derive(Clone, Copy)]
struct Search<'c> {
    catalog: &'c Catalog,
    policy: &'c Policy,
    sum: &'c Sum,
    signs: &'c Signs,
    partition: &'c Partition,
}

/// An end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Smallest,
    Largest,
}

impl Search<'_> {
    /// The best choice: of each group of parameters that meet in tests, the best combination.
    fn best(self, end: End) -> Bound {
        let is_given = |used: &&UsedParameter| {
            let id = used.parameter;
            let has_text = self.catalog.parameters[id].default.is_some();
            let (with, without) = (self.signs.with.contains(&id), self.signs.without.contains(&id));
            !self.is_option(used)
                || has_text
                || if end == End::Largest { with || !without } else { without && !with }
        };
        let given = self.policy.parameters.iter().filter(is_given).map(|used| used.parameter);
        let mut best = self.bound(given.filter_map(|id| Some((id, vec![self.value(end, id)?]))).collect());
        for group in self.signs.groups.iter().flat_map(parts) {
            let before = best.values.clone();
            for combination in 0..1_u32 << group.len() {
                let mut values = before.clone();
                for (place, id) in group.iter().enumerate() {
                    values.remove(id);
                    if combination & (1 << place) != 0 {
                        values.extend(self.value(end, *id).map(|value| (*id, vec![value])));
                    }
                }
                let next = self.bound(values);
                let is_better =
                    if end == End::Largest { next.size > best.size } else { next.size < best.size };
                if is_better {
                    best = next;
                }
            }
        }
        best
    }

    /// The smallest bound with values that make an entry repeat another one, so that it is left out, where
    /// this saves more than the values cost; and without values that their defaults undercut.
    fn with_repetitions(self, mut best: Bound) -> Bound {
        let pairs: Vec<_> =
            self.signs.compared.iter().flat_map(|(one, other)| [(one, other), (other, one)]).collect();
        loop {
            let equal = pairs.iter().filter_map(|(one, other)| self.equal(&best.values, one, other));
            let removed = self.policy.parameters.iter().filter(|used| {
                used.need != ParameterNeed::Required && best.values.contains_key(&used.parameter)
            });
            let removed = removed.map(|used| {
                let mut values = best.values.clone();
                values.remove(&used.parameter);
                values
            });
            let next = equal.chain(removed).map(|values| self.bound(values));
            match next.min_by_key(|bound| bound.size).filter(|next| next.size < best.size) {
                Some(next) => best = next,
                None => return best,
            }
        }
    }

    /// The values with one that is changed so that two strings become the same, if one of them is a value
    /// alone that may be so.
    fn equal(self, values: &Choice, one: &Template, other: &Template) -> Option<Choice> {
        let [Segment::Value { parameter, .. }] = one.as_slice() else { return None };
        let rule = Rule::named(&self.catalog.parameters[*parameter].type_name)?;
        values.get(parameter)?;
        let text = joined(self.catalog, other, &|id| self.texts(values, id));
        if !rule.accepts(&text) {
            return None;
        }
        let mut values = values.clone();
        values.insert(*parameter, vec![text]);
        Some(values)
    }

    /// What a further entry adds to the largest document, for each list that is in it.
    fn lists(self, largest: &Bound) -> Vec<ListSize> {
        let is_list = |used: &&UsedParameter| used.need == ParameterNeed::List;
        let lists = self.policy.parameters.iter().filter(is_list).map(|used| {
            let parameter = used.parameter;
            let with = |n_entries: usize| {
                let entries = (0..n_entries).filter_map(|idx| self.longest(parameter, idx));
                let mut values = largest.values.clone();
                values.insert(parameter, entries.collect());
                self.bound(values).size
            };
            ListSize { parameter, each: with(2).saturating_sub(with(1)) }
        });
        lists.collect()
    }

    fn bound(self, values: Choice) -> Bound {
        let size = size(self.catalog, self.sum, &|parameter| self.texts(&values, parameter));
        Bound { size, values }
    }

    /// The values of a parameter with a choice.
    fn texts<'v>(&'v self, values: &'v Choice, parameter: ParameterId) -> Vec<&'v str> {
        match values.get(&parameter) {
            Some(values) => values.iter().map(String::as_str).collect(),
            None => self.catalog.parameters[parameter].default.as_deref().into_iter().collect(),
        }
    }

    /// The value of a parameter at an end of the range; `None` for one without a text.
    fn value(self, end: End, parameter: ParameterId) -> Option<String> {
        match (self.catalog.parameters[parameter].role, end) {
            (Role::Partition, _) => Some(self.partition.id.clone()),
            (Role::Region, _) => Some(self.region(end).to_owned()),
            (Role::Flag | Role::Value, End::Largest) => self.longest(parameter, 0),
            (Role::Flag | Role::Value, End::Smallest) => {
                let rule = Rule::named(&self.catalog.parameters[parameter].type_name)?;
                Some(rule.shortest_at(self.place(end)))
            }
        }
    }

    /// A value of the most characters, another one for each parameter and each entry of a list.
    fn longest(self, parameter: ParameterId, entry: usize) -> Option<String> {
        let used = &self.policy.parameters;
        let rule = Rule::named(&self.catalog.parameters[parameter].type_name)?;
        let idx = used.iter().position(|used| used.parameter == parameter)?;
        Some((rule.longest)(self.place(End::Largest), entry * used.len() + idx))
    }

    fn place(&self, end: End) -> Place<'_> {
        Place { partition: &self.partition.id, region: self.region(end) }
    }

    /// The region of the partition with the shortest or the longest name.
    fn region(&self, end: End) -> &str {
        let regions = self.partition.regions.iter().map(String::as_str);
        let region = match end {
            End::Smallest => regions.min_by_key(|region| region.len()),
            End::Largest => regions.max_by_key(|region| region.len()),
        };
        region.unwrap_or_default()
    }

    /// True for a parameter without a value in some documents.
    fn is_option(self, used: &UsedParameter) -> bool {
        match self.catalog.parameters[used.parameter].role {
            Role::Region | Role::Flag => true,
            Role::Partition => false,
            Role::Value => used.need != ParameterNeed::Required,
        }
    }

    /// The options of a choice, and the values that are not the shortest ones.
    fn unusual(self, values: &Choice) -> Vec<(ParameterId, Option<String>)> {
        let unusual = self.policy.parameters.iter().filter_map(|used| {
            let value = values.get(&used.parameter)?.first()?;
            let is_usual = self.value(End::Smallest, used.parameter).as_ref() == Some(value);
            let value = (!is_usual).then(|| value.clone());
            (self.is_option(used) || value.is_some()).then_some((used.parameter, value))
        });
        unusual.collect()
    }

    /// The options that a choice has not.
    fn missing(self, values: &Choice) -> Vec<ParameterId> {
        let options = self.policy.parameters.iter().filter(|used| self.is_option(used));
        options.map(|used| used.parameter).filter(|id| !values.contains_key(id)).collect()
    }
}
