//! The policies of a bundle for one account: `cargo run --example bundle`

#![expect(clippy::print_stdout, reason = "an example shows its answer")]

use std::error::Error;

use pcluster_iam::{AccountId, PolicyArn, Region, v3_11};

fn main() -> Result<(), Box<dyn Error>> {
    let boundary = PolicyArn::new("arn:aws-us-gov:iam::123456789012:policy/limits")?;
    let bundle = v3_11::SlurmAdministrator {
        region: Region::new("us-gov-west-1")?,
        account_id: AccountId::new("123456789012")?,
        permissions_boundary: Some(boundary),
        munge_key_secret: None,
        directory_parameter_arn: None,
    };
    for (policy, json) in bundle.try_to_json()? {
        println!("{}: {} characters for a {}", policy.id, json.len(), policy.attach_to);
    }

    // The partition follows from the region, and an ARN of another partition is an error before there is text.
    let elsewhere = v3_11::SlurmAdministrator { region: Region::new("eu-west-1")?, ..bundle };
    match elsewhere.try_to_json() {
        Ok(_) => Err("the boundary is in another partition".into()),
        Err(error) => {
            println!("refused: {error}");
            Ok(())
        }
    }
}
