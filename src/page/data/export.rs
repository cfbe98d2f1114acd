//! The bundles and policies for the tools that deploy them, with all values open.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::export::{AwsCliScript, Export, ExportError, ScriptPiece};
use crate::quota::Attachment;
use crate::{PARAMETERS, POLICIES, Policy, VERSIONS, Values};

/// The exports by the id of a bundle or of a policy.
pub(super) type ExportsData = BTreeMap<&'static str, ExportData>;

#[derive(Debug, Serialize)]
pub(super) struct ExportData {
    terraform: TextData,
    cloudformation: TextData,
    /// The script for the AWS CLI.
    script: Vec<ScriptPiece>,
}

#[derive(Debug, Serialize)]
struct TextData {
    /// The lines of each part: many texts have equal parts, which the pool has once.
    parts: Vec<Vec<String>>,
    /// The names that the parameters have in it.
    inputs: BTreeMap<&'static str, String>,
}

/// The exports of all bundles and policies.
pub(super) fn exports() -> Result<ExportsData, ExportError> {
    let bundles = VERSIONS.iter().flat_map(|version| version.bundles);
    let bundles = bundles.map(|bundle| (bundle.id, bundle.policies.to_vec()));
    let policies = POLICIES.iter().map(|policy| (policy.id, vec![*policy]));
    bundles.chain(policies).map(|(id, policies)| Ok((id, ExportData::new(&policies)?))).collect()
}

impl ExportData {
    fn new(policies: &[&'static Policy]) -> Result<Self, ExportError> {
        let values = Values::new();
        let export = Export::new(policies, &values);
        let (module, template) = (export.terraform()?, export.cloudformation()?);
        let inputs = |document: &Value, member: &str| inputs(document.get(member));
        let policies: Vec<_> = export.deployment().policies.iter().map(Into::into).collect();
        Ok(Self {
            // A block of HCL follows a blank line, and a member of YAML is hardly indented.
            terraform: TextData {
                parts: parts(&module.to_hcl()?, |before, _| before.is_empty()),
                inputs: inputs(&module.to_json()?, "variable"),
            },
            cloudformation: TextData {
                parts: parts(&template.to_yaml()?, |_, line| !line.starts_with("   ")),
                inputs: inputs(template.to_json(), "Parameters"),
            },
            script: AwsCliScript::new(Attachment::Managed, &policies).pieces().to_vec(),
        })
    }
}

/// The names of the parameters among the names of a text's inputs, which have the same words.
fn inputs(declared: Option<&Value>) -> BTreeMap<&'static str, String> {
    let words = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let names: Vec<_> = declared.and_then(Value::as_object).into_iter().flat_map(Map::keys).collect();
    let input = |name: &'static str| {
        let input = names.iter().find(|input| words(input) == words(name))?;
        Some((name, (*input).clone()))
    };
    PARAMETERS.iter().filter_map(|parameter| input(parameter.name)).collect()
}

/// The parts of a text: `begins` says whether one begins between two lines.
fn parts(text: &str, begins: impl Fn(&str, &str) -> bool) -> Vec<Vec<String>> {
    let mut parts: Vec<Vec<String>> = Vec::new();
    let mut before = "";
    for line in text.lines() {
        match parts.last_mut() {
            Some(part) if !begins(before, line) => part.push(line.to_owned()),
            _ => parts.push(vec![line.to_owned()]),
        }
        before = line;
    }
    parts
}
