//! What is said of the parts of differences, apart from their actions: the resources, the conditions, and what the
//! other side has instead.

use std::collections::BTreeSet;

use crate::AccessLevel;
use crate::evaluate::Layer;
use crate::iam::evaluate::{CompiledStatement, StatementCondition};

use super::search::{Found, Search};
use super::{Certainty, ConditionText, Instead, OtherEntry, StatementSource};

/// Everything of a difference but its actions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Body {
    pub(super) resources: Vec<String>,
    pub(super) except: Vec<String>,
    pub(super) conditions: Vec<ConditionText>,
    pub(super) instead: Instead,
    pub(super) certainty: Certainty,
    pub(super) possible: bool,
    pub(super) statements: Vec<StatementSource>,
    /// The access level of the actions; nothing for actions of several.
    pub(super) level: Option<AccessLevel>,
}

impl Search<'_> {
    /// The parts of an action that say more than the others.
    pub(super) fn needed(&mut self, found: &[Found], parts: &[usize]) -> Vec<usize> {
        let numbers: Vec<Option<usize>> = parts
            .iter()
            .map(|place| found.get(*place).and_then(|it| self.number(0, it.statement, it.entry?)))
            .collect();
        let mut needed = Vec::new();
        for (idx, (place, number)) in parts.iter().zip(&numbers).enumerate() {
            let Some(part) = found.get(*place) else { continue };
            let is_said = parts.iter().zip(&numbers).enumerate().any(|(other_idx, (other, wide))| {
                let Some(other) = found.get(*other).filter(|_| other_idx != idx) else { return false };
                let (Some(wide), Some(narrow)) = (wide, number) else { return false };
                let covers = self.patterns.covers(*wide, *narrow);
                let is_same = covers && self.patterns.covers(*narrow, *wide);
                covers
                    && (!is_same || other_idx < idx)
                    && self.is_at_most_as_limited(other.statement, part.statement)
                    && (other.possible, other.is_certain) >= (part.possible, part.is_certain)
            });
            if !is_said {
                needed.push(*place);
            }
        }
        needed
    }

    /// The parts by what they say, each with one of them.
    pub(super) fn bodies(&mut self, found: &[Found], parts: &[usize]) -> Vec<(Body, usize)> {
        let mut bodies: Vec<(Body, usize)> = Vec::new();
        for (place, part) in parts.iter().filter_map(|place| Some((*place, found.get(*place)?))) {
            let Some(statement) = self.sides[0].statements.get(part.statement) else { continue };
            let (resources, except) = match part.entry.and_then(|idx| statement.resources.entries.get(idx)) {
                Some(entry) => (vec![entry.text.to_string()], Vec::new()),
                None => {
                    let entries = statement.resources.entries.iter();
                    (vec!["*".to_owned()], entries.map(|it| it.text.to_string()).collect())
                }
            };
            let certainty = if part.is_certain { Certainty::Certain } else { Certainty::UnderConditions };
            let body = Body {
                resources,
                except,
                conditions: texts(&statement.conditions),
                instead: self.instead(part),
                certainty,
                possible: part.possible,
                statements: vec![self.sides[0].reference(statement).into()],
                level: None,
            };
            let known = bodies.iter_mut().find(|(known, _)| {
                let rest =
                    |body: &Body| Body { resources: Vec::new(), statements: Vec::new(), ..body.clone() };
                rest(known) == rest(&body)
            });
            match known {
                Some((known, _)) => {
                    add_new(&mut known.resources, body.resources);
                    add_new(&mut known.statements, body.statements);
                }
                None => bodies.push((body, place)),
            }
        }
        bodies
    }

    /// The part of the requests that the other side allows or denies.
    fn instead(&mut self, part: &Found) -> Instead {
        let to = self.sides[1];
        let own = match part.entry {
            Some(idx) => self.number(0, part.statement, idx),
            None => None,
        };
        let mut instead = Instead::default();
        let mut layers: BTreeSet<Layer> = to.layers().collect();
        for place in &part.about[1] {
            let Some(statement) = to.statements.get(*place) else { continue };
            let source = StatementSource::from(to.reference(statement));
            let is_negated = statement.resources.is_negated;
            for (idx, entry) in statement.resources.entries.iter().enumerate() {
                let Some(number) = self.number(1, *place, idx) else { continue };
                let overlaps = own.is_none_or(|own| self.patterns.overlaps(number, own));
                let has_all = own.is_some_and(|own| self.patterns.covers(number, own));
                if !is_negated && !overlaps || is_negated && has_all {
                    continue;
                }
                let other = OtherEntry {
                    resource: entry.text.to_string(),
                    is_negated,
                    has_all: if is_negated { !overlaps } else { has_all },
                    conditions: texts(&statement.conditions),
                    statement: source.clone(),
                };
                if statement.denies {
                    instead.denials.push(other);
                    continue;
                }
                layers.remove(&statement.layer);
                if statement.layer == Layer::Identity {
                    instead.grants.push(other);
                }
            }
        }
        instead.layers = layers.into_iter().filter(|layer| *layer != Layer::Identity).collect();
        instead
    }

    /// True if a statement certainly applies wherever another one on a part of its resources does.
    fn is_at_most_as_limited(&self, wide: usize, narrow: usize) -> bool {
        let statements = &self.sides[0].statements;
        let conditions = |place: usize| statements.get(place).map(|it: &CompiledStatement| &it.conditions);
        match (conditions(wide), conditions(narrow)) {
            (Some(wide), Some(narrow)) => wide.iter().all(|it| narrow.iter().any(|own| own.is_same(it))),
            _ => false,
        }
    }
}

fn add_new<T: PartialEq>(all: &mut Vec<T>, new: Vec<T>) {
    for one in new {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

/// Conditions as they are written.
fn texts(conditions: &[StatementCondition]) -> Vec<ConditionText> {
    let text = |condition: &StatementCondition| ConditionText {
        operator: condition.operator.to_string(),
        key: condition.key.to_string(),
        values: condition.values.iter().map(ToString::to_string).collect(),
    };
    conditions.iter().map(text).collect()
}
