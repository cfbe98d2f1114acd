//! The rules of further parts of ARNs and values of conditions: ids, names and paths, and patterns of
//! them.

use super::Form::{Any, Line, Run, Text};
use super::{
    BATCH_NAME, BUCKET, EC2_ID, ENDLESS, Form, KEY, KEY_PATTERN, NAME, PATH, RESERVED_BUCKETS, Rule, Set,
    numbered,
};

/// The characters at the ends of a key, which are no slashes.
const KEY_END: Set = " !#%-)+-.0-;=@-[]-z|~";

/// A part of the id of a thing of Amazon EC2, or a pattern of it.
const EC2_ID_PATTERN: Form = Run("0-9a-f*?", 1, 17);

/// The digits of an id without a wildcard that are too few or too many.
const PART_OF_EC2_ID: Form = Any(&[Run("0-9a-f", 1, 7), Run("0-9a-f", 9, 16)]);

pub const COMPONENT_NUMBER: Rule = Rule {
    name: "component-number",
    allowed: "a number of up to 3 digits",
    form: Run("0-9", 1, 3),
    except: &[],
    is_arn: false,
    shortest: "0",
    longest: |_, n| numbered("", 3, n),
};

pub const COMPUTE_ENVIRONMENT_NAME: Rule = Rule {
    name: "compute-environment-name",
    allowed: "a Batch compute environment name of 1 to 128 letters, digits, `-` and `_`, \
              a letter or digit first",
    form: BATCH_NAME,
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const FILE_SYSTEM_ID: Rule = Rule {
    name: "file-system-id",
    allowed: "the id of a file system: `fs-` and 8 or 17 digits or letters a to f",
    form: Line(&[Text("fs-"), EC2_ID]),
    except: &[],
    is_arn: false,
    shortest: "fs-00000000",
    longest: |_, n| numbered("fs-", 20, n),
};

pub const HOSTED_ZONE_ID_PATTERN: Rule = Rule {
    name: "hosted-zone-id-pattern",
    allowed: "the id of a hosted zone of up to 32 upper-case letters and digits, \
              or the wildcards `*` and `?`",
    form: Run("A-Z0-9*?", 1, 32),
    except: &[],
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("A", 32, n),
};

pub const IAM_PATH: Rule = Rule {
    name: "iam-path",
    allowed: "an IAM path such as `division/team`, without a slash at its ends, \
              of up to 510 letters, digits and `+=,.@_-`",
    form: Line(&[PATH, Run(NAME, 1, 510)]),
    except: &[Run(" -~", 511, ENDLESS)],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 510, n),
};

pub const IMAGE_ID_PATTERN: Rule = Rule {
    name: "image-id-pattern",
    allowed: "the id of an Amazon machine image: `ami-` and 8 or 17 digits or letters a to f, \
              or a pattern of it with the wildcards `*` and `?`",
    form: Any(&[Text("*"), Line(&[Text("ami-"), EC2_ID_PATTERN])]),
    except: &[Line(&[Text("ami-"), PART_OF_EC2_ID])],
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("ami-", 21, n),
};

pub const IMAGE_NAME_PATTERN: Rule = Rule {
    name: "image-name-pattern",
    allowed: "the name of an image of up to 128 letters, digits, `-` and `_`, \
              or the wildcards `*` and `?`",
    form: Run("a-zA-Z0-9_*?-", 1, 128),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 128, n),
};

pub const KEY_PAIR_NAME_PATTERN: Rule = Rule {
    name: "key-pair-name-pattern",
    allowed: "the name of an EC2 key pair: up to 255 ASCII characters, \
              except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`",
    form: Any(&[
        Run("!#%-;=?-[]-z|~", 1, 1),
        Line(&[Run("!#%-;=?-[]-z|~", 1, 1), Run(KEY_PATTERN, 0, 253), Run("!#%-;=?-[]-z|~", 1, 1)]),
    ]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 255, n),
};

pub const OBJECT_KEY: Rule = Rule {
    name: "object-key",
    allowed: "the key of an S3 object: up to 1024 ASCII characters, without a slash at its ends, \
              except those with a meaning in a policy: `\"\\*?$<>{}`",
    form: Any(&[Run(KEY_END, 1, 1), Line(&[Run(KEY_END, 1, 1), Run(KEY, 0, 1022), Run(KEY_END, 1, 1)])]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 1024, n),
};

pub const OBJECT_PATTERN: Rule = Rule {
    name: "object-pattern",
    allowed: "the name of an S3 bucket, `/` and the key of an object: up to 1024 ASCII characters, \
              except those with a meaning in a policy: `\"\\$<>{}`, or the wildcards `*` and `?`",
    form: Line(&[BUCKET, Text("/"), Run(KEY_PATTERN, 1, 1024)]),
    except: RESERVED_BUCKETS,
    is_arn: false,
    shortest: "aaa/*",
    longest: |_, n| format!("{}/{}", numbered("a", 63, n), numbered("a", 1024, n)),
};

pub const POOL_NAME_PATTERN: Rule = Rule {
    name: "pool-name-pattern",
    allowed: "the name of a pool of login nodes of up to 25 lower-case letters, digits and `-`, \
              or the wildcards `*` and `?`",
    form: Run("a-z0-9*?-", 1, 25),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 25, n),
};

pub const QUEUE_NAME: Rule = Rule {
    name: "queue-name",
    allowed: "the name of a queue of 1 to 25 lower-case letters, digits and `-`, a letter first",
    form: Line(&[Run("a-z", 1, 1), Run("a-z0-9-", 0, 24)]),
    except: &[],
    is_arn: false,
    shortest: "a",
    longest: |_, n| numbered("a", 25, n),
};

pub const SUBNET_ID_PATTERN: Rule = Rule {
    name: "subnet-id-pattern",
    allowed: "the id of a subnet: `subnet-` and 8 or 17 digits or letters a to f, \
              or a pattern of it with the wildcards `*` and `?`",
    form: Any(&[Text("*"), Line(&[Text("subnet-"), EC2_ID_PATTERN])]),
    except: &[Line(&[Text("subnet-"), PART_OF_EC2_ID])],
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("subnet-", 24, n),
};

pub const UUID_PATTERN: Rule = Rule {
    name: "uuid-pattern",
    allowed: "a UUID of lower-case digits and letters a to f in groups of 8, 4, 4, 4 and 12, \
              or a pattern of it with the wildcards `*` and `?`",
    form: Run("0-9a-f*?-", 1, 36),
    except: &[],
    is_arn: false,
    shortest: "*",
    longest: |_, n| numbered("", 36, n),
};
