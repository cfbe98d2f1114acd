//! The parts of earlier releases that a new release can use, from the library's constants: names of
//! policies, placeholders, and equal statements.

use pcluster_iam::document::json;
use pcluster_iam::{Change, ChangeKind, POLICIES, ParameterRole, Policy, PolicyParameter, VERSIONS, Version};

use super::read;
use super::release::Release;
use super::spelling::{self, Spelling, TextNeed};
use super::statement::StatedStatement;

/// The releases of the catalog, the nearest first: those before the new release, from the last to the
/// first, then those after it.
#[derive(Debug)]
pub(super) struct KnownReleases {
    versions: Vec<&'static Version>,
}

/// A statement of the catalog, as its release documents it.
#[derive(Debug)]
pub(super) struct KnownStatement {
    pub(super) policy: &'static Policy,
    /// The catalog's form of it.
    written: &'static pcluster_iam::Statement,
    pub(super) documented: StatedStatement,
    /// The texts without which the meaning would change.
    pub(super) needs: Vec<TextNeed>,
}

/// An entry that the catalog writes in another way than an import would: with `{name?}`, or with a
/// parameter in place of a text.
#[derive(Debug)]
pub(super) struct KnownEntry {
    pub(super) documented: String,
    pub(super) written: &'static str,
    pub(super) needs: Vec<TextNeed>,
}

impl KnownReleases {
    pub(super) fn new(release: &Release) -> Self {
        let mut versions: Vec<_> = VERSIONS
            .iter()
            .filter_map(|version| Some((version.id.parse::<Release>().ok()?, *version)))
            .collect();
        versions.sort_by(|(one, _), (other, _)| one.cmp(other));
        let later = versions.partition_point(|(version, _)| version <= release);
        versions.get_mut(..later).unwrap_or_default().reverse();
        Self { versions: versions.into_iter().map(|(_, version)| version).collect() }
    }

    pub(super) fn nearest(&self) -> Option<&'static Version> {
        self.versions.first().copied()
    }

    fn policies(&self) -> impl Iterator<Item = &'static Policy> {
        self.versions.iter().flat_map(|version| version.policies).copied()
    }

    /// The policy whose heading has this anchor in the nearest release that has it.
    pub(super) fn by_anchor(&self, anchor: &str) -> Option<&'static Policy> {
        self.policies().find(|policy| policy.anchor == anchor)
    }

    pub(super) fn by_variant(&self, name: &str) -> Option<&'static Policy> {
        self.policies().find(|policy| policy.variant() == name)
    }

    pub(super) fn by_name(&self, name: &str) -> Option<&'static Policy> {
        self.policies().find(|policy| policy.name == name)
    }

    /// The parameter that a placeholder stands for in the nearest release that has it.
    pub(super) fn parameter(&self, placeholder: &str) -> Option<&'static str> {
        self.policies()
            .flat_map(|policy| policy.parameters)
            .find(|used| used.placeholder == Some(placeholder))
            .map(|used| used.parameter.name)
    }

    /// Every statement that a release documents.
    pub(super) fn statements(&self) -> Vec<KnownStatement> {
        self.policies().flat_map(documented).collect()
    }
}

impl KnownStatement {
    /// Its name in references.
    pub(super) fn reference(&self) -> Option<String> {
        reference(self.written)
    }

    /// True if the target folder has its file.
    pub(super) fn is_in(&self, has: &dyn Fn(&str) -> bool) -> bool {
        is_in(self.written, has)
    }

    /// The entries that the catalog writes in another way than an import would.
    pub(super) fn entries(&self) -> Vec<KnownEntry> {
        if !self.written.presence.is_always() {
            return Vec::new();
        }
        let is_kept = |entry: &&pcluster_iam::Entry| {
            let names = parameters(entry.text);
            is_documented(entry.change)
                && (is_unconditional(entry.text) || names.iter().all(|name| is_given(self.policy, name)))
        };
        let mut documented = self.documented.clone();
        let documented: Vec<_> =
            documented.templates().flat_map(|element| &element.entries).cloned().collect();
        let written: Vec<_> = elements(self.written)
            .flat_map(|element| element.entries.iter().filter(is_kept))
            .map(|entry| entry.text)
            .collect();
        if documented.len() != written.len() {
            return Vec::new();
        }
        let pairs = documented.into_iter().zip(written).filter(|(documented, written)| documented != written);
        let entry = |(documented, written)| KnownEntry {
            documented,
            written,
            needs: needs(self.policy, parameters(written)),
        };
        pairs.map(entry).collect()
    }
}

/// The parts of a policy that its source lacks: statements that were added or depend on an option, and
/// entries that were added to statements to which the new policy does not refer.
pub(super) fn beside(
    policy: &'static Policy,
    is_referred: impl Fn(&str) -> bool,
    has: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let mut beside = Vec::new();
    for statement in policy.statements.iter().filter(|statement| is_in(statement, has)) {
        let Some(reference) = reference(statement).filter(|it| !is_referred(it)) else { continue };
        if !is_stated(policy, statement) {
            beside.push(format!("\"{reference}\""));
            continue;
        }
        let differences = statement.differences().filter(|it| it.change.kind == ChangeKind::Added);
        for entry in differences.filter_map(|difference| difference.entry) {
            beside.push(format!("\"{entry}\" of {reference}"));
        }
    }
    beside
}

