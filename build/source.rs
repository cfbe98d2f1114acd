//! The texts of the catalog's files, and places in them.

use std::ops::Range;

/// The files that were read, with what was in them.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<Source>,
}

/// A file of the catalog.
#[derive(Debug)]
pub(crate) struct Source {
    /// Relative to the folder that holds the catalog, with `/` on every system.
    pub(crate) path: String,
    /// Empty where the file could not be read as text.
    pub(crate) text: String,
}

impl Sources {
    pub(crate) fn add(&mut self, path: String, text: String) -> FileId {
        self.files.push(Source { path, text });
        FileId(self.files.len() - 1)
    }

    /// Empties a text of which no line is shown.
    pub(crate) fn forget(&mut self, file: FileId) {
        self.files[file.0].text.clear();
    }

    pub(crate) fn get(&self, file: FileId) -> &Source {
        &self.files[file.0]
    }
}

/// A file among the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(usize);

impl FileId {
    /// The place of the whole file, for what concerns none of its lines.
    pub(crate) fn start(self) -> Span {
        Span { file: self, start: 0, end: 0 }
    }

    pub(crate) fn span(self, range: Range<usize>) -> Span {
        Span { file: self, start: range.start, end: range.end }
    }
}

/// A run of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// Whether it is the place of the whole file, and of none of its lines.
    pub(crate) fn is_whole_file(self) -> bool {
        self.end == 0
    }
}

/// A value and the place where it is written.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl Spanned<String> {
    /// The place of some of the text's bytes. The text stands between quotes, or is a name without
    /// them, and has no escapes, so that its bytes are the file's.
    pub(crate) fn inside(&self, range: Range<usize>) -> Span {
        let quote = (self.span.end - self.span.start - self.value.len()) / 2;
        let start = self.span.start + quote;
        Span { start: start + range.start, end: start + range.end, ..self.span }
    }
}
