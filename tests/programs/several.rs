use pcluster_iam::{AccountId, BucketArn, Partition, Region, RoleName, RoleNamePattern, v2_9, v3_11};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let user_v2_9 = v2_9::User {
        region: Region::new("eu-west-1")?,
        account_id: AccountId::new("123456789012")?,
        ec2_role: Some(RoleName::new("my-cluster-role")?),
        cluster_roles: Some(RoleNamePattern::new("parallelcluster-*")?),
    };
    println!("{}", user_v2_9.to_json_pretty());
    let user_fsx_v3_11 = v3_11::UserFsx {
        partition: Partition::new("aws")?,
        account_id: AccountId::new("123456789012")?,
        fsx_buckets: &[BucketArn::new("arn:aws:s3:::my-bucket")?],
    };
    println!("{}", user_fsx_v3_11.to_json_pretty());
    Ok(())
}
