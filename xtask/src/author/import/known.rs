//! The parts of earlier releases that a new release can use, from the library's constants: names of
//! policies, placeholders, and equal statements.

use pcluster_iam::{Change, ChangeKind, POLICIES, ParameterRole, Policy, PolicyParameter, VERSIONS, Version};

use super::read;
use super::release::Release;
use super::spelling::{self, Spelling, TextNeed};
use super::statement::{StatedCondition, StatedElement, StatedEntry, StatedStatement};
use crate::tree::from_json;

/// The releases of the catalog, the nearest first: those before the new release, from the last to the
/// first, then those after it.
#[derive(Debug)]
pub(super) struct KnownReleases {
    versions: Vec<&'static Version>,
}

/// A statement that a release documents.
#[derive(Debug)]
pub(super) struct KnownStatement {
    pub(super) policy: &'static Policy,
    /// The catalog's form of it.
    pub(super) written: &'static pcluster_iam::Statement,
    /// The statement as the release's documented form has it; `None` if an option leaves it out there.
    pub(super) documented: Option<StatedStatement>,
    /// The same with its optional parts, as the catalog writes it.
    pub(super) written_form: StatedStatement,
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
        let Some(mut documented) = self.documented.clone() else { return Vec::new() };
        let documented: Vec<_> =
            documented.templates().flat_map(|element| &element.entries).map(|it| it.text.clone()).collect();
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

/// The statements of a policy that its source states, with all values or with none.
fn documented(policy: &'static Policy) -> Vec<KnownStatement> {
    let has = |statement: &&pcluster_iam::Statement| is_documented(statement.change);
    let written: Vec<_> = policy.statements.iter().filter(has).collect();
    let n_stated = written.iter().filter(|statement| is_stated(policy, statement)).count();
    let stated = from_json(policy.documented)
        .ok()
        .and_then(|document| read::statements(&document, &mut Documented(policy)).ok())
        .unwrap_or_default();
    if n_stated != stated.len() {
        return Vec::new();
    }
    let mut stated = stated.into_iter();
    let mut known = Vec::new();
    for written in written {
        let documented = if is_stated(policy, written) { stated.next() } else { None };
        // A reference needs statements that can be told apart.
        if documented.as_ref().is_some_and(|documented| written.sid != documented.sid.as_deref()) {
            return Vec::new();
        }
        let presence = written.presence.when.iter().chain(written.presence.unless);
        let entries = elements(written).flat_map(|element| element.entries);
        let names = entries.flat_map(|entry| parameters(entry.text)).chain(presence.copied());
        let needs = needs(policy, names);
        known.push(KnownStatement {
            policy,
            written,
            documented,
            written_form: written_form(written),
            needs,
        });
    }
    known
}

/// The entries of a statement that its release documents, with their placeholders.
fn written_form(written: &'static pcluster_iam::Statement) -> StatedStatement {
    let element = |element: &'static pcluster_iam::Element| {
        let entries = element.entries.iter().filter(|entry| is_documented(entry.change));
        StatedElement {
            is_negated: element.negated,
            is_scalar: element.scalar,
            entries: entries.map(|entry| StatedEntry { text: entry.text.to_owned(), at: 0 }).collect(),
        }
    };
    let condition = |condition: &'static pcluster_iam::Condition| StatedCondition {
        operator: condition.operator.to_owned(),
        key: condition.key.to_owned(),
        values: element(&condition.values),
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut conditions: Vec<_> = written.conditions.iter().map(condition).collect();
    conditions.retain(|condition| !condition.values.entries.is_empty());
    StatedStatement {
        at: 0,
        sid: written.sid.map(str::to_owned),
        is_denying: written.effect == pcluster_iam::Effect::Deny,
        actions: element(&written.actions),
        resources: element(&written.resources),
        conditions,
        when: names(written.presence.when),
        unless: names(written.presence.unless),
    }
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
pub(super) fn is_stated(policy: &Policy, statement: &pcluster_iam::Statement) -> bool {
    is_documented(statement.change) && statement.presence.holds(|name| is_given(policy, name))
}

/// A statement's name in references: `catalog/1.0/user/shelf.toml#Read` is `1.0/user/Read`.
pub(super) fn reference(statement: &pcluster_iam::Statement) -> Option<String> {
    let (_, path) = statement.source.split_once('/')?;
    let (file, name) = path.split_once('#')?;
    let (folder, _) = file.rsplit_once('/')?;
    Some(format!("{folder}/{name}"))
}

/// True if a catalog has the file of a statement.
pub(super) fn is_in(statement: &pcluster_iam::Statement, has: &dyn Fn(&str) -> bool) -> bool {
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
