//! What is wrong with a catalog: collected, sorted by place and shown in rustc's look.

use std::collections::BTreeSet;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::{FileId, Sources, Span};

/// One mistake: what, where, and what to do.
#[derive(Debug)]
pub struct Diagnostic {
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// The characters that are wrong, and what to say below them.
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

    /// What to say below the characters.
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }

    pub fn other(self, place: Span, label: impl Into<String>) -> Self {
        Self { other: Some((place, label.into())), ..self }
    }

    /// What to do next.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The mistake with the lines that hold it, as text without colour.
    pub fn render(&self, sources: &Sources) -> String {
        let title = Level::ERROR.primary_title(self.message.as_str()).id(self.code.name());
        let mut group = if self.place.is_whole_file() {
            self.at_file(title, sources)
        } else {
            self.at_line(title, sources)
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let rendered = Renderer::plain().render(&[group]);
        // Without a line the renderer leaves no room for its number, and the arrow would be outdented.
        if rendered.contains("\n-->") { rendered.replace('\n', "\n ") } else { rendered }
    }

    /// The mistake of a whole file: none of its lines shows it.
    fn at_file<'s>(&'s self, title: Title<'s>, sources: &'s Sources) -> Group<'s> {
        let source = sources.get(self.place.file);
        let mut group = title.element(Origin::path(source.path.as_str()).line(1).char_column(1));
        if !self.label.is_empty() {
            group = group.element(Level::NOTE.message(self.label.as_str()));
        }
        self.elsewhere(group, sources)
    }

    fn at_line<'s>(&'s self, title: Title<'s>, sources: &'s Sources) -> Group<'s> {
        let source = sources.get(self.place.file);
        let primary = AnnotationKind::Primary.span(self.place.start..self.place.end);
        let mut snippet = Snippet::source(source.text.as_str()).path(source.path.as_str()).annotation(
            match self.label.as_str() {
                "" => primary,
                label => primary.label(label),
            },
        );
        match &self.other {
            Some((place, label)) if place.file == self.place.file && !place.is_whole_file() => {
                snippet = snippet.annotation(context(*place, label));
                title.element(snippet)
            }
            _ => self.elsewhere(title.element(snippet), sources),
        }
    }

    /// Adds the other place, where the mistake's own lines do not show it.
    fn elsewhere<'s>(&'s self, group: Group<'s>, sources: &'s Sources) -> Group<'s> {
        let Some((place, label)) = &self.other else { return group };
        let source = sources.get(place.file);
        if place.is_whole_file() {
            return group.element(Level::NOTE.message(format!("{label}: {}", source.path)));
        }
        let snippet = Snippet::source(source.text.as_str()).path(source.path.as_str());
        group.element(snippet.annotation(context(*place, label)))
    }
}

fn context(place: Span, label: &str) -> Annotation<'_> {
    AnnotationKind::Context.span(place.start..place.end).label(label)
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
        self.found.sort_by(|left, right| {
            let key =
                |it: &Diagnostic| (sources.get(it.place.file).path.clone(), it.place.start, it.place.end);
            key(left).cmp(&key(right))
        });
        self.found
    }
}

/// How many mistakes in how many files: the last line of a report.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let files: BTreeSet<_> = diagnostics.iter().map(|diagnostic| diagnostic.place.file).collect();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{} in {} of the catalog", plural(diagnostics.len(), "error"), plural(files.len(), "file"))
}

/// Help for a name that is none of `names`: the nearest of them, or all.
pub fn one_of<'n>(name: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(name, names.clone()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("it is one of {}", listed(names)),
    }
}

/// Names in backticks, with commas.
pub fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
