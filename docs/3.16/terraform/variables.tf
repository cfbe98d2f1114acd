variable "policies" {
  type        = set(string)
  description = "The policies to create, by their names in this module."
  nullable    = false

  validation {
    condition     = alltrue([for value in var.policies : contains(["compute-node", "headnode-slurm", "image-cleanup-lambda-role", "image-instance-role", "lambda-cleanup-resources", "lambda-cleanup-route53", "login-node", "user-cluster-1", "user-cluster-2", "user-fsx", "user-iam", "user-image", "user-logs"], value)])
    error_message = "Each must be one of compute-node, headnode-slurm, image-cleanup-lambda-role, image-instance-role, lambda-cleanup-resources, lambda-cleanup-route53, login-node, user-cluster-1, user-cluster-2, user-fsx, user-iam, user-image, user-logs."
  }
}

variable "name_prefix" {
  type        = string
  description = "Text before the names of the policies, roles and instance profiles. Names are unique in an account: give each cluster with roles of its own another prefix."
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9+=,.@_][A-Za-z0-9+=,.@_-]{0,26})?$", var.name_prefix))
    error_message = "Expected up to 27 letters, digits and +=,.@_-, the first of them not a hyphen."
  }
}

variable "role_permissions_boundary" {
  type        = string
  description = "The ARN of the managed policy that limits the roles of this module."
  default     = null

  validation {
    condition     = var.role_permissions_boundary == null ? true : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", var.role_permissions_boundary))
    error_message = "Expected the ARN of a managed policy."
  }
}

variable "groups" {
  type        = set(string)
  description = "The existing groups that get the policies of people, by their names."
  default     = []
  nullable    = false
}

variable "users" {
  type        = set(string)
  description = "The existing users that get the policies of people, by their names."
  default     = []
  nullable    = false
}

variable "roles" {
  type        = set(string)
  description = "The existing roles that get the policies of people, by their names."
  default     = []
  nullable    = false
}

variable "tags" {
  type        = map(string)
  description = "The tags of the policies, roles and instance profiles."
  default     = {}
  nullable    = false
}

variable "region" {
  type        = string
  description = "The region in which the clusters run. The region of the provider if it is not given, and \"*\" for all regions."
  default     = null

  validation {
    condition     = var.region == null ? true : var.region == "*" || can(regex("^(?:(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso|us-isob|eu-isoe|us-isof|eusc-de)-[a-z0-9]+-[0-9]+)$", var.region))
    error_message = "Expected the name of a region, such as eu-west-1."
  }
}

variable "permissions_boundary" {
  type        = string
  description = "The ARN of the managed policy that limits all roles which clusters and images create. For example \"arn:aws:iam::123456789012:policy/my-boundary\"."
  default     = null

  validation {
    condition     = var.permissions_boundary == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:iam::(?:[0-9]{12}|aws):policy/(?:[a-zA-Z0-9+=,.@_\\-]+/)*[a-zA-Z0-9+=,.@_\\-]{1,128})$", var.permissions_boundary)) && !can(regex("^(?:[a-zA-Z0-9+=,.@_*?/\\-]{511,}/[!-\\~]*)$", var.permissions_boundary)) && !can(regex("^(?:arn:[a-z0-9:\\-]*/[!-\\~]{511,}/[!-\\~]*)$", var.permissions_boundary))
    error_message = "Expected the ARN of a managed policy, such as `arn:aws:iam::123456789012:policy/name`."
  }
}

variable "cluster_name" {
  type        = string
  description = "The name of the cluster, as given to `pcluster create-cluster`, in version 2 `pcluster create`. For example \"demo\"."
  default     = null

  validation {
    condition     = var.cluster_name == null ? true : can(regex("^(?:[a-zA-Z][a-zA-Z0-9\\-]{0,59})$", var.cluster_name))
    error_message = "Expected a cluster name of 1 to 60 letters, digits and `-`, a letter first."
  }
}

