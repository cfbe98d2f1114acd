//! The rules of whole ARNs that name a region and an account.

use super::Form::{Line, Maybe, Run, Text};
use super::{
    ACCOUNT, ARN, BATCH_NAME, EC2_ID, ENDLESS, Form, LONG_PATHS, NAME_PATTERN, PATH_PATTERN, Rule, Set,
    numbered, with_path,
};

/// The region and the account of an ARN.
const PLACE: Form = Line(&[Run("a-z0-9-", 1, ENDLESS), Text(":"), ACCOUNT]);

/// The characters of a name.
const PLAIN: Set = "a-zA-Z0-9_.-";

/// The characters of a name that may also contain `/` and the others of names of secrets.
const WITH_SLASHES: Set = "a-zA-Z0-9/_+=.@-";

/// The most digits of a job definition's revision, which is an integer of 32 bits.
const REVISION: usize = 10;

/// The most characters of a parameter's ARN: <https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html>.
const SSM_PARAMETER: usize = 1011;

pub const CAPACITY_RESERVATION_ARN: Rule = Rule {
    name: "capacity-reservation-arn",
    allowed: "the ARN of a capacity reservation, such as \
              `arn:aws:ec2:eu-west-1:123456789012:capacity-reservation/cr-0123456789abcdef0`",
    form: Line(&[ARN, Text(":ec2:"), PLACE, Text(":capacity-reservation/cr-"), EC2_ID]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:ec2:{region}:000000000000:capacity-reservation/cr-00000000",
    longest: |at, n| at.arn("ec2", "capacity-reservation/", &numbered("cr-", 20, n)),
};

pub const CODEBUILD_PROJECT_ARN: Rule = Rule {
    name: "codebuild-project-arn",
    allowed: "the ARN of a CodeBuild project, such as \
              `arn:aws:codebuild:eu-west-1:123456789012:project/name`",
    form: Line(&[ARN, Text(":codebuild:"), PLACE, Text(":project/"), Run(PLAIN, 1, 255)]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:codebuild:{region}:000000000000:project/a",
    longest: |at, n| at.arn("codebuild", "project/", &numbered("a", 255, n)),
};

pub const ECR_REPOSITORY_ARN: Rule = Rule {
    name: "ecr-repository-arn",
    allowed: "the ARN of an ECR repository, such as \
              `arn:aws:ecr:eu-west-1:123456789012:repository/name`",
    form: Line(&[ARN, Text(":ecr:"), PLACE, Text(":repository/"), Run(WITH_SLASHES, 1, 256)]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:ecr:{region}:000000000000:repository/a",
    longest: |at, n| at.arn("ecr", "repository/", &numbered("a", 256, n)),
};

pub const JOB_DEFINITION_ARN: Rule = Rule {
    name: "job-definition-arn",
    allowed: "the ARN of a Batch job definition, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-definition/name:1`",
    form: Line(&[
        ARN,
        Text(":batch:"),
        PLACE,
        Text(":job-definition/"),
        BATCH_NAME,
        Maybe(&[Text(":"), Run("0-9", 1, REVISION)]),
    ]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:batch:{region}:000000000000:job-definition/a",
    longest: |at, n| {
        at.arn(
            "batch",
            "job-definition/",
            &format!("{}:{}", numbered("a", 128, n), numbered("1", REVISION, n)),
        )
    },
};

pub const JOB_QUEUE_ARN: Rule = Rule {
    name: "job-queue-arn",
    allowed: "the ARN of a Batch job queue, such as \
              `arn:aws:batch:eu-west-1:123456789012:job-queue/name`",
    form: Line(&[ARN, Text(":batch:"), PLACE, Text(":job-queue/"), BATCH_NAME]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:batch:{region}:000000000000:job-queue/a",
    longest: |at, n| at.arn("batch", "job-queue/", &numbered("a", 128, n)),
};

pub const RESOURCE_GROUP_ARN: Rule = Rule {
    name: "resource-group-arn",
    allowed: "the ARN of a resource group, such as \
              `arn:aws:resource-groups:eu-west-1:123456789012:group/name`",
    form: Line(&[ARN, Text(":resource-groups:"), PLACE, Text(":group/"), Run(WITH_SLASHES, 1, 300)]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:resource-groups:{region}:000000000000:group/a",
    longest: |at, n| at.arn("resource-groups", "group/", &numbered("a", 300, n)),
};

pub const ROLE_ARN_PATTERN: Rule = Rule {
    name: "role-arn-pattern",
    allowed: "the ARN of a role, such as `arn:aws:iam::123456789012:role/name`, \
              whose path and name may contain the wildcards `*` and `?`",
    form: Line(&[ARN, Text(":iam::"), ACCOUNT, Text(":role/"), PATH_PATTERN, Run(NAME_PATTERN, 1, 64)]),
    except: LONG_PATHS,
    is_arn: true,
    shortest: "arn:{partition}:iam::000000000000:role/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:role/{}", at.partition, with_path(64, n)),
};

pub const SECRET_ARN: Rule = Rule {
    name: "secret-arn",
    allowed: "the ARN of a secret, such as \
              `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1B2c3`",
    form: Line(&[ARN, Text(":secretsmanager:"), PLACE, Text(":secret:"), Run(WITH_SLASHES, 1, 519)]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:secretsmanager:{region}:000000000000:secret:a",
    longest: |at, n| at.arn("secretsmanager", "secret:", &numbered("a", 519, n)),
};

pub const SSM_PARAMETER_ARN: Rule = Rule {
    name: "ssm-parameter-arn",
    allowed: "the ARN of a parameter of AWS Systems Manager, such as \
              `arn:aws:ssm:eu-west-1:123456789012:parameter/name`",
    form: Line(&[ARN, Text(":ssm:"), PLACE, Text(":parameter/"), Run(WITH_SLASHES, 1, SSM_PARAMETER)]),
    except: &[Run(" -~", SSM_PARAMETER + 1, ENDLESS)],
    is_arn: true,
    shortest: "arn:{partition}:ssm:{region}:000000000000:parameter/a",
    longest: |at, n| numbered(&at.arn("ssm", "parameter/", ""), SSM_PARAMETER, n),
};

pub const STACK_ARN: Rule = Rule {
    name: "stack-arn",
    allowed: "the id of a CloudFormation stack, such as \
              `arn:aws:cloudformation:eu-west-1:123456789012:stack/name/01234567-89ab-cdef-0123-456789abcdef`",
    form: Line(&[
        ARN,
        Text(":cloudformation:"),
        PLACE,
        Text(":stack/"),
        Run(PLAIN, 1, 128),
        Text("/"),
        Run(PLAIN, 1, 36),
    ]),
    except: &[],
    is_arn: true,
    shortest: "arn:{partition}:cloudformation:{region}:000000000000:stack/a/a",
    longest: |at, n| {
        at.arn("cloudformation", "stack/", &format!("{}/{}", numbered("a", 128, n), numbered("", 36, n)))
    },
};
