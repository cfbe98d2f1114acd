//! Decisions: does a set of policies allow a request, by which statements, and on what does it depend?
//!
//! The rules are those of the IAM User Guide, "Policy evaluation logic", for a principal and a resource of one
//! account, without a policy of the resource:
//!
//! - An explicit denial in any policy decides.
//! - The identity's policies are a union: one of them has to allow the request.
//! - A permissions boundary, a session policy and each level of service control policies limit that: each
//!   has to allow the request too.
//! - Everything else is implicitly denied.
//!
//! A condition key, a policy variable or a placeholder whose value is not known leaves an answer open. Each
//! open part is looked at by itself: two statements of which one certainly applies, whatever the value, do not
//! become one sure answer.
//!
//! `docs/evaluation.md` has the decisions where AWS's documentation contradicts itself or is silent.

mod action;
mod compile;
mod error;
mod explain;
#[cfg(feature = "compare")]
mod fill;
mod index;
mod near;
mod origin;
mod outcome;
mod pattern;
mod policies;
mod statement;
mod witness;

use crate::iam::condition::known_key;
pub use crate::iam::context::Context;
#[cfg(feature = "compare")]
pub(crate) use action::ActionEntry;
pub use action::RequestAction;
pub use error::{EvaluateError, EvaluateProblem};
pub use explain::{Decision, Dependence, DependsOn};
pub use near::{NearMiss, NearMissKind};
pub use origin::Origin;
pub use outcome::Outcome;
pub use pattern::{Extent, PatternAnswer, PatternError, Witness};
pub use policies::{Layer, Policies, StatementRef};
#[cfg(feature = "compare")]
pub(crate) use statement::{CompiledStatement, StatementCondition};
#[cfg(feature = "compare")]
pub(crate) use witness::familiar;

/// The names of the condition keys that the catalog describes beside AWS's facts about services: all global ones, and
/// some of services. `${…}` stands for a name that a policy fills in.
pub fn known_keys() -> impl Iterator<Item = &'static str> + Clone {
    known_key::names()
}