variable "fsx_buckets" {
  type        = list(string)
  description = "The S3 buckets that FSx for Lustre file systems import from and export to. For example [\"arn:aws:s3:::my-bucket\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.fsx_buckets : can(regex("^(?:arn:aws[a-z\\-]*:s3:::[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9])$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected the ARN of an S3 bucket, such as `arn:aws:s3:::my-bucket`."
  }
}

variable "cluster_bucket" {
  type        = string
  description = "The S3 bucket in which pcluster 3 keeps the files of its clusters, or a pattern for it. For example \"parallelcluster-0123456789abcdef-v1-do-not-delete\"."
  default     = "parallelcluster-*-v1-do-not-delete"
  nullable    = false

  validation {
    condition     = can(regex("^(?:[a-z0-9.*?\\-]{1,63})$", var.cluster_bucket)) && !can(regex("^(?:[a-z0-9.*?\\-]*\\.\\.[a-z0-9.*?\\-]*)$", var.cluster_bucket))
    error_message = "Expected an S3 bucket name of up to 63 lower-case letters, digits, `.` and `-` or the wildcards `*` and `?`."
  }
}

variable "artifact_directory" {
  type        = string
  description = "The cluster's directory in the bucket, without slashes at its ends. For example \"parallelcluster/3.16.1/clusters/demo-0abc1def2ghi3jkl\"."
  default     = null

  validation {
    condition     = var.artifact_directory == null ? true : can(regex("^(?:(?:[ !#%-)+-.0-;=@-\\[\\]-z|\\~]|[ !#%-)+-.0-;=@-\\[\\]-z|\\~][ !#%-)+-;=@-\\[\\]-z|\\~]{0,1000}[ !#%-)+-;=@-\\[\\]-z|\\~]{0,22}[ !#%-)+-.0-;=@-\\[\\]-z|\\~]))$", var.artifact_directory))
    error_message = "Expected the key of an S3 object: up to 1024 ASCII characters, without a slash at its ends, except those with a meaning in a policy: `\"\\*?$<>{}`."
  }
}

variable "stack_id" {
  type        = string
  description = "The ARN of the stack that a node belongs to: the cluster's for the head node, the nested one with the queues or the login nodes for the others. For example \"arn:aws:cloudformation:eu-west-1:123456789012:stack/demo/01234567-89ab-cdef-0123-456789abcdef\"."
  default     = null

  validation {
    condition     = var.stack_id == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:cloudformation:[a-z0-9\\-]+:[0-9]{12}:stack/[a-zA-Z0-9_.\\-]{1,128}/[a-zA-Z0-9_.\\-]{1,36})$", var.stack_id))
    error_message = "Expected the id of a CloudFormation stack, such as `arn:aws:cloudformation:eu-west-1:123456789012:stack/name/01234567-89ab-cdef-0123-456789abcdef`."
  }
}

variable "compute_subnets" {
  type        = list(string)
  description = "The subnets in which compute nodes are launched. For example [\"subnet-0123456789abcdef0\"]."
  default     = ["*"]
  nullable    = false

  validation {
    condition     = alltrue([for value in var.compute_subnets : can(regex("^(?:(?:\\*|subnet-[0-9a-f*?]{1,17}))$", value)) && !can(regex("^(?:subnet-(?:[0-9a-f]{1,7}|[0-9a-f]{9,16}))$", value))])
    error_message = "Expected the id of a subnet: `subnet-` and 8 or 17 digits or letters a to f, or a pattern of it with the wildcards `*` and `?`."
  }
}

variable "compute_images" {
  type        = list(string)
  description = "The images from which compute nodes are launched. For example [\"ami-0123456789abcdef0\"]."
  default     = ["*"]
  nullable    = false

  validation {
    condition     = alltrue([for value in var.compute_images : can(regex("^(?:(?:\\*|ami-[0-9a-f*?]{1,17}))$", value)) && !can(regex("^(?:ami-(?:[0-9a-f]{1,7}|[0-9a-f]{9,16}))$", value))])
    error_message = "Expected the id of an Amazon machine image: `ami-` and 8 or 17 digits or letters a to f, or a pattern of it with the wildcards `*` and `?`."
  }
}

