//! The check of losses: their actions and resources are such as a statement could have.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::losses::model::Loss;
use crate::compiler::kinds::losses::written::WrittenLoss;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::template::{PlaceholderUse, Segment, Template};
use crate::compiler::kinds::policies::actions::{self, ActionServices};
use crate::compiler::kinds::policies::resources;
use crate::compiler::kinds::texts::{SeenEntries, value, values};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The losses of a policy; notes actions and resources that no statement could have.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    services: &mut ActionServices<'_>,
    written: &[WrittenLoss],
) -> Vec<Loss> {
    let mut losses = Vec::new();
    for loss in written {
        let is_listed = |text: &str| format!("`{text}` is in the list twice");
        let mut seen = SeenEntries::default();
        for action in &loss.actions {
            if seen.is_new(cx, Code::DuplicateEntry, action, is_listed) {
                actions::check(cx, services, action);
            }
        }
        let mut seen = SeenEntries::default();
        for resource in &loss.resources {
            if seen.is_new(cx, Code::DuplicateEntry, resource, is_listed)
                && let Some(template) = resources::check(cx, parameters, resource)
            {
                plain(cx, resource, &template);
            }
        }
        let mut seen = SeenEntries::default();
        for name in &loss.when {
            if seen.is_new(cx, Code::DuplicateEntry, name, is_listed) {
                parameters.resolve(&name.value, name.span);
            }
        }
        losses.push(Loss {
            actions: values(&loss.actions),
            resources: values(&loss.resources),
            when: values(&loss.when),
            why: value(loss.why.as_ref()).trim().to_owned(),
            source: value(loss.source.as_ref()),
        });
    }
    losses
}

/// Notes a placeholder that may have no value or several: a loss has no forms to choose from.
fn plain(cx: &mut Checking<'_>, resource: &Spanned<String>, template: &Template) {
    let is_plain = |segment: &Segment| {
        matches!(segment, Segment::Text(_) | Segment::Value { use_: PlaceholderUse::Plain, .. })
    };
    if !template.iter().all(is_plain) {
        let message = "the resource of a loss is always there, and there is one of it";
        cx.note(
            Diagnostic::new(Code::MisplacedPlaceholder, resource.span, message)
                .help("write `{name}`, without `?` and `...`"),
        );
    }
}
