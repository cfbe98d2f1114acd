//! The policies of the catalog that somebody's are compared with, filled with given and inferred values.

use std::cmp::Ordering;

use pcluster_iam::audit::{
    Candidate, Distance, InferredValues, Nearness, Needed, NeededPolicy, Needs, candidates,
};
use pcluster_iam::compare::{CompareError, Structure};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{EvaluateError, Layer};

use super::subject::Subject;
use crate::args::target::Target;
use crate::args::values::{Given, complaints};
use crate::ui::failure::{Complaint, Failure, each_once};
use crate::ui::output::plain;

/// What somebody needs, and with which values.
#[derive(Debug)]
pub(super) struct Against {
    pub(super) needed: Needed,
    pub(super) given: Given,
    /// The values that the policies show, those that others are given for too.
    pub(super) inferred: InferredValues,
    /// The policies of AWS that belong to these and that the identity does not have, as far as its policies are
    /// known, each with the circumstances in which it is needed.
    pub(super) lacking: Vec<String>,
}

impl Against {
    /// Fills the policies with the given values and with those that somebody's policies show.
    pub(super) fn new(needs: Needs, subject: &Subject<'_>, given: &Given) -> Result<Self, Vec<Complaint>> {
        let inferred = InferredValues::of(&needs.policies, &subject.granting());
        let mut given = given.clone();
        given.add_inferred(&inferred);
        given.add_examples(inferred.idle.iter().copied());
        let mut documents = Vec::new();
        let mut wrong = Vec::new();
        for policy in &needs.policies {
            match given.fill(policy, true) {
                Ok(filled) => documents.push(NeededPolicy::new(&filled, |name| given.gives(name))),
                Err(unfilled) => wrong.extend(complaints(&unfilled, &given)),
            }
        }
        if !wrong.is_empty() {
            return Err(each_once(wrong));
        }
        let added = Needed::new(needs, documents).and_then(|mut needed| {
            let lacking = beside(&mut needed, subject)?;
            Ok(Self { needed, given, inferred, lacking })
        });
        added.map_err(|error| vec![Complaint::new(error.to_string())])
    }
}

/// Adds the policies of AWS that belong to the needed ones, as far as the subject has them, and returns the others.
fn beside(needed: &mut Needed, subject: &Subject<'_>) -> Result<Vec<String>, EvaluateError> {
    let mut lacking = Vec::new();
    for policy in needed.needs.policies.iter().flat_map(|policy| policy.managed_policies) {
        let end = format!(":iam::aws:policy/{}", policy.name);
        let own = subject.granting_documents().find(|it| it.source.ends_with(&end));
        match own {
            Some(own) => needed.policies.add(Layer::Identity, &own.source, &own.embedded.document)?,
            None if subject.unknown.iter().any(|arn| arn.ends_with(&end)) => {}
            None if policy.is_usual() && subject.kind.is_some() => {
                let condition = policy.condition().map_or_else(String::new, |it| format!(", {it}"));
                lacking.push(format!("{}{condition}", policy.name));
            }
            None => {}
        }
    }
    Ok(lacking)
}

/// The policies of a bundle that one identity has together, or the policy.
pub(super) fn needs(target: Target) -> Result<Needs, Failure> {
    match target {
        Target::Policy(policy) => Ok(Needs::of_policy(policy)),
        Target::Bundle(bundle) => Needs::of_bundle(bundle).ok_or_else(|| {
            let names = bundle.policies.iter().map(|policy| format!("`{}`", policy.id));
            Complaint::new(format!("no identity has the policies of `{}` together", bundle.id))
                .help(format!("name those of one identity: {}", names.collect::<Vec<_>>().join(", ")))
                .into()
        }),
    }
}

/// The most candidates that are compared exactly.
const MAX_COMPARED: usize = 8;

/// The part of the best candidate's likeness that another one has to have.
const MIN_LIKENESS: f64 = 0.75;

/// The likeness below which policies are for something else, if not even the values can be seen in them.
const UNLIKE: f64 = 0.2;

/// What somebody's policies are nearest to, and the runners-up with their distances.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) against: Against,
    /// Others, the nearest first.
    pub(super) others: Vec<(&'static str, Distance)>,
}

/// A candidate that is compared.
struct Near {
    against: Against,
    distance: Distance,
    rank: Rank,
}

