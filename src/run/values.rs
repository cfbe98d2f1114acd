//! The values in the resources of calls: who they are given by, and what stands in their place where
//! nobody knows them.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::configuration::ConfigurationFile;
use crate::catalog::{CommandValue, Commands, ValueSource};
use crate::shared::grammar::Rule;
use crate::values::{Parameter, ParameterRole, Region};

/// The text in place of a value of which nothing is known.
const ANYTHING: &str = "*";

/// The most texts that one template stands for: a configuration may have hundreds of buckets, but not
/// buckets times keys times roles.
const MAX_TEXTS: usize = 1_000;

/// The texts of each value by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct RunValues {
    known: BTreeMap<String, Vec<String>>,
    /// Those that the caller gives.
    given: BTreeMap<String, Vec<String>>,
    /// The names of the values that others need and that nobody gives.
    lacking: BTreeMap<String, MissingNames>,
}

/// The names of the values that a template needs and nobody gives.
pub(super) type MissingNames = Vec<String>;

impl RunValues {
    /// The values of a run: those that the caller gives, those of the configuration file, and what follows
    /// from them.
    pub(super) fn new(
        commands: &'static Commands,
        given: &BTreeMap<String, Vec<String>>,
        file: Option<&ConfigurationFile>,
    ) -> Self {
        let mut values = Self { known: given.clone(), given: given.clone(), lacking: BTreeMap::new() };
        values.add_partition();
        for value in commands.values {
            if values.known.contains_key(value.name) {
                continue;
            }
            match values.texts(value, file) {
                Ok(texts) => drop(values.known.insert(value.name.to_owned(), texts)),
                Err(missing) => drop(values.lacking.insert(value.name.to_owned(), missing)),
            }
        }
        values
    }

    /// Adds the partition, which follows from the region.
    fn add_partition(&mut self) {
        let name = |role| Parameter::with_role(role).map(|parameter| parameter.name);
        let (Some(region), Some(partition)) = (name(ParameterRole::Region), name(ParameterRole::Partition))
        else {
            return;
        };
        let region = self.known.get(region).and_then(|texts| Region::new(texts.first()?).ok());
        if let Some(id) = region.map(|region| region.partition().id.to_owned()) {
            self.known.entry(partition.to_owned()).or_insert(vec![id]);
        }
    }

    /// The texts of a value, or the names of those that have to be given for it.
    fn texts(
        &self,
        value: &CommandValue,
        file: Option<&ConfigurationFile>,
    ) -> Result<Vec<String>, MissingNames> {
        let own = match value.source {
            ValueSource::Given | ValueSource::Flag(_) => Vec::new(),
            ValueSource::Configuration { .. } => {
                let texts = file.map(|file| file.texts(value)).unwrap_or_default();
                texts.into_iter().map(|(text, _)| text.to_owned()).collect()
            }
            ValueSource::Text(template) => self.expand(template)?,
            ValueSource::Digest { of, digits } => {
                let texts = self.expand(of)?;
                // Nobody knows the digest of a text that is not known.
                let is_known = texts.iter().all(|text| !text.contains(ANYTHING));
                let digests = texts.iter().filter(|_| is_known).map(|text| digest(text, digits));
                digests.collect()
            }
        };
        if !own.is_empty() {
            return Ok(own);
        }
        let otherwise = value.otherwise.ok_or_else(|| vec![value.name.to_owned()])?;
        self.expand(otherwise)
    }

    /// The texts that a template stands for: one for each value of its placeholders.
    pub(super) fn expand(&self, template: &str) -> Result<Vec<String>, MissingNames> {
        let mut texts = vec![String::new()];
        let mut missing = Vec::new();
        for (before, name) in parts(template) {
            for text in &mut texts {
                text.push_str(before);
            }
            let Some(name) = name else { continue };
            match self.known.get(name) {
                Some(values) => {
                    let with = |text: &String| {
                        values.iter().map(|value| format!("{text}{value}")).collect::<Vec<_>>()
                    };
                    texts = texts.iter().flat_map(with).take(MAX_TEXTS).collect();
                }
                None => match self.lacking.get(name) {
                    Some(names) => missing.extend(names.iter().cloned()),
                    None => missing.push(name.to_owned()),
                },
            }
        }
        if missing.is_empty() { Ok(texts) } else { Err(missing) }
    }

    /// The values of parameters that the caller gives and that are not of their types, each with the form that
    /// it needs.
    pub(super) fn invalid(&self) -> impl Iterator<Item = (&'static Parameter, &str, &'static str)> {
        self.given.iter().flat_map(|(name, texts)| {
            let parameter = Parameter::named(name);
            let rule = parameter.and_then(|parameter| Some((parameter, Rule::named(parameter.type_name)?)));
            let wrong = rule.into_iter().flat_map(move |(parameter, rule)| {
                let wrong = texts.iter().filter(|text| !rule.accepts(text));
                wrong.map(move |text| (parameter, text.as_str(), rule.allowed))
            });
            wrong.collect::<Vec<_>>()
        })
    }

    /// The first text of a value.
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.known.get(name)?.first().map(String::as_str)
    }
}

/// The pieces of a template: a literal text and the name of the placeholder behind it. `${…}`, a policy
/// variable, is literal.
fn parts(template: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = template;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let whole = rest;
        let opens =
            whole.match_indices('{').find(|(at, _)| !whole.get(..*at).is_some_and(|it| it.ends_with('$')));
        let found = opens.and_then(|(at, _)| {
            let (before, from) = whole.split_at_checked(at)?;
            let (name, after) = from.strip_prefix('{')?.split_once('}')?;
            Some((before, name, after))
        });
        match found {
            Some((before, name, after)) => {
                rest = after;
                Some((before, Some(name)))
            }
            None => {
                rest = "";
                Some((whole, None))
            }
        }
    })
}

/// The first digits of the SHA-256 of a text, in hexadecimal.
fn digest(text: &str, digits: usize) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    let mut all = String::with_capacity(2 * bytes.len());
    for byte in &bytes {
        // A string takes everything.
        let _ = write!(all, "{byte:02x}");
    }
    all.chars().take(digits).collect()
}
