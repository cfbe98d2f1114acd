//! Conditions on the keys of single services.

pub(crate) mod key_arns;
pub(crate) mod key_rules;
