//! Policies: a head, statements of their own and of other policies, and what is known of both.

pub mod acknowledgements;
pub mod actions;
pub mod changes;
pub mod check;
pub mod conditions;
pub mod elements;
pub mod entries;
pub mod files;
pub mod forms;
pub mod gaps;
pub mod head;
pub mod keys;
pub mod model;
pub mod order;
pub mod references;
pub mod resources;
pub mod statements;
pub mod uses;
pub mod written;
