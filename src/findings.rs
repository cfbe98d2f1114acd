//! Findings: what is wrong with a policy document, why, where, and how to mend it.
//!
//! The kinds of findings are stated in `catalog/findings`; what a rule has to know of a service is
//! stated in the catalog too, so that a rule is a shape and its names are data.

mod action;
mod arn;
mod calls;
mod code;
mod condition;
mod context;
mod dangers;
mod denied;
mod effect;
mod escalation;
mod families;
mod grants;
mod limits;
mod missing_sid;
mod partition;
mod pattern;
mod piece;
mod placeholder;
mod prefix;
mod reach;
mod redundant;
mod resource;
mod scopable;
mod scope;
mod shared_names;
mod sid;
mod size;
mod text;
mod variable;
mod version;

use core::fmt;

use crate::document::{Document, Span};
use context::Context;

pub use code::{Code, UnknownCodeError};
pub(crate) use prefix::nearest;

/// How grave a finding is. The gravest is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "AWS has four")]
pub enum Severity {
    /// The policy can be made better.
    Suggestion,
    /// The policy may not do what it looks like.
    Warning,
    /// The policy grants more than anybody should be granted.
    SecurityWarning,
    /// AWS refuses the policy, or a part of it has no effect at all.
    Error,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::SecurityWarning, Self::Warning, Self::Suggestion];

    /// Its name, such as `security-warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::SecurityWarning => "security-warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is known about the use of a document besides its text.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether texts such as `<REGION>` stand for values that are filled in later.
    pub placeholders: bool,
    /// The partition in which the policy is to be attached.
    pub partition: Option<&'static crate::Partition>,
}

/// Something that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// What is wrong, in a sentence without its period.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What else has to do with it, and where that is.
    pub labels: Vec<(Span, String)>,
    /// How to mend it.
    pub help: Vec<String>,
    /// What a reader may ask for besides: the actions behind a wildcard, a matrix.
    pub details: Vec<String>,
    /// The statement that it is about, by its place in the document.
    pub statement: Option<usize>,
    /// What of the statement it is about: an action, a resource, a condition key, as written.
    pub subject: Option<String>,
    /// The day of the facts that it rests on, as `2026-08-22`.
    pub as_of: Option<&'static str>,
}

/// All findings of a document, in the order of their places.
///
/// ```
/// use pcluster_iam::document::Document;
/// use pcluster_iam::findings::{Options, Severity, check};
///
/// let text = r#"{
///     "Version": "2012-10-17",
///     "Statement": [{
///         "Sid": "Bucket",
///         "Effect": "Allow",
///         "Action": "s3:ListBucket",
///         "Resource": "arn:aws:s3:::example/*"
///     }]
/// }"#;
/// let findings = check(&Document::parse(text), &Options::default());
/// assert_eq!(findings[0].code.name(), "ACTION_NEVER_MATCHES");
/// assert_eq!(findings[0].code.severity(), Severity::Error);
/// assert_eq!(&text[findings[0].span.start..findings[0].span.end], "s3:ListBucket");
/// ```
#[must_use]
pub fn check(document: &Document, options: &Options) -> Vec<Finding> {
    let rules: [fn(&mut Context<'_>); 19] = [
        version::check,
        size::check,
        sid::check,
        effect::check,
        action::check,
        resource::check,
        variable::check,
        placeholder::check,
        condition::check,
        reach::check,
        redundant::check,
        denied::check,
        families::check,
        escalation::check,
        scopable::check,
        calls::check,
        shared_names::check,
        partition::check,
        missing_sid::check,
    ];
    let mut context = Context::new(document, *options);
    if context.is_oversized() {
        size::check(&mut context);
    } else {
        for rule in rules {
            rule(&mut context);
        }
    }
    let mut findings = context.findings;
    findings.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    findings
}
