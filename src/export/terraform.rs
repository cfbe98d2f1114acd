//! Policies as a module of Terraform: data sources of the documents, and the resources that have them.

mod document;
mod expression;
mod layout;
mod names;
mod resources;
mod variables;

use hcl::Body;
use hcl::expr::{Expression, ObjectKey};
use hcl::structure::{Block, BlockLabel};
use serde_json::Value;

use super::deployment::DeployedPolicy;
use super::document::Document;
use super::part::PolicyPart;
use super::readme::Example;
use super::role::names_partition;
use super::setting::Setting;
use super::{Export, ExportError, README, readme};
use crate::values::{PARAMETERS, Parameter, ParameterRole};
use expression::{block, call, identifier, literal, path, var};

/// The local value with the partition.
const PARTITION: &str = "partition";

/// The releases of Terraform that the module is for, by what it uses: `optional` in types, and preconditions.
const TERRAFORM: &str = ">= 1.3.0";
/// The provider, and its releases: since 6.0 the data source of the region has it as `region`.
const PROVIDER: (&str, &str) = ("hashicorp/aws", ">= 6.0");

/// A module of Terraform.
#[derive(Clone, Debug)]
pub struct TerraformModule {
    versions: Body,
    variables: Body,
    main: Body,
    outputs: Body,
    readme: String,
}

impl TerraformModule {
    pub(super) fn new(export: &Export<'_>) -> Result<Self, ExportError> {
        let documents = export.documents(false)?;
        let named = PolicyPart::all(&documents, export.is_choice);
        let module = Module { export, named: &named };
        let outputs = module.outputs();
        let example = Example::new(&export.deployment, export.is_choice, |it| module.depends_on(it));
        let arns: Vec<_> =
            outputs.blocks().filter_map(|it| it.labels.first()).map(BlockLabel::as_str).collect();
        Ok(Self {
            readme: readme::terraform(&export.deployment, &example, export.is_choice, &arns),
            versions: versions(),
            variables: once_each(module.variables())?,
            main: module.main(),
            outputs,
        })
    }

    /// The files of the module: their names and their texts in HCL, and a page about it.
    ///
    /// # Errors
    ///
    /// If the writer of HCL refuses a part.
    pub fn files(&self) -> Result<Vec<(&'static str, String)>, ExportError> {
        let files = [
            ("versions.tf", &self.versions),
            ("variables.tf", &self.variables),
            ("main.tf", &self.main),
            ("outputs.tf", &self.outputs),
        ];
        let files = files.into_iter().map(|(name, body)| Ok((name, layout::hcl(body)?)));
        files.chain([Ok((README, self.readme.clone()))]).collect()
    }

    /// The whole module as one file in HCL.
    ///
    /// # Errors
    ///
    /// If the writer of HCL refuses a part.
    pub fn to_hcl(&self) -> Result<String, ExportError> {
        layout::hcl(&self.body())
    }

    /// The whole module as one file in Terraform's JSON.
    ///
    /// # Errors
    ///
    /// If the writer of JSON refuses a part.
    pub fn to_json(&self) -> Result<Value, ExportError> {
        layout::json(self.body())
    }

    /// The files of the module in JSON, and a page about it.
    ///
    /// # Errors
    ///
    /// If the writer of JSON refuses a part.
    pub fn json_files(&self) -> Result<Vec<(&'static str, String)>, ExportError> {
        let json = format!("{:#}\n", self.to_json()?);
        Ok(vec![("main.tf.json", json), (README, self.readme.clone())])
    }

    fn body(&self) -> Body {
        let bodies = [&self.versions, &self.variables, &self.main, &self.outputs];
        bodies.into_iter().flat_map(|body| body.clone().into_inner()).collect()
    }
}

fn versions() -> Body {
    let (source, version) = PROVIDER;
    let key = |name: &str| ObjectKey::Identifier(identifier(name));
    let provider = [(key("source"), literal(source)), (key("version"), literal(version))];
    let provider = Expression::Object(provider.into_iter().collect());
    let providers = block("required_providers").add_attribute(("aws", provider));
    let terraform = block("terraform").add_attribute(("required_version", TERRAFORM));
    Body::from(vec![terraform.add_block(providers.build()).build()])
}

/// Refuses variables of the same name.
fn once_each(variables: Body) -> Result<Body, ExportError> {
    let names: Vec<_> =
        variables.blocks().filter_map(|it| it.labels.first()).map(BlockLabel::as_str).collect();
    let twice = names.iter().enumerate().find(|(idx, name)| names.iter().take(*idx).any(|it| it == *name));
    let twice = twice.map(|(_, name)| (*name).to_owned());
    twice.map_or(Ok(variables), |name| Err(ExportError::SameName { name }))
}

/// The parts of a module.
struct Module<'m> {
    export: &'m Export<'m>,
    /// The parts of each policy.
    named: &'m [Vec<PolicyPart<'m>>],
}

