//! Policies that somebody has, beside those that the catalog says are needed: what is missing, what is too much,
//! and what is only written otherwise.

mod account;
mod actions;
mod additions;
mod breaks;
#[cfg(feature = "check")]
mod dangers;
mod nearest;
mod nearness;
mod needed;
mod report;
mod template;
mod values;

pub use account::{Account, AccountDocument, AccountIdentity, HeldPolicy};
pub use additions::Addition;
pub use breaks::{Break, Breaking};
pub use nearest::{Candidate, Needs, candidates};
pub use nearness::Nearness;
pub use needed::{Needed, NeededPolicy};
pub use report::{Audit, Distance, Excess, Missing};
pub use values::{InferredValue, InferredValues};
