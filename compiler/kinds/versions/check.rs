//! The checks of versions: their heads, and the content of their folders.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::spelling::spellings;
use crate::compiler::kinds::policies::{self, PolicyParts, acknowledgements};
use crate::compiler::kinds::promises;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::settings;
use crate::compiler::kinds::texts::{self, value};
use crate::compiler::kinds::versions::model::{Version, VersionSource};
use crate::compiler::kinds::versions::written::{WrittenSource, WrittenVersion};
use crate::compiler::kinds::versions::{bundles, guide, stack_name};
use crate::compiler::names;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Checks a version with its policies, whose parts were checked, and its bundles. Its commands are checked
/// after all versions.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    findings: FindingCodes<'_>,
    parts: &mut PolicyParts<'_>,
    versions: &Written<WrittenVersion>,
    version: &WrittenVersion,
) -> Version {
    check_names(cx, version);
    if let Some(range) = &version.applies_to {
        texts::release_range(cx, range);
    }
    let stack_name = version.stack_name.as_ref().and_then(|text| stack_name::check(cx, parameters, text));
    let placeholders = spellings(cx, parameters, &version.placeholders);
    let policy =
        |policy| policies::check(cx, parameters, findings, parts, &placeholders, &version.id.value, policy);
    let policies: Vec<_> = version.policies.items.iter().map(policy).collect();
    promises::check_beside(cx, version, &policies);
    Version {
        id: version.id.value.clone(),
        product: value(version.product.as_ref()),
        release: value(version.release.as_ref()),
        applies_to: value(version.applies_to.as_ref()),
        summary: value(version.summary.as_ref()),
        stack_name,
        source: source(version.source.as_ref()),
        replaces: version
            .replaces
            .iter()
            .map(|line| (line.name.value.clone(), texts::values(&line.texts)))
            .collect(),
        guide: guide::check(cx, versions, version),
        acknowledged: acknowledgements::check(
            cx,
            findings,
            &version.acknowledged,
            &format!("catalog/{}/version.toml", version.id.value),
        ),
        bundles: bundles::check(cx, parameters, &parts.gaps, version, &policies),
        #[cfg(feature = "evaluate")]
        commands: None,
        settings: settings::check(cx, parameters, &parts.gaps, versions, version, &policies),
        policies,
    }
}

/// Notes names that the version, its policies and its bundles cannot have.
fn check_names(cx: &mut Checking<'_>, version: &WrittenVersion) {
    let is_id = |id: &str| {
        let is_number = |part: &str| part == "0" || !part.starts_with('0') && !part.is_empty();
        id.split('.').all(|part| is_number(part) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if version.has_head && !is_id(&version.id.value) {
        cx.note(
            Diagnostic::new(
                Code::UnusableName,
                version.id.span,
                format!("no version can be named `{}`", version.id.value),
            )
            .help("name the folder after the release that the source documents, such as `2.9`"),
        );
    }
    // A folder without a head may be anything.
    let variants =
        version.policies.items.iter().filter(|policy| policy.has_head).map(|policy| &policy.variant);
    let bundles = version.bundles.iter().map(|bundle| &bundle.name);
    for name in variants.clone().chain(bundles.clone()).filter(|name| names::is_taken(&name.value)) {
        texts::taken(cx, "policy or bundle", name);
    }
    texts::unique_names(cx, variants.chain(bundles), "policy or bundle");
}

fn source(source: Option<&WrittenSource>) -> VersionSource {
    let field = |get: fn(&WrittenSource) -> &Option<Spanned<String>>| {
        value(source.and_then(|source| get(source).as_ref()))
    };
    VersionSource {
        title: field(|source| &source.title),
        url: field(|source| &source.url),
        commit: source.and_then(|source| source.commit.as_ref()).map(|commit| commit.value.clone()),
        date: field(|source| &source.date),
    }
}
