//! Partitions: groups of regions whose ARNs have the same beginning.

use core::fmt;

use super::{InvalidValueError, PARTITION_ALLOWED, PARTITIONS};

/// A group of regions with its own accounts and ARNs, from `catalog/partitions.toml`.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Partition {
    /// The second field of ARNs in the partition: `aws`, `aws-cn`, …
    pub id: &'static str,
    /// The common name.
    pub name: &'static str,
    /// The beginnings of the region names, each followed by a word and a number.
    pub region_prefixes: &'static [&'static str],
    /// The suffix of host names.
    pub dns_suffix: &'static str,
    /// The principals with which services assume roles: `{service}` stands for any service's name, and a
    /// principal without it is an additional one for the service whose name it begins with.
    pub service_principals: &'static [&'static str],
    /// What is known about the principals that only a single service has, and what is not, in Markdown.
    pub principals_note: Option<&'static str>,
    /// The regions that were known when the catalog was written.
    pub regions: &'static [&'static str],
}

impl Partition {
    /// The partition with an id such as `aws-cn`.
    ///
    /// # Errors
    ///
    /// If no partition has the id.
    pub fn new(id: &str) -> Result<&'static Self, InvalidValueError> {
        PARTITIONS
            .iter()
            .copied()
            .find(|partition| partition.id == id)
            .ok_or_else(|| InvalidValueError { value: id.into(), allowed: PARTITION_ALLOWED })
    }

    /// The principals with which a service, such as `ec2`, assumes roles in the partition.
    pub fn principals(&self, service: &str) -> impl Iterator<Item = String> {
        self.service_principals.iter().filter_map(move |principal| {
            let is_its_own = principal.split_once('.').is_some_and(|(named, _)| named == service);
            let is_any = principal.contains("{service}");
            (is_any || is_its_own).then(|| principal.replace("{service}", service))
        })
    }

    /// The note about the principals of these services, if one of them has a principal of its own in the
    /// partition.
    #[must_use]
    pub fn note_on_principals(&self, services: &[&str]) -> Option<&'static str> {
        let has_own = services.iter().any(|service| self.principals(service).nth(1).is_some());
        self.principals_note.filter(|_| has_own)
    }

    /// The id, as in an ARN.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.id
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id)
    }
}
