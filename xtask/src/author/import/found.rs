//! The policy documents of a page or of a folder, and what looks like one and is none.

use std::fmt;

use crate::author::page::document::{self, BlockContent};
use crate::author::page::{self, Page, PageBlock, Position};

/// What was found.
#[derive(Default)]
pub(super) struct SourceContents<'s> {
    /// The first heading of the page.
    pub(super) title: Option<String>,
    /// The anchors of the page's headings, or the files' names.
    pub(super) anchors: Vec<String>,
    pub(super) policies: Vec<FoundPolicy<'s>>,
    /// What should have been imported and is not.
    pub(super) problems: Vec<SourceRemark>,
    /// What is left out on purpose.
    pub(super) notes: Vec<SourceRemark>,
}

/// A policy document, and where it was found.
pub(super) struct FoundPolicy<'s> {
    pub(super) source: PolicySource<'s>,
    /// Its heading, or the file's name.
    pub(super) title: String,
    pub(super) anchor: String,
}

/// The text of a document and its place.
pub(super) struct PolicySource<'s> {
    file: &'s str,
    pub(super) text: &'s str,
    block: Option<(&'s Page<'s>, &'s PageBlock)>,
}

impl PolicySource<'_> {
    /// A sentence about a byte of the text.
    pub(super) fn remark(&self, offset: usize, message: impl Into<String>) -> SourceRemark {
        let position = match self.block {
            Some((page, block)) => page.position(block, offset),
            None => page::position(self.text, offset),
        };
        SourceRemark::new(self.file, position, message)
    }
}

/// A file's name and text.
#[derive(Debug)]
pub(super) struct SourceText {
    pub(super) file: String,
    pub(super) text: String,
}

/// A sentence about a place.
#[derive(Debug)]
pub(super) struct SourceRemark {
    file: String,
    position: Position,
    message: String,
}

impl SourceRemark {
    pub(super) fn new(file: &str, position: Position, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), position, message: message.into() }
    }

    /// The place, as it is printed.
    pub(super) fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.position.line, self.position.column)
    }

    /// What orders remarks as they stand in the sources.
    pub(super) fn order(&self) -> (&str, usize, usize) {
        (&self.file, self.position.line, self.position.column)
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for SourceRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)
    }
}

/// What is on a page.
pub(super) fn on_page<'s>(page: &'s Page<'s>, file: &'s str) -> SourceContents<'s> {
    let title = page.headings.first().map(|heading| heading.text.clone());
    let anchors = page.headings.iter().map(|heading| heading.name().to_owned()).collect();
    let mut findings = SourceContents { title, anchors, ..SourceContents::default() };
    for block in &page.blocks {
        let source = PolicySource { file, text: &block.text, block: Some((page, block)) };
        let heading = block.heading.and_then(|index| page.headings.get(index));
        let heading = heading.map(|heading| (heading.text.clone(), heading.name().to_owned()));
        findings.sort(document::read(block), source, heading);
    }
    findings
}

/// What is in files, each a document; titles and anchors are their names.
pub(super) fn in_files(texts: &[SourceText]) -> SourceContents<'_> {
    let mut findings = SourceContents::default();
    for SourceText { file, text } in texts {
        let source = PolicySource { file, text, block: None };
        let name = file.rsplit('/').next().unwrap_or(file);
        let name = name.strip_suffix(".json").unwrap_or(name).to_owned();
        findings.anchors.push(name.clone());
        findings.sort(document::read_json(text), source, Some((name.clone(), name)));
    }
    findings
}

impl<'s> SourceContents<'s> {
    fn sort(&mut self, content: BlockContent, source: PolicySource<'s>, heading: Option<(String, String)>) {
        match content {
            BlockContent::Text => {}
            BlockContent::Broken { offset, message } => self
                .problems
                .push(source.remark(offset, format!("not JSON, and so not imported: {message}"))),
            BlockContent::Other { is_statement: true } => self.problems.push(source.remark(
                0,
                "a statement without a policy around it; not imported: write it into the policies that it is for",
            )),
            BlockContent::Other { is_statement: false } => {
                self.notes.push(source.remark(0, "JSON without `Statement` is no policy; not imported"));
            }
            BlockContent::Trust => self.notes.push(source.remark(
                0,
                "a policy with `Principal` is attached to no user, group or role's permissions; not imported",
            )),
            BlockContent::Policy { repeated, .. } if !repeated.is_empty() => {
                for (offset, key) in repeated {
                    let message = format!(
                        "the key `{key}` stands twice in one object, so that it can be read in two ways; \
                         the policy is not imported"
                    );
                    self.problems.push(source.remark(offset, message));
                }
            }
            BlockContent::Policy { .. } => match heading {
                Some((title, anchor)) => self.policies.push(FoundPolicy { source, title, anchor }),
                None => self.problems.push(
                    source.remark(0, "no heading stands before the policy; not imported: give it one"),
                ),
            },
        }
    }
}
