//! What each option of a configuration changes in the roles of a release, by the catalog and by the
//! release's own code; `tests/options/` has the digests and explains them.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use compiler::kinds::Catalog;
use compiler::kinds::policies::model::{Policy, PolicyForm};
use compiler::layout::{Layout, evaluate, pieces};
use compiler::needs::Releases;
use pcluster_iam::{AttachTo, PARTITIONS};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let folder = format!("{}/catalog", env!("CARGO_MANIFEST_DIR"));
    compiler::load(folder.as_ref(), &Releases::All).unwrap_or_else(|report| panic!("{report}"))
});

/// A file of `tests/options/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    /// The roles of each kind of configuration by default.
    created: BTreeMap<String, BTreeSet<String>>,
    /// The partitions for which the release has regions.
    partitions: BTreeSet<String>,
    role: BTreeMap<String, StatedRole>,
    option: Vec<StatedOption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatedRole {
    trusts: Option<String>,
    trusts_account: Option<String>,
    managed_policies: BTreeSet<String>,
    path: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StatedOption {
    name: String,
    compared_with: Option<String>,
    #[serde(default = "slurm")]
    of: String,
    #[serde(default)]
    gives: BTreeMap<String, BTreeMap<String, GivenValue>>,
    #[serde(default)]
    settings: Vec<String>,
    #[serde(default)]
    gone: BTreeSet<String>,
    #[serde(default)]
    new: BTreeSet<String>,
    #[serde(default)]
    attaches: BTreeMap<String, Vec<String>>,
    path: Option<String>,
    effect: String,
}

fn slurm() -> String {
    "slurm".to_owned()
}

/// The value of a parameter.
#[derive(Deserialize)]
#[serde(untagged)]
enum GivenValue {
    Flag(bool),
    Texts(Vec<String>),
}

impl GivenValue {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Flag(given) => given.then_some("true").into_iter().collect(),
            Self::Texts(texts) => texts.iter().map(String::as_str).collect(),
        }
    }
}

/// The files, each with its release.
fn stated() -> Vec<(&'static str, Stated)> {
    ["3.11", "3.15", "3.16"]
        .into_iter()
        .map(|release| {
            let path = format!("{}/tests/options/{release}.toml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(&path).expect("a file");
            (release, toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}")))
        })
        .collect()
}

/// A role in one configuration, all but its statements as text.
#[derive(Default)]
struct RoleState {
    statements: Vec<Value>,
    managed_policies: BTreeSet<String>,
    path: Option<String>,
}

/// The role of a policy in the configuration with an option, or by default.
fn role(release: &str, variant: &str, options: &[&StatedOption]) -> RoleState {
    let policy = compiled(release, variant);
    let given: Vec<_> = options.iter().filter_map(|option| option.gives.get(variant)).collect();
    for name in given.iter().flat_map(|given| given.keys()) {
        let is_used = policy.parameters.iter().any(|used| CATALOG.parameters[used.parameter].name == *name);
        assert!(is_used, "{release}/{variant} does not use `{name}`");
    }
    RoleState {
        statements: statements(policy, |name| {
            given.iter().rev().find_map(|given| given.get(name)).map(GivenValue::texts)
        }),
        managed_policies: managed_policies(release, variant, options),
        path: path(release, variant, options),
    }
}

fn compiled(release: &str, variant: &str) -> &'static Policy {
    let id = format!("{release}/{variant}");
    let mut policies = CATALOG.versions.iter().flat_map(|version| &version.policies);
    policies.find(|policy| policy.id == id).unwrap_or_else(|| panic!("the catalog has no `{id}`"))
}

fn generated(release: &str, variant: &str) -> &'static pcluster_iam::Policy {
    let id = format!("{release}/{variant}");
    pcluster_iam::policy(&id).unwrap_or_else(|| panic!("the library has no `{id}`"))
}

/// The managed policies that the configuration attaches, with those that the person names.
fn managed_policies(release: &str, variant: &str, options: &[&StatedOption]) -> BTreeSet<String> {
    let is_set = |setting: &str| {
        options.iter().any(|option| option.name == setting || option.settings.iter().any(|it| it == setting))
    };
    let attached = generated(release, variant)
        .managed_policies
        .iter()
        .filter(|managed| managed.setting.is_none_or(is_set) && !managed.unless_setting.is_some_and(is_set));
    let named = options.iter().filter_map(|option| option.attaches.get(variant)).flatten().cloned();
    attached.map(|managed| managed.name.to_owned()).chain(named).collect()
}

/// The path of the role, below the path that an option names; a policy that no role needs has none.
fn path(release: &str, variant: &str, options: &[&StatedOption]) -> Option<String> {
    let path = generated(release, variant).path?.replace("{cluster-name}", "${ClusterName}");
    match options.iter().rev().find_map(|option| option.path.as_ref()) {
        Some(own) => path.strip_prefix("/parallelcluster/").map(|rest| format!("/{own}/{rest}")),
        None => Some(path),
    }
}

