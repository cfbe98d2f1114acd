//! Entries that say nothing new.
//!
//! A pattern covers another one here only if it does so in each reading of a `*` at the end of an ARN's field,
//! within the field and past the colons behind it. An entry that a template or a person still has to fill in
//! covers itself alone.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::document::Text;
use crate::fit::document::Axis;
use crate::fit::minimize::reduced::{Entries, Reduced, ReducedStatement};
use crate::iam::action::ActionPattern;
use crate::iam::arn::N_FIELDS;
use crate::iam::comparable::ComparableAction;
use crate::iam::condition::implies;
use crate::iam::piece;
use crate::iam::resource::ResourcePattern;

/// Drops entries and statements that others cover; false if there are none. Of two that cover each other, the
/// first stays.
pub(super) fn drop_covered(reduced: &mut Reduced<'_>) -> bool {
    let size = |reduced: &Reduced<'_>| -> usize { reduced.statements.iter().map(n_entries).sum() };
    let before = size(reduced);
    let texts = (core::mem::take(&mut reduced.actions), core::mem::take(&mut reduced.resources));
    let mut coverage = Coverage::new(&texts.0, &texts.1, reduced);
    let mut statements = core::mem::take(&mut reduced.statements);
    for statement in &mut statements {
        coverage.drop_within(statement, Axis::Actions);
        coverage.drop_within(statement, Axis::Resources);
    }
    let holders = Holders::new(&statements);
    for place in (0..statements.len()).rev() {
        coverage.drop_elsewhere(&mut statements, &holders, place);
    }
    statements.retain(|statement| n_entries(statement) > 0);
    let n_left = coverage.n_left;
    (reduced.actions, reduced.resources) = texts;
    (reduced.statements, reduced.n_left) = (statements, n_left);
    size(reduced) < before
}

/// The number of entries; none for a statement that is covered.
fn n_entries(statement: &ReducedStatement) -> usize {
    let (actions, resources) = (&statement.actions.numbers, statement.resources.as_ref());
    match resources.map(|list| list.numbers.len()) {
        Some(0) => 0,
        _ if actions.is_empty() => 0,
        n_resources => actions.len() + n_resources.unwrap_or_default(),
    }
}

/// A part of a list that is covered or not: an entry, or a negated list, or no list.
#[derive(Clone, Copy, Debug)]
enum Atom {
    Entry(usize),
    Whole,
}

fn atoms(list: Option<&Entries>) -> Vec<Atom> {
    match list {
        Some(list) if !list.is_negated => list.numbers.iter().copied().map(Atom::Entry).collect(),
        _ => vec![Atom::Whole],
    }
}

/// The answers to questions that are asked again and again.
struct Coverage<'t> {
    actions: Vec<ComparableAction<'t>>,
    resources: Vec<ComparableResource<'t>>,
    /// The entries with a wildcard, which alone cover others.
    action_patterns: Rc<[usize]>,
    resource_patterns: Rc<[usize]>,
    parsed: &'t [crate::document::Statement],
    /// The entries that cover an entry, itself among them.
    covering: HashMap<(Axis, usize), Rc<[usize]>>,
    /// True for the numbers of two condition blocks if the second is met whenever the first is.
    implied: HashMap<(usize, usize), bool>,
    n_left: usize,
}

impl<'t> Coverage<'t> {
    fn new(actions: &'t [Text], resources: &'t [Text], reduced: &Reduced<'t>) -> Self {
        let patterns = |texts: &[Text]| {
            let is_pattern = |(_, text): &(usize, &Text)| text.value.contains(['*', '?']);
            texts.iter().enumerate().filter(is_pattern).map(|(number, _)| number).collect()
        };
        Self {
            action_patterns: patterns(actions),
            resource_patterns: patterns(resources),
            actions: actions.iter().map(ActionPattern::new).map(ComparableAction::new).collect(),
            resources: resources.iter().map(|text| ComparableResource::new(text, reduced)).collect(),
            parsed: reduced.parsed,
            covering: HashMap::new(),
            implied: HashMap::new(),
            n_left: reduced.n_left,
        }
    }

    /// Drops the entries of a list that others of the list cover.
    fn drop_within(&mut self, statement: &mut ReducedStatement, axis: Axis) {
        let Some(list) = statement.list_mut(axis) else { return };
        let mut left: HashSet<_> = list.numbers.iter().copied().collect();
        for entry in list.numbers.iter().rev() {
            if self.covering(axis, *entry).iter().any(|other| other != entry && left.contains(other)) {
                left.remove(entry);
            }
        }
        list.numbers.retain(|entry| left.contains(entry));
    }

