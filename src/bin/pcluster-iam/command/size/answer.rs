//! The answer: each document, all of them together, and the identities that files state, beside the quotas.

use pcluster_iam::PARTITIONS;
use pcluster_iam::document::{InlineTotal, PolicyKind};
use pcluster_iam::fit::{Document, Limits, pack};
use pcluster_iam::quota::{Attachment, IdentityKind, Quota};

use super::args::SizeArgs;
use super::measure::{Home, Measured};
use super::subject::Subjects;
use crate::ui::bar::Fullness;
use crate::ui::failure::Complaint;
use crate::ui::output::plain;

/// The answer to all of the arguments.
#[derive(Debug)]
pub(super) struct Answer<'s> {
    pub(super) measured: Vec<Measured>,
    /// Two or more documents of which nothing states how they are attached, as those of one identity.
    pub(super) together: Option<Together>,
    /// The inline policies of the identities that files state.
    pub(super) identities: Vec<&'s InlineTotal>,
    /// What the policies have to fit, if the user says so.
    pub(super) asked: Option<Attachment>,
    /// True if the number of the policies matters too.
    is_one_identity: bool,
}

/// Several policies of one identity.
#[derive(Debug)]
pub(super) struct Together {
    pub(super) n_policies: usize,
    /// The most managed policies that the identity may have.
    pub(super) most_policies: usize,
    /// The fewest managed policies with the same grants, if they can be known.
    pub(super) n_packed: Option<usize>,
    /// The characters of all, in the partition where there are most.
    pub(super) size: usize,
    pub(super) may_grow: bool,
    /// That partition, if there are several.
    pub(super) partition: Option<&'static str>,
}

impl Together {
    /// The number of policies, as a size.
    pub(super) fn number(&self) -> Fullness {
        Fullness { size: self.n_policies, most: self.most_policies }
    }
}

impl<'s> Answer<'s> {
    pub(super) fn new(args: &SizeArgs, subjects: &'s Subjects, measured: Vec<Measured>) -> Self {
        let limits = args.fit.limits(Attachment::Managed);
        let asked = args.fit.fit;
        let totals = subjects.files.iter().flat_map(|input| &input.found.policies);
        Self {
            together: together(&measured, limits, asked),
            measured,
            identities: totals.flat_map(|policy| &policy.inline_totals).collect(),
            asked,
            is_one_identity: asked.is_some() || args.fit.is_limited(),
        }
    }

    /// The attachment that decides.
    pub(super) fn attachment(&self) -> Attachment {
        self.asked.unwrap_or(Attachment::Managed)
    }

    /// What does not fit, each in a sentence.
    pub(super) fn excesses(&self) -> Vec<String> {
        let mut excesses = Vec::new();
        for it in &self.measured {
            let quota = match (it.home, self.asked) {
                (Home::Other(_), _) | (_, None) => it.home.quota(),
                (_, Some(attachment)) => Some(attachment.quota()),
            };
            // Inline policies count together.
            let is_inline = matches!(self.attachment(), Attachment::Inline(_));
            let is_sum = is_inline && self.together.is_some() && it.is_part(self.asked);
            let name = format!("`{}`", plain(&it.name));
            excesses
                .extend(quota.filter(|_| !is_sum).and_then(|quota| excess(&name, it.size, quota, it.verb())));
        }
        if let Some(together) = &self.together {
            match self.attachment() {
                Attachment::Managed if self.is_one_identity && !together.number().fits() => {
                    let Together { n_policies, most_policies, .. } = together;
                    excesses.push(format!(
                        "these are {n_policies} policies, and an identity may have {most_policies} managed ones"
                    ));
                }
                Attachment::Managed => {}
                inline @ Attachment::Inline(_) => {
                    excesses.extend(excess("all of them together", together.size, inline.quota(), "have"));
                }
            }
        }
        for total in self.identities.iter().filter(|_| self.asked.is_none()) {
            let quota = Attachment::Inline(total.identity.kind).quota();
            let name = format!("the {} `{}`", total.identity.kind.as_str(), total.identity.name);
            excesses.extend(excess(&name, total.size, quota, "has"));
        }
        excesses
    }

