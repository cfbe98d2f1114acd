//! The policies of the catalog that are most like those of an identity.

use std::sync::OnceLock;

use super::actions::ActionWeights;
use crate::document::{Document, Text};
use crate::values::PARTITIONS;
use crate::{AttachTo, Bundle, Effect, POLICIES, Policy, Presence, VERSIONS};

/// Policies of the catalog that one identity needs together: those of a bundle, or one policy.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Needs {
    /// The id of the bundle or of the policy.
    pub id: &'static str,
    /// The policies.
    pub policies: Vec<&'static Policy>,
}

impl Needs {
    /// One policy.
    #[must_use]
    pub fn of_policy(policy: &'static Policy) -> Self {
        Self { id: policy.id, policies: vec![policy] }
    }

    /// The policies of a bundle for users and groups; nothing if no identity has policies of it together.
    #[must_use]
    pub fn of_bundle(bundle: &'static Bundle) -> Option<Self> {
        let for_people = bundle.policies.iter().filter(|it| it.attach_to == AttachTo::UserOrGroup);
        let policies: Vec<_> = for_people.copied().collect();
        (!bundle.apart && !policies.is_empty()).then_some(Self { id: bundle.id, policies })
    }

    /// All needs in the catalog, bundles first.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let bundles = VERSIONS.iter().flat_map(|version| version.bundles).copied();
        let policies = POLICIES.iter().copied();
        bundles.filter_map(Self::of_bundle).chain(policies.map(Self::of_policy)).collect()
    }

    /// The documented release of the policies.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.policies.first().map_or("", |policy| policy.version)
    }

    /// The place of the release among all, the oldest first.
    fn order(&self) -> Option<usize> {
        VERSIONS.iter().position(|version| version.id == self.version())
    }

    /// True if the policies may be those of an identity that these services assume.
    fn suits(&self, services: &[String]) -> bool {
        self.policies.iter().all(|policy| match policy.attach_to {
            AttachTo::UserOrGroup => true,
            AttachTo::Role { trusted_services } => {
                let mut principals = PARTITIONS
                    .iter()
                    .flat_map(|partition| trusted_services.iter().flat_map(|it| partition.principals(it)));
                services.is_empty() || principals.any(|principal| services.contains(&principal))
            }
        })
    }
}

/// Needs of the catalog and their likeness to the policies of an identity.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Candidate {
    /// The needs.
    pub needs: Needs,
    /// What both allow on some resource, that included which the needs grant only with a value that is not required.
    common: f64,
    /// What one of them allows, without values that are not required.
    all: f64,
    /// What only one of them allows.
    apart: f64,
}

impl Candidate {
    /// The part of the actions that both allow, from 0 to 1. An action behind a wildcard counts as a part of the
    /// entry, and not as much as one that is named.
    #[must_use]
    pub fn likeness(&self) -> f64 {
        if self.all > 0.0 { self.common / self.all } else { 0.0 }
    }

    /// The number of entries that only one of them allows: they differ in as many at least.
    #[must_use]
    pub const fn apart(&self) -> f64 {
        self.apart
    }

    fn new(
        needs: &Needs,
        own: &ActionWeights,
        total: f64,
        most: &[(usize, f64)],
        least: &[(usize, f64)],
    ) -> Self {
        let (mut common, mut either, mut own_known) = (0.0, 0.0, 0.0);
        for (place, weight) in most {
            let own = own.at(*place);
            if own > 0.0 {
                common += weight.min(own);
                either += weight.max(own);
                own_known += own;
            }
        }
        let only_needed: f64 = least.iter().filter(|it| own.at(it.0) <= 0.0).map(|it| it.1).sum();
        let apart = (total - own_known).max(0.0) + only_needed;
        Self { needs: needs.clone(), common, all: either + apart, apart }
    }
}

/// The needs whose actions are most like those of policies, the most alike first, of equals those of the newest
/// release. Policies of roles are among them if one of the services may assume a role with them; without
/// services all are.
///
/// The names of the actions decide, an entry with a wildcard as much as one without, and not their resources and conditions: for a comparison of what is left.
#[must_use]
pub fn candidates(
    documents: &[&Document],
    boundary: Option<&Document>,
    services: &[String],
) -> Vec<Candidate> {
    let own = ActionWeights::of_documents(documents, boundary);
    let total = own.granted().map(|it| it.1).sum();
    let mut candidates: Vec<Candidate> = known()
        .iter()
        .filter(|known| known.needs.suits(services))
        .map(|known| Candidate::new(&known.needs, &own, total, &known.most, &known.least))
        .filter(|candidate| candidate.common > 0.0)
        .collect();
    candidates.sort_by(|one, other| {
        let by_likeness = other.likeness().total_cmp(&one.likeness());
        by_likeness.then_with(|| other.needs.order().cmp(&one.needs.order()))
    });
    candidates
}

/// Needs of the catalog with the actions that they grant.
#[derive(Debug)]
struct KnownNeeds {
    needs: Needs,
    /// Those that they grant where only required values are given.
    least: Vec<(usize, f64)>,
    /// Those that they grant with some value or other.
    most: Vec<(usize, f64)>,
}

fn known() -> &'static [KnownNeeds] {
    static KNOWN: OnceLock<Vec<KnownNeeds>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let known = |needs: Needs| KnownNeeds {
            least: actions(&needs.policies, |presence| presence.holds(|_| false)),
            most: actions(&needs.policies, |_| true),
            needs,
        };
        Needs::all().into_iter().map(known).collect()
    })
}

fn actions(policies: &[&'static Policy], is_present: impl Fn(Presence) -> bool) -> Vec<(usize, f64)> {
    let statements = policies.iter().flat_map(|policy| policy.statements);
    let granting =
        statements.filter(|it| it.effect == Effect::Allow && it.is_maintained() && is_present(it.presence));
    let mut actions = ActionWeights::none();
    for statement in granting {
        let text = |value: &str| Text { value: value.to_owned(), ..Text::default() };
        let entries: Vec<Text> = statement.actions.maintained().map(|entry| text(entry.text)).collect();
        actions.add(&entries, statement.actions.negated);
    }
    actions.granted().collect()
}
