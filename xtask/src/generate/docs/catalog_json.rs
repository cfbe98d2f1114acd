//! `docs/catalog.json`: the whole catalog, for programs in other languages.

use anyhow::{Context as _, Result};
use pcluster_iam::{PARAMETERS, PARTITIONS, RELEASES, SERVICES, VERSIONS, Version};
use serde_json::{Map, Value, json};

use crate::files::File;

/// The file.
pub(crate) fn file() -> Result<File> {
    let versions = VERSIONS.iter().map(|version| self::version(version)).collect::<Result<Vec<_>>>()?;
    let mut catalog = json!({
        "$schema": "catalog.schema.json",
        "generator": "pcluster-iam",
        "parameters": PARAMETERS,
        "partitions": PARTITIONS,
        "services": SERVICES,
        "releases": RELEASES,
        "versions": versions,
    });
    drop_nulls(&mut catalog);
    Ok(File { path: "docs/catalog.json".to_owned(), text: format!("{catalog:#}\n") })
}

/// A version, with both forms of each policy after its other keys.
fn version(version: &Version) -> Result<Value> {
    let mut value = serde_json::to_value(version)?;
    let policies = value.get_mut("policies").and_then(Value::as_array_mut);
    for (value, policy) in policies.into_iter().flatten().zip(version.policies) {
        let parse = |form: &str, text: &str| -> Result<Value> {
            serde_json::from_str(text)
                .with_context(|| format!("the {form} form of `{}` is not JSON", policy.id))
        };
        if let Value::Object(keys) = value {
            keys.insert("maintained".to_owned(), parse("maintained", policy.template)?);
            keys.insert("documented".to_owned(), parse("documented", policy.documented)?);
        }
    }
    Ok(value)
}

/// Removes the keys without a value.
fn drop_nulls(value: &mut Value) {
    let drop_from = |object: &mut Map<String, Value>| object.retain(|_, value| !value.is_null());
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Object(object) => {
            drop_from(object);
            object.values_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}
