//! A policy to which statements are added.

use std::path::Path;

use pcluster_iam::audit::Addition;
use pcluster_iam::document::{Document, List, Statement, Syntax};
use pcluster_iam::json::size;
use serde_json::Value;

use super::super::subject::SubjectDocument;
use super::{insert, written};
use crate::command::check::edit::apply;

/// A policy as JSON, and what is added to it.
#[derive(Debug)]
pub(super) struct Editable {
    /// The name of its file.
    pub(super) name: String,
    /// True for an inline policy; nothing if that is not known.
    pub(super) is_inline: Option<bool>,
    pub(super) text: String,
    original: String,
    document: Document,
    /// The actions that are added to statements, by the numbers of these.
    entries: Vec<(usize, Vec<String>, Statement)>,
    statements: Vec<Statement>,
}

impl Editable {
    pub(super) fn new(document: &SubjectDocument<'_>) -> Self {
        let embedded = document.embedded;
        let own = embedded.in_whole(embedded.document.span);
        let whole = document.file.text;
        let part = if embedded.names.is_empty() { Some(whole) } else { whole.get(own.start..own.end) };
        // A text of its own in JSON is edited as it is.
        let as_written = part.filter(|text| Syntax::of(text, None) == Syntax::Json).and_then(|text| {
            let parsed = Document::parse(text);
            let is_same = parsed.statements.len() == embedded.document.statements.len();
            (is_same && !embedded.is_template).then(|| (text.to_owned(), parsed))
        });
        let (text, parsed) = as_written.unwrap_or_else(|| {
            let text = format!("{:#}", written::document(&embedded.document));
            let parsed = Document::parse(&text);
            (text, parsed)
        });
        Self {
            name: file_name(document),
            is_inline: document.is_inline,
            original: text.clone(),
            text,
            document: parsed,
            entries: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// The number of statements and of actions that the policy has in common with another one.
    pub(super) fn likeness(&self, other: &Document) -> (usize, usize) {
        let sids = |document: &Document| -> Vec<String> {
            let sids = document.statements.iter().filter_map(|it| it.sid.as_ref());
            sids.map(|sid| sid.value.clone()).filter(|sid| !sid.is_empty()).collect()
        };
        let actions = |document: &Document| -> Vec<String> {
            let lists = document.statements.iter().filter_map(|it| it.actions.as_ref());
            lists.flat_map(|list| &list.entries).map(|entry| entry.value.to_ascii_lowercase()).collect()
        };
        let common = |own: Vec<String>, other: &[String]| own.iter().filter(|it| other.contains(it)).count();
        (common(sids(&self.document), &sids(other)), common(actions(&self.document), &actions(other)))
    }

    /// Adds a statement: its actions to a statement about the same resources under the same conditions, or else
    /// all of it.
    pub(super) fn add(&mut self, addition: &Addition) {
        let new = &addition.statement;
        let place = self.document.statements.iter().position(|it| is_extensible(it, new));
        let (Some(idx), Some(list)) = (place, &new.actions) else {
            self.statements.push(new.clone());
            return;
        };
        let actions = list.entries.iter().map(|entry| entry.value.clone());
        match self.entries.iter_mut().find(|(known, ..)| *known == idx) {
            Some((_, known, _)) => known.extend(actions),
            None => self.entries.push((idx, actions.collect(), new.clone())),
        }
    }

    /// Makes the changes, unless the policy would be longer than it may be: then the statements that have no room
    /// are returned.
    pub(super) fn apply(&mut self, most: impl Fn(Option<bool>) -> usize) -> Vec<Value> {
        let mut edits = Vec::new();
        let mut new: Vec<Value> = Vec::new();
        for (idx, actions, addition) in &self.entries {
            let list = self.document.statements.get(*idx).and_then(|it| it.actions.as_ref());
            match list.and_then(|list| insert::entries(&self.text, list, actions)) {
                Some(edit) => edits.push(edit),
                None => new.push(written::statement(addition)),
            }
        }
        let mut sids: Vec<String> = self.document.statements.iter().filter_map(sid).collect();
        new.extend(self.statements.iter().map(|it| written::statement(&with_own_sid(it, &mut sids))));
        let with_statements = if new.is_empty() {
            Some(Vec::new())
        } else {
            insert::statements(&self.text, &self.document, &new)
        };
        let edited = with_statements.and_then(|more| apply(&self.text, edits.iter().chain(&more)));
        match edited {
            Some(text) if size(&text) <= most(self.is_inline) || self.is_inline == Some(true) => {
                self.text = text;
                Vec::new()
            }
            _ => {
                let entries = self.entries.iter().map(|(_, actions, addition)| {
                    let mut statement = addition.clone();
                    if let Some(list) = &mut statement.actions {
                        list.entries.retain(|entry| actions.contains(&entry.value));
                    }
                    written::statement(&statement)
                });
                entries.chain(self.statements.iter().map(written::statement)).collect()
            }
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.text != self.original
    }

    /// The number of characters without white space.
    pub(super) fn size(&self) -> usize {
        size(&self.text)
    }
}

fn sid(statement: &Statement) -> Option<String> {
    statement.sid.as_ref().map(|sid| sid.value.clone())
}

/// The statement with a Sid that no other statement has, which is then taken.
fn with_own_sid(statement: &Statement, taken: &mut Vec<String>) -> Statement {
    let mut statement = statement.clone();
    if let Some(sid) = &mut statement.sid {
        let numbered = (2..).map(|number| format!("{}{number}", sid.value));
        let mut names = std::iter::once(sid.value.clone()).chain(numbered);
        sid.value = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.push(sid.value.clone());
    }
    statement
}

/// True for a statement to whose actions those of another one can be added.
fn is_extensible(statement: &Statement, new: &Statement) -> bool {
    let is_allow = |it: &Statement| it.effect.as_ref().is_some_and(|text| text.value == "Allow");
    let entries = |list: &Option<List>| -> Option<(bool, Vec<String>)> {
        let list = list.as_ref()?;
        let mut entries: Vec<String> = list.entries.iter().map(|text| text.value.clone()).collect();
        entries.sort_unstable();
        Some((list.negated, entries))
    };
    let is_plain = |it: &Statement| it.actions.as_ref().is_some_and(|list| !list.negated);
    [statement, new].into_iter().all(|it| is_allow(it) && is_plain(it))
        && entries(&statement.resources) == entries(&new.resources)
        && written::conditions(statement) == written::conditions(new)
}

/// The name of the file for a policy: its own, or one after the policy's name.
fn file_name(document: &SubjectDocument<'_>) -> String {
    let embedded = document.embedded;
    if embedded.names.is_empty() && !document.source.contains(": ") && document.is_inline.is_none() {
        let path = Path::new(document.file.path);
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or("policy");
        return format!("{}.json", if name == "<stdin>" { "policy" } else { name });
    }
    let last = document.source.rsplit(['/', ' ']).next().unwrap_or("policy");
    let safe: String = last
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_.=+@".contains(c) { c } else { '-' })
        .collect();
    format!("{}.json", safe.trim_start_matches('.'))
}
