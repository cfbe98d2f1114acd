//! Explanations: statements in words, and who grants an action in the catalog, why, on what and for which
//! commands.

mod condition;
mod grant;
mod resource;
mod statement;
mod usage;

pub use grant::{Grant, grants};
#[cfg(feature = "compare")]
pub(crate) use grant::{can_be, matches};
pub use statement::{ActionsOfLevel, ExplainedResource, ExplainedStatement};
pub use usage::{CommandUsage, usages, usages_by_effect};
