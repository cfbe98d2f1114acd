//! Condition keys that requests for the statement's actions do not have.
//!
//! A request without the key meets some operators and not others. So the conditions on such a key take the
//! action out of the statement, or put it there without a limit.

use crate::Action;
use crate::finding::{Code, Finding};
use crate::iam::action::ActionPattern;
use crate::iam::condition::{ConditionTest, Fulfilment};
use crate::iam::scope::Scope;
use crate::rules::condition_findings::of_key;
use crate::rules::key_rule::{self, KeyRuleShape};
use crate::rules::wording::{MAX_NAMES, counted, detailed, shortened};
use crate::rules::{RuleContext, TestContext};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.paired_tests().filter(|it| it.scope.effect.is_some()).flat_map(find).collect()
}

fn find(TestContext { scope, test, .. }: TestContext<'_, '_>) -> Vec<Finding> {
    let Some(passes) = test.without_key() else { return Vec::new() };
    let uses = entry_uses(scope, test);
    if passes {
        return always(scope, test, &uses).into_iter().collect();
    }
    let (none, some): (Vec<_>, Vec<_>) = uses.iter().partition(|it| it.having.is_empty());
    let partly = some.into_iter().filter(|it| scope.allows() && it.entry.has_wildcard());
    never(scope, test, &none).into_iter().chain(partly.map(|it| self::partly(test, it))).collect()
}

/// An entry of `Action` under a condition: the actions whose requests can have the key.
#[derive(Debug)]
struct EntryUse<'d> {
    entry: ActionPattern<'d>,
    having: Vec<Action>,
    lacking: Vec<Action>,
}

impl EntryUse<'_> {
    fn name(&self) -> String {
        format!("`{}`", self.entry.text)
    }
}

/// The entries of the statement whose actions are known, and of which some requests never have the key.
fn entry_uses<'d>(scope: &Scope<'d>, test: &ConditionTest<'d>) -> Vec<EntryUse<'d>> {
    if scope.not_action || !test.meaning.is_listed() {
        return Vec::new();
    }
    let known =
        scope.entries().filter(|(entry, _)| entry.is_of_known_service() && !is_misplaced(test, *entry));
    // A service without such a key has another finding.
    let is_of_the_key =
        |action: &Action| !test.meaning.is_global || !test.meaning.of(action.service()).is_empty();
    let uses = known.map(|(entry, actions)| {
        let mut of_entry = EntryUse { entry, having: Vec::new(), lacking: Vec::new() };
        for action in actions.iter().filter(|action| is_of_the_key(action)) {
            match scope.fulfilment_of(test, *action) {
                // No resource of the statement is one of the action's, which is a finding of its own.
                None => {}
                Some(Fulfilment::Depends) => of_entry.having.push(*action),
                Some(Fulfilment::Always | Fulfilment::Never) => of_entry.lacking.push(*action),
            }
        }
        of_entry
    });
    uses.filter(|it| !it.lacking.is_empty()).collect()
}

fn few(actions: &[Action]) -> String {
    shortened(&actions.iter().map(|action| format!("`{action}`")).collect::<Vec<_>>(), "and")
}

/// The finding about entries whose requests never have a key that the condition asks for.
fn never(scope: &Scope<'_>, test: &ConditionTest<'_>, uses: &[&EntryUse<'_>]) -> Option<Finding> {
    let first = uses.first()?;
    let names: Vec<_> = uses.iter().map(|it| it.name()).collect();
    let does = if scope.allows() { "grants" } else { "denies" };
    let key = &test.key.name;
    let having: Vec<_> = test.meaning.actions().collect();
    let finding = match having.as_slice() {
        [only] if uses.len() == scope.actions.len() && !scope.names(*only) => {
            let message =
                format!("only requests for `{only}` have `{key}`, and the statement does not cover it");
            of_key(test, Code::MissingActionForConditionKey, message)
                .help(format!("add `{only}` to the actions, or remove the condition"))
        }
        _ => {
            let them = if uses.len() == 1 { "it" } else { "them" };
            let message = format!(
                "no request for {} has `{key}`{}: the statement never {does} {them}",
                shortened(&names, "or"),
                on_resources(test, uses)
            );
            of_key(test, Code::UnsupportedActionForConditionKey, message)
                .help(format!("put {them} into a statement without this condition"))
        }
    };
    let finding = uses.iter().take(MAX_NAMES).fold(finding, |finding, it| {
        finding.label(it.entry.text.span, "requests for this do not have the key")
    });
    let finding = uses.iter().fold(finding, |finding, it| finding.also(it.entry.text.span));
    let finding = if having.len() > 1 {
        finding.detail(format!("requests with it: {}", detailed(&having)))
    } else {
        finding
    };
    Some(first.entry.service().into_iter().fold(finding, Finding::rests_on))
}

/// The rest of a sentence about actions that have the key on other resources than those of the statement.
fn on_resources(test: &ConditionTest<'_>, uses: &[&EntryUse<'_>]) -> &'static str {
    let has_elsewhere =
        |action: &Action| test.meaning.of(action.service()).iter().any(|key| action.has(*key));
    let is_elsewhere = uses.iter().all(|it| it.lacking.iter().any(has_elsewhere));
    if is_elsewhere { " on the resources of the statement" } else { "" }
}

