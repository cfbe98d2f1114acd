//! Findings for people, in rustc's look.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use pcluster_iam::document::Span;
use pcluster_iam::findings::{Finding, Severity};

use super::input::Checked;
use super::{counts, facts_as_of, n_policies};
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
    let title = level.primary_title(finding.message.as_str()).id(finding.code.name());
    let mut places = vec![(finding.span, None)];
    for (span, label) in &finding.labels {
        places.push((*span, Some(label.as_str())));
    }
    let mut group = Group::with_title(title);
    for snippet in snippets(it, &places) {
        group = group.element(snippet);
    }
    if !it.policy.names.is_empty() {
        group = group.element(Level::NOTE.message(format!("in {}", it.policy.name())));
    }
    for help in &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if has_details && !finding.details.is_empty() {
        group = group.element(Level::NOTE.with_name("details").message(finding.details.join("\n")));
    }
    renderer.render(&[group])
}

/// The lines around places: those that are near to each other in one piece, so that the time does not
/// depend on the size of the file.
fn snippets<'s>(
    it: &'s Checked<'_>,
    places: &[(Span, Option<&'s str>)],
) -> Vec<Snippet<'s, annotate_snippets::Annotation<'s>>> {
    const NEAR: usize = 30;
    let line = |offset| it.lines.place(offset).0;
    let mut pieces: Vec<(usize, usize, Vec<(Span, Option<&str>)>)> = Vec::new();
    for (span, label) in places {
        // Of a long place its first line says where it is.
        let (first, last) = (line(span.start), line(span.end.max(span.start + 1) - 1));
        let (span, last) = if last > first + 2 {
            let end = it.lines.range(first, first).end;
            (Span::from(span.start..end.max(span.start)), first)
        } else {
            (*span, last)
        };
        match pieces.iter_mut().find(|(from, to, _)| first + NEAR >= *from && first <= *to + NEAR) {
            Some((from, to, spans)) => {
                (*from, *to) = ((*from).min(first), (*to).max(last));
                spans.push((span, *label));
            }
            None => pieces.push((first, last, vec![(span, *label)])),
        }
    }
    let snippet = |(first, last, spans): (usize, usize, Vec<(Span, Option<&'s str>)>)| {
        let range = it.lines.range(first, last);
        let source = it.input.text.get(range.clone()).unwrap_or_default();
        let mut snippet = Snippet::source(source).path(it.input.path.as_str()).line_start(first);
        for (span, label) in spans {
            let clamp = |at: usize| at.clamp(range.start, range.end) - range.start;
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet = snippet.annotation(kind.span(clamp(span.start)..clamp(span.end)).label(label));
        }
        snippet
    };
    pieces.into_iter().map(snippet).collect()
}

/// One line that says how much of what was found.
fn summary(checked: &[Checked<'_>]) -> String {
    let plural = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let counts: Vec<_> = counts(checked)
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| plural(number, &severity.as_str().replace('-', " ")))
        .collect();
    let policies = match n_policies(checked) {
        1 => "1 policy".to_owned(),
        number => format!("{number} policies"),
    };
    let found = if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") };
    let as_of =
        facts_as_of().map(|date| format!("; facts of AWS's services as of {date}")).unwrap_or_default();
    format!("{found} in {policies}{as_of}")
}
