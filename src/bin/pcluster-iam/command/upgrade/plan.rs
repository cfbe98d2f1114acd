//! The plan of an upgrade: purpose by purpose, what to add before and what may be removed after.

use std::collections::HashMap;

use pcluster_iam::compare::{Difference, Upgrade, compare};
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::Outcome;
use pcluster_iam::{DatedChange, Gap, Parameter, Policy, Purpose, ReleaseNumber, purposes};

use super::own::OwnPolicies;
use crate::args::values::{Given, complaints};
use crate::ui::failure::{Complaint, Failure, each_once};
use crate::ui::output::plain;

pub(super) struct Plan {
    pub(super) old: ReleaseNumber,
    pub(super) new: ReleaseNumber,
    pub(super) own: Option<OwnPolicies>,
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
        let compared = match &own {
            None => upgrades.iter().map(|it| steps(it, &upgrades, (old, new))).collect(),
            Some(own) => own_steps(own, &upgrades, (old, new))?,
        };
        let others = if own.is_some() { Vec::new() } else { others };
        Ok(Self { old, new, own, purposes: compared.into_iter().chain(others).collect() })
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

/// The steps for the policies that somebody has: what they lack, and what they have of that which the
/// later release does not need.
fn own_steps(
    own: &OwnPolicies,
    upgrades: &[(&Purpose, Upgrade)],
    (old, new): (ReleaseNumber, ReleaseNumber),
) -> Result<Vec<PurposePlan>, Failure> {
    let sides: Vec<_> = upgrades.iter().map(|(_, upgrade)| upgrade.granted_before()).collect();
    let nearest = own.nearest(&sides);
    let mut plans = Vec::new();
    for (idx, (purpose, upgrade)) in upgrades.iter().enumerate() {
        let names: Vec<String> =
            nearest.iter().filter(|(_, place)| *place == idx).map(|(name, _)| name.clone()).collect();
        if names.is_empty() {
            continue;
        }
        let comparison = compare(&own.holder.policies, upgrade.granted_after())
            .map_err(|error| Complaint::new(plain(&error.to_string())))?;
        let allows = |it: &&Difference| {
            let (request, context) = (&it.witness, it.witness.context());
            let decided = own.holder.policies.decide(request.action.as_str(), &request.resource, &context);
            decided == Outcome::Allowed
        };
        plans.push(PurposePlan {
            name: name(purpose),
            what: PurposeChange::Compared(Box::new(Steps {
                before: upgrade.before.clone(),
                after: upgrade.after.clone(),
                own: names,
                additions: comparison.only_b.into_iter().filter(|it| it.possible).collect(),
                removals: upgrade.removals().filter(allows).cloned().collect(),
                granted: upgrade.additions().filter(allows).cloned().collect(),
                elsewhere: HashMap::new(),
            })),
            changes: purpose.changes_between(old, new),
        });
    }
    Ok(plans)
}