variable "ssh_key_pair" {
  type        = string
  description = "The key pair with which people connect to the nodes, which launches of compute nodes name. For example \"my-key\"."
  default     = "*"
  nullable    = false

  validation {
    condition     = can(regex("^(?:(?:[!#%-;=?-\\[\\]-z|\\~]|[!#%-;=?-\\[\\]-z|\\~][ !#%-;=?-\\[\\]-z|\\~]{0,253}[!#%-;=?-\\[\\]-z|\\~]))$", var.ssh_key_pair))
    error_message = "Expected the name of an EC2 key pair: up to 255 ASCII characters, except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`."
  }
}

variable "queue_names" {
  type        = list(string)
  description = "The names of the cluster's queues. For example [\"queue1\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.queue_names : can(regex("^(?:[a-z][a-z0-9\\-]{0,24})$", value))])
    error_message = "Expected the name of a queue of 1 to 25 lower-case letters, digits and `-`, a letter first."
  }
}

variable "queue_roles" {
  type        = list(string)
  description = "The roles that the head node passes to compute nodes, if queues have roles of their own. For example [\"arn:aws:iam::123456789012:role/parallelcluster/my-queue-role\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.queue_roles : can(regex("^(?:arn:aws[a-z\\-]*:iam::[0-9]{12}:role/(?:[a-zA-Z0-9+=,.@_*?\\-]+/)*[a-zA-Z0-9+=,.@_*?\\-]{1,64})$", value)) && !can(regex("^(?:[a-zA-Z0-9+=,.@_*?/\\-]{511,}/[!-\\~]*)$", value)) && !can(regex("^(?:arn:[a-z0-9:\\-]*/[!-\\~]{511,}/[!-\\~]*)$", value))])
    error_message = "Expected the ARN of a role, such as `arn:aws:iam::123456789012:role/name`, whose path and name may contain the wildcards `*` and `?`."
  }
}

variable "role_path" {
  type        = string
  description = "The path of the roles that clusters create, before the part with the cluster's name, without slashes at its ends. For example \"parallelcluster/blue\"."
  default     = "parallelcluster"
  nullable    = false

  validation {
    condition     = can(regex("^(?:(?:[a-zA-Z0-9+=,.@_\\-]+/)*[a-zA-Z0-9+=,.@_\\-]{1,510})$", var.role_path)) && !can(regex("^(?:[ -\\~]{511,})$", var.role_path))
    error_message = "Expected an IAM path such as `division/team`, without a slash at its ends, of up to 510 letters, digits and `+=,.@_-`."
  }
}

variable "hosted_zone" {
  type        = string
  description = "The private hosted zone in which the cluster enters its nodes. For example \"Z0123456789ABCDEFGHIJ\"."
  default     = "*"
  nullable    = false

  validation {
    condition     = can(regex("^(?:[A-Z0-9*?]{1,32})$", var.hosted_zone))
    error_message = "Expected the id of a hosted zone of up to 32 upper-case letters and digits, or the wildcards `*` and `?`."
  }
}

variable "login_pools" {
  type        = list(string)
  description = "The pools of login nodes that the role serves. For example [\"pool1\"]."
  default     = ["*"]
  nullable    = false

  validation {
    condition     = alltrue([for value in var.login_pools : can(regex("^(?:[a-z0-9*?\\-]{1,25})$", value))])
    error_message = "Expected the name of a pool of login nodes of up to 25 lower-case letters, digits and `-`, or the wildcards `*` and `?`."
  }
}

variable "login_nodes" {
  type        = bool
  description = "The cluster has login nodes."
  default     = false
  nullable    = false
}

variable "logs_off" {
  type        = bool
  description = "The cluster writes no logs to Amazon CloudWatch."
  default     = false
  nullable    = false
}

