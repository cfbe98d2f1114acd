//! The answer: each document, all of them together, and the identities that files state, beside the quotas.

use pcluster_iam::document::{InlineTotal, PolicyKind};
use pcluster_iam::fit::Limits;
use pcluster_iam::quota::{Attachment, IdentityKind};

use super::args::SizeArgs;
use super::measure::{Home, Measured};
use super::subject::Subjects;
use super::together::Together;
use crate::ui::output::plain;

/// The answer to all of the arguments.
#[derive(Debug)]
pub(super) struct Answer<'s> {
    pub(super) measured: Vec<Measured>,
    /// Two or more documents of which nothing states how they are attached, as those of one identity.
    pub(super) together: Option<Together>,
    /// The inline policies of the identities that files state, unless the user states the attachment.
    pub(super) identities: Vec<&'s InlineTotal>,
    /// What the policies have to fit, if the user says so.
    pub(super) asked: Option<Attachment>,
    /// The limits of managed policies.
    pub(super) limits: Limits,
}

impl<'s> Answer<'s> {
    pub(super) fn new(args: &SizeArgs, subjects: &'s Subjects, measured: Vec<Measured>) -> Self {
        let asked = args.fit.fit;
        let totals = subjects.files.iter().flat_map(|input| &input.found.policies);
        let totals = totals.flat_map(|policy| &policy.inline_totals).filter(|_| asked.is_none());
        Self {
            together: Together::of(args, &measured),
            measured,
            identities: totals.collect(),
            asked,
            limits: args.fit.limits(Attachment::Managed),
        }
    }

    /// The attachment that decides.
    pub(super) fn attachment(&self) -> Attachment {
        self.asked.unwrap_or(Attachment::Managed)
    }

    /// True for a document beside the quotas of all attachments: nothing states its own, or the user does.
    pub(super) fn is_open(&self, it: &Measured) -> bool {
        match it.home {
            Home::Open => true,
            Home::Managed | Home::Inline => self.asked.is_some(),
            Home::Other(_) => false,
        }
    }
}

/// The kind of other policies, for people.
pub(super) fn noun(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Trust => "trust policy",
        PolicyKind::ServiceControl => "service control policy",
        PolicyKind::ResourceControl => "resource control policy",
        PolicyKind::Boundary => "permissions boundary",
        _ => "policy of a resource",
    }
}

/// The inline attachments, whose quotas several policies have together.
pub(super) fn inline() -> impl Iterator<Item = Attachment> {
    Attachment::ALL.into_iter().filter(|it| matches!(it, Attachment::Inline(_)))
}

/// The name of an identity, for people.
pub(super) fn identity(kind: IdentityKind, name: &str) -> String {
    format!("{} `{}`", kind.as_str(), plain(name))
}
