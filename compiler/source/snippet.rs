//! The lines of a mistake; of a very long line, the part around the mistake.

use annotate_snippets::{Annotation, AnnotationKind, Group, Origin, Snippet};

use crate::compiler::shared::printable::printable;
use crate::compiler::source::{Source, Sources, Span};

/// The bytes of the longest line that is shown whole.
const LONG: usize = 1000;

/// The bytes of a longer line that are shown on each side of a place.
const AROUND: usize = 60;

/// The mark in place of the rest of a line.
const CUT: &str = "…";

/// A place with the note below it.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'s> {
    pub place: Span,
    pub kind: AnnotationKind,
    pub label: &'s str,
}

impl<'s> Mark<'s> {
    fn annotation(self, start: usize, end: usize) -> Annotation<'s> {
        let annotation = self.kind.span(start..end);
        if self.label.is_empty() { annotation } else { annotation.label(printable(self.label)) }
    }
}

/// Adds the lines of the marks to a group: those of one file in one snippet, unless a line is very long.
pub fn add<'s>(mut group: Group<'s>, path: &'s str, sources: &'s Sources, marks: &[Mark<'s>]) -> Group<'s> {
    let (short, long): (Vec<Mark<'s>>, Vec<Mark<'s>>) = marks
        .iter()
        .copied()
        .partition(|mark| line(sources.get(mark.place.file), mark.place.start).len() <= LONG);
    if let Some(first) = short.first() {
        let annotations = short.iter().map(|mark| mark.annotation(mark.place.start, mark.place.end));
        let text = sources.get(first.place.file).text.as_str();
        group = group.element(Snippet::source(text).path(path).annotations(annotations));
    }
    for mark in long {
        group = cut(group, path, sources.get(mark.place.file), mark);
    }
    group
}

/// Adds the part of a line that is around a mark.
fn cut<'s>(group: Group<'s>, path: &'s str, source: &'s Source, mark: Mark<'s>) -> Group<'s> {
    let (start, end) = (mark.place.start, mark.place.end);
    let line = line(source, start);
    let from = floor(&source.text, start.saturating_sub(AROUND).max(line.start));
    let to = floor(&source.text, (end.min(start + AROUND) + AROUND).min(line.end));
    let before = if from > line.start { CUT } else { "" };
    let after = if to < line.end { CUT } else { "" };
    let shift = |at: usize| at.clamp(from, to) - from + before.len();
    let shown = format!("{before}{}{after}", &source.text[from..to]);
    let number = source.text[..line.start].matches('\n').count() + 1;
    let column = source.text[line.start..start].chars().count() + 1;
    group.element(Origin::path(path).line(number).char_column(column)).element(
        Snippet::source(shown).line_start(number).annotation(mark.annotation(shift(start), shift(end))),
    )
}

/// A rendered mistake without the lines that would name the unknown file of a cut line, and with one empty
/// line around the name of a file.
pub fn without_empty_origins(rendered: String) -> String {
    const UNNAMED: &str = ":::";
    const EMPTY: &str = "|";
    if !rendered.lines().any(|line| line.trim() == UNNAMED) {
        return rendered;
    }
    let mut lines: Vec<String> = Vec::new();
    for line in rendered.lines().filter(|line| line.trim() != UNNAMED) {
        let is_after_empty = lines.last().is_some_and(|last| last.trim() == EMPTY);
        if line.trim() == EMPTY && is_after_empty {
            continue;
        }
        if let Some((margin, _)) = line.split_once(UNNAMED)
            && margin.trim().is_empty()
            && !is_after_empty
        {
            lines.push(format!("{margin} {EMPTY}"));
        }
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

/// The bytes of the line that holds a byte, without its end.
fn line(source: &Source, at: usize) -> std::ops::Range<usize> {
    let start = source.text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = source.text[at..].find('\n').map_or(source.text.len(), |length| at + length);
    start..end
}

/// The next byte before a byte, or that byte, where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}