    /// Drops what other statements cover of a statement.
    fn drop_elsewhere(&mut self, statements: &mut [ReducedStatement], holders: &Holders, place: usize) {
        for axis in [Axis::Actions, Axis::Resources] {
            let Some(statement) = statements.get(place) else { return };
            let others = atoms(statement.list(axis.other()));
            let covered: Vec<_> = atoms(statement.list(axis))
                .into_iter()
                .rev()
                .filter(|atom| self.is_covered(statements, holders, place, (axis, *atom), &others))
                .collect();
            let Some(list) = statements.get_mut(place).and_then(|statement| statement.list_mut(axis)) else {
                continue;
            };
            for atom in covered {
                match atom {
                    Atom::Entry(entry) => list.numbers.retain(|other| *other != entry),
                    Atom::Whole => list.numbers.clear(),
                }
            }
        }
    }

    /// True if other statements cover a part of a list of a statement with each part of its other list.
    fn is_covered(
        &mut self,
        statements: &[ReducedStatement],
        holders: &Holders,
        place: usize,
        (axis, atom): (Axis, Atom),
        others: &[Atom],
    ) -> bool {
        let Some(own) = statements.get(place) else { return false };
        let mut covering = Vec::new();
        for candidate in self.candidates(holders, axis, atom) {
            let Some(cost) = self.n_left.checked_sub(1) else { return false };
            self.n_left = cost;
            let Some(other) = statements.get(candidate).filter(|_| candidate != place) else { continue };
            if n_entries(other) > 0
                && self.says_as_much(other, own)
                && self.covers_atom(other, own, axis, atom)
            {
                covering.push(other);
            }
        }
        others.iter().all(|atom| {
            covering.iter().any(|other| {
                self.n_left = self.n_left.saturating_sub(1);
                self.n_left > 0 && self.covers_atom(other, own, axis.other(), *atom)
            })
        })
    }

