//! Denials: AWS's messages that a request was denied, found in a text of any kind.
//!
//! A service, a program of AWS, `boto` and AWS CloudFormation word them differently, and logs wrap them into
//! lines of their own. [`find`] reads all of them: the sentence of IAM ("User: … is not authorized to perform:
//! … because no identity-based policy allows …"), the shorter sentences of services that name neither the
//! action nor the resource, with the name of the call that stands before them, events of AWS CloudTrail, and
//! decoded authorization messages.
//!
//! ```
//! use pcluster_iam::denial::{self, DenyingPolicy, Reason};
//!
//! let text = "An error occurred (AccessDenied) when calling the CreateRole operation: User: \
//!             arn:aws:iam::123456789012:user/alice is not authorized to perform: iam:CreateRole on resource: \
//!             arn:aws:iam::123456789012:role/demo because no permissions boundary allows the iam:CreateRole action";
//! let denials = denial::find(text);
//! assert_eq!(denials[0].action.as_deref(), Some("iam:CreateRole"));
//! assert_eq!(denials[0].resource.as_deref(), Some("arn:aws:iam::123456789012:role/demo"));
//! assert_eq!(denials[0].reason, Reason::NotAllowed(Some(DenyingPolicy::Boundary)));
//! ```
//!
//! Sources of the wordings: IAM User Guide, "Troubleshoot access denied error messages"; AWS Security Blog,
//! "Enhanced access denied error messages with policy ARNs"; the issues of `aws/aws-parallelcluster`.

mod mark;
mod record;
mod request;
mod text;

use crate::document::Span;

/// The denials in a text, in its order.
///
/// A text that is JSON, or has a line that is, is read as such: the output of the AWS CLI, answers of an API,
/// events of a trail, lines of a log.
#[must_use]
pub fn find(text: &str) -> Vec<Denial> {
    let denials = record::find(text).unwrap_or_else(|| {
        let mut denials = Vec::new();
        // The text between two lines of JSON is read as a whole, since a message can be wrapped.
        let mut start = 0;
        for (at, line) in lines(text) {
            if let Some(found) = Some(line.trim()).filter(|it| it.starts_with('{')).and_then(record::find) {
                denials.extend(text::find(text.get(start..at).unwrap_or_default()).moved(start));
                denials.extend(found.moved(at));
                start = at + line.len();
            }
        }
        denials.extend(text::find(text.get(start..).unwrap_or_default()).moved(start));
        denials
    });
    // Words such as "Access Denied" say nothing beside a message that names the request.
    let has_names = denials.iter().any(Denial::names_request);
    denials.into_iter().filter(|denial| !has_names || denial.names_request()).collect()
}

/// The lines with their line breaks, each with the place of its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// A denied request, as far as the message states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Denial {
    /// The place of the message.
    pub span: Span,
    /// The identity whose request was denied: an ARN, or a name.
    pub principal: Option<String>,
    /// The denied action, such as `ec2:RunInstances`.
    pub action: Option<String>,
    /// The API call, such as `DescribeRegions`, or with its service `ec2:CreateRoute`. A call may require
    /// other actions than that of its name.
    pub call: Option<String>,
    /// The service as the message names it, if it names neither the action nor the call with a service.
    pub service: Option<String>,
    /// The type of a resource that could not be tagged, such as `AWS::SQS::Queue`.
    pub tagged: Option<String>,
    /// The resource, as the message names it.
    pub resource: Option<String>,
    /// The reason for the denial.
    pub reason: Reason,
    /// The ARN of the policy that denies the request.
    pub policy: Option<String>,
    /// The encoded authorization message, which only the account itself can decode.
    pub encoded: Option<String>,
}

/// The reason for a denial.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a request is denied by a statement or for lack of one")]
pub enum Reason {
    /// The message states no reason.
    #[default]
    Unstated,
    /// No policy allows the request: none of this type, if the message names it.
    NotAllowed(Option<DenyingPolicy>),
    /// A statement with the effect `Deny`, in a policy of this type if the message names it.
    ExplicitDeny(Option<DenyingPolicy>),
}

impl Reason {
    /// The type of the policy that denies the request, or that lacks a statement.
    #[must_use]
    pub fn policy_type(self) -> Option<DenyingPolicy> {
        match self {
            Self::Unstated => None,
            Self::NotAllowed(policy) | Self::ExplicitDeny(policy) => policy,
        }
    }
}

/// The types of policies that AWS's messages name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DenyingPolicy {
    /// A policy of the identity itself, or of its group.
    Identity,
    /// The policy of the resource.
    Resource,
    /// The permissions boundary of the identity.
    Boundary,
    /// The policy that was passed when the role was assumed.
    Session,
    /// A service control policy of the organization.
    ServiceControl,
    /// A resource control policy of the organization.
    ResourceControl,
    /// The policy of a VPC endpoint.
    VpcEndpoint,
    /// The trust policy of a role.
    Trust,
}

impl DenyingPolicy {
    const ALL: [Self; 8] = [
        Self::Identity,
        Self::Resource,
        Self::Boundary,
        Self::Session,
        Self::ServiceControl,
        Self::ResourceControl,
        Self::VpcEndpoint,
        Self::Trust,
    ];

    /// The name in AWS's messages, such as `identity-based policy`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity-based policy",
            Self::Resource => "resource-based policy",
            Self::Boundary => "permissions boundary",
            Self::Session => "session policy",
            Self::ServiceControl => "service control policy",
            Self::ResourceControl => "resource control policy",
            Self::VpcEndpoint => "VPC endpoint policy",
            Self::Trust => "role trust policy",
        }
    }

    /// The type with a name in a message, ignoring case and with any white space.
    fn named(name: &str) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| {
            let own = it.as_str().to_ascii_lowercase();
            name.starts_with(&own) || own.ends_with(&name) && name.ends_with("trust policy")
        })
    }
}

/// Denials with places in a part of a text.
trait Moved {
    /// The denials with their places in the whole text.
    fn moved(self, offset: usize) -> Self;
}

impl Moved for Vec<Denial> {
    fn moved(mut self, offset: usize) -> Self {
        for denial in &mut self {
            denial.span = Span { start: denial.span.start + offset, end: denial.span.end + offset };
        }
        self
    }
}
