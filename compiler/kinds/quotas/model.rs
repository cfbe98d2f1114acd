//! The quotas as they were checked.

/// A quota.
#[derive(Debug)]
pub struct Quota {
    pub name: String,
    pub about: String,
    pub most: u64,
    pub increased: Option<u64>,
    /// The prefix of the service whose resources' policies have it.
    pub service: Option<String>,
    pub source: String,
}
