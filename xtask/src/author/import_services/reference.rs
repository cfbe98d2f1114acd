//! AWS's Service Reference, as AWS serves it: one JSON file for each service.
//!
//! Unknown keys are skipped, since AWS extends the format. A known key with an unexpected value makes
//! the file a mistake, with its place. What some of AWS's own files lack or repeat is taken as far as it
//! goes, with a warning.

use std::collections::{BTreeMap, BTreeSet};

use compiler::schema::texts::forms::is_action_char;
use pcluster_iam::{AccessLevel, KeyType};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::facts::{Action, Facts, Resource, authorized};
use crate::author::page::{Position, position};

/// A mistake in a file, or an oddity that does not stop an import.
#[derive(Debug)]
pub(super) struct Remark {
    pub(super) position: Position,
    pub(super) message: String,
}

/// The outermost object. Its items are read one by one, so that each has its place.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an object")]
struct Document<'t> {
    #[serde(borrow)]
    name: &'t RawValue,
    #[serde(borrow)]
    actions: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    resources: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    condition_keys: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    operations: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an action")]
struct ActionItem {
    name: String,
    annotations: Option<Annotations>,
    #[serde(default)]
    action_condition_keys: BTreeSet<String>,
    #[serde(default)]
    resources: Vec<OnItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an object")]
struct Annotations {
    properties: Option<Properties>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an object")]
#[expect(clippy::struct_excessive_bools, reason = "AWS states an access level so")]
struct Properties {
    is_permission_management: bool,
    is_tagging_only: bool,
    is_write: bool,
    is_list: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a resource type of an action")]
struct OnItem {
    name: String,
    #[serde(default)]
    condition_keys: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a resource type")]
struct ResourceItem {
    name: String,
    #[serde(rename = "ARNFormats")]
    arn_formats: BTreeSet<String>,
    #[serde(default)]
    condition_keys: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a condition key")]
struct KeyItem {
    name: String,
    types: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an operation")]
struct OperationItem {
    name: String,
    #[serde(default)]
    authorized_actions: Vec<AuthorizedItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an authorized action")]
struct AuthorizedItem {
    name: String,
    service: String,
    #[serde(default)]
    context: BTreeMap<String, BTreeSet<String>>,
}

impl ActionItem {
    /// The properties that state the access level.
    fn properties(&self) -> Option<&Properties> {
        self.annotations.as_ref()?.properties.as_ref()
    }
}

/// The facts in a file, which has to be of the service with that prefix, with its oddities; or all its
/// mistakes.
pub(super) fn read(text: &str, prefix: &str) -> Result<(Facts, Vec<Remark>), Vec<Remark>> {
    let mut file = File { text, mistakes: Vec::new(), warnings: Vec::new() };
    let facts = match serde_json::from_str::<Document<'_>>(text) {
        Ok(document) => file.facts(&document, prefix),
        Err(error) => {
            file.mistakes.push(mistake(&error, Position { line: 1, column: 1 }));
            Facts::default()
        }
    };
    file.mistakes.sort_by_key(|mistake| (mistake.position.line, mistake.position.column));
    if file.mistakes.is_empty() { Ok((facts, file.warnings)) } else { Err(file.mistakes) }
}

/// A file with the mistakes and oddities found so far.
struct File<'t> {
    text: &'t str,
    mistakes: Vec<Remark>,
    warnings: Vec<Remark>,
}

/// Something that may be stated twice, since two statements of it are one.
trait Merge {
    fn merge(&mut self, other: Self);
}

impl Merge for BTreeSet<String> {
    fn merge(&mut self, mut other: Self) {
        self.append(&mut other);
    }
}

impl Merge for Resource {
    fn merge(&mut self, other: Self) {
        self.arns.merge(other.arns);
        self.keys.merge(other.keys);
    }
}

impl<'t> File<'t> {
    fn facts(&mut self, document: &Document<'t>, prefix: &str) -> Facts {
        if let Some(name) = self.item::<String>(document.name)
            && name != prefix
        {
            self.refuse(
                document.name,
                format!("the file is named after `{prefix}`, but holds the service `{name}`"),
            );
        }
        let mut facts = Facts::default();
        for raw in &document.condition_keys {
            let Some(KeyItem { name, types }) = self.item(raw) else { continue };
            if types.is_empty() {
                self.refuse(raw, format!("the condition key `{name}` has no type"));
            }
            for key_type in types.iter().filter(|name| KeyType::named(name).is_none()) {
                self.refuse(raw, format!("the condition key `{name}` has the unknown type `{key_type}`"));
            }
            self.merge(raw, &mut facts.keys, "condition key", name, types);
        }
        for raw in &document.resources {
            let Some(ResourceItem { name, arn_formats, condition_keys }) = self.item(raw) else { continue };
            if arn_formats.is_empty() {
                self.refuse(raw, format!("the resource type `{name}` has no ARN format"));
            }
            for arn in arn_formats.iter().filter(|arn| !is_arn(arn)) {
                self.refuse(raw, format!("`{arn}` is not the format of an ARN"));
            }
            let keys = self.own_keys(raw, &facts, &name, condition_keys);
            let resource = Resource { arns: arn_formats, keys };
            self.merge(raw, &mut facts.resources, "resource type", name, resource);
        }
        let mut without_level = Vec::new();
        for raw in &document.actions {
            let Some(item) = self.item::<ActionItem>(raw) else { continue };
            let name = item.name.clone();
            if item.properties().is_none() {
                without_level.push((*raw, name.clone()));
            }
            let action = self.action(raw, &facts, item);
            self.insert(raw, &mut facts.actions, "action", name, action);
        }
        self.warn_of_levels(&without_level);
        if document.actions.is_empty() {
            self.refuse(document.name, "the service has no actions".to_owned());
        }
        for raw in &document.operations {
            let Some(OperationItem { name, authorized_actions }) = self.item(raw) else { continue };
            let authorizes: BTreeSet<_> = authorized_actions
                .iter()
                .filter(|it| it.service != prefix || it.name != name)
                .map(|it| self.authorized(raw, it))
                .collect();
            if !authorizes.is_empty() {
                self.merge(raw, &mut facts.calls, "operation", name, authorizes);
            }
        }
        facts
    }

