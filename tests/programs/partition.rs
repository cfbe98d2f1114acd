use pcluster_iam::{AccountId, Partition, Region, v2_9, v3_11};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let user_v2_9 = v2_9::User {
        region: Region::new("us-gov-west-1")?,
        account_id: AccountId::new("123456789012")?,
        ec2_role: None,
        cluster_roles: None,
    };
    println!("{}", user_v2_9.to_json_pretty());
    let user_iam_v3_11 = v3_11::UserIam {
        partition: Partition::new("aws-us-gov")?,
        account_id: AccountId::new("123456789012")?,
        permissions_boundary: None,
    };
    println!("{}", user_iam_v3_11.to_json_pretty());
    Ok(())
}
