//! The sizes of policies and documents, and where each belongs.

use pcluster_iam::Policy;
use pcluster_iam::document::{AttachmentKind, Embedded, PolicyKind};
use pcluster_iam::fit::Document;
use pcluster_iam::quota::{Attachment, Quota};

use super::subject::Subjects;
use super::worst::{self, InPartition};
use crate::args::values::{Given, complaints, unused_by_all, without_effect_in_all};
use crate::input::Input;
use crate::ui::failure::{Complaint, Failure, each_once};

/// A document with its size.
#[derive(Debug)]
pub(super) struct Measured {
    pub(super) name: String,
    /// The path of the file.
    pub(super) file: Option<String>,
    pub(super) size: usize,
    /// True for a document of a template, which may become longer.
    pub(super) may_grow: bool,
    pub(super) home: Home,
    /// True for a policy that an identity has together with the others.
    pub(super) is_shared: bool,
    /// The sizes of a policy without values, in each partition that was asked about; the largest is the size.
    pub(super) partitions: Vec<InPartition>,
    /// The document, if it has values and can be read alone.
    pub(super) document: Option<Document>,
}

impl Measured {
    pub(super) fn of(policy: &'static Policy, size: usize) -> Self {
        Self {
            name: policy.id.to_owned(),
            file: None,
            size,
            may_grow: false,
            home: Home::Open,
            is_shared: true,
            partitions: Vec::new(),
            document: None,
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
            (PolicyKind::Identity | PolicyKind::Boundary, _) => Self::Managed,
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
pub(super) fn measure(subjects: &Subjects, given: &Given) -> Result<Vec<Measured>, Failure> {
    let mut measured = Vec::new();
    let mut wrong: Vec<Complaint> = Vec::new();
    let is_one_of_many = subjects.policies.len() != 1;
    let partitions = worst::partitions(given)?;
    if partitions.is_none() && is_one_of_many {
        wrong.extend(unused_by_all(&subjects.policies, given));
        wrong.extend(without_effect_in_all(&subjects.policies, given));
    }
    for policy in &subjects.policies {
        if let Some(partitions) = &partitions {
            measured.push(worst::of(policy, partitions));
            continue;
        }
        match given.fill(policy, is_one_of_many) {
            Ok(filled) => {
                let size = filled.size();
                measured.push(Measured { document: filled.document().ok(), ..Measured::of(policy, size) });
            }
            Err(unfilled) => wrong.extend(complaints(&unfilled, given)),
        }
    }
    for it in &mut measured {
        it.is_shared = subjects.of_identity.iter().any(|policy| policy.id == it.name);
    }
    if !wrong.is_empty() {
        return Err(Failure::Use(each_once(wrong)));
    }
    measured.extend(subjects.files.iter().flat_map(of_file));
    Ok(measured)
}

/// The documents of a file. Of the variants of a template's document the largest counts.
fn of_file(input: &Input) -> Vec<Measured> {
    let mut measured: Vec<Measured> = Vec::new();
    for policy in &input.found.policies {
        let size = policy.document.size;
        match measured.last_mut() {
            Some(variant) if policy.variant > 0 => variant.size = variant.size.max(size),
            _ => measured.push(Measured {
                name: input.name(&policy.names),
                file: Some(input.path.clone()),
                size,
                may_grow: policy.document.may_grow,
                home: Home::of(policy),
                is_shared: true,
                partitions: Vec::new(),
                document: if policy.names.is_empty() { Document::parse(&input.text).ok() } else { None },
            }),
        }
    }
    measured
}
