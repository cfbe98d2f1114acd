// @generated from catalog by build.rs. Do not edit.

use crate::{
    Actor, CallStep, Command, CommandOption, CommandValue, Commands, Configuration,
    Context, Denied, OptionSource, ValueSource,
};

static COMMAND_OPTION_0: CommandOption = CommandOption {
    name: "setting",
    summary: "A setting is there.",
    source: OptionSource::Configuration {
        paths: &["Nodes/Kind", "Nodes/OtherKind"],
        is: &["new*"],
        lacks: &["Role"],
    },
    assumed: false,
};

static COMMAND_OPTION_1: CommandOption = CommandOption {
    name: "flag",
    summary: "Nothing is created.",
    source: OptionSource::Flag {
        flag: "--dryrun",
        is: &["true"],
    },
    assumed: false,
};

static COMMAND_OPTION_2: CommandOption = CommandOption {
    name: "either",
    summary: "One of both holds.",
    source: OptionSource::AnyOf(&[&COMMAND_OPTION_0, &COMMAND_OPTION_1]),
    assumed: false,
};

static COMMAND_OPTION_3: CommandOption = CommandOption {
    name: "state",
    summary: "The bucket does not exist yet.",
    source: OptionSource::State,
    assumed: true,
};

static COMMAND_VALUE_4: CommandValue = CommandValue {
    name: "bucket",
    summary: "The bucket.",
    source: ValueSource::Text("product-{hash}-{zone}"),
    otherwise: None,
};

static COMMAND_VALUE_5: CommandValue = CommandValue {
    name: "hash",
    summary: "The part of the name that belongs to the account.",
    source: ValueSource::Digest {
        of: "{account-id}{region}",
        digits: 16,
    },
    otherwise: None,
};

static COMMAND_VALUE_6: CommandValue = CommandValue {
    name: "zone",
    summary: "A zone of the configuration.",
    source: ValueSource::Configuration {
        paths: &["Zones/Id"],
        after: Some("zone/"),
        until: Some("/"),
    },
    otherwise: Some("*"),
};

static COMMAND_VALUE_7: CommandValue = CommandValue {
    name: "output",
    summary: "The folder of the output.",
    source: ValueSource::Flag("--output"),
    otherwise: None,
};

static COMMAND_VALUE_8: CommandValue = CommandValue {
    name: "stack",
    summary: "The stack.",
    source: ValueSource::Given,
    otherwise: Some("*"),
};

static ACTOR_9: Actor = Actor {
    name: "cli",
    summary: "The command line.",
    as_user: true,
    policies: &[],
};

static ACTOR_10: Actor = Actor {
    name: "node",
    summary: "A node.",
    as_user: false,
    policies: &["node"],
};

static CONFIGURATION_11: Configuration = Configuration {
    name: "plain",
    summary: "A plain configuration.",
    options: &[&COMMAND_OPTION_2],
};

static CALL_STEP_12: CallStep = CallStep {
    call: "s3:PutObject",
    actions: &["s3:PutObject"],
    resources: &["arn:{partition}:s3:::{bucket}/{output}"],
    context: &[],
    by: &ACTOR_9,
    when: &[],
    unless: &[&COMMAND_OPTION_1],
    denied: Denied::Tolerated,
    effect: Some("Nothing is uploaded."),
    evidence: "product 1.0.0, upload.py:run",
    measured: true,
};

static CALL_STEP_13: CallStep = CallStep {
    call: "s3:PutObject",
    actions: &["s3:PutObject"],
    resources: &["arn:{partition}:s3:::{bucket}/*"],
    context: &[
        Context {
            key: "s3:x-amz-acl",
            values: &["private"],
        },
        Context {
            key: "s3:TlsVersion",
            values: &[],
        },
    ],
    by: &ACTOR_10,
    when: &[&COMMAND_OPTION_2, &COMMAND_OPTION_3],
    unless: &[],
    denied: Denied::Unknown,
    effect: None,
    evidence: "https://example.com/",
    measured: false,
};

static CALL_STEP_14: CallStep = CallStep {
    call: "sts:GetCallerIdentity",
    actions: &[],
    resources: &["*"],
    context: &[],
    by: &ACTOR_9,
    when: &[],
    unless: &[],
    denied: Denied::Unknown,
    effect: None,
    evidence: "product 1.0.0",
    measured: true,
};

static COMMAND_15: Command = Command {
    name: "run",
    summary: "Runs.",
    by: &ACTOR_9,
    reads: Some("Jobs"),
    not_covered: Some("the calls of a service that runs it"),
    steps: &[&CALL_STEP_12, &CALL_STEP_13, &CALL_STEP_14],
};

static COMMAND_16: Command = Command {
    name: "version",
    summary: "Prints the release.",
    by: &ACTOR_9,
    reads: None,
    not_covered: None,
    steps: &[],
};

/// The commands of 1.0.
pub(crate) static V1_0: Commands = Commands {
    about: "The calls were seen in a run.",
    same_as: None,
    configurations: &[&CONFIGURATION_11],
    options: &[
        &COMMAND_OPTION_0,
        &COMMAND_OPTION_1,
        &COMMAND_OPTION_2,
        &COMMAND_OPTION_3,
    ],
    values: &[
        &COMMAND_VALUE_4,
        &COMMAND_VALUE_5,
        &COMMAND_VALUE_6,
        &COMMAND_VALUE_7,
        &COMMAND_VALUE_8,
    ],
    actors: &[&ACTOR_9, &ACTOR_10],
    commands: &[&COMMAND_15, &COMMAND_16],
};
