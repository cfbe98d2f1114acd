//! A service of AWS and what AWS states about it: its actions with their access levels, its resource
//! types, its condition keys and its calls.

pub mod arn;
mod check;
pub mod keys;
mod known;
mod lines;
pub mod model;
mod requests;
mod strays;
pub mod written;

pub use check::check;
pub use known::{KnownServices, hidden};
