//! The prefixes of services as they were checked.

/// The prefixes of all services of AWS.
#[derive(Debug, Default)]
pub struct Prefixes {
    pub as_of: Option<String>,
    /// The prefixes with the services' names, sorted; a service without one has its prefix for that.
    pub services: Vec<(String, String)>,
    /// Further names in the service's place of ARNs, sorted.
    pub arns: Vec<String>,
    /// The prefixes that people write and no service has, sorted, each with the service's own.
    pub mistaken: Vec<(String, String)>,
}
