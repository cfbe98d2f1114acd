//! The page beside an export: what it creates, and how to use it.

use super::deployment::{DeployedPolicy, Deployment};
use super::inputs::need;
use super::names::{camel, pascal};
use crate::values::{PARAMETERS, Parameter, ParameterRole};
use crate::{AttachTo, Need};

/// The most bytes of a template that is given in a request; a longer one is read from a bucket.
const INLINE: usize = 51_200;

/// A group that nobody has, for examples.
const GROUP: &str = "hpc-administrators";

/// What the example of a page asks for.
#[derive(Clone, Debug)]
pub(super) struct Example {
    /// The policies that are created.
    chosen: Vec<DeployedPolicy>,
    /// The values that these need.
    needed: Vec<&'static Parameter>,
}

impl Example {
    /// All policies, or where each is created on request those of a bundle of people; `is_open` says which values
    /// the export asks for.
    pub(super) fn new(
        deployment: &Deployment,
        is_choice: bool,
        is_open: impl Fn(&'static Parameter) -> bool,
    ) -> Self {
        let chosen = if is_choice { of_people(deployment) } else { deployment.policies.clone() };
        let policies: Vec<_> = chosen.iter().map(|it| it.policy).collect();
        let needed = PARAMETERS.iter().copied().filter(|it| {
            let is_asked = !it.role().is_location() && it.role() != ParameterRole::AccountId;
            is_asked && need(&policies, it) == Some(Need::Required) && is_open(it)
        });
        Self { needed: needed.collect(), chosen }
    }

    /// The policies that are created.
    pub(super) fn chosen(&self) -> &[DeployedPolicy] {
        &self.chosen
    }

    fn has_people(&self) -> bool {
        self.chosen.iter().any(|it| it.policy.attach_to == AttachTo::UserOrGroup)
    }
}

/// The policies of the first bundle that are all for people, or else the first policy.
fn of_people(deployment: &Deployment) -> Vec<DeployedPolicy> {
    let all = &deployment.policies;
    let bundles = all.first().and_then(|it| it.policy.release()).map_or(&[][..], |it| it.bundles);
    let is_of_people = |policy: &&DeployedPolicy| policy.policy.attach_to == AttachTo::UserOrGroup;
    let of_bundles = bundles.iter().filter_map(|bundle| {
        let found = bundle.policies.iter().map(|policy| all.iter().find(|it| it.policy.id == policy.id));
        found.collect::<Option<Vec<_>>>().filter(|it| it.iter().all(is_of_people))
    });
    let first = || all.first().into_iter().collect();
    of_bundles.into_iter().next().unwrap_or_else(first).into_iter().cloned().collect()
}

/// The page beside a module of Terraform.
pub(super) fn terraform(
    deployment: &Deployment,
    example: &Example,
    is_choice: bool,
    outputs: &[&str],
) -> String {
    let keys: Vec<_> = example.chosen.iter().map(|it| format!("\"{}\"", it.key)).collect();
    let mut arguments = Vec::new();
    if is_choice {
        arguments.push(("policies".to_owned(), format!("[{}]", keys.join(", "))));
    }
    if example.has_people() {
        arguments.push(("groups".to_owned(), format!("[\"{GROUP}\"]")));
    }
    arguments
        .extend(example.needed.iter().map(|it| (it.name.replace('-', "_"), format!("\"{}\"", it.example))));
    let width = arguments.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let arguments: Vec<_> =
        arguments.iter().map(|(name, value)| format!("  {name:<width$} = {value}\n")).collect();
    let arguments = if arguments.is_empty() { String::new() } else { format!("\n{}", arguments.concat()) };
    let outputs: Vec<_> = outputs.iter().map(|it| format!("`{it}`")).collect();
    format!(
        "{}\
         ```hcl\n\
         module \"pcluster_iam\" {{\n  source = \"./path/to/this/folder\"\n{arguments}}}\n```\n\n\
         {}\
         The variables have descriptions and rules; `null` and an empty list mean that a value is not given.\n\
         Partition and account are those of the provider, and so is the region unless the variable `region` names one, or `*` for all.\n\
         The ARNs of everything that was created are outputs: {}.\n",
        head("Terraform", deployment, is_choice),
        attached(example, ["`groups`", "`users`", "`roles`"]),
        outputs.join(", "),
    )
}

/// The page beside a template of AWS CloudFormation: its file, how many bytes that has, and what creates the policies
/// of the example.
pub(super) fn cloudformation(
    deployment: &Deployment,
    example: &Example,
    choices: &[String],
    (file, bytes): (&str, usize),
) -> String {
    let is_choice = !choices.is_empty();
    let mut overrides: Vec<_> = choices.iter().map(|it| format!("{it}=true")).collect();
    if example.has_people() {
        overrides.push(format!("Groups={GROUP}"));
    }
    overrides.extend(example.needed.iter().map(|it| format!("{}={}", pascal(it.name), it.example)));
    let is_long = bytes > INLINE;
    let bucket = if is_long { " --s3-bucket BUCKET" } else { "" };
    let overrides = match overrides.as_slice() {
        [] => String::new(),
        given => format!(" \\\n  --parameter-overrides {}", given.join(" ")),
    };
    let why_bucket = if is_long {
        "`BUCKET` is a bucket of yours for the template: AWS CloudFormation accepts one of more than 51,200 bytes from a bucket only.\n"
    } else {
        ""
    };
    format!(
        "{}\
         ```sh\naws cloudformation deploy --stack-name pcluster-iam --template-file {file}{bucket} \\\n  --capabilities CAPABILITY_NAMED_IAM{overrides}\n```\n\n\
         {}{why_bucket}\
         The parameters have descriptions and rules; an empty one means that a value is not given, and lists are texts with commas between their values.\n\
         Partition, account and region are those of the stack; for all regions render the template anew with `--all-regions`.\n\
         The outputs have the ARNs of everything that was created.\n",
        head("AWS CloudFormation", deployment, is_choice),
        attached(example, ["`Groups`", "`Users`", "`Roles`"]),
    )
}

/// Who gets the policies of people.
fn attached(example: &Example, [groups, users, roles]: [&str; 3]) -> String {
    if !example.has_people() {
        return String::new();
    }
    format!(
        "{groups}, {users} and {roles} name who gets the policies of people; all of them exist already.\n\
         For people who sign in by AWS IAM Identity Center, name the policies in their permission set, as customer managed policies.\n"
    )
}

/// The page beside constructs of the AWS CDK.
pub(super) fn cdk(deployment: &Deployment, example: &Example) -> String {
    let classes: Vec<_> = example.chosen.iter().map(|it| pascal(&it.key)).collect();
    let constructs = example.chosen.iter().zip(&classes).map(|(deployed, class)| {
        let policy = deployed.policy;
        let groups = (policy.attach_to == AttachTo::UserOrGroup).then(|| format!("groups: [\"{GROUP}\"]"));
        let needed = example.needed.iter().filter(|it| need(&[policy], it) == Some(Need::Required));
        let needed = needed.map(|it| format!("{}: \"{}\"", camel(it.name), it.example));
        let props: Vec<_> = groups.into_iter().chain(needed).collect();
        let props = if props.is_empty() { String::new() } else { format!(", {{ {} }}", props.join(", ")) };
        format!("new {class}(stack, \"{class}\"{props});\n")
    });
    format!(
        "{}\
         ```ts\nimport {{ {} }} from \"./pcluster-iam\";\n\n{}```\n\n\
         {}\
         Each policy is a class, and nothing is created but the policies whose classes you use.\n\
         The props have descriptions, and their values are checked; those without a question mark have to be given.\n\
         Partition, account and region are those of the stack; for all regions render the constructs anew with `--all-regions`.\n\
         What was created is in `policies`, `role` and `instanceProfile`.\n",
        head("the AWS CDK", deployment, false),
        classes.join(", "),
        constructs.collect::<String>(),
        attached(example, ["`groups`", "`users`", "`roles`"]),
    )
}

fn head(tool: &str, deployment: &Deployment, is_choice: bool) -> String {
    let has_roles = deployment.policies.iter().any(|it| it.role.is_some());
    let choice = if is_choice { "\nNothing is created until you ask for it by its name." } else { "" };
    let what = if has_roles {
        "It creates these managed policies, and for the policy of a role the role, the attachments and, for instances, the instance profile."
    } else {
        "It creates these managed policies, and attaches them."
    };
    let header =
        if has_roles { "| name | policy | role |\n|---|---|---|" } else { "| name | policy |\n|---|---|" };
    let rows: Vec<_> = deployment.policies.iter().map(|it| row(it, has_roles)).collect();
    format!(
        "# The IAM policies of AWS ParallelCluster for {tool}\n\n\
         This folder is generated by `pcluster-iam`; do not edit it.\n\
         {what}{choice}\n\n\
         {header}\n{}\n\n",
        rows.join("\n"),
    )
}

fn row(deployed: &DeployedPolicy, has_roles: bool) -> String {
    let role = deployed.role.as_ref().map_or(String::new(), |role| format!("`{}{}`", role.path, role.name));
    let role = if has_roles { format!(" {role} |") } else { String::new() };
    format!("| `{}` | `{}`: {} |{role}", deployed.key, deployed.name, deployed.policy.summary)
}
