//! The principals as they were checked.

/// A principal of which more is known than its name.
#[derive(Debug)]
pub struct KnownPrincipal {
    pub name: String,
    pub claim: Option<String>,
    pub names_repositories: bool,
    pub states_source: bool,
    pub actions: Vec<String>,
}