/// The schedulers of a version's policies, or of all policies.
pub(super) fn schedulers(version: Option<&'static Version>) -> Vec<&'static str> {
    let policies = version.map_or(POLICIES, |version| version.policies);
    let mut all = Vec::new();
    for scheduler in policies.iter().flat_map(|policy| policy.schedulers) {
        if !all.contains(scheduler) {
            all.push(*scheduler);
        }
    }
    all
}

/// The parameters that a text of the catalog names; `${…}` is IAM's own.
pub(super) fn parameters(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').unwrap_or((after, ""));
        if !before.ends_with('$') {
            names.push(inside.trim_end_matches(['?', '.']));
        }
        rest = after;
    }
    names
}

/// The statements of a policy as its source states them, beside those of the catalog.
fn documented(policy: &'static Policy) -> Vec<KnownStatement> {
    let written: Vec<_> = policy.statements.iter().filter(|statement| is_stated(policy, statement)).collect();
    let stated = json::parse(policy.documented)
        .ok()
        .and_then(|document| read::statements(&document, &mut Documented(policy)).ok())
        .unwrap_or_default();
    let is_pair = |(written, stated): (&&pcluster_iam::Statement, &StatedStatement)| {
        written.sid == stated.sid.as_deref()
    };
    // A reference needs statements that can be told apart.
    if written.len() != stated.len() || !written.iter().zip(&stated).all(is_pair) {
        return Vec::new();
    }
    written
        .into_iter()
        .zip(stated)
        .map(|(written, documented)| {
            let entries = elements(written).flat_map(|element| element.entries);
            let names = entries
                .flat_map(|entry| parameters(entry.text))
                .chain(written.presence.when.iter().chain(written.presence.unless).copied());
            KnownStatement { policy, written, documented, needs: needs(policy, names) }
        })
        .collect()
}

/// The texts that parameters need where the documented form of a policy shows no placeholder.
fn needs(policy: &'static Policy, names: impl IntoIterator<Item = &'static str>) -> Vec<TextNeed> {
    let names = names.into_iter().filter_map(|name| used(policy, name));
    let hidden = names.filter(|used| {
        let is_shown = used.placeholder.is_some_and(spelling::is_placeholder);
        !is_shown && used.parameter.role() != ParameterRole::Partition
    });
    let need = |used: &'static PolicyParameter| TextNeed {
        name: used.parameter.name,
        text: used.placeholder.or(used.parameter.default),
    };
    hidden.map(need).collect()
}

/// True if the documented form of a policy has this statement of it.
fn is_stated(policy: &Policy, statement: &pcluster_iam::Statement) -> bool {
    is_documented(statement.change) && statement.presence.holds(|name| is_given(policy, name))
}

/// A statement's name in references: `catalog/1.0/user/shelf.toml#Read` is `1.0/user/Read`.
fn reference(statement: &pcluster_iam::Statement) -> Option<String> {
    let (_, path) = statement.source.split_once('/')?;
    let (file, name) = path.split_once('#')?;
    let (folder, _) = file.rsplit_once('/')?;
    Some(format!("{folder}/{name}"))
}

/// True if a catalog has the file of a statement.
fn is_in(statement: &pcluster_iam::Statement, has: &dyn Fn(&str) -> bool) -> bool {
    let path = statement.source.split_once('/').and_then(|(_, path)| path.split_once('#'));
    path.is_some_and(|(file, _)| has(file))
}

fn is_documented(change: Option<Change>) -> bool {
    change.is_none_or(|change| change.kind != ChangeKind::Added)
}

/// True if the documented form of a policy has a value for a parameter.
fn is_given(policy: &Policy, name: &str) -> bool {
    used(policy, name).is_some_and(|used| used.placeholder.is_some() || used.parameter.default.is_some())
}

fn used(policy: &Policy, name: &str) -> Option<&'static PolicyParameter> {
    policy.parameters.iter().find(|used| used.parameter.name == name)
}

/// The elements of a statement that may hold parameters.
fn elements(
    statement: &'static pcluster_iam::Statement,
) -> impl Iterator<Item = &'static pcluster_iam::Element> {
    let values = statement.conditions.iter().map(|condition| &condition.values);
    [&statement.resources].into_iter().chain(values)
}

/// The placeholders of a policy of the catalog.
struct Documented(&'static Policy);

impl Spelling for Documented {
    fn parameter(&mut self, placeholder: &str) -> Option<String> {
        let used = self.0.parameters.iter().find(|used| used.placeholder == Some(placeholder))?;
        Some(used.parameter.name.to_owned())
    }

    fn partition(&mut self, _: &str) -> Option<String> {
        spelling::partition().map(str::to_owned)
    }
}

/// True if an entry exists with all values.
pub(super) fn is_unconditional(entry: &str) -> bool {
    !entry.contains("?}") && !entry.contains("...}")
}
