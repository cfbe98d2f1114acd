//! The features of the package's manifest, which lies beside the catalog: each release has one, and is on
//! by default. A release without it would be left out of every build, and nobody would notice.
//!
//! A catalog without a manifest beside it, such as that of a test, is not checked.

use std::fs;
use std::path::Path;

use toml::Spanned as Toml;
use toml::de::{DeTable, DeValue};

use crate::compiler::names;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics};
use crate::compiler::source::files::{Disk, EntryKind, FolderEntry};
use crate::compiler::source::{FileId, Span};

/// Checks the features of the manifest against the folders of the catalog.
pub fn check(disk: &mut Disk<'_>, catalog: &Path, found: &[FolderEntry]) {
    let path = catalog.with_file_name("Cargo.toml");
    // Cargo itself reports a manifest that it cannot read.
    let Ok(text) = fs::read_to_string(&path) else { return };
    let Ok(manifest) = DeTable::parse(&text) else { return };
    let manifest = manifest.get_ref();
    let Some((features_key, features)) = manifest.get_key_value("features") else { return };
    let Some(features) = features.get_ref().as_table() else { return };
    let file = disk.sources.add(disk.shown(&path), text.clone());
    let is_release = |name: &str| name.split('.').all(is_number);
    let folders = found.iter().filter(|found| found.what == EntryKind::Folder && is_release(&found.name));
    let folders: Vec<_> = folders.map(|found| found.name.as_str()).collect();
    for id in &folders {
        declared(disk.diagnostics, file, file.span(features_key.span()), features, id);
    }
    for (name, _) in features {
        let Some(id) = release(name.get_ref()).filter(|id| !folders.contains(&id.as_str())) else { continue };
        disk.diagnostics.push(
            Diagnostic::new(
                Code::FeatureWithoutRelease,
                file.span(name.span()),
                format!("the catalog has no release `{id}` for the feature `{}`", name.get_ref()),
            )
            .help(format!("remove the feature, also from `default`, or add the folder `catalog/{id}`")),
        );
    }
}

/// Notes a release that has no feature, or one that is off by default.
fn declared(
    diagnostics: &mut Diagnostics,
    file: FileId,
    features_key: Span,
    features: &DeTable<'_>,
    id: &str,
) {
    let feature = names::version_module(id);
    if features.get(feature.as_str()).is_none() {
        diagnostics.push(
            Diagnostic::new(
                Code::ReleaseWithoutFeature,
                features_key,
                format!("the release `{id}` has no feature, so no build would have it"),
            )
            .help(format!("add the line `{feature} = []` to `[features]`, and `\"{feature}\"` to `default`")),
        );
        return;
    }
    let default = features.get_key_value("default");
    let place = default.map_or(features_key, |(key, _)| file.span(key.span()));
    let default = default.and_then(|(_, list)| list.get_ref().as_array()).into_iter().flatten();
    let is_feature = |value: &Toml<DeValue<'_>>| value.get_ref().as_str() == Some(&feature);
    if !default.into_iter().any(is_feature) {
        diagnostics.push(
            Diagnostic::new(
                Code::ReleaseWithoutFeature,
                place,
                format!("the feature `{feature}` of the release `{id}` is not on by default"),
            )
            .help(format!("add `\"{feature}\"` to `default`")),
        );
    }
}

/// The release that a feature stands for: `3.15` for `v3_15`.
fn release(feature: &str) -> Option<String> {
    let numbers = feature.strip_prefix('v')?;
    numbers.split('_').all(is_number).then(|| numbers.replace('_', "."))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
