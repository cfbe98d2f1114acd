//! The reviewed corrections, put on top of what AWS states.
//!
//! A correction that corrects nothing is a mistake: AWS has fixed the fact, or the name is
//! misspelt.

mod apply;
mod calls;
mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
