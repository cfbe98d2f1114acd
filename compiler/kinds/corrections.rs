//! The reviewed corrections, put on top of what AWS states.
//!
//! A correction that corrects nothing is a mistake: AWS has mended what it was about, or its name is
//! misspelt.

mod apply;
mod check;
pub mod keys;
pub mod model;
pub mod written;

pub use check::check;