    /// The statements that may cover a part of a list.
    fn candidates(&mut self, holders: &Holders, axis: Axis, atom: Atom) -> Vec<usize> {
        let Atom::Entry(entry) = atom else { return (0..holders.n_statements).collect() };
        let covering = self.covering(axis, entry);
        let mut found: Vec<_> = covering.iter().flat_map(|other| holders.of(axis, *other)).copied().collect();
        if axis == Axis::Actions {
            found.extend(&holders.negated);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// True if a statement has the effect of another one for everyone and whenever that one has it.
    fn says_as_much(&mut self, other: &ReducedStatement, own: &ReducedStatement) -> bool {
        let (wide, narrow) = (other.subject, own.subject);
        wide.is_denial == narrow.is_denial
            && wide.principals == narrow.principals
            && (wide.condition == narrow.condition
                || *self.implied.entry((narrow.condition, wide.condition)).or_insert_with(|| {
                    let statements = (self.parsed.get(own.idx), self.parsed.get(other.idx));
                    matches!(statements, (Some(narrow), Some(wide)) if implies(narrow, wide))
                }))
    }

    fn covers_atom(
        &mut self,
        other: &ReducedStatement,
        own: &ReducedStatement,
        axis: Axis,
        atom: Atom,
    ) -> bool {
        match (other.list(axis), atom) {
            (None, Atom::Whole) => own.list(axis).is_none(),
            (Some(list), Atom::Whole) if list.is_negated => own.list(axis).is_some_and(|own| {
                let excluded: HashSet<_> = own.numbers.iter().copied().collect();
                list.numbers.iter().all(|it| self.covering(axis, *it).iter().any(|it| excluded.contains(it)))
            }),
            (Some(list), Atom::Whole) => {
                own.list(axis).is_some() && list.numbers.iter().any(|it| self.is_all(axis, *it))
            }
            (Some(list), Atom::Entry(entry)) if !list.is_negated => {
                let covering = self.covering(axis, entry);
                covering.iter().any(|it| list.numbers.contains(it))
            }
            // No ARN is surely outside of another, if a `*` in it reaches past its field.
            (Some(list), Atom::Entry(entry)) => {
                axis == Axis::Actions && list.numbers.iter().all(|it| self.are_apart(*it, entry))
            }
            (None, Atom::Entry(_)) => false,
        }
    }

    fn is_all(&self, axis: Axis, number: usize) -> bool {
        match axis {
            Axis::Actions => self.actions.get(number).is_some_and(|it| it.entry.is_all()),
            Axis::Resources => self.resources.get(number).is_some_and(|it| it.pattern.is_all()),
        }
    }

    /// True if no action matches both entries.
    fn are_apart(&self, number: usize, other: usize) -> bool {
        let entries = (self.actions.get(number), self.actions.get(other));
        matches!(entries, (Some(entry), Some(other)) if !entry.overlaps(other))
    }

    /// The entries that cover an entry.
    fn covering(&mut self, axis: Axis, number: usize) -> Rc<[usize]> {
        if let Some(known) = self.covering.get(&(axis, number)) {
            return known.clone();
        }
        let candidates = match axis {
            Axis::Actions => self.action_patterns.clone(),
            Axis::Resources => self.resource_patterns.clone(),
        };
        self.n_left = self.n_left.saturating_sub(candidates.len());
        let n_candidates = if self.n_left == 0 { 0 } else { candidates.len() };
        let wider = candidates.iter().copied().take(n_candidates).filter(|other| *other != number);
        let found: Rc<[usize]> =
            wider.filter(|other| self.covers(axis, *other, number)).chain([number]).collect();
        self.covering.insert((axis, number), found.clone());
        found
    }

    fn covers(&mut self, axis: Axis, wide: usize, narrow: usize) -> bool {
        match axis {
            Axis::Actions => self.covers_action(wide, narrow),
            Axis::Resources => self.covers_resource(wide, narrow),
        }
    }

    fn covers_action(&mut self, wide: usize, narrow: usize) -> bool {
        let (Some(wide), Some(narrow)) = (self.actions.get(wide), self.actions.get(narrow)) else {
            return false;
        };
        if wide.entry.is_all() {
            return true;
        }
        // IAM refuses a wildcard in the name of a service, so that none is compared with another.
        if narrow.entry.prefix.contains(['*', '?']) {
            return false;
        }
        let lengths = (wide.entry.name.len(), narrow.entry.name.len());
        let cost = if narrow.entry.has_wildcard() { cost(lengths) } else { 1 };
        let Some(left) = self.n_left.checked_sub(cost) else { return false };
        self.n_left = left;
        wide.covers(narrow)
    }

    fn covers_resource(&mut self, wide: usize, narrow: usize) -> bool {
        let (Some(wide), Some(narrow)) = (self.resources.get(wide), self.resources.get(narrow)) else {
            return false;
        };
        if wide.pattern.is_all() {
            return true;
        }
        let (own, other) = (wide.pattern.text.as_str(), narrow.pattern.text.as_str());
        if !other.starts_with(wide.begins) || !wide.is_definite || !narrow.is_definite {
            return false;
        }
        let Some(left) = self.n_left.checked_sub(cost((own.len(), other.len()))) else { return false };
        self.n_left = left;
        wide.pattern.surely_covers(&narrow.pattern)
    }
}

/// An entry of `Resource`, prepared to be compared with many others.
struct ComparableResource<'t> {
    pattern: ResourcePattern<'t>,
    /// The part before the first wildcard.
    begins: &'t str,
    /// True for an ARN that nobody has to fill in, with policy variables where IAM knows them alone.
    is_definite: bool,
}

impl<'t> ComparableResource<'t> {
    fn new(text: &'t Text, reduced: &Reduced<'_>) -> Self {
        let arn = text.as_str();
        let has_variable_outside = || arn.split(':').take(N_FIELDS - 1).any(|field| field.contains('$'));
        Self {
            pattern: ResourcePattern::new(text),
            begins: arn.split(['*', '?']).next().unwrap_or_default(),
            is_definite: !piece::has_placeholder(arn)
                && (!arn.contains('$') || reduced.has_variables && !has_variable_outside()),
        }
    }
}

/// The work for comparing two patterns of these lengths, beside that of asking for the answer.
fn cost((own, other): (usize, usize)) -> usize {
    8 + own.saturating_mul(other) / 16
}

/// The statements that have an entry.
struct Holders {
    n_statements: usize,
    by_entry: HashMap<(Axis, usize), Vec<usize>>,
    /// Those with `NotAction`.
    negated: Vec<usize>,
}

impl Holders {
    fn new(statements: &[ReducedStatement]) -> Self {
        let mut holders =
            Self { n_statements: statements.len(), by_entry: HashMap::new(), negated: Vec::new() };
        for (place, statement) in statements.iter().enumerate() {
            for axis in [Axis::Actions, Axis::Resources] {
                let positive = statement.list(axis).filter(|list| !list.is_negated);
                for entry in positive.iter().flat_map(|list| &list.numbers) {
                    holders.by_entry.entry((axis, *entry)).or_default().push(place);
                }
            }
            if statement.actions.is_negated {
                holders.negated.push(place);
            }
        }
        holders
    }

    fn of(&self, axis: Axis, entry: usize) -> &[usize] {
        self.by_entry.get(&(axis, entry)).map(Vec::as_slice).unwrap_or_default()
    }
}