impl Module<'_> {
    fn parts(&self) -> impl Iterator<Item = &PolicyPart<'_>> {
        self.named.iter().flatten()
    }

    fn documents(&self) -> impl Iterator<Item = &Document<'_>> {
        self.parts().map(|it| it.document)
    }

    fn deployed(&self) -> impl Iterator<Item = &DeployedPolicy> {
        self.named.iter().filter_map(|parts| parts.first()).map(|it| it.deployed)
    }

    /// True if anything depends on an open parameter.
    fn depends_on(&self, parameter: &'static Parameter) -> bool {
        let inputs = self.export.inputs(false);
        let is_open = match parameter.role() {
            ParameterRole::Flag => inputs.is_given(parameter).is_none(),
            _ => inputs.text(parameter).is_none(),
        };
        let roles = || self.deployed().filter_map(|it| it.role.as_ref());
        let of_roles = parameter.role() == ParameterRole::Partition && roles().any(names_partition);
        let of_path = || {
            parameter.role() == ParameterRole::ClusterName
                && self.deployed().any(|it| {
                    let has_name = it.role.as_ref().is_some_and(|role| role.path.contains('{'));
                    has_name && it.policy.parameter(ParameterRole::ClusterName).is_some()
                })
        };
        let of_setting = || Setting::all(&self.export.deployment).contains(&Setting::Flag(parameter));
        is_open
            && (of_roles
                || of_path()
                || of_setting()
                || self.documents().any(|it| it.depends_on(parameter.name)))
    }

    fn variables(&self) -> Body {
        let policies: Vec<_> = self.deployed().map(|it| it.policy).collect();
        let is_var = |it: &&&'static Parameter| {
            !matches!(it.role(), ParameterRole::Partition | ParameterRole::AccountId) && self.depends_on(it)
        };
        let inputs = PARAMETERS.iter().filter(is_var);
        let inputs = inputs.map(|it| variables::input(it, &policies, self.export.is_choice));
        let settings = Setting::all(&self.export.deployment);
        let settings =
            settings.into_iter().filter(|it| matches!(it, Setting::Fact(_))).map(variables::setting);
        let flat: Vec<_> = self.named.iter().filter_map(|parts| parts.first()).collect();
        let own = variables::own(&flat, self.export.is_choice, self.export.deployment.longest_prefix());
        own.into_iter().chain(inputs).chain(settings).collect::<Vec<Block>>().into()
    }

    fn main(&self) -> Body {
        let mut blocks = self.locals();
        for parts in self.named {
            for part in parts {
                let policy = part.deployed.policy;
                let of = part.part.map_or(String::new(), |number| {
                    format!(" Part {number} of {}: together they grant what the policy grants.", parts.len())
                });
                let comment = format!("{}\n{}{of}", policy.id, policy.summary);
                blocks.push(document::data(part.document, part, &comment));
                blocks.extend(resources::policy(part));
            }
            if let Some(role) = parts.first().and_then(|it| it.deployed.role.as_ref()) {
                blocks.extend(resources::role(parts, role, self.export.inputs(false).partition()));
            }
        }
        blocks.into()
    }

    /// The data sources of the place, and the local values that have it.
    fn locals(&self) -> Vec<Block> {
        let current = |kind: &str, attribute: &str| path(["data", kind, "current", attribute]);
        let place = |role| match role {
            ParameterRole::Partition => ("aws_partition", "partition"),
            ParameterRole::Region => ("aws_region", "region"),
            _ => ("aws_caller_identity", "account_id"),
        };
        let mut blocks = Vec::new();
        let mut locals = block("locals");
        let mut is_empty = true;
        for role in resources::LOCALS {
            let Some(parameter) = Parameter::with_role(role).filter(|it| self.depends_on(it)) else {
                continue;
            };
            let (kind, attribute) = place(role);
            blocks.push(block("data").add_label(kind).add_label("current").build());
            let value = match role {
                ParameterRole::Region => call("coalesce", [var(parameter.name), current(kind, attribute)]),
                _ => current(kind, attribute),
            };
            locals = locals.add_attribute((identifier(parameter.name), value));
            is_empty = false;
        }
        blocks.extend((!is_empty).then(|| locals.build()));
        blocks
    }

    fn outputs(&self) -> Body {
        let roles = |named: &[PolicyPart<'_>], kind: &str, attribute: &str| {
            let first = named.first()?;
            let value = first.attribute(&[kind], &first.role_label(), attribute);
            Some((first.deployed.key.clone(), value))
        };
        let policies = self.parts().map(|part| {
            let key = match part.part {
                Some(number) => format!("{}-{number}", part.deployed.key),
                None => part.deployed.key.clone(),
            };
            (key, part.attribute(&["aws_iam_policy"], &part.label(), "arn"))
        });
        let has_role =
            |named: &&Vec<PolicyPart<'_>>| named.first().is_some_and(|it| it.deployed.role.is_some());
        let has_profile = |named: &&Vec<PolicyPart<'_>>| {
            let role = named.first().and_then(|it| it.deployed.role.as_ref());
            role.is_some_and(|role| role.has_instance_profile)
        };
        let role_arns = self.named.iter().filter(has_role).filter_map(|it| roles(it, "aws_iam_role", "arn"));
        let profiles = self.named.iter().filter(has_profile);
        let profiles = profiles.filter_map(|it| roles(it, "aws_iam_instance_profile", "arn"));
        let outputs = [
            ("policy_arns", "The ARNs of the policies.", policies.collect::<Vec<_>>()),
            ("role_arns", "The ARNs of the roles.", role_arns.collect()),
            ("instance_profile_arns", "The ARNs of the instance profiles.", profiles.collect()),
        ];
        let outputs = outputs.into_iter().filter(|(.., values)| !values.is_empty());
        outputs.map(|it| self.output(it)).collect::<Vec<Block>>().into()
    }

    /// An output with the values of everything, `null` for what is not created.
    fn output(&self, (name, description, values): (&str, &str, Vec<(String, Expression)>)) -> Block {
        let values = values.into_iter().map(|(key, value)| {
            let value = if self.export.is_choice { call("try", [value, Expression::Null]) } else { value };
            (ObjectKey::Expression(literal(&key)), value)
        });
        let absent = if self.export.is_choice { " Those that are not created are null." } else { "" };
        block("output")
            .add_label(name)
            .add_attribute(("description", format!("{description}{absent}")))
            .add_attribute(("value", Expression::Object(values.collect())))
            .build()
    }
}