    fn action(&mut self, raw: &RawValue, facts: &Facts, item: ActionItem) -> Action {
        let level = match item.properties() {
            Some(Properties { is_permission_management: true, .. }) => AccessLevel::PermissionsManagement,
            Some(Properties { is_tagging_only: true, .. }) => AccessLevel::Tagging,
            Some(Properties { is_write: true, .. }) => AccessLevel::Write,
            Some(Properties { is_list: true, .. }) => AccessLevel::List,
            Some(_) => AccessLevel::Read,
            None => AccessLevel::Unknown,
        };
        let ActionItem { name, action_condition_keys, resources, .. } = item;
        if !name.chars().all(is_action_char) {
            self.refuse(raw, format!("`{name}` is not the name of an action"));
        }
        let keys = self.own_keys(raw, facts, &name, action_condition_keys);
        let mut on = BTreeMap::<String, BTreeSet<String>>::new();
        for OnItem { name: resource, condition_keys } in resources {
            if !facts.resources.contains_key(&resource) {
                let message =
                    format!("`{name}` has the resource type `{resource}`, which is missing in `Resources`");
                self.refuse(raw, message);
            }
            let keys = self.own_keys(raw, facts, &name, condition_keys);
            match on.get_mut(&resource) {
                Some(known) => {
                    known.merge(keys);
                    self.warn(
                        raw,
                        format!("`{name}` states the resource type `{resource}` twice, which counts once"),
                    );
                }
                None => self.insert(raw, &mut on, "resource type", resource, keys),
            }
        }
        Action { level, keys, on }
    }

    fn authorized(&mut self, raw: &RawValue, item: &AuthorizedItem) -> String {
        let texts = item.context.iter().flat_map(|(key, values)| values.iter().chain([key]));
        for text in texts.filter(|text| text.contains([' ', ',', ';', '='])) {
            self.refuse(raw, format!("`{text}` is neither a condition key nor a value of one"));
        }
        let action = format!("{}:{}", item.service, item.name);
        if action.contains(char::is_whitespace) || item.service.is_empty() || item.name.is_empty() {
            self.refuse(raw, format!("`{action}` is not an action"));
        }
        let context = item.context.iter();
        authorized(
            &action,
            context.map(|(key, values)| (key.as_str(), values.iter().map(String::as_str).collect())),
        )
    }

