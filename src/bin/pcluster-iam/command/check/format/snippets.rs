//! The lines around the places of a finding: nearby lines form one piece, and a long line is cut to the
//! surroundings of the place, so that the time does not depend on the size of the file.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Origin, Snippet};
use pcluster_iam::document::Span;

use crate::command::check::checked::Checked;

/// The largest distance in lines between two places of a piece.
const NEAR: usize = 30;

/// The length in bytes beyond which a line is cut.
const LONG: usize = 1000;

/// The number of bytes of a long line that are shown on each side of a place.
const AROUND: usize = 60;

/// The replacement for the rest of a line.
const CUT: &str = "…";

/// Some lines, or a part of one.
#[derive(Debug)]
pub(crate) struct Piece<'s> {
    /// The place to print, unless the snippet has it.
    origin: Option<Origin<'s>>,
    snippet: Snippet<'s, Annotation<'s>>,
}

impl<'s> Piece<'s> {
    pub(crate) fn add_to(self, group: Group<'s>) -> Group<'s> {
        match self.origin {
            Some(origin) => group.element(origin).element(self.snippet),
            None => group.element(self.snippet),
        }
    }
}

/// The pieces that show all places; the place of the finding itself has no label.
pub(crate) fn around<'s>(
    it: &'s Checked<'_>,
    places: impl Iterator<Item = (Span, Option<String>)>,
) -> Vec<Piece<'s>> {
    let mut pieces: Vec<Lines> = Vec::new();
    for (span, label) in places {
        let lines = Lines::new(it, span, label);
        match pieces.iter_mut().find(|other| other.is_near(&lines)) {
            Some(other) => other.add(lines),
            None => pieces.push(lines),
        }
    }
    pieces.into_iter().map(|lines| if lines.is_long { lines.cut(it) } else { lines.whole(it) }).collect()
}

/// Some lines and the places in them.
#[derive(Debug)]
struct Lines {
    first: usize,
    last: usize,
    is_long: bool,
    places: Vec<(Span, Option<String>)>,
}

impl Lines {
    fn new(it: &Checked<'_>, span: Span, label: Option<String>) -> Self {
        let line = |offset| it.lines.place(offset).0;
        let (first, last) = (line(span.start), line(span.end.max(span.start + 1) - 1));
        let range = it.lines.range(first, first);
        let is_long = range.len() > LONG;
        // For a long place, its first line is enough.
        if is_long || last > first + 2 {
            let span = Span::from(span.start..range.end.clamp(span.start, span.end));
            Self { first, last: first, is_long, places: vec![(span, label)] }
        } else {
            Self { first, last, is_long, places: vec![(span, label)] }
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        let is_long = self.is_long || other.is_long;
        !is_long && other.first + NEAR >= self.first && other.first <= self.last + NEAR
    }

    fn add(&mut self, other: Self) {
        (self.first, self.last) = (self.first.min(other.first), self.last.max(other.last));
        self.places.extend(other.places);
    }

    fn whole<'s>(self, it: &'s Checked<'_>) -> Piece<'s> {
        let range = it.lines.range(self.first, self.last);
        let snippet = Snippet::source(it.input.text.get(range.clone()).unwrap_or_default());
        let snippet = self.annotated(snippet.path(it.input.path.as_str()), &range, 0);
        Piece { origin: None, snippet }
    }

    /// The surroundings of the place, without the rest of the line.
    fn cut<'s>(self, it: &'s Checked<'_>) -> Piece<'s> {
        let line = it.lines.range(self.first, self.first);
        let (start, end) = self.places.first().map_or((0, 0), |(span, _)| (span.start, span.end));
        let text = it.input.text.as_str();
        let from = floor(text, start.saturating_sub(AROUND).max(line.start));
        let to = floor(text, (end.min(start + AROUND) + AROUND).min(line.end));
        let before = if from > line.start { CUT } else { "" };
        let after = if to < line.end { CUT } else { "" };
        let source = format!("{before}{}{after}", text.get(from..to).unwrap_or_default());
        let (number, column) = it.lines.place(start);
        let origin = Origin::path(it.input.path.as_str()).line(number).char_column(column);
        let snippet = self.annotated(Snippet::source(source), &(from..to), before.len());
        Piece { origin: Some(origin), snippet }
    }

    /// A snippet of a range of the file with the places, which are shifted by `shift` bytes in it.
    fn annotated<'s>(
        self,
        snippet: Snippet<'s, Annotation<'s>>,
        range: &Range<usize>,
        shift: usize,
    ) -> Snippet<'s, Annotation<'s>> {
        let at = |at: usize| at.clamp(range.start, range.end) - range.start + shift;
        let annotation = |(span, label): (Span, Option<String>)| {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(at(span.start)..at(span.end)).label(label)
        };
        snippet.line_start(self.first).annotations(self.places.into_iter().map(annotation))
    }
}

/// The nearest start of a character at or before a place.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}
