//! Policies, cut down to what calls use.

use std::collections::BTreeMap;

use super::needs::{Use, add_uses};
use super::{LeastStatement, grants, name_statements};
use crate::catalog::Command;
use crate::document::{Document, List, Statement, Text};
use crate::evaluate::{Context, EvaluateError, Layer, Outcome, Policies};
use crate::run::request::{Call, Request};

/// Policies that were cut down.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Cut {
    /// The statements that are left, in the order of the policies.
    pub statements: Vec<LeastStatement>,
    /// What the policies do not allow, with the call that needs it.
    pub lacking: Vec<(Use, Request)>,
}

/// The parts of policies that calls use: the statements that allow a call and have not been preceded by one
/// that allows it too, with the actions that are called and the resources that the calls are about. Their
/// conditions stay, and so do statements that deny.
///
/// Each document comes with its source, and with the uses of its statements where they are known.
///
/// # Errors
///
/// If a document cannot be evaluated.
pub fn cut(
    documents: &[(&str, &Document, Vec<Option<&str>>)],
    calls: &[(&'static Command, Vec<Call>)],
    context: &Context,
) -> Result<Cut, EvaluateError> {
    let mut all = Policies::new();
    let mut parts = Vec::new();
    for (source, document, whys) in documents {
        all.add(Layer::Identity, *source, document)?;
        for (statement, why) in document.statements.iter().zip(whys.iter().chain(core::iter::repeat(&None))) {
            parts.push(Part::new(source, document, statement, *why)?);
        }
    }
    let mut lacking = Vec::new();
    for (request, uses) in distinct(calls) {
        if outcome(&all, request, context).is_denied() {
            // The use that suffers most.
            let worst = uses.iter().min_by_key(|used| grants::rank(used.denied));
            lacking.extend(worst.map(|used| (*used, request.clone())));
        } else {
            assign(&mut parts, request, &uses, context);
        }
    }
    let mut statements: Vec<_> = parts.iter().filter_map(|part| part.left(context)).collect();
    name_statements(&mut statements);
    Ok(Cut { statements, lacking })
}

/// Each request once, in the order of the calls, with the calls that make it.
fn distinct<'a>(calls: &'a [(&'static Command, Vec<Call>)]) -> Vec<(&'a Request, Vec<Use>)> {
    let mut places: BTreeMap<&Request, usize> = BTreeMap::new();
    let mut found: Vec<(&Request, Vec<Use>)> = Vec::new();
    for (command, call) in
        calls.iter().flat_map(|(command, calls)| calls.iter().map(move |it| (*command, it)))
    {
        for request in &call.requests {
            let place = *places.entry(request).or_insert(found.len());
            if place == found.len() {
                found.push((request, Vec::new()));
            }
            if let Some((_, uses)) = found.get_mut(place) {
                add_uses(uses, vec![Use::new(command, call.step)]);
            }
        }
    }
    found
}

/// A statement, and the requests for which it is used.
#[derive(Debug)]
struct Part<'d> {
    document: &'d Document,
    statement: &'d Statement,
    why: Option<&'d str>,
    /// The statement alone.
    policies: Policies,
    requests: Vec<Request>,
    uses: Vec<Use>,
}

/// Uses the first statement that allows a request, or all that may.
fn assign(parts: &mut [Part<'_>], request: &Request, uses: &[Use], context: &Context) {
    // The text of the resource itself is quickly asked about, and nearly always is enough.
    let mut likely =
        parts.iter().enumerate().filter(|(_, part)| request.is_likely_allowed(&part.policies, context));
    let first = likely.find(|(_, part)| outcome(&part.policies, request, context) == Outcome::Allowed);
    let first = first.map(|(idx, _)| idx);
    let outcomes: Vec<_> = match first {
        Some(_) => Vec::new(),
        None => parts.iter().map(|part| outcome(&part.policies, request, context)).collect(),
    };
    let first = first.or_else(|| outcomes.iter().position(|outcome| *outcome == Outcome::Allowed));
    for (idx, part) in parts.iter_mut().enumerate() {
        let is_used = match first {
            Some(first) => idx == first,
            None => outcomes.get(idx) == Some(&Outcome::Depends),
        };
        if is_used {
            part.requests.push(request.clone());
            add_uses(&mut part.uses, uses.to_vec());
        }
    }
}

fn outcome(policies: &Policies, request: &Request, context: &Context) -> Outcome {
    request.answer(policies, context).decision.outcome
}

impl<'d> Part<'d> {
    fn new(
        source: &str,
        document: &'d Document,
        statement: &'d Statement,
        why: Option<&'d str>,
    ) -> Result<Self, EvaluateError> {
        let policies = alone(source, document, statement.clone())?;
        Ok(Self { document, statement, why, policies, requests: Vec::new(), uses: Vec::new() })
    }

    /// What is left of the statement: everything of one that denies, and nothing of one that is not used.
    fn left(&self, context: &Context) -> Option<LeastStatement> {
        let allows = self.statement.effect.as_ref().is_none_or(|effect| effect.as_str() == "Allow");
        if allows && self.requests.is_empty() {
            return None;
        }
        let mut actions: Vec<String> = Vec::new();
        for request in &self.requests {
            if !actions.iter().any(|known| known == request.action) {
                actions.push(request.action.to_owned());
            }
        }
        let entries = |list: &Option<List>| -> Vec<String> {
            list.iter().flat_map(|list| &list.entries).map(|entry| entry.value.clone()).collect()
        };
        let is_negated = |list: &Option<List>| list.as_ref().is_some_and(|list| list.negated);
        let not_resources = is_negated(&self.statement.resources);
        let resources = entries(&self.statement.resources);
        let resources = if allows && !not_resources { self.used_resources(context) } else { resources };
        let own_sid = self.statement.sid.as_ref().map(|sid| sid.value.clone()).filter(|sid| !sid.is_empty());
        let mut left = LeastStatement {
            sid: own_sid.unwrap_or_else(|| format!("Statement{}", self.statement.idx + 1)),
            allows,
            not_actions: !allows && is_negated(&self.statement.actions),
            actions: if allows { actions } else { entries(&self.statement.actions) },
            resources,
            not_resources,
            conditions: BTreeMap::new(),
            why: self.why.map_or_else(|| grants::why(&self.uses), str::to_owned),
            uses: self.uses.clone(),
        };
        for (operator, key) in self.statement.conditions() {
            let values = key.values.iter().map(|value| value.text.value.clone());
            let keys = left.conditions.entry(operator.name.value.clone()).or_default();
            keys.entry(key.name.value.clone()).or_default().extend(values);
        }
        Some(left)
    }

    /// The resources of the statement that a request is about.
    fn used_resources(&self, context: &Context) -> Vec<String> {
        let list = self.statement.resources.iter();
        let entries = list.flat_map(|list| list.entries.iter().map(move |entry| (list, entry)));
        let is_used = |(list, entry): &(&List, &Text)| {
            let mut statement = self.statement.clone();
            let mut only = (*list).clone();
            only.entries = vec![(*entry).clone()];
            statement.resources = Some(only);
            let alone = alone("", self.document, statement);
            alone.is_ok_and(|alone| {
                self.requests.iter().any(|request| !outcome(&alone, request, context).is_denied())
            })
        };
        entries.filter(is_used).map(|(_, entry)| entry.value.clone()).collect()
    }
}

/// A policy of one statement.
fn alone(source: &str, document: &Document, statement: Statement) -> Result<Policies, EvaluateError> {
    let mut only = document.clone();
    only.statements = vec![statement];
    let mut policies = Policies::new();
    policies.add(Layer::Identity, source, &only)?;
    Ok(policies)
}
