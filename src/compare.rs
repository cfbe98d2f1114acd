//! The differences between policies.
//!
//! [`compare`] has the requests that one side allows and the other does not, exactly: actions as AWS's facts expand
//! them, resources as the strings behind all patterns of both sides together, and conditions by the contexts that
//! tell them apart. Each difference comes with a request as its proof.
//!
//! [`Structure`] has what two sides write differently, statement by statement. Whether IAM reads both alike is
//! another question: a wildcard can stand for a list, and one statement for several.

mod body;
mod conditions;
mod difference;
mod error;
mod footprint;
mod group;
mod names;
mod pairing;
mod patterns;
mod relation;
mod search;
mod signature;
mod structure;
mod symbols;
mod upgrade;
mod values;
mod variables;
mod witness;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::evaluate::{Context, Policies};
use crate::iam::evaluate::{ActionEntry, CompiledStatement};
use crate::iam::language::{Budget, TooComplex};

pub use difference::{
    Certainty, ConditionText, Difference, Instead, OtherEntry, Request, RequestKey, Side, StatementSource,
};
pub use error::CompareError;
pub use footprint::Footprint;
pub use pairing::{Leaves, pair};
pub use relation::{Comparison, Relation};
pub use structure::{Aspect, Change, StatementPair, StatementPlace, Structure, TooManyStatementsError};
pub use upgrade::{Upgrade, UpgradeError};

use group::Groups;
use search::{Ended, Search};
use signature::{Signature, signatures};
use symbols::Symbols;

/// The differences of two sides: the requests that each of them allows and the other does not.
///
/// ```
/// use pcluster_iam::compare::{Relation, compare};
/// use pcluster_iam::document::Document;
/// use pcluster_iam::evaluate::{Layer, Policies};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let side = |resource: &str| {
///     let text = format!(r#"{{"Version": "2012-10-17", "Statement": [
///         {{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}"}}]}}"#);
///     let mut policies = Policies::new();
///     policies.add(Layer::Identity, "policy.json", &Document::parse(&text)).map(|()| policies)
/// };
/// let comparison = compare(&side("arn:aws:s3:::reports/*")?, &side("arn:aws:s3:::reports/2026/*")?)?;
/// assert_eq!(comparison.relation(), Relation::Wider);
/// let difference = &comparison.only_a[0];
/// assert_eq!(difference.actions, ["s3:GetObject"]);
/// assert_eq!(difference.resources, ["arn:aws:s3:::reports/*"]);
/// assert_eq!(difference.instead.grants[0].resource, "arn:aws:s3:::reports/2026/*");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// If the patterns of a statement are too complex for an exact answer.
pub fn compare(a: &Policies, b: &Policies) -> Result<Comparison, CompareError> {
    let prepared = Prepared::new(a, b);
    let signatures = prepared.signatures()?;
    let [only_a, only_b] = [Side::A, Side::B].map(|side| prepared.differences(side, &signatures));
    let names = a.statements.iter().chain(&b.statements).flat_map(|it| &it.actions.entries);
    let without_facts: BTreeSet<String> = names
        .filter(|entry| entry.is_without_facts())
        .map(|entry| entry.prefix.to_ascii_lowercase())
        .collect();
    Ok(Comparison { only_a: only_a?, only_b: only_b?, without_facts: without_facts.into_iter().collect() })
}

/// True if one side certainly allows every request that the other allows: the answer of [`compare`] without the
/// differences, and quicker.
///
/// # Errors
///
/// If the patterns of a statement are too complex for an exact answer.
pub fn covers(wide: &Policies, narrow: &Policies) -> Result<bool, CompareError> {
    let prepared = Prepared::new(narrow, wide);
    let signatures = prepared.signatures()?;
    Ok(!prepared.has_any(Side::A, &signatures)?)
}

/// Two sides, ready to be compared.
struct Prepared {
    sides: [Policies; 2],
    symbols: Symbols,
    /// The keys of the policy variables of resources.
    keys: Vec<String>,
    /// The bound of all work of the comparison.
    budget: Budget,
}

impl Prepared {
    fn new(a: &Policies, b: &Policies) -> Self {
        let symbols = Symbols::new(&[a, b]);
        let sides = [a, b].map(|policies| policies.filled(&|placeholder| symbols.fill(placeholder)));
        Self { sides, symbols, keys: variables::keys(&[a, b]), budget: Budget::default() }
    }

    fn signatures(&self) -> Result<Vec<Signature>, CompareError> {
        let [a, b] = &self.sides;
        signatures(&[a, b], &self.budget).map_err(|(side, place, entry)| self.error(side, place, entry))
    }

