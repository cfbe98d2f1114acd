//! The reviews of what AWS leaves open: whether values of the variables in a service's ARN formats may
//! contain `/` or `:`.
//!
//! Of a service without a review nothing is sure, so findings about its ARNs are warnings.

mod check;
pub mod keys;
pub mod written;

pub use check::check;