/// The finding about a wildcard in an action, for requests of which some never have the key.
fn partly(test: &ConditionTest<'_>, it: &EntryUse<'_>) -> Finding {
    let (n_having, n_lacking) = (it.having.len(), it.lacking.len());
    let message = format!(
        "requests for {n_having} of the {} behind {} can have `{}`: the others are never granted",
        counted(n_having + n_lacking, "action"),
        it.name(),
        test.key.name
    );
    let finding = of_key(test, Code::ConditionPartlyMatches, message)
        .label(it.entry.text.span, "this stands for all of them")
        .help(format!("the {} that can be granted: {}", counted(n_having, "action"), few(&it.having)))
        .help("grant the others in a statement without this condition, if they are intended")
        .detail(format!("requests with the key: {}", detailed(&it.having)))
        .detail(format!("requests without it: {}", detailed(&it.lacking)));
    it.entry.service().into_iter().fold(finding, Finding::rests_on)
}

/// The finding about actions whose requests never have the key, under a condition that such requests meet: it
/// limits nothing in a grant, and spares nothing in a denial.
fn always(scope: &Scope<'_>, test: &ConditionTest<'_>, uses: &[EntryUse<'_>]) -> Option<Finding> {
    let lacking: Vec<Action> = uses.iter().flat_map(|it| it.lacking.iter().copied()).collect();
    let first = *lacking.first()?;
    let is_whole = uses.len() == scope.actions.len() && uses.iter().all(|it| it.having.is_empty());
    // Such a grant may be meant for those actions alone that have the key. So may the exception of a denial
    // that is to hold for all others: `IfExists` says that its author knows of them.
    let is_meant = scope.allows() || test.comparison.is_some_and(|it| it.if_exists);
    if is_meant && !is_whole {
        return None;
    }
    let does = if scope.allows() { "grants" } else { "denies" };
    let (key, operator) = (&test.key.name, &test.operator.name);
    let names: Vec<_> = match uses {
        [only] if only.having.is_empty() => vec![only.name()],
        _ if is_whole => uses.iter().map(EntryUse::name).collect(),
        _ => lacking.iter().map(|action| format!("`{action}`")).collect(),
    };
    let them = if names.len() == 1 { "it" } else { "them" };
    let message = format!(
        "no request for {} has `{key}`, and a request without it meets `{operator}`: the statement always {does} {them}",
        shortened(&names, "or"),
    );
    let help = if scope.allows() {
        "test a key that their requests have, or remove the condition"
    } else {
        "name only the actions whose requests have the key, or use an operator that asks for the key"
    };
    let finding = of_key(test, Code::ConditionAlwaysMet, message).help(help).rests_on(first.service());
    let finding = uses.iter().take(MAX_NAMES).fold(finding, |finding, it| {
        finding.label(
            it.entry.text.span,
            format!("the condition does not limit {}", counted(it.lacking.len(), "action")),
        )
    });
    Some(if names.len() > MAX_NAMES {
        finding.detail(format!("requests without the key: {}", detailed(&lacking)))
    } else {
        finding
    })
}

/// True if a rule of the catalog reports the entry already.
fn is_misplaced(test: &ConditionTest<'_>, entry: ActionPattern<'_>) -> bool {
    let mut rules = key_rule::about(test).filter(|rule| rule.shape == KeyRuleShape::Misplaced);
    rules.any(|rule| rule.actions.iter().any(|action| action.eq_ignore_ascii_case(&entry.text.value)))
}
