//! Several policies as those of one identity.

use pcluster_iam::PARTITIONS;
use pcluster_iam::fit::{Document, Limits, minimize_together};
use pcluster_iam::quota::Attachment;

use super::args::SizeArgs;
use super::division::{n_packed, number};
use super::measure::Measured;
use crate::ui::bar::Fullness;

/// Several policies of one identity.
#[derive(Debug)]
pub(super) struct Together {
    pub(super) names: Vec<String>,
    /// True if the policies are of one identity, and false if they may be of several.
    pub(super) is_one_identity: bool,
    /// The managed policies that they are if each that is too long is divided.
    pub(super) n_managed: usize,
    /// The most managed policies that the identity may have.
    pub(super) most_managed: usize,
    /// The fewest managed policies with the same grants, if they can be known.
    pub(super) n_packed: Option<usize>,
    /// The characters of all, in the partition where there are most.
    pub(super) size: usize,
    pub(super) may_grow: bool,
    /// That partition, if there are several.
    pub(super) partition: Option<&'static str>,
}

impl Together {
    pub(super) fn of(args: &SizeArgs, measured: &[Measured]) -> Option<Self> {
        let asked = args.fit.fit;
        let limits = args.fit.limits(Attachment::Managed);
        let parts: Vec<&Measured> = measured.iter().filter(|it| it.is_part(asked)).collect();
        if parts.len() < 2 {
            return None;
        }
        let is_asked =
            |id: &&str| parts.iter().any(|it| it.partitions.iter().any(|it| it.partition.id == *id));
        let partitions: Vec<_> = PARTITIONS.iter().map(|partition| partition.id).filter(is_asked).collect();
        let size_in = |partition| parts.iter().map(|it| it.size_in(partition)).sum::<usize>();
        // The first of equals, so that the usual partition is named.
        let partition = partitions.iter().copied().rev().max_by_key(|partition| size_in(Some(partition)));
        let division = |it: &&Measured| match it.largest() {
            Some(largest) if partition.is_some_and(|it| it != largest.partition.id) => {
                it.division_in(partition, limits)
            }
            _ => it.division.clone(),
        };
        let n_managed = parts.iter().map(|it| match division(it) {
            Some(division) => number(&division).unwrap_or(1),
            // Of a document that cannot be read alone this is the least.
            None => it.size_in(partition).div_ceil(limits.characters),
        });
        // What is far above all limits is not worth the search.
        let n_documents = limits.documents.max(Limits::of(Attachment::Managed).documents);
        let is_in_reach = size_in(partition) <= 2 * n_documents.saturating_mul(limits.characters);
        let documents =
            || parts.iter().map(|it| it.document_in(partition)).collect::<Option<Vec<Document>>>();
        let packed = is_in_reach.then(documents).flatten();
        let packed = packed.map(|it| if args.minimize { minimize_together(&it) } else { it });
        let is_stated = asked.is_some() || args.fit.is_limited();
        Some(Self {
            names: parts.iter().map(|it| it.name.clone()).collect(),
            is_one_identity: is_stated || parts.iter().all(|it| it.policy.is_some()),
            n_managed: n_managed.sum(),
            most_managed: limits.documents,
            n_packed: packed.and_then(|documents| number(&n_packed(&documents, limits))),
            size: size_in(partition),
            may_grow: parts.iter().any(|it| it.may_grow),
            partition: partition.filter(|_| partitions.len() > 1),
        })
    }

    /// The number of policies, as a size.
    pub(super) fn number(&self) -> Fullness {
        Fullness { size: self.n_managed, most: self.most_managed }
    }

    /// The number of packed policies, if packing makes them fewer.
    pub(super) fn fewer(&self) -> Option<usize> {
        self.n_packed.filter(|packed| *packed < self.n_managed)
    }
}
