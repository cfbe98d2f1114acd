data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  region     = coalesce(var.region, data.aws_region.current.region)
  account_id = data.aws_caller_identity.current.account_id
}

# 3.16/compute-node
# Lets the compute nodes of a cluster with Slurm find out their names and join it.
data "aws_iam_policy_document" "compute_node" {
  count = contains(var.policies, "compute-node") ? 1 : 0

  # A udev script of the images looks up which EBS volume stands behind a block device, on instance
  # types whose volumes are not NVMe devices. Without it such a device gets no name by its volume;
  # other instance types do not ask. The action has resource-level permissions, and the release's own
  # role has it on `*`.
  statement {
    sid       = "Ec2"
    effect    = "Allow"
    actions   = ["ec2:DescribeInstanceAttribute"]
    resources = ["*"]
  }

  # Reads what upstream publishes in the regional bucket of AWS ParallelCluster. Every role of a node
  # has it.
  statement {
    sid       = "S3GetObj"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.region}-aws-parallelcluster/*"]
  }

  # Up to 3.12 a compute node runs cfn-init when it boots, which reads the configuration of its queue
  # from the nested stack with the queues. Without it the node does not finish its bootstrap,
  # clustermgtd replaces it, and jobs never start. Since 3.13 the configuration is in the launch
  # template, and the role still has the statement.
  dynamic "statement" {
    for_each = var.stack_id != null ? [1] : []

    content {
      sid       = "CloudFormation"
      effect    = "Allow"
      actions   = ["cloudformation:DescribeStackResource"]
      resources = [var.stack_id]
    }
  }

  # Up to 3.12 a compute node runs cfn-init when it boots, which reads the configuration of its queue
  # from the nested stack with the queues. Without it the node does not finish its bootstrap,
  # clustermgtd replaces it, and jobs never start. Since 3.13 the configuration is in the launch
  # template, and the role still has the statement. The name of the nested stack is that of the
  # cluster, `-` and what AWS CloudFormation adds.
  dynamic "statement" {
    for_each = var.stack_id == null ? [1] : []

    content {
      sid       = "CloudFormation"
      effect    = "Allow"
      actions   = ["cloudformation:DescribeStackResource"]
      resources = ["arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/${var.cluster_name}-*/*"]
    }
  }

  # At the end of its boot and after an update a node writes into the table `parallelcluster-NAME`
  # which configuration it has. Without it the bootstrap fails at its last step, clustermgtd replaces
  # the node, and jobs never start.
  statement {
    sid    = "DynamoDBTable"
    effect = "Allow"
    actions = [
      "dynamodb:UpdateItem",
      "dynamodb:PutItem",
      "dynamodb:GetItem"
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-${var.cluster_name}"]
  }

  # A file system in `SharedStorage` with `IamAuthorization` lets only roles mount it that have these
  # permissions. Without it the mount is denied and the node does not finish its bootstrap.
  dynamic "statement" {
    for_each = length(var.efs_file_systems) > 0 ? [1] : []

    content {
      sid    = "Efs"
      effect = "Allow"
      actions = [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientRootAccess",
        "elasticfilesystem:ClientWrite"
      ]
      resources = [for value in var.efs_file_systems : "arn:${local.partition}:elasticfilesystem:${local.region}:${local.account_id}:file-system/${value}"]
    }
  }

  # While a node boots it asks the table `parallelcluster-slurm-NAME` which node name its instance
  # has, through an index. Without it the node shuts itself down, clustermgtd replaces it, and jobs
  # never start.
  statement {
    sid     = "SlurmDynamoDBTableQuery"
    effect  = "Allow"
    actions = ["dynamodb:Query"]
    resources = [
      "arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-slurm-${var.cluster_name}",
      "arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-slurm-${var.cluster_name}/index/*"
    ]
  }

  # With a cookbook of your own at an `s3://` address in `DevSettings/Cookbook/ChefCookbook` each node
  # fetches it when it boots. Without it no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}/${var.cookbook_key}"]
    }
  }

  # Before the node fetches the cookbook of your own it asks for the region of its bucket. Without it
  # no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetBucketLocation"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}"]
    }
  }

  # `S3Access` without `EnableWriteAccess`: the node and its jobs read these buckets, and what is
  # named in others. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_read_buckets) > 0 ? [1] : []

    content {
      sid    = "S3Read"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*"
      ]
      resources = concat(
        [for value in var.s3_read_buckets : "arn:${local.partition}:s3:::${value}"],
        [for value in var.s3_read_buckets : "arn:${local.partition}:s3:::${value}/*"],
        [for value in var.s3_read_objects : "arn:${local.partition}:s3:::${value}"]
      )
    }
  }

  # `S3Access` with `KeyName` and without `EnableWriteAccess`: the node and its jobs read these
  # objects. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_read_objects) > 0 && length(var.s3_read_buckets) == 0 ? [1] : []

    content {
      sid    = "S3Read"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*"
      ]
      resources = [for value in var.s3_read_objects : "arn:${local.partition}:s3:::${value}"]
    }
  }

  # `S3Access` with `EnableWriteAccess`: the node and its jobs do anything with these buckets, and
  # with what is named in others. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_write_buckets) > 0 ? [1] : []

    content {
      sid     = "S3ReadWrite"
      effect  = "Allow"
      actions = ["s3:*"]
      resources = concat(
        [for value in var.s3_write_buckets : "arn:${local.partition}:s3:::${value}"],
        [for value in var.s3_write_buckets : "arn:${local.partition}:s3:::${value}/*"],
        [for value in var.s3_write_objects : "arn:${local.partition}:s3:::${value}"]
      )
    }
  }

  # `S3Access` with `KeyName` and `EnableWriteAccess`: the node and its jobs do anything with these
  # objects. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_write_objects) > 0 && length(var.s3_write_buckets) == 0 ? [1] : []

    content {
      sid       = "S3ReadWrite"
      effect    = "Allow"
      actions   = ["s3:*"]
      resources = [for value in var.s3_write_objects : "arn:${local.partition}:s3:::${value}"]
    }
  }

  lifecycle {
    precondition {
      condition     = var.cluster_name != null
      error_message = "The policy compute-node needs cluster_name."
    }
  }
}

