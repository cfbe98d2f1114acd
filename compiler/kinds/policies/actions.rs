//! Actions, and the services that they belong to.

use std::collections::BTreeSet;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::template::{Segment, Template};
#[cfg(feature = "facts")]
use crate::compiler::kinds::policies::model::{Change, Direction};
use crate::compiler::kinds::policies::references::Originals;
#[cfg(feature = "facts")]
use crate::compiler::kinds::policies::written::WrittenStatement;
use crate::compiler::kinds::reading::Written;
#[cfg(feature = "facts")]
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The finding about an action that its service does not have.
#[cfg(feature = "facts")]
const UNKNOWN_NAME: &str = "INVALID_ACTION";

/// The services that actions can be of.
#[derive(Debug)]
pub struct ActionServices<'w> {
    prefixes: Written<&'w str>,
    /// The services that statements have a file for.
    with_statements: BTreeSet<&'w str>,
    /// The services that are missing and were noted once for all their actions.
    noted: BTreeSet<String>,
    /// The facts of the services; `None` if nothing is known of their actions.
    #[cfg(feature = "facts")]
    known: Option<KnownServices<'w>>,
}

impl<'w> ActionServices<'w> {
    pub fn new(prefixes: Written<&'w str>, originals: &Originals<'w>) -> Self {
        let policies = originals.versions.iter().flat_map(|version| &version.policies.items);
        let statements = policies.flat_map(|policy| &policy.statements.items);
        let with_statements = statements.map(|statement| statement.service.as_str()).collect();
        Self {
            prefixes,
            with_statements,
            noted: BTreeSet::new(),
            #[cfg(feature = "facts")]
            known: None,
        }
    }

    /// Lets actions be checked against these facts.
    #[cfg(feature = "facts")]
    pub fn know(&mut self, services: KnownServices<'w>) {
        self.known = Some(services);
    }

    pub fn has(&self, prefix: &str) -> bool {
        self.prefixes.items.contains(&prefix)
    }

    /// Notes a prefix that no service has. One that statements have a file for was meant, and lacks
    /// its file of the service: that is noted once.
    fn check(&mut self, cx: &mut Checking<'_>, action: &Spanned<String>, prefix: &str) {
        let file = prefix.to_lowercase();
        if self.has(&file) || self.prefixes.hidden.is_all || self.noted.contains(&file) {
            return;
        }
        cx.note(
            Diagnostic::new(
                Code::UnknownService,
                action.inside(0..prefix.len()),
                format!("no service has the prefix `{prefix}`"),
            )
            .help(match nearest(prefix, self.prefixes.items.iter().copied()) {
                Some(nearest) => {
                    format!("did you mean `{nearest}`? a new service needs `catalog/services/{file}.toml`")
                }
                None => format!("if AWS has it, write `catalog/services/{file}.toml`"),
            }),
        );
        if self.with_statements.contains(file.as_str()) {
            self.noted.insert(file);
        }
    }
}

/// Notes each action of a statement that its service does not have, with the name that was probably meant.
///
/// A source may state such an action all the same: then it is withdrawn, or the statement acknowledges it.
#[cfg(feature = "facts")]
pub fn check_names(cx: &mut Checking<'_>, services: &ActionServices<'_>, statement: &WrittenStatement) {
    let Some(known) = services.known.filter(|_| !is_withdrawn(statement.change.as_ref())) else { return };
    let lists = [&statement.actions, &statement.not_actions];
    for entry in lists.into_iter().flatten().flat_map(|list| &list.entries) {
        let action = &entry.text;
        let Some((prefix, name)) = action.value.split_once(':') else { continue };
        let Some(facts) = known.facts(prefix).filter(|_| !name.contains(['*', '?'])) else { continue };
        let is_acknowledged = statement.acknowledged.iter().any(|acknowledged| {
            let is =
                |text: &Option<Spanned<String>>, value| text.as_ref().is_some_and(|it| it.value == value);
            is(&acknowledged.finding, UNKNOWN_NAME) && is(&acknowledged.entry, &action.value)
        });
        if facts.actions.iter().any(|known| known.name.eq_ignore_ascii_case(name))
            || is_withdrawn(entry.change.as_ref())
            || is_acknowledged
        {
            continue;
        }
        let names = facts.actions.iter().map(|action| action.name.as_str());
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean `{prefix}:{near}`?"),
            None => format!(
                "if AWS has it and its reference lacks it, acknowledge `{UNKNOWN_NAME}` with this `entry`"
            ),
        };
        let place = action.inside(prefix.len() + 1..action.value.len());
        let message = format!("AWS states no action `{}`", action.value);
        cx.note(Diagnostic::new(Code::UnknownAction, place, message).help(help));
    }
}

#[cfg(feature = "facts")]
fn is_withdrawn(change: Option<&Change>) -> bool {
    change.is_some_and(|change| change.direction == Direction::Withdrawn)
}

/// The template of an action; notes an unknown service.
pub fn check(cx: &mut Checking<'_>, services: &mut ActionServices<'_>, action: &Spanned<String>) -> Template {
    if let Some((prefix, _)) = action.value.split_once(':') {
        services.check(cx, action, prefix);
    }
    vec![Segment::Text(action.value.clone())]
}
