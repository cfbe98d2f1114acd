//! Versions: their heads, and the name of a stack.

use super::{Checker, value};
use crate::compiler::kinds::texts;
use crate::compiler::model::{self, Segment, Use};
use crate::compiler::names;
use crate::compiler::shared::grammar;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::{read, template};

impl Checker<'_> {
    pub(super) fn versions(&mut self) -> Vec<model::Version> {
        let written = self.written;
        written.versions.iter().map(|version| self.version(version)).collect()
    }

    fn version(&mut self, version: &read::Version) -> model::Version {
        let is_id = |id: &str| {
            id.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        };
        if version.has_head && !is_id(&version.id.value) {
            self.note(
                Diagnostic::new(
                    Code::UnusableName,
                    version.id.span,
                    format!("no version can be named `{}`", version.id.value),
                )
                .help("name the folder by the release that the source states, such as `2.9`"),
            );
        }
        // What a folder without a head is, nobody knows.
        let variants = version.policies.iter().filter(|policy| policy.has_head).map(|policy| &policy.variant);
        let bundles = version.bundles.iter().map(|bundle| &bundle.name);
        for name in variants.clone().chain(bundles.clone()).filter(|name| names::is_taken(&name.value)) {
            texts::taken(&mut self.cx, "policy or bundle", name);
        }
        texts::unique_names(&mut self.cx, variants.chain(bundles), "policy or bundle");
        self.applies_to(version);
        if let Some(url) = version.source.as_ref().and_then(|source| source.url.as_ref()) {
            texts::address(&mut self.cx, url);
        }
        let stack_name = version.stack_name.as_ref().and_then(|text| self.stack_name(text));
        let placeholders = self.placeholders(&version.placeholders);
        let policies = self.policies(version, &placeholders);
        model::Version {
            id: version.id.value.clone(),
            product: value(version.product.as_ref()),
            release: value(version.release.as_ref()),
            applies_to: value(version.applies_to.as_ref()),
            summary: value(version.summary.as_ref()),
            stack_name,
            source: source(version.source.as_ref()),
            guide: version
                .guide
                .iter()
                .map(|(heading, text)| (heading.value.clone(), text.value.trim().to_owned()))
                .collect(),
            acknowledged: self
                .acknowledged(&version.acknowledged, &format!("catalog/{}/version.toml", version.id.value)),
            bundles: self.bundles(version, &policies),
            policies,
        }
    }

    /// Notes a range of releases that no program could compare with a release.
    fn applies_to(&mut self, version: &read::Version) {
        let Some(range) = &version.applies_to else { return };
        if let Err(error) = semver::VersionReq::parse(&range.value) {
            self.note(
                Diagnostic::new(
                    Code::MalformedValue,
                    range.span,
                    format!("`{}` is not a range of releases: {error}", range.value),
                )
                .help("write it as `>=2.9.0, <2.10.0`"),
            );
        }
        let Some(release) = &version.release else { return };
        if let Err(error) = semver::Version::parse(&release.value) {
            self.note(
                Diagnostic::new(
                    Code::MalformedValue,
                    release.span,
                    format!("`{}` is not a release: {error}", release.value),
                )
                .help("write its three numbers, such as `2.9.1`"),
            );
        }
    }

    /// The name of a cluster's stack, in terms of the cluster's name.
    fn stack_name(&mut self, text: &Spanned<String>) -> Option<model::StackName> {
        let template = template::parse(self, text)?;
        let is_cluster_name = |checker: &Self, segment: &Segment| matches!(segment, Segment::Value { parameter, use_: Use::Plain } if checker.type_name(*parameter) == "cluster-name");
        let literal = |segment: &Segment| match segment {
            Segment::Text(text) => Some(text.clone()),
            Segment::Value { .. } => None,
        };
        let found = match template.as_slice() {
            [name] if is_cluster_name(self, name) => Some((String::new(), String::new())),
            [prefix, name] if is_cluster_name(self, name) => {
                literal(prefix).map(|prefix| (prefix, String::new()))
            }
            [name, suffix] if is_cluster_name(self, name) => {
                literal(suffix).map(|suffix| (String::new(), suffix))
            }
            [prefix, name, suffix] if is_cluster_name(self, name) => literal(prefix).zip(literal(suffix)),
            _ => None,
        };
        let is_name = |(prefix, suffix): &(String, String)| {
            (grammar::STACK_NAME.accepts)(&format!("{prefix}a{suffix}"))
        };
        let Some((prefix, suffix)) = found.filter(is_name) else {
            self.note(
                Diagnostic::new(
                    Code::MalformedValue,
                    text.span,
                    format!("`{}` does not make a stack's name of a cluster's", text.value),
                )
                .help("write the cluster's name in it once, and else letters, digits and `-`, such as `parallelcluster-{cluster-name}`"),
            );
            return None;
        };
        Some(model::StackName { text: text.value.clone(), prefix, suffix })
    }
}

fn source(source: Option<&read::Source>) -> model::Source {
    let field = |get: fn(&read::Source) -> &Option<Spanned<String>>| {
        value(source.and_then(|source| get(source).as_ref()))
    };
    model::Source {
        title: field(|source| &source.title),
        url: field(|source| &source.url),
        commit: source.and_then(|source| source.commit.as_ref()).map(|commit| commit.value.clone()),
        date: field(|source| &source.date),
    }
}
