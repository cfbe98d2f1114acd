output "policy_arns" {
  description = "The ARNs of the policies. Those that are not created are null."
  value = {
    "compute-node"              = try(aws_iam_policy.compute_node[0].arn, null)
    "headnode-slurm"            = try(aws_iam_policy.headnode_slurm[0].arn, null)
    "image-cleanup-lambda-role" = try(aws_iam_policy.image_cleanup_lambda_role[0].arn, null)
    "image-instance-role"       = try(aws_iam_policy.image_instance_role[0].arn, null)
    "lambda-cleanup-resources"  = try(aws_iam_policy.lambda_cleanup_resources[0].arn, null)
    "lambda-cleanup-route53"    = try(aws_iam_policy.lambda_cleanup_route53[0].arn, null)
    "login-node"                = try(aws_iam_policy.login_node[0].arn, null)
    "user-cluster-1"            = try(aws_iam_policy.user_cluster_1[0].arn, null)
    "user-cluster-2"            = try(aws_iam_policy.user_cluster_2[0].arn, null)
    "user-fsx"                  = try(aws_iam_policy.user_fsx[0].arn, null)
    "user-iam"                  = try(aws_iam_policy.user_iam[0].arn, null)
    "user-image"                = try(aws_iam_policy.user_image[0].arn, null)
    "user-logs"                 = try(aws_iam_policy.user_logs[0].arn, null)
  }
}

output "role_arns" {
  description = "The ARNs of the roles. Those that are not created are null."
  value = {
    "compute-node"              = try(aws_iam_role.compute_node[0].arn, null)
    "headnode-slurm"            = try(aws_iam_role.headnode_slurm[0].arn, null)
    "image-cleanup-lambda-role" = try(aws_iam_role.image_cleanup_lambda_role[0].arn, null)
    "image-instance-role"       = try(aws_iam_role.image_instance_role[0].arn, null)
    "lambda-cleanup-resources"  = try(aws_iam_role.lambda_cleanup_resources[0].arn, null)
    "lambda-cleanup-route53"    = try(aws_iam_role.lambda_cleanup_route53[0].arn, null)
    "login-node"                = try(aws_iam_role.login_node[0].arn, null)
  }
}

output "instance_profile_arns" {
  description = "The ARNs of the instance profiles. Those that are not created are null."
  value = {
    "compute-node"        = try(aws_iam_instance_profile.compute_node[0].arn, null)
    "headnode-slurm"      = try(aws_iam_instance_profile.headnode_slurm[0].arn, null)
    "image-instance-role" = try(aws_iam_instance_profile.image_instance_role[0].arn, null)
    "login-node"          = try(aws_iam_instance_profile.login_node[0].arn, null)
  }
}