resource "aws_iam_policy" "compute_node" {
  count       = contains(var.policies, "compute-node") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterComputeNodePolicy"
  description = "Role of the compute nodes"
  policy      = data.aws_iam_policy_document.compute_node[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "compute_node_trust" {
  count = contains(var.policies, "compute-node") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = lookup({ "aws-cn" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"], "aws-iso" = ["ec2.amazonaws.com", "ec2.c2s.ic.gov"], "aws-iso-b" = ["ec2.amazonaws.com", "ec2.sc2s.sgov.gov"] }, local.partition, ["ec2.amazonaws.com"])
    }
  }
}

resource "aws_iam_role" "compute_node" {
  count                = contains(var.policies, "compute-node") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterComputeNodeRole"
  path                 = "/parallelcluster/${var.cluster_name}/"
  description          = "Lets the compute nodes of a cluster with Slurm find out their names and join it."
  assume_role_policy   = data.aws_iam_policy_document.compute_node_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_instance_profile" "compute_node" {
  count = contains(var.policies, "compute-node") ? 1 : 0
  name  = "${var.name_prefix}ParallelClusterComputeNodeRole"
  path  = "/parallelcluster/${var.cluster_name}/"
  role  = aws_iam_role.compute_node[0].name
  tags  = var.tags
}

resource "aws_iam_role_policy_attachment" "compute_node_own" {
  count      = contains(var.policies, "compute-node") ? 1 : 0
  role       = aws_iam_role.compute_node[0].name
  policy_arn = aws_iam_policy.compute_node[0].arn
}

resource "aws_iam_role_policy_attachment" "compute_node_cloudwatchagentserverpolicy" {
  count      = contains(var.policies, "compute-node") && !var.logs_off ? 1 : 0
  role       = aws_iam_role.compute_node[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/CloudWatchAgentServerPolicy"
}

# 3.16/headnode-slurm
# Lets the head node of a cluster with Slurm set itself up and launch, watch and terminate compute
# nodes.
data "aws_iam_policy_document" "headnode_slurm" {
  count = contains(var.policies, "headnode-slurm") ? 1 : 0

  # clustermgtd lists the nodes of the cluster by their tags and asks Amazon EC2 for failed checks and
  # scheduled events; at boot the head node looks up its block devices and the volumes to attach.
  # Since 3.13 it also reads the versions of the launch templates of its queues. Without it the
  # creation rolls back at a shared volume, or nodes are neither noticed nor replaced. These actions
  # have no resource-level permissions, but for `ec2:DescribeInstanceAttribute`.
  statement {
    sid    = "Ec2"
    effect = "Allow"
    actions = [
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:DescribeInstanceAttribute",
      "ec2:DescribeInstances",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeVolumes"
    ]
    resources = ["*"]
  }

  # The head node attaches and detaches the shared EBS volumes, and the launch templates tag each new
  # node and its volumes, which the launch asks for as `ec2:CreateTags`. Without it a shared volume
  # stays detached and the creation rolls back, an update that takes out a volume fails, and each
  # launch of a node is denied.
  statement {
    sid    = "Ec2TagsAndVolumes"
    effect = "Allow"
    actions = [
      "ec2:AttachVolume",
      "ec2:CreateTags",
      "ec2:DetachVolume"
    ]
    resources = [
      "arn:${local.partition}:ec2:${local.region}:${local.account_id}:instance/*",
      "arn:${local.partition}:ec2:${local.region}:${local.account_id}:volume/*"
    ]
  }

  # Reads what upstream publishes in the regional bucket of AWS ParallelCluster. Every role of a node
  # has it.
  statement {
    sid       = "S3GetObj"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.region}-aws-parallelcluster/*"]
  }

  # At boot and at each update the head node fetches the cluster's configuration, in the version that
  # belongs to the stack, from the cluster's directory in the bucket. Without it the head node does
  # not finish its bootstrap and the creation rolls back.
  dynamic "statement" {
    for_each = var.artifact_directory != null ? [1] : []

    content {
      sid    = "ResourcesS3Bucket"
      effect = "Allow"
      actions = [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:GetBucketLocation",
        "s3:ListBucket"
      ]
      resources = [
        "arn:${local.partition}:s3:::${var.cluster_bucket}",
        "arn:${local.partition}:s3:::${var.cluster_bucket}/${var.artifact_directory}/*"
      ]
    }
  }

  # At boot and at each update the head node fetches the cluster's configuration, in the version that
  # belongs to the stack, from the cluster's directory in the bucket. Without it the head node does
  # not finish its bootstrap and the creation rolls back. The directory's name ends in 16 characters
  # that pcluster draws when it creates the cluster, so before that only a pattern can match it: one
  # of exactly 16 characters, so that the directories of a cluster whose name goes on, such as
  # `demo-prod` beside `demo`, do not match. pcluster writes the name there in lower case and cuts it
  # after 46 characters; for such a name give `artifact-directory`.
  dynamic "statement" {
    for_each = var.artifact_directory == null ? [1] : []

    content {
      sid    = "ResourcesS3Bucket"
      effect = "Allow"
      actions = [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:GetBucketLocation",
        "s3:ListBucket"
      ]
      resources = [
        "arn:${local.partition}:s3:::${var.cluster_bucket}",
        "arn:${local.partition}:s3:::${var.cluster_bucket}/parallelcluster/*/clusters/${var.cluster_name}-????????????????/*"
      ]
    }
  }

  # cfn-init reads the configuration of the head node from the stack when it boots, and cfn-hup looks
  # there for updates. Without it the head node does not finish its bootstrap and the creation rolls
  # back. The head node signals its success through a presigned address, which needs no permission.
  dynamic "statement" {
    for_each = var.stack_id != null ? [1] : []

    content {
      sid    = "CloudFormation"
      effect = "Allow"
      actions = [
        "cloudformation:DescribeStacks",
        "cloudformation:DescribeStackResource",
        "cloudformation:SignalResource"
      ]
      resources = [var.stack_id]
    }
  }

  # cfn-init reads the configuration of the head node from the stack when it boots, and cfn-hup looks
  # there for updates. Without it the head node does not finish its bootstrap and the creation rolls
  # back. The head node is in the stack with the cluster's name, whose id is known only once it
  # exists.
  dynamic "statement" {
    for_each = var.stack_id == null ? [1] : []

    content {
      sid    = "CloudFormation"
      effect = "Allow"
      actions = [
        "cloudformation:DescribeStacks",
        "cloudformation:DescribeStackResource",
        "cloudformation:SignalResource"
      ]
      resources = ["arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/${var.cluster_name}/*"]
    }
  }

  # Amazon DCV checks its licence by reading an object of this bucket. Without it the sessions of
  # `pcluster dcv-connect` have no licence. The role has it also in clusters without DCV.
  statement {
    sid       = "DcvLicense"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::dcv-license.${local.region}/*"]
  }

  # With `SlurmSettings/MungeKeySecretArn` the head node fetches the key with which the daemons of
  # Slurm know each other, and shares it with the other nodes. Without it the head node does not
  # finish its bootstrap and the creation rolls back.
  dynamic "statement" {
    for_each = var.munge_key_secret != null ? [1] : []

    content {
      sid       = "SecretsManager"
      effect    = "Allow"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.munge_key_secret]
    }
  }

  # Before the key in `MungeKeySecretArn` is replaced, the head node looks whether login nodes are
  # still running: they have to be stopped first. Without it the key of a cluster with login nodes
  # cannot be replaced. Only clusters that have both have the statement. The actions have no
  # resource-level permissions, hence the resource `*`.
  dynamic "statement" {
    for_each = var.munge_key_secret != null && var.login_nodes ? [1] : []

    content {
      sid    = "TargetGroupDescribe"
      effect = "Allow"
      actions = [
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth"
      ]
      resources = ["*"]
    }
  }

  # clustermgtd terminates nodes that are idle, unhealthy or no longer wanted. Without it instances go
  # on running and cost money. The tag `parallelcluster:cluster-name` limits it to this cluster; the
  # nodes of other clusters are out of reach.
  statement {
    sid       = "EC2Terminate"
    effect    = "Allow"
    actions   = ["ec2:TerminateInstances"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "ec2:ResourceTag/parallelcluster:cluster-name"
      values   = [var.cluster_name]
    }
  }

  # The resume program and clustermgtd launch compute nodes from the launch templates of the stack,
  # with `ec2:CreateFleet` where a compute resource lists `Instances`. Without it nodes go down and
  # jobs wait, and `UnauthorizedOperation` stands in `/var/log/parallelcluster/slurm_resume.log` or
  # `clustermgtd`. The role that a cluster creates names the subnets of the queues, their images and
  # the key pair; those that are not given here are any.
  statement {
    sid    = "EC2RunInstancesCreateFleet"
    effect = "Allow"
    actions = [
      "ec2:RunInstances",
      "ec2:CreateFleet"
    ]
    resources = concat(
      [for value in coalescelist(var.compute_subnets, ["*"]) : "arn:${local.partition}:ec2:${local.region}:${local.account_id}:subnet/${value}"],
      [
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:fleet/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:network-interface/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:instance/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:volume/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:key-pair/${var.ssh_key_pair}",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:security-group/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:launch-template/*",
        "arn:${local.partition}:ec2:${local.region}:${local.account_id}:placement-group/*"
      ],
      [for value in coalescelist(var.compute_images, ["*"]) : "arn:${local.partition}:ec2:${local.region}::image/${value}"]
    )
  }

  # Part of every head node's role, also without reserved capacity: what the nodes use it for shows
  # only with `CapacityReservationTarget`. The action has no resource-level permissions, hence the
  # resource `*`.
  statement {
    sid       = "EC2DescribeCapacityReservations"
    effect    = "Allow"
    actions   = ["ec2:DescribeCapacityReservations"]
    resources = ["*"]
  }

  # The head node launches the compute nodes itself and hands them the role in the instance profile of
  # the launch template. Without it every launch is denied, the nodes go down and their jobs wait in
  # the queue. Roles that the cluster creates have a path with its name; `ResourcePrefix` changes the
  # first part of it.
  dynamic "statement" {
    for_each = length(var.queue_roles) == 0 ? [1] : []

    content {
      sid       = "PassRole"
      effect    = "Allow"
      actions   = ["iam:PassRole"]
      resources = ["arn:${local.partition}:iam::${local.account_id}:role/${var.role_path}/${var.cluster_name}/*"]
    }
  }

  # The head node launches the compute nodes itself and hands them the role in the instance profile of
  # the launch template. Without it every launch is denied, the nodes go down and their jobs wait in
  # the queue. Queues with `InstanceRole` or `InstanceProfile` have roles of their own, and only these
  # can be handed over.
  dynamic "statement" {
    for_each = length(var.queue_roles) > 0 ? [1] : []

    content {
      sid       = "PassRole"
      effect    = "Allow"
      actions   = ["iam:PassRole"]
      resources = [for value in var.queue_roles : value]
    }
  }

  # In the table `parallelcluster-NAME` clustermgtd and clusterstatusmgtd read and write the state of
  # the fleet, and the head node reads which update each node has reached. Without it
  # `update-compute-fleet` has no effect and `update-cluster` does not finish.
  statement {
    sid    = "DynamoDBTable"
    effect = "Allow"
    actions = [
      "dynamodb:UpdateItem",
      "dynamodb:PutItem",
      "dynamodb:GetItem",
      "dynamodb:BatchGetItem"
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-${var.cluster_name}"]
  }

  # When compute nodes fail to boot, clustermgtd writes the console output of some of them into the
  # log group of the cluster. Without it the reason is lost with the instance; the cluster itself
  # works. A cluster without logs in CloudWatch has no such statement. Without the names of the queues
  # it covers all compute nodes of this cluster.
  dynamic "statement" {
    for_each = !var.logs_off ? [1] : []

    content {
      sid       = "EC2GetComputeConsoleOutput"
      effect    = "Allow"
      actions   = ["ec2:GetConsoleOutput"]
      resources = ["arn:${local.partition}:ec2:${local.region}:${local.account_id}:instance/*"]

      dynamic "condition" {
        for_each = length(var.queue_names) > 0 ? [1] : []

        content {
          test     = "StringEquals"
          variable = "aws:ResourceTag/parallelcluster:queue-name"
          values   = [for value in var.queue_names : value]
        }
      }

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/parallelcluster:node-type"
        values   = ["Compute"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:ResourceTag/parallelcluster:cluster-name"
        values   = [var.cluster_name]
      }
    }
  }

  # A queue with `CapacityReservationId` launches its nodes into that reservation, which the launch
  # names as a resource. Without it these launches are denied and the jobs wait.
  dynamic "statement" {
    for_each = length(var.capacity_reservations) > 0 ? [1] : []

    content {
      sid       = "AllowRunningReservedCapacity"
      effect    = "Allow"
      actions   = ["ec2:RunInstances"]
      resources = [for value in var.capacity_reservations : value]
    }
  }

  # A queue with `CapacityReservationResourceGroupArn` launches its nodes into the reservations of
  # that group. Without it these launches are denied and the jobs wait.
  dynamic "statement" {
    for_each = length(var.capacity_reservation_groups) > 0 ? [1] : []

    content {
      sid    = "AllowManagingReservedCapacity"
      effect = "Allow"
      actions = [
        "ec2:RunInstances",
        "ec2:CreateFleet",
        "resource-groups:ListGroupResources"
      ]
      resources = [for value in var.capacity_reservation_groups : value]
    }
  }

  # A head node with `DirectoryService` reads the password for the directory from the secret in
  # `PasswordSecretArn`, writes it into the configuration of SSSD and shares that with the other
  # nodes. Without it the head node does not finish its bootstrap and the creation rolls back.
  dynamic "statement" {
    for_each = var.directory_secret_arn != null && var.directory_parameter_arn == null ? [1] : []

    content {
      sid       = "AllowGettingDirectorySecretValue"
      effect    = "Allow"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.directory_secret_arn]
    }
  }

  # `PasswordSecretArn` of the section `DirectoryService` may also name a parameter of AWS Systems
  # Manager; the head node then reads the password for the directory there. Without it the head node
  # does not finish its bootstrap and the creation rolls back.
  dynamic "statement" {
    for_each = var.directory_parameter_arn != null ? [1] : []

    content {
      sid       = "AllowGettingDirectorySecretValue"
      effect    = "Allow"
      actions   = ["ssm:GetParameter"]
      resources = [var.directory_parameter_arn]
    }
  }

  # With `SlurmSettings/Database` slurmdbd, the accounting daemon on the head node, needs the password
  # of the database from the secret in `PasswordSecretArn`. Without it the head node does not finish
  # its bootstrap and the creation rolls back.
  dynamic "statement" {
    for_each = var.database_secret != null ? [1] : []

    content {
      sid       = "AllowGettingSlurmDbSecretValue"
      effect    = "Allow"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.database_secret]
    }
  }

  # A file system in `SharedStorage` with `IamAuthorization` lets only roles mount it that have these
  # permissions. Without it the mount is denied and the node does not finish its bootstrap.
  dynamic "statement" {
    for_each = length(var.efs_file_systems) > 0 ? [1] : []

    content {
      sid    = "Efs"
      effect = "Allow"
      actions = [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientRootAccess",
        "elasticfilesystem:ClientWrite"
      ]
      resources = [for value in var.efs_file_systems : "arn:${local.partition}:elasticfilesystem:${local.region}:${local.account_id}:file-system/${value}"]
    }
  }

  # In the table `parallelcluster-slurm-NAME` the resume program writes which node name each new
  # instance has, and clustermgtd looks up the instances of nodes that failed to boot. Without it
  # nodes that were launched are set to down because their names could not be saved.
  statement {
    sid    = "SlurmDynamoDBTable"
    effect = "Allow"
    actions = [
      "dynamodb:PutItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:GetItem",
      "dynamodb:BatchGetItem"
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-slurm-${var.cluster_name}"]
  }

  # The head node enters each compute node that it launches into the private zone of the cluster, so
  # that node names resolve. Without it nodes are launched and then set to down, and jobs never start.
  # A cluster with `Dns/DisableManagedDns` does without.
  dynamic "statement" {
    for_each = !var.managed_dns_off ? [1] : []

    content {
      sid       = "Route53Add"
      effect    = "Allow"
      actions   = ["route53:ChangeResourceRecordSets"]
      resources = ["arn:${local.partition}:route53:::hostedzone/${var.hosted_zone}"]
    }
  }

  # With a cookbook of your own at an `s3://` address in `DevSettings/Cookbook/ChefCookbook` each node
  # fetches it when it boots. Without it no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}/${var.cookbook_key}"]
    }
  }

  # Before the node fetches the cookbook of your own it asks for the region of its bucket. Without it
  # no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetBucketLocation"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}"]
    }
  }

  # `S3Access` without `EnableWriteAccess`: the node and its jobs read these buckets, and what is
  # named in others. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_read_buckets) > 0 ? [1] : []

    content {
      sid    = "S3Read"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*"
      ]
      resources = concat(
        [for value in var.s3_read_buckets : "arn:${local.partition}:s3:::${value}"],
        [for value in var.s3_read_buckets : "arn:${local.partition}:s3:::${value}/*"],
        [for value in var.s3_read_objects : "arn:${local.partition}:s3:::${value}"]
      )
    }
  }

  # `S3Access` with `KeyName` and without `EnableWriteAccess`: the node and its jobs read these
  # objects. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_read_objects) > 0 && length(var.s3_read_buckets) == 0 ? [1] : []

    content {
      sid    = "S3Read"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*"
      ]
      resources = [for value in var.s3_read_objects : "arn:${local.partition}:s3:::${value}"]
    }
  }

  # `S3Access` with `EnableWriteAccess`: the node and its jobs do anything with these buckets, and
  # with what is named in others. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_write_buckets) > 0 ? [1] : []

    content {
      sid     = "S3ReadWrite"
      effect  = "Allow"
      actions = ["s3:*"]
      resources = concat(
        [for value in var.s3_write_buckets : "arn:${local.partition}:s3:::${value}"],
        [for value in var.s3_write_buckets : "arn:${local.partition}:s3:::${value}/*"],
        [for value in var.s3_write_objects : "arn:${local.partition}:s3:::${value}"]
      )
    }
  }

  # `S3Access` with `KeyName` and `EnableWriteAccess`: the node and its jobs do anything with these
  # objects. Without it they are denied; the cluster itself does not need it.
  dynamic "statement" {
    for_each = length(var.s3_write_objects) > 0 && length(var.s3_write_buckets) == 0 ? [1] : []

    content {
      sid       = "S3ReadWrite"
      effect    = "Allow"
      actions   = ["s3:*"]
      resources = [for value in var.s3_write_objects : "arn:${local.partition}:s3:::${value}"]
    }
  }

  lifecycle {
    precondition {
      condition     = var.cluster_name != null
      error_message = "The policy headnode-slurm needs cluster_name."
    }
  }
}

resource "aws_iam_policy" "headnode_slurm" {
  count       = contains(var.policies, "headnode-slurm") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterHeadNodeSlurmPolicy"
  description = "Role of the head node"
  policy      = data.aws_iam_policy_document.headnode_slurm[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "headnode_slurm_trust" {
  count = contains(var.policies, "headnode-slurm") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = lookup({ "aws-cn" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"], "aws-iso" = ["ec2.amazonaws.com", "ec2.c2s.ic.gov"], "aws-iso-b" = ["ec2.amazonaws.com", "ec2.sc2s.sgov.gov"] }, local.partition, ["ec2.amazonaws.com"])
    }
  }
}

resource "aws_iam_role" "headnode_slurm" {
  count                = contains(var.policies, "headnode-slurm") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterHeadNodeSlurmRole"
  path                 = "/parallelcluster/${var.cluster_name}/"
  description          = "Lets the head node of a cluster with Slurm set itself up and launch, watch and terminate compute nodes."
  assume_role_policy   = data.aws_iam_policy_document.headnode_slurm_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_instance_profile" "headnode_slurm" {
  count = contains(var.policies, "headnode-slurm") ? 1 : 0
  name  = "${var.name_prefix}ParallelClusterHeadNodeSlurmRole"
  path  = "/parallelcluster/${var.cluster_name}/"
  role  = aws_iam_role.headnode_slurm[0].name
  tags  = var.tags
}

resource "aws_iam_role_policy_attachment" "headnode_slurm_own" {
  count      = contains(var.policies, "headnode-slurm") ? 1 : 0
  role       = aws_iam_role.headnode_slurm[0].name
  policy_arn = aws_iam_policy.headnode_slurm[0].arn
}

resource "aws_iam_role_policy_attachment" "headnode_slurm_cloudwatchagentserverpolicy" {
  count      = contains(var.policies, "headnode-slurm") && !var.logs_off ? 1 : 0
  role       = aws_iam_role.headnode_slurm[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/CloudWatchAgentServerPolicy"
}

# 3.16/image-cleanup-lambda-role
# Lets the function that ends an image build mark the image as finished and delete the stack of the
# build.
data "aws_iam_policy_document" "image_cleanup_lambda_role" {
  count = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0

  # The stack of a build without `Build/Iam/InstanceRole` has created a role for the build instance,
  # with policies. Without it the stack ends in `DELETE_FAILED` once the image is finished. The
  # pattern also matches the roles of clusters and the function's own role.
  statement {
    effect = "Allow"
    actions = [
      "iam:DetachRolePolicy",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]
  }

  # The stack has wrapped the role of the build instance, existing or not, in an instance profile.
  # Without it the stack ends in `DELETE_FAILED` once the image is finished; only a build with
  # `Build/Iam/InstanceProfile` has none.
  statement {
    effect = "Allow"
    actions = [
      "iam:DeleteInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:instance-profile/parallelcluster/*"]
  }

  # The stack has described the build instance, its network and the topic for notifications in an
  # infrastructure configuration. Without it the stack ends in `DELETE_FAILED` once the image is
  # finished. One role serves the builds of all regions.
  statement {
    effect    = "Allow"
    actions   = ["imagebuilder:DeleteInfrastructureConfiguration"]
    resources = ["arn:${local.partition}:imagebuilder:*:${local.account_id}:infrastructure-configuration/parallelclusterimage-*"]
  }

  # Each step of a build, the installation of ParallelCluster, the tags, the update of the system and
  # scripts of your own, is a component of the stack. Without it the stack ends in `DELETE_FAILED`
  # once the image is finished.
  statement {
    effect    = "Allow"
    actions   = ["imagebuilder:DeleteComponent"]
    resources = ["arn:${local.partition}:imagebuilder:*:${local.account_id}:component/parallelclusterimage-*/*"]
  }

  # The recipe names the parent image and the components of the build. Without it the stack ends in
  # `DELETE_FAILED` once the image is finished.
  statement {
    effect    = "Allow"
    actions   = ["imagebuilder:DeleteImageRecipe"]
    resources = ["arn:${local.partition}:imagebuilder:*:${local.account_id}:image-recipe/parallelclusterimage-*/*"]
  }

  # The distribution configuration holds the name, the tags and the regions of the finished image.
  # Without it the stack ends in `DELETE_FAILED` once the image is finished.
  statement {
    effect    = "Allow"
    actions   = ["imagebuilder:DeleteDistributionConfiguration"]
    resources = ["arn:${local.partition}:imagebuilder:*:${local.account_id}:distribution-configuration/parallelclusterimage-*"]
  }

  # Deletes the build as EC2 Image Builder knows it, not the AMI that came out of it. AWS
  # CloudFormation looks at it and cancels it first; without these actions the stack ends in
  # `DELETE_FAILED`.
  statement {
    effect = "Allow"
    actions = [
      "imagebuilder:DeleteImage",
      "imagebuilder:GetImage",
      "imagebuilder:CancelImageCreation"
    ]
    resources = ["arn:${local.partition}:imagebuilder:*:${local.account_id}:image/parallelclusterimage-*/*"]
  }

  # When EC2 Image Builder reports that the image is available, the function deletes the stack of the
  # build. Without it all resources of the build stay behind. The stack is named after the image, so
  # that no pattern can tell it from other stacks; the condition is meant to ask for the tag that only
  # stacks of images have.
  statement {
    effect    = "Allow"
    actions   = ["cloudformation:DeleteStack"]
    resources = ["arn:${local.partition}:cloudformation:*:${local.account_id}:stack/*/*"]

    condition {
      test     = "ForAnyValue:StringLike"
      variable = "cloudformation:ResourceTag/parallelcluster:image_id"
      values   = ["*"]
    }
  }

  # The function marks the finished image with `parallelcluster:build_status` and its parent image,
  # through the tagging API, which asks for this permission as well. Without the tag pcluster does not
  # find the image by its id, and `list-images` does not show it as available. Copies of the image in
  # other regions are tagged too.
  statement {
    effect    = "Allow"
    actions   = ["ec2:CreateTags"]
    resources = ["arn:${local.partition}:ec2:*::image/*"]
  }

  # The function marks the finished image with `parallelcluster:build_status` through this API.
  # Without it pcluster does not find the image by its id, and `list-images` does not show it as
  # available. The action has no resource-level permissions; what can be tagged is limited by
  # `ec2:CreateTags`.
  statement {
    effect    = "Allow"
    actions   = ["tag:TagResources"]
    resources = ["*"]
  }

  # The function is itself a resource of the stack that it deletes, with the permission by which the
  # topic calls it; AWS CloudFormation looks at both first, which the role of 3.14.0, `…-v1`, does
  # not allow: it lacks the last two actions. Without it the stack ends in `DELETE_FAILED` once the
  # image is finished.
  statement {
    effect = "Allow"
    actions = [
      "lambda:DeleteFunction",
      "lambda:RemovePermission",
      "lambda:GetFunction",
      "lambda:GetPolicy"
    ]
    resources = ["arn:${local.partition}:lambda:*:${local.account_id}:function:ParallelClusterImage-*"]
  }

  # EC2 Image Builder reports the end of the build to a topic of the stack, to which the function is
  # subscribed. Without it topic and subscription stay behind and the stack ends in `DELETE_FAILED`.
  # The release writes the prefix as `SNS`, which means the same.
  statement {
    effect = "Allow"
    actions = [
      "SNS:GetTopicAttributes",
      "SNS:DeleteTopic",
      "SNS:GetSubscriptionAttributes",
      "SNS:Unsubscribe"
    ]
    resources = ["arn:${local.partition}:sns:*:${local.account_id}:ParallelClusterImage-*"]
  }

  # AWS changes the ARN by which this action is checked to that of the log group, without `:*`. Where
  # it has, the stacks of builds of 3.0.0 to 3.16.2 end in `DELETE_FAILED` without this statement. A
  # pattern that ends in `*` also matches the ARN with `:*`, so it serves regions where AWS has not
  # changed it yet.
  statement {
    effect    = "Allow"
    actions   = ["logs:DeleteLogGroup"]
    resources = ["arn:${local.partition}:logs:*:${local.account_id}:log-group:/aws/lambda/ParallelClusterImage-*"]
  }
}

resource "aws_iam_policy" "image_cleanup_lambda_role" {
  count       = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterImageCleanupLambdaPolicy"
  description = "Role of the function that cleans up after image builds"
  policy      = data.aws_iam_policy_document.image_cleanup_lambda_role[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "image_cleanup_lambda_role_trust" {
  count = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "image_cleanup_lambda_role" {
  count                = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterImageCleanupLambdaRole"
  path                 = "/parallelcluster/"
  description          = "Lets the function that ends an image build mark the image as finished and delete the stack of the build."
  assume_role_policy   = data.aws_iam_policy_document.image_cleanup_lambda_role_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "image_cleanup_lambda_role_own" {
  count      = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0
  role       = aws_iam_role.image_cleanup_lambda_role[0].name
  policy_arn = aws_iam_policy.image_cleanup_lambda_role[0].arn
}

resource "aws_iam_role_policy_attachment" "image_cleanup_lambda_role_awslambdabasicexecutionrole" {
  count      = contains(var.policies, "image-cleanup-lambda-role") ? 1 : 0
  role       = aws_iam_role.image_cleanup_lambda_role[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "image_cleanup_lambda_role_awslambdavpcaccessexecutionrole" {
  count      = contains(var.policies, "image-cleanup-lambda-role") && var.configuration_deployment_settings_lambda_functions_vpc_config ? 1 : 0
  role       = aws_iam_role.image_cleanup_lambda_role[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

# 3.16/image-instance-role
# Lets the instance on which `build-image` makes an image tag and describe it, and fetch your scripts.
data "aws_iam_policy_document" "image_instance_role" {
  count = contains(var.policies, "image-instance-role") ? 1 : 0

  # The last component of a build starts an instance from the new image, which gives it tags and a
  # description with the versions of what is installed: operating system, kernel, Slurm, drivers.
  # Without it the image is built all the same, without them, and `Not able to set AMI tag` stands in
  # the log of the build. The pattern covers all images of the account in the region.
  statement {
    effect = "Allow"
    actions = [
      "ec2:CreateTags",
      "ec2:ModifyImageAttribute"
    ]
    resources = ["arn:${local.partition}:ec2:${local.region}::image/*"]
  }

  # The instance fetches the scripts in `Build/Components` that are at `s3://` addresses. Without it
  # the build fails at the first of them. A role that the build creates has a statement for each
  # script.
  dynamic "statement" {
    for_each = length(var.script_objects) > 0 ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = [for value in var.script_objects : "arn:${local.partition}:s3:::${value}"]
    }
  }
}

resource "aws_iam_policy" "image_instance_role" {
  count       = contains(var.policies, "image-instance-role") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterImageInstancePolicy"
  description = "Role of the instance that builds an image"
  policy      = data.aws_iam_policy_document.image_instance_role[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "image_instance_role_trust" {
  count = contains(var.policies, "image-instance-role") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = lookup({ "aws-cn" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"], "aws-iso" = ["ec2.amazonaws.com", "ec2.c2s.ic.gov"], "aws-iso-b" = ["ec2.amazonaws.com", "ec2.sc2s.sgov.gov"] }, local.partition, ["ec2.amazonaws.com"])
    }
  }
}

resource "aws_iam_role" "image_instance_role" {
  count                = contains(var.policies, "image-instance-role") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterImageInstanceRole"
  path                 = "/parallelcluster/"
  description          = "Lets the instance on which `build-image` makes an image tag and describe it, and fetch your scripts."
  assume_role_policy   = data.aws_iam_policy_document.image_instance_role_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_instance_profile" "image_instance_role" {
  count = contains(var.policies, "image-instance-role") ? 1 : 0
  name  = "${var.name_prefix}ParallelClusterImageInstanceRole"
  path  = "/parallelcluster/"
  role  = aws_iam_role.image_instance_role[0].name
  tags  = var.tags
}

resource "aws_iam_role_policy_attachment" "image_instance_role_own" {
  count      = contains(var.policies, "image-instance-role") ? 1 : 0
  role       = aws_iam_role.image_instance_role[0].name
  policy_arn = aws_iam_policy.image_instance_role[0].arn
}

resource "aws_iam_role_policy_attachment" "image_instance_role_amazonssmmanagedinstancecore" {
  count      = contains(var.policies, "image-instance-role") ? 1 : 0
  role       = aws_iam_role.image_instance_role[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "image_instance_role_ec2instanceprofileforimagebuilder" {
  count      = contains(var.policies, "image-instance-role") ? 1 : 0
  role       = aws_iam_role.image_instance_role[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/EC2InstanceProfileForImageBuilder"
}

# 3.16/lambda-cleanup-resources
# Lets the function `pcluster-CleanupResources-*` terminate the nodes of a deleted cluster and empty
# its directory in the bucket.
data "aws_iam_policy_document" "lambda_cleanup_resources" {
  count = contains(var.policies, "lambda-cleanup-resources") ? 1 : 0

  # All clusters of a region share one bucket, each with a directory of its own; when a cluster is
  # deleted, the function deletes all versions of what is in its directory. Without it
  # `delete-cluster` ends in `DELETE_FAILED`.
  dynamic "statement" {
    for_each = var.artifact_directory != null ? [1] : []

    content {
      sid    = "S3BucketPolicy"
      effect = "Allow"
      actions = [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions"
      ]
      resources = [
        "arn:${local.partition}:s3:::${var.cluster_bucket}",
        "arn:${local.partition}:s3:::${var.cluster_bucket}/${var.artifact_directory}/*"
      ]
    }
  }

  # All clusters of a region share one bucket, each with a directory of its own; when a cluster is
  # deleted, the function deletes all versions of what is in its directory. Without it
  # `delete-cluster` ends in `DELETE_FAILED`. The directory's name ends in 16 characters that pcluster
  # draws when it creates the cluster, so before that only a pattern can match it: one of exactly 16
  # characters, so that the directories of a cluster whose name goes on, such as `demo-prod` beside
  # `demo`, do not match. pcluster writes the name there in lower case and cuts it after 46
  # characters; for such a name give `artifact-directory`.
  dynamic "statement" {
    for_each = var.artifact_directory == null ? [1] : []

    content {
      sid    = "S3BucketPolicy"
      effect = "Allow"
      actions = [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions"
      ]
      resources = [
        "arn:${local.partition}:s3:::${var.cluster_bucket}",
        "arn:${local.partition}:s3:::${var.cluster_bucket}/parallelcluster/*/clusters/${var.cluster_name}-????????????????/*"
      ]
    }
  }

  # The function writes into a log group that the stack creates. Without it it does its work but
  # leaves no log, and nobody can tell why a stack could not be deleted.
  statement {
    sid    = "CloudWatchLogsPolicy"
    effect = "Allow"
    actions = [
      "logs:CreateLogStream",
      "logs:PutLogEvents"
    ]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/pcluster-CleanupResources-*"]
  }

  # When a cluster is deleted, the function finds its instances by their tag and waits until they are
  # gone. Without it `delete-cluster` ends in `DELETE_FAILED`. The action has no resource-level
  # permissions, hence the resource `*`.
  statement {
    sid       = "DescribeInstances"
    effect    = "Allow"
    actions   = ["ec2:DescribeInstances"]
    resources = ["*"]
  }

  # When a cluster is deleted, the function terminates its compute nodes, which belong to no stack.
  # Without it `delete-cluster` ends in `DELETE_FAILED` and the instances cost money. The tag
  # `parallelcluster:cluster-name` limits it to this cluster.
  statement {
    sid       = "FleetTerminatePolicy"
    effect    = "Allow"
    actions   = ["ec2:TerminateInstances"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "ec2:ResourceTag/parallelcluster:cluster-name"
      values   = [var.cluster_name]
    }
  }

  lifecycle {
    precondition {
      condition     = var.cluster_name != null
      error_message = "The policy lambda-cleanup-resources needs cluster_name."
    }
  }
}

resource "aws_iam_policy" "lambda_cleanup_resources" {
  count       = contains(var.policies, "lambda-cleanup-resources") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterCleanupResourcesPolicy"
  description = "Role of the function that cleans up after a cluster"
  policy      = data.aws_iam_policy_document.lambda_cleanup_resources[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "lambda_cleanup_resources_trust" {
  count = contains(var.policies, "lambda-cleanup-resources") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "lambda_cleanup_resources" {
  count                = contains(var.policies, "lambda-cleanup-resources") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterCleanupResourcesRole"
  path                 = "/parallelcluster/"
  description          = "Lets the function `pcluster-CleanupResources-*` terminate the nodes of a deleted cluster and empty its directory in the bucket."
  assume_role_policy   = data.aws_iam_policy_document.lambda_cleanup_resources_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "lambda_cleanup_resources_own" {
  count      = contains(var.policies, "lambda-cleanup-resources") ? 1 : 0
  role       = aws_iam_role.lambda_cleanup_resources[0].name
  policy_arn = aws_iam_policy.lambda_cleanup_resources[0].arn
}

resource "aws_iam_role_policy_attachment" "lambda_cleanup_resources_awslambdavpcaccessexecutionrole" {
  count      = contains(var.policies, "lambda-cleanup-resources") && var.configuration_deployment_settings_lambda_functions_vpc_config ? 1 : 0
  role       = aws_iam_role.lambda_cleanup_resources[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

# 3.16/lambda-cleanup-route53
# Lets the function `pcluster-CleanupRoute53-*` remove the records of a deleted cluster from its
# private zone.
data "aws_iam_policy_document" "lambda_cleanup_route53" {
  count = contains(var.policies, "lambda-cleanup-route53") ? 1 : 0

  # When a Slurm cluster is deleted, the function lists the records of its nodes and removes them,
  # because a zone with records cannot be deleted. Without it `delete-cluster` ends in
  # `DELETE_FAILED`.
  statement {
    sid    = "Route53DeletePolicy"
    effect = "Allow"
    actions = [
      "route53:ListResourceRecordSets",
      "route53:ChangeResourceRecordSets"
    ]
    resources = ["arn:${local.partition}:route53:::hostedzone/${var.hosted_zone}"]
  }

  # The function writes into a log group that the stack creates. Without it it does its work but
  # leaves no log, and nobody can tell why a stack could not be deleted.
  statement {
    sid    = "CloudWatchLogsPolicy"
    effect = "Allow"
    actions = [
      "logs:CreateLogStream",
      "logs:PutLogEvents"
    ]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/pcluster-CleanupRoute53-*"]
  }
}

resource "aws_iam_policy" "lambda_cleanup_route53" {
  count       = contains(var.policies, "lambda-cleanup-route53") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterCleanupRoute53Policy"
  description = "Role of the function that removes DNS records"
  policy      = data.aws_iam_policy_document.lambda_cleanup_route53[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "lambda_cleanup_route53_trust" {
  count = contains(var.policies, "lambda-cleanup-route53") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "lambda_cleanup_route53" {
  count                = contains(var.policies, "lambda-cleanup-route53") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterCleanupRoute53Role"
  path                 = "/parallelcluster/"
  description          = "Lets the function `pcluster-CleanupRoute53-*` remove the records of a deleted cluster from its private zone."
  assume_role_policy   = data.aws_iam_policy_document.lambda_cleanup_route53_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "lambda_cleanup_route53_own" {
  count      = contains(var.policies, "lambda-cleanup-route53") ? 1 : 0
  role       = aws_iam_role.lambda_cleanup_route53[0].name
  policy_arn = aws_iam_policy.lambda_cleanup_route53[0].arn
}

resource "aws_iam_role_policy_attachment" "lambda_cleanup_route53_awslambdavpcaccessexecutionrole" {
  count      = contains(var.policies, "lambda-cleanup-route53") && var.configuration_deployment_settings_lambda_functions_vpc_config ? 1 : 0
  role       = aws_iam_role.lambda_cleanup_route53[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

# 3.16/login-node
# Lets the login nodes of a cluster with Slurm set themselves up and leave their pool in order.
data "aws_iam_policy_document" "login_node" {
  count = contains(var.policies, "login-node") ? 1 : 0

  # A udev script of the images looks up which EBS volume stands behind a block device, on instance
  # types whose volumes are not NVMe devices. Without it such a device gets no name by its volume;
  # other instance types do not ask. The action has resource-level permissions, and the release's own
  # role has it on `*`.
  statement {
    sid       = "Ec2"
    effect    = "Allow"
    actions   = ["ec2:DescribeInstanceAttribute"]
    resources = ["*"]
  }

  # Reads what upstream publishes in the regional bucket of AWS ParallelCluster. Every role of a node
  # has it.
  statement {
    sid       = "S3GetObj"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.region}-aws-parallelcluster/*"]
  }

  # A login node that is to be terminated tells the Auto Scaling group of its pool when its users have
  # had their time to leave. Without it the group waits until the time for this is over.
  statement {
    sid       = "Autoscaling"
    effect    = "Allow"
    actions   = ["autoscaling:CompleteLifecycleAction"]
    resources = [for value in coalescelist(var.login_pools, ["*"]) : "arn:${local.partition}:autoscaling:${local.region}:${local.account_id}:autoScalingGroup:*:autoScalingGroupName/${var.cluster_name}-${value}-AutoScalingGroup"]
  }

  # Up to 3.15 a login node runs cfn-init when it boots, which reads the configuration of its pool
  # from the nested stack with the login nodes. Without it the node does not finish its bootstrap. In
  # 3.16 the configuration is in the launch template, and the role still has the statement.
  dynamic "statement" {
    for_each = var.stack_id != null ? [1] : []

    content {
      sid    = "CloudFormation"
      effect = "Allow"
      actions = [
        "cloudformation:DescribeStackResource",
        "cloudformation:DescribeStacks"
      ]
      resources = [
        "arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/${var.cluster_name}/*",
        var.stack_id
      ]
    }
  }

  # Up to 3.15 a login node runs cfn-init when it boots, which reads the configuration of its pool
  # from the nested stack with the login nodes. Without it the node does not finish its bootstrap. In
  # 3.16 the configuration is in the launch template, and the role still has the statement. The name
  # of the nested stack is that of the cluster, `-` and what AWS CloudFormation adds.
  dynamic "statement" {
    for_each = var.stack_id == null ? [1] : []

    content {
      sid    = "CloudFormation"
      effect = "Allow"
      actions = [
        "cloudformation:DescribeStackResource",
        "cloudformation:DescribeStacks"
      ]
      resources = [
        "arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/${var.cluster_name}/*",
        "arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/${var.cluster_name}-*/*"
      ]
    }
  }

  # At the end of its boot and after an update a node writes into the table `parallelcluster-NAME`
  # which configuration it has. Without it the bootstrap of a login node fails at its last step.
  statement {
    sid    = "DynamoDBTable"
    effect = "Allow"
    actions = [
      "dynamodb:UpdateItem",
      "dynamodb:PutItem",
      "dynamodb:GetItem"
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-${var.cluster_name}"]
  }

  # Amazon DCV checks its licence by reading an object of this bucket. Without it the sessions of
  # `pcluster dcv-connect` have no licence. The role has it also in clusters without DCV.
  statement {
    sid       = "DcvLicense"
    effect    = "Allow"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::dcv-license.${local.region}/*"]
  }

  # A file system in `SharedStorage` with `IamAuthorization` lets only roles mount it that have these
  # permissions. Without it the mount is denied and the node does not finish its bootstrap.
  dynamic "statement" {
    for_each = length(var.efs_file_systems) > 0 ? [1] : []

    content {
      sid    = "Efs"
      effect = "Allow"
      actions = [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientRootAccess",
        "elasticfilesystem:ClientWrite"
      ]
      resources = [for value in var.efs_file_systems : "arn:${local.partition}:elasticfilesystem:${local.region}:${local.account_id}:file-system/${value}"]
    }
  }

  # With a cookbook of your own at an `s3://` address in `DevSettings/Cookbook/ChefCookbook` each node
  # fetches it when it boots. Without it no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}/${var.cookbook_key}"]
    }
  }

  # Before the node fetches the cookbook of your own it asks for the region of its bucket. Without it
  # no node finishes its bootstrap.
  dynamic "statement" {
    for_each = var.cookbook_bucket != null && var.cookbook_key != null ? [1] : []

    content {
      effect    = "Allow"
      actions   = ["s3:GetBucketLocation"]
      resources = ["arn:${local.partition}:s3:::${var.cookbook_bucket}"]
    }
  }

  lifecycle {
    precondition {
      condition     = var.cluster_name != null
      error_message = "The policy login-node needs cluster_name."
    }
  }
}

resource "aws_iam_policy" "login_node" {
  count       = contains(var.policies, "login-node") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterLoginNodePolicy"
  description = "Role of the login nodes"
  policy      = data.aws_iam_policy_document.login_node[0].json
  tags        = var.tags
}

data "aws_iam_policy_document" "login_node_trust" {
  count = contains(var.policies, "login-node") ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = lookup({ "aws-cn" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"], "aws-iso" = ["ec2.amazonaws.com", "ec2.c2s.ic.gov"], "aws-iso-b" = ["ec2.amazonaws.com", "ec2.sc2s.sgov.gov"] }, local.partition, ["ec2.amazonaws.com"])
    }
  }
}

resource "aws_iam_role" "login_node" {
  count                = contains(var.policies, "login-node") ? 1 : 0
  name                 = "${var.name_prefix}ParallelClusterLoginNodeRole"
  path                 = "/parallelcluster/${var.cluster_name}/"
  description          = "Lets the login nodes of a cluster with Slurm set themselves up and leave their pool in order."
  assume_role_policy   = data.aws_iam_policy_document.login_node_trust[0].json
  permissions_boundary = var.role_permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_instance_profile" "login_node" {
  count = contains(var.policies, "login-node") ? 1 : 0
  name  = "${var.name_prefix}ParallelClusterLoginNodeRole"
  path  = "/parallelcluster/${var.cluster_name}/"
  role  = aws_iam_role.login_node[0].name
  tags  = var.tags
}

resource "aws_iam_role_policy_attachment" "login_node_own" {
  count      = contains(var.policies, "login-node") ? 1 : 0
  role       = aws_iam_role.login_node[0].name
  policy_arn = aws_iam_policy.login_node[0].arn
}

resource "aws_iam_role_policy_attachment" "login_node_cloudwatchagentserverpolicy" {
  count      = contains(var.policies, "login-node") && !var.logs_off ? 1 : 0
  role       = aws_iam_role.login_node[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/CloudWatchAgentServerPolicy"
}

# 3.16/user-cluster-1
# Lets an administrator create, update, delete and look at clusters, together with
# `3.16/user-cluster-2`.
data "aws_iam_policy_document" "user_cluster_1" {
  count = contains(var.policies, "user-cluster-1") ? 1 : 0

  # `create-cluster` and `update-cluster` compare the configuration with the account (network, images,
  # key pair, instance types, volumes, capacity reservations) and make dry runs of `ec2:RunInstances`;
  # CloudFormation then creates and changes the head node, launch templates, network interface,
  # address, security groups, volumes and placement groups with the caller's rights, and
  # `delete-cluster-instances` terminates compute nodes. Without it the validation ends with
  # `UnauthorizedOperation`, or the stack rolls back. The resource is `*`: other people's instances
  # and volumes are within reach too.
  statement {
    sid    = "EC2ReadAndWrite"
    effect = "Allow"
    actions = [
      "ec2:Describe*",
      "ec2:AllocateAddress",
      "ec2:AssociateAddress",
      "ec2:AttachNetworkInterface",
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateFleet",
      "ec2:CreateLaunchTemplate",
      "ec2:CreateLaunchTemplateVersion",
      "ec2:CreateNetworkInterface",
      "ec2:CreatePlacementGroup",
      "ec2:CreateSecurityGroup",
      "ec2:CreateSnapshot",
      "ec2:CreateTags",
      "ec2:DeleteTags",
      "ec2:CreateVolume",
      "ec2:DeleteLaunchTemplate",
      "ec2:DeleteNetworkInterface",
      "ec2:DeletePlacementGroup",
      "ec2:DeleteSecurityGroup",
      "ec2:DeleteVolume",
      "ec2:DisassociateAddress",
      "ec2:ModifyLaunchTemplate",
      "ec2:ModifyNetworkInterfaceAttribute",
      "ec2:ModifyVolume",
      "ec2:ModifyVolumeAttribute",
      "ec2:ReleaseAddress",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
      "ec2:RunInstances",
      "ec2:TerminateInstances",
      "ec2:GetSecurityGroupsForVpc"
    ]
    resources = ["*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }

  # The stack of a Slurm cluster creates two tables, `parallelcluster-CLUSTER` for the state of the
  # compute fleet and `parallelcluster-slurm-CLUSTER` for its nodes; `describe-compute-fleet` and
  # `update-compute-fleet` read and write the first. Without it the creation rolls back, the fleet is
  # shown as `UNKNOWN` and cannot be stopped or started. AWS Batch clusters have no table.
  statement {
    sid    = "DynamoDB"
    effect = "Allow"
    actions = [
      "dynamodb:DescribeTable",
      "dynamodb:ListTagsOfResource",
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:Query",
      "dynamodb:TagResource",
      "dynamodb:UntagResource"
    ]
    resources = ["arn:${local.partition}:dynamodb:${local.region}:${local.account_id}:table/parallelcluster-*"]
  }

  # The stack of a Slurm cluster creates a private hosted zone, through which the compute nodes get
  # their names, and deletes it with the cluster. Without it the substack of the compute fleet fails
  # and the creation rolls back.
  statement {
    sid    = "Route53HostedZones"
    effect = "Allow"
    actions = [
      "route53:ChangeResourceRecordSets",
      "route53:ChangeTagsForResource",
      "route53:CreateHostedZone",
      "route53:DeleteHostedZone",
      "route53:GetChange",
      "route53:GetHostedZone",
      "route53:ListResourceRecordSets",
      "route53:ListQueryLoggingConfigs"
    ]
    resources = ["*"]
  }

  # `create-cluster` and `update-cluster` create and update the stack of the cluster, and
  # CloudFormation the stacks nested in it. pcluster puts the tag `parallelcluster:cluster-name` on
  # them, which the condition asks for. Without it both commands end with AccessDenied; the statement
  # leaves out stacks without the tag, such as that of new subnets from `pcluster configure`, which
  # the policies for images allow.
  statement {
    sid    = "CloudFormationCreateAndUpdate"
    effect = "Allow"
    actions = [
      "cloudformation:CreateStack",
      "cloudformation:UpdateStack"
    ]
    resources = ["arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/*"]

    condition {
      test     = "ForAnyValue:StringEquals"
      variable = "aws:TagKeys"
      values   = ["parallelcluster:cluster-name"]
    }
  }

  # Most commands start from the stack of the cluster or of the image: its status, tags, outputs,
  # events and resources. `list-clusters` describes all stacks, and `delete-cluster` deletes one.
  # Without it they end with AccessDenied; only `version`, `configure` for an existing network, `ssh`,
  # `dcv-connect`, `describe-cluster-instances`, `list-official-images` and what reads finished images
  # and the logs of images do without. Any stack of the account matches, also for the deletion.
  statement {
    sid    = "CloudFormationReadAndDelete"
    effect = "Allow"
    actions = [
      "cloudformation:DeleteStack",
      "cloudformation:DescribeStacks",
      "cloudformation:DescribeStackEvents",
      "cloudformation:DescribeStackResources",
      "cloudformation:GetTemplate",
      "cloudformation:ListStacks"
    ]
    resources = ["arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/*"]
  }

  # The stack creates a dashboard for the cluster and alarms on the health, CPU, memory and disk of
  # the head node, with a composite alarm over them, unless `Monitoring` turns them off. Without it
  # the creation rolls back at `CloudwatchDashboard` or at one of the alarms.
  statement {
    sid    = "CloudWatch"
    effect = "Allow"
    actions = [
      "cloudwatch:PutDashboard",
      "cloudwatch:ListDashboards",
      "cloudwatch:DeleteDashboards",
      "cloudwatch:GetDashboard",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:PutCompositeAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource"
    ]
    resources = ["*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }

  # `create-cluster`, `update-cluster` and `build-image` look up the keys in `KmsKeyId` of volumes and
  # file systems. Without it such a configuration fails in the validation; others do not need it. Keys
  # of other accounts need a statement of their own.
  statement {
    sid       = "KmsKeys"
    effect    = "Allow"
    actions   = ["kms:DescribeKey"]
    resources = ["arn:${local.partition}:kms:${local.region}:${local.account_id}:key/*"]
  }

  # The validation looks up the secret in `PasswordSecretArn` of a directory service or a database,
  # but does not read it. Without it the validation ends in the warning `Cannot validate secret`, and
  # the creation goes on with a secret that may not exist.
  statement {
    sid       = "SecretsExist"
    effect    = "Allow"
    actions   = ["secretsmanager:DescribeSecret"]
    resources = ["arn:${local.partition}:secretsmanager:${local.region}:${local.account_id}:secret:*"]
  }

  # `MungeKeySecretArn` names a key by which the daemons of Slurm know each other, and the validation
  # reads it to see whether it can be one. Without it the validation ends in the warning `Cannot
  # validate secret`, and the creation goes on. Whoever has it can read the key: the statement exists
  # only where `munge-key-secret` names the secret.
  dynamic "statement" {
    for_each = var.munge_key_secret != null ? [1] : []

    content {
      sid       = "MungeKey"
      effect    = "Allow"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.munge_key_secret]
    }
  }

  # In us-isob-east-1 `PasswordSecretArn` of a directory service may name a parameter, and the
  # validation reads it to see whether it exists. Without it the validation ends in the warning
  # `Cannot validate secret`, and the creation goes on. Whoever has it can read the password: the
  # statement exists only where `directory-parameter-arn` names the parameter.
  dynamic "statement" {
    for_each = var.directory_parameter_arn != null ? [1] : []

    content {
      sid       = "DirectoryParameter"
      effect    = "Allow"
      actions   = ["ssm:GetParameter"]
      resources = [var.directory_parameter_arn]
    }
  }

  # Since 3.16.0 pcluster finds the load balancers of the login nodes by their tags. Without it
  # `describe-cluster` of a cluster with login nodes, and `update-cluster` with a change of them, end
  # with AccessDenied; clusters without login nodes do not need it.
  statement {
    sid       = "LoadBalancerByTags"
    effect    = "Allow"
    actions   = ["tag:GetResources"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "user_cluster_1" {
  count       = contains(var.policies, "user-cluster-1") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterClusterPolicy1"
  description = "ParallelClusterClusterPolicy1"
  policy      = data.aws_iam_policy_document.user_cluster_1[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_cluster_1" {
  for_each   = contains(var.policies, "user-cluster-1") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_cluster_1[0].arn
}

resource "aws_iam_user_policy_attachment" "user_cluster_1" {
  for_each   = contains(var.policies, "user-cluster-1") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_cluster_1[0].arn
}

resource "aws_iam_role_policy_attachment" "user_cluster_1" {
  for_each   = contains(var.policies, "user-cluster-1") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_cluster_1[0].arn
}

# 3.16/user-cluster-2
# Lets an administrator create, update, delete and look at clusters, together with
# `3.16/user-cluster-1`.
data "aws_iam_policy_document" "user_cluster_2" {
  count = contains(var.policies, "user-cluster-2") ? 1 : 0

  # The validation looks up the roles, instance profiles and policies that the configuration names in
  # `InstanceRole`, `InstanceProfile`, `LambdaFunctionsRole`, `AdditionalIamPolicies` and
  # `PermissionsBoundary`, and CloudFormation reads back the roles and instance profiles that it
  # creates. Without it such a configuration fails in the validation with AccessDenied, or the stack
  # rolls back.
  statement {
    sid    = "IamRead"
    effect = "Allow"
    actions = [
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:GetPolicy",
      "iam:SimulatePrincipalPolicy",
      "iam:GetInstanceProfile"
    ]
    resources = [
      "arn:${local.partition}:iam::${local.account_id}:role/*",
      "arn:${local.partition}:iam::${local.account_id}:policy/*",
      "arn:${local.partition}:iam::aws:policy/*",
      "arn:${local.partition}:iam::${local.account_id}:instance-profile/*"
    ]
  }

  # The stack wraps the roles of the head node, the queues and the login nodes, existing ones too, in
  # instance profiles below the path `/parallelcluster/`. Without it the creation rolls back at
  # `InstanceProfile`. Only a configuration that names an `InstanceProfile` everywhere does without.
  statement {
    sid    = "IamInstanceProfile"
    effect = "Allow"
    actions = [
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:AddRoleToInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:instance-profile/parallelcluster/*"]
  }

  # The stack hands roles to the Lambda functions that clean up, to the nodes and, for AWS Batch with
  # Spot capacity, to the Spot fleet; `ec2.amazonaws.com.cn` is Amazon EC2 in China. Without it the
  # creation rolls back with AccessDenied on `iam:PassRole`. A role that exists has to have a path
  # that begins with `/parallelcluster/`: others do not match.
  statement {
    sid       = "IamPassRole"
    effect    = "Allow"
    actions   = ["iam:PassRole"]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]

    condition {
      test     = "StringEqualsIfExists"
      variable = "iam:PassedToService"
      values = [
        "lambda.amazonaws.com",
        "ec2.amazonaws.com",
        "ec2.amazonaws.com.cn",
        "spotfleet.amazonaws.com"
      ]
    }
  }

  # Amazon FSx needs a service-linked role in the account, and one more for each file system that is
  # linked to a bucket; login nodes need those of Elastic Load Balancing and Amazon EC2 Auto Scaling.
  # Without it the first such cluster of an account rolls back; where the roles exist nobody notices.
  statement {
    effect = "Allow"
    actions = [
      "iam:CreateServiceLinkedRole",
      "iam:DeleteServiceLinkedRole"
    ]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "iam:AWSServiceName"
      values = [
        "fsx.amazonaws.com",
        "s3.data-source.lustre.fsx.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
        "autoscaling.amazonaws.com"
      ]
    }
  }

  # The stack creates functions such as `pcluster-CleanupResources-*` and `pcluster-CleanupRoute53-*`
  # and calls them as custom resources, to empty the cluster's part of the bucket, terminate its nodes
  # and remove its DNS records. Since 2022 CloudFormation needs the actions for tags as well. Without
  # it the creation rolls back, or `delete-cluster` ends in `DELETE_FAILED`.
  statement {
    sid    = "Lambda"
    effect = "Allow"
    actions = [
      "lambda:CreateFunction",
      "lambda:TagResource",
      "lambda:DeleteFunction",
      "lambda:GetFunctionConfiguration",
      "lambda:GetFunction",
      "lambda:InvokeFunction",
      "lambda:AddPermission",
      "lambda:RemovePermission",
      "lambda:UpdateFunctionConfiguration",
      "lambda:ListTags",
      "lambda:UntagResource"
    ]
    resources = [
      "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:parallelcluster-*",
      "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:pcluster-*"
    ]
  }

  # pcluster keeps the configurations, templates and code of all clusters and images of a region in
  # one bucket, `parallelcluster-` plus a hash of account and region, which the first command creates,
  # versions and encrypts, also one that otherwise only reads. Without it `create-cluster`,
  # `update-cluster` and, before 3.16, `update-compute-fleet` end with `Unable to initialize s3
  # bucket` and `build-image` with `Unable to access bucket associated to the cluster`;
  # `describe-cluster`, `describe-image` and `delete-image` succeed, with the address of the
  # configuration as `NOT_AVAILABLE`. A bucket of another name in `CustomS3Bucket` needs a policy of
  # its own.
  statement {
    sid     = "S3ResourcesBucket"
    effect  = "Allow"
    actions = ["s3:*"]
    resources = [
      "arn:${local.partition}:s3:::parallelcluster-*",
      "arn:${local.partition}:s3:::aws-parallelcluster-*"
    ]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }

  # The regional bucket of AWS ParallelCluster holds what belongs to a release. Of the commands only
  # the VPC wizard of `pcluster configure` hands a template from it to CloudFormation, with the
  # caller's rights; clusters and images are created from templates that pcluster writes itself, and
  # work without it.
  statement {
    sid    = "S3ParallelClusterReadOnly"
    effect = "Allow"
    actions = [
      "s3:Get*",
      "s3:List*"
    ]
    resources = ["arn:${local.partition}:s3:::${local.region}-aws-parallelcluster*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }

  # A cluster with FSx storage creates, changes and deletes its own file systems and data repository
  # associations through its stack, and the validation looks up existing ones with their volumes,
  # storage virtual machines, caches and backups. Without it an existing file system fails in the
  # validation and a new one rolls the stack back; other clusters do not need it.
  statement {
    sid       = "FSx"
    effect    = "Allow"
    actions   = ["fsx:*"]
    resources = ["arn:${local.partition}:fsx:${local.region}:${local.account_id}:*"]
  }

  # A cluster with EFS storage, also with `SharedStorageType: Efs` on the head node, creates the file
  # system and its mount targets through its stack, and the validation looks up existing ones. Without
  # it an existing file system fails in the validation and a new one rolls the stack back; other
  # clusters do not need it.
  statement {
    sid       = "EFS"
    effect    = "Allow"
    actions   = ["elasticfilesystem:*"]
    resources = ["arn:${local.partition}:elasticfilesystem:${local.region}:${local.account_id}:*"]
  }

  # The stack creates the log groups of the cluster and of its Lambda functions, with tags and
  # retention, and metric filters for the dashboard. Without it the creation rolls back, at a missing
  # tag action with `not authorized to perform CreateLogGroup with Tags`. Reading the logs needs
  # `user-logs`.
  statement {
    sid    = "CloudWatchLogs"
    effect = "Allow"
    actions = [
      "logs:DeleteLogGroup",
      "logs:PutRetentionPolicy",
      "logs:DescribeLogGroups",
      "logs:CreateLogGroup",
      "logs:TagResource",
      "logs:UntagResource",
      "logs:DescribeMetricFilters",
      "logs:PutMetricFilter",
      "logs:deleteMetricFilter",
      "logs:ListTagsForResource"
    ]
    resources = ["*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }

  # A queue with `CapacityReservationResourceGroupArn` names a group of capacity reservations; the
  # validation reads the group's configuration and its members. Without it such a configuration fails
  # in the validation; others do not need it.
  statement {
    sid    = "ResourceGroupRead"
    effect = "Allow"
    actions = [
      "resource-groups:ListGroupResources",
      "resource-groups:GetGroupConfiguration"
    ]
    resources = ["*"]
  }

  # Each pool of login nodes is an Auto Scaling group behind a network load balancer, and
  # `describe-cluster` reads the load balancer's address and the health of its targets. Without it the
  # nested stack of the login nodes rolls back, and `describe-cluster` fails for a cluster that has
  # some. The condition lets a request carry no tag but `parallelcluster:cluster-name`; a request
  # without tags passes.
  statement {
    sid    = "LoginNodesFunctionalities"
    effect = "Allow"
    actions = [
      "autoscaling:DeleteAutoScalingGroup",
      "autoscaling:DeleteLifecycleHook",
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLifecycleHooks",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:PutLifecycleHook",
      "autoscaling:UpdateAutoScalingGroup",
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateTargetGroup",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DeleteListener",
      "elasticloadbalancing:DeleteLoadBalancer",
      "elasticloadbalancing:DeleteTargetGroup",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
      "elasticloadbalancing:ModifyLoadBalancerAttributes"
    ]
    resources = ["*"]

    condition {
      test     = "ForAllValues:StringEquals"
      variable = "aws:TagKeys"
      values   = ["parallelcluster:cluster-name"]
    }
  }

  # The group and the load balancer of the login nodes carry further tags, such as the release and
  # those in `Tags`, so that the condition of `LoginNodesFunctionalities` would deny these actions.
  # Without it the nested stack of the login nodes rolls back; clusters without login nodes do not
  # need it.
  statement {
    sid    = "LoginNodesFunctionalitiesNoCondition"
    effect = "Allow"
    actions = [
      "autoscaling:CreateAutoScalingGroup",
      "autoscaling:DeleteTags",
      "autoscaling:CreateOrUpdateTags",
      "elasticloadbalancing:AddTags",
      "elasticloadbalancing:RemoveTags",
      "elasticloadbalancing:ModifyTargetGroup",
      "elasticloadbalancing:CreateLoadBalancer"
    ]
    resources = ["*"]
  }

  # Since July 2026 CloudFormation creates the listener of the login nodes with more tags than
  # `LoginNodesFunctionalities` lets through; further tags can stop the target group in the same way.
  # Without it the stack of the login nodes rolls back with `Encountered a permissions error
  # performing a tagging operation`. The later template moves both actions to a statement like this
  # one, which only asks that `parallelcluster:cluster-name` is among the tags.
  statement {
    sid    = "LoginNodesFunctionalitiesCondition2"
    effect = "Allow"
    actions = [
      "elasticloadbalancing:CreateListener",
      "elasticloadbalancing:CreateTargetGroup"
    ]
    resources = ["*"]

    condition {
      test     = "Null"
      variable = "aws:RequestTag/parallelcluster:cluster-name"
      values   = ["false"]
    }
  }

  # The validation looks up existing file caches and the storage virtual machines of volumes of FSx
  # for NetApp ONTAP, and CloudFormation reads back the data repository associations that it creates.
  # AWS's reference states no resource for these, so that the ARN in `FSx` cannot be relied on.
  # Without it such a configuration may fail with AccessDenied; others do not need it.
  statement {
    sid    = "FSxDescribe"
    effect = "Allow"
    actions = [
      "fsx:DescribeDataRepositoryAssociations",
      "fsx:DescribeFileCaches",
      "fsx:DescribeStorageVirtualMachines"
    ]
    resources = ["*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }
}

resource "aws_iam_policy" "user_cluster_2" {
  count       = contains(var.policies, "user-cluster-2") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterClusterPolicy2"
  description = "ParallelClusterClusterPolicy2"
  policy      = data.aws_iam_policy_document.user_cluster_2[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_cluster_2" {
  for_each   = contains(var.policies, "user-cluster-2") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_cluster_2[0].arn
}

resource "aws_iam_user_policy_attachment" "user_cluster_2" {
  for_each   = contains(var.policies, "user-cluster-2") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_cluster_2[0].arn
}

resource "aws_iam_role_policy_attachment" "user_cluster_2" {
  for_each   = contains(var.policies, "user-cluster-2") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_cluster_2[0].arn
}

# 3.16/user-fsx
# Adds what clusters need whose FSx for Lustre file systems import from S3 buckets or export to them.
data "aws_iam_policy_document" "user_fsx" {
  count = contains(var.policies, "user-fsx") ? 1 : 0

  # For each file system that is linked to a bucket FSx creates a service-linked role
  # `AWSServiceRoleForFSxS3Access_*` and gives it access to the bucket, all with the caller's rights.
  # Without it the stack rolls back with `Amazon FSx is unable to create Service-Linked-Role to access
  # the S3 bucket`.
  statement {
    sid    = "FSxS3PoliciesAttach"
    effect = "Allow"
    actions = [
      "iam:CreateServiceLinkedRole",
      "iam:AttachRolePolicy",
      "iam:PutRolePolicy"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/*"]
  }

  # FSx tries the buckets of `ImportPath`, `ExportPath` and `DataRepositoryAssociations` with the
  # caller's rights, and the validation of `AutoImportPolicy` reads the bucket's region. Without it
  # the stack rolls back with `Amazon FSx is unable to validate access to the S3 bucket`. With
  # `fsx-buckets` only those buckets and their objects match.
  dynamic "statement" {
    for_each = length(var.fsx_buckets) > 0 ? [1] : []

    content {
      sid    = "EnableFSxS3Access"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*",
        "s3:PutObject"
      ]
      resources = concat(
        [for value in var.fsx_buckets : value],
        [for value in var.fsx_buckets : "${value}/*"]
      )
    }
  }

  # FSx tries the buckets of `ImportPath`, `ExportPath` and `DataRepositoryAssociations` with the
  # caller's rights, and the validation of `AutoImportPolicy` reads the bucket's region. Without it
  # the stack rolls back with `Amazon FSx is unable to validate access to the S3 bucket`. While no
  # bucket is named every object that the account can reach may be read and overwritten.
  dynamic "statement" {
    for_each = length(var.fsx_buckets) == 0 ? [1] : []

    content {
      sid    = "EnableFSxS3Access"
      effect = "Allow"
      actions = [
        "s3:Get*",
        "s3:List*",
        "s3:PutObject"
      ]
      resources = ["*"]
    }
  }
}

resource "aws_iam_policy" "user_fsx" {
  count       = contains(var.policies, "user-fsx") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterFSxS3AccessPolicy"
  description = "ParallelClusterFSxS3AccessPolicy"
  policy      = data.aws_iam_policy_document.user_fsx[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_fsx" {
  for_each   = contains(var.policies, "user-fsx") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_fsx[0].arn
}

resource "aws_iam_user_policy_attachment" "user_fsx" {
  for_each   = contains(var.policies, "user-fsx") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_fsx[0].arn
}

resource "aws_iam_role_policy_attachment" "user_fsx" {
  for_each   = contains(var.policies, "user-fsx") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_fsx[0].arn
}

# 3.16/user-iam
# Lets the stacks of clusters and images create, change and delete roles below the path
# `/parallelcluster/`.
data "aws_iam_policy_document" "user_iam" {
  count = contains(var.policies, "user-iam") ? 1 : 0

  # The stack of a cluster or an image gives the roles that it creates their tags and deletes them
  # when they are no longer needed. Without it the creation rolls back, or `delete-cluster` ends in
  # `DELETE_FAILED`. `iam:CreateServiceLinkedRole` has no effect here, because such roles have the
  # path `/aws-service-role/`.
  statement {
    sid    = "IamRole"
    effect = "Allow"
    actions = [
      "iam:CreateServiceLinkedRole",
      "iam:DeleteRole",
      "iam:TagRole",
      "iam:UntagRole"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]
  }

  # Without existing roles the stack of a cluster creates one for the head node, each queue, the login
  # nodes and the Lambda functions, with their rights as inline policies, and the stack of an image
  # one for the build instance and, before 3.14, one for the function that cleans up; since 3.14
  # `build-image` creates one for this function in each account. Without it the creation rolls back
  # with AccessDenied on `iam:CreateRole`, or `build-image` is refused. With a permissions boundary
  # only roles that carry it match.
  statement {
    sid    = "IamInlinePolicyAndCreateRole"
    effect = "Allow"
    actions = [
      "iam:CreateRole",
      "iam:PutRolePolicy",
      "iam:DeleteRolePolicy"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]

    dynamic "condition" {
      for_each = var.permissions_boundary != null ? [1] : []

      content {
        test     = "StringEquals"
        variable = "iam:PermissionsBoundary"
        values   = [var.permissions_boundary]
      }
    }
  }

  # The stack attaches `CloudWatchAgentServerPolicy` and the configuration's `AdditionalIamPolicies`
  # to the roles of the nodes, the policies of AWS Batch to that scheduler's roles, and those of
  # Systems Manager and EC2 Image Builder to the role of an image build. Without it the creation rolls
  # back with AccessDenied on `iam:AttachRolePolicy`, and so it does for any policy that the condition
  # does not list.
  statement {
    sid    = "IamPolicy"
    effect = "Allow"
    actions = [
      "iam:AttachRolePolicy",
      "iam:DetachRolePolicy"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]

    condition {
      test     = "ArnLike"
      variable = "iam:PolicyARN"
      values = [
        "arn:${local.partition}:iam::${local.account_id}:policy/parallelcluster*",
        "arn:${local.partition}:iam::${local.account_id}:policy/parallelcluster/*",
        "arn:${local.partition}:iam::aws:policy/CloudWatchAgentServerPolicy",
        "arn:${local.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore",
        "arn:${local.partition}:iam::aws:policy/AWSBatchFullAccess",
        "arn:${local.partition}:iam::aws:policy/AmazonS3ReadOnlyAccess",
        "arn:${local.partition}:iam::aws:policy/service-role/AWSBatchServiceRole",
        "arn:${local.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
        "arn:${local.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        "arn:${local.partition}:iam::aws:policy/service-role/AmazonEC2SpotFleetTaggingRole",
        "arn:${local.partition}:iam::aws:policy/EC2InstanceProfileForImageBuilder",
        "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
      ]
    }

    dynamic "condition" {
      for_each = var.permissions_boundary != null ? [1] : []

      content {
        test     = "StringEquals"
        variable = "iam:PermissionsBoundary"
        values   = [var.permissions_boundary]
      }
    }
  }

  # CloudFormation's handler for roles lists the policies in a role and those attached to it when it
  # reads or deletes one: its schema says so. That a stack fails without it has not been measured.
  statement {
    sid    = "RolePolicies"
    effect = "Allow"
    actions = [
      "iam:ListRolePolicies",
      "iam:ListAttachedRolePolicies"
    ]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]
  }
}

resource "aws_iam_policy" "user_iam" {
  count       = contains(var.policies, "user-iam") ? 1 : 0
  name        = "${var.name_prefix}DefaultParallelClusterIamAdminPolicy"
  description = "DefaultParallelClusterIamAdminPolicy"
  policy      = data.aws_iam_policy_document.user_iam[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_iam" {
  for_each   = contains(var.policies, "user-iam") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_iam[0].arn
}

resource "aws_iam_user_policy_attachment" "user_iam" {
  for_each   = contains(var.policies, "user-iam") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_iam[0].arn
}

resource "aws_iam_role_policy_attachment" "user_iam" {
  for_each   = contains(var.policies, "user-iam") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_iam[0].arn
}

# 3.16/user-image
# Lets a person build, list and delete custom images, together with the two halves of the cluster
# policy.
data "aws_iam_policy_document" "user_image" {
  count = contains(var.policies, "user-image") ? 1 : 0

  # `build-image` looks up the parent image and the instance type, the commands find finished images
  # by their tags, and `delete-image` deregisters the image and deletes its snapshots. Without it they
  # end with `UnauthorizedOperation`. The resource is `*`: all images and snapshots of the account can
  # be deleted, in all regions.
  statement {
    sid    = "EC2BuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes",
      "ec2:DeregisterImage",
      "ec2:DeleteSnapshot"
    ]
    resources = ["*"]
  }

  # The stack of an image creates an instance profile `ParallelClusterImage-*` for the build instance
  # and puts the role into it, and CloudFormation reads both back. Without it the stack rolls back or
  # stops at `InstanceProfile`. The roles themselves need `user-iam`.
  statement {
    sid    = "IAMBuildImage"
    effect = "Allow"
    actions = [
      "iam:CreateInstanceProfile",
      "iam:AddRoleToInstanceProfile",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:GetInstanceProfile"
    ]
    resources = [
      "arn:${local.partition}:iam::${local.account_id}:instance-profile/parallelcluster/*",
      "arn:${local.partition}:iam::${local.account_id}:instance-profile/ParallelClusterImage*",
      "arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"
    ]
  }

  # The stack hands one role to the build instance and one to the Lambda function that cleans up;
  # `ec2.amazonaws.com.cn` is Amazon EC2 in China. Without it the stack fails with AccessDenied on
  # `iam:PassRole`. Roles that exist have to have a path that begins with `/parallelcluster/`.
  statement {
    sid       = "IAMPassRoleBuildImage"
    effect    = "Allow"
    actions   = ["iam:PassRole"]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values = [
        "lambda.amazonaws.com",
        "ec2.amazonaws.com",
        "ec2.amazonaws.com.cn"
      ]
    }
  }

  # The stack creates the log group of its Lambda function, with tags. Without it the stack fails at
  # `DeleteStackFunctionLog`.
  statement {
    sid    = "CloudWatchBuildImage"
    effect = "Allow"
    actions = [
      "logs:CreateLogGroup",
      "logs:TagResource",
      "logs:UntagResource"
    ]
    resources = ["arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/ParallelClusterImage-*"]
  }

  # `build-image` creates a stack named after the image, which builds it, and `delete-image` deletes
  # that stack if it is still there. Without it both end with AccessDenied. No condition limits it:
  # the holder may create and delete any stack of the account that their other rights let
  # CloudFormation carry out.
  statement {
    sid    = "CloudFormationBuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "cloudformation:DescribeStacks",
      "cloudformation:CreateStack",
      "cloudformation:DeleteStack",
      "cloudformation:DescribeStackResource",
      "cloudformation:DescribeStackEvents"
    ]
    resources = ["arn:${local.partition}:cloudformation:${local.region}:${local.account_id}:stack/*"]
  }

  # The stack has a function `ParallelClusterImage-*` that tags the finished image and then deletes
  # the stack with a role of its own. Without it the stack fails at `DeleteStackFunction` or its
  # permission.
  statement {
    sid    = "LambdaBuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "lambda:RemovePermission",
      "lambda:DeleteFunction",
      "lambda:CreateFunction",
      "lambda:TagResource",
      "lambda:GetFunction",
      "lambda:AddPermission",
      "lambda:GetPolicy"
    ]
    resources = ["arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:ParallelClusterImage-*"]
  }

  # CloudFormation reads back the recipe, the components and the configurations of a build, and waits
  # for the image. Without it the stack fails at the first of them.
  statement {
    sid       = "ImageBuilderGetBuildImage"
    effect    = "Allow"
    actions   = ["imagebuilder:Get*"]
    resources = ["*"]
  }

  # The stack describes the build with components, a recipe, an infrastructure and a distribution
  # configuration, and the image itself is the build; deleting the stack deletes them. Without it
  # `build-image` leaves a failed stack.
  statement {
    sid    = "ImageBuilderBuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "imagebuilder:CreateImage",
      "imagebuilder:TagResource",
      "imagebuilder:CreateImageRecipe",
      "imagebuilder:CreateComponent",
      "imagebuilder:CreateDistributionConfiguration",
      "imagebuilder:CreateInfrastructureConfiguration",
      "imagebuilder:DeleteImage",
      "imagebuilder:GetImage",
      "imagebuilder:CancelImageCreation",
      "imagebuilder:DeleteComponent",
      "imagebuilder:DeleteImageRecipe",
      "imagebuilder:DeleteInfrastructureConfiguration",
      "imagebuilder:DeleteDistributionConfiguration"
    ]
    resources = [
      "arn:${local.partition}:imagebuilder:${local.region}:${local.account_id}:image/parallelclusterimage-*",
      "arn:${local.partition}:imagebuilder:${local.region}:${local.account_id}:image-recipe/parallelclusterimage-*",
      "arn:${local.partition}:imagebuilder:${local.region}:${local.account_id}:component/parallelclusterimage-*",
      "arn:${local.partition}:imagebuilder:${local.region}:${local.account_id}:distribution-configuration/parallelclusterimage-*",
      "arn:${local.partition}:imagebuilder:${local.region}:${local.account_id}:infrastructure-configuration/parallelclusterimage-*"
    ]
  }

  # EC2 Image Builder reports the end of a build to a topic of the stack, which calls the Lambda
  # function that cleans up. Without it the stack fails at `BuildNotificationTopic` or its
  # subscription.
  statement {
    sid    = "SNSBuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "sns:GetTopicAttributes",
      "sns:TagResource",
      "sns:CreateTopic",
      "sns:Subscribe",
      "sns:Publish",
      "SNS:DeleteTopic",
      "SNS:Unsubscribe",
      "sns:GetSubscriptionAttributes"
    ]
    resources = ["arn:${local.partition}:sns:${local.region}:${local.account_id}:ParallelClusterImage-*"]
  }

  # EC2 Image Builder needs its service-linked role, which the first build in an account creates.
  # Without it that first `build-image` fails; where the role exists nobody notices.
  statement {
    sid       = "IAMSLRBuildImage"
    effect    = "Allow"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/aws-service-role/imagebuilder.amazonaws.com/AWSServiceRoleForImageBuilder"]

    condition {
      test     = "StringLike"
      variable = "iam:AWSServiceName"
      values   = ["imagebuilder.amazonaws.com"]
    }
  }

  # `delete-image` deletes a stack that a failed build has left, and with it takes the role out of the
  # instance profile. Without it the deletion of the stack ends in `DELETE_FAILED`. Deleting the
  # profile itself needs `iam:DeleteInstanceProfile`, which `user-cluster-2` has.
  statement {
    sid       = "IAMDeleteImage"
    effect    = "Allow"
    actions   = ["iam:RemoveRoleFromInstanceProfile"]
    resources = ["arn:${local.partition}:iam::${local.account_id}:instance-profile/parallelcluster/*"]
  }

  # `build-image` puts the configuration, the template and the code of a build into the bucket of
  # pcluster, and `delete-image` removes them; the first command of a region creates that bucket.
  # Without it `build-image` cannot upload its files.
  statement {
    sid    = "S3BucketBuildAndDeleteImage"
    effect = "Allow"
    actions = [
      "s3:PutObject",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:CreateBucket",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutBucketPolicy"
    ]
    resources = [
      "arn:${local.partition}:s3:::parallelcluster-*/*",
      "arn:${local.partition}:s3:::parallelcluster-*"
    ]
  }

  # `delete-image` deletes the log group of the build, and the deletion of the stack that of its
  # Lambda function. Without the first the group stays and pcluster prints `Unable to delete log
  # group`; without the second the stack ends in `DELETE_FAILED`.
  statement {
    sid     = "CloudWatchDeleteImage"
    effect  = "Allow"
    actions = ["logs:DeleteLogGroup"]
    resources = [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/imagebuilder/ParallelClusterImage-*",
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/ParallelClusterImage-*"
    ]
  }

  # `list-images` with the status `PENDING` or `FAILED` describes the stacks without naming one, to
  # find the builds that are under way or have failed, so that no single stack can be the resource.
  # Images with the status `AVAILABLE` are found without it.
  statement {
    sid    = "CloudFormationListImages"
    effect = "Allow"
    actions = [
      "cloudformation:DescribeStacks",
      "cloudformation:ListStacks"
    ]
    resources = ["*"]
  }

  # Since 3.14 one role of the account deletes the stacks of finished builds. `build-image` attaches
  # `AWSLambdaVPCAccessExecutionRole` to it with each configuration that has
  # `LambdaFunctionsVpcConfig`, and `AWSLambdaBasicExecutionRole` while the role is not ready. Without
  # it a build in a VPC ends with HTTP 400 for people whose other rights ask for a permissions
  # boundary; making the role needs `user-iam`.
  statement {
    sid       = "ImageCleanupRole"
    effect    = "Allow"
    actions   = ["iam:AttachRolePolicy"]
    resources = ["arn:${local.partition}:iam::${local.account_id}:role/parallelcluster/PClusterBuildImageCleanupRole-*"]

    condition {
      test     = "ArnEquals"
      variable = "iam:PolicyARN"
      values = [
        "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
      ]
    }
  }
}

resource "aws_iam_policy" "user_image" {
  count       = contains(var.policies, "user-image") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterImageManagedPolicy"
  description = "ParallelClusterImageManagedPolicy"
  policy      = data.aws_iam_policy_document.user_image[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_image" {
  for_each   = contains(var.policies, "user-image") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_image[0].arn
}

resource "aws_iam_user_policy_attachment" "user_image" {
  for_each   = contains(var.policies, "user-image") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_image[0].arn
}

resource "aws_iam_role_policy_attachment" "user_image" {
  for_each   = contains(var.policies, "user-image") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_image[0].arn
}

# 3.16/user-logs
# Lets a person list, read and export the logs of clusters and of image builds.
data "aws_iam_policy_document" "user_logs" {
  count = contains(var.policies, "user-logs") ? 1 : 0

  # `list-cluster-log-streams`, `get-cluster-log-events`, `export-cluster-logs` and the same commands
  # for images find the log group and its streams, read events, or start an export to a bucket and
  # wait for it. Without it they end with AccessDenied; clusters and images are not affected.
  statement {
    effect = "Allow"
    actions = [
      "logs:DescribeLogGroups",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:CreateExportTask",
      "logs:DescribeLogStreams",
      "logs:DescribeExportTasks"
    ]
    resources = ["*"]

    dynamic "condition" {
      for_each = local.region != "*" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = [local.region]
      }
    }
  }
}

resource "aws_iam_policy" "user_logs" {
  count       = contains(var.policies, "user-logs") ? 1 : 0
  name        = "${var.name_prefix}ParallelClusterLogRetrievalPolicy"
  description = "ParallelClusterLogRetrievalPolicy"
  policy      = data.aws_iam_policy_document.user_logs[0].json
  tags        = var.tags
}

resource "aws_iam_group_policy_attachment" "user_logs" {
  for_each   = contains(var.policies, "user-logs") ? var.groups : toset([])
  group      = each.value
  policy_arn = aws_iam_policy.user_logs[0].arn
}

resource "aws_iam_user_policy_attachment" "user_logs" {
  for_each   = contains(var.policies, "user-logs") ? var.users : toset([])
  user       = each.value
  policy_arn = aws_iam_policy.user_logs[0].arn
}

resource "aws_iam_role_policy_attachment" "user_logs" {
  for_each   = contains(var.policies, "user-logs") ? var.roles : toset([])
  role       = each.value
  policy_arn = aws_iam_policy.user_logs[0].arn
}
