//! The rules of the values that a parameter can take.
//!
//! The compiler of the catalog includes this file too, so that defaults and examples in the catalog
//! follow the same rules as the values that a caller gives.

mod arns;
mod form;
mod parts;

use Form::{Any, Line, Many, Maybe, Run, Text};
pub use arns::*;
pub use form::{ENDLESS, Form, Set};
pub use parts::*;

/// A type of parameter whose values are strings of a certain form.
#[derive(Debug)]
pub struct Rule {
    /// The type's name in `catalog/parameters.toml`; the Rust type is the same in upper camel case.
    pub name: &'static str,
    /// The form of a value: a phrase that follows "expected".
    pub allowed: &'static str,
    /// The form of the values.
    pub form: Form,
    /// Forms of strings that are no values all the same.
    pub except: &'static [Form],
    /// True if the values are whole ARNs, which contain a partition.
    pub is_arn: bool,
    /// A value of the fewest characters; `{partition}` and `{region}` stand for those of an ARN.
    pub shortest: &'static str,
    /// A value of the most characters, and for another number another value.
    pub longest: fn(Place<'_>, usize) -> String,
}

/// The partition and the region of a whole ARN. A rule accepts regions that do not exist yet, so that an
/// ARN is of the fewest or the most characters in a place.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    pub partition: &'p str,
    pub region: &'p str,
}

impl Place<'_> {
    fn arn(self, service: &str, kind: &str, id: &str) -> String {
        format!("arn:{}:{service}:{}:000000000000:{kind}{id}", self.partition, self.region)
    }
}

impl Rule {
    /// True for a value that follows the rule.
    pub fn accepts(&self, text: &str) -> bool {
        self.form.accepts(text) && !self.except.iter().any(|form| form.accepts(text))
    }

    /// A value of the fewest characters in a place.
    pub fn shortest_at(&self, place: Place<'_>) -> String {
        self.shortest.replace("{partition}", place.partition).replace("{region}", place.region)
    }

    /// True if a value can have a blank before its last character.
    pub fn allows_blanks(&self) -> bool {
        let mut value = (self.longest)(Place { partition: "aws", region: "us-east-1" }, 0);
        let last = value.pop().unwrap_or_default();
        value.pop();
        self.accepts(&format!("{value} {last}"))
    }

    /// The rule of a type.
    pub fn named(type_name: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.name == type_name)
    }
}

/// All rules, for lookups by name in the compiler of the catalog.
pub const RULES: &[&Rule] = &[
    &ACCOUNT_ID,
    &BUCKET_ARN,
    &BUCKET_NAME,
    &BUCKET_NAME_PATTERN,
    &CAPACITY_RESERVATION_ARN,
    &CLUSTER_NAME,
    &CODEBUILD_PROJECT_ARN,
    &COMPONENT_NUMBER,
    &COMPUTE_ENVIRONMENT_NAME,
    &ECR_REPOSITORY_ARN,
    &ECS_CLUSTER_NAME,
    &FILE_SYSTEM_ID,
    &FLAG,
    &HOSTED_ZONE_ID_PATTERN,
    &IAM_PATH,
    &IMAGE_ID,
    &IMAGE_ID_PATTERN,
    &IMAGE_NAME_PATTERN,
    &JOB_DEFINITION_ARN,
    &JOB_DEFINITION_NAME,
    &JOB_QUEUE_ARN,
    &JOB_QUEUE_NAME,
    &KEY_PAIR_NAME,
    &KEY_PAIR_NAME_PATTERN,
    &OBJECT_KEY,
    &OBJECT_PATTERN,
    &POLICY_ARN,
    &POOL_NAME_PATTERN,
    &QUEUE_NAME,
    &RESOURCE_GROUP_ARN,
    &ROLE_ARN,
    &ROLE_ARN_PATTERN,
    &ROLE_NAME,
    &ROLE_NAME_PATTERN,
    &SECRET_ARN,
    &SECRET_NAME_PATTERN,
    &SSM_PARAMETER_ARN,
    &STACK_ARN,
    &STACK_NAME,
    &SUBNET_ID,
    &SUBNET_ID_PATTERN,
    &UUID_PATTERN,
];

