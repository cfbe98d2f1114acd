//! The reviewed corrections, put on top of what AWS states: the order in which they are applied, and
//! lookups of the services that they name.

use std::ops::Range;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::corrections::model::{Correction, CorrectionKind};
use crate::compiler::kinds::corrections::written::{WrittenCorrection, WrittenCorrections};
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::services::model::Service;
use crate::compiler::kinds::texts::value;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};
use crate::compiler::source::{Span, Spanned};

/// Puts the corrections on top of the facts, and returns them with what they changed. After a mistake
/// in a correction any service may hide what was to be corrected.
pub fn check(
    cx: &mut Checking<'_>,
    written: &WrittenCorrections,
    services: &mut [Service],
    hidden: &mut Hidden,
) -> Vec<Correction> {
    let mut corrections = Corrections { cx, services, hidden, are_whole: true, done: Vec::new() };
    let whole: Vec<_> = written.corrections.iter().filter(|correction| correction.is_sound).collect();
    corrections.are_whole = !corrections.cx.files().contains(&written.file);
    // Resource types come first, since actions may be put on new ones.
    for correction in &whole {
        corrections.resource(correction);
    }
    for correction in &whole {
        if correction.is_unlisted {
            corrections.unlisted(correction);
        } else {
            corrections.action(correction);
        }
        corrections.key(correction);
        corrections.call(correction);
        corrections.complete_keys(correction);
        corrections.variables(correction);
    }
    for correction in &whole {
        corrections.is_used(correction);
    }
    corrections.hidden.is_all |= corrections.cx.files().contains(&written.file);
    corrections.done.sort_by_key(|(place, _)| *place);
    corrections.done.into_iter().map(|(_, correction)| correction).collect()
}

pub(super) struct Corrections<'l, 'c> {
    pub(super) cx: &'l mut Checking<'c>,
    pub(super) services: &'l mut [Service],
    /// The services that may have more than could be read.
    pub(super) hidden: &'l mut Hidden,
    /// True if every correction could be read, so that no added resource type is missing.
    pub(super) are_whole: bool,
    /// With the places of their tables, since they are not applied in their order.
    done: Vec<(usize, Correction)>,
}

impl Corrections<'_, '_> {
    /// The service of `prefix:name`, and the name.
    pub(super) fn service_of<'t>(&mut self, subject: &'t Spanned<String>) -> Option<(usize, &'t str)> {
        let (prefix, name) = subject.value.split_once(':')?;
        self.service(subject, 0..prefix.len()).map(|service| (service, name))
    }

    /// The service whose prefix is a part of a string, unless a mistake hides some of its facts.
    pub(super) fn service(&mut self, text: &Spanned<String>, range: Range<usize>) -> Option<usize> {
        let prefix = text.value.get(range.clone()).unwrap_or_default();
        if self.hidden.may_have(prefix) {
            return None;
        }
        let found = self.services.iter().position(|service| service.prefix == prefix);
        if found.is_none() {
            let names = self.services.iter().map(|service| service.prefix.as_str());
            let help = nearest_or(prefix, names, "import its facts with `cargo xtask import-services`");
            let message = format!("no service has the prefix `{prefix}`");
            self.cx.note(Diagnostic::new(Code::UnknownService, text.inside(range), message).help(help));
        }
        found
    }

    pub(super) fn types_of(&self, service: usize, action: usize) -> Vec<String> {
        let facts = &self.services[service].facts;
        facts.actions[action].on.iter().map(|on| facts.resources[on.resource].name.clone()).collect()
    }

    pub(super) fn note_done(
        &mut self,
        correction: &WrittenCorrection,
        kind: CorrectionKind,
        subject: &str,
        stated: Vec<String>,
        corrected: Vec<String>,
    ) {
        let (reason, source) = (value(correction.reason.as_ref()), value(correction.source.as_ref()));
        let subject = subject.to_owned();
        let correction =
            (correction.place().start, Correction { kind, subject, stated, corrected, reason, source });
        self.done.push(correction);
    }

    pub(super) fn nothing(&mut self, place: Span, message: &str) {
        self.cx.note(
            Diagnostic::new(Code::NothingToCorrect, place, message)
                .help("remove the correction, or fix the name in it: a correction has to change something"),
        );
    }

    pub(super) fn unknown(&mut self, code: Code, text: &Spanned<String>, what: &str, help: &str) {
        let message = format!("AWS states no {what} `{}`", text.value);
        self.cx.note(Diagnostic::new(code, text.span, message).help(help));
    }
}