    /// Adds the ways to make it fit.
    pub(super) fn advice(&self, complaint: Complaint) -> Complaint {
        let too_long: Vec<_> =
            self.measured.iter().filter(|it| it.size > Attachment::Managed.quota().most).collect();
        match self.attachment() {
            Attachment::Inline(_) => complaint.help(INLINE),
            Attachment::Managed => {
                let packed = self.together.as_ref().filter(|it| self.is_one_identity && !it.number().fits());
                let complaint = match packed.and_then(|it| it.n_packed) {
                    Some(number) => complaint
                        .help(format!("packed they are {number}: `pcluster-iam render` with `--pack`")),
                    None => complaint,
                };
                let policies = too_long.iter().filter(|it| it.file.is_none());
                policies.fold(complaint, |complaint, it| {
                    let command = format!("`pcluster-iam render {} --fit managed --output FOLDER`", it.name);
                    complaint.help(format!("{command} divides it into policies that fit"))
                })
            }
        }
    }
}

/// The advice about inline policies.
const INLINE: &str = "all inline policies of an identity have their quota together, so that dividing them gains nothing: \
                      make managed policies of them, with `--fit managed`";

fn excess(name: &str, size: usize, quota: Quota, has: &str) -> Option<String> {
    let over = size.checked_sub(quota.most).filter(|over| *over > 0)?;
    let (about, most) = (quota.about, quota.most);
    Some(format!("{name} {has} {size} characters, {over} more than the {most} of {about}"))
}

/// The kind of other policies, for people.
pub(super) fn noun(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Trust => "trust policy",
        PolicyKind::ServiceControl => "service control policy",
        PolicyKind::ResourceControl => "resource control policy",
        PolicyKind::Boundary => "permissions boundary",
        _ => "policy of a resource",
    }
}

fn together(measured: &[Measured], limits: Limits, asked: Option<Attachment>) -> Option<Together> {
    let parts: Vec<&Measured> = measured.iter().filter(|it| it.is_part(asked)).collect();
    if parts.len() < 2 {
        return None;
    }
    let is_asked = |id: &&str| parts.iter().any(|it| it.partitions.iter().any(|it| it.partition.id == *id));
    let partitions: Vec<_> = PARTITIONS.iter().map(|partition| partition.id).filter(is_asked).collect();
    let size_in = |partition| parts.iter().map(|it| it.size_in(partition)).sum::<usize>();
    // The first of equals, so that the usual partition is named.
    let partition = partitions.iter().copied().rev().max_by_key(|partition| size_in(Some(partition)));
    // What is far above all limits is not worth the search.
    let is_in_reach = size_in(partition) <= 2 * limits.documents.saturating_mul(limits.characters);
    let documents = || parts.iter().map(|it| it.document_in(partition)).collect::<Option<Vec<Document>>>();
    let packed = is_in_reach.then(documents).flatten().and_then(|documents| pack(&documents, limits).ok());
    Some(Together {
        n_policies: parts.len(),
        most_policies: limits.documents,
        n_packed: packed.map(|packed| packed.len()),
        size: size_in(partition),
        may_grow: parts.iter().any(|it| it.may_grow),
        partition: partition.filter(|_| partitions.len() > 1),
    })
}

/// The inline attachments, whose quotas several policies have together.
pub(super) fn inline() -> impl Iterator<Item = Attachment> {
    Attachment::ALL.into_iter().filter(|it| matches!(it, Attachment::Inline(_)))
}

/// The name of an identity, for people.
pub(super) fn identity(kind: IdentityKind, name: &str) -> String {
    format!("{} `{}`", kind.as_str(), plain(name))
}
