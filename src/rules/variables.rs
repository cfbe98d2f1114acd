//! IAM's policy variables, and placeholders that are not filled in.

pub(crate) mod placeholder;
pub(crate) mod variable;
