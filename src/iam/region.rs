//! The names of regions in the lists of the partitions.
//!
//! The lists are those of a day. A name that follows the pattern of a partition may be that of a newer region.

use crate::PARTITIONS;
use crate::iam::pattern::TextPattern;

/// True if a partition has the region.
pub(crate) fn is_listed(name: &str) -> bool {
    all().any(|region| region == name)
}

/// True if a partition has a region that matches the pattern.
pub(crate) fn is_some_listed(pattern: &str) -> bool {
    let pattern = TextPattern::new(pattern);
    all().any(|region| pattern.matches(region))
}

/// The intended region of a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    crate::shared::nearest::nearest(name, all())
}

fn all() -> impl Iterator<Item = &'static str> {
    PARTITIONS.iter().flat_map(|partition| partition.regions.iter().copied())
}
