//! The documents of a release, one file for each policy.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::author::WrongUse;

/// The end of the name of a document that a configuration with many settings gives.
const WITH_VALUES: &str = ".with-values";

/// The policies of a release, as far as they are read.
#[derive(Debug)]
pub(super) struct UpstreamSource {
    pub(super) documents: Vec<UpstreamDocument>,
    /// The places of policies that cannot be compared, each with the reason.
    pub(super) unread: Vec<String>,
}

/// A policy of a release.
#[derive(Debug)]
pub(super) struct UpstreamDocument {
    /// The file's name without its extension, or the name in the template.
    pub(super) name: String,
    /// The name as it is printed.
    pub(super) shown: String,
    /// The document with the default settings.
    pub(super) value: Value,
    /// The document with the settings that bring statements.
    pub(super) with_values: Option<Value>,
}

/// The policies in the files of a folder. Other JSON stays unread: only an object with `Statement` is a
/// policy.
pub(super) fn read(folder: &Path) -> Result<UpstreamSource> {
    let shown = folder.display();
    let mut values = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{shown}`"))? {
        let path = entry.with_context(|| format!("cannot read `{shown}`"))?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let value: Value =
            serde_json::from_str(&text).with_context(|| format!("`{}` is not JSON", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if value.get("Statement").is_some() {
            values.push((name, value));
        }
    }
    values.sort_by(|(one, _), (other, _)| one.cmp(other));
    let (with_values, plain): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|(name, _)| name.ends_with(WITH_VALUES));
    if plain.is_empty() {
        return Err(WrongUse::new(format!("`{shown}` has no JSON document with `Statement`")).into());
    }
    let of = |name: &str| with_values.iter().find(|(it, _)| it.strip_suffix(WITH_VALUES) == Some(name));
    let documents = plain.into_iter().map(|(name, value)| {
        let with_values = of(&name).map(|(_, value)| value.clone());
        UpstreamDocument { shown: format!("{name}.json"), name, value, with_values }
    });
    Ok(UpstreamSource { documents: documents.collect(), unread: Vec::new() })
}
