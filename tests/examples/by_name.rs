//! A policy that is chosen when the program runs, with values from TOML: `cargo run --example by_name`

#![expect(clippy::print_stdout, reason = "an example shows its answer")]

use std::error::Error;

use pcluster_iam::{Values, policy};
use toml::Table;

const VALUES: &str = r#"
policy = "3.16/user-cluster-1"

[values]
region = "eu-west-1"
account-id = "123456789012"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let file: Table = VALUES.parse()?;
    let id = file.get("policy").and_then(|id| id.as_str()).ok_or("`policy` names no policy")?;
    let policy = policy(id).ok_or_else(|| format!("the catalog has no policy `{id}`"))?;
    let given = file.get("values").and_then(|values| values.as_table()).ok_or("there are no `[values]`")?;
    let values: Values<'_> =
        given.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?))).collect();
    // All that is missing, unknown or invalid is in one error.
    let filled = policy.fill(&values)?;
    println!("{}", filled.to_json_pretty());
    Ok(())
}
