//! The checks of single statements.

use std::collections::HashMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::policies::acknowledgements;
use crate::compiler::kinds::policies::actions::{self, ActionServices};
use crate::compiler::kinds::policies::entries::WrittenEntries;
use crate::compiler::kinds::policies::model::{Effect, Presence, Statement};
use crate::compiler::kinds::policies::written::{WrittenPolicy, WrittenStatement};
use crate::compiler::kinds::policies::{conditions, elements, forms, resources};
use crate::compiler::kinds::texts::{SeenEntries, value};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;

/// Every statement of the catalog by its place, such as `catalog/2.9/user/ec2.toml#EC2Describe`;
/// `None` for one with a broken element. Policies that refer to a statement take it from here.
#[derive(Debug, Default)]
pub struct CheckedStatements<'w> {
    by_source: HashMap<&'w str, Option<Statement>>,
}

impl<'w> CheckedStatements<'w> {
    /// Checks the statements that a policy has written itself.
    pub fn add(
        &mut self,
        cx: &mut Checking<'_>,
        parameters: &mut ParameterLedger<'_>,
        services: &mut ActionServices<'_>,
        findings: FindingCodes<'_>,
        policy: &'w WrittenPolicy,
    ) {
        for written in &policy.statements.items {
            let statement = check(cx, parameters, services, findings, written);
            self.by_source.insert(&written.source, statement);
        }
    }

    pub fn get(&self, written: &WrittenStatement) -> Option<&Statement> {
        self.by_source.get(written.source.as_str())?.as_ref()
    }
}

/// The statement, or `None` if an element of it is broken; the mistake was noted.
fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    services: &mut ActionServices<'_>,
    findings: FindingCodes<'_>,
    written: &WrittenStatement,
) -> Option<Statement> {
    let actions = one_of_two(written.actions.as_ref(), written.not_actions.as_ref());
    let resources = one_of_two(written.resources.as_ref(), written.not_resources.as_ref());
    let actions = actions.map(|(entries, is_negated)| {
        elements::check(cx, entries, is_negated, |cx, action| Some(actions::check(cx, services, action)))
    });
    #[cfg(feature = "facts")]
    actions::check_names(cx, services, written);
    let resources = resources.map(|(entries, is_negated)| {
        elements::check(cx, entries, is_negated, |cx, resource| resources::check(cx, parameters, resource))
    });
    let conditions = written.conditions.iter().map(|condition| conditions::check(cx, parameters, condition));
    let conditions = conditions.collect();
    let sid = match &written.sid {
        None => Some(written.name.clone()),
        Some(sid) => sid.clone(),
    };
    let statement = Statement {
        name: written.name.value.clone(),
        sid: sid.map(|sid| sid.value),
        why: value(written.why.as_ref()),
        effect: effect(written.effect.as_ref()),
        actions: actions?,
        resources: resources?,
        conditions,
        presence: presence(cx, parameters, written),
        change: written.change.clone(),
        acknowledged: acknowledgements::check_statement(cx, findings, written),
        source: written.source.clone(),
    };
    forms::check(cx, written, &statement);
    Some(statement)
}

/// The one of two keys that exclude each other.
fn one_of_two<'w>(
    plain: Option<&'w WrittenEntries>,
    negated: Option<&'w WrittenEntries>,
) -> Option<(&'w WrittenEntries, bool)> {
    match (plain, negated) {
        (Some(plain), None) => Some((plain, false)),
        (None, Some(negated)) => Some((negated, true)),
        _ => None,
    }
}

fn effect(effect: Option<&Spanned<String>>) -> Effect {
    match effect.map(|effect| effect.value.as_str()) {
        Some("Deny") => Effect::Deny,
        _ => Effect::Allow,
    }
}

/// The conditions of a statement's existence, each of them once.
fn presence(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    written: &WrittenStatement,
) -> Vec<Presence> {
    let lists: [(&[_], fn(_) -> _); 2] =
        [(&written.when, Presence::When), (&written.unless, Presence::Unless)];
    let mut presence = Vec::new();
    let mut seen = SeenEntries::default();
    for (names, condition) in lists {
        for name in names {
            let message = |name: &str| format!("the existence of the statement depends on `{name}` twice");
            if seen.is_new(cx, Code::DuplicateEntry, name, message) {
                presence.extend(parameters.resolve(&name.value, name.span).map(condition));
            }
        }
    }
    presence
}
