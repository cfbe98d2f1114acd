//! Principals: whom the statements of trust policies and of resources' policies are about.

mod conditions;
pub(crate) mod federated;
pub(crate) mod form;
pub(crate) mod limits;
pub(crate) mod open;
pub(crate) mod trust;

pub(crate) use conditions::is_limited_by;
