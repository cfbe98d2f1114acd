//! `docs/catalog.json` follows the schema beside it.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use serde_json::Value;

fn read(path: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn catalog_follows_its_schema() {
    let validator = jsonschema::validator_for(&read("docs/catalog.schema.json")).expect("a schema");
    let catalog = read("docs/catalog.json");
    let errors: Vec<_> =
        validator.iter_errors(&catalog).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    // The schema is strict: what it does not know is refused.
    let mut wrong = catalog;
    wrong["versions"][0]["policies"][0]["surprise"] = Value::Bool(true);
    assert!(!validator.is_valid(&wrong));
}
