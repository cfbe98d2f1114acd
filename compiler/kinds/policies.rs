//! Policies: a head, statements of their own and of other policies, and their acknowledgements.

pub mod acknowledgements;
pub mod actions;
mod check;
mod conditions;
mod elements;
pub mod entries;
mod files;
mod forms;
pub mod gaps;
pub mod head;
pub mod keys;
pub mod model;
mod notes;
mod order;
pub mod references;
pub mod resources;
mod statements;
mod uses;
pub mod written;

pub use check::{PolicyParts, check, check_parts};
