//! The policy documents of a page, a template or a folder, and texts that only look like policies.

use std::fmt;

use super::known::KnownReleases;
use super::read::Mistake;
use super::template::{self, TemplateContent};
use crate::author::page::document::{self, BlockContent, InnerPolicy, TreeKind};
use crate::author::page::{self, Page, PageBlock, Position};
use crate::tree::Tree;

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
    /// The byte of the source at which the document begins.
    pub(super) at: usize,
    pub(super) heading: PolicyHeading,
    /// The services that may assume the role in which the policy is.
    pub(super) trusted: Vec<String>,
    pub(super) content: PolicyContent,
}

/// The heading of a policy, or the file's name.
#[derive(Clone, Debug)]
pub(super) struct PolicyHeading {
    pub(super) title: String,
    pub(super) anchor: String,
}

/// A document that is still to be read, or the statements that a template makes.
pub(super) enum PolicyContent {
    Document(Tree),
    Template(Result<TemplateContent, Vec<Mistake>>),
}

/// The text of a document and its place.
#[derive(Clone, Copy)]
pub(super) struct PolicySource<'s> {
    file: &'s str,
    text: &'s str,
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
pub(super) fn on_page<'s>(page: &'s Page<'s>, file: &'s str, known: &KnownReleases) -> SourceContents<'s> {
    let title = page.headings.first().map(|heading| heading.text.clone());
    let anchors = page.headings.iter().map(|heading| heading.name().to_owned()).collect();
    let mut contents = SourceContents { title, anchors, ..SourceContents::default() };
    for block in &page.blocks {
        let source = PolicySource { file, text: &block.text, block: Some((page, block)) };
        let heading = block.heading.and_then(|index| page.headings.get(index));
        let heading = heading
            .map(|heading| PolicyHeading { title: heading.text.clone(), anchor: heading.name().to_owned() });
        contents.add(document::read(block), source, heading, known);
    }
    let message = "this looks like a policy, but it is not in a code block; not imported";
    let unread = page.unread.iter().map(|position| SourceRemark::new(file, *position, message));
    contents.problems.extend(unread);
    contents
}

/// The contents of files with a document each; their names are titles and anchors.
pub(super) fn in_files<'s>(texts: &'s [SourceText], known: &KnownReleases) -> SourceContents<'s> {
    let mut contents = SourceContents::default();
    for SourceText { file, text } in texts {
        let source = PolicySource { file, text, block: None };
        let name = file.rsplit('/').next().unwrap_or(file);
        let (name, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let content = document::in_file(ending, text);
        contents.anchors.push(name.to_owned());
        let heading = PolicyHeading { title: name.to_owned(), anchor: name.to_owned() };
        contents.add(content, source, Some(heading), known);
    }
    contents
}

impl<'s> SourceContents<'s> {
    fn add(
        &mut self,
        content: BlockContent,
        source: PolicySource<'s>,
        heading: Option<PolicyHeading>,
        known: &KnownReleases,
    ) {
        let tree = match content {
            BlockContent::Text => return,
            BlockContent::Tree(tree) => tree,
            BlockContent::Broken { offset, not, message } => {
                let message = format!("not {not}, so the policy is not imported: {message}");
                self.problems.push(source.remark(offset, message));
                return;
            }
        };
        if template::is_template(&tree) {
            self.template(&tree, source, known);
            return;
        }
        match document::kind(&tree) {
            TreeKind::Policy => self.policy(&tree, source, heading),
            TreeKind::Trust => self.trust(&tree, source),
            TreeKind::Statement => self.problems.push(source.remark(
                tree.at,
                "a statement outside a policy; not imported: write it into the policies that need it",
            )),
            TreeKind::Other(inner) if !inner.is_empty() => self.inner(&inner, source, heading.as_ref()),
            TreeKind::Other(_) => match document::policy_in_strings(&tree) {
                Some(at) => {
                    let message = "a policy in a string; not imported: write it as an object";
                    self.problems.push(source.remark(at, message));
                }
                None => {
                    let message = "a document without `Statement` is not a policy; not imported";
                    self.notes.push(source.remark(tree.at, message));
                }
            },
        }
    }

    fn trust(&mut self, tree: &Tree, source: PolicySource<'s>) {
        let message = "a policy with `Principal` is not an identity-based policy; not imported";
        self.notes.push(source.remark(tree.at, message));
    }

    fn policy(&mut self, tree: &Tree, source: PolicySource<'s>, heading: Option<PolicyHeading>) {
        let repeated = tree.repeated();
        let is_clear = repeated.is_empty();
        for (offset, key) in repeated {
            let message = format!(
                "the key `{key}` appears twice in one object, so the policy has two readings; not imported"
            );
            self.problems.push(source.remark(offset, message));
        }
        match heading {
            Some(heading) if is_clear => self.policies.push(FoundPolicy {
                source,
                at: tree.at,
                heading,
                trusted: Vec::new(),
                content: PolicyContent::Document(tree.clone()),
            }),
            Some(_) => {}
            None => self.problems.push(
                source.remark(tree.at, "the policy has no heading before it; not imported: give it one"),
            ),
        }
    }

    /// The policies inside a larger document. The only one has the heading to itself.
    fn inner(
        &mut self,
        inner: &[InnerPolicy<'_>],
        source: PolicySource<'s>,
        heading: Option<&PolicyHeading>,
    ) {
        let is_trust = |inner: &&InnerPolicy<'_>| matches!(document::kind(inner.tree), TreeKind::Trust);
        let (trust, policies): (Vec<_>, Vec<_>) = inner.iter().partition(is_trust);
        for inner in trust {
            self.trust(inner.tree, source);
        }
        for (idx, inner) in policies.iter().enumerate() {
            let heading = match (heading, policies.len()) {
                (Some(heading), 1) => Some(heading.clone()),
                (heading, _) => {
                    let number = (idx + 1).to_string();
                    let own = inner.name.as_ref().unwrap_or(&number);
                    let title = heading.map_or(own.clone(), |heading| format!("{} {own}", heading.title));
                    let anchor = heading.map_or(own.clone(), |heading| format!("{}/{own}", heading.anchor));
                    Some(PolicyHeading { title, anchor })
                }
            };
            self.anchors.extend(heading.iter().map(|heading| heading.anchor.clone()));
            self.policy(inner.tree, source, heading);
        }
    }

    fn template(&mut self, tree: &Tree, source: PolicySource<'s>, known: &KnownReleases) {
        let policies = match template::policies(tree, known) {
            Ok((policies, unread)) => {
                let remark = |it: Mistake| source.remark(it.at, format!("{}; not imported", it.message));
                self.problems.extend(unread.into_iter().map(remark));
                policies
            }
            Err(mistake) => {
                let message = format!("the template is not imported: {}", mistake.message);
                self.problems.push(source.remark(mistake.at, message));
                return;
            }
        };
        for policy in policies {
            self.notes.extend(policy.notes.into_iter().map(|it| source.remark(it.at, it.message)));
            self.anchors.push(policy.name.clone());
            self.policies.push(FoundPolicy {
                source,
                at: policy.at,
                heading: PolicyHeading { title: policy.name.clone(), anchor: policy.name },
                trusted: policy.trusted,
                content: PolicyContent::Template(policy.content),
            });
        }
    }
}
