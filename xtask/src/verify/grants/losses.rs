//! The check of losses: what the policies of a purpose no longer grant is acknowledged, and nothing else is.

use std::collections::BTreeSet;

use pcluster_iam::compare::{Difference, compare, covers};
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{Policy, Purpose, ReleaseNumber, purposes};
use serde_json::json;

use super::given::{Given, add};
use crate::catalog::Catalog;
use crate::parallel;
use crate::problem::Problem;

/// The most actions that a message names.
const MAX_NAMED: usize = 6;

/// The policies of a purpose in a release, and those of the release before it.
struct Succession {
    before: Vec<&'static Policy>,
    now: Vec<&'static Policy>,
}

/// The grants of both releases with the same values.
struct Grants {
    given: Given,
    before: Policies,
    now: Policies,
}

/// An acknowledged loss of a policy.
#[derive(Clone)]
struct Acknowledged {
    policy: &'static Policy,
    actions: Vec<&'static str>,
    resources: &'static [&'static str],
    when: &'static [&'static str],
}

/// Checks the policies that are asked for against those of the latest release before that has any for the same
/// purpose.
pub(super) fn check(catalog: &Catalog, is_asked: impl Fn(&Policy) -> bool) -> Vec<Problem> {
    let mut successions = successions(catalog);
    successions.retain(|it| it.before.iter().chain(&it.now).any(|policy| is_asked(policy)));
    let problems = parallel::map(&successions, || (), |(), succession| succession.problems());
    problems.into_iter().flatten().collect()
}

fn successions(catalog: &Catalog) -> Vec<Succession> {
    let in_catalog = |policy: &&'static Policy| catalog.policies().find(|it| it.id == policy.id);
    let in_catalog = |policies: Vec<&'static Policy>| policies.iter().filter_map(in_catalog).collect();
    let releases = catalog.versions.iter().filter_map(|version| version.release.parse().ok());
    let majors: BTreeSet<u32> = releases.map(|release: ReleaseNumber| release.major).collect();
    let purposes: Vec<Purpose> = majors.into_iter().flat_map(purposes).collect();
    let mut successions = Vec::new();
    for version in &catalog.versions {
        for purpose in &purposes {
            let (before, now) =
                (in_catalog(purpose.before(version.id)), in_catalog(purpose.of_version(version.id)));
            successions.push(Succession { before, now });
        }
    }
    let has_losses = |it: &Succession| it.now.iter().any(|policy| !policy.losses.is_empty());
    successions.retain(|it| !it.now.is_empty() && (!it.before.is_empty() || has_losses(it)));
    successions
}

impl Succession {
    fn problems(&self) -> Vec<Problem> {
        self.try_problems().unwrap_or_else(|why| {
            let message = format!("what {} no longer grant is not known: {why}", ids(&self.now));
            vec![self.problem(message, "correct the statements".to_owned())]
        })
    }

    /// The losses that nothing acknowledges, and the actions that are acknowledged and not lost; the reason if a
    /// policy cannot be compared.
    fn try_problems(&self) -> Result<Vec<Problem>, String> {
        let mut grants = Vec::new();
        for given in Given::BOTH {
            let sides = (given.policies(&self.before)?, given.policies(&self.now)?);
            if let (Some(before), Some(now)) = sides {
                grants.push(Grants { given, before, now });
            }
        }
        let acknowledged = self.acknowledged();
        let mut open: Vec<(Given, Difference)> = Vec::new();
        for grants in &grants {
            for loss in grants.lost(&acknowledged)? {
                let is_same = |known: &Difference| known.actions == loss.actions;
                if !open.iter().any(|(_, known)| is_same(known)) {
                    open.push((grants.given, loss));
                }
            }
        }
        let mut problems: Vec<_> =
            open.iter().map(|(given, loss)| self.unacknowledged(*given, loss)).collect();
        // An acknowledgement can be of no use because another loss is not acknowledged yet.
        if problems.is_empty() {
            for (policy, action) in needless(&grants, &acknowledged)? {
                problems.push(self.needless(policy, action));
            }
        }
        Ok(problems)
    }