    /// The sides and the signatures with the side that allows requests first.
    fn turned(&self, side: Side, signatures: &[Signature]) -> ([&Policies; 2], Vec<Signature>) {
        let [a, b] = &self.sides;
        match side {
            Side::A => ([a, b], signatures.to_vec()),
            Side::B => {
                let turned = signatures.iter().cloned().map(|mut signature| {
                    signature.about.reverse();
                    signature
                });
                ([b, a], turned.collect())
            }
        }
    }

    /// The contexts by the values of policy variables: first that of values without importance.
    fn contexts(&self) -> Result<Vec<Context>, CompareError> {
        let ([a, b], given) = (&self.sides, self.symbols.context());
        let has_variable =
            |it: &CompiledStatement| it.resources.entries.iter().any(|it| it.variables().count() > 0);
        let others = variables::others(&[a, b], &given, &self.keys, &self.budget);
        let others = others.map_err(|TooComplex| {
            let place = |side: &Policies| side.statements.iter().position(has_variable);
            let (side, place) = match place(a) {
                Some(place) => (0, place),
                None => (1, place(b).unwrap_or_default()),
            };
            self.error(side, place, String::new())
        })?;
        Ok(core::iter::once(given).chain(others).collect())
    }

    fn has_any(&self, side: Side, signatures: &[Signature]) -> Result<bool, CompareError> {
        let (sides, signatures) = self.turned(side, signatures);
        let with_variables = with_variables(sides, &signatures);
        for (number, given) in self.contexts()?.into_iter().enumerate() {
            let signatures = if number == 0 { &signatures } else { &with_variables };
            let mut search = Search::new(sides, &given, &self.keys, &self.budget);
            if !search.run(signatures).map_err(|ended| self.ended(side, ended))?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn differences(&self, side: Side, signatures: &[Signature]) -> Result<Vec<Difference>, CompareError> {
        let (sides, signatures) = self.turned(side, signatures);
        let with_variables = with_variables(sides, &signatures);
        let mut differences: Vec<Difference> = Vec::new();
        for (number, given) in self.contexts()?.into_iter().enumerate() {
            let signatures = if number == 0 { &signatures } else { &with_variables };
            let mut search = Search::new(sides, &given, &self.keys, &self.budget);
            let found = search.run(signatures).map_err(|ended| self.ended(side, ended))?;
            let new =
                Groups { search: &mut search, symbols: &self.symbols, side, shorts: RefCell::default() }
                    .differences(&found);
            let is_new = |it: &Difference| !differences.iter().any(|known| known.says_all_of(it));
            differences.extend(new.into_iter().filter(is_new).collect::<Vec<_>>());
        }
        differences.sort_by(|one, other| one.rank().cmp(&other.rank()));
        Ok(differences)
    }

    fn ended(&self, side: Side, (of_search, place, entry): Ended) -> CompareError {
        let side = if side == Side::A { of_search } else { 1 - of_search };
        let statement = self.sides.get(side).and_then(|policies| policies.statements.get(place));
        let text = statement.and_then(|it| it.resources.entries.get(entry.unwrap_or_default()));
        self.error(side, place, text.map(|it| it.text.to_string()).unwrap_or_default())
    }

    fn error(&self, side: usize, place: usize, entry: String) -> CompareError {
        let [a, b] = &self.sides;
        let (side, policies) = if side == 0 { (Side::A, a) } else { (Side::B, b) };
        let statement = policies.statements.get(place);
        let source = statement.map(|statement| policies.reference(statement).into());
        CompareError { side, statement: source.unwrap_or_default(), entry }
    }
}

/// The signatures with a statement about resources with policy variables: all others have the same answer for all
/// values of variables.
fn with_variables(sides: [&Policies; 2], signatures: &[Signature]) -> Vec<Signature> {
    let has_variable = |policies: &Policies, place: &usize| {
        let statement = policies.statements.get(*place);
        statement.is_some_and(|it| it.resources.entries.iter().any(|it| it.variables().count() > 0))
    };
    let is_open = |signature: &&Signature| {
        sides.iter().zip(&signature.about).any(|(side, about)| about.iter().any(|it| has_variable(side, it)))
    };
    signatures.iter().filter(is_open).cloned().collect()
}

impl ActionEntry {
    /// True for an entry of services of which the catalog has no facts.
    fn is_without_facts(&self) -> bool {
        !self.is_all() && self.services().all(|service| service.as_of.is_none())
    }
}
