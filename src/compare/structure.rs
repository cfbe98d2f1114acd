//! The structural view: what two sides write differently, statement by statement.

mod change;
mod element;

use core::fmt;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::compare::pairing::{Leaves, pair};
use crate::document::{Document, Statement, Text};
use element::{Element, Written};

pub use change::{Aspect, Change};

/// The most comparisons of one statement with another.
const MAX_COMPARISONS: usize = 1_000_000;

/// What two sides write differently. A side is one document, or several that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Structure {
    /// The differences in the elements beside the statements: `Version` and `Id`.
    pub document: Vec<Change>,
    /// The statements: the pairs and those of the first side alone in its order, then those of the second.
    pub statements: Vec<StatementPair>,
}

/// Two statements that stand for each other, or a statement that only one side has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatementPair {
    /// The statement of the first side.
    pub a: Option<StatementPlace>,
    /// The statement of the second side.
    pub b: Option<StatementPlace>,
    /// The differences between the two, or the entries of the one.
    pub changes: Vec<Change>,
}

/// The place of a statement on a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct StatementPlace {
    /// The number of the document, from 0.
    pub document: usize,
    /// The number of the statement in it, from 0.
    pub idx: usize,
}

/// Two sides with more statements than are compared with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TooManyStatementsError {
    /// The number of statements of the first side that the second does not have to the letter.
    pub a: usize,
    /// The number of those of the second side.
    pub b: usize,
}

impl fmt::Display for TooManyStatementsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "too many statements to pair: {} of one side differ from {} of the other", self.a, self.b)
    }
}

impl core::error::Error for TooManyStatementsError {}

impl Structure {
    /// Compares the documents of two sides.
    ///
    /// ```
    /// use pcluster_iam::compare::{Aspect, Structure};
    /// use pcluster_iam::document::Document;
    ///
    /// # fn main() -> Result<(), pcluster_iam::compare::TooManyStatementsError> {
    /// let a = Document::parse(r#"{"Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}"#);
    /// let b = Document::parse(r#"{"Statement": [{"Effect": "Allow", "Action": ["s3:getobject"], "Resource": "*"}]}"#);
    /// let structure = Structure::new(&[&a], &[&b])?;
    /// assert!(structure.has_same_content() && !structure.is_identical());
    /// assert_eq!(structure.statements[0].changes[0].aspect, Aspect::Spelling);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If so many statements differ that pairing them would take too long.
    pub fn new(a: &[&Document], b: &[&Document]) -> Result<Self, TooManyStatementsError> {
        let version = [a, b].map(|side| element::of_documents("Version", side, |it| it.version.as_ref()));
        let id = [a, b].map(|side| element::of_documents("Id", side, |it| it.id.as_ref()));
        let [version, id] = [version, id].map(|[a, b]| change::elements(Some(&a), Some(&b)));
        let (a, b) = (Side::new(a), Side::new(b));
        let pairs = pairs(&a, &b)?;
        // The policies of an identity have no order.
        let has_order = [a.n_documents, b.n_documents] == [1, 1];
        let moved = if has_order { moved(&pairs) } else { Vec::new() };
        let mut statements: Vec<StatementPair> = Vec::new();
        for (idx, one) in a.statements.iter().enumerate() {
            let Some(other) = pairs.get(&idx).and_then(|place| b.statements.get(*place)) else {
                let changes = change::between(&one.elements, &[]);
                statements.push(StatementPair { a: Some(one.place), b: None, changes });
                continue;
            };
            let mut changes: Vec<_> = sids(one.statement, other.statement).into_iter().collect();
            changes.extend(change::between(&one.elements, &other.elements));
            if moved.contains(&idx) {
                let number = |idx: usize| format!("statement {}", idx + 1);
                let place = pairs.get(&idx).copied().unwrap_or_default();
                changes.push(Change::new("Statement", Aspect::Order, number(idx), number(place)));
            }
            statements.push(StatementPair { a: Some(one.place), b: Some(other.place), changes });
        }
        let is_paired: HashSet<usize> = pairs.values().copied().collect();
        let only_b = b.statements.iter().enumerate().filter(|(idx, _)| !is_paired.contains(idx));
        statements.extend(only_b.map(|(_, other)| StatementPair {
            a: None,
            b: Some(other.place),
            changes: change::between(&[], &other.elements),
        }));
        Ok(Self { document: version.into_iter().chain(id).collect(), statements })
    }

    /// True if both sides have the same statements with the same entries, however they are written.
    #[must_use]
    pub fn has_same_content(&self) -> bool {
        self.document.iter().all(|change| change.aspect.is_writing())
            && self.statements.iter().all(StatementPair::has_same_content)
    }