/// The id of an account.
const ACCOUNT: Form = Run("0-9", 12, 12);

/// The beginning of an ARN.
const ARN: Form = Line(&[Text("arn:aws"), Run("a-z-", 0, ENDLESS)]);

/// The digits of the id of a thing of Amazon EC2.
const EC2_ID: Form = Any(&[Run("0-9a-f", 17, 17), Run("0-9a-f", 8, 8)]);

/// The name of a thing of AWS Batch.
const BATCH_NAME: Form = Line(&[Run("a-zA-Z0-9", 1, 1), Run("a-zA-Z0-9_-", 0, 127)]);

/// The characters of IAM's names.
const NAME: Set = "a-zA-Z0-9+=,.@_-";
const NAME_PATTERN: Set = "a-zA-Z0-9+=,.@_*?-";

/// A name of IAM, or a part of a path.
pub const NAME_OR_PART: Form = Run(NAME, 1, ENDLESS);

/// The name of a managed policy, after its path.
pub const NAME_OF_POLICY: Form = Line(&[PATH, Run(NAME, 1, 128)]);

/// The path before a name of IAM, which ends with a slash.
const PATH: Form = Many(&[Run(NAME, 1, ENDLESS), Text("/")]);
const PATH_PATTERN: Form = Many(&[Run(NAME_PATTERN, 1, ENDLESS), Text("/")]);

/// Names and ARNs of IAM with paths of more than 512 characters, of which IAM counts the slashes at both ends.
const LONG_PATHS: &[Form] = &[
    Line(&[Run("a-zA-Z0-9+=,.@_*?/-", 511, ENDLESS), Text("/"), Run("!-~", 0, ENDLESS)]),
    Line(&[
        Text("arn:"),
        Run("a-z0-9:-", 0, ENDLESS),
        Text("/"),
        Run("!-~", 511, ENDLESS),
        Text("/"),
        Run("!-~", 0, ENDLESS),
    ]),
];

/// The name of a bucket, as far as its characters go.
const BUCKET: Form = Line(&[Run("a-z0-9", 1, 1), Run("a-z0-9.-", 1, 61), Run("a-z0-9", 1, 1)]);

/// Names of buckets that S3 reserves or refuses, alone, in an ARN and before the key of an object.
const RESERVED_BUCKETS: &[Form] = &[Line(&[
    Maybe(&[ARN, Text(":s3:::")]),
    Any(&[
        Line(&[IN_BUCKET, Text(".."), IN_BUCKET]),
        Line(&[OCTET, Text("."), OCTET, Text("."), OCTET, Text("."), OCTET]),
        Line(&[Any(&[Text("xn--"), Text("sthree-"), Text("amzn-s3-demo-")]), IN_BUCKET]),
        Line(&[
            IN_BUCKET,
            Any(&[Text("-s3alias"), Text("--ol-s3"), Text(".mrap"), Text("--x-s3"), Text("--table-s3")]),
        ]),
    ]),
    Maybe(&[Text("/"), Run(" -~", 0, ENDLESS)]),
])];

/// Some of the characters of a bucket's name.
const IN_BUCKET: Form = Run("a-z0-9.-", 0, ENDLESS);

/// A part of an IP address: a number up to 255.
const OCTET: Form = Any(&[
    Line(&[Text("25"), Run("0-5", 1, 1)]),
    Line(&[Text("2"), Run("0-4", 1, 1), Run("0-9", 1, 1)]),
    Line(&[Text("1"), Run("0-9", 2, 2)]),
    Line(&[Run("1-9", 1, 1), Run("0-9", 1, 1)]),
    Run("0-9", 1, 1),
]);

/// ASCII characters without those that have a meaning in a policy: `"\*?$<>{}`.
const KEY: Set = " !#%-)+-;=@-[]-z|~";
const KEY_PATTERN: Set = " !#%-;=?-[]-z|~";

