//! The search for requests that one side allows and the other does not.
//!
//! A request is allowed only if an identity policy has an entry for its resource. So each such entry is asked, for
//! the actions about which the same statements are, whether it has a resource, and a context, that tell the sides
//! apart. An entry that one of the other side covers needs no search.

mod question;

use std::collections::HashMap;
use std::rc::Rc;

use crate::evaluate::{Context, Layer, Policies};
use crate::iam::evaluate::{CompiledStatement, StatementCondition};
use crate::iam::language::{self, Automaton, Budget, TooComplex};
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::resource_name::format_language;
use crate::{Action, ArnFormat, ResourceType};

use super::conditions::{Apart, Contexts};
use super::patterns::Patterns;
use super::signature::{NamedActions, Signature, SignatureActions};

/// The most kinds of resources of which each is asked whether it has a difference about an entry. A request about
/// the resources of any further kind is taken for possible if one about those before is.
const MAX_ASKED: usize = 64;

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
    pub(super) resource: FoundResource,
    pub(super) context: usize,
}

/// A resource of a part of a difference.
#[derive(Clone, Debug)]
pub(super) enum FoundResource {
    Text(String),
    /// Any resource of a pattern that one of some others has.
    Any {
        of: usize,
        formats: Vec<usize>,
    },
}

/// The answer about an entry.
type Answer = (Apart, FoundResource);

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
    pub(super) patterns: Patterns<'p>,
    /// The number of `*`.
    all: usize,
    /// The numbers of the patterns of all ARNs, and of the `*` of actions that take no resource.
    universe: Vec<usize>,
    budget: &'p Budget,
    /// For each side and statement, the number of what it says: two statements with one number say the same.
    said: [Vec<usize>; 2],
    pub(super) contexts: Contexts<'p>,
    /// The values of the keys of policy variables.
    pub(super) given: Context,
}

/// A search that ended: the side, 0 for the one that allows requests, the statement and the entry.
pub(super) type Ended = (usize, usize, Option<usize>);

impl<'p> Search<'p> {
    /// A search in requests whose variables have values.
    pub(super) fn new(
        sides: [&'p Policies; 2],
        given: &Context,
        fixed: &'p [String],
        budget: &'p Budget,
    ) -> Self {
        let mut patterns = Patterns::new(budget);
        let mut star = TextPattern::default();
        star.push_run(CharClass::ALL);
        let all = patterns.add(star);
        let universe = universe().into_iter().map(|pattern| patterns.add(pattern)).collect();
        let entries = sides.map(|policies| {
            let of_statement = |statement: &CompiledStatement| {
                let entries = statement.resources.entries.iter();
                entries.map(|entry| entry.language(given).map(|pattern| patterns.add(pattern))).collect()
            };
            policies.statements.iter().map(of_statement).collect()
        });
        let contexts = Contexts::new(sides, given.clone(), fixed, budget);
        let said = said(sides, &entries);
        Self { sides, entries, patterns, all, universe, budget, said, contexts, given: given.clone() }
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
            let n_statements: usize = signature.about.iter().map(Vec::len).sum();
            self.budget.spend(32 * n_statements).map_err(|TooComplex| (0, place, entry))?;
            if self.is_covered(signature, statement, own, entry) {
                continue;
            }
            found.extend(self.answers(signature, place, own, entry).map_err(|TooComplex| (0, place, entry))?);
        }
        Ok(())
    }

    /// The parts of differences about an entry: about resources of the types of the actions, and about others.
    fn answers(
        &mut self,
        signature: &Signature,
        statement: usize,
        own: usize,
        entry: Option<usize>,
    ) -> Result<Vec<Found>, TooComplex> {
        let grant = self.sides[0].statements.get(statement);
        let question = grant.and_then(|grant| self.question(signature, grant, own));
        let Some(question) = question else { return Ok(Vec::new()) };
        // Without a difference about any resource there is none about those of some types.
        let all = self.universe.clone();
        let Some(about_any) = self.ask(&question, statement, &all)? else { return Ok(Vec::new()) };
        let mut found: Vec<Found> = Vec::new();
        let part = |actions: FoundActions, possible: bool, (apart, resource): Answer| {
            let (is_certain, context) = match apart {
                Apart::Certainly(context) => (true, context),
                Apart::Maybe(context) => (false, context),
            };
            let about = signature.about.clone();
            Found { about, statement, entry, actions, possible, is_certain, resource, context }
        };
        let groups = match &signature.actions {
            SignatureActions::Known(actions) => self.by_formats(actions),
            SignatureActions::Named(names) => {
                return Ok(vec![part(FoundActions::Named(names.clone()), names.possible, about_any)]);
            }
        };
        for (place, (formats, actions)) in groups.into_iter().enumerate() {
            let formats: Vec<usize> =
                formats.into_iter().filter(|format| self.patterns.overlaps(*format, own)).collect();
            let known = found.iter_mut().find(|it| it.possible && place >= MAX_ASKED && !formats.is_empty());
            if let Some(FoundActions::Known(known)) = known.map(|it| &mut it.actions) {
                known.extend(actions);
                continue;
            }
            let of_types = if formats.is_empty() { None } else { self.ask(&question, statement, &formats)? };
            let possible = of_types.is_some() || self.patterns.is_of_any_service(own);
            let new =
                part(FoundActions::Known(actions), possible, of_types.unwrap_or_else(|| about_any.clone()));
            let is_like = |it: &&mut Found| (it.possible, it.is_certain) == (new.possible, new.is_certain);
            match (found.iter_mut().find(is_like).map(|it| &mut it.actions), &new.actions) {
                (Some(FoundActions::Known(known)), FoundActions::Known(actions)) => known.extend(actions),
                _ => found.push(new),
            }
        }
        Ok(found)
    }

