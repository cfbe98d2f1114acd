use pcluster_iam::{AccountId, ClusterName, Region, v3_16};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let policy = v3_16::HeadnodeSlurm {
        region: Region::new("eu-west-1")?,
        account_id: AccountId::new("123456789012")?,
        cluster_name: ClusterName::new("demo")?,
        cluster_bucket: None,
        artifact_directory: None,
        stack_id: None,
        compute_subnets: &[],
        compute_images: &[],
        ssh_key_pair: None,
        queue_names: &[],
        queue_roles: &[],
        role_path: None,
        hosted_zone: None,
        login_nodes: false,
        logs_off: false,
        managed_dns_off: false,
        munge_key_secret: None,
        directory_secret_arn: None,
        directory_parameter_arn: None,
        database_secret: None,
        efs_file_systems: &[],
        capacity_reservations: &[],
        capacity_reservation_groups: &[],
        s3_read_buckets: &[],
        s3_read_objects: &[],
        s3_write_buckets: &[],
        s3_write_objects: &[],
        cookbook_bucket: None,
        cookbook_key: None,
    };
    println!("{}", policy.to_json_pretty());
    Ok(())
}
