//! Policies as a template of AWS CloudFormation: parameters, conditions, and the resources.

mod conditions;
mod document;
mod names;
mod parameters;
mod resources;
mod yaml;

use serde_json::{Map, Value, json};

use super::part::{PolicyPart, depends_on};
use super::readme::Example;
use super::setting::Setting;
use super::{DeployedPolicy, Deployment, Export, ExportError, README, readme};
use crate::quota::{OUTPUTS_OF_TEMPLATE, PARAMETERS_OF_TEMPLATE, RESOURCES_OF_TEMPLATE};
use crate::values::{PARAMETERS, Parameter};
use conditions::Conditions;

/// The most characters of a template's description.
const DESCRIPTION: usize = 1024;

/// A template of AWS CloudFormation.
#[derive(Clone, Debug)]
pub struct CloudFormationTemplate {
    value: Value,
    deployment: Deployment,
    example: Example,
    /// The parameters that create the policies of the example, where each is created on request.
    choices: Vec<String>,
}

impl CloudFormationTemplate {
    pub(super) fn new(export: &Export<'_>) -> Result<Self, ExportError> {
        let documents = export.documents(true)?;
        let named = PolicyPart::all(&documents, export.is_choice);
        let template = Template { export, named: &named };
        let value = template.value();
        refuse(&value)?;
        let example = Example::new(&export.deployment, export.is_choice, |it| template.depends_on(it));
        let is_chosen = |part: &&PolicyPart<'_>| {
            example.chosen().iter().any(|it| it.policy.id == part.deployed.policy.id)
        };
        let firsts = named.iter().filter_map(|parts| parts.first()).filter(is_chosen);
        let choices = firsts.filter_map(PolicyPart::choice).collect();
        Ok(Self { value, deployment: export.deployment.clone(), example, choices })
    }

    /// The template as JSON.
    #[must_use]
    pub fn to_json(&self) -> &Value {
        &self.value
    }

    /// The template in YAML.
    ///
    /// # Errors
    ///
    /// If the writer of YAML refuses a part.
    pub fn to_yaml(&self) -> Result<String, ExportError> {
        yaml::text(&self.value)
    }

    /// The template in YAML as a file, and a page about it.
    ///
    /// # Errors
    ///
    /// If the writer of YAML refuses a part.
    pub fn files(&self) -> Result<Vec<(&'static str, String)>, ExportError> {
        Ok(self.with_readme("template.yaml", self.to_yaml()?))
    }

    /// The template in JSON as a file, and a page about it.
    #[must_use]
    pub fn json_files(&self) -> Vec<(&'static str, String)> {
        self.with_readme("template.json", format!("{:#}\n", self.value))
    }

    fn with_readme(&self, file: &'static str, text: String) -> Vec<(&'static str, String)> {
        let page = readme::cloudformation(&self.deployment, &self.example, &self.choices, (file, text.len()));
        vec![(file, text), (README, page)]
    }
}

/// Refuses what AWS CloudFormation does not accept.
fn refuse(template: &Value) -> Result<(), ExportError> {
    let members = |part: &str| template.get(part).and_then(Value::as_object).into_iter().flat_map(Map::keys);
    let quotas = [
        ("Parameters", PARAMETERS_OF_TEMPLATE),
        ("Resources", RESOURCES_OF_TEMPLATE),
        ("Outputs", OUTPUTS_OF_TEMPLATE),
    ];
    for (part, quota) in quotas {
        let n = members(part).count();
        if n > quota.most {
            return Err(ExportError::TooMany { quota, n });
        }
    }
    let twice = members("Resources").find(|name| members("Parameters").any(|it| it == *name));
    twice.map_or(Ok(()), |name| Err(ExportError::SameName { name: name.clone() }))
}

/// The parts of a template.
struct Template<'t> {
    export: &'t Export<'t>,
    /// The parts of each policy.
    named: &'t [Vec<PolicyPart<'t>>],
}

impl Template<'_> {
    fn value(&self) -> Value {
        let mut conditions = Conditions::default();
        let resources = resources::all(self.named, self.export.inputs(true), &mut conditions);
        let mut template = Map::new();
        template.insert("AWSTemplateFormatVersion".to_owned(), json!("2010-09-09"));
        template.insert("Description".to_owned(), json!(self.description()));
        let parts = [
            ("Parameters", self.parameters()),
            ("Rules", parameters::rules(self.named)),
            ("Mappings", resources::mappings(self.named, self.export.inputs(true))),
            ("Conditions", conditions.written()),
            ("Resources", resources),
            ("Outputs", resources::outputs(self.named)),
        ];
        let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
        template.extend(parts.map(|(name, part)| (name.to_owned(), Value::Object(part))));
        Value::Object(template)
    }

    fn description(&self) -> String {
        let ids: Vec<_> = self.deployed().map(|it| it.policy.id).collect();
        let mut text = format!("The IAM policies {}.", ids.join(", "));
        if let [only] = self.named
            && let Some(part) = only.first()
        {
            text = format!("{}: {}", part.deployed.policy.id, part.deployed.policy.summary);
        }
        match text.char_indices().nth(DESCRIPTION) {
            Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
            None => text,
        }
    }

    fn deployed(&self) -> impl Iterator<Item = &DeployedPolicy> {
        self.named.iter().filter_map(|parts| parts.first()).map(|it| it.deployed)
    }

    fn parameters(&self) -> Map<String, Value> {
        let policies: Vec<_> = self.deployed().map(|it| it.policy).collect();
        let own = parameters::own(self.named, self.export.deployment.longest_prefix());
        let inputs = PARAMETERS.iter().filter(|it| self.depends_on(it));
        let inputs = inputs.map(|it| parameters::input(it, &policies, self.export.is_choice));
        let settings = self.settings().into_iter().filter(|it| matches!(it, Setting::Fact(_)));
        own.into_iter().chain(inputs).chain(settings.map(parameters::setting)).collect()
    }

    /// True if the template asks for a parameter's value.
    fn depends_on(&self, parameter: &'static Parameter) -> bool {
        self.named.iter().any(|parts| depends_on(parts, parameter))
    }

    fn settings(&self) -> Vec<Setting> {
        Setting::all(&self.export.deployment)
    }
}
