//! Conditions on the keys of single services.

pub(crate) mod key_rules;
