//! The sizes of policies: counted without rendering, and the ends of their ranges.

use pcluster_iam::{Filled, PARTITIONS, POLICIES, Partition, Policy, SizeRange, json, quota};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::values::{Given, fill, filled_in};

/// The number of random values for each policy in each partition.
const N_CASES: usize = 12;

/// Every policy in every partition, with its range.
fn ranges() -> impl Iterator<Item = (&'static Policy, &'static Partition, &'static SizeRange)> {
    POLICIES.iter().flat_map(|policy| {
        PARTITIONS.iter().map(|partition| {
            let range = policy.size_range(partition).expect("it has a range in each partition");
            (*policy, *partition, range)
        })
    })
}

/// The size of a document, counted in both ways.
fn size(filled: &Filled<'_>) -> usize {
    let size = filled.size();
    assert_eq!(size, json::size(&filled.to_json()), "{}", filled.policy().id);
    size
}

/// The largest size with these numbers of entries.
fn largest(range: &SizeRange, n_entries: impl Fn(&str) -> usize) -> usize {
    let further = range.lists.iter().map(|list| list.each * n_entries(list.parameter).saturating_sub(1));
    range.largest + further.sum::<usize>()
}

#[test]
fn the_ends_of_a_range_are_reached() {
    for (policy, partition, range) in ranges() {
        let place = format!("{} in {}", policy.id, partition.id);
        let values = policy.smallest_values(partition);
        let filled = policy.fill(&values.get()).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert_eq!(size(&filled), range.smallest, "{place}: {values:?}");
        for n_entries in [1, 2, 5] {
            let values = policy.largest_values_with(partition, n_entries);
            let filled = policy.fill(&values.get()).unwrap_or_else(|error| panic!("{place}: {error}"));
            assert_eq!(size(&filled), largest(range, |_| n_entries), "{place}, {n_entries}: {values:?}");
        }
    }
}

#[test]
fn no_values_leave_the_range() {
    let mut runner = TestRunner::deterministic();
    for (policy, partition, range) in ranges() {
        let strategy = filled_in(policy, partition);
        for _ in 0..N_CASES {
            let (region, texts) = strategy.new_tree(&mut runner).expect("values").current();
            let size = size(&fill(policy, partition.id, region.as_deref(), &texts));
            let n_entries = |name: &str| texts.get(name).map_or(0, Vec::len);
            let place = format!("{} in {} with {texts:?}", policy.id, partition.id);
            assert!(size >= range.smallest, "{size} < {}: {place}", range.smallest);
            let largest = largest(range, n_entries);
            assert!(size <= largest, "{size} > {largest}: {place}");
        }
    }
}

#[test]
fn as_many_entries_fit_as_a_range_says() {
    let most = quota::MANAGED_POLICY.most;
    let mut n_lists = 0;
    for (policy, _, range) in ranges() {
        for (list, (parameter, n_entries)) in range.lists.iter().zip(range.most_entries(most)) {
            assert_eq!(list.parameter, parameter);
            let size = |n_entries: usize| range.largest + list.each * (n_entries - 1);
            assert_eq!(n_entries == 0, range.largest > most, "{}", policy.id);
            assert!(n_entries == 0 || size(n_entries) <= most, "{}", policy.id);
            assert!(size(n_entries + 1) > most, "{}", policy.id);
            n_lists += 1;
        }
    }
    assert!(n_lists > PARTITIONS.len(), "some policies have lists");
}

#[test]
fn ranges_are_of_todays_regions_and_partitions() {
    for (policy, partition, range) in ranges() {
        assert!(range.smallest <= range.largest, "{} in {}", policy.id, partition.id);
    }
    assert!(POLICIES.iter().all(|policy| policy.sizes.len() == PARTITIONS.len()));
}

/// The values of a document whose name of a key pair holds blanks, which IAM does not count.
#[test]
fn blanks_in_values_are_not_counted() {
    let key_pairs =
        POLICIES.iter().flat_map(|policy| policy.parameters.iter().map(move |used| (policy, used)));
    let mut key_pairs = key_pairs.filter(|(_, used)| used.parameter.type_name == "key-pair-name");
    let (policy, used) = key_pairs.next().expect("a policy names a key pair");
    let texts = |name: &str| {
        let examples = policy.examples();
        let required = policy.parameters.iter().map(|used| used.parameter.name.to_owned());
        let given = required.map(|name| (name.clone(), examples.get(&name).map(str::to_owned).collect()));
        let mut texts: Given = given.filter(|(_, values): &(_, Vec<_>)| !values.is_empty()).collect();
        texts.remove("region");
        texts.remove("partition");
        texts.insert(used.parameter.name.to_owned(), vec![name.to_owned()]);
        texts
    };
    let size = |name: &str| size(&fill(policy, "aws", Some("eu-west-1"), &texts(name)));
    assert_eq!(size("my own key"), size("myownkey"));
}
