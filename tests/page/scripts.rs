//! Scripts for the AWS CLI: of every bundle and policy, with values of which some are written to fool a shell.

use std::sync::OnceLock;

use pcluster_iam::export::{AwsCliScript, Deployment, ScriptValues};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{
    AccountId, ClusterName, Filled, PARTITIONS, POLICIES, Parameter, ParameterRole, Partition, Policy,
    Region, VERSIONS,
};
use serde_json::json;

use crate::cases::{Case, Cases, name_of};

/// A script, and what it is made of.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// The id of a bundle or of a policy.
    pub(crate) choice: &'static str,
    pub(crate) partition: &'static Partition,
    /// True if the policies are for regions, and no region is given.
    pub(crate) is_for_all_regions: bool,
    pub(crate) given: Vec<(&'static str, String)>,
    pub(crate) documents: Vec<String>,
    pub(crate) text: String,
}

impl Script {
    /// The script as a line for the browser.
    pub(crate) fn line(&self) -> String {
        let given = crate::cases::by_name(&self.given, self.partition);
        format!("{}\n", json!({ "choice": self.choice, "given": given, "script": self.text }))
    }
}

/// The script of each bundle and of each policy in each partition, as far as its policies fit.
pub(crate) fn scripts() -> &'static [Script] {
    static SCRIPTS: OnceLock<Vec<Script>> = OnceLock::new();
    SCRIPTS.get_or_init(|| all().collect())
}

fn all() -> impl Iterator<Item = Script> {
    let bundles = VERSIONS.iter().flat_map(|version| version.bundles);
    let bundles = bundles.map(|bundle| (bundle.id, bundle.policies.to_vec()));
    let choices = bundles.chain(POLICIES.iter().map(|policy| (policy.id, vec![*policy])));
    let mut cases = Cases::new();
    let everywhere = choices.flat_map(|choice| PARTITIONS.iter().map(move |it| (choice.clone(), *it)));
    everywhere.filter_map(move |((choice, policies), partition)| {
        let given = given(&mut cases, &policies, partition);
        script(choice, &policies, partition, given)
    })
}

/// Values for policies together: for a parameter, those that the first of them takes.
fn given(
    cases: &mut Cases,
    policies: &[&'static Policy],
    partition: &'static Partition,
) -> Vec<(&'static str, String)> {
    let mut given: Vec<(&'static str, String)> = Vec::new();
    for policy in policies {
        let known: Vec<_> = given.iter().map(|(name, _)| *name).collect();
        let is_place = |name: &str| name == name_of(ParameterRole::Region) && policy.id != policies[0].id;
        let case = cases.case_to_fool_shells(policy, partition);
        given.extend(case.given.into_iter().filter(|(name, _)| !known.contains(name) && !is_place(name)));
    }
    let cluster = name_of(ParameterRole::ClusterName);
    let is_in_path = policies.iter().any(|it| it.path.is_some_and(|path| path.contains('{')));
    if is_in_path && given.iter().all(|(name, _)| *name != cluster) && partition.id.len().is_multiple_of(2) {
        given.push((cluster, "demo-2".to_owned()));
    }
    given
}

fn script(
    choice: &'static str,
    policies: &[&'static Policy],
    partition: &'static Partition,
    given: Vec<(&'static str, String)>,
) -> Option<Script> {
    let cases: Vec<_> = policies.iter().map(|policy| Case::of_policy(policy, partition, &given)).collect();
    let values: Vec<_> = cases.iter().map(Case::values).collect();
    let filled: Vec<Filled<'_>> = policies
        .iter()
        .zip(&values)
        .map(|(policy, values)| policy.fill(values).ok())
        .collect::<Option<_>>()?;
    if filled.iter().any(|it| it.size() > Attachment::Managed.quota().most) {
        return None;
    }
    let documents: Vec<_> = filled.iter().map(Filled::to_json_pretty).collect();
    let region = name_of(ParameterRole::Region);
    let uses_region = policies.iter().any(|it| it.parameter(ParameterRole::Region).is_some());
    let is_for_all_regions = uses_region && given.iter().all(|(name, _)| *name != region);
    let deployment = Deployment::new(policies);
    let policies: Vec<_> = deployment.policies.iter().map(Into::into).collect();
    let text = |role| given.iter().find(|(name, _)| *name == name_of(role)).map(|(_, text)| text.as_str());
    let is_flag =
        |name: &&'static str| Parameter::named(name).is_some_and(|it| it.role() == ParameterRole::Flag);
    let on = given.iter().filter(|(_, text)| text == "true").map(|(name, _)| *name);
    let flags: Vec<_> = on.filter(is_flag).collect();
    let text = AwsCliScript::new(Attachment::Managed, &policies).filled(&ScriptValues {
        account_id: text(ParameterRole::AccountId).map(|it| AccountId::new(it).expect("an account")),
        partition,
        region: text(ParameterRole::Region).map(|it| Region::new(it).expect("a region")),
        cluster_name: text(ParameterRole::ClusterName).map(|it| ClusterName::new(it).expect("a name")),
        flags: &flags,
        documents: &documents.iter().map(String::as_str).collect::<Vec<_>>(),
    });
    Some(Script { choice, partition, is_for_all_regions, given, documents, text })
}
