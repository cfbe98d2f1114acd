//! The parts of a correction: one thing that it is about, and what holds instead.

use super::check::Corrections;
use super::written::WrittenCorrection;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::{Span, Spanned};

impl Corrections<'_, '_> {
    /// Whether a correction says about one thing what holds instead; notes what is missing or too much.
    pub(super) fn is_whole(&mut self, correction: &WrittenCorrection) -> bool {
        let place = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.span);
        let first = |texts: &[Spanned<String>]| texts.first().map(|text| text.span);
        let subjects = [
            ("service", place(&correction.service), &["keys"][..]),
            ("action", place(&correction.action), &["access-level", "also"]),
            ("resource", place(&correction.resource), &["also"]),
            ("key", place(&correction.key), &["is"]),
            ("variables", first(&correction.variables), &["holds"]),
        ];
        let remedies = [
            ("keys", place(&correction.keys)),
            ("access-level", place(&correction.access_level)),
            ("also", first(&correction.also)),
            ("is", place(&correction.is)),
            ("holds", place(&correction.holds)),
        ];
        if !correction.broken.is_empty() || correction.reason.is_none() || correction.source.is_none() {
            return false;
        }
        let mut given =
            subjects.iter().filter_map(|(name, place, fitting)| Some((*name, (*place)?, *fitting)));
        let (Some((name, place, fitting)), other) = (given.next(), given.next()) else {
            let names = "`service`, `action`, `resource`, `key` or `variables`";
            self.missing(correction, "does not say what it is about", &format!("add {names}"));
            return false;
        };
        if let Some((other, other_place, _)) = other {
            self.conflict(
                other_place,
                &format!("a correction is about one thing, and this about `{name}` and `{other}`"),
                place,
            );
            return false;
        }
        let mut is_remedied = false;
        for (remedy, remedy_place) in remedies {
            let Some(remedy_place) = remedy_place else { continue };
            if !fitting.contains(&remedy) {
                self.conflict(remedy_place, &format!("`{remedy}` says nothing about `{name}`"), place);
                return false;
            }
            is_remedied = true;
        }
        if !is_remedied {
            let fitting: Vec<_> = fitting.iter().map(|name| format!("`{name}`")).collect();
            self.missing(correction, "does not say what holds", &format!("add {}", fitting.join(" or ")));
        }
        is_remedied
    }

    fn conflict(&mut self, place: Span, message: &str, other: Span) {
        self.cx.note(
            Diagnostic::new(Code::ConflictingKeys, place, message)
                .other(other, "what it is about")
                .help("write a correction for each"),
        );
    }

    fn missing(&mut self, correction: &WrittenCorrection, what: &str, help: &str) {
        let message = format!("the correction `{}` {what}", correction.name.value);
        self.cx.note(Diagnostic::new(Code::MissingKey, correction.place(), message).help(help));
    }
}
