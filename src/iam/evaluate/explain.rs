//! The answer to a request with its reasons.

use crate::iam::condition::stated::StatedValue;
use crate::iam::context::{Context, KeyState};
use crate::iam::evaluate::statement::{CompiledStatement, StatementCondition};
use crate::iam::evaluate::{Layer, NearMiss, Outcome, Policies, RequestAction, StatementRef, near};
use crate::iam::glob::OpenPart;
use crate::iam::resource_name::ResourceName;
use crate::iam::truth::Truth;

/// The answer to a request, and the statements behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision<'p> {
    /// The answer.
    pub outcome: Outcome,
    /// The statements that decide: those that deny an explicitly denied request, and those that allow an allowed
    /// one, of each layer. For an open answer, the statements that certainly apply.
    pub deciding: Vec<StatementRef<'p>>,
    /// The layers of which no statement certainly allows the request.
    pub without_grant: Vec<Layer>,
    /// For a request that is not allowed, the statements of these layers that nearly allow it, the nearest
    /// first.
    pub near_misses: Vec<NearMiss<'p>>,
    /// What an open answer depends on.
    pub depends_on: Vec<Dependence<'p>>,
}

/// An unknown part of a statement or of a request, on which an answer depends.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dependence<'p> {
    /// The statement with the part.
    pub statement: StatementRef<'p>,
    /// The unknown part.
    pub on: DependsOn<'p>,
    /// The effect of the part on the answer, in a sentence without a period.
    pub how: String,
}

/// An unknown part of a statement or of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DependsOn<'p> {
    /// The request's value of a condition key.
    Key {
        /// The key as the statement writes it.
        key: &'p str,
        /// The operator that compares it.
        operator: &'p str,
        /// The values that the statement states.
        values: Vec<&'p str>,
    },
    /// The value of a policy variable.
    Variable {
        /// The variable as the statement writes it, with its braces.
        variable: String,
    },
    /// A placeholder that is replaced before the policy is attached.
    Placeholder {
        /// The placeholder as the statement writes it.
        placeholder: String,
    },
}

impl Policies {
    /// The answer to a request, with the statements that decide, the statements that nearly allow the request,
    /// and the unknown parts that the answer depends on.
    ///
    /// ```
    /// use pcluster_iam::document::Document;
    /// use pcluster_iam::evaluate::{Context, Layer, NearMissKind, Policies};
    ///
    /// # fn main() -> Result<(), pcluster_iam::evaluate::EvaluateError> {
    /// let text = r#"{"Version": "2012-10-17", "Statement": [
    ///     {"Sid": "Reports", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}
    /// ]}"#;
    /// let mut policies = Policies::new();
    /// policies.add(Layer::Identity, "reports.json", &Document::parse(text))?;
    ///
    /// let decision = policies.explain("s3:GetObject", "arn:aws:s3:::bills/1", &Context::new());
    /// let nearest = &decision.near_misses[0];
    /// assert_eq!((nearest.kind, nearest.statement.sid), (NearMissKind::Resource, Some("Reports")));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn explain<'a>(
        &self,
        action: impl Into<RequestAction<'a>>,
        resource: &str,
        context: &Context,
    ) -> Decision<'_> {
        let (action, name) = (action.into(), ResourceName::new(resource));
        let applies = |statement: &CompiledStatement| statement.applies_to(action, name, context);
        let outcome = self.outcome(&self.statements.iter(), applies);
        let certain = |denies: bool| {
            let of_effect = self.statements.iter().filter(move |it| it.denies == denies);
            of_effect.filter(|it| applies(it) == Truth::Yes).map(|it| self.reference(it)).collect()
        };
        let allows = |layer| {
            let mut grants = self.statements.iter().filter(|it| !it.denies && it.layer == layer);
            grants.any(|it| applies(it) == Truth::Yes)
        };
        let without_grant: Vec<_> = self.layers().filter(|layer| !allows(*layer)).collect();
        let open = self.statements.iter().filter(|_| outcome == Outcome::Depends);
        let open = open.filter(|it| applies(it) == Truth::Open);
        let depends_on = open.flat_map(|it| self.dependences(it, name, context)).collect();
        let request = near::NearRequest { action, resource, name, context };
        let near_misses = match outcome {
            Outcome::ImplicitlyDenied | Outcome::Depends => near::misses(self, request, &without_grant),
            Outcome::Allowed | Outcome::ExplicitlyDenied => Vec::new(),
        };
        let deciding = match outcome {
            Outcome::ImplicitlyDenied => Vec::new(),
            _ => certain(outcome == Outcome::ExplicitlyDenied),
        };
        Decision { outcome, deciding, without_grant, near_misses, depends_on }
    }

    /// The unknown parts of a statement that may apply.
    fn dependences<'p>(
        &'p self,
        statement: &'p CompiledStatement,
        name: ResourceName<'_>,
        cx: &Context,
    ) -> Vec<Dependence<'p>> {
        let reference = self.reference(statement);
        let verb = if statement.denies { "denies" } else { "allows" };
        let mut found: Vec<Dependence<'p>> = Vec::new();
        let mut add = |on: DependsOn<'p>, how: String| {
            if !found.iter().any(|known| known.on == on) {
                found.push(Dependence { statement: reference, on, how });
            }
        };
        let resources = statement.resources.entries.iter();
        for entry in resources.filter(|it| it.matches(name, cx) == Truth::Open) {
            let is_met = if statement.resources.is_negated { "does not match" } else { "matches" };
            for part in entry.open(cx) {
                let how =
                    format!("the statement {verb} the request if the resource {is_met} `{}`", entry.text);
                add(DependsOn::of_part(part), how);
            }
        }
        for condition in statement.conditions.iter().filter(|it| it.compiled.holds(cx) == Truth::Open) {
            for (on, how) in condition.dependences(verb, cx) {
                add(on, how);
            }
        }
        found
    }
}

impl DependsOn<'_> {
    fn of_part(part: OpenPart<'_>) -> Self {
        match part {
            OpenPart::Placeholder(text) => Self::Placeholder { placeholder: text.to_owned() },
            OpenPart::Variable { text, .. } => Self::Variable { variable: text.to_owned() },
        }
    }
}

impl StatementCondition {
    /// The condition in words.
    pub(super) fn described(&self) -> String {
        let values: Vec<_> = self.values.iter().map(|value| format!("`{value}`")).collect();
        format!("`{}` on `{}` with {}", self.operator, self.key, values.join(", "))
    }

    /// The unknown parts of an open condition, each with its effect.
    fn dependences<'p>(&'p self, verb: &str, cx: &Context) -> Vec<(DependsOn<'p>, String)> {
        let how = format!("the statement {verb} the request if it meets {}", self.described());
        let is_unknown = self.compiled.key.as_ref().is_none_or(|key| cx.key(key) == KeyState::Unknown);
        if is_unknown {
            let values = self.values.iter().map(|value| &**value).collect();
            return vec![(DependsOn::Key { key: &self.key, operator: &self.operator, values }, how)];
        }
        let parts = self.compiled.values.iter().zip(&self.values).flat_map(|(value, text)| match value {
            StatedValue::Text(glob) => glob.open(cx).map(DependsOn::of_part).collect(),
            StatedValue::Arn(fields) => {
                fields.iter().flat_map(|field| field.open(cx)).map(DependsOn::of_part).collect()
            }
            StatedValue::Open => vec![DependsOn::Placeholder { placeholder: text.to_string() }],
            _ => Vec::new(),
        });
        parts.map(|on| (on, how.clone())).collect()
    }
}