/// The statements of the form as documented, with these texts in place of the source's placeholders.
fn statements<'v>(policy: &'v Policy, texts: impl Fn(&str) -> Option<Vec<&'v str>>) -> Vec<Value> {
    let pieces = pieces(&CATALOG, policy, PolicyForm::Documented, Layout::Compact);
    let text = evaluate(&CATALOG, &pieces, &|parameter| {
        let given = texts(&CATALOG.parameters[parameter].name);
        given.unwrap_or_else(|| policy.texts(&CATALOG.parameters, parameter))
    });
    let document: Value = serde_json::from_str(&text).expect("the form as documented is JSON");
    document["Statement"].as_array().expect("statements").iter().map(normal).collect()
}

/// A statement without its effect, with sorted lists, and with a list of one as that one.
fn normal(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(normal).collect();
            items.sort_by_key(canonical);
            if let [only] = items.as_slice() { only.clone() } else { Value::Array(items) }
        }
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, value)| *key != "Effect" || **value != "Allow");
            kept.map(|(key, value)| (key.clone(), normal(value))).collect()
        }
        value => value.clone(),
    }
}

fn canonical(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Object(object) => {
            let sorted: BTreeMap<_, _> = object.iter().collect();
            let members = sorted.iter().map(|(key, value)| format!("{}:{}", json!(key), canonical(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        value => value.to_string(),
    }
}

/// The difference between two states of a role, or nothing if they are the same.
fn difference(before: &RoleState, after: &RoleState) -> Option<Value> {
    let only = |these: &RoleState, others: &RoleState| -> Vec<Value> {
        let mut others: Vec<_> = others.statements.iter().collect();
        let mut only = Vec::new();
        for statement in &these.statements {
            match others.iter().position(|other| *other == statement) {
                Some(idx) => drop(others.swap_remove(idx)),
                None => only.push(statement.clone()),
            }
        }
        only.sort_by_key(canonical);
        only
    };
    let managed = |these: &RoleState, others: &RoleState| -> Vec<Value> {
        these.managed_policies.difference(&others.managed_policies).map(|name| json!(name)).collect()
    };
    let mut effect = Map::new();
    for (key, items) in [
        ("added", only(after, before)),
        ("removed", only(before, after)),
        ("managed-added", managed(after, before)),
        ("managed-removed", managed(before, after)),
    ] {
        if !items.is_empty() {
            effect.insert(key.to_owned(), Value::Array(items));
        }
    }
    if before.path != after.path {
        effect.insert("path".to_owned(), json!([before.path, after.path]));
    }
    (!effect.is_empty()).then_some(Value::Object(effect))
}

#[test]
fn each_role_is_assumed_and_found_as_the_release_creates_it() {
    for (release, stated) in stated() {
        for (variant, role) in &stated.role {
            let policy = generated(release, variant);
            assert_eq!(managed_policies(release, variant, &[]), role.managed_policies, "{}", policy.id);
            let Some(principal) = &role.trusts else {
                // The account itself: people assume the role, or have the policy without it.
                assert!(role.trusts_account.is_some() && policy.attach_to == AttachTo::UserOrGroup);
                continue;
            };
            assert_eq!(path(release, variant, &[]).as_ref(), Some(&role.path), "{}", policy.id);
            for partition in PARTITIONS.iter().filter(|it| stated.partitions.contains(it.id)) {
                let trust = policy.trust_policy(partition).expect("a policy of a role");
                let trust: Value = serde_json::from_str(&trust).expect("JSON");
                let trusted = &trust["Statement"][0]["Principal"]["Service"];
                let is_trusted = |name: &str| {
                    *trusted == json!(name)
                        || trusted.as_array().is_some_and(|names| names.contains(&json!(name)))
                };
                let principal = principal.replace("${AWS::URLSuffix}", partition.dns_suffix);
                assert!(is_trusted(&principal), "{} in {}: {trust:#}", policy.id, partition.id);
            }
        }
    }
}

#[test]
fn each_option_has_the_effect_that_the_release_gives_it() {
    let mut wrong = Vec::new();
    for (release, stated) in stated() {
        for option in &stated.option {
            let base = option.compared_with.as_ref().map(|name| {
                stated.option.iter().find(|other| other.name == *name).expect("the option is stated")
            });
            let before: Vec<_> = base.into_iter().collect();
            let after: Vec<_> = before.iter().copied().chain([option]).collect();
            let mut effect = Map::new();
            let created = &stated.created[&option.of];
            let roles = after.iter().fold(created.clone(), |roles, option| &roles | &option.new);
            for variant in roles {
                let state = |exists: bool, options: &[&StatedOption]| {
                    if exists { role(release, &variant, options) } else { RoleState::default() }
                };
                let before = state(!option.new.contains(&variant), &before);
                let after = state(!option.gone.contains(&variant), &after);
                if let Some(difference) = difference(&before, &after) {
                    effect.insert(variant, difference);
                }
            }
            let effect = Value::Object(effect);
            let digest = if effect.as_object().is_some_and(Map::is_empty) {
                "none".to_owned()
            } else {
                format!("{:x}", Sha256::digest(canonical(&effect)))
            };
            if digest != option.effect {
                wrong.push(format!("{release}, {}: {digest}\n{effect:#}", option.name));
            }
        }
    }
    assert!(wrong.is_empty(), "the effect of {} options differs:\n{}", wrong.len(), wrong.join("\n"));
}
