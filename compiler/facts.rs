//! What AWS states about its services, from the files that state it to what is generated: the
//! actions with their access levels, resource types and condition keys.
//!
//! [`read`] takes the tables as they are written, [`check`] and [`requests`] hold them together, and
//! [`correct`] puts the reviewed corrections on top.

mod arn;
mod check;
mod correct;
mod lookup;
pub mod model;
pub mod read;
mod requests;

pub use check::check;
pub use correct::apply;
pub use lookup::nearest_or;
