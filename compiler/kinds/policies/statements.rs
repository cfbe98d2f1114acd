//! Statements, each by itself.

use std::collections::HashMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::policies::acknowledgements;
use crate::compiler::kinds::policies::actions::{self, ActionServices};
use crate::compiler::kinds::policies::entries::WrittenEntries;
use crate::compiler::kinds::policies::model::{Effect, Presence, Statement};
use crate::compiler::kinds::policies::written::{WrittenPolicy, WrittenStatement};
use crate::compiler::kinds::policies::{changes, conditions, elements, forms, resources};
use crate::compiler::kinds::texts::value;
use crate::compiler::schema::rules::EFFECTS;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// Every statement of the catalog by its place, such as `catalog/2.9/user/ec2.toml#EC2Describe`;
/// nothing for one with a broken element. Policies that refer to one take it from here.
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

/// The statement, or nothing if an element of it is broken; what is wrong was noted.
fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    services: &mut ActionServices<'_>,
    findings: FindingCodes<'_>,
    written: &WrittenStatement,
) -> Option<Statement> {
    let actions = one_of_two(
        cx,
        written,
        ["actions", "not-actions"],
        written.actions.as_ref(),
        written.not_actions.as_ref(),
    );
    let resources = one_of_two(
        cx,
        written,
        ["resources", "not-resources"],
        written.resources.as_ref(),
        written.not_resources.as_ref(),
    );
    let actions = actions.map(|(entries, is_negated)| {
        elements::check(cx, entries, is_negated, |cx, action| actions::check(cx, services, action))
    });
    let resources = resources.map(|(entries, is_negated)| {
        elements::check(cx, entries, is_negated, |cx, resource| resources::check(cx, parameters, resource))
    });
    let conditions = written.conditions.iter().map(|condition| conditions::check(cx, parameters, condition));
    let conditions = conditions.collect();
    let sid = match &written.sid {
        None => Some(written.name.clone()),
        Some(sid) => sid.clone(),
    };
    if let Some(sid) = &sid {
        check_sid(cx, sid);
    }
    let change = written.change.as_ref().and_then(|change| changes::check(cx, change, true));
    let statement = Statement {
        name: written.name.value.clone(),
        sid: sid.map(|sid| sid.value),
        why: value(written.why.as_ref()),
        effect: effect(cx, written.effect.as_ref()),
        actions: actions?,
        resources: resources?,
        conditions,
        presence: presence(cx, parameters, written),
        change,
        acknowledged: acknowledgements::check_statement(cx, findings, written),
        source: written.source.clone(),
    };
    forms::check(cx, written, &statement);
    Some(statement)
}

/// The one of two keys that exclude each other.
fn one_of_two<'w>(
    cx: &mut Checking<'_>,
    written: &WrittenStatement,
    [plain_key, negated_key]: [&'static str; 2],
    plain: Option<&'w WrittenEntries>,
    negated: Option<&'w WrittenEntries>,
) -> Option<(&'w WrittenEntries, bool)> {
    match (plain, negated) {
        (Some(plain), Some(negated)) => {
            cx.note(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    negated.key,
                    format!("a statement has `{plain_key}` or `{negated_key}`, not both"),
                )
                .other(plain.key, "the other one")
                .help("remove one, or make two statements of it"),
            );
            None
        }
        (Some(plain), None) => Some((plain, false)),
        (None, Some(negated)) => Some((negated, true)),
        (None, None) => {
            if ![plain_key, negated_key].iter().any(|key| written.broken.contains(key)) {
                cx.note(
                    Diagnostic::new(
                        Code::MissingKey,
                        written.name.span,
                        format!("the statement `{}` has no `{plain_key}`", written.name.value),
                    )
                    .help(format!("add `{plain_key} = […]`, or `{negated_key}`")),
                );
            }
            None
        }
    }
}

fn check_sid(cx: &mut Checking<'_>, sid: &Spanned<String>) {
    if let Some((at, c)) = sid.value.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric()) {
        cx.note(
            Diagnostic::new(
                Code::MalformedSid,
                sid.inside(at..at + c.len_utf8()),
                format!("`{}` cannot be a Sid", sid.value),
            )
            .label("a Sid holds the letters A-Z, a-z and digits")
            .help("give the table such a name, or set `sid`, or write `sid = false` for none"),
        );
    }
}

fn effect(cx: &mut Checking<'_>, effect: Option<&Spanned<String>>) -> Effect {
    match effect.map(|effect| effect.value.as_str()) {
        None | Some("Allow") => Effect::Allow,
        Some("Deny") => Effect::Deny,
        Some(other) => {
            if let Some(effect) = effect {
                cx.note(
                    Diagnostic::new(Code::UnknownValue, effect.span, format!("no effect is named `{other}`"))
                        .help(one_of(other, EFFECTS.iter().copied())),
                );
            }
            Effect::Allow
        }
    }
}

fn presence(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    written: &WrittenStatement,
) -> Presence {
    let mut named = |name: &Spanned<String>| parameters.resolve(&name.value, name.span);
    match (&written.when, &written.unless) {
        (Some(when), Some(unless)) => {
            cx.note(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    unless.span,
                    "a statement has `when` or `unless`, not both",
                )
                .other(when.span, "the other one")
                .help("remove one of them"),
            );
            Presence::Always
        }
        (Some(when), None) => named(when).map_or(Presence::Always, Presence::When),
        (None, Some(unless)) => named(unless).map_or(Presence::Always, Presence::Unless),
        (None, None) => Presence::Always,
    }
}
