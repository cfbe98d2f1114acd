//! Names of a service's lines and lookups of them that ignore case, as IAM does; the mistakes of a name
//! that is not there, or there twice.

use std::collections::{BTreeSet, HashMap};

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::services::model::{ResourceTypeId, ServiceKeyId};
use crate::compiler::kinds::services::written::{WrittenService, WrittenServiceFacts};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};
use crate::compiler::source::{Span, Spanned};

/// The lines of a service, while they become facts.
pub(super) struct Lines<'l, 'c> {
    pub(super) cx: &'l mut Checking<'c>,
    pub(super) prefix: &'l str,
    pub(super) written: &'l WrittenServiceFacts,
    pub(super) actions: Names,
    pub(super) resources: Names,
    pub(super) keys: Names,
    pub(super) calls: Names,
    /// The lines that are probably those of a table whose header is missing, so that nobody knows what
    /// else that table has.
    pub(super) strays: BTreeSet<Span>,
}

impl<'l, 'c> Lines<'l, 'c> {
    pub(super) fn new(cx: &'l mut Checking<'c>, service: &'l WrittenService) -> Self {
        let (prefix, written) = (service.prefix.value.as_str(), &service.facts);
        let [actions, resources, keys, calls] = [(); 4].map(|()| Names::default());
        Self { cx, prefix, written, actions, resources, keys, calls, strays: BTreeSet::new() }
    }

    /// The condition key that a string names.
    pub(super) fn key(&mut self, text: &Spanned<String>, name: &str) -> Option<ServiceKeyId> {
        let found = self.keys.get(name);
        if found.is_none() && self.strays.is_empty() && self.written.has_whole(&["keys"]) {
            let start = text.value.len() - name.len();
            self.cx.note(
                Diagnostic::new(
                    Code::UnknownConditionKey,
                    text.inside(start..text.value.len()),
                    format!("`{}` has no condition key `{name}`", self.prefix),
                )
                .help(nearest_or(name, self.keys.iter(), "add it to `[keys]`, with its type"))
                .of_name(),
            );
        }
        found
    }

    /// The resource type that a string names.
    pub(super) fn resource(&mut self, text: &Spanned<String>) -> Option<ResourceTypeId> {
        let found = self.resources.get(&text.value);
        if found.is_none() && self.strays.is_empty() && self.written.has_whole(&["resources"]) {
            let help = match text.value.as_str() {
                "*" => "write `\"*\"` without brackets where only `*` matches".to_owned(),
                name => {
                    nearest_or(name, self.resources.iter(), "add it to `[resources]`, with its ARN format")
                }
            };
            let message = format!("`{}` has no resource type `{}`", self.prefix, text.value);
            self.cx.note(Diagnostic::new(Code::UnknownResourceType, text.span, message).help(help).of_name());
        }
        found
    }

    /// Adds a name to those of its kind; notes one that is there already.
    pub(super) fn is_new(&mut self, kind: NameKind, name: &Spanned<String>) -> bool {
        let names = match kind {
            NameKind::Action => &mut self.actions,
            NameKind::Resource => &mut self.resources,
            NameKind::Key => &mut self.keys,
            NameKind::Call => &mut self.calls,
        };
        let Err(first) = names.insert(name) else { return true };
        let (code, help) = match kind {
            NameKind::Action => (Code::DuplicateAction, "an action has one access level: remove one of them"),
            _ => (
                Code::DuplicateKey,
                "names that differ only in upper and lower case are the same to AWS: remove one of them",
            ),
        };
        self.cx.note(
            Diagnostic::new(code, name.span, format!("`{}` is given twice", name.value))
                .other(first, "first given here")
                .help(help),
        );
        false
    }

    /// Places in ascending order; notes those that are named twice.
    pub(super) fn unique(&mut self, mut ids: Vec<(usize, &Spanned<String>)>) -> Vec<usize> {
        ids.sort_by_key(|(id, text)| (*id, text.span.start));
        for pair in ids.windows(2) {
            if let [(first, first_text), (second, text)] = pair
                && first == second
            {
                self.cx.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        text.span,
                        format!("`{}` is in the list twice", text.value),
                    )
                    .other(first_text.span, "first here")
                    .help("remove one of them"),
                );
            }
        }
        ascending(ids.into_iter().map(|(id, _)| id).collect())
    }
}

/// The kind of a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum NameKind {
    Action,
    Resource,
    Key,
    Call,
}

/// Names with their places in a list and in the files.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: HashMap<String, (usize, Span)>,
    names: Vec<String>,
}

impl Names {
    /// Adds a name, and returns its place in the list, or the place of the one that is there.
    pub(super) fn insert(&mut self, name: &Spanned<String>) -> Result<usize, Span> {
        let id = self.names.len();
        if let Some((_, first)) = self.places.get(&name.value.to_ascii_lowercase()) {
            return Err(*first);
        }
        self.places.insert(name.value.to_ascii_lowercase(), (id, name.span));
        self.names.push(name.value.clone());
        Ok(id)
    }

    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.places.get(&name.to_ascii_lowercase()).map(|(id, _)| *id)
    }

    /// The names as they are written.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str)
    }
}

/// Values in ascending order, each once.
pub(super) fn ascending<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}