pub const ACCOUNT_ID: Rule = Rule {
    name: "account-id",
    allowed: "an AWS account id of 12 digits",
    form: ACCOUNT,
    except: &[],
    is_arn: false,
    shortest: "000000000000",
    longest: |_, n| numbered("", 12, n),
};

pub const BUCKET_ARN: Rule = Rule {
    name: "bucket-arn",
    allowed: "the ARN of an S3 bucket, such as `arn:aws:s3:::my-bucket`",
    form: Line(&[ARN, Text(":s3:::"), BUCKET]),
    except: RESERVED_BUCKETS,
    is_arn: true,
    shortest: "arn:{partition}:s3:::aaa",
    longest: |at, n| format!("arn:{}:s3:::{}", at.partition, numbered("a", 63, n)),
};

pub const BUCKET_NAME: Rule = Rule {
    name: "bucket-name",
    allowed: "an S3 bucket name of 3 to 63 lower-case letters, digits, `.` and `-`, \
              with a letter or digit at both ends, no `..`, no IP address \
              and none of the prefixes and suffixes that S3 reserves",
    form: BUCKET,
    except: RESERVED_BUCKETS,
    is_arn: false,
    shortest: "aaa",
    longest: |_, n| numbered("a", 63, n),
};

pub const BUCKET_NAME_PATTERN: Rule = Rule {
    name: "bucket-name-pattern",
    allowed: "an S3 bucket name of up to 63 lower-case letters, digits, `.` and `-` \
              or the wildcards `*` and `?`",
    form: Run("a-z0-9.*?-", 1, 63),
    except: &[Line(&[Run("a-z0-9.*?-", 0, ENDLESS), Text(".."), Run("a-z0-9.*?-", 0, ENDLESS)])],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 63, n),
};

pub const CLUSTER_NAME: Rule = Rule {
    name: "cluster-name",
    allowed: "a cluster name of 1 to 60 letters, digits and `-`, a letter first",
    form: Line(&[Run("a-zA-Z", 1, 1), Run("a-zA-Z0-9-", 0, 59)]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 60, n),
};

