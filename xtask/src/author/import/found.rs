//! The policy documents of a page or of a folder, and blocks that only look like policies.

use std::fmt;

use crate::author::page::document::{self, BlockContent};
use crate::author::page::{self, Page, PageBlock, Position};

/// The contents of a page or of a folder.
#[derive(Default)]
pub(super) struct SourceContents<'s> {
    /// The first heading of the page.
    pub(super) title: Option<String>,
    /// The anchors of the page's headings, or the files' names.
    pub(super) anchors: Vec<String>,
    pub(super) policies: Vec<FoundPolicy<'s>>,
    /// The parts that could not be imported.
    pub(super) problems: Vec<SourceRemark>,
    /// The parts that are left out on purpose.
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

    /// The sort key for the order of the sources.
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

/// The contents of a page.
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

/// The contents of files with a document each; their names are titles and anchors.
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
                .push(source.remark(offset, format!("not JSON, so the policy is not imported: {message}"))),
            BlockContent::Other { is_statement: true } => self.problems.push(source.remark(
                0,
                "a statement outside a policy; not imported: write it into the policies that need it",
            )),
            BlockContent::Other { is_statement: false } => {
                self.notes.push(source.remark(0, "JSON without `Statement` is not a policy; not imported"));
            }
            BlockContent::Trust => self.notes.push(
                source.remark(0, "a policy with `Principal` is not an identity-based policy; not imported"),
            ),
            BlockContent::Policy { repeated, .. } if !repeated.is_empty() => {
                for (offset, key) in repeated {
                    let message = format!(
                        "the key `{key}` appears twice in one object, so the policy has two readings; not imported"
                    );
                    self.problems.push(source.remark(offset, message));
                }
            }
            BlockContent::Policy { .. } => match heading {
                Some((title, anchor)) => self.policies.push(FoundPolicy { source, title, anchor }),
                None => self
                    .problems
                    .push(source.remark(0, "the policy has no heading before it; not imported: give it one")),
            },
        }
    }
}
