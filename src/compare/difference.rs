//! A difference: requests that one side allows and the other does not.

use core::cmp::Reverse;
use std::collections::HashSet;

use crate::document::Span;
use crate::evaluate::{Context, Layer, StatementRef};
use crate::{AccessLevel, Action};

use super::names;

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a comparison has two sides")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// The certainty of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a difference is proved by a request or not")]
pub enum Certainty {
    /// The request of the difference proves it.
    Certain,
    /// The conditions of both sides differ, and it was not decided whether some request tells them apart.
    UnderConditions,
}

/// Requests that one side allows and the other does not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Difference {
    /// The side that allows them.
    pub side: Side,
    /// The actions, as few patterns and names as possible. Every action behind a pattern differs in the same way,
    /// apart from those in `except_actions`.
    pub actions: Vec<String>,
    /// The actions behind the patterns that do not differ, or not in the same way, as patterns and names.
    pub except_actions: Vec<String>,
    /// The actions that AWS's facts have, each by itself.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub known_actions: Vec<Action>,
    /// Those of the actions whose requests can be about such resources, by AWS's facts.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub possible_actions: Vec<Action>,
    /// The patterns of the resources, as the side that allows them writes them. Some resource behind each of them
    /// tells the sides apart.
    pub resources: Vec<String>,
    /// The resources that the statement leaves out by `NotResource`.
    pub except: Vec<String>,
    /// The conditions under which the side allows them.
    pub conditions: Vec<ConditionText>,
    /// The requests of the same actions and resources that the other side allows or denies.
    pub instead: Instead,
    /// The certainty of the difference.
    pub certainty: Certainty,
    /// False if no such request can exist, by AWS's facts: none of the actions has such resources.
    pub possible: bool,
    /// The most dangerous access level of the actions, or of those that are possible.
    pub level: AccessLevel,
    /// The statements that allow them.
    pub statements: Vec<StatementSource>,
    /// A request that the side allows and the other does not.
    pub witness: Request,
}

impl Difference {
    /// The full name of each action: those that AWS's facts have, or the patterns of other names.
    #[must_use]
    pub fn expanded(&self) -> Vec<String> {
        if self.known_actions.is_empty() {
            self.actions.clone()
        } else {
            self.known_actions.iter().map(Action::to_string).collect()
        }
    }

    /// True if another difference says nothing new: its statements, its resources and its actions are among those
    /// of this one.
    pub(super) fn says_all_of(&self, other: &Self) -> bool {
        let has_actions = || {
            let own: HashSet<&Action> = self.known_actions.iter().collect();
            other.known_actions.iter().all(|it| own.contains(it))
        };
        (self.certainty == Certainty::Certain || other.certainty != Certainty::Certain)
            && other.statements.iter().all(|it| self.statements.contains(it))
            && other.resources.iter().all(|it| self.resources.contains(it))
            && has_actions()
            && (!other.known_actions.is_empty() || self.actions == other.actions)
    }

    /// The order of differences: those that can exist first, then the most dangerous, then by name.
    pub(super) fn rank(&self) -> impl Ord + use<'_> {
        (
            Reverse(self.possible),
            danger(self.level),
            names::folded(&self.actions),
            &self.resources,
            self.certainty,
        )
    }
}

/// The place of an access level in the order of danger, the most dangerous first.
pub(super) fn danger(level: AccessLevel) -> usize {
    let dangers = [
        AccessLevel::PermissionsManagement,
        AccessLevel::Write,
        AccessLevel::Tagging,
        AccessLevel::Read,
        AccessLevel::List,
    ];
    dangers.iter().position(|it| *it == level).unwrap_or(dangers.len())
}

/// The part of a difference's requests that the other side allows all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Instead {
    /// The grants of the other side on resources of the difference, each with its conditions.
    pub grants: Vec<OtherEntry>,
    /// The denials of the other side on resources of the difference, each with its conditions.
    pub denials: Vec<OtherEntry>,
    /// The layers of the other side, such as its permissions boundary, without a grant on any resource of the
    /// difference.
    pub layers: Vec<Layer>,
}

impl Instead {
    /// True if the other side neither allows nor denies anything of the difference.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.grants.is_empty() && self.denials.is_empty()
    }
}

/// A grant or a denial of the other side, by an entry for resources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct OtherEntry {
    /// The pattern of the resources.
    pub resource: String,
    /// True if the pattern is one of `NotResource`, so that the statement is about all other resources.
    pub is_negated: bool,
    /// True if all resources of the difference match the pattern, so that only the conditions differ.
    pub has_all: bool,
    /// The conditions.
    pub conditions: Vec<ConditionText>,
    /// The statement.
    pub statement: StatementSource,
}

/// A condition as a statement writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ConditionText {
    /// The operator.
    pub operator: String,
    /// The key.
    pub key: String,
    /// The values.
    pub values: Vec<String>,
}

/// A statement of one of the policies of a side.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct StatementSource {
    /// The layer of the policy.
    pub layer: Layer,
    /// The source of the policy, as it was given.
    pub source: String,
    /// The number of the policy among the policies of its side, from 0.
    pub policy: usize,
    /// The number of the statement in its document, from 0.
    pub idx: usize,
    /// The statement's `Sid`, if it has one.
    pub sid: Option<String>,
    /// The place of the statement in the text of the policy.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub span: Span,
}

impl From<StatementRef<'_>> for StatementSource {
    fn from(statement: StatementRef<'_>) -> Self {
        Self {
            layer: statement.layer,
            source: statement.source.to_owned(),
            policy: statement.policy,
            idx: statement.idx,
            sid: statement.sid.map(str::to_owned),
            span: statement.span,
        }
    }
}

impl StatementSource {
    /// The name of the statement in messages: its Sid, or its number from 1.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.sid {
            Some(sid) => format!("statement `{sid}`"),
            None => format!("statement {}", self.idx + 1),
        }
    }
}

/// A request, as the proof of a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Request {
    /// The full name of the action.
    pub action: String,
    /// The resource: an ARN, or `*` for an action that takes none. A placeholder of the policies stands for itself.
    pub resource: String,
    /// The condition keys that matter, sorted.
    pub keys: Vec<RequestKey>,
}

/// A condition key of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct RequestKey {
    /// The name, as the policies write it.
    pub key: String,
    /// The values; none if the request does not have the key.
    pub values: Vec<String>,
}

impl Request {
    /// The context of the request, which states its keys.
    #[must_use]
    pub fn context(&self) -> Context {
        self.keys.iter().fold(Context::new(), |context, key| context.set_all(&key.key, &key.values))
    }
}
