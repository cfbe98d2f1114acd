//! The context that every check shares. It knows no kind of file.

use std::collections::BTreeSet;

use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics};
use crate::compiler::source::{FileId, Source, Sources, Span};

/// The texts of the catalog, and the mistakes that were found in them so far.
#[derive(Debug)]
pub struct Checking<'c> {
    pub sources: &'c Sources,
    diagnostics: &'c mut Diagnostics,
}

impl<'c> Checking<'c> {
    pub fn new(sources: &'c Sources, diagnostics: &'c mut Diagnostics) -> Self {
        Self { sources, diagnostics }
    }

    pub fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The files in which a mistake was found so far.
    pub fn files(&self) -> BTreeSet<FileId> {
        self.diagnostics.files()
    }

    /// True if a mistake was found at just this place.
    pub fn is_mistake(&self, place: Span) -> bool {
        self.diagnostics.has_at(place)
    }

    /// True if the condition holds for a file in which a mistake was found so far.
    pub fn is_mistaken(&self, holds: impl Fn(&Source) -> bool) -> bool {
        self.files().into_iter().any(|file| holds(self.sources.get(file)))
    }
}