    /// Keys in the spelling that the service states; notes those that it does not state.
    fn own_keys(
        &mut self,
        raw: &RawValue,
        facts: &Facts,
        name: &str,
        keys: BTreeSet<String>,
    ) -> BTreeSet<String> {
        let mut own = BTreeSet::new();
        for key in keys {
            if facts.keys.contains_key(&key) {
                own.insert(key);
            } else if let Some(known) = facts.keys.keys().find(|known| known.eq_ignore_ascii_case(&key)) {
                let message = format!("`{name}` has the condition key `{key}`, which counts as `{known}`");
                self.warn(raw, message);
                own.insert(known.clone());
            } else {
                let message =
                    format!("`{name}` has the condition key `{key}`, which is missing in `ConditionKeys`");
                self.refuse(raw, message);
            }
        }
        own
    }

    /// Warns of actions without an access level, in one line: a file has it of all actions or of none.
    fn warn_of_levels(&mut self, without: &[(&RawValue, String)]) {
        let Some((raw, _)) = without.first() else { return };
        let names: Vec<_> = without.iter().map(|(_, name)| format!("`{name}`")).collect();
        self.warn(
            raw,
            format!(
                "no access level is stated for these actions, so theirs is unknown: {}",
                names.join(", ")
            ),
        );
    }

    /// Adds a value by its name; what is stated twice is taken together, with a warning.
    fn merge<T: Merge>(
        &mut self,
        raw: &RawValue,
        all: &mut BTreeMap<String, T>,
        what: &str,
        name: String,
        value: T,
    ) {
        match all.get_mut(&name) {
            Some(known) => {
                known.merge(value);
                self.warn(raw, format!("the {what} `{name}` is stated twice, and both count together"));
            }
            None => self.insert(raw, all, what, name, value),
        }
    }

    /// Adds a value by its name; notes a name that is taken, in any case, or cannot be written.
    fn insert<T>(
        &mut self,
        raw: &RawValue,
        all: &mut BTreeMap<String, T>,
        what: &str,
        name: String,
        value: T,
    ) {
        if name.trim().is_empty() || name.contains(['"', '\\', '`', '!']) || name.contains(char::is_control) {
            self.refuse(
                raw,
                format!("the {what} `{}` has a character that no name can have", name.escape_debug()),
            );
        }
        if all.keys().any(|known| known.eq_ignore_ascii_case(&name)) {
            self.refuse(raw, format!("the {what} `{name}` appears twice"));
        }
        all.insert(name, value);
    }

    fn item<T: Deserialize<'t>>(&mut self, raw: &'t RawValue) -> Option<T> {
        match serde_json::from_str(raw.get()) {
            Ok(item) => Some(item),
            Err(error) => {
                let mistake = mistake(&error, self.place(raw));
                self.mistakes.push(mistake);
                None
            }
        }
    }

    fn refuse(&mut self, raw: &RawValue, message: String) {
        let position = self.place(raw);
        self.mistakes.push(Remark { position, message });
    }

    fn warn(&mut self, raw: &RawValue, message: String) {
        let position = self.place(raw);
        self.warnings.push(Remark { position, message });
    }

    /// The place of an item, which borrows from the text: the difference of their addresses.
    fn place(&self, raw: &RawValue) -> Position {
        position(self.text, raw.get().as_ptr().addr() - self.text.as_ptr().addr())
    }
}

/// An error of the parser, which counts from the beginning of the item that it was given.
fn mistake(error: &serde_json::Error, start: Position) -> Remark {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    let column = error.column().max(1);
    let position = Position {
        line: start.line + error.line().max(1) - 1,
        column: if error.line() <= 1 { start.column + column - 1 } else { column },
    };
    Remark { position, message: format!("the file does not have AWS's format: {message}") }
}

fn is_arn(text: &str) -> bool {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    matches!(parts.as_slice(), ["arn", _, service, _, _, resource] if !service.is_empty() && !resource.is_empty())
        && text.split("${").skip(1).all(|rest| {
            rest.split_once('}')
                .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()))
        })
        && !text.contains(['"', '\\', ' '])
        && !text.contains(char::is_control)
}
