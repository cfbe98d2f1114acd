//! A set of policies, and its answer to a request.

use core::fmt;

use crate::Effect;
use crate::document::{Document, Span};
use crate::iam::context::Context;
use crate::iam::evaluate::index::StatementIndex;
use crate::iam::evaluate::statement::CompiledStatement;
use crate::iam::evaluate::{EvaluateError, Outcome, RequestAction, compile};
use crate::iam::resource_name::ResourceName;
use crate::iam::truth::Truth;

/// What a policy does for the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "AWS has these for an identity of one account")]
pub enum Layer {
    /// A policy of the user or the role, or of a group of the user. Without one, nothing is allowed.
    #[default]
    Identity,
    /// The permissions boundary of the user or the role.
    Boundary,
    /// A policy that was passed when the session began.
    Session,
    /// A service control policy. The levels are the root, each organizational unit on the way, and the account.
    /// Policies of one level are a union, and each level has to allow a request.
    ServiceControl {
        /// The number of the level, from 0 for the root.
        level: u8,
    },
}

/// The name of the layer in messages.
impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Identity => "identity policy",
            Self::Boundary => "permissions boundary",
            Self::Session => "session policy",
            Self::ServiceControl { .. } => "service control policy",
        })
    }
}

/// Policies that decide about requests together.
///
/// The policies of a layer are a union. Each layer that has a policy has to allow a request, and the layer of
/// identity policies always has to.
///
/// ```
/// use pcluster_iam::document::Document;
/// use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
///
/// # fn main() -> Result<(), pcluster_iam::evaluate::EvaluateError> {
/// let text = r#"{"Version": "2012-10-17", "Statement": [
///     {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*"},
///     {"Effect": "Deny", "Action": "*", "Resource": "*",
///      "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
/// ]}"#;
/// let mut policies = Policies::new();
/// policies.add(Layer::Identity, "reports.json", &Document::parse(text))?;
///
/// let context = Context::new().set("aws:SecureTransport", "true");
/// let object = "arn:aws:s3:::reports/2026.csv";
/// assert_eq!(policies.decide("s3:GetObject", object, &context), Outcome::Allowed);
/// assert_eq!(policies.decide("s3:PutObject", object, &context), Outcome::ImplicitlyDenied);
/// assert_eq!(policies.decide("s3:GetObject", object, &Context::new()), Outcome::Depends);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Policies {
    pub(crate) statements: Vec<CompiledStatement>,
    /// The layer and the source of each policy.
    pub(super) attached: Vec<(Layer, String)>,
    pub(super) index: StatementIndex,
    /// The layers that have to allow a request besides that of identity policies, sorted.
    pub(super) limits: Vec<Layer>,
}

/// A statement of one of the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatementRef<'p> {
    /// The layer of the policy.
    pub layer: Layer,
    /// The source of the policy, as it was given.
    pub source: &'p str,
    /// The number of the policy among all policies, in the order in which they were added, from 0.
    pub policy: usize,
    /// The number of the statement in its document, from 0.
    pub idx: usize,
    /// The statement's `Sid`, if it has one.
    pub sid: Option<&'p str>,
    /// The statement's effect.
    pub effect: Effect,
    /// The place of the statement in the text of the policy.
    pub span: Span,
}

impl StatementRef<'_> {
    /// The name of the statement in messages: its Sid, or its number from 1.
    #[must_use]
    pub fn name(&self) -> String {
        match self.sid {
            Some(sid) => format!("statement `{sid}`"),
            None => format!("statement {}", self.idx + 1),
        }
    }
}

impl Policies {
    /// No policies, which allow nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a policy with its source, such as the name of its file.
    ///
    /// # Errors
    ///
    /// If IAM would refuse the policy, or if its meaning is not clear: then none of its statements is added.
    pub fn add(
        &mut self,
        layer: Layer,
        source: impl Into<String>,
        document: &Document,
    ) -> Result<(), EvaluateError> {
        let source = source.into();
        let policy = self.attached.len();
        match compile::statements(document, layer, policy) {
            Ok(statements) => self.statements.extend(statements),
            Err(problems) => return Err(EvaluateError { source, problems }),
        }
        self.index = StatementIndex::new(&self.statements);
        self.attached.push((layer, source));
        if layer != Layer::Identity
            && let Err(place) = self.limits.binary_search(&layer)
        {
            self.limits.insert(place, layer);
        }
        Ok(())
    }

    /// The layers and the sources of the policies, in the order in which they were added.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (Layer, &str)> {
        self.attached.iter().map(|(layer, source)| (*layer, source.as_str()))
    }

    /// The answer to a request.
    ///
    /// The resource is an ARN, or `*` for an action that takes no resource. The answer allocates nothing.
    #[must_use]
    pub fn decide<'a>(
        &self,
        action: impl Into<RequestAction<'a>>,
        resource: &str,
        context: &Context,
    ) -> Outcome {
        let (action, name) = (action.into(), ResourceName::new(resource));
        let Some(about) = self.index.about(action) else {
            let all = self.statements.iter();
            return self.outcome(&all, |statement| statement.applies_to(action, name, context));
        };
        let about = about.filter_map(|place| self.statements.get(place));
        self.outcome(&about, |statement| statement.applies(name, context))
    }

    /// The outcome, by the statements that are about a request's action and the answer whether one applies.
    pub(crate) fn outcome<'p>(
        &self,
        about: &(impl Iterator<Item = &'p CompiledStatement> + Clone),
        applies: impl Fn(&'p CompiledStatement) -> Truth + Copy,
    ) -> Outcome {
        let is_denied = Truth::any(about.clone().filter(|statement| statement.denies).map(applies));
        if is_denied == Truth::Yes {
            return Outcome::ExplicitlyDenied;
        }
        let is_allowed_by = |layer| {
            let grants = about.clone().filter(|statement| !statement.denies && statement.layer == layer);
            Truth::any(grants.map(applies))
        };
        Outcome::of(Truth::all(self.layers().map(is_allowed_by)), is_denied)
    }

    /// The layers that have to allow a request.
    pub(crate) fn layers(&self) -> impl Iterator<Item = Layer> {
        core::iter::once(Layer::Identity).chain(self.limits.iter().copied())
    }

    pub(crate) fn reference<'p>(&'p self, statement: &'p CompiledStatement) -> StatementRef<'p> {
        let source = self.attached.get(statement.policy).map(|(_, source)| source.as_str());
        StatementRef {
            layer: statement.layer,
            source: source.unwrap_or_default(),
            policy: statement.policy,
            idx: statement.idx,
            sid: statement.sid.as_deref(),
            effect: if statement.denies { Effect::Deny } else { Effect::Allow },
            span: statement.span,
        }
    }
}
