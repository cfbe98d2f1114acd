//! What a rule about danger has to know, from the file that states it to what is generated.

mod check;
pub mod model;
pub mod read;

pub use check::check;
