//! A policy to which statements are added.

use std::collections::BTreeMap;
use std::path::Path;

use pcluster_iam::audit::Addition;
use pcluster_iam::document::{Document, List, Statement, Syntax};
use pcluster_iam::json::size;

use super::super::subject::SubjectDocument;
use super::{insert, written};
use crate::command::check::edit::apply;
use crate::ui::failure::Complaint;
use crate::ui::output::{listed, plain};

/// The most identities that a message names.
const MAX_NAMED: usize = 3;

/// A policy as JSON, and what is added to it.
#[derive(Debug)]
pub(super) struct Editable {
    /// The name of its file.
    pub(super) name: String,
    /// True for an inline policy; nothing if that is not known.
    pub(super) is_inline: Option<bool>,
    pub(super) text: String,
    /// The others that have the policy.
    others: Vec<String>,
    original: String,
    document: Document,
    /// What is to be added.
    additions: Vec<Addition>,
    /// What was added.
    pub(super) added: Vec<Added>,
}

/// A statement that was added, or its actions.
#[derive(Clone, Debug)]
pub(super) struct Added {
    pub(super) addition: Addition,
    /// The statement to which the actions were added, as messages name it; nothing for a statement of its own.
    pub(super) to: Option<String>,
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
            others: document.others.clone(),
            original: text.clone(),
            text,
            document: parsed,
            additions: Vec::new(),
            added: Vec::new(),
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

    pub(super) fn add(&mut self, addition: &Addition) {
        self.additions.push(addition.clone());
    }

    /// Adds what there is to add, as far as the policy does not become longer than it may be, and returns the
    /// statements that have no room.
    pub(super) fn apply(&mut self, most: impl Fn(Option<bool>) -> usize) -> Vec<Addition> {
        let mut rest = Vec::new();
        let mut with = Vec::new();
        for addition in std::mem::take(&mut self.additions) {
            with.push(addition);
            match self.edited(&with) {
                Some((text, added))
                    if size(&text) <= most(self.is_inline) || self.is_inline == Some(true) =>
                {
                    (self.text, self.added) = (text, added);
                }
                _ => rest.extend(with.pop()),
            }
        }
        rest
    }

    /// The text with statements: their actions in a statement about the same resources under the same conditions, or
    /// else all of them.
    fn edited(&self, additions: &[Addition]) -> Option<(String, Vec<Added>)> {
        let mut entries: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut new = Vec::new();
        let mut added = Vec::new();
        let mut sids: Vec<String> = self.document.statements.iter().filter_map(sid).collect();
        for addition in additions {
            let place = self.document.statements.iter().enumerate().find(|(_, own)| {
                let list = own.actions.as_ref();
                is_extensible(own, &addition.statement)
                    && list.is_some_and(|list| insert::entries(&self.original, list, &[]).is_some())
            });
            let mut addition = addition.clone();
            match (place, &addition.statement.actions) {
                (Some((idx, _)), Some(list)) => {
                    let actions = list.entries.iter().map(|entry| entry.value.clone());
                    entries.entry(idx).or_default().extend(actions);
                }
                _ => {
                    addition.statement = with_own_sid(&addition.statement, &mut sids);
                    new.push(written::statement(&addition.statement));
                }
            }
            added.push(Added { addition, to: place.map(|(_, own)| own.name()) });
        }
        let mut edits = Vec::new();
        for (idx, actions) in &entries {
            let list = self.document.statements.get(*idx)?.actions.as_ref()?;
            edits.push(insert::entries(&self.original, list, actions)?);
        }
        if !new.is_empty() {
            edits.extend(insert::statements(&self.original, &self.document, &new)?);
        }
        Some((apply(&self.original, &edits)?, added))
    }

    pub(super) fn is_changed(&self) -> bool {
        self.text != self.original
    }

    /// The warning that others get the additions too; nothing if nobody else has the policy.
    pub(super) fn changes_others(&self) -> Option<Complaint> {
        if !self.is_changed() || self.others.is_empty() {
            return None;
        }
        let (first, more) = self.others.split_at_checked(MAX_NAMED).unwrap_or((&self.others, &[]));
        let mut names = first.to_vec();
        if !more.is_empty() {
            names.push(format!("{} more", more.len()));
        }
        let message = plain(&format!(
            "{} is attached to {} too, and changes for all of them",
            self.name,
            listed(&names)
        ));
        let help = "to change it for one of them, attach the written policy under another name in its place";
        Some(Complaint::new(message).help(help))
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

/// True for a statement to whose actions those of another one can be added: it is about the same service, or it is
/// the same statement of another release.
fn is_extensible(statement: &Statement, new: &Statement) -> bool {
    let is_allow = |it: &Statement| it.effect.as_ref().is_some_and(|text| text.value == "Allow");
    let entries = |list: &Option<List>| -> Option<(bool, Vec<String>)> {
        let list = list.as_ref()?;
        let mut entries: Vec<String> = list.entries.iter().map(|text| text.value.clone()).collect();
        entries.sort_unstable();
        Some((list.negated, entries))
    };
    let is_plain = |it: &Statement| it.actions.as_ref().is_some_and(|list| !list.negated);
    let services = |it: &Statement| -> Vec<String> {
        let entries = it.actions.iter().flat_map(|list| &list.entries);
        entries.filter_map(|entry| Some(entry.value.split_once(':')?.0.to_ascii_lowercase())).collect()
    };
    let own = services(statement);
    let is_alike = sid(statement).is_some_and(|own| !own.is_empty() && Some(own) == sid(new))
        || services(new).iter().all(|service| own.contains(service));
    is_alike
        && [statement, new].into_iter().all(|it| is_allow(it) && is_plain(it))
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