/// What decides which candidate is the nearest, in this order.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Rank {
    /// The number of entries that differ.
    n_entries: f64,
    /// True if the candidate is as near only with denials and the boundary: what is attached was meant for more.
    is_limited: bool,
    /// The number of statements that are written otherwise, of candidates that grant the same.
    n_otherwise: usize,
}

impl Rank {
    fn new(subject: &Subject<'_>, against: &Against) -> Result<(Self, Distance), CompareError> {
        let (needed, granting) = (&against.needed, subject.granting());
        let all = Nearness::of(&subject.policies, &granting, needed)?;
        let alone = if subject.has_limits() {
            Nearness::of(&subject.grants_alone(), &granting, needed)?
        } else {
            all
        };
        let n_otherwise = if alone.distance.total() == 0 {
            let needed: Vec<&Document> = needed.documents.iter().map(|it| &it.document).collect();
            let structure = Structure::new(&granting, &needed);
            structure.map_or(usize::MAX, |it| n_written_otherwise(&it))
        } else {
            0
        };
        let is_limited = all.n_entries < alone.n_entries;
        let n_entries = all.n_entries.min(alone.n_entries);
        Ok((Self { n_entries, is_limited, n_otherwise }, all.distance))
    }
}

impl Proposal {
    /// The nearest policies of the catalog, or of some of its releases; nothing if it has nothing like them. With
    /// runners-up although the policies are some of the catalog's, if these are asked for.
    pub(super) fn new(
        subject: &Subject<'_>,
        given: &Given,
        is_of_release: impl Fn(&Needs) -> bool,
        n_others: usize,
    ) -> Result<Option<Self>, Vec<Complaint>> {
        let found = candidates(&subject.granting(), subject.boundary(), &subject.services);
        let found: Vec<Candidate> = found.into_iter().filter(|it| is_of_release(&it.needs)).collect();
        let best = found.first().map_or(0.0, Candidate::likeness);
        let alike =
            found.into_iter().take_while(|it| it.likeness() >= best * MIN_LIKENESS).take(MAX_COMPARED);
        let mut near: Vec<Near> = Vec::new();
        let mut wrong: Option<Vec<Complaint>> = None;
        for candidate in alike {
            let n_nearer = near.iter().filter(|it| it.rank.n_entries < candidate.apart()).count();
            if n_nearer > n_others && !subject.has_limits() {
                continue;
            }
            let id = candidate.needs.id;
            match Against::new(candidate.needs, subject, given) {
                Ok(against) => match Rank::new(subject, &against) {
                    Ok((rank, distance)) => near.push(Near { against, distance, rank }),
                    Err(error) => return Err(vec![too_complex(subject, &error)]),
                },
                Err(complaints) => {
                    wrong.get_or_insert_with(|| of_candidate(complaints, id));
                }
            }
        }
        // Of equals, the first: that of the newest release.
        near.sort_by(|one, other| one.rank.partial_cmp(&other.rank).unwrap_or(Ordering::Equal));
        let mut near = near.into_iter();
        match (near.next(), wrong) {
            (Some(Near { against, .. }), _) => {
                let others = near.map(|it| (it.against.needed.needs.id, it.distance));
                Ok(Some(Self { against, others: others.collect() }))
            }
            (None, Some(wrong)) if best >= UNLIKE => Err(wrong),
            (None, _) => Ok(None),
        }
    }
}

/// The complaints about a candidate that nobody has named.
fn of_candidate(complaints: Vec<Complaint>, id: &str) -> Vec<Complaint> {
    let help = format!("`{id}`, which is most like the policies, needs it: `--against ID` names another");
    complaints.into_iter().map(|it| it.help(help.clone())).collect()
}

/// The number of statements that are written otherwise.
pub(super) fn n_written_otherwise(structure: &Structure) -> usize {
    let pairs = structure.statements.iter();
    pairs.filter(|it| it.a.is_none() || it.b.is_none() || !it.changes.is_empty()).count()
}

/// The message about policies that are too complex to be compared, with the place if it is in one of the subject's.
pub(super) fn too_complex(subject: &Subject<'_>, error: &CompareError) -> Complaint {
    let place = subject.place(&error.statement.source, error.statement.span);
    let place = place.map_or_else(String::new, |place| format!("{place}: "));
    Complaint::new(format!("{place}{}", plain(&error.to_string())))
}