variable "managed_dns_off" {
  type        = bool
  description = "The cluster does without entries in Amazon Route 53."
  default     = false
  nullable    = false
}

variable "munge_key_secret" {
  type        = string
  description = "The secret with the munge key, by which the daemons of Slurm authenticate each other. For example \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-munge-key-a1B2c3\"."
  default     = null

  validation {
    condition     = var.munge_key_secret == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:secretsmanager:[a-z0-9\\-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@\\-]{1,519})$", var.munge_key_secret))
    error_message = "Expected the ARN of a secret, such as `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`."
  }
}

variable "directory_secret_arn" {
  type        = string
  description = "The secret with the password for the directory. For example \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-directory-password-a1B2c3\"."
  default     = null

  validation {
    condition     = var.directory_secret_arn == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:secretsmanager:[a-z0-9\\-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@\\-]{1,519})$", var.directory_secret_arn))
    error_message = "Expected the ARN of a secret, such as `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`."
  }
}

variable "directory_parameter_arn" {
  type        = string
  description = "The parameter of AWS Systems Manager with the password for the directory. For example \"arn:aws:ssm:eu-west-1:123456789012:parameter/my-directory-password\"."
  default     = null

  validation {
    condition     = var.directory_parameter_arn == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:ssm:[a-z0-9\\-]+:[0-9]{12}:parameter/[a-zA-Z0-9/_+=.@\\-]{1,1000}[a-zA-Z0-9/_+=.@\\-]{0,11})$", var.directory_parameter_arn)) && !can(regex("^(?:[ -\\~]{1000}[ -\\~]{12,})$", var.directory_parameter_arn))
    error_message = "Expected the ARN of a parameter of AWS Systems Manager, such as `arn:aws:ssm:eu-west-1:123456789012:parameter/name`."
  }
}

variable "database_secret" {
  type        = string
  description = "The secret with the password of the accounting database. For example \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:my-database-password-a1B2c3\"."
  default     = null

  validation {
    condition     = var.database_secret == null ? true : can(regex("^(?:arn:aws[a-z\\-]*:secretsmanager:[a-z0-9\\-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@\\-]{1,519})$", var.database_secret))
    error_message = "Expected the ARN of a secret, such as `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`."
  }
}

variable "efs_file_systems" {
  type        = list(string)
  description = "The file systems of Amazon EFS that are mounted with the permissions of the node's role. For example [\"fs-0123456789abcdef0\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.efs_file_systems : can(regex("^(?:fs-(?:[0-9a-f]{17}|[0-9a-f]{8}))$", value))])
    error_message = "Expected the id of a file system: `fs-` and 8 or 17 digits or letters a to f."
  }
}

variable "capacity_reservations" {
  type        = list(string)
  description = "The capacity reservations into which queues launch their nodes. For example [\"arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.capacity_reservations : can(regex("^(?:arn:aws[a-z\\-]*:ec2:[a-z0-9\\-]+:[0-9]{12}:capacity-reservation/cr-(?:[0-9a-f]{17}|[0-9a-f]{8}))$", value))])
    error_message = "Expected the ARN of a capacity reservation, such as `arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0`."
  }
}

variable "capacity_reservation_groups" {
  type        = list(string)
  description = "The resource groups of capacity reservations into which queues launch their nodes. For example [\"arn:aws:resource-groups:eu-west-1:123456789012:group/my-reservations\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.capacity_reservation_groups : can(regex("^(?:arn:aws[a-z\\-]*:resource-groups:[a-z0-9\\-]+:[0-9]{12}:group/[a-zA-Z0-9/_+=.@\\-]{1,300})$", value))])
    error_message = "Expected the ARN of a resource group, such as `arn:aws:resource-groups:eu-west-1:123456789012:group/name`."
  }
}

