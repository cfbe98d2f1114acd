//! Statements in words.

use std::borrow::Cow;

use super::grant::{matches, spelled};
use super::{condition, resource};
use crate::document::Text;
use crate::iam::action::ActionPattern;
use crate::{AccessLevel, Action, Statement, document};

/// A statement with its actions by their access levels, and its resources and conditions in words.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExplainedStatement<'s> {
    /// The statement's name: in the catalog, or else its Sid, or its number from 1.
    pub name: String,
    /// The Sid, if the statement has one.
    pub sid: Option<&'s str>,
    /// The effect, as it is written.
    pub effect: Cow<'s, str>,
    /// True for `NotAction`: the statement is about all other actions.
    pub not_action: bool,
    /// The entries of `Action` or `NotAction`, by the access levels of the actions that match.
    pub actions: Vec<ActionsOfLevel<'s>>,
    /// True for `NotResource`: the statement is about all other resources.
    pub not_resource: bool,
    /// The entries of `Resource` or `NotResource`.
    pub resources: Vec<ExplainedResource<'s>>,
    /// The conditions in words: all of them have to hold.
    pub conditions: Vec<String>,
    /// The statement of the catalog, for one of its policies.
    pub of_catalog: Option<&'static Statement>,
}

/// Entries of `Action` with actions of an access level.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ActionsOfLevel<'s> {
    /// The access level; `Unknown` also for entries that no known action matches.
    pub level: AccessLevel,
    /// The entries, each with the number of its actions of this level, which is zero for an unknown action.
    pub entries: Vec<(&'s str, usize)>,
}

/// An entry of `Resource` in words.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExplainedResource<'s> {
    /// The entry as it is written.
    pub entry: &'s str,
    /// The resources that it names.
    pub words: String,
}

impl<'s> ExplainedStatement<'s> {
    /// A statement of the catalog, in its maintained form.
    #[must_use]
    pub fn of_catalog(statement: &'static Statement) -> Self {
        let actions: Vec<&str> = statement.actions.maintained().map(|entry| entry.text).collect();
        let resources: Vec<&str> = statement.resources.maintained().map(|entry| entry.text).collect();
        let conditions = statement.conditions.iter().map(|it| {
            let values: Vec<String> = it.values.maintained().map(|entry| spelled(entry.text)).collect();
            condition::in_words(it.operator, it.key, &values)
        });
        Self {
            name: statement.name.to_owned(),
            sid: statement.sid,
            effect: statement.effect.to_string().into(),
            not_action: statement.actions.negated,
            actions: by_level(&actions),
            not_resource: statement.resources.negated,
            resources: explained(&resources, &actions, spelled),
            conditions: conditions.collect(),
            of_catalog: Some(statement),
        }
    }

    /// A statement of any document.
    #[must_use]
    pub fn of_document(statement: &'s document::Statement) -> Self {
        let entries = |list: &'s Option<document::List>| -> Vec<&'s str> {
            list.iter().flat_map(|list| &list.entries).map(Text::as_str).collect()
        };
        let is_negated = |list: &Option<document::List>| list.as_ref().is_some_and(|list| list.negated);
        let (actions, resources) = (entries(&statement.actions), entries(&statement.resources));
        let conditions = statement.conditions().map(|(operator, key)| {
            let values: Vec<String> = key.values.iter().map(|value| value.text.value.clone()).collect();
            condition::in_words(operator.name.as_str(), key.name.as_str(), &values)
        });
        let sid = statement.sid.as_ref().map(Text::as_str).filter(|sid| !sid.is_empty());
        Self {
            name: sid.map_or_else(|| (statement.idx + 1).to_string(), str::to_owned),
            sid,
            effect: statement.effect.as_ref().map_or("no effect", Text::as_str).into(),
            not_action: is_negated(&statement.actions),
            actions: by_level(&actions),
            not_resource: is_negated(&statement.resources),
            resources: explained(&resources, &actions, str::to_owned),
            conditions: conditions.collect(),
            of_catalog: None,
        }
    }

    /// True if the statement is about an action, whatever its resources and conditions are.
    #[must_use]
    pub fn is_about(&self, action: &str) -> bool {
        let mut entries = self.actions.iter().flat_map(|level| &level.entries);
        entries.any(|(entry, _)| matches(entry, action)) != self.not_action
    }
}

/// The actions of entries, as far as the catalog has them.
fn expanded(entry: &str) -> Vec<Action> {
    let text = Text { value: entry.to_owned(), ..Text::default() };
    ActionPattern::new(&text).expand().collect()
}

fn by_level<'s>(entries: &[&'s str]) -> Vec<ActionsOfLevel<'s>> {
    let expanded: Vec<(&'s str, Vec<Action>)> =
        entries.iter().map(|entry| (*entry, expanded(entry))).collect();
    let of_level = |level: AccessLevel| {
        let entries = expanded.iter().filter_map(|(entry, actions)| {
            let n_actions = actions.iter().filter(|action| action.access_level() == level).count();
            let is_unknown = actions.is_empty() && level == AccessLevel::Unknown;
            (n_actions > 0 || is_unknown).then_some((*entry, n_actions))
        });
        ActionsOfLevel { level, entries: entries.collect() }
    };
    AccessLevel::ALL.into_iter().map(of_level).filter(|level| !level.entries.is_empty()).collect()
}

fn explained<'s>(
    resources: &[&'s str],
    actions: &[&str],
    spelled: fn(&str) -> String,
) -> Vec<ExplainedResource<'s>> {
    let actions: Vec<Action> = actions.iter().flat_map(|entry| expanded(entry)).collect();
    let words =
        |entry: &&'s str| ExplainedResource { entry, words: resource::in_words(&spelled(entry), &actions) };
    resources.iter().map(words).collect()
}
