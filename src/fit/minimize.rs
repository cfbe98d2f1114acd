//! Smaller documents that decide every request as before.
//!
//! Three changes are made, until none of them applies:
//!
//! - An entry is dropped that another one of its list covers, and an action or a resource that other
//!   statements cover with everything that its own statement says about it: the same effect, the same
//!   principals, and conditions that are met whenever its own are.
//! - Statements that differ in their actions alone, or in their resources alone, become one. Statements that
//!   differ in both do not: one statement would be about each of the actions on each of the resources.
//! - A list of one action or resource becomes a string.
//!
//! An action is never replaced by a wildcard of another statement. If the wildcard is about no more than the
//! action's statement, the first change drops the action, since it is covered; and if it is not, the wildcard
//! would grant more. What AWS's services offer today plays no part: the actions that match `s3:Get*` are a few
//! known ones, and those of tomorrow.

mod coverage;
mod merging;
mod reduced;

use crate::document::Document as ParsedDocument;
use crate::fit::document::Document;
use reduced::Reduced;

/// A document that decides every request as the given one does, and is not larger.
///
/// Statements with the same effect, principals and conditions are merged if their actions or their resources
/// are the same, and entries that others cover are dropped: `s3:GetObject` beside `s3:Get*`, and what a grant
/// of all resources grants anyway. A merged statement has the place and the Sid of the first. No wildcard
/// comes into a statement that did not have it with the same resources or actions, and no denial becomes
/// narrower or wider.
///
/// The time is bounded: documents beyond the sizes that IAM accepts may stay larger than they could be.
///
/// ```
/// use pcluster_iam::fit::{Document, minimize};
///
/// # fn main() -> Result<(), pcluster_iam::fit::ReadError> {
/// let document = Document::parse(
///     r#"{"Version": "2012-10-17", "Statement": [
///         {"Sid": "Read", "Effect": "Allow", "Action": ["sqs:Get*", "sqs:GetQueueUrl"], "Resource": "*"},
///         {"Sid": "Write", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}
///     ]}"#,
/// )?;
/// assert_eq!(
///     minimize(&document).to_json(),
///     r#"{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["sqs:Get*","sqs:SendMessage"],"Resource":"*"}]}"#
/// );
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn minimize(document: &Document) -> Document {
    let parsed = ParsedDocument::parse(&document.to_json());
    let mut reduced = Reduced::new(document, &parsed);
    while merging::merge(&mut reduced) || coverage::drop_covered(&mut reduced) {}
    reduced.document()
}