pub const ECS_CLUSTER_NAME: Rule = Rule {
    name: "ecs-cluster-name",
    allowed: "an ECS cluster name of 1 to 255 letters, digits, `-` and `_`",
    form: Run("a-zA-Z0-9_-", 1, 255),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const FLAG: Rule = Rule {
    name: "flag",
    allowed: "`true` or `false`",
    form: Any(&[Text("true"), Text("false")]),
    except: &[],
    is_arn: false,
    shortest: "true",
    longest: |_, _| "true".to_owned(),
};

pub const IMAGE_ID: Rule = Rule {
    name: "image-id",
    allowed: "the id of an Amazon machine image: `ami-` and 8 or 17 digits or letters a to f",
    form: Line(&[Text("ami-"), EC2_ID]),
    except: &[],
    is_arn: false,
    shortest: "ami-00000000",
    longest: |_, n| numbered("ami-", 21, n),
};

pub const JOB_DEFINITION_NAME: Rule = Rule {
    name: "job-definition-name",
    allowed: "a Batch job definition name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    form: BATCH_NAME,
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const JOB_QUEUE_NAME: Rule = Rule {
    name: "job-queue-name",
    allowed: "a Batch job queue name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    form: BATCH_NAME,
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const KEY_PAIR_NAME: Rule = Rule {
    name: "key-pair-name",
    allowed: "the name of an EC2 key pair: up to 255 ASCII characters, \
              except those with a meaning in a policy: `\"\\*?$<>{}`",
    form: Any(&[
        Run("!#%-)+-;=@-[]-z|~", 1, 1),
        Line(&[Run("!#%-)+-;=@-[]-z|~", 1, 1), Run(KEY, 0, 253), Run("!#%-)+-;=@-[]-z|~", 1, 1)]),
    ]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const POLICY_ARN: Rule = Rule {
    name: "policy-arn",
    allowed: "the ARN of a managed policy, such as `arn:aws:iam::123456789012:policy/name`",
    form: Line(&[ARN, Text(":iam::"), Any(&[ACCOUNT, Text("aws")]), Text(":policy/"), NAME_OF_POLICY]),
    except: LONG_PATHS,
    is_arn: true,
    shortest: "arn:{partition}:iam::aws:policy/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:policy/{}", at.partition, with_path(128, n)),
};

pub const ROLE_ARN: Rule = Rule {
    name: "role-arn",
    allowed: "the ARN of a role, such as `arn:aws:iam::123456789012:role/name`",
    form: Line(&[ARN, Text(":iam::"), ACCOUNT, Text(":role/"), PATH, Run(NAME, 1, 64)]),
    except: LONG_PATHS,
    is_arn: true,
    shortest: "arn:{partition}:iam::000000000000:role/a",
    longest: |at, n| format!("arn:{}:iam::000000000000:role/{}", at.partition, with_path(64, n)),
};

pub const ROLE_NAME: Rule = Rule {
    name: "role-name",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-`, \
              after an optional path such as `division/team/` of up to 512 characters",
    form: Line(&[PATH, Run(NAME, 1, 64)]),
    except: LONG_PATHS,
    is_arn: false,
    shortest: "a",
    longest: |_, n| with_path(64, n),
};

pub const ROLE_NAME_PATTERN: Rule = Rule {
    name: "role-name-pattern",
    allowed: "an IAM role name of 1 to 64 letters, digits and `+=,.@_-` or the wildcards `*` and `?`, \
              after an optional path such as `division/team/` of up to 512 characters",
    form: Line(&[PATH_PATTERN, Run(NAME_PATTERN, 1, 64)]),
    except: LONG_PATHS,
    is_arn: false,
    shortest: "a",
    longest: |_, n| with_path(64, n),
};

pub const SECRET_NAME_PATTERN: Rule = Rule {
    name: "secret-name-pattern",
    allowed: "the name of an AWS Secrets Manager secret and the six characters that its ARN adds, \
              of letters, digits and `/_+=.@-`, or the wildcards `*` and `?`",
    form: Run("a-zA-Z0-9/_+=.@*?-", 1, 519),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 519, n),
};

pub const STACK_NAME: Rule = Rule {
    name: "stack-name",
    allowed: "a CloudFormation stack name of 1 to 128 letters, digits and `-`, a letter first",
    form: Line(&[Run("a-zA-Z", 1, 1), Run("a-zA-Z0-9-", 0, 127)]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const SUBNET_ID: Rule = Rule {
    name: "subnet-id",
    allowed: "the id of a subnet: `subnet-` and 8 or 17 digits or letters a to f",
    form: Line(&[Text("subnet-"), EC2_ID]),
    except: &[],
    is_arn: false,
    shortest: "subnet-00000000",
    longest: |_, n| numbered("subnet-", 24, n),
};

/// A text of that many characters that ends with a number.
fn numbered(before: &str, length: usize, n: usize) -> String {
    let width = length.saturating_sub(before.len());
    let n =
        u32::try_from(width).ok().and_then(|width| 10_usize.checked_pow(width)).map_or(n, |most| n % most);
    format!("{before}{n:0>width$}")
}

/// A name of that many characters after the longest path.
fn with_path(length: usize, n: usize) -> String {
    format!("{}/{}", numbered("a", 510, n), numbered("a", length, n))
}

/// The partition in an ARN, or `None` if the string is no ARN.
pub fn partition_of(text: &str) -> Option<&str> {
    text.strip_prefix("arn:")?.split_once(':').map(|(partition, _)| partition)
}

/// True if `text` is a region of a partition whose regions begin with one of `prefixes`: a prefix, a
/// word and a number, as in `us-gov-west-1`.
pub fn is_region<'p>(text: &str, mut prefixes: impl Iterator<Item = &'p str>) -> bool {
    prefixes.any(|prefix| text.strip_prefix(prefix).is_some_and(|end| REGION_END.accepts(end)))
}

/// The end of a region's name.
pub const REGION_END: Form = Line(&[Text("-"), Run("a-z0-9", 1, ENDLESS), Text("-"), Run("0-9", 1, ENDLESS)]);

pub fn is_account_id(text: &str) -> bool {
    ACCOUNT.accepts(text)
}
