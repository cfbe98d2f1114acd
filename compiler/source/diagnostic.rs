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
    /// Others that are shown with it as one mistake.
    pub repeats: Option<Repeats>,
}

/// The fewest keys in a row that are wrong in the same way, and then probably another table's.
pub const SHORTEST_RUN: usize = 3;

/// The reason why several mistakes are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repeats {
    /// They are about one name, and have the same message.
    Name,
    /// They are lines in a row, from this place on, which are probably another table's.
    Run(Span),
}

impl Diagnostic {
    pub fn new(code: Code, place: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place,
            label: String::new(),
            other: None,
            help: None,
            repeats: None,
        }
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

    /// Shows it as one with all others of the same message: the name is missing once.
    pub fn of_name(self) -> Self {
        Self { repeats: Some(Repeats::Name), ..self }
    }

    /// Shows it as one with all others of the run that begins at a place.
    pub fn in_run(self, first: Span) -> Self {
        Self { repeats: Some(Repeats::Run(first)), ..self }
    }

    /// Counts those that it is shown for.
    fn counting(mut self, n_others: usize) -> Self {
        let Some(repeats) = self.repeats.filter(|_| n_others > 0) else { return self };
        let counted = match repeats {
            Repeats::Name => format!("the name is used in {}", plural(n_others, "more place")),
            Repeats::Run(_) => {
                let follow = if n_others == 1 { "follows" } else { "follow" };
                let keys = plural(n_others, "more key");
                format!(
                    "{keys} {follow} that are wrong, too: if they are another table's, write its header above"
                )
            }
        };
        self.help = Some(match self.help {
            Some(help) if help.ends_with('?') => format!("{help} {counted}"),
            Some(help) => format!("{help}; {counted}"),
            None => counted,
        });
        self
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

    /// True if one of the mistakes that were found after the first few is in a run.
    pub fn has_run_since(&self, n_before: usize) -> bool {
        let is_in_run = |it: &Diagnostic| matches!(it.repeats, Some(Repeats::Run(_)));
        self.found.iter().skip(n_before).any(is_in_run)
    }

    /// True if a mistake was found at just this place.
    pub fn has_at(&self, place: Span) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.place == place)
    }

    /// Shows some mistakes, by their numbers, as one run.
    pub fn join(&mut self, run: std::ops::Range<usize>) {
        let run = self.found.get_mut(run).unwrap_or_default();
        let Some(first) = run.iter().map(|diagnostic| diagnostic.place).min() else { return };
        for diagnostic in run {
            diagnostic.repeats = Some(Repeats::Run(first));
        }
    }

    /// All mistakes, by file and line; of those that are shown as one, the first.
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.found
            .sort_by_cached_key(|it| (sources.get(it.place.file).path.clone(), it.place.start, it.place.end));
        let mut shown = Vec::<(Diagnostic, usize)>::new();
        let mut firsts = BTreeMap::new();
        for diagnostic in self.found {
            let kind = diagnostic.repeats.map(|repeats| match repeats {
                Repeats::Name => (repeats, diagnostic.message.clone()),
                Repeats::Run(_) => (repeats, String::new()),
            });
            let first = kind.map(|kind| *firsts.entry(kind).or_insert(shown.len()));
            match first.and_then(|first| shown.get_mut(first)) {
                Some((_, n_others)) => *n_others += 1,
                None => shown.push((diagnostic, 0)),
            }
        }
        shown.into_iter().map(|(diagnostic, n_others)| diagnostic.counting(n_others)).collect()
    }
}

/// The mistakes of one kind in one file that are shown; a reader of so many has seen enough.
const MOST_OF_KIND: usize = 50;

/// The mistakes that are shown at all.
const MOST_SHOWN: usize = 200;

/// Mistakes, which are sorted, with the lines that hold them, and with their number in the last line.
pub fn report(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut report = String::new();
    let mut n_shown = 0;
    // Those of each kind in each file: how many are shown, and how many are not.
    let mut numbers = BTreeMap::<(FileId, &str), (usize, usize)>::new();
    for diagnostic in diagnostics {
        let numbers = numbers.entry((diagnostic.place.file, diagnostic.code.name())).or_default();
        if numbers.0 < MOST_OF_KIND && n_shown < MOST_SHOWN {
            numbers.0 += 1;
            n_shown += 1;
            report.push_str(&diagnostic.render(sources));
            report.push_str("\n\n");
        } else {
            numbers.1 += 1;
        }
    }
    let mut n_left = diagnostics.len() - n_shown;
    for ((file, code), (n_of_kind, n_more)) in &numbers {
        if *n_of_kind == MOST_OF_KIND && *n_more > 0 {
            n_left -= n_more;
            let path = printable(&sources.get(*file).path);
            let errors = plural(*n_more, "more error");
            let are = if *n_more == 1 { "is" } else { "are" };
            report.push_str(&format!("note: {errors} of the kind `{code}` {are} in {path}\n\n"));
        }
    }
    if n_left > 0 {
        let are = if n_left == 1 { "is" } else { "are" };
        report.push_str(&format!("note: {} {are} not shown\n\n", plural(n_left, "more error")));
    }
    let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.place.file).collect();
    let (errors, files) = (plural(diagnostics.len(), "error"), plural(files.len(), "file"));
    report.push_str(&format!("{errors} in {files} of the catalog"));
    report
}

fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
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
