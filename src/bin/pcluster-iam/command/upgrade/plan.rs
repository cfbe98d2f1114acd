//! The plan of an upgrade: purpose by purpose, what to add before and what may be removed after.

use std::collections::HashMap;

use pcluster_iam::compare::{Difference, Upgrade, compare};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Outcome, Policies};
use pcluster_iam::{DatedChange, Gap, Parameter, Policy, Purpose, ReleaseNumber, purposes};

use super::own::{Matched, OwnPolicies};
use crate::args::values::{Given, complaints};
use crate::ui::failure::{Complaint, Failure, each_once};
use crate::ui::output::plain;

pub(super) struct Plan {
    pub(super) old: ReleaseNumber,
    pub(super) new: ReleaseNumber,
    pub(super) own: Option<OwnPolicies>,
    /// The user's policies that are like none of the earlier release.
    pub(super) unlike: Vec<String>,
    pub(super) purposes: Vec<PurposePlan>,
}

/// What an upgrade changes for a purpose.
pub(super) struct PurposePlan {
    pub(super) name: String,
    pub(super) what: PurposeChange,
    /// What the releases in between changed.
    pub(super) changes: Vec<DatedChange>,
}

pub(super) enum PurposeChange {
    /// Both releases have policies.
    Compared(Box<Steps>),
    /// The earlier release has no use for such policies.
    Begins(Vec<&'static Policy>),
    /// The later release has no use for such policies.
    Ends(Vec<&'static Policy>),
    /// No policy is documented for one of the two, or for both.
    Unknown(Vec<(ReleaseNumber, Gap)>),
}

/// What to do about the policies of a purpose.
pub(super) struct Steps {
    pub(super) before: Vec<&'static Policy>,
    pub(super) after: Vec<&'static Policy>,
    /// The policies of the user that stand for those before.
    pub(super) own: Vec<String>,
    pub(super) additions: Vec<Difference>,
    pub(super) removals: Vec<Difference>,
    /// What the later policies grant besides those before, and the user's own policies grant already.
    pub(super) granted: Vec<Difference>,
    /// The other policies that grant an addition already, by its place.
    pub(super) elsewhere: HashMap<usize, String>,
}

impl PurposePlan {
    /// The policies of the earlier release, of those that are not compared.
    fn before(&self) -> Vec<&'static Policy> {
        match &self.what {
            PurposeChange::Compared(_) | PurposeChange::Begins(_) => Vec::new(),
            PurposeChange::Ends(before) => before.clone(),
            PurposeChange::Unknown(gaps) => gaps.iter().flat_map(|(_, gap)| gap.earlier.clone()).collect(),
        }
    }
}

impl Steps {
    /// True if nothing is to be done.
    pub(super) fn is_nothing(&self) -> bool {
        self.additions.is_empty() && self.removals.is_empty()
    }
}

/// The policies of both releases.
pub(super) fn policies(old: ReleaseNumber, new: ReleaseNumber) -> Vec<&'static Policy> {
    let purposes = purposes(new.major);
    purposes.iter().flat_map(|purpose| [purpose.valid_for(old), purpose.valid_for(new)].concat()).collect()
}

