//! Findings for people, in rustc's look.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use pcluster_iam::document::Span;
use pcluster_iam::findings::{Finding, Severity};

use super::input::Checked;
use super::{facts_as_of, plain};
use crate::output::{self, Failure};

/// How wide a line may be that is no terminal's.
const WIDTH: usize = 140;

pub(crate) fn report(checked: &[Checked<'_>], has_details: bool) -> Result<(), Failure> {
    let renderer = Renderer::styled().term_width(output::terminal_width().unwrap_or(WIDTH));
    for it in checked {
        for finding in &it.findings {
            output::print(format!("{}\n", render(&renderer, it, finding, has_details)))?;
        }
    }
    output::print(summary(checked))
}

fn render(renderer: &Renderer, it: &Checked<'_>, finding: &Finding, has_details: bool) -> String {
    let severity = finding.code.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::SecurityWarning | Severity::Warning => Level::WARNING,
        Severity::Suggestion => Level::HELP,
    };
    let level = level.with_name(severity.as_str());
    let title = level.primary_title(plain(&finding.message)).id(finding.code.name());
    let mut group = Group::with_title(title);
    let places: Vec<_> = std::iter::once((finding.span, None))
        .chain(finding.labels.iter().map(|(span, label)| (*span, Some(plain(label)))))
        .collect();
    for piece in pieces(it, places) {
        group = piece.add_to(group, it);
    }
    if !it.policy.names.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", plain(&it.policy.name()))));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    if has_details && !finding.details.is_empty() {
        let details: Vec<_> = finding.details.iter().map(|line| plain(line)).collect();
        group = group.element(Level::NOTE.with_name("details").message(details.join("\n")));
    }
    renderer.render(&[group])
}

/// How many bytes of a line are shown before and behind a place in it.
const AROUND: usize = 400;

/// Lines that are shown in one piece.
struct Piece {
    first: usize,
    last: usize,
    places: Vec<(Span, Option<String>)>,
}

/// The lines around places: those that are near to each other in one piece, so that the time does not
/// depend on the size of the file.
fn pieces(it: &Checked<'_>, places: Vec<(Span, Option<String>)>) -> Vec<Piece> {
    const NEAR: usize = 30;
    let line = |offset| it.lines.place(offset).0;
    let mut pieces: Vec<Piece> = Vec::new();
    for (span, label) in places {
        // Of a long place its first line says where it is.
        let (first, last) = (line(span.start), line(span.end.max(span.start + 1) - 1));
        let (span, last) = if last > first + 2 {
            let end = it.lines.range(first, first).end;
            (Span::from(span.start..end.max(span.start)), first)
        } else {
            (span, last)
        };
        let is_near = |piece: &&mut Piece| first + NEAR >= piece.first && first <= piece.last + NEAR;
        match pieces.iter_mut().find(is_near) {
            Some(piece) => {
                (piece.first, piece.last) = (piece.first.min(first), piece.last.max(last));
                piece.places.push((span, label));
            }
            None => pieces.push(Piece { first, last, places: vec![(span, label)] }),
        }
    }
    pieces
}

impl Piece {
    fn add_to<'s>(self, group: Group<'s>, it: &'s Checked<'_>) -> Group<'s> {
        let path = it.input.path.as_str();
        let whole = it.lines.range(self.first, self.last);
        let shown = self.shown(it, whole.clone());
        let source = it.input.text.get(shown.clone()).unwrap_or_default();
        let mut snippet = Snippet::source(source).line_start(self.first);
        let group = if shown == whole {
            snippet = snippet.path(path);
            group
        } else {
            // The columns of what is cut out are not those of the file.
            let (line, column) = it.lines.place(self.places.first().map_or(0, |(span, _)| span.start));
            group.element(Origin::path(path).line(line).char_column(column))
        };
        let clamp = |at: usize| at.clamp(shown.start, shown.end) - shown.start;
        for (span, label) in self.places {
            if span.start > shown.end || span.end < shown.start {
                continue;
            }
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(clamp(span.start)..clamp(span.end)).label(label));
        }
        group.element(snippet)
    }

    /// The part of a very long line that is around the first place; all of other lines.
    fn shown(&self, it: &Checked<'_>, whole: Range<usize>) -> Range<usize> {
        let Some((span, _)) =
            self.places.first().filter(|_| whole.len() > 10 * AROUND && self.first == self.last)
        else {
            return whole;
        };
        let text = it.input.text.as_str();
        let start = (whole.start..=span.start.saturating_sub(AROUND).max(whole.start)).rev();
        let end = (span.end.saturating_add(AROUND).min(whole.end)..=whole.end)
            .find(|at| text.is_char_boundary(*at));
        let start = start.into_iter().find(|at| text.is_char_boundary(*at));
        start.unwrap_or(whole.start)..end.unwrap_or(whole.end)
    }
}

/// One line that says how much of what was found.
fn summary(checked: &[Checked<'_>]) -> String {
    let count = |severity: Severity| {
        let findings = checked.iter().flat_map(|it| &it.findings);
        findings.filter(|finding| finding.code.severity() == severity).count()
    };
    let plural = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let counts: Vec<_> = Severity::ALL
        .into_iter()
        .map(|severity| (count(severity), severity))
        .filter(|(number, _)| *number > 0)
        .map(|(number, severity)| plural(number, &severity.as_str().replace('-', " ")))
        .collect();
    let policies =
        if checked.len() == 1 { "1 policy".to_owned() } else { format!("{} policies", checked.len()) };
    let found = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
    let as_of =
        facts_as_of().map(|date| format!("; facts of AWS's services as of {date}")).unwrap_or_default();
    format!("{found} in {policies}{as_of}")
}
