//! Whether policies allow the calls of a run.

use std::collections::BTreeMap;

use super::request::{Call, Request};
use crate::catalog::Denied;
use crate::evaluate::{Context, Decision, DependsOn, Outcome, Policies};
use crate::iam::condition::known_key::{self, KeyFlag};

/// The answer to a call: those to all actions that have to be allowed for it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallAnswer<'p> {
    /// The call.
    pub call: Call,
    /// The answers to its requests, in their order.
    pub answers: Vec<RequestAnswer<'p>>,
}

/// The answer to a request of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RequestAnswer<'p> {
    /// The request.
    pub request: Request,
    /// The outcome, with the statements behind it. It depends on the resource if a part of those behind a `*`
    /// is allowed.
    pub decision: Decision<'p>,
    /// A resource behind the `*` that is not allowed, or not certainly, although others are.
    pub but_not: Option<String>,
}

/// What becomes of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a command runs or fails, or nobody knows")]
pub enum Verdict {
    /// All calls are allowed, or their denials are tolerated.
    Runs,
    /// A call depends on values that are not known, or is denied and nobody has seen what then happens.
    Unsure,
    /// A call is denied, and the command ends with an error.
    Fails,
}

impl Request {
    /// Asks policies about the request, whose own keys take precedence over those of a context.
    #[must_use]
    pub fn answer<'p>(&self, policies: &'p Policies, context: &Context) -> RequestAnswer<'p> {
        let mut context = self.context(context);
        let mut decision = policies.explain(self.action, &self.resource, &context);
        let absent: Vec<&str> = decision.depends_on.iter().filter_map(|it| self.never_has(&it.on)).collect();
        if !absent.is_empty() {
            context = absent.iter().fold(context, |context, key| context.set_absent(key));
            decision = policies.explain(self.action, &self.resource, &context);
        }
        let answer = RequestAnswer { request: self.clone(), decision, but_not: None };
        if self.is_pattern() { answer.of_pattern(policies, &context) } else { answer }
    }
}

impl Request {
    /// True if policies may allow the request for the text of the resource, without a look at what a `*` in it
    /// stands for.
    pub(super) fn is_likely_allowed(&self, policies: &Policies, context: &Context) -> bool {
        !policies.decide(self.action, &self.resource, &self.context(context)).is_denied()
    }

    /// The condition key on which an answer depends, if no request of the action has it: that of a service that
    /// states no such key for the action, or a global one of which each service lists the requests that have it.
    fn never_has<'d>(&self, on: &DependsOn<'d>) -> Option<&'d str> {
        let DependsOn::Key { key, .. } = on else { return None };
        let action = crate::action(self.action)?;
        let is_stated = match known_key::known(key) {
            Some(known) => known.is(KeyFlag::Stated),
            None => !key.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:")),
        };
        (is_stated && action.condition_key(key).is_none()).then_some(*key)
    }
}

impl<'p> RequestAnswer<'p> {
    /// The answer for all resources behind the `*`, of which the text with it is only one.
    fn of_pattern(mut self, policies: &'p Policies, context: &Context) -> Self {
        let Ok(found) = policies.decide_pattern(self.request.action, &self.request.resource, context) else {
            // Too complex to be answered for all: then it is not certain.
            if self.decision.outcome == Outcome::Allowed {
                self.decision.outcome = Outcome::Depends;
            }
            return self;
        };
        let witnesses = || found.iter().flat_map(|answer| &answer.witnesses);
        let Some(best) = witnesses().min_by_key(|it| rank(it.outcome)) else { return self };
        let worst = witnesses().max_by_key(|it| rank(it.outcome)).unwrap_or(best);
        if best.outcome == Outcome::Allowed && worst.outcome != Outcome::Allowed {
            self.decision.outcome = Outcome::Depends;
            self.but_not = Some(worst.resource.clone());
        } else {
            // The statement that decides is that of a resource behind the `*`, and not of the text.
            if self.decision.outcome != best.outcome {
                self.decision = policies.explain(self.request.action, &best.resource, context);
            }
            self.decision.outcome = best.outcome;
        }
        self
    }
}

impl CallAnswer<'_> {
    /// The worst outcome of the requests; a call that needs no permission is allowed.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let outcomes = self.answers.iter().map(|answer| answer.decision.outcome);
        outcomes.max_by_key(|outcome| rank(*outcome)).unwrap_or(Outcome::Allowed)
    }

    /// What becomes of the command, as far as this call decides.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match (self.outcome(), self.call.step.denied) {
            (Outcome::Allowed, _) | (_, Denied::Tolerated) => Verdict::Runs,
            (Outcome::Depends, _) | (_, Denied::Unknown) => Verdict::Unsure,
            (Outcome::ExplicitlyDenied | Outcome::ImplicitlyDenied, Denied::Fatal) => Verdict::Fails,
        }
    }
}

impl Verdict {
    /// What becomes of a command with these answers to its calls.
    #[must_use]
    pub fn of(answers: &[CallAnswer<'_>]) -> Self {
        answers.iter().map(CallAnswer::verdict).max().unwrap_or(Self::Runs)
    }
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Allowed => 0,
        Outcome::Depends => 1,
        Outcome::ImplicitlyDenied => 2,
        Outcome::ExplicitlyDenied => 3,
    }
}

/// The answers of policies to the calls of runs, each request of which is answered once.
#[derive(Clone, Debug)]
pub struct Answers<'p> {
    policies: &'p Policies,
    /// The keys of all requests.
    context: Context,
    known: BTreeMap<Request, RequestAnswer<'p>>,
}

impl<'p> Answers<'p> {
    /// No answers yet. The keys of the context are those of all requests, unless a call states them itself.
    #[must_use]
    pub fn new(policies: &'p Policies, context: Context) -> Self {
        Self { policies, context, known: BTreeMap::new() }
    }

    /// The answer to a call.
    pub fn of(&mut self, call: Call) -> CallAnswer<'p> {
        let mut answer = |request: &Request| match self.known.get(request) {
            Some(known) => known.clone(),
            None => {
                let answer = request.answer(self.policies, &self.context);
                self.known.insert(request.clone(), answer.clone());
                answer
            }
        };
        CallAnswer { answers: call.requests.iter().map(&mut answer).collect(), call }
    }
}
