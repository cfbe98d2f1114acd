//! The search for requests that one side allows and the other does not.
//!
//! A request is allowed only if an identity policy has an entry for its resource. So each such entry is asked, for
//! the actions about which the same statements are, whether it has a resource, and a context, that tell the sides
//! apart. An entry that one of the other side covers needs no search.

use crate::evaluate::{Context, Layer, Policies};
use crate::iam::evaluate::{CompiledStatement, StatementCondition};
use crate::iam::language::{self, TooComplex};
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::resource_name::format_language;
use crate::{Action, ArnFormat, ResourceType};

use super::conditions::{Apart, Contexts, Matched};
use super::patterns::Patterns;
use super::signature::{NamedActions, Signature, SignatureActions};

/// A part of a difference: an entry of a statement, for some actions.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) about: [Vec<usize>; 2],
    pub(super) statement: usize,
    /// The place of the entry; nothing for all of `NotResource`.
    pub(super) entry: Option<usize>,
    pub(super) actions: FoundActions,
    pub(super) possible: bool,
    pub(super) is_certain: bool,
    /// A resource that tells the sides apart, and the number of the context.
    pub(super) resource: String,
    pub(super) context: usize,
}

/// The actions of a part of a difference.
#[derive(Clone, Debug)]
pub(super) enum FoundActions {
    Known(Vec<Action>),
    Named(NamedActions),
}

/// A search from one side to the other.
pub(super) struct Search<'p> {
    /// The side that allows requests, and the other one.
    pub(super) sides: [&'p Policies; 2],
    /// For each side and statement, the numbers of the patterns of its entries; nothing for one that no resource
    /// matches.
    entries: [Vec<Vec<Option<usize>>>; 2],
    pub(super) patterns: Patterns,
    /// The number of `*`.
    all: usize,
    pub(super) contexts: Contexts<'p>,
}

/// A search that ended: the side, 0 for the one that allows requests, the statement and the entry.
pub(super) type Ended = (usize, usize, Option<usize>);