    fn acknowledged(&self) -> Vec<Acknowledged> {
        let of_policy = |policy: &&'static Policy| {
            let policy = *policy;
            policy.losses.iter().map(move |loss| Acknowledged {
                policy,
                actions: loss.actions.to_vec(),
                resources: loss.resources,
                when: loss.when,
            })
        };
        self.now.iter().flat_map(of_policy).collect()
    }

    fn unacknowledged(&self, given: Given, loss: &Difference) -> Problem {
        let quoted =
            |texts: &[String]| texts.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let named = match loss.actions.get(..MAX_NAMED) {
            Some(first) if loss.actions.len() > MAX_NAMED + 1 => {
                format!("{} and {} more actions", quoted(first), loss.actions.len() - MAX_NAMED)
            }
            _ => quoted(&loss.actions),
        };
        let message = format!(
            "{} no longer grant{} {named} on {}{}, which {} granted{}",
            ids(&self.now),
            if self.now.len() == 1 { "s" } else { "" },
            quoted(&loss.resources),
            if loss.instead.grants.iter().any(|it| it.has_all) { " without conditions" } else { "" },
            ids(&self.before),
            if given == Given::All { ", where all options are given" } else { "" },
        );
        let list =
            |texts: &[String]| texts.iter().map(|it| format!("\"{it}\"")).collect::<Vec<_>>().join(", ");
        let source = self.now.first().map_or("", |policy| policy.source);
        let help = format!(
            "grant it, or acknowledge it in {source}, with placeholders in the ARNs:\n    [[lost]]\n    \
             actions = [{}]\n    resources = [{}]\n    why = \"…\"\n    source = \"https://…\"",
            list(&loss.actions),
            list(&loss.resources)
        );
        self.problem(message, help)
    }

    fn needless(&self, policy: &'static Policy, action: &str) -> Problem {
        let message = if self.before.is_empty() {
            format!(
                "`{}` acknowledges the loss of `{action}`, and no earlier release has such a policy",
                policy.id
            )
        } else {
            format!(
                "`{}` acknowledges the loss of `{action}`, and nothing that {} granted is lost without it",
                policy.id,
                ids(&self.before)
            )
        };
        Problem::new(message, format!("remove it from `lost` in {}", policy.source)).of([policy.id])
    }

    fn problem(&self, message: String, help: String) -> Problem {
        Problem::new(message, help).of(self.now.iter().map(|policy| policy.id))
    }
}

/// The acknowledged actions without which every loss is acknowledged all the same, with their policies.
fn needless(
    grants: &[Grants],
    acknowledged: &[Acknowledged],
) -> Result<Vec<(&'static Policy, &'static str)>, String> {
    let mut needless = Vec::new();
    for (place, loss) in acknowledged.iter().enumerate() {
        for action in &loss.actions {
            let only = Acknowledged { actions: vec![action], ..loss.clone() };
            let mut fewer = acknowledged.to_vec();
            if let Some(loss) = fewer.get_mut(place) {
                loss.actions.retain(|it| it != action);
            }
            let mut is_needed = false;
            for grants in grants.iter().filter(|grants| loss.exists(grants.given)) {
                is_needed = is_needed || grants.has_lost(&only, &fewer)?;
            }
            if !is_needed {
                needless.push((loss.policy, *action));
            }
        }
    }
    Ok(needless)
}

impl Acknowledged {
    /// True if the loss exists where these parameters have a value.
    fn exists(&self, given: Given) -> bool {
        given == Given::All || self.when.is_empty()
    }
}

impl Grants {
    /// The requests that can exist, that were granted before, and that neither the policies nor statements with what
    /// is acknowledged grant now.
    fn lost(&self, acknowledged: &[Acknowledged]) -> Result<Vec<Difference>, String> {
        lost(&self.before, &self.with(acknowledged)?)
    }

    /// True if requests were granted before that a statement with one loss would grant, and that neither the policies
    /// nor statements with other losses grant now.
    fn has_lost(&self, loss: &Acknowledged, others: &[Acknowledged]) -> Result<bool, String> {
        // As a boundary, the statement leaves of all grants those that it would grant too.
        let mut before = self.before.clone();
        if let Some(document) = self.document(std::slice::from_ref(loss)) {
            add(&mut before, Layer::Boundary, "lost", &document)?;
        }
        Ok(!covers(&self.with(others)?, &before).map_err(|error| error.to_string())?)
    }

    /// The policies of now with statements for what is acknowledged.
    fn with(&self, acknowledged: &[Acknowledged]) -> Result<Policies, String> {
        let mut now = self.now.clone();
        if let Some(document) = self.document(acknowledged) {
            add(&mut now, Layer::Identity, "lost", &document)?;
        }
        Ok(now)
    }

    /// A document that grants what is acknowledged; nothing if that is nothing.
    fn document(&self, acknowledged: &[Acknowledged]) -> Option<String> {
        let here = acknowledged.iter().filter(|loss| loss.exists(self.given) && !loss.actions.is_empty());
        let statements = here.map(|loss| {
            let resources: Vec<_> = loss.resources.iter().map(|it| self.given.text(it)).collect();
            let resources = if resources.is_empty() { vec!["*".to_owned()] } else { resources };
            json!({ "Effect": "Allow", "Action": loss.actions, "Resource": resources })
        });
        let statements: Vec<_> = statements.collect();
        let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
        (!statements.is_empty()).then_some(document)
    }
}

/// The requests that can exist and that only the policies of before grant.
fn lost(before: &Policies, now: &Policies) -> Result<Vec<Difference>, String> {
    // The quick answer first: most releases keep everything.
    if covers(now, before).map_err(|error| error.to_string())? {
        return Ok(Vec::new());
    }
    let comparison = compare(before, now).map_err(|error| error.to_string())?;
    Ok(comparison.only_a.into_iter().filter(|difference| difference.possible).collect())
}

fn ids(policies: &[&'static Policy]) -> String {
    policies.iter().map(|policy| format!("`{}`", policy.id)).collect::<Vec<_>>().join(", ")
}
