//! AWS's Service Reference, as AWS serves it: one JSON file for each service.
//!
//! Unknown keys are skipped, since AWS extends the format. A known key with an unexpected value makes
//! the file a mistake, with its place.

use std::collections::{BTreeMap, BTreeSet};

use pcluster_iam::{AccessLevel, KeyType};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::facts::{Action, Facts, Resource, authorized};
use crate::author::page::{Position, position};

/// A mistake in a file.
#[derive(Debug)]
pub(super) struct Mistake {
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
    annotations: Annotations,
    #[serde(default)]
    action_condition_keys: BTreeSet<String>,
    #[serde(default)]
    resources: Vec<OnItem>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an object")]
struct Annotations {
    properties: Properties,
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

/// The facts in a file, which has to be of the service with that prefix; or all its mistakes.
pub(super) fn read(text: &str, prefix: &str) -> Result<Facts, Vec<Mistake>> {
    let mut file = File { text, mistakes: Vec::new() };
    let facts = match serde_json::from_str::<Document<'_>>(text) {
        Ok(document) => file.facts(&document, prefix),
        Err(error) => {
            file.mistakes.push(mistake(&error, Position { line: 1, column: 1 }));
            Facts::default()
        }
    };
    file.mistakes.sort_by_key(|mistake| (mistake.position.line, mistake.position.column));
    if file.mistakes.is_empty() { Ok(facts) } else { Err(file.mistakes) }
}

/// A file with the mistakes found so far.
struct File<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
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
            self.insert(raw, &mut facts.keys, "condition key", name, types);
        }
        for raw in &document.resources {
            let Some(ResourceItem { name, arn_formats, condition_keys }) = self.item(raw) else { continue };
            if arn_formats.is_empty() {
                self.refuse(raw, format!("the resource type `{name}` has no ARN format"));
            }
            for arn in arn_formats.iter().filter(|arn| !is_arn(arn)) {
                self.refuse(raw, format!("`{arn}` is not the format of an ARN"));
            }
            self.has_keys(raw, &facts, &name, &condition_keys);
            let resource = Resource { arns: arn_formats, keys: condition_keys };
            self.insert(raw, &mut facts.resources, "resource type", name, resource);
        }
        for raw in &document.actions {
            let Some(item) = self.item::<ActionItem>(raw) else { continue };
            let name = item.name.clone();
            let action = self.action(raw, &facts, item);
            self.insert(raw, &mut facts.actions, "action", name, action);
        }
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
                self.insert(raw, &mut facts.calls, "operation", name, authorizes);
            }
        }
        facts
    }

    fn action(&mut self, raw: &RawValue, facts: &Facts, item: ActionItem) -> Action {
        let ActionItem { name, annotations: Annotations { properties }, action_condition_keys, resources } =
            item;
        let level = match properties {
            Properties { is_permission_management: true, .. } => AccessLevel::PermissionsManagement,
            Properties { is_tagging_only: true, .. } => AccessLevel::Tagging,
            Properties { is_write: true, .. } => AccessLevel::Write,
            Properties { is_list: true, .. } => AccessLevel::List,
            _ => AccessLevel::Read,
        };
        if name.contains(|c: char| !c.is_ascii_alphanumeric()) {
            self.refuse(raw, format!("`{name}` is not the name of an action"));
        }
        self.has_keys(raw, facts, &name, &action_condition_keys);
        let mut on = BTreeMap::new();
        for OnItem { name: resource, condition_keys } in resources {
            if !facts.resources.contains_key(&resource) {
                let message =
                    format!("`{name}` has the resource type `{resource}`, which is missing in `Resources`");
                self.refuse(raw, message);
            }
            self.has_keys(raw, facts, &name, &condition_keys);
            self.insert(raw, &mut on, "resource type", resource, condition_keys);
        }
        Action { level, keys: action_condition_keys, on }
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

    /// Notes keys that the service does not state among its own.
    fn has_keys(&mut self, raw: &RawValue, facts: &Facts, name: &str, keys: &BTreeSet<String>) {
        for key in keys.iter().filter(|key| !facts.keys.contains_key(*key)) {
            self.refuse(
                raw,
                format!("`{name}` has the condition key `{key}`, which is missing in `ConditionKeys`"),
            );
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
        self.mistakes.push(Mistake { position, message });
    }

    /// The place of an item, which borrows from the text: the difference of their addresses.
    fn place(&self, raw: &RawValue) -> Position {
        position(self.text, raw.get().as_ptr().addr() - self.text.as_ptr().addr())
    }
}

/// An error of the parser, which counts from the beginning of the item that it was given.
fn mistake(error: &serde_json::Error, start: Position) -> Mistake {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    let column = error.column().max(1);
    let position = Position {
        line: start.line + error.line().max(1) - 1,
        column: if error.line() <= 1 { start.column + column - 1 } else { column },
    };
    Mistake { position, message: format!("the file does not have AWS's format: {message}") }
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
