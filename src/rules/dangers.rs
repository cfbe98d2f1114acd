//! Dangers: statements that grant more than they seem to, and omissions that make a policy fragile.

pub(crate) mod accounts;
pub(crate) mod calls;
pub(crate) mod escalation;
pub(crate) mod families;
pub(crate) mod missing_sid;
pub(crate) mod partition;
pub(crate) mod scopable;
pub(crate) mod shared_names;
mod tables;
