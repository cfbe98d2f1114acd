//! Whether a policy of the catalog allows requests: `cargo run --example evaluate`

#![expect(clippy::print_stdout, reason = "an example shows its answer")]

use std::error::Error;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::{AccountId, Region, v2_9};

fn main() -> Result<(), Box<dyn Error>> {
    let user = v2_9::User {
        region: Region::new("eu-west-1")?,
        account_id: AccountId::new("123456789012")?,
        ec2_role: None,
        cluster_roles: None,
    };
    let mut policies = Policies::new();
    policies.add(Layer::Identity, "2.9/user", &Document::parse(&user.to_json()))?;
    for role in ["parallelcluster-demo", "administrator"] {
        let arn = format!("arn:aws:iam::123456789012:role/{role}");
        let answer = match policies.decide("iam:PassRole", &arn, &Context::new()) {
            Outcome::Allowed => "may be passed",
            Outcome::Depends => "may be passed in some requests",
            _ => "cannot be passed",
        };
        println!("{role} {answer}");
    }
    Ok(())
}
