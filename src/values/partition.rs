//! Partitions: groups of regions whose ARNs begin alike.

use core::fmt;

use super::{InvalidValueError, PARTITION_ALLOWED, PARTITIONS};

/// A group of regions with accounts and ARNs of its own, as stated in `catalog/partitions.toml`.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Partition {
    /// The second field of each of its ARNs: `aws`, `aws-cn`, …
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The beginnings of its regions' names; a word and a number follow.
    pub region_prefixes: &'static [&'static str],
    /// The suffix of its host names.
    pub dns_suffix: &'static str,
    /// The principals as which services act there: `{service}` stands for any service's name, and a
    /// principal without it is one more of the service that it begins with.
    pub service_principals: &'static [&'static str],
    /// Its regions, as far as they were known when the catalog was written.
    pub regions: &'static [&'static str],
}

impl Partition {
    /// The partition of that id.
    ///
    /// # Errors
    ///
    /// If no partition has that id.
    pub fn new(id: &str) -> Result<&'static Self, InvalidValueError> {
        PARTITIONS
            .iter()
            .copied()
            .find(|partition| partition.id == id)
            .ok_or_else(|| InvalidValueError { value: id.into(), allowed: PARTITION_ALLOWED })
    }

    /// The principals as which a service, such as `ec2`, acts there.
    pub fn principals(&self, service: &str) -> impl Iterator<Item = String> {
        self.service_principals.iter().filter_map(move |principal| {
            let is_its_own = principal.split_once('.').is_some_and(|(named, _)| named == service);
            let is_any = principal.contains("{service}");
            (is_any || is_its_own).then(|| principal.replace("{service}", service))
        })
    }

    /// The id, as it stands in an ARN.
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
