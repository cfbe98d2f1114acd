//! The sizes of policies and documents, and where each belongs.

use pcluster_iam::document::{AttachmentKind, Embedded, PolicyKind};
use pcluster_iam::fit::{Document, Limits, UnfitError, minimize};
use pcluster_iam::quota::{Attachment, Quota};
use pcluster_iam::{FillProblem, Policy};

use super::args::SizeArgs;
use super::division::{n_packed, number};
use super::subject::Subjects;
use super::worst::{self, InPartition};
use crate::args::values::{Given, complaints, unused_by_all, without_effect_in_all};
use crate::input::Input;
use crate::ui::failure::{Complaint, Failure, each_once};

/// A document with its size.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) name: String,
    /// The policy of the catalog.
    pub(super) policy: Option<&'static Policy>,
    /// The path of the file.
    pub(super) file: Option<String>,
    pub(super) size: usize,
    /// The size without escapes that JSON does not need, if it is another one.
    pub(super) size_without_escapes: Option<usize>,
    /// True for a document of a template, which may become longer.
    pub(super) may_grow: bool,
    pub(super) home: Home,
    /// True for a policy that an identity has together with the others.
    pub(super) is_shared: bool,
    /// The sizes of a policy without values, in each partition that was asked about; the largest is the size.
    pub(super) partitions: Vec<InPartition>,
    /// The sizes that a policy can have where its values are for, if there are no values but those that it
    /// needs to be filled.
    pub(super) with_other_values: Option<InPartition>,
    /// The document, if it has values and can be read alone.
    pub(super) document: Option<Document>,
    /// The number of managed policies that the document takes where it is largest, if it is known.
    pub(super) division: Option<Result<usize, UnfitError>>,
}

impl Measured {
    pub(super) fn of(policy: &'static Policy, size: usize) -> Self {
        Self {
            name: policy.id.to_owned(),
            policy: Some(policy),
            file: None,
            size,
            size_without_escapes: None,
            may_grow: false,
            home: Home::Open,
            is_shared: true,
            partitions: Vec::new(),
            with_other_values: None,
            document: None,
            division: None,
        }
    }

    /// The size in a partition.
    pub(super) fn size_in(&self, partition: Option<&str>) -> usize {
        self.in_partition(partition).map_or(self.size, |it| it.range.largest)
    }

    /// The document, or the largest one of a policy in a partition.
    pub(super) fn document_in(&self, partition: Option<&str>) -> Option<Document> {
        self.in_partition(partition).map_or_else(|| self.document.clone(), InPartition::document)
    }

    /// The partition in which the policy can be largest, the first of equals.
    pub(super) fn largest(&self) -> Option<&InPartition> {
        self.partitions.iter().rev().max_by_key(|it| it.range.largest)
    }

    /// The number of managed policies that the document takes in a partition, if it is known.
    pub(super) fn division_in(
        &self,
        partition: Option<&str>,
        limits: Limits,
    ) -> Option<Result<usize, UnfitError>> {
        let is_identity = matches!(self.home, Home::Open | Home::Managed | Home::Inline);
        if self.size_in(partition) <= limits.characters {
            return Some(Ok(1));
        }
        let document = self.document_in(partition).filter(|_| is_identity)?;
        Some(n_packed(std::slice::from_ref(&document), limits))
    }

    /// The number of managed policies that the document takes where it is largest, if it is known.
    pub(super) fn n_managed(&self) -> Option<usize> {
        self.division.as_ref().and_then(number)
    }

    /// True for a policy that counts among those of one identity.
    pub(super) fn is_part(&self, asked: Option<Attachment>) -> bool {
        match self.home {
            Home::Open => self.is_shared,
            Home::Managed | Home::Inline => asked.is_some(),
            Home::Other(_) => false,
        }
    }

    /// The verb before the size.
    pub(super) fn verb(&self) -> &'static str {
        match self.may_grow {
            true => "has at least",
            false if self.partitions.is_empty() => "has",
            false => "can have",
        }
    }

    /// Makes the document smaller, if it can be read alone.
    fn minimize(&mut self) {
        if let Some(document) = &mut self.document {
            *document = minimize(document);
            self.size = document.size();
            self.size_without_escapes = None;
        }
    }

    fn in_partition(&self, partition: Option<&str>) -> Option<&InPartition> {
        self.partitions.iter().find(|it| partition == Some(it.partition.id))
    }
}

