//! `--format aws-cli`: one script for all policies.

use std::borrow::Cow;

use pcluster_iam::export::{AwsCliScript, DeployedPolicy, Deployment, ScriptPolicy, ScriptValues};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{
    AccountId, ClusterName, FillProblem, Filled, InvalidValueError, Parameter, ParameterRole, Partition,
    Policy, Region,
};

use super::args::RenderArgs;
use super::code;
use super::fitting::Fitted;
use super::many::{Set, fitting};
use super::unfit;
use crate::args::example;
use crate::args::values::{self, Given, Unfilled, unknown_region};
use crate::ui::failure::{Complaint, Failure, each_once, note};
use crate::ui::output::quoted;

pub(super) fn render(args: &RenderArgs, set: &Set) -> Result<(), Failure> {
    if let Some(complaint) = args.attachment().and_then(|it| unfit::unsuitable(&set.policies, it)) {
        return Err(complaint.into());
    }
    let deployment = Deployment::new(&set.policies);
    let (given, mut complaints) = Given::read(&args.values)?;
    complaints.extend(unknown_region(&given));
    complaints.extend(values::without_effect_in_all(&set.policies, &given));
    complaints.extend(values::without_use(&set.policies, &given, |it| is_used(&deployment, it)));
    complaints.extend(set.policies.first().into_iter().flat_map(|policy| wrong(policy, &given)));
    let mut filled: Vec<Filled<'_>> = Vec::new();
    for policy in &set.policies {
        match given.fill(policy, true) {
            Ok(it) => filled.push(it),
            Err(unfilled) => complaints.extend(values::complaints(&unfilled, &given)),
        }
    }
    let partition = partition(&given);
    if let (None, true) = (partition, complaints.is_empty()) {
        complaints.push(no_partition());
    }
    let Some(partition) = partition.filter(|_| complaints.is_empty()) else {
        return Err(Failure::Use(each_once(complaints)));
    };
    given.warn_of_odd(&set.policies)?;
    let fitting = fitting(args, set, &filled)?;
    let policies: Vec<_> = fitting.iter().map(|(_, fitted)| script_policy(fitted, &deployment)).collect();
    let documents: Vec<_> =
        fitting.iter().flat_map(|(_, fitted)| fitted.texts()).map(String::as_str).collect();
    let value = |role| Some(given.first(Parameter::with_role(role)?.name)?.text.as_str());
    let is_flag =
        |name: &&'static str| Parameter::named(name).is_some_and(|it| it.role() == ParameterRole::Flag);
    let flags = given.values.iter().map(|it| it.name).filter(is_flag).filter(|name| given.gives(name));
    let flags: Vec<_> = flags.collect();
    let script = AwsCliScript::new(args.attachment().unwrap_or(Attachment::Managed), &policies);
    // All of them have been checked.
    let script = script.filled(&ScriptValues {
        account_id: value(ParameterRole::AccountId).and_then(|it| AccountId::new(it).ok()),
        partition,
        region: value(ParameterRole::Region).and_then(|it| Region::new(it).ok()),
        cluster_name: value(ParameterRole::ClusterName).and_then(|it| ClusterName::new(it).ok()),
        flags: &flags,
        documents: &documents,
    });
    if let Some(path) = code::deliver(args, set, "sh", &script)? {
        note(format_args!(
            "`bash {} --dry-run` shows what it would change",
            quoted(&path.to_string_lossy())
        ))?;
    }
    let roles = deployment.policies.iter().filter_map(|deployed| deployed.role.as_ref());
    let services: Vec<_> = roles.flat_map(|role| role.trusted_services).copied().collect();
    Ok(partition.note_on_principals(&services).map_or(Ok(()), |text| note(text.trim()))?)
}

/// The policy of a script.
fn script_policy<'a>(fitted: &'a Fitted, deployment: &'a Deployment) -> ScriptPolicy<'a> {
    let deployed = |id: &&str| deployment.policies.iter().find(|it| it.policy.id == *id);
    let of: Vec<&DeployedPolicy> = fitted.of().iter().filter_map(deployed).collect();
    let n_documents = fitted.n_documents();
    match of.as_slice() {
        [only] => ScriptPolicy { n_documents, ..ScriptPolicy::from(*only) },
        several => ScriptPolicy {
            name: Cow::Borrowed(&fitted.name),
            description: several.iter().map(|it| it.policy.id).collect::<Vec<_>>().join(", ").into(),
            deployed: None,
            n_documents,
        },
    }
}

/// The messages about values that the script uses and that the policies may not: these check only their own.
fn wrong(policy: &'static Policy, given: &Given) -> Vec<Complaint> {
    type Check = fn(&str) -> Option<InvalidValueError>;
    let checks: [(ParameterRole, Check); 4] = [
        (ParameterRole::Partition, |text| Partition::new(text).err()),
        (ParameterRole::Region, |text| Region::new(text).err()),
        (ParameterRole::AccountId, |text| AccountId::new(text).err()),
        (ParameterRole::ClusterName, |text| ClusterName::new(text).err()),
    ];
    let problems = checks.into_iter().filter_map(|(role, check)| {
        let parameter = Parameter::with_role(role)?;
        Some(FillProblem::Invalid(parameter, check(&given.first(parameter.name)?.text)?))
    });
    values::complaints(&Unfilled { policy, problems: problems.collect() }, given)
}

/// True if the script uses a value besides the policies: for the account that it refuses to leave, and for the
/// paths of roles.
fn is_used(deployment: &Deployment, parameter: &Parameter) -> bool {
    match parameter.role() {
        ParameterRole::AccountId | ParameterRole::Partition | ParameterRole::Region => true,
        ParameterRole::ClusterName => {
            let roles = deployment.policies.iter().filter_map(|deployed| deployed.role.as_ref());
            roles.into_iter().any(|role| role.path.contains('{'))
        }
        _ => false,
    }
}

/// The partition that is given, or that of the region.
fn partition(given: &Given) -> Option<&'static Partition> {
    let value = |role| Some(given.first(Parameter::with_role(role)?.name)?.text.as_str());
    let of_region = || Region::new(value(ParameterRole::Region)?).ok().map(Region::partition);
    value(ParameterRole::Partition).and_then(|id| Partition::new(id).ok()).or_else(of_region)
}

fn no_partition() -> Complaint {
    let options = [ParameterRole::Region, ParameterRole::Partition];
    let options: Vec<_> = options.into_iter().filter_map(Parameter::with_role).map(example::option).collect();
    Complaint::new("the script needs the partition of the account")
        .help(format!("give {}", options.join(" or ")))
}
