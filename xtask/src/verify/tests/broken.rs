//! The breaks of a case: changed files of the tree, and changed constants, which stand for a catalog
//! that was compiled with the mistake.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pcluster_iam::quota::Attachment;
use pcluster_iam::{
    Acknowledgement, ChangeKind, Parameter, Policy, PolicyParameter, Service, Statement, Version,
};
use serde::Deserialize;

use crate::catalog::Catalog;
use crate::review::{PolicyReview, answered, review, reviews};

/// A case, as its differences from the repository.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Break {
    #[serde(default)]
    pub(super) file: Vec<FileBreak>,
    #[serde(default)]
    has_no_version: bool,
    #[serde(default)]
    version: BTreeMap<String, VersionBreak>,
    #[serde(default)]
    policy: BTreeMap<String, PolicyBreak>,
    #[serde(default)]
    service: BTreeMap<String, ServiceBreak>,
}

/// A changed file: with a new `text`, with a part replaced everywhere, or, without both, removed. A folder
/// can be removed too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileBreak {
    pub(super) path: String,
    text: Option<String>,
    replace: Option<Replacement>,
}

/// The replaced part, and its replacement.
type Replacement = [String; 2];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionBreak {
    summary: Option<String>,
    url: Option<String>,
    acknowledge: Option<AcknowledgementBreak>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyBreak {
    name: Option<String>,
    summary: Option<String>,
    template: Option<Replacement>,
    documented: Option<Replacement>,
    fits: Option<Vec<String>>,
    /// The commands that the policy promises.
    commands: Option<Vec<String>>,
    split: Option<bool>,
    lost: Option<LossBreak>,
    acknowledge: Option<AcknowledgementBreak>,
    /// The examples of parameters.
    #[serde(default)]
    example: BTreeMap<String, String>,
    #[serde(default)]
    statement: BTreeMap<String, StatementBreak>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementBreak {
    why: Option<String>,
    /// True for a statement that is then an addition.
    #[serde(default)]
    added: bool,
    /// An action, and the action in its place; after an empty string, one more.
    action: Option<Replacement>,
    acknowledge: Option<AcknowledgementBreak>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ServiceBreak {
    name: Option<String>,
    #[serde(default)]
    has_no_facts: bool,
}

/// An additional action of the first acknowledged loss, or the removal of all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
enum LossBreak {
    More {
        action: String,
    },
    /// No loss, written as `[]`.
    Nothing([String; 0]),
}

/// An additional acknowledgement, or the removal of all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, untagged)]
enum AcknowledgementBreak {
    More {
        finding: String,
        entry: Option<String>,
        statement: Option<String>,
    },
    /// No acknowledgement, written as `[]`.
    Nothing([String; 0]),
}

impl PolicyBreak {
    fn changes_documents(&self) -> bool {
        self.template.is_some() || self.documented.is_some() || !self.example.is_empty()
    }
}

impl FileBreak {
    pub(super) fn apply(&self, tree: &Path) {
        let file = tree.join(&self.path);
        let text = match (&self.text, &self.replace) {
            (Some(text), None) => text.clone(),
            (None, Some(replacement)) => replaced(&fs::read_to_string(&file).unwrap(), replacement),
            (None, None) if file.is_dir() => return fs::remove_dir_all(&file).unwrap(),
            (None, None) => return fs::remove_file(&file).unwrap(),
            (Some(_), Some(_)) => panic!("`{}` has either `text` or `replace`", self.path),
        };
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

impl Break {
    /// The catalog with the breaks.
    pub(super) fn catalog(&self) -> Catalog {
        let Catalog { versions, services } = Catalog::compiled();
        let known = |name: &String| {
            versions.iter().any(|it| it.id == name)
                || versions.iter().flat_map(|it| it.policies).any(|it| it.id == name)
                || services.iter().any(|it| it.prefix == name)
        };
        let names = self.version.keys().chain(self.policy.keys()).chain(self.service.keys());
        names.for_each(|name| assert!(known(name), "the catalog has no `{name}`"));
        let versions = if self.has_no_version { Vec::new() } else { versions };
        Catalog {
            versions: versions.into_iter().map(|version| self.version(version)).collect(),
            services: services.into_iter().map(|service| self.service(service)).collect(),
        }
    }

    /// True for a policy with a break of its grants: the other breaks leave what the policies grant as it is.
    pub(super) fn breaks_grants(&self, policy: &Policy) -> bool {
        let is_of_grants =
            |it: &PolicyBreak| it.lost.is_some() || it.statement.values().any(|statement| statement.added);
        self.policy.get(policy.id).is_some_and(is_of_grants)
    }

    /// True for a policy with a break.
    fn breaks(&self, policy: &Policy) -> bool {
        self.policy.contains_key(policy.id)
    }

    /// The releases of that catalog with a broken policy: the others keep their promises.
    pub(super) fn releases(&self, catalog: &Catalog) -> Catalog {
        let is_broken = |version: &&'static Version| version.policies.iter().any(|it| self.breaks(it));
        Catalog {
            versions: catalog.versions.iter().copied().filter(is_broken).collect(),
            services: Vec::new(),
        }
    }

    /// The review of a policy of that catalog. Findings depend on the policy's documents alone, so
    /// that those of unbroken documents are known.
    pub(super) fn review(&self, policy: &'static Policy, catalog: &Catalog) -> PolicyReview {
        if self.policy.get(policy.id).is_some_and(PolicyBreak::changes_documents) {
            return review(policy, catalog);
        }
        let known = reviews().iter().find(|review| review.policy.id == policy.id).unwrap();
        let in_policy = |statement: &'static Statement| {
            policy.statements.iter().find(|it| it.source == statement.source).unwrap()
        };
        let findings = known.findings.iter().map(|(finding, _)| {
            let mut finding = finding.clone();
            finding.statement = finding.statement.map(in_policy);
            finding
        });
        answered(policy, catalog, findings.collect())
    }

    fn version(&self, version: &'static Version) -> &'static Version {
        let mut broken = version.clone();
        broken.policies =
            leaked(version.policies.iter().map(|policy| self.policy(policy)).collect::<Vec<_>>()).as_slice();
        if let Some(VersionBreak { summary, url, acknowledge }) = self.version.get(version.id) {
            set(&mut broken.summary, summary.as_ref());
            set(&mut broken.source.url, url.as_ref());
            let source = leaked(format!("catalog/{}/version.toml", version.id));
            broken.acknowledged = acknowledged(version.acknowledged, acknowledge.as_ref(), source);
        }
        leaked(broken)
    }

    fn policy(&self, policy: &'static Policy) -> &'static Policy {
        let Some(change) = self.policy.get(policy.id) else { return policy };
        let mut broken = policy.clone();
        set(&mut broken.name, change.name.as_ref());
        set(&mut broken.summary, change.summary.as_ref());
        let forms = [(&mut broken.template, &change.template), (&mut broken.documented, &change.documented)];
        for (form, replacement) in forms {
            if let Some(replacement) = replacement {
                *form = leaked(replaced(form, replacement));
            }
        }
        if let Some(fits) = &change.fits {
            let named = |name: &String| Attachment::named(name).unwrap_or_else(|| panic!("no `{name}`"));
            broken.fits = leaked(fits.iter().map(named).collect::<Vec<_>>());
        }
        if let Some(commands) = &change.commands {
            let text = |name: &String| leaked(name.clone()).as_str();
            broken.commands = leaked(commands.iter().map(text).collect::<Vec<_>>());
        }
        match &change.lost {
            None => {}
            Some(LossBreak::Nothing([])) => broken.losses = &[],
            Some(LossBreak::More { action }) => {
                let losses = leaked(policy.losses.to_vec());
                let action = leaked(action.clone()).as_str();
                losses[0].actions = leaked([losses[0].actions, &[action]].concat());
                broken.losses = losses;
            }
        }
        broken.split = change.split.unwrap_or(policy.split);
        broken.acknowledged = acknowledged(policy.acknowledged, change.acknowledge.as_ref(), policy.source);
        let parameter = |used: &PolicyParameter| {
            let mut used = used.clone();
            if let Some(example) = change.example.get(used.parameter.name) {
                let mut parameter = Parameter::clone(used.parameter);
                set(&mut parameter.example, Some(example));
                used.parameter = leaked(parameter);
            }
            used
        };
        broken.parameters = leaked(policy.parameters.iter().map(parameter).collect::<Vec<_>>());
        let statement = |statement: &'static Statement| {
            let mut broken = statement.clone();
            if let Some(StatementBreak { why, added, action, acknowledge }) =
                change.statement.get(statement.name)
            {
                set(&mut broken.why, why.as_ref());
                if *added {
                    broken.change =
                        policy.differences().map(|it| it.change).find(|it| it.kind == ChangeKind::Added);
                }
                if let Some([old, new]) = action {
                    let mut entries = statement.actions.entries.to_vec();
                    if old.is_empty() {
                        let mut more = entries[0].clone();
                        set(&mut more.text, Some(new));
                        entries.push(more);
                    } else {
                        let entry = entries.iter_mut().find(|entry| entry.text == old);
                        set(&mut entry.unwrap_or_else(|| panic!("there is no `{old}`")).text, Some(new));
                    }
                    broken.actions.entries = leaked(entries);
                }
                broken.acknowledged =
                    acknowledged(statement.acknowledged, acknowledge.as_ref(), statement.source);
            }
            broken
        };
        broken.statements = leaked(policy.statements.iter().map(statement).collect::<Vec<_>>());
        leaked(broken)
    }

    fn service(&self, service: &'static Service) -> &'static Service {
        let Some(ServiceBreak { name, has_no_facts }) = self.service.get(service.prefix) else {
            return service;
        };
        let mut broken = service.clone();
        set(&mut broken.name, name.as_ref());
        broken.as_of = service.as_of.filter(|_| !has_no_facts);
        leaked(broken)
    }
}

fn acknowledged(
    known: &'static [Acknowledgement],
    change: Option<&AcknowledgementBreak>,
    source: &'static str,
) -> &'static [Acknowledgement] {
    match change {
        None => known,
        Some(AcknowledgementBreak::Nothing([])) => &[],
        Some(AcknowledgementBreak::More { finding, entry, statement }) => {
            // The type is not exhaustive, so that a new value has to be a copy of another.
            let mut all = reviews().iter().flat_map(|review| review.policy.statements);
            let mut more = *all.find_map(|statement| statement.acknowledged.first()).unwrap();
            let text = |text: &Option<String>| text.as_ref().map(|text| leaked(text.clone()).as_str());
            more.finding = leaked(finding.clone());
            more.entry = text(entry);
            more.statement = text(statement);
            more.source = source;
            leaked([known, &[more]].concat())
        }
    }
}

fn set(text: &mut &'static str, other: Option<&String>) {
    if let Some(other) = other {
        *text = leaked(other.clone());
    }
}

/// A text with a part replaced everywhere. The text has to contain the part.
fn replaced(text: &str, [part, other]: &Replacement) -> String {
    assert!(text.contains(part), "there is no `{part}`");
    text.replace(part, other)
}

/// Constants live as long as the program.
fn leaked<T>(value: T) -> &'static mut T {
    Box::leak(Box::new(value))
}