/// Where a document belongs, and by that its quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// Nothing states how the policy will be attached.
    Open,
    /// A managed policy.
    Managed,
    /// A part of an identity, which has the quota together with others.
    Inline,
    /// A policy of another kind, with the quota of that kind if it is known.
    Other(PolicyKind),
}

impl Home {
    fn of(policy: &Embedded) -> Self {
        match (policy.kind.unwrap_or_else(|| policy.document.kind()), policy.attachment) {
            (PolicyKind::Identity, None) => Self::Open,
            (PolicyKind::Identity, Some(AttachmentKind::Inline)) => Self::Inline,
            (PolicyKind::Identity, Some(AttachmentKind::Managed)) => Self::Managed,
            (kind, _) => Self::Other(kind),
        }
    }

    /// The quota that the document has by itself.
    pub(super) fn quota(self) -> Option<Quota> {
        match self {
            Self::Open | Self::Managed => Some(Attachment::Managed.quota()),
            Self::Inline => None,
            Self::Other(kind) => kind.quota(),
        }
    }
}

/// The policies and documents with their sizes, or all problems with the values.
pub(super) fn measure(args: &SizeArgs, subjects: &Subjects, given: &Given) -> Result<Vec<Measured>, Failure> {
    let mut measured = of_catalog(subjects, given)?;
    for it in &mut measured {
        it.is_shared = subjects.of_identity.iter().any(|policy| policy.id == it.name);
    }
    measured.extend(subjects.files.iter().flat_map(of_file));
    if args.minimize {
        if measured.iter().any(|it| !it.partitions.is_empty()) {
            let complaint = Complaint::new("`--minimize` needs the values of the policies");
            return Err(complaint.help("give them as for `pcluster-iam render`").into());
        }
        measured.iter_mut().for_each(Measured::minimize);
    }
    let limits = args.fit.limits(Attachment::Managed);
    for it in &mut measured {
        it.division = it.division_in(it.largest().map(|it| it.partition.id), limits);
    }
    Ok(measured)
}

/// The policies of the catalog: exact if the values suffice for all of them, else with the longest ones if
/// there are none but the place.
fn of_catalog(subjects: &Subjects, given: &Given) -> Result<Vec<Measured>, Failure> {
    let is_one_of_many = subjects.policies.len() != 1;
    let partitions = worst::partitions(given)?;
    let mut wrong: Vec<Complaint> = Vec::new();
    let mut lacks_values = given.values.is_empty();
    let mut measured = Vec::new();
    for policy in &subjects.policies {
        match given.fill(policy, is_one_of_many) {
            Ok(filled) => measured.push(Measured {
                document: filled.document().ok(),
                with_other_values: partitions.as_ref().and_then(|it| InPartition::of(policy, it.first()?)),
                ..Measured::of(policy, filled.size())
            }),
            Err(unfilled) => {
                lacks_values |= unfilled.problems.iter().any(|it| matches!(it, FillProblem::Missing(_)));
                wrong.extend(complaints(&unfilled, given));
            }
        }
    }
    if let Some(partitions) = partitions.as_ref().filter(|_| lacks_values) {
        return Ok(subjects.policies.iter().map(|policy| worst::of(policy, partitions)).collect());
    }
    if partitions.is_none() && is_one_of_many {
        let of_all = unused_by_all(&subjects.policies, given);
        let of_all = of_all.into_iter().chain(without_effect_in_all(&subjects.policies, given));
        wrong = of_all.chain(wrong).collect();
    }
    if wrong.is_empty() { Ok(measured) } else { Err(Failure::Use(each_once(wrong))) }
}

/// The documents of a file. Of the variants of a template's document the largest counts.
fn of_file(input: &Input) -> Vec<Measured> {
    let mut measured: Vec<Measured> = Vec::new();
    for policy in &input.found.policies {
        let size = policy.document.size;
        match measured.last_mut() {
            Some(variant) if policy.variant > 0 => variant.size = variant.size.max(size),
            _ => {
                let is_alone = policy.names.is_empty();
                let document = if is_alone { Document::parse(&input.text).ok() } else { None };
                let written = document.as_ref().map(Document::size);
                measured.push(Measured {
                    name: input.name(&policy.names),
                    policy: None,
                    file: Some(input.path.clone()),
                    size,
                    size_without_escapes: written.filter(|written| *written != size),
                    may_grow: policy.document.may_grow,
                    home: Home::of(policy),
                    is_shared: true,
                    partitions: Vec::new(),
                    with_other_values: None,
                    document,
                    division: None,
                });
            }
        }
    }
    measured
}
