//! The releases as they were checked.

use crate::compiler::shared::release::ReleaseNumber;

/// A release of the product.
#[derive(Debug)]
pub struct Release {
    pub number: ReleaseNumber,
    pub date: Option<String>,
    pub changes: Vec<ReleaseChange>,
}

/// A change of permissions.
#[derive(Debug)]
pub struct ReleaseChange {
    /// By their variants.
    pub policies: Vec<String>,
    /// The new beginning or end of the need for the policies.
    pub need: Option<String>,
    pub text: String,
    pub source: String,
}
