//! Actions about which the same statements are: they differ alike.

use std::collections::{BTreeSet, HashMap};

use crate::evaluate::{Policies, RequestAction};
use crate::iam::evaluate::ActionEntry;
use crate::iam::language::{self, Budget, TooComplex};
use crate::iam::pattern::TextPattern;
use crate::{Action, SERVICES};

/// Actions, and the places of the statements of both sides about them.
#[derive(Clone, Debug)]
pub(super) struct Signature {
    pub(super) about: [Vec<usize>; 2],
    pub(super) actions: SignatureActions,
}

/// The actions of a signature.
#[derive(Clone, Debug)]
pub(super) enum SignatureActions {
    /// Actions of the facts.
    Known(Vec<Action>),
    /// Names that the facts do not have.
    Named(NamedActions),
}

/// Names of actions that the facts do not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamedActions {
    /// The pattern as a statement writes it.
    pub(super) pattern: String,
    /// One of the names.
    pub(super) example: String,
    /// False if AWS's facts have all actions of the service.
    pub(super) possible: bool,
}

/// A pattern of names that is too complex: the side, the place of the statement, and the pattern.
pub(super) type ComplexNames = (usize, usize, String);

/// The signatures of all actions about which a side has a statement.
pub(super) fn signatures(sides: &[&Policies; 2], budget: &Budget) -> Result<Vec<Signature>, ComplexNames> {
    let mut signatures = of_facts(sides);
    for (side, policies) in sides.iter().enumerate() {
        for (place, statement) in policies.statements.iter().enumerate() {
            for entry in statement.actions.entries.iter().filter(|entry| !entry.is_known()) {
                let names = of_names(sides, entry, budget);
                let names = names.map_err(|TooComplex| (side, place, entry.to_string()))?;
                signatures.extend(names);
            }
        }
    }
    let mut seen = BTreeSet::new();
    signatures.retain(|signature| match &signature.actions {
        SignatureActions::Named(names) => seen.insert((signature.about.clone(), names.pattern.clone())),
        SignatureActions::Known(_) => true,
    });
    Ok(signatures)
}

/// The signatures of the actions that the facts have.
fn of_facts(sides: &[&Policies; 2]) -> Vec<Signature> {
    let mut groups: HashMap<[Vec<usize>; 2], usize> = HashMap::new();
    let mut signatures: Vec<Signature> = Vec::new();
    for action in SERVICES.iter().copied().flat_map(crate::Service::actions) {
        let about = sides.map(|policies| policies.about(action.into()));
        if about.iter().all(Vec::is_empty) {
            continue;
        }
        let place = *groups.entry(about).or_insert_with_key(|about| {
            signatures.push(Signature { about: about.clone(), actions: SignatureActions::Known(Vec::new()) });
            signatures.len() - 1
        });
        if let Some(SignatureActions::Known(actions)) = signatures.get_mut(place).map(|it| &mut it.actions) {
            actions.push(action);
        }
    }
    signatures
}

/// The signatures of the names behind an entry.
fn of_names(
    sides: &[&Policies; 2],
    entry: &ActionEntry,
    budget: &Budget,
) -> Result<Vec<Signature>, TooComplex> {
    let own = entry.language();
    let entries = sides.iter().flat_map(|policies| &policies.statements).flat_map(|it| &it.actions.entries);
    let mut patterns: Vec<TextPattern<'static>> = Vec::new();
    for language in entries.map(ActionEntry::language) {
        budget.spend(own.atoms().len() * language.atoms().len() + patterns.len())?;
        if own.overlaps(&language) && !language.covers(&own) && !patterns.contains(&language) {
            patterns.push(language);
        }
    }
    let examples = language::regions(&own, &patterns, budget)?;
    let possible = crate::service(&entry.prefix).is_none_or(|service| service.as_of.is_none());
    let signature = |(accepted, example): (Vec<bool>, String)| {
        // The entry that the names are taken from, or the narrower one that tells them apart.
        let narrowest = patterns.iter().zip(&accepted).any(|(_, is_accepted)| *is_accepted);
        let pattern = if narrowest { example.clone() } else { entry.to_string() };
        let about = sides.map(|policies| policies.about(RequestAction::Named(&example)));
        Signature { about, actions: SignatureActions::Named(NamedActions { pattern, example, possible }) }
    };
    Ok(examples.into_iter().map(signature).collect())
}
