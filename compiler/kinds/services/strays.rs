//! Lines in a row of which none fits its table: the header of their own table is probably missing.

use std::collections::HashSet;

use super::check::is_action_name;
use super::lines::Lines;
use super::requests::subject;
use crate::compiler::kinds::reading::WrittenLine;
use crate::compiler::schema::texts::sets::ACCESS_LEVELS;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, SHORTEST_RUN};

impl<'l> Lines<'l, '_> {
    /// Notes such lines, once for all that are in a row.
    pub(super) fn find_strays(&mut self) {
        let written = self.written;
        for lines in &written.levels {
            self.find_strays_in(lines, |line| is_action_name(&line.name.value));
        }
        let is_format = |line: &WrittenLine| line.texts.iter().any(|text| text.value.contains(':'));
        self.find_strays_in(&written.resources, is_format);
        // The names of a table that could not be read, or has lost lines to another, are not known.
        if self.strays.is_empty() && written.has_whole(ACCESS_LEVELS.texts) {
            let actions = lower(written.levels.iter().flatten());
            self.find_strays_in(&written.action_keys, |line| {
                let (action, _) = subject(&line.name.value);
                action == "*" || actions.contains(&action.to_ascii_lowercase())
            });
        }
        if self.strays.is_empty() && written.has_whole(&["resources"]) {
            let resources = lower(written.resources.iter());
            self.find_strays_in(&written.resource_keys, |line| {
                resources.contains(&line.name.value.to_ascii_lowercase())
            });
        }
    }

    fn find_strays_in(&mut self, lines: &[WrittenLine], fits: impl Fn(&WrittenLine) -> bool) {
        for run in lines.chunk_by(|one, next| fits(one) == fits(next)) {
            let Some(first) = run.first().filter(|first| run.len() >= SHORTEST_RUN && !fits(first)) else {
                continue;
            };
            for line in run {
                let name = &line.name;
                self.strays.insert(name.span);
                let message = format!("`{}` does not fit the table that it stands in", name.value);
                self.cx.note(
                    Diagnostic::new(Code::UnknownKey, name.span, message)
                        .help("remove it, or move it to its own table")
                        .in_run(first.name.span),
                );
            }
        }
    }

    /// The lines that are a table's own.
    pub(super) fn own(&self, lines: &'l [WrittenLine]) -> Vec<&'l WrittenLine> {
        lines.iter().filter(|line| !self.strays.contains(&line.name.span)).collect()
    }
}

/// The names of lines without their case.
fn lower<'l>(lines: impl Iterator<Item = &'l WrittenLine>) -> HashSet<String> {
    lines.map(|line| line.name.value.to_ascii_lowercase()).collect()
}
