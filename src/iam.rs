//! How IAM reads a policy document.

pub(crate) mod action;
pub(crate) mod address;
pub(crate) mod arn;
pub(crate) mod condition;
pub(crate) mod date;
pub(crate) mod grants;
pub(crate) mod limits;
pub(crate) mod pattern;
pub(crate) mod piece;
pub(crate) mod prefix;
pub(crate) mod resource;
pub(crate) mod scope;
pub(crate) mod version;
