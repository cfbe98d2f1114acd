//! The mistakes in a catalog: collected, sorted by place and shown in the look of rustc.

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer};

use crate::compiler::shared::nearest::nearest;
use crate::compiler::shared::printable::printable;
use crate::compiler::source::code::Code;
use crate::compiler::source::snippet::{self, Mark};
use crate::compiler::source::{FileId, Sources, Span};

/// A mistake with its place and its fix.
#[derive(Debug)]
pub struct Diagnostic {
    pub code: Code,
    /// The problem, in one line.
    pub message: String,
    /// The wrong characters, and the note below them.
    pub place: Span,
    pub label: String,
    /// Another place that takes part, such as the first of two duplicates.
    pub other: Option<(Span, String)>,
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn new(code: Code, place: Span, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place, label: String::new(), other: None, help: None }
    }

    /// Adds the note below the characters.
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    pub fn other(self, place: Span, label: impl Into<String>) -> Self {
        Self { other: Some((place, label.into())), ..self }
    }

    /// Adds the next step.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The mistake with the lines that hold it, as a string without colour.
    pub fn render(&self, sources: &Sources) -> String {
        // The content and the name of a file must not control a terminal.
        let path = printable(&sources.get(self.place.file).path);
        let other_path = self.other.as_ref().map(|(place, _)| printable(&sources.get(place.file).path));
        let title = Level::ERROR.primary_title(printable(&self.message)).id(self.code.name());
        let other = self.other.as_ref().zip(other_path.as_deref());
        let mut group = if self.place.is_whole_file() {
            // None of its lines shows it.
            let group = title.element(Origin::path(path.as_ref()).line(1).char_column(1));
            let group = match self.label.as_str() {
                "" => group,
                label => group.element(Level::NOTE.message(printable(label))),
            };
            elsewhere(group, other, sources)
        } else {
            let mark = Mark { place: self.place, kind: AnnotationKind::Primary, label: &self.label };
            let group = Group::with_title(title);
            match other {
                Some(((place, label), _)) if place.file == self.place.file && !place.is_whole_file() => {
                    snippet::add(group, &path, sources, &[mark, context(*place, label)])
                }
                _ => elsewhere(snippet::add(group, &path, sources, &[mark]), other, sources),
            }
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        let rendered = snippet::without_empty_origins(Renderer::plain().render(&[group]));
        // Without a line the renderer leaves no room for its number, and the arrow would be outdented.
        if rendered.contains("\n-->") { rendered.replace('\n', "\n ") } else { rendered }
    }
}

/// Adds the other place, where the lines of the mistake itself do not show it.
fn elsewhere<'s>(
    group: Group<'s>,
    other: Option<(&'s (Span, String), &'s str)>,
    sources: &'s Sources,
) -> Group<'s> {
    let Some(((place, label), path)) = other else { return group };
    if place.is_whole_file() {
        return group.element(Level::NOTE.message(format!("{}: {path}", printable(label))));
    }
    snippet::add(group, path, sources, &[context(*place, label)])
}

fn context(place: Span, label: &str) -> Mark<'_> {
    Mark { place, kind: AnnotationKind::Context, label }
}

/// The mistakes that were found so far.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// The places of the mistakes that were found after the first few.
    pub fn places_since(&self, n_before: usize) -> Vec<Span> {
        self.found[n_before..].iter().map(|diagnostic| diagnostic.place).collect()
    }

    /// The files in which a mistake was found so far.
    pub fn files(&self) -> BTreeSet<FileId> {
        self.found.iter().map(|diagnostic| diagnostic.place.file).collect()
    }

    /// All mistakes, by file and line.
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.found
            .sort_by_cached_key(|it| (sources.get(it.place.file).path.clone(), it.place.start, it.place.end));
        self.found
    }
}

/// The mistakes of one kind in one file that are shown; a reader of so many has seen enough.
const MOST_SHOWN: usize = 50;

/// Mistakes, which are sorted, with the lines that hold them, and with their number in the last line.
pub fn report(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut report = String::new();
    let mut numbers = BTreeMap::<(FileId, &str), usize>::new();
    for diagnostic in diagnostics {
        let number = numbers.entry((diagnostic.place.file, diagnostic.code.name())).or_default();
        *number += 1;
        if *number <= MOST_SHOWN {
            report.push_str(&diagnostic.render(sources));
            report.push_str("\n\n");
        }
    }
    for ((file, code), number) in &numbers {
        if let Some(n_left) = number.checked_sub(MOST_SHOWN).filter(|n_left| *n_left > 0) {
            let path = printable(&sources.get(*file).path);
            report.push_str(&format!("note: {n_left} more errors of the kind `{code}` are in {path}\n\n"));
        }
    }
    let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.place.file).collect();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let (errors, files) = (plural(diagnostics.len(), "error"), plural(files.len(), "file"));
    report.push_str(&format!("{errors} in {files} of the catalog"));
    report
}

/// Help for a name that is none of `names`: the nearest of them, or all.
pub fn one_of<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(name, names.clone()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("use one of {}", listed(names)),
    }
}

/// Help for a name that is not there: the nearest one, or how to add it.
pub fn nearest_or<'n>(name: &str, names: impl Iterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(|| otherwise.to_owned(), |nearest| format!("did you mean `{nearest}`?"))
}

/// Names in backticks, with commas.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
