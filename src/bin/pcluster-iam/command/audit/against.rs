//! The policies of the catalog that somebody's are compared with, filled with given and inferred values.

use pcluster_iam::audit::{Candidate, Distance, InferredValues, Needed, NeededPolicy, Needs, candidates};
use pcluster_iam::compare::CompareError;
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

/// What somebody's policies are nearest to, and the runners-up with their distances.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) against: Against,
    /// Others, the nearest first.
    pub(super) others: Vec<(&'static str, Distance)>,
}

impl Proposal {
    /// The nearest policies of the catalog, or of some of its releases; nothing if it has nothing like them.
    pub(super) fn new(
        subject: &Subject<'_>,
        given: &Given,
        is_of_release: impl Fn(&Needs) -> bool,
    ) -> Result<Option<Self>, Vec<Complaint>> {
        let found = candidates(&subject.granting(), subject.boundary(), &subject.services);
        let found: Vec<Candidate> = found.into_iter().filter(|it| is_of_release(&it.needs)).collect();
        let best = found.first().map_or(0.0, Candidate::likeness);
        let alike =
            found.into_iter().take_while(|it| it.likeness() >= best * MIN_LIKENESS).take(MAX_COMPARED);
        let mut near: Vec<(Against, Distance)> = Vec::new();
        let mut wrong: Option<Vec<Complaint>> = None;
        for candidate in alike {
            let nearest = near.iter().map(|(_, distance)| distance.total()).min();
            if nearest.is_some_and(|nearest| nearest < candidate.n_apart()) {
                continue;
            }
            match Against::new(candidate.needs, subject, given) {
                Ok(against) => match Distance::between(&subject.policies, &against.needed.policies) {
                    Ok(distance) => near.push((against, distance)),
                    Err(error) => return Err(vec![too_complex(subject, &error)]),
                },
                Err(complaints) => drop(wrong.get_or_insert(complaints)),
            }
        }
        // Of equals, the first: that of the newest release.
        near.sort_by_key(|(_, distance)| distance.total());
        let mut near = near.into_iter();
        match (near.next(), wrong) {
            (Some((against, _)), _) => {
                let others = near.map(|(against, distance)| (against.needed.needs.id, distance));
                Ok(Some(Self { against, others: others.collect() }))
            }
            (None, Some(wrong)) => Err(wrong),
            (None, None) => Ok(None),
        }
    }
}

/// The message about policies that are too complex to be compared, with the place if it is in one of the subject's.
pub(super) fn too_complex(subject: &Subject<'_>, error: &CompareError) -> Complaint {
    let place = subject.place(&error.statement.source, error.statement.span);
    let place = place.map_or_else(String::new, |place| format!("{place}: "));
    Complaint::new(format!("{place}{}", plain(&error.to_string())))
}
