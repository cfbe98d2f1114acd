//! Parts of differences, put together: the actions that differ alike, and the resources of each.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{AccessLevel, Action};

use super::body::Body;
use super::difference::danger;
use super::names::ShortActions;
use super::search::{Found, FoundActions, Search};
use super::symbols::Symbols;
use super::{Difference, Side, names, witness};

/// An action, or names that the facts do not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Subject {
    Known(String),
    Named(String),
}

/// An action with its facts, if there are any.
pub(super) type SubjectAction = (Subject, Option<Action>);

/// The actions of each difference, with the number of a part that is about all of them.
type Whole = BTreeMap<Body, (Vec<SubjectAction>, usize)>;

/// Actions, and the patterns of the statements that allow them.
pub(super) type ShortKey = (Vec<SubjectAction>, Vec<String>);

/// The actions of one level, with the number of a part that is about all of them.
type OfLevel = (Option<AccessLevel>, Vec<SubjectAction>, usize);

/// Parts of differences, to be put together.
pub(super) struct Groups<'s, 'p> {
    pub(super) search: &'s mut Search<'p>,
    pub(super) symbols: &'s Symbols,
    pub(super) side: Side,
    /// The few words for subjects and the patterns of their statements, as many statements have the same.
    pub(super) shorts: RefCell<HashMap<ShortKey, ShortActions>>,
}

impl Groups<'_, '_> {
    /// The differences that consist of the parts.
    pub(super) fn differences(&mut self, found: &[Found]) -> Vec<Difference> {
        // For each action, its parts.
        let mut of_action: BTreeMap<Subject, (Option<Action>, Vec<usize>)> = BTreeMap::new();
        for (place, part) in found.iter().enumerate() {
            let mut add = |subject, action| {
                of_action.entry(subject).or_insert((action, Vec::new())).1.push(place);
            };
            match &part.actions {
                FoundActions::Known(actions) => {
                    for action in actions {
                        add(Subject::Known(action.to_string()), Some(*action));
                    }
                }
                FoundActions::Named(names) => add(Subject::Named(names.pattern.clone()), None),
            }
        }
        let mut alike: HashMap<Vec<usize>, BTreeMap<AccessLevel, Vec<SubjectAction>>> = HashMap::new();
        for (subject, (action, parts)) in of_action {
            let level = action.map_or(AccessLevel::Unknown, Action::access_level);
            let levels = alike.entry(self.search.needed(found, &parts)).or_default();
            levels.entry(level).or_default().push((subject, action));
        }
        // Parts of other searches can say the same.
        let mut whole = Whole::new();
        let mut alike: Vec<_> = alike.into_iter().collect();
        alike.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (parts, levels) in alike {
            for (body, part) in self.search.bodies(found, &parts) {
                for (level, subjects) in &levels {
                    let body = Body { level: Some(*level), ..body.clone() };
                    whole.entry(body).or_insert((Vec::new(), part)).0.extend(subjects.iter().cloned());
                }
            }
        }
        let mut whole = self.with_levels_joined(whole);
        let mut differences: Vec<Difference> = Vec::new();
        while let Some((body, (subjects, part))) = whole.pop_first() {
            let Some(part) = found.get(part) else { continue };
            // The same about actions that never have such resources, if that takes no more words.
            let other = Body { possible: !body.possible, ..body.clone() };
            let (mut own, mut joined) = (self.difference(body, &subjects, part), None);
            if let Some((others, place)) = whole.get(&other)
                && let Some(other_part) = found.get(*place)
            {
                let (subjects, part) = ([subjects.as_slice(), others].concat(), [part, other_part]);
                let possible =
                    if own.possible { &own } else { &self.difference(other.clone(), others, other_part) };
                let part = if part[0].possible { part[0] } else { part[1] };
                let body = Body { possible: true, ..other.clone() };
                let both = self.difference(body, &subjects, part);
                let n_words = |it: &Difference| it.actions.len() + it.except_actions.len();
                if n_words(&both) <= n_words(possible) {
                    let possible_actions = possible.known_actions.clone();
                    let level = possible.level;
                    joined = Some(Difference { possible_actions, level, ..both });
                }
            }
            if let Some(joined) = joined {
                whole.remove(&other);
                own = joined;
            }
            differences.push(own);
        }
        differences.sort_by(|one, other| one.rank().cmp(&other.rank()));
        differences
    }

