//! The policies that somebody has: those of the catalog, with values, and those in files.

use std::fmt;
use std::path::Path;
use std::rc::Rc;

use pcluster_iam::Policy;
use pcluster_iam::document::{Document, Embedded, PolicyKind, Span};
use pcluster_iam::evaluate::{EvaluateError, Layer, Policies};

use super::whole::mistake;
use super::{INCLUDE, Include, Input};
use crate::args::values::{Given, complaints};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// Policies that decide together, and the mistakes in what was to be among them.
#[derive(Debug, Default)]
pub(crate) struct Holder {
    pub(crate) policies: Policies,
    /// The policies of the catalog among them, by their ids as sources.
    pub(crate) of_catalog: Vec<&'static Policy>,
    documents_of_catalog: Vec<(&'static str, Document)>,
    /// The files of the others, and the places of their policies in them.
    files: Vec<PolicyFile>,
    /// True if the policies do not decide about anything.
    is_for_reading: bool,
    wrong: Vec<Complaint>,
}

/// A policy in a file.
#[derive(Debug)]
struct PolicyFile {
    source: String,
    input: Rc<Input>,
    policy: usize,
}

/// A place in a file, as messages write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilePlace {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl FilePlace {
    /// The place as properties of an annotation.
    pub(crate) fn properties(&self) -> [(&'static str, String); 3] {
        [("file", self.path.clone()), ("line", self.line.to_string()), ("col", self.column.to_string())]
    }
}

impl fmt::Display for FilePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

impl Holder {
    /// A holder of documents of any kind, which decide about nothing.
    pub(crate) fn for_reading() -> Self {
        Self { is_for_reading: true, ..Self::default() }
    }

    /// The documents with their sources: those of the catalog first.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&str, &Document)> {
        let of_catalog = self.documents_of_catalog.iter().map(|(id, document)| (*id, document));
        let of_files = self.files.iter().filter_map(|file| {
            Some((file.source.as_str(), &file.input.found.policies.get(file.policy)?.document))
        });
        of_catalog.chain(of_files)
    }

    /// The path, the line and the column of a place in a policy from a file.
    pub(crate) fn place(&self, source: &str, span: Span) -> Option<FilePlace> {
        let file = self.files.iter().find(|file| file.source == source)?;
        let span = file.input.found.policies.get(file.policy)?.in_whole(span);
        let (line, column) = Lines::new(&file.input.text).place(span.start);
        Some(FilePlace { path: file.input.path.clone(), line, column })
    }

    /// Adds policies of the catalog, filled with the values that somebody gives.
    pub(crate) fn add_catalog(&mut self, policies: impl IntoIterator<Item = &'static Policy>, given: &Given) {
        for policy in policies {
            if self.of_catalog.iter().any(|known| known.id == policy.id) {
                continue;
            }
            self.of_catalog.push(policy);
            match given.fill(policy, true) {
                Ok(filled) => self.add_of_catalog(policy, Document::parse(&filled.to_json_pretty())),
                Err(unfilled) => self.wrong.extend(complaints(&unfilled, given)),
            }
        }
    }

    /// Adds policies of the catalog without values: what depends on a value is not known, and what only exists
    /// with one is left out.
    pub(crate) fn add_templates(&mut self, policies: impl IntoIterator<Item = &'static Policy>) {
        for policy in policies {
            self.add_template(policy, policy.template);
        }
    }

    /// Adds a policy of the catalog by its template.
    pub(crate) fn add_template(&mut self, policy: &'static Policy, template: &str) {
        self.of_catalog.push(policy);
        self.add_of_catalog(policy, Document::parse(template));
    }

    fn add_of_catalog(&mut self, policy: &'static Policy, document: Document) {
        // A policy of the catalog is always one that can be evaluated.
        let added = if self.is_for_reading {
            Ok(())
        } else {
            self.policies.add(Layer::Identity, policy.id, &document)
        };
        self.wrong.extend(added.err().map(|error| Complaint::new(error.to_string())));
        self.documents_of_catalog.push((policy.id, document));
    }

    /// Adds the policies of identities in files; `layer` is what they do for the decision.
    pub(crate) fn add_files(&mut self, names: &[String], layer: Layer) -> Result<(), Failure> {
        if names.is_empty() {
            return Ok(());
        }
        let inputs = super::read(names, &Include::new(INCLUDE, Path::new("."))?, None);
        super::tell_skipped(&inputs)?;
        self.wrong.extend(inputs.unreadable);
        for input in inputs.files.into_iter().map(Rc::new) {
            self.wrong.extend(mistake(&input).filter(|_| self.is_for_reading));
            for (idx, policy) in input.found.policies.iter().enumerate() {
                let source = source(&input, policy);
                if self.is_for_reading {
                    // What the document means does not matter.
                } else if let Some(complaint) = unsuitable(&input, policy) {
                    self.wrong.push(complaint);
                } else if let Err(error) = self.policies.add(layer, &source, &policy.document) {
                    self.wrong.extend(mistakes(&input.path, &input.text, policy, &error));
                }
                self.files.push(PolicyFile { source, input: Rc::clone(&input), policy: idx });
            }
        }
        Ok(())
    }

    /// The policies, or all mistakes in them and in what was read before.
    pub(crate) fn finish(mut self, wrong: Vec<Complaint>) -> Result<Self, Failure> {
        self.wrong.extend(wrong);
        let wrong = crate::ui::failure::each_once(std::mem::take(&mut self.wrong));
        if wrong.is_empty() { Ok(self) } else { Err(Failure::Use(wrong)) }
    }
}

/// The name of a policy in answers: its file, and its own name in a file of several.
pub(crate) fn source(input: &Input, policy: &Embedded) -> String {
    match policy.names.as_slice() {
        [] => input.path.clone(),
        _ => format!("{}: {}", input.path, plain(&policy.name())),
    }
}

/// The message about a policy that is not one of an identity.
pub(crate) fn unsuitable(input: &Input, policy: &Embedded) -> Option<Complaint> {
    let kind = policy.kind.unwrap_or_else(|| policy.document.kind());
    let is_for_others =
        matches!(kind, PolicyKind::Trust | PolicyKind::Resource | PolicyKind::ResourceControl);
    is_for_others.then(|| {
        let message = format!(
            "{}: this is {}, which decides about the requests of others",
            source(input, policy),
            kind.as_str()
        );
        Complaint::new(message).help("give the policies of the user, the group or the role")
    })
}

/// The messages about a policy that cannot be evaluated, each with its place.
pub(crate) fn mistakes(path: &str, text: &str, policy: &Embedded, error: &EvaluateError) -> Vec<Complaint> {
    let lines = Lines::new(text);
    let mistake = |problem: &pcluster_iam::evaluate::EvaluateProblem| {
        let (line, column) = lines.place(policy.in_whole(problem.span).start);
        let complaint = Complaint::new(format!("{path}:{line}:{column}: {}", plain(&problem.message)));
        problem.help.iter().fold(complaint, |complaint, help| complaint.help(plain(help)))
    };
    error.problems.iter().map(mistake).collect()
}