impl Plan {
    pub(super) fn new(
        old: ReleaseNumber,
        new: ReleaseNumber,
        given: &Given,
        own: Option<OwnPolicies>,
        mut wrong: Vec<Complaint>,
    ) -> Result<Self, Failure> {
        let mut documents: HashMap<&str, Document> = HashMap::new();
        for policy in policies(old, new) {
            match given.fill(policy, true) {
                Ok(filled) => drop(documents.insert(policy.id, Document::parse(&filled.to_json()))),
                Err(unfilled) => wrong.extend(complaints(&unfilled, given)),
            }
        }
        if !wrong.is_empty() {
            return Err(Failure::Use(each_once(wrong)));
        }
        let document = |policy: &'static Policy| documents.get(policy.id).cloned().unwrap_or_default();
        let purposes = purposes(new.major);
        let (mut upgrades, mut others) = (Vec::new(), Vec::new());
        for purpose in &purposes {
            let (before, after) = (purpose.valid_for(old), purpose.valid_for(new));
            if before.is_empty() || after.is_empty() {
                others.extend(incomplete(purpose, (old, before), (new, after)));
            } else {
                let upgrade = Upgrade::new(before, after, &document);
                upgrades.push((purpose, upgrade.map_err(|error| Complaint::new(plain(&error.to_string())))?));
            }
        }
        // People read about their own policies first.
        upgrades.sort_by_key(|(_, upgrade): &(_, Upgrade)| !upgrade.is_for_people());
        let mut unlike = Vec::new();
        let compared = match &own {
            None => upgrades.iter().map(|it| steps(it, &upgrades, (old, new))).collect(),
            Some(own) => {
                let before: Vec<_> = purposes.iter().flat_map(|purpose| purpose.valid_for(old)).collect();
                let matched = own.matched(old, &before, &document);
                let stands = |policy: &&&'static Policy| matched.of_policy.contains_key(policy.id);
                others.retain(|it| it.before().iter().any(|policy| stands(&policy)));
                let compared = own_steps(own, &matched, &upgrades, (old, new), &document)?;
                unlike = matched.unlike;
                compared
            }
        };
        Ok(Self { old, new, own, unlike, purposes: compared.into_iter().chain(others).collect() })
    }

    /// True if the differences of policies that use a parameter are shown.
    pub(super) fn shows(&self, parameter: &Parameter) -> bool {
        self.purposes.iter().any(|purpose| match &purpose.what {
            PurposeChange::Compared(steps) if !steps.is_nothing() => {
                let parameters = steps.before.iter().chain(&steps.after).flat_map(|policy| policy.parameters);
                parameters.into_iter().any(|used| used.parameter == parameter)
            }
            _ => false,
        })
    }

    /// True if nothing has to be added, as far as is known.
    pub(super) fn needs_nothing(&self) -> bool {
        self.purposes.iter().all(|purpose| match &purpose.what {
            PurposeChange::Compared(steps) => steps.additions.is_empty(),
            PurposeChange::Begins(_) | PurposeChange::Unknown(_) => false,
            PurposeChange::Ends(_) => true,
        })
    }
}

fn name(purpose: &Purpose) -> String {
    purpose.variants.join(", ")
}

