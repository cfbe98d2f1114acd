use pcluster_iam::{AccountId, Region, StackName, v2_9};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let policy = v2_9::UserMinimal {
        region: Region::new("eu-west-1")?,
        account_id: AccountId::new("123456789012")?,
        stack_name: StackName::new("parallelcluster-demo")?,
    };
    println!("{}", policy.to_json_pretty());
    Ok(())
}