    /// Actions of several levels, about which the same is said, become one difference where that takes fewer words.
    fn with_levels_joined(&self, whole: Whole) -> Whole {
        let mut of_body: BTreeMap<Body, Vec<OfLevel>> = BTreeMap::new();
        for (body, (subjects, part)) in whole {
            let level = body.level;
            of_body.entry(Body { level: None, ..body }).or_default().push((level, subjects, part));
        }
        let all = |body: &Body| {
            let levels = of_body.get(body).into_iter().flatten();
            levels.flat_map(|(_, subjects, _)| subjects).cloned().collect::<Vec<_>>()
        };
        let mut joined = Whole::new();
        for (body, levels) in &of_body {
            let n_words = |subjects: &[SubjectAction]| {
                let short = self.short(body, subjects);
                short.actions.len() + short.except.len()
            };
            let mut own = all(body);
            let are_fewer_together = levels.len() > 1 && {
                let n_apart: usize = levels.iter().map(|(_, subjects, _)| n_words(subjects)).sum();
                // The same about actions that never have such resources can be what a pattern lacks.
                let other = all(&Body { possible: !body.possible, ..body.clone() });
                n_words(&own) < n_apart
                    || !other.is_empty() && n_words(&[own.as_slice(), &other].concat()) < n_apart
            };
            if let (true, Some((_, _, part))) = (are_fewer_together, levels.first()) {
                own.sort_by(|(one, _), (other, _)| one.cmp(other));
                joined.insert(body.clone(), (own, *part));
                continue;
            }
            for (level, subjects, part) in levels {
                joined.insert(Body { level: *level, ..body.clone() }, (subjects.clone(), *part));
            }
        }
        joined
    }

    /// The actions of a difference in few words.
    fn short(&self, body: &Body, subjects: &[SubjectAction]) -> ShortActions {
        let policies = self.search.sides[0];
        let written = body.statements.iter().flat_map(|source| {
            let statements = policies.statements.iter();
            let own = statements.filter(|it| it.policy == source.policy && it.idx == source.idx);
            own.flat_map(|it| &it.actions.entries).map(ToString::to_string)
        });
        let key = (subjects.to_vec(), written.collect::<Vec<_>>());
        if let Some(short) = self.shorts.borrow().get(&key) {
            return short.clone();
        }
        let known: Vec<Action> = subjects.iter().filter_map(|(_, action)| *action).collect();
        let mut short = names::shortest(&known, &key.1);
        short.actions.extend(subjects.iter().filter_map(|(subject, _)| match subject {
            Subject::Named(name) => Some(name.clone()),
            Subject::Known(_) => None,
        }));
        self.shorts.borrow_mut().insert(key, short.clone());
        short
    }

    fn difference(&mut self, body: Body, subjects: &[SubjectAction], part: &Found) -> Difference {
        let ShortActions { actions, except: except_actions } = self.short(&body, subjects);
        let known_actions: Vec<Action> = subjects.iter().filter_map(|(_, action)| *action).collect();
        // The example is one of these actions, on a resource of its own.
        let mut part = part.clone();
        if let FoundActions::Known(of_part) = &part.actions {
            let own: HashSet<&Action> = known_actions.iter().collect();
            if let Some(action) = of_part.iter().find(|action| own.contains(action)).copied() {
                match self.search.of_action(&part, action) {
                    Some(of_action) => part = of_action,
                    None => part.actions = FoundActions::Known(vec![action]),
                }
            }
        }
        let levels = known_actions.iter().map(|action| action.access_level());
        let level = levels.min_by_key(|level| danger(*level)).unwrap_or(AccessLevel::Unknown);
        Difference {
            side: self.side,
            actions,
            except_actions,
            resources: body.resources,
            except: body.except,
            conditions: body.conditions,
            instead: body.instead,
            certainty: body.certainty,
            possible: body.possible,
            level,
            statements: body.statements,
            witness: witness::request(self.search, self.symbols, &part),
            possible_actions: if body.possible { known_actions.clone() } else { Vec::new() },
            known_actions,
        }
    }
}
