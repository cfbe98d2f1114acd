use pcluster_iam::{
    AccountId, BucketName, BucketNamePattern, CapacityReservationArn, ClusterName, FileSystemId,
    HostedZoneIdPattern, IamPath, ImageIdPattern, KeyPairNamePattern, ObjectKey, ObjectPattern,
    QueueName, Region, ResourceGroupArn, RoleArnPattern, SecretArn, SsmParameterArn, StackArn,
    SubnetIdPattern, v3_16,
};

fn main() -> Result<(), pcluster_iam::InvalidValueError> {
    let policy = v3_16::HeadnodeSlurm {
        region: Region::new("eu-west-1")?,
        account_id: AccountId::new("123456789012")?,
        cluster_name: ClusterName::new("demo")?,
        cluster_bucket: Some(BucketNamePattern::new(
            "parallelcluster-0123456789abcdef-v1-do-not-delete",
        )?),
        artifact_directory: Some(ObjectKey::new(
            "parallelcluster/3.16.1/clusters/demo-0abc1def2ghi3jkl",
        )?),
        stack_id: Some(StackArn::new(
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/demo/01234567-89ab-cdef-0123-456789abcdef",
        )?),
        compute_subnets: &[
            SubnetIdPattern::new("subnet-0123456789abcdef0")?,
            SubnetIdPattern::new("subnet-0123456789abcdef0")?,
        ],
        compute_images: &[
            ImageIdPattern::new("ami-0123456789abcdef0")?,
            ImageIdPattern::new("ami-0123456789abcdef0")?,
        ],
        ssh_key_pair: Some(KeyPairNamePattern::new("my-key")?),
        queue_names: &[QueueName::new("queue1")?, QueueName::new("queue1")?],
        queue_roles: &[
            RoleArnPattern::new("arn:aws:iam::123456789012:role/parallelcluster/my-queue-role")?,
            RoleArnPattern::new("arn:aws:iam::123456789012:role/parallelcluster/my-queue-role")?,
        ],
        role_path: Some(IamPath::new("parallelcluster/blue")?),
        hosted_zone: Some(HostedZoneIdPattern::new("Z0123456789ABCDEFGHIJ")?),
        login_nodes: true,
        logs_off: true,
        managed_dns_off: true,
        munge_key_secret: Some(SecretArn::new(
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-munge-key-a1B2c3",
        )?),
        directory_secret_arn: Some(SecretArn::new(
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-directory-password-a1B2c3",
        )?),
        directory_parameter_arn: Some(SsmParameterArn::new(
            "arn:aws:ssm:eu-west-1:123456789012:parameter/my-directory-password",
        )?),
        database_secret: Some(SecretArn::new(
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-database-password-a1B2c3",
        )?),
        efs_file_systems: &[
            FileSystemId::new("fs-0123456789abcdef0")?,
            FileSystemId::new("fs-0123456789abcdef0")?,
        ],
        capacity_reservations: &[
            CapacityReservationArn::new(
                "arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0",
            )?,
            CapacityReservationArn::new(
                "arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0",
            )?,
        ],
        capacity_reservation_groups: &[
            ResourceGroupArn::new(
                "arn:aws:resource-groups:eu-west-1:123456789012:group/my-reservations",
            )?,
            ResourceGroupArn::new(
                "arn:aws:resource-groups:eu-west-1:123456789012:group/my-reservations",
            )?,
        ],
        s3_read_buckets: &[BucketName::new("my-input")?, BucketName::new("my-input")?],
        s3_read_objects: &[
            ObjectPattern::new("my-reference/read_only/*")?,
            ObjectPattern::new("my-reference/read_only/*")?,
        ],
        s3_write_buckets: &[BucketName::new("my-output")?, BucketName::new("my-output")?],
        s3_write_objects: &[
            ObjectPattern::new("my-results/read_and_write/*")?,
            ObjectPattern::new("my-results/read_and_write/*")?,
        ],
        cookbook_bucket: Some(BucketName::new("my-cookbooks")?),
        cookbook_key: Some(ObjectKey::new(
            "cookbooks/aws-parallelcluster-cookbook.tgz",
        )?),
    };
    println!("{}", policy.to_json_pretty());
    Ok(())
}