impl<'p> Search<'p> {
    /// A search in requests whose variables have values.
    pub(super) fn new(sides: [&'p Policies; 2], given: &Context) -> Self {
        let mut patterns = Patterns::default();
        let mut star = TextPattern::default();
        star.push_run(CharClass::ALL);
        let all = patterns.add(star);
        let entries = sides.map(|policies| {
            let of_statement = |statement: &CompiledStatement| {
                let entries = statement.resources.entries.iter();
                entries.map(|entry| entry.language(given).map(|pattern| patterns.add(pattern))).collect()
            };
            policies.statements.iter().map(of_statement).collect()
        });
        Self { sides, entries, patterns, all, contexts: Contexts::new(sides, given.clone()) }
    }

    /// Everything that the side allows and the other does not, by the actions with the same statements.
    pub(super) fn run(&mut self, signatures: &[Signature]) -> Result<Vec<Found>, Ended> {
        let mut found = Vec::new();
        for signature in signatures {
            for place in signature.about[0].clone() {
                self.of_statement(signature, place, &mut found)?;
            }
        }
        Ok(found)
    }

    fn of_statement(
        &mut self,
        signature: &Signature,
        place: usize,
        found: &mut Vec<Found>,
    ) -> Result<(), Ended> {
        let Some(statement) = self.sides[0].statements.get(place) else { return Ok(()) };
        if statement.denies || statement.layer != Layer::Identity {
            return Ok(());
        }
        let of_entries = || (0..statement.resources.entries.len()).map(Some).collect();
        let entries: Vec<Option<usize>> =
            if statement.resources.is_negated { vec![None] } else { of_entries() };
        for entry in entries {
            let own = match entry {
                None => Some(self.all),
                Some(idx) => self.number(0, place, idx),
            };
            let Some(own) = own else { continue };
            if self.is_covered(signature, statement, own, entry) {
                continue;
            }
            for part in parts(&signature.actions) {
                let answer = self.ask(signature, place, own, &part);
                let Some((possible, apart, resource)) = answer.map_err(|_| (0, place, entry))? else {
                    continue;
                };
                let (is_certain, context) = match apart {
                    Apart::Certainly(context) => (true, context),
                    Apart::Maybe(context) => (false, context),
                };
                let about = signature.about.clone();
                let actions = part.actions;
                let statement = place;
                found.push(Found {
                    about,
                    statement,
                    entry,
                    actions,
                    possible,
                    is_certain,
                    resource,
                    context,
                });
            }
        }
        Ok(())
    }

    pub(super) fn number(&self, side: usize, place: usize, idx: usize) -> Option<usize> {
        *self.entries.get(side)?.get(place)?.get(idx)?
    }

    /// True if the other side certainly allows everything that a statement allows on an entry.
    fn is_covered(
        &mut self,
        signature: &Signature,
        statement: &CompiledStatement,
        own: usize,
        entry: Option<usize>,
    ) -> bool {
        let [from, to] = self.sides;
        for place in &signature.about[1] {
            let Some(denial) = to.statements.get(*place).filter(|it| it.denies) else { continue };
            let is_apart = !denial.resources.is_negated
                && (0..denial.resources.entries.len()).all(|idx| match self.number(1, *place, idx) {
                    Some(number) => !self.patterns.overlaps(number, own),
                    None => true,
                });
            let mut denials = signature.about[0].iter().filter_map(|place| from.statements.get(*place));
            let mut is_shared = || denials.any(|it| it.denies && is_same(it, denial));
            if !is_apart && !is_shared() {
                return false;
            }
        }
        to.layers().all(|layer| {
            signature.about[1].iter().any(|place| {
                let Some(grant) = to.statements.get(*place) else { return false };
                !grant.denies
                    && grant.layer == layer
                    && implies(&statement.conditions, &grant.conditions)
                    && if grant.resources.is_negated {
                        entry.is_none() && has_same_resources(statement, grant)
                    } else {
                        (0..grant.resources.entries.len()).any(|idx| {
                            self.number(1, *place, idx).is_some_and(|it| self.patterns.covers(it, own))
                        })
                    }
            })
        })
    }

    /// A resource of an entry that tells the sides apart for some actions, if there is one: of the types of the
    /// actions, or else any.
    fn ask(
        &mut self,
        signature: &Signature,
        place: usize,
        own: usize,
        part: &Part,
    ) -> Result<Option<(bool, Apart, String)>, TooComplex> {
        let (others, statements) = self.others(signature, own);
        let mut patterns: Vec<&TextPattern<'_>> = Vec::new();
        for number in &others {
            patterns.extend(self.patterns.get(*number));
        }
        let Some(own) = self.patterns.get(own) else { return Ok(None) };
        let contexts = &mut self.contexts;
        for (possible, within) in [(part.possible, &part.formats), (false, &universe())] {
            let within: Vec<&TextPattern<'_>> = within.iter().collect();
            let mut maybe = None;
            let found = language::kinds(&[&[own], &within], &patterns, 1, |accepted| {
                let matched = |side: usize| {
                    let of_side = statements.iter().filter(|it| it.side == side && it.matches(accepted));
                    of_side.map(|it| it.place).collect::<Vec<_>>()
                };
                let grants = matched(0);
                if !grants.contains(&place) {
                    return None;
                }
                match contexts.apart(Matched { grant: place, grants, others: matched(1) }) {
                    Some(Apart::Maybe(context)) => {
                        maybe.get_or_insert(context);
                        None
                    }
                    certain => certain,
                }
            })?;
            if let Some((apart, resource)) = found.into_iter().next() {
                return Ok(Some((possible, apart, resource)));
            }
            if let Some(context) = maybe {
                return Ok(Some((possible, Apart::Maybe(context), String::new())));
            }
        }
        Ok(None)
    }

    /// The numbers of the patterns that tell resources of an entry apart, and the statements that have them.
    fn others(&mut self, signature: &Signature, own: usize) -> (Vec<usize>, Vec<AskedStatement>) {
        let mut others: Vec<usize> = Vec::new();
        let mut statements = Vec::new();
        for ((side, policies), about) in self.sides.into_iter().enumerate().zip(&signature.about) {
            for place in about {
                let Some(statement) = policies.statements.get(*place) else { continue };
                let mut asked = AskedStatement {
                    side,
                    place: *place,
                    is_negated: statement.resources.is_negated,
                    has_all: false,
                    entries: Vec::new(),
                };
                for idx in 0..statement.resources.entries.len() {
                    let Some(number) = self.number(side, *place, idx) else { continue };
                    if self.patterns.covers(number, own) {
                        asked.has_all = true;
                    } else if self.patterns.overlaps(number, own) {
                        let known = others.iter().position(|it| *it == number);
                        asked.entries.push(known.unwrap_or_else(|| {
                            others.push(number);
                            others.len() - 1
                        }));
                    }
                }
                statements.push(asked);
            }
        }
        (others, statements)
    }
}

/// A statement, asked about the resources of an entry.
struct AskedStatement {
    side: usize,
    place: usize,
    is_negated: bool,
    /// True if an entry of the statement has them all.
    has_all: bool,
    /// The places of its entries among the patterns that tell them apart.
    entries: Vec<usize>,
}

impl AskedStatement {
    fn matches(&self, accepted: &[bool]) -> bool {
        let is_accepted = |idx: &usize| accepted.get(*idx).copied().unwrap_or_default();
        (self.has_all || self.entries.iter().any(is_accepted)) != self.is_negated
    }
}

/// The actions of a signature whose resources have the same formats.
pub(super) struct Part {
    actions: FoundActions,
    /// The resources of the actions.
    formats: Vec<TextPattern<'static>>,
    possible: bool,
}

/// The actions of a signature by the formats of their resources.
fn parts(actions: &SignatureActions) -> Vec<Part> {
    let actions = match actions {
        SignatureActions::Known(actions) => actions,
        SignatureActions::Named(names) => {
            let actions = FoundActions::Named(names.clone());
            return vec![Part { actions, formats: universe(), possible: names.possible }];
        }
    };
    let mut groups: Vec<(Vec<ArnFormat>, Vec<Action>)> = Vec::new();
    let texts = |formats: &[ArnFormat]| formats.iter().map(|it| it.as_str()).collect::<Vec<_>>();
    for action in actions {
        let formats: Vec<ArnFormat> = action.resource_types().flat_map(ResourceType::arn_formats).collect();
        match groups.iter_mut().find(|(known, _)| texts(known) == texts(&formats)) {
            Some((_, group)) => group.push(*action),
            None => groups.push((formats, vec![*action])),
        }
    }
    let part = |(formats, actions): (Vec<ArnFormat>, Vec<Action>)| {
        let none = vec![TextPattern::literal("*")];
        let of_types = formats.into_iter().map(format_language).collect();
        let takes_none = actions.iter().all(|action| action.resource_types().len() == 0);
        let formats = if takes_none { none } else { of_types };
        Part { actions: FoundActions::Known(actions), formats, possible: true }
    };
    groups.into_iter().map(part).collect()
}

/// All ARNs, and the `*` of actions that take no resource.
fn universe() -> Vec<TextPattern<'static>> {
    let mut arn = TextPattern::literal("arn:");
    for _ in 0..4 {
        arn.push_run(CharClass::NO_COLON);
        arn.push_str(":");
    }
    arn.push_run(CharClass::ALL);
    vec![arn, TextPattern::literal("*")]
}

/// True if a statement with the first conditions certainly has the second met, as they are among them.
fn implies(narrow: &[StatementCondition], wide: &[StatementCondition]) -> bool {
    wide.iter().all(|condition| narrow.iter().any(|it| it.is_same(condition)))
}

/// True if two statements have the same conditions and resources.
fn is_same(one: &CompiledStatement, other: &CompiledStatement) -> bool {
    implies(&one.conditions, &other.conditions)
        && implies(&other.conditions, &one.conditions)
        && has_same_resources(one, other)
}

fn has_same_resources(one: &CompiledStatement, other: &CompiledStatement) -> bool {
    let (one, other) = (&one.resources, &other.resources);
    let has_all = |wide: &[_], narrow: &[_]| narrow.iter().all(|entry| wide.contains(entry));
    one.is_negated == other.is_negated
        && has_all(&one.entries, &other.entries)
        && has_all(&other.entries, &one.entries)
}
