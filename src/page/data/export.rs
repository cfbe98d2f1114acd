//! The bundles and policies for the tools that deploy them, with all values open: parts of texts that many of them
//! share are there once.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::export::{Export, ExportError};
use crate::{PARAMETERS, POLICIES, Policy, VERSIONS, Values};

#[derive(Debug, Default, Serialize)]
pub(super) struct ExportsData {
    /// By the id of a bundle or of a policy.
    of: BTreeMap<&'static str, ExportData>,
    /// The lines of each part.
    parts: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct ExportData {
    terraform: TextData,
    cloudformation: TextData,
}

#[derive(Debug, Serialize)]
struct TextData {
    /// The parts of the text, by their places.
    parts: Vec<usize>,
    /// The names that the parameters have in it.
    inputs: BTreeMap<&'static str, String>,
}

impl ExportsData {
    pub(super) fn new() -> Result<Self, ExportError> {
        let bundles = VERSIONS.iter().flat_map(|version| version.bundles);
        let bundles = bundles.map(|bundle| (bundle.id, bundle.policies.to_vec()));
        let policies = POLICIES.iter().map(|policy| (policy.id, vec![*policy]));
        let mut parts = Parts::default();
        let mut of = BTreeMap::new();
        for (id, policies) in bundles.chain(policies) {
            of.insert(id, ExportData::new(&policies, &mut parts)?);
        }
        Ok(Self { of, parts: parts.lines })
    }
}

impl ExportData {
    fn new(policies: &[&'static Policy], parts: &mut Parts) -> Result<Self, ExportError> {
        let values = Values::new();
        let export = Export::new(policies, &values);
        let (module, template) = (export.terraform()?, export.cloudformation()?);
        let inputs = |document: &Value, member: &str| inputs(document.get(member));
        Ok(Self {
            // A block of HCL follows a blank line, and a member of YAML is hardly indented.
            terraform: TextData {
                parts: parts.of(&module.to_hcl()?, |before, _| before.is_empty()),
                inputs: inputs(&module.to_json()?, "variable"),
            },
            cloudformation: TextData {
                parts: parts.of(&template.to_yaml()?, |_, line| !line.starts_with("   ")),
                inputs: inputs(template.to_json(), "Parameters"),
            },
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

/// The parts of texts, each of them once.
#[derive(Debug, Default)]
struct Parts {
    lines: Vec<Vec<String>>,
    places: HashMap<Vec<String>, usize>,
}

impl Parts {
    /// The parts of a text: `begins` says whether one begins between two lines.
    fn of(&mut self, text: &str, begins: impl Fn(&str, &str) -> bool) -> Vec<usize> {
        let mut parts: Vec<Vec<String>> = Vec::new();
        let mut before = "";
        for line in text.lines() {
            match parts.last_mut() {
                Some(part) if !begins(before, line) => part.push(line.to_owned()),
                _ => parts.push(vec![line.to_owned()]),
            }
            before = line;
        }
        parts.into_iter().map(|part| self.place(part)).collect()
    }

    fn place(&mut self, part: Vec<String>) -> usize {
        if let Some(place) = self.places.get(&part) {
            return *place;
        }
        let place = self.lines.len();
        self.lines.push(part.clone());
        self.places.insert(part, place);
        place
    }
}
