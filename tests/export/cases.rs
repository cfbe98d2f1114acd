//! The cases for tools that are not written in Rust: with `EXPORT_FOLDER`, exports and the documents that `render`
//! gives are written there.

use std::path::Path;

use pcluster_iam::export::Export;
use pcluster_iam::{Need, POLICIES, ParameterRole, Policy, Values};
use serde_json::{Map, Value, json};

use crate::cloudformation::logical;
use crate::places;
use crate::values::Chosen;

#[test]
fn cases_are_written() {
    let Some(folder) = std::env::var_os("EXPORT_FOLDER") else { return };
    let folder = Path::new(&folder);
    let places: Vec<_> = places().collect();
    let mut cases = Vec::new();
    for (idx, policy) in POLICIES.iter().enumerate() {
        let values = Values::new();
        let export = Export::new(&[policy], &values);
        let name = policy.id.replace(['/', '.'], "-");
        let module = export.terraform().unwrap();
        let template = export.cloudformation().unwrap();
        let own = folder.join(&name);
        std::fs::create_dir_all(&own).unwrap();
        let files = [
            ("main.tf", module.to_hcl().unwrap()),
            ("main.tf.json", format!("{:#}", module.to_json().unwrap())),
            ("constructs.ts", export.cdk().unwrap().to_typescript().to_owned()),
            ("template.yaml", template.to_yaml().unwrap()),
            ("template.json", format!("{:#}", template.to_json())),
        ];
        for (name, text) in files {
            std::fs::write(own.join(name), text).unwrap();
        }
        // Each policy without options, with all of them, and with some, in another partition.
        for (seed, partition) in [(0, 0), (1, 0), (2, idx)] {
            let chosen = Chosen::new(policy, places[partition % places.len()], seed);
            cases.push(case(policy, &name, &chosen));
        }
    }
    std::fs::write(folder.join("cases.json"), format!("{:#}", Value::Array(cases))).unwrap();
}

fn case(policy: &'static Policy, name: &str, chosen: &Chosen) -> Value {
    let partition = pcluster_iam::Partition::new(chosen.partition.unwrap()).unwrap();
    let mut variables = Map::new();
    let mut parameters = Map::new();
    for (name, values) in &chosen.values {
        let parameter = pcluster_iam::Parameter::named(name).unwrap();
        if matches!(parameter.role(), ParameterRole::Region | ParameterRole::AccountId) {
            continue;
        }
        let is_list = policy.parameters.iter().any(|it| it.parameter.name == *name && it.need == Need::List);
        let variable = match parameter.role() {
            ParameterRole::Flag => json!(values[0] == "true"),
            _ if is_list => json!(values),
            _ => json!(values[0]),
        };
        variables.insert(name.replace('-', "_"), variable);
        parameters.insert(logical(name), json!(values.join(",")));
    }
    json!({
        "id": policy.id,
        "folder": name,
        "partition": partition.id,
        "region": chosen.one(ParameterRole::Region).unwrap_or(partition.regions[0]),
        "variables": variables,
        "parameters": parameters,
        "document": serde_json::from_str::<Value>(&chosen.json(policy)).unwrap(),
        "trust": policy.trust_policy(partition).map(|it| serde_json::from_str::<Value>(&it).unwrap()),
    })
}