variable "s3_read_buckets" {
  type        = list(string)
  description = "The buckets from which nodes read, all of their contents. For example [\"my-input\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.s3_read_buckets : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9])$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, with a letter or digit at both ends, no `..`, no IP address and none of the prefixes and suffixes that S3 reserves."
  }
}

variable "s3_read_objects" {
  type        = list(string)
  description = "The objects that nodes read, each as bucket, `/` and key; the key may be a pattern. For example [\"my-reference/read_only/*\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.s3_read_objects : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9]/[ !#%-;=?-\\[\\]-z|\\~]{1,1000}[ !#%-;=?-\\[\\]-z|\\~]{0,24})$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected the name of an S3 bucket, `/` and the key of an object: up to 1024 ASCII characters, except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`."
  }
}

variable "s3_write_buckets" {
  type        = list(string)
  description = "The buckets with which nodes may do anything. For example [\"my-output\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.s3_write_buckets : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9])$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, with a letter or digit at both ends, no `..`, no IP address and none of the prefixes and suffixes that S3 reserves."
  }
}

variable "s3_write_objects" {
  type        = list(string)
  description = "The objects with which nodes may do anything, each as bucket, `/` and key; the key may be a pattern. For example [\"my-results/read_and_write/*\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.s3_write_objects : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9]/[ !#%-;=?-\\[\\]-z|\\~]{1,1000}[ !#%-;=?-\\[\\]-z|\\~]{0,24})$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected the name of an S3 bucket, `/` and the key of an object: up to 1024 ASCII characters, except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`."
  }
}

variable "cookbook_bucket" {
  type        = string
  description = "The bucket with the cookbook of your own. For example \"my-cookbooks\"."
  default     = null

  validation {
    condition     = var.cookbook_bucket == null ? true : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9])$", var.cookbook_bucket)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", var.cookbook_bucket))
    error_message = "Expected an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, with a letter or digit at both ends, no `..`, no IP address and none of the prefixes and suffixes that S3 reserves."
  }
}

variable "cookbook_key" {
  type        = string
  description = "The key of the cookbook of your own in its bucket. For example \"cookbooks/aws-parallelcluster-cookbook.tgz\"."
  default     = null

  validation {
    condition     = var.cookbook_key == null ? true : can(regex("^(?:(?:[ !#%-)+-.0-;=@-\\[\\]-z|\\~]|[ !#%-)+-.0-;=@-\\[\\]-z|\\~][ !#%-)+-;=@-\\[\\]-z|\\~]{0,1000}[ !#%-)+-;=@-\\[\\]-z|\\~]{0,22}[ !#%-)+-.0-;=@-\\[\\]-z|\\~]))$", var.cookbook_key))
    error_message = "Expected the key of an S3 object: up to 1024 ASCII characters, without a slash at its ends, except those with a meaning in a policy: `\"\\*?$<>{}`."
  }
}

variable "script_objects" {
  type        = list(string)
  description = "The scripts that a build of an image fetches, each as bucket, `/` and key. For example [\"my-scripts/install.sh\"]."
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for value in var.script_objects : can(regex("^(?:[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9]/[ !#%-;=?-\\[\\]-z|\\~]{1,1000}[ !#%-;=?-\\[\\]-z|\\~]{0,24})$", value)) && !can(regex("^(?:(?:arn:aws[a-z\\-]*:s3:::)?(?:[a-z0-9.\\-]*\\.\\.[a-z0-9.\\-]*|(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])\\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])|(?:xn--|sthree-|amzn-s3-demo-)[a-z0-9.\\-]*|[a-z0-9.\\-]*(?:-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3))(?:/[ -\\~]*)?)$", value))])
    error_message = "Expected the name of an S3 bucket, `/` and the key of an object: up to 1024 ASCII characters, except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`."
  }
}

variable "configuration_deployment_settings_lambda_functions_vpc_config" {
  type        = bool
  description = "True if the cluster's configuration has `DeploymentSettings/LambdaFunctionsVpcConfig`."
  default     = false
  nullable    = false
}