    pub(super) fn number(&self, side: usize, place: usize, idx: usize) -> Option<usize> {
        *self.entries.get(side)?.get(place)?.get(idx)?
    }

    /// A part about one of its actions alone, with a resource that the action takes.
    pub(super) fn of_action(&mut self, part: &Found, action: Action) -> Option<Found> {
        let own = match part.entry {
            None => self.all,
            Some(idx) => self.number(0, part.statement, idx)?,
        };
        let signature =
            Signature { about: part.about.clone(), actions: SignatureActions::Known(vec![action]) };
        let answers = self.answers(&signature, part.statement, own, part.entry).ok()?;
        answers.into_iter().find(|it| (it.possible, it.is_certain) == (part.possible, part.is_certain))
    }

    /// True if the other side certainly allows everything that a statement allows on an entry.
    fn is_covered(
        &mut self,
        signature: &Signature,
        statement: &CompiledStatement,
        own: usize,
        entry: Option<usize>,
    ) -> bool {
        let to = self.sides[1];
        for place in &signature.about[1] {
            let Some(denial) = to.statements.get(*place).filter(|it| it.denies) else { continue };
            let is_apart = !denial.resources.is_negated
                && (0..denial.resources.entries.len()).all(|idx| match self.number(1, *place, idx) {
                    Some(number) => !self.patterns.overlaps(number, own),
                    None => true,
                });
            let says = self.says(1, *place);
            let is_shared = || signature.about[0].iter().any(|place| self.says(0, *place) == says);
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

    /// The number of what a statement says.
    fn says(&self, side: usize, place: usize) -> Option<usize> {
        self.said.get(side).and_then(|said| said.get(place)).copied()
    }

    /// Actions by the numbers of the formats of their resources.
    fn by_formats(&mut self, actions: &[Action]) -> Vec<(Vec<usize>, Vec<Action>)> {
        let mut groups: Vec<(Vec<usize>, Vec<Action>)> = Vec::new();
        let mut places: HashMap<Vec<&'static str>, usize> = HashMap::new();
        for action in actions {
            let formats = action.resource_types().flat_map(ResourceType::arn_formats);
            let texts: Vec<&str> = formats.clone().map(ArnFormat::as_str).collect();
            let place = *places.entry(texts).or_insert_with(|| {
                let none = (action.resource_types().len() == 0).then(|| TextPattern::literal("*"));
                let languages = formats.map(format_language).chain(none);
                groups.push((languages.map(|language| self.patterns.add(language)).collect(), Vec::new()));
                groups.len() - 1
            });
            if let Some((_, group)) = groups.get_mut(place) {
                group.push(*action);
            }
        }
        groups
    }

    /// The string of a resource.
    pub(super) fn text(&mut self, resource: &FoundResource) -> String {
        let (of, formats) = match resource {
            FoundResource::Text(text) => return text.clone(),
            FoundResource::Any { of, formats } => (*of, formats),
        };
        let (Ok(own), Ok(formats)) = (self.patterns.automaton(of), self.automata(formats)) else {
            return String::new();
        };
        let within: &[&[&Automaton]] = &[&[&own], &borrowed(&formats)];
        let found = language::kinds(within, &[], 1, &Budget::default(), |_| false, |_| Some(()));
        found.ok().and_then(|mut found| found.remove(&())).unwrap_or_default()
    }

    fn automata(&mut self, numbers: &[usize]) -> Result<Vec<Rc<Automaton>>, TooComplex> {
        numbers.iter().map(|number| self.patterns.automaton(*number)).collect()
    }
}

fn borrowed(automata: &[Rc<Automaton>]) -> Vec<&Automaton> {
    automata.iter().map(|it| &**it).collect()
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

/// Numbers what statements say: their effect, their layer, their resources and their conditions.
fn said(sides: [&Policies; 2], entries: &[Vec<Vec<Option<usize>>>; 2]) -> [Vec<usize>; 2] {
    let mut numbers = HashMap::new();
    let mut side = 0;
    sides.map(|policies| {
        let of_side = entries.get(side).into_iter().flatten();
        side += 1;
        let number = |(statement, entries): (&CompiledStatement, &Vec<Option<usize>>)| {
            let mut entries = entries.clone();
            entries.sort_unstable();
            entries.dedup();
            let mut conditions: Vec<String> =
                statement.conditions.iter().map(StatementCondition::said).collect();
            conditions.sort_unstable();
            conditions.dedup();
            let key =
                (statement.denies, statement.layer, statement.resources.is_negated, entries, conditions);
            let new = numbers.len();
            *numbers.entry(key).or_insert(new)
        };
        policies.statements.iter().zip(of_side).map(number).collect()
    })
}

fn has_same_resources(one: &CompiledStatement, other: &CompiledStatement) -> bool {
    let (one, other) = (&one.resources, &other.resources);
    let has_all = |wide: &[_], narrow: &[_]| narrow.iter().all(|entry| wide.contains(entry));
    one.is_negated == other.is_negated
        && has_all(&one.entries, &other.entries)
        && has_all(&other.entries, &one.entries)
}
