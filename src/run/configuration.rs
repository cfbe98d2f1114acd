//! A configuration file of the product: its settings by their paths, each with its place.

use std::collections::BTreeSet;

use crate::catalog::{Command, CommandValue, ValueSource};
use crate::document::value::{Node, Value};
use crate::document::{Span, SyntaxError, yaml};

/// A configuration file in YAML, such as that of a cluster.
#[derive(Clone, Debug)]
pub struct ConfigurationFile {
    root: Value,
}

/// A setting of a configuration file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'f> {
    value: &'f Value,
    /// The object that has it.
    owner: &'f Value,
}

impl ConfigurationFile {
    /// Reads a file.
    ///
    /// ```
    /// use pcluster_iam::run::ConfigurationFile;
    ///
    /// assert!(ConfigurationFile::parse("Scheduling:\n  Scheduler: slurm\n").is_ok());
    /// let mistakes = ConfigurationFile::parse("Image: {Os: alinux2}\nImage: {}\n").unwrap_err();
    /// assert_eq!(mistakes[0].message, "`Image` is here twice");
    /// ```
    ///
    /// # Errors
    ///
    /// All places that are not a configuration: what is not YAML, is no object, or states a setting twice.
    pub fn parse(text: &str) -> Result<Self, Vec<SyntaxError>> {
        if text.trim().is_empty() {
            let mistake = SyntaxError::new(Span { start: 0, end: 0 }, "the file is empty");
            return Err(vec![mistake.help("give the configuration file of the cluster or the image")]);
        }
        let documents = yaml::parse(text).map_err(|error| vec![error])?;
        let mut mistakes = Vec::new();
        let mut documents = documents.into_iter();
        let Some(root) = documents.next() else { return Err(vec![SyntaxError::empty(text)]) };
        if !matches!(root.node, Node::Object(_)) {
            let message = format!("a configuration is an object, and this is {}", root.type_name());
            mistakes.push(SyntaxError::new(root.span, message).help("write settings as `Name: value`"));
        }
        for other in documents {
            let mistake = SyntaxError::new(other.opening(), "this begins a second configuration");
            mistakes.push(mistake.help("write each configuration into a file of its own"));
        }
        repeated(&root, &mut mistakes);
        if mistakes.is_empty() { Ok(Self { root }) } else { Err(mistakes) }
    }

    /// The settings at a path such as `Scheduling/SlurmQueues/Name`, which goes through the items of lists.
    /// A setting without a value and an empty list are not there.
    pub(super) fn at(&self, path: &str) -> Vec<Setting<'_>> {
        Setting { value: &self.root, owner: &self.root }.at(path)
    }

    /// True if a command reads such files, or none at all.
    #[must_use]
    pub fn is_for(&self, command: &Command) -> bool {
        command.reads.is_none_or(|name| self.root.get(name).is_some())
    }

    /// The texts of a value that the file has, each with its place.
    #[must_use]
    pub fn texts(&self, value: &CommandValue) -> Vec<(&str, Span)> {
        let ValueSource::Configuration { paths, after, until } = value.source else { return Vec::new() };
        let settings = paths.iter().flat_map(|path| self.at(path));
        settings.filter_map(|it| Some((part(it.text()?, after, until)?, it.span()))).collect()
    }

    /// The object at the top of the file.
    pub(super) fn root(&self) -> &Value {
        &self.root
    }
}

impl<'f> Setting<'f> {
    /// The settings at a path below this one.
    pub(super) fn at(self, path: &str) -> Vec<Self> {
        let mut found = vec![self];
        for name in path.split('/') {
            let owners = found.into_iter().flat_map(Self::items).map(|it| it.value);
            let named = owners.filter_map(|owner| Some(Self { value: owner.get(name)?, owner }));
            found = named.collect();
        }
        found.into_iter().flat_map(Self::items).collect()
    }

    /// The items of a list, or the setting itself.
    fn items(self) -> Vec<Self> {
        match &self.value.node {
            Node::Null => Vec::new(),
            Node::Array(items) => items.iter().flat_map(|value| Self { value, ..self }.items()).collect(),
            _ => vec![self],
        }
    }

    /// The text of a value that is no object.
    pub(super) fn text(self) -> Option<&'f str> {
        match &self.value.node {
            Node::Bool(true) => Some("true"),
            Node::Bool(false) => Some("false"),
            Node::Number(text) => Some(text),
            Node::String(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// True if none of the paths below an object are there, or beside a value that is no object.
    pub(super) fn lacks(self, paths: &[&str]) -> bool {
        let object = if self.text().is_some() { Self { value: self.owner, owner: self.owner } } else { self };
        paths.iter().all(|path| object.at(path).is_empty())
    }

    /// The place of the value.
    pub(super) fn span(self) -> Span {
        self.value.span
    }

    /// True for a value whose text matches one of these patterns, or for any value if there are none.
    pub(super) fn is_one_of(self, patterns: &[&str]) -> bool {
        patterns.is_empty()
            || self.text().is_some_and(|text| patterns.iter().any(|pattern| matches(pattern, text)))
    }
}

/// True if a text matches a pattern, in which `*` stands for any run of characters.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = text.split_once(part) else { return false };
        text = after;
    }
    text.ends_with(end)
}

/// The part of a text after one text and before another, where it has them.
fn part<'t>(text: &'t str, after: Option<&str>, until: Option<&str>) -> Option<&'t str> {
    let text = after.and_then(|after| text.split_once(after)).map_or(text, |(_, rest)| rest);
    let text = until.and_then(|until| text.split_once(until)).map_or(text, |(part, _)| part);
    (!text.is_empty()).then_some(text)
}

/// Notes the settings that an object states twice, at any depth.
fn repeated(value: &Value, mistakes: &mut Vec<SyntaxError>) {
    let mut seen = BTreeSet::new();
    for member in value.members() {
        if !seen.insert(member.name.as_str()) {
            let message = format!("`{}` is here twice", member.name.value.escape_debug());
            mistakes.push(SyntaxError::new(member.name.span, message).help("keep one of them"));
        }
        repeated(&member.value, mistakes);
    }
    value.elements().iter().for_each(|item| repeated(item, mistakes));
}
