use pcluster_iam::{AccountId, Partition, Region, v3_11};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let policy = v3_11::UserCluster1 {
        region: Region::any(Partition::new("aws-cn")?),
        account_id: AccountId::new("123456789012")?,
        munge_key_secret: None,
        directory_parameter_arn: None,
    };
    println!("{}", policy.to_json_pretty());
    Ok(())
}
