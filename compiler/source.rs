//! The catalog's files and places in their texts.

pub mod code;
pub mod diagnostic;
pub mod files;
mod snippet;
pub mod syntax;

use std::ops::Range;

/// The files that were read, with their texts.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// A file of the catalog.
#[derive(Debug)]
pub struct Source {
    /// Relative to the folder that holds the catalog, with `/` on every system.
    pub path: String,
    /// Empty where the file could not be read as text.
    pub text: String,
}

impl Sources {
    pub fn add(&mut self, path: String, text: String) -> FileId {
        self.files.push(Source { path, text });
        FileId(self.files.len() - 1)
    }

    /// Empties the text of a file of which no line is shown.
    pub fn forget(&mut self, file: FileId) {
        self.files[file.0].text.clear();
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0]
    }
}

/// A file among the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(usize);

impl FileId {
    /// The place of the whole file, for a mistake that concerns none of its lines.
    pub fn start(self) -> Span {
        Span { file: self, start: 0, end: 0 }
    }

    pub fn span(self, range: Range<usize>) -> Span {
        Span { file: self, start: range.start, end: range.end }
    }
}

/// A run of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// True for the place of a whole file instead of some of its lines.
    pub fn is_whole_file(self) -> bool {
        self.end == 0
    }
}

/// A value and the place where it is written.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl Spanned<String> {
    /// The place of some of the string's bytes. The string is written in quotes, or is a name without
    /// them, and has no escapes, so its bytes are those of the file.
    pub fn inside(&self, range: Range<usize>) -> Span {
        let quote = (self.span.end - self.span.start - self.value.len()) / 2;
        let start = self.span.start + quote;
        Span { start: start + range.start, end: start + range.end, ..self.span }
    }
}
