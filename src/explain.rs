//! Explanations: who grants an action in the catalog, why, and on what.

mod grant;

pub use grant::{Grant, grants};
