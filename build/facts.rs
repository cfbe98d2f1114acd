//! What AWS states about its services, from the files that state it to what is generated: the
//! actions with their access levels, resource types and condition keys.
//!
//! [`read`] takes the tables as they are written, [`check`] holds them together, and [`correct`]
//! puts the reviewed corrections on top.

mod check;
mod correct;
pub(crate) mod model;
mod names;
pub(crate) mod read;

pub(crate) use check::check;
pub(crate) use correct::apply;
