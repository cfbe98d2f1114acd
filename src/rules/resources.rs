//! Resources: entries that are not ARNs, and ARNs that no service has.

pub(crate) mod fields;
pub(crate) mod impossible;
pub(crate) mod malformed;
