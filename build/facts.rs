//! What AWS states about its services, from the files that state it to what is generated: the
//! actions with their access levels, resource types and condition keys.
//!
//! [`read`] takes the tables as they are written, [`check`] and [`requests`] hold them together, and
//! [`correct`] puts the reviewed corrections on top.

mod arn;
mod check;
mod correct;
mod lookup;
pub(crate) mod model;
pub(crate) mod read;
mod requests;

pub(crate) use check::check;
pub(crate) use correct::apply;
pub(crate) use lookup::nearest_or;
