//! The JSON Schema of `pcluster-iam.toml`, with which an editor completes and checks its keys.

use anyhow::Result;
use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::{Code, Severity};
use pcluster_iam::{PARAMETERS, PARTITIONS, Parameter, ParameterRole};
use serde_json::{Map, Value, json};

use crate::files::File;

pub(crate) fn file() -> Result<File> {
    let text = format!("{}\n", serde_json::to_string_pretty(&schema())?);
    Ok(File { path: "docs/pcluster-iam.schema.json".to_owned(), text })
}

fn schema() -> Value {
    let partitions: Vec<_> = PARTITIONS.iter().map(|partition| partition.id).collect();
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
    let by_code: Map<_, _> = Code::ALL
        .iter()
        .map(|code| (code.name().to_owned(), described(code.summary(), severities(&["off"]))))
        .collect();
    let check = json!({
        "accounts": {
            "description": "Your own accounts; every other one in an ARN or a principal is reported.",
            "type": "array",
            "items": {"type": "string", "pattern": "^[0-9]{12}$"},
        },
        "baseline": text("The baseline of known findings; relative to this file."),
        "fail-on": described("The least severity with which the check fails.", severities(&["never"])),
        "show": described("The least severity that is shown.", severities(&[])),
        "include": {
            "description": "The patterns of the files in folders; a pattern without `/` applies in all folders.",
            "type": "array",
            "items": {"type": "string"},
        },
        "max-data-age": {
            "description": "The number of days after which facts about AWS's services cause a warning.",
            "type": "integer",
            "minimum": 0,
        },
        "partition": described("The partition in which the policies will be attached.", one_of(&partitions)),
        "placeholders": {"description": "True if strings such as <REGION> stand for values.", "type": "boolean"},
        "type": described(
            "The kind of the policies where a file does not state it.",
            one_of(&PolicyKind::ALL.map(PolicyKind::as_str)),
        ),
        "severity": table("The severities of codes in place of their own.", &Value::Object(by_code)),
        "ignore": {"type": "array", "items": {
            "description": "Findings that are hidden for a reason.",
            "type": "object",
            "properties": {
                "code": described("The kind of the findings.", one_of(&codes)),
                "path": text("A pattern of files, relative to this file."),
                "sid": text("The Sid of the statement."),
                "subject": text("The part of the statement that has the finding."),
                "reason": {"description": "Why the findings may stay.", "type": "string", "minLength": 1},
                "expires": {"description": "The last day on which the entry is valid.", "format": "date"},
            },
            "required": ["reason"],
            "anyOf": [{"required": ["code"]}, {"required": ["path"]}],
            "additionalProperties": false,
        }},
    });
    let values = table("Values that are used again and again, by the names of their parameters.", &values());
    let profile =
        table("Values of one of several accounts, clusters or regions.", &json!({"values": values}));
    let profiles = json!({
        "description": "Values that `--profile NAME` or PCLUSTER_IAM_PROFILE chooses, before those of `values`.",
        "type": "object",
        "additionalProperties": profile,
    });
    let check = table("The choices of `pcluster-iam check`.", &check);
    let file = json!({"check": check, "profiles": profiles, "values": values});
    let mut schema = table("The configuration of pcluster-iam.", &file);
    if let Some(members) = schema.as_object_mut() {
        members.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    }
    schema
}

/// A string or a list of strings for each parameter, and true or false for a flag.
fn values() -> Value {
    let value = |parameter: &Parameter| match parameter.role() {
        ParameterRole::Flag => json!({"type": ["boolean", "string"]}),
        _ => {
            json!({"type": ["string", "array"], "items": {"type": "string"}, "examples": [parameter.example]})
        }
    };
    let values = PARAMETERS.iter().map(|it| (it.name.to_owned(), described(it.summary, value(it))));
    Value::Object(values.collect())
}

fn table(description: &str, properties: &Value) -> Value {
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn text(description: &str) -> Value {
    json!({"description": description, "type": "string"})
}

fn described(description: &str, mut schema: Value) -> Value {
    if let Some(members) = schema.as_object_mut() {
        members.insert("description".to_owned(), description.into());
    }
    schema
}

fn one_of(names: &[&str]) -> Value {
    json!({"enum": names})
}

/// A severity, or one of other words.
fn severities(others: &[&str]) -> Value {
    let names: Vec<_> = Severity::ALL.iter().map(|it| it.as_str()).chain(others.iter().copied()).collect();
    one_of(&names)
}
