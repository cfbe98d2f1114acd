//! Documents within the sizes that IAM accepts: [`split`] divides a document, and [`pack`] puts several into
//! few; with the feature `check`, [`minimize`] makes a document smaller. What they grant and deny together
//! stays the same.
//!
//! IAM decides about a request by the statements of all policies of an identity: an explicit denial in any of
//! them overrides every allow, and the order means nothing (IAM User Guide, "Policy evaluation logic"). A
//! statement may therefore move to another policy of the same identity. Nothing of this holds for the policy
//! of a resource or the trust policy of a role, of which there is one.
//!
//! ```
//! use pcluster_iam::fit::{Document, Limits, split};
//! use pcluster_iam::quota::Attachment;
//!
//! # fn main() -> Result<(), Box<dyn core::error::Error>> {
//! let text = r#"{"Statement": [
//!     {"Sid": "Read", "Effect": "Allow", "Action": "sqs:Get*", "Resource": "*"},
//!     {"Sid": "Write", "Effect": "Allow", "Action": "sqs:Send*", "Resource": "*"}
//! ]}"#;
//! let document = Document::parse(text)?;
//! assert_eq!(split(&document, Limits::of(Attachment::Managed))?, [document.clone()]);
//! let parts = split(&document, Limits { characters: 100, documents: 2 })?;
//! assert_eq!(parts.len(), 2);
//! # Ok(())
//! # }
//! ```

mod bins;
mod document;
mod groups;
mod limits;
#[cfg(feature = "check")]
mod minimize;
mod pack;
mod parts;
mod plan;
mod read;
mod sids;
mod together;
mod write;

pub use document::Document;
pub use limits::{Certainty, Limits, UnfitError};
#[cfg(feature = "check")]
pub use minimize::minimize;
pub use pack::{pack, split};
pub use read::ReadError;
#[cfg(feature = "check")]
pub use together::minimize_together;
