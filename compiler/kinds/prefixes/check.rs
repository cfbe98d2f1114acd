//! The prefixes of services without facts.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::prefixes::model::Prefixes;
use crate::compiler::kinds::prefixes::written::WrittenPrefixes;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::texts::SeenEntries;
use crate::compiler::schema::texts::forms::PREFIX;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};

/// Checks the prefixes.
pub fn check(cx: &mut Checking<'_>, written: &WrittenPrefixes, services: KnownServices<'_>) -> Prefixes {
    let mut seen = SeenEntries::default();
    let named = written.services.iter().map(|(prefix, _)| prefix);
    // The prefixes of the other lists were held to the form where they were read.
    for prefix in named {
        if let Some(problem) = PREFIX.problem(prefix) {
            cx.note(problem);
        }
    }
    let named = written.services.iter().map(|(prefix, _)| prefix);
    let mistaken = written.mistaken.iter().map(|(prefix, _)| prefix);
    for prefix in named.chain(&written.unnamed).chain(&written.arns).chain(mistaken) {
        seen.is_new(cx, Code::DuplicateEntry, prefix, |prefix| format!("`{prefix}` is given twice"));
    }
    let named = written.services.iter().map(|(prefix, _)| prefix);
    for prefix in named.chain(&written.unnamed) {
        if services.get(&prefix.value).is_some() {
            let message = format!("`{}` has a file in `services`", prefix.value);
            cx.note(
                Diagnostic::new(Code::DuplicateEntry, prefix.span, message)
                    .help("remove it: the list is of the services without a file"),
            );
        }
    }
    let named = written.services.iter().map(|(prefix, name)| (prefix.value.clone(), name.value.clone()));
    let unnamed = written.unnamed.iter().map(|prefix| (prefix.value.clone(), prefix.value.clone()));
    let mut without_file: Vec<_> = named.chain(unnamed).collect();
    without_file.sort();
    for problem in written
        .mistaken
        .iter()
        .flat_map(|(prefix, meant)| [prefix, meant])
        .filter_map(|it| PREFIX.problem(it))
    {
        cx.note(problem);
    }
    for (_, meant) in written.mistaken.iter().filter(|(_, meant)| PREFIX.problem(meant).is_none()) {
        let is_listed = without_file.iter().any(|(prefix, _)| *prefix == meant.value);
        if !is_listed && services.get(&meant.value).is_none() && !services.may_hide(&meant.value) {
            let help =
                nearest_or(&meant.value, services.prefixes(), "write the prefix of the service's actions");
            let message = format!("no service has the prefix `{}`", meant.value);
            cx.note(Diagnostic::new(Code::UnknownService, meant.span, message).help(help));
        }
    }
    let mut mistaken: Vec<_> =
        written.mistaken.iter().map(|(prefix, meant)| (prefix.value.clone(), meant.value.clone())).collect();
    mistaken.sort();
    let mut arns: Vec<_> = written.arns.iter().map(|prefix| prefix.value.clone()).collect();
    arns.sort();
    Prefixes {
        as_of: written.as_of.as_ref().map(|date| date.value.clone()),
        services: without_file,
        arns,
        mistaken,
    }
}
