//! What the policies of one release allow and those of another do not: `cargo run --example compare`

#![expect(clippy::print_stdout, reason = "an example shows its answer")]

use std::error::Error;

use pcluster_iam::compare::compare;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{Values, policy};

fn main() -> Result<(), Box<dyn Error>> {
    let values = Values::new().set("region", "eu-west-1").set("account-id", "123456789012");
    let mut sides = [Policies::new(), Policies::new()];
    for (side, id) in sides.iter_mut().zip(["3.11/user-cluster-1", "3.16/user-cluster-1"]) {
        let policy = policy(id).ok_or_else(|| format!("the catalog has no policy `{id}`"))?;
        side.add(Layer::Identity, id, &Document::parse(&policy.fill(&values)?.to_json()))?;
    }
    let [old, new] = &sides;
    let comparison = compare(old, new)?;
    for (side, differences) in [("before", &comparison.only_a), ("after", &comparison.only_b)] {
        println!("only {side}:");
        for difference in differences {
            println!("  {} on {}", difference.actions.join(", "), difference.resources.join(", "));
        }
    }
    Ok(())
}
