//! What a rule about danger has to know, from the file that states it to what is generated.

mod check;
pub(crate) mod model;
pub(crate) mod read;

pub(crate) use check::check;
