//! Regions of clusters.

use core::fmt;

use super::{InvalidValueError, PARTITIONS, Partition, REGION_ALLOWED};
use crate::shared::grammar;

/// One region, or all regions of a partition.
///
/// A region that is newer than this crate is accepted if its name follows the pattern of a partition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Region<'a> {
    name: Option<&'a str>,
    partition: &'static Partition,
}

impl<'a> Region<'a> {
    /// The region with a name, from which its partition follows.
    ///
    /// # Errors
    ///
    /// If the name follows the pattern of no partition.
    pub fn new(name: &'a str) -> Result<Self, InvalidValueError> {
        PARTITIONS
            .iter()
            .copied()
            .find(|partition| grammar::is_region(name, partition.region_prefixes.iter().copied()))
            .map(|partition| Self { name: Some(name), partition })
            .ok_or_else(|| InvalidValueError { value: name.into(), allowed: REGION_ALLOWED })
    }

    /// All regions of a partition: ARNs then contain `*` in place of a region's name.
    #[must_use]
    pub const fn any(partition: &'static Partition) -> Self {
        Self { name: None, partition }
    }

    /// True for all regions of a partition, and for a region that was known when the catalog was written.
    #[cfg(feature = "check")]
    pub(crate) fn is_listed(self) -> bool {
        self.name.is_none_or(|name| self.partition.regions.contains(&name))
    }

    /// The region's name, or `None` for all regions.
    #[must_use]
    pub const fn name(self) -> Option<&'a str> {
        self.name
    }

    /// The region field of an ARN: the name, or `*`.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self.name {
            Some(name) => name,
            None => "*",
        }
    }

    /// The partition of the region.
    #[must_use]
    pub const fn partition(self) -> &'static Partition {
        self.partition
    }
}

impl fmt::Debug for Region<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Region").field("name", &self.name).field("partition", &self.partition.id).finish()
    }
}

impl fmt::Display for Region<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The owned twin of [`Region`], for values that outlive their source.
///
/// This is always a single region: for all regions of a partition use [`Region::any`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionBuf {
    name: Box<str>,
    partition: &'static Partition,
}

impl RegionBuf {
    /// The borrowed value, for a policy's struct.
    #[must_use]
    pub fn get(&self) -> Region<'_> {
        Region { name: Some(&self.name), partition: self.partition }
    }
}

impl core::str::FromStr for RegionBuf {
    type Err = InvalidValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let region = Region::new(text)?;
        Ok(Self { name: text.into(), partition: region.partition })
    }
}

impl fmt::Display for RegionBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    use super::{Region, RegionBuf};

    impl Serialize for Region<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }

    impl<'de: 'a, 'a> Deserialize<'de> for Region<'a> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Self::new(<&str>::deserialize(deserializer)?).map_err(D::Error::custom)
        }
    }

    impl Serialize for RegionBuf {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(&self.name)
        }
    }

    impl<'de> Deserialize<'de> for RegionBuf {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Box::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        }
    }
}
