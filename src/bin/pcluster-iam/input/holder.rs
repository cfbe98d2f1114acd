//! The policies that somebody has: those of the catalog, with values, and those in files.

use std::path::Path;
use std::rc::Rc;

use pcluster_iam::Policy;
use pcluster_iam::document::{Document, Embedded, PolicyKind, Span};
use pcluster_iam::evaluate::{EvaluateError, Layer, Policies};

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
    /// The files of the others, and the places of their policies in them.
    files: Vec<PolicyFile>,
    wrong: Vec<Complaint>,
}

/// A policy in a file.
#[derive(Debug)]
struct PolicyFile {
    source: String,
    input: Rc<Input>,
    policy: usize,
}

impl Holder {
    /// The path, the line and the column of a place in a policy from a file.
    pub(crate) fn place(&self, source: &str, span: Span) -> Option<String> {
        let file = self.files.iter().find(|file| file.source == source)?;
        let span = file.input.found.policies.get(file.policy)?.in_whole(span);
        let (line, column) = Lines::new(&file.input.text).place(span.start);
        Some(format!("{}:{line}:{column}", file.input.path))
    }

    /// Adds policies of the catalog, filled with the values that somebody gives.
    pub(crate) fn add_catalog(&mut self, policies: impl IntoIterator<Item = &'static Policy>, given: &Given) {
        for policy in policies {
            if self.of_catalog.iter().any(|known| known.id == policy.id) {
                continue;
            }
            self.of_catalog.push(policy);
            match given.fill(policy, true) {
                Ok(filled) => {
                    let document = Document::parse(&filled.to_json_pretty());
                    // A policy of the catalog is always one that can be evaluated.
                    if let Err(error) = self.policies.add(Layer::Identity, policy.id, &document) {
                        self.wrong.push(Complaint::new(error.to_string()));
                    }
                }
                Err(unfilled) => self.wrong.extend(complaints(&unfilled, given)),
            }
        }
    }

    /// Adds policies of the catalog without values: what depends on a value is not known, and what only exists
    /// with one is left out.
    pub(crate) fn add_templates(&mut self, policies: impl IntoIterator<Item = &'static Policy>) {
        for policy in policies {
            self.of_catalog.push(policy);
            if let Err(error) =
                self.policies.add(Layer::Identity, policy.id, &Document::parse(policy.template))
            {
                self.wrong.push(Complaint::new(error.to_string()));
            }
        }
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
            for (idx, policy) in input.found.policies.iter().enumerate() {
                let source = source(&input, policy);
                if let Some(complaint) = unsuitable(&input, policy) {
                    self.wrong.push(complaint);
                } else if let Err(error) = self.policies.add(layer, &source, &policy.document) {
                    self.wrong.extend(mistakes(&input, policy, &error));
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
fn source(input: &Input, policy: &Embedded) -> String {
    match policy.names.as_slice() {
        [] => input.path.clone(),
        _ => format!("{}: {}", input.path, plain(&policy.name())),
    }
}

/// The message about a policy that is not one of an identity.
fn unsuitable(input: &Input, policy: &Embedded) -> Option<Complaint> {
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
fn mistakes(input: &Input, policy: &Embedded, error: &EvaluateError) -> Vec<Complaint> {
    let lines = Lines::new(&input.text);
    let mistake = |problem: &pcluster_iam::evaluate::EvaluateProblem| {
        let (line, column) = lines.place(policy.in_whole(problem.span).start);
        let complaint =
            Complaint::new(format!("{}:{line}:{column}: {}", input.path, plain(&problem.message)));
        problem.help.iter().fold(complaint, |complaint, help| complaint.help(plain(help)))
    };
    error.problems.iter().map(mistake).collect()
}