/// A purpose without policies at one of the releases; nothing if both have no use for any.
fn incomplete(
    purpose: &Purpose,
    (old, before): (ReleaseNumber, Vec<&'static Policy>),
    (new, after): (ReleaseNumber, Vec<&'static Policy>),
) -> Option<PurposePlan> {
    let gaps: Vec<_> =
        [old, new].into_iter().filter_map(|release| Some((release, purpose.gap(release)?))).collect();
    let what = match (gaps.is_empty(), before.is_empty(), after.is_empty()) {
        (true, true, true) => return None,
        (true, true, false) => PurposeChange::Begins(after),
        (true, false, _) => PurposeChange::Ends(before),
        (false, ..) => PurposeChange::Unknown(gaps),
    };
    Some(PurposePlan { name: name(purpose), what, changes: purpose.changes_between(old, new) })
}

/// The steps for those who have the policies as the catalog has them.
fn steps(
    (purpose, upgrade): &(&Purpose, Upgrade),
    all: &[(&Purpose, Upgrade)],
    (old, new): (ReleaseNumber, ReleaseNumber),
) -> PurposePlan {
    let additions: Vec<Difference> = upgrade.additions().cloned().collect();
    let others = all
        .iter()
        .map(|(_, other)| other)
        .filter(|other| !std::ptr::eq(*other, upgrade) && other.is_for_people() && upgrade.is_for_people());
    let granted = |addition: &Difference| {
        let granting = others.clone().filter(|other| other.grants_already(addition));
        let ids: Vec<_> = granting.flat_map(|other| other.before.iter().map(|policy| policy.id)).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    let elsewhere = additions.iter().enumerate().filter_map(|(idx, it)| Some((idx, granted(it)?))).collect();
    PurposePlan {
        name: name(purpose),
        what: PurposeChange::Compared(Box::new(Steps {
            before: upgrade.before.clone(),
            after: upgrade.after.clone(),
            own: Vec::new(),
            additions,
            removals: upgrade.removals().cloned().collect(),
            granted: Vec::new(),
            elsewhere,
        })),
        changes: purpose.changes_between(old, new),
    }
}

/// The steps for the policies that somebody has: what they lack together, and what they have of that which the
/// later release does not need. Policies whose names both releases have are compared one by one.
fn own_steps(
    own: &OwnPolicies,
    matched: &Matched,
    upgrades: &[(&Purpose, Upgrade)],
    (old, new): (ReleaseNumber, ReleaseNumber),
    document: &dyn Fn(&'static Policy) -> Document,
) -> Result<Vec<PurposePlan>, Failure> {
    let mut plans = Vec::new();
    for (purpose, upgrade) in upgrades {
        let stands = |policy: &&'static Policy| matched.of_policy.contains_key(policy.id);
        let before: Vec<&'static Policy> = upgrade.before.iter().copied().filter(stands).collect();
        if before.is_empty() {
            continue;
        }
        for (before, after) in one_by_one(&before, upgrade) {
            let files = before.iter().filter_map(|policy| matched.of_policy.get(policy.id)).flatten();
            let mut names: Vec<String> = Vec::new();
            files.for_each(|name| {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            });
            let mut needed = Policies::new();
            for policy in &after {
                let added = needed.add(Layer::Identity, policy.id, &document(policy));
                added.map_err(|error| Complaint::new(plain(&error.to_string())))?;
            }
            let comparison = compare(&own.holder.policies, &needed)
                .map_err(|error| Complaint::new(plain(&error.to_string())))?;
            let allows = |it: &&Difference| {
                let (request, context) = (&it.witness, it.witness.context());
                let decided =
                    own.holder.policies.decide(request.action.as_str(), &request.resource, &context);
                decided == Outcome::Allowed
            };
            let is_of = |policies: &[&'static Policy], it: &Difference| {
                it.statements.iter().any(|statement| policies.iter().any(|own| own.id == statement.source))
            };
            let removals = upgrade.removals().filter(|it| is_of(&before, it)).filter(allows);
            let granted = upgrade.additions().filter(|it| is_of(&after, it)).filter(allows);
            plans.push(PurposePlan {
                name: name(purpose),
                what: PurposeChange::Compared(Box::new(Steps {
                    own: names,
                    additions: comparison.only_b.into_iter().filter(|it| it.possible).collect(),
                    removals: removals.cloned().collect(),
                    granted: granted.cloned().collect(),
                    elsewhere: HashMap::new(),
                    before,
                    after,
                })),
                changes: purpose.changes_between(old, new),
            });
        }
    }
    Ok(plans)
}

/// Policies before an upgrade with those after it: one by one if both have the same names, else all together.
fn one_by_one(
    before: &[&'static Policy],
    upgrade: &Upgrade,
) -> Vec<(Vec<&'static Policy>, Vec<&'static Policy>)> {
    let has =
        |all: &[&'static Policy], policy: &Policy| all.iter().any(|it| it.variant() == policy.variant());
    let are_same = upgrade.before.iter().all(|policy| has(&upgrade.after, policy))
        && upgrade.after.iter().all(|policy| has(&upgrade.before, policy));
    if !are_same {
        return vec![(before.to_vec(), upgrade.after.clone())];
    }
    let of_name = |policy: &&'static Policy| {
        let after = upgrade.after.iter().copied().filter(|it| it.variant() == policy.variant());
        (vec![*policy], after.collect())
    };
    before.iter().map(of_name).collect()
}
