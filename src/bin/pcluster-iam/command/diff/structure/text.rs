//! The structural view for people.

use pcluster_iam::compare::{Aspect, Change, StatementPair};

use super::StructureView;
use crate::ui::github::Annotation;
use crate::ui::output::{STRONG, code, plain};

/// The title of the elements beside the statements.
const DOCUMENT: &str = "the document";

/// The view for a terminal.
pub(super) fn text(view: &StructureView<'_>) -> String {
    let mut lines = vec![format!("- A: {}", plain(view.a.name)), format!("+ B: {}", plain(view.b.name))];
    for (title, changes) in blocks(view) {
        lines.push(format!("\n{STRONG}{title}{STRONG:#}"));
        lines.extend(changes.iter().map(|change| format!("  {}", line(change))));
    }
    lines.push(format!("\n{}", summary(view)));
    lines.join("\n")
}

/// The view for a page or a ticket.
pub(super) fn markdown(view: &StructureView<'_>) -> String {
    let mut lines = vec![
        format!("# {} and {}\n", code(view.a.name), code(view.b.name)),
        format!("{} ({} is A, {} is B)", summary(view), code(view.a.name), code(view.b.name)),
    ];
    for (title, changes) in blocks(view) {
        lines.push(format!("\n## {title}\n\n```diff"));
        lines.extend(changes.iter().map(line));
        lines.push("```".to_owned());
    }
    lines.join("\n")
}

/// An annotation for each statement that differs, at its place in B, or else in A.
pub(super) fn github(view: &StructureView<'_>) -> String {
    let annotation = |pair: &StatementPair| {
        let of_b = pair.b.and_then(|place| view.b.place(place));
        let place = of_b.or_else(|| pair.a.and_then(|place| view.a.place(place)));
        let mut properties = place.map_or_else(Vec::new, |place| place.properties().to_vec());
        properties.push(("title", view.title(pair)));
        let kind = if pair.has_same_content() { Annotation::Notice } else { Annotation::Warning };
        let lines: Vec<_> = pair.changes.iter().map(line).collect();
        kind.command(&properties, lines.iter().map(String::as_str))
    };
    let differing = view.structure.statements.iter().filter(|pair| !pair.is_identical());
    let of_document = Some(&view.structure.document).filter(|changes| !changes.is_empty()).map(|changes| {
        let lines: Vec<_> = changes.iter().map(line).collect();
        let title = [("title", DOCUMENT.to_owned())];
        Annotation::Warning.command(&title, lines.iter().map(String::as_str))
    });
    of_document.into_iter().chain(differing.map(annotation)).collect::<Vec<_>>().join("\n")
}

/// The parts that differ, each with a title.
fn blocks<'v>(view: &'v StructureView<'_>) -> Vec<(String, &'v [Change])> {
    let document = (DOCUMENT.to_owned(), view.structure.document.as_slice());
    let differing = view.structure.statements.iter().filter(|pair| !pair.is_identical());
    let statements = differing.map(|pair| (view.title(pair), pair.changes.as_slice()));
    Some(document).filter(|(_, changes)| !changes.is_empty()).into_iter().chain(statements).collect()
}

/// A change on a line.
fn line(change: &Change) -> String {
    let Change { element, aspect, a, b, .. } = change;
    let text = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
    let (of_a, of_b) = (text(a), text(b));
    let element = plain(element);
    match (aspect, a, b) {
        (Aspect::Entry, Some(_), None) => format!("- {element}: {of_a}"),
        (Aspect::Entry, ..) => format!("+ {element}: {of_b}"),
        (Aspect::Order, ..) if element == "Statement" => format!("~ order: {of_a} in A, {of_b} in B"),
        (Aspect::Order, ..) => format!("~ {element}: the same entries in another order"),
        (Aspect::Repetition, ..) => {
            format!("~ {element}: the same entries, {of_a} with repetitions in A and {of_b} in B")
        }
        (Aspect::Sid, ..) => {
            let sid = |sid: &Option<String>| sid.as_deref().map_or("none".to_owned(), code);
            format!("~ Sid: {} in A, {} in B", sid(a), sid(b))
        }
        _ => format!("~ {element}: {of_a} in A, {of_b} in B"),
    }
}

/// The numbers of statements.
fn summary(view: &StructureView<'_>) -> String {
    let count = |is_counted: fn(&StatementPair) -> bool| {
        view.structure.statements.iter().filter(|pair| is_counted(pair)).count()
    };
    let counted = [
        (count(StatementPair::is_identical), "the same"),
        (count(|it| it.has_same_content() && !it.is_identical()), "written otherwise"),
        (count(|it| it.a.is_some() && it.b.is_some() && !it.has_same_content()), "different"),
        (count(|it| it.b.is_none()), "only in A"),
        (count(|it| it.a.is_none()), "only in B"),
    ];
    let words: Vec<_> = counted
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    if words.is_empty() { "no statements".to_owned() } else { format!("statements: {}", words.join(", ")) }
}