    /// True if both sides are written alike too, apart from white space and the order of keys.
    #[must_use]
    pub fn is_identical(&self) -> bool {
        self.document.is_empty() && self.statements.iter().all(StatementPair::is_identical)
    }
}

impl StatementPair {
    /// True if both sides have the statement with the same entries, however it is written.
    #[must_use]
    pub fn has_same_content(&self) -> bool {
        self.is_on_both() && self.changes.iter().all(|change| change.aspect.is_writing())
    }

    /// True if both sides have the statement, written alike.
    #[must_use]
    pub fn is_identical(&self) -> bool {
        self.is_on_both() && self.changes.is_empty()
    }

    fn is_on_both(&self) -> bool {
        self.a.is_some() && self.b.is_some()
    }
}

/// The statements of a side.
struct Side<'d> {
    n_documents: usize,
    statements: Vec<SideStatement<'d>>,
}

struct SideStatement<'d> {
    place: StatementPlace,
    statement: &'d Statement,
    elements: Vec<Element>,
}

impl<'d> Side<'d> {
    fn new(documents: &[&'d Document]) -> Self {
        let numbered = documents.iter().enumerate();
        let statements = numbered.flat_map(|(document, it)| {
            it.statements.iter().map(move |statement| SideStatement {
                place: StatementPlace { document, idx: statement.idx },
                statement,
                elements: element::of(statement),
            })
        });
        Self { n_documents: documents.len(), statements: statements.collect() }
    }

    /// The Sids and the leaves of some statements.
    fn with_leaves(&self, places: &[usize]) -> Vec<(Option<&'d str>, Leaves)> {
        let statements = places.iter().filter_map(|place| self.statements.get(*place));
        statements.map(|it| (it.sid(), element::leaves(&it.elements))).collect()
    }
}

impl<'d> SideStatement<'d> {
    fn sid(&self) -> Option<&'d str> {
        self.statement.sid.as_ref().map(Text::as_str).filter(|sid| !sid.is_empty())
    }

    fn to_the_letter(&self) -> (Option<&str>, Vec<Written<'_>>) {
        (self.sid(), self.elements.iter().map(Element::to_the_letter).collect())
    }
}

/// The statements of the second side by those of the first that they stand for. Those that are the same to the
/// letter are paired at once, so that long documents with few differences are quick.
fn pairs(a: &Side<'_>, b: &Side<'_>) -> Result<BTreeMap<usize, usize>, TooManyStatementsError> {
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    for (idx, it) in b.statements.iter().enumerate().rev() {
        known.entry(it.to_the_letter()).or_default().push(idx);
    }
    let mut pairs = BTreeMap::new();
    let mut rest_of_a = Vec::new();
    for (idx, it) in a.statements.iter().enumerate() {
        match known.get_mut(&it.to_the_letter()).and_then(Vec::pop) {
            Some(other) => {
                pairs.insert(idx, other);
            }
            None => rest_of_a.push(idx),
        }
    }
    let mut rest_of_b: Vec<usize> = known.into_values().flatten().collect();
    rest_of_b.sort_unstable();
    if rest_of_a.len().saturating_mul(rest_of_b.len()) > MAX_COMPARISONS {
        return Err(TooManyStatementsError { a: rest_of_a.len(), b: rest_of_b.len() });
    }
    for (one, other) in pair(&a.with_leaves(&rest_of_a), &b.with_leaves(&rest_of_b)) {
        if let (Some(one), Some(other)) = (rest_of_a.get(one), rest_of_b.get(other)) {
            pairs.insert(*one, *other);
        }
    }
    Ok(pairs)
}

/// The statements of the first side that stand in another order on the second: all but the longest run that
/// both have in one order.
fn moved(pairs: &BTreeMap<usize, usize>) -> Vec<usize> {
    let pairs: Vec<(usize, usize)> = pairs.iter().map(|(one, other)| (*one, *other)).collect();
    // The ends of the shortest runs of each length, and the pair before each one.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let other = |idx: usize| pairs.get(idx).map(|(_, other)| *other);
    for (idx, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| other(*end) < Some(*place));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = idx,
            None => ends.push(idx),
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut at = ends.last().copied();
    while let Some(idx) = at {
        if let Some(stay) = stays.get_mut(idx) {
            *stay = true;
        }
        at = before.get(idx).copied().flatten();
    }
    pairs.iter().zip(stays).filter(|(_, stays)| !stays).map(|((one, _), _)| *one).collect()
}

/// The difference between the Sids of two statements.
fn sids(a: &Statement, b: &Statement) -> Option<Change> {
    let text = |statement: &Statement| statement.sid.as_ref().map(|sid| sid.value.clone());
    let (a, b) = (text(a), text(b));
    (a != b).then(|| Change { element: "Sid".to_owned(), aspect: Aspect::Sid, a, b })
}
