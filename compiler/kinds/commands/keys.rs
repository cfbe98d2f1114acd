//! The keys of a release's commands.

use crate::compiler::schema::rules::{Asks, Choice};
use crate::compiler::schema::texts::Texts;
use crate::compiler::schema::texts::forms::{CONDITION_KEY, ONE_ACTION};
use crate::compiler::schema::texts::sets::DENIALS;
use crate::compiler::schema::{Content, FileKind, TableKey, TableKind, ValueForm, optional, required};

pub const FILE: FileKind = FileKind {
    name: "commands",
    path: "*/commands.toml",
    about: "The commands of a release, and the AWS calls that each of them makes, in order.",
    content: Content::Table(&COMMANDS),
};

pub const COMMANDS: TableKind = TableKind {
    name: "the file of the commands",
    keys: &[
        required(
            "about",
            ValueForm::Prose,
            "What is known of the calls of the release, and how, in Markdown.",
        ),
        required(
            "package",
            ValueForm::Text,
            "The package and the release in which the calls were measured or read.",
        ),
        optional(
            "same-as",
            ValueForm::Text,
            "The version whose items this one has too, where it states none of the same name, such as `3.11`.",
        ),
        optional(
            "without",
            ValueForm::Texts,
            "The options and the commands of that version that this one does not have.",
        )
        .asks(&[Asks::All(&["same-as"])]),
        optional(
            "configuration",
            ValueForm::Tables(&CONFIGURATION),
            "The configurations that show what a policy can run.",
        ),
        optional("actor", ValueForm::Tables(&ACTOR), "Everybody who makes calls."),
        optional("option", ValueForm::Tables(&OPTION), "What decides whether a call is made."),
        optional("value", ValueForm::Tables(&VALUE), "The meanings of placeholders."),
        optional("sequence", ValueForm::Tables(&SEQUENCE), "Calls that several commands make."),
        optional(
            "command",
            ValueForm::Tables(&COMMAND),
            "The commands, and the tasks of nodes and functions.",
        ),
    ],
};

pub const CONFIGURATION: TableKind = TableKind {
    name: "a configuration",
    keys: &[
        required("name", ValueForm::Text, "The configuration's name."),
        required("summary", ValueForm::Prose, "The configuration in a sentence."),
        optional("options", ValueForm::Texts, "The options that hold."),
    ],
};

pub const ACTOR: TableKind = TableKind {
    name: "an actor",
    keys: &[
        required("name", ValueForm::Text, "The actor's name."),
        required("summary", ValueForm::Prose, "The actor in a sentence."),
        optional(
            "policies",
            ValueForm::Texts,
            "The variants of the policies of its role; without them it acts with the rights of the user.",
        ),
    ],
};

pub const OPTION: TableKind = TableKind {
    name: "an option",
    keys: &[
        required("name", ValueForm::Text, "The option's name."),
        required("summary", ValueForm::Prose, "The fact as a sentence."),
        optional(
            "path",
            ValueForm::TextOrTexts,
            "Paths in the file of the configuration, one of which is there; a path goes through the items of lists.",
        )
        .asks(&[Asks::OneOf(&OPTION_SOURCES)]),
        optional("flag", ValueForm::Text, "The option of the command line."),
        optional("any", ValueForm::Texts, "Other options, one of which holds."),
        optional("is", ValueForm::TextOrTexts, "Patterns of the value, with `*` for any text.")
            .asks(&[Asks::Any(&["path", "flag"])]),
        optional("lacks", ValueForm::TextOrTexts, "Paths below the value if it is a table, and else beside it, none of which is there.")
            .asks(&[Asks::All(&["path"])]),
        optional("assumed", ValueForm::Flag, "`true` if it is taken to hold where nothing shows the opposite."),
    ],
};

const OPTION_SOURCES: Choice = Choice {
    keys: &["path", "flag", "any"],
    missing: None,
    conflict: "an option has one source, and this has `{first}` and `{second}`",
    label: "the other one",
    help: "write two options, and a third with both in `any`",
};

pub const VALUE: TableKind = TableKind {
    name: "a value",
    keys: &[
        required("name", ValueForm::Text, "The name, as it stands in braces."),
        required("summary", ValueForm::Prose, "The value in words."),
        optional(
            "path",
            ValueForm::TextOrTexts,
            "Paths in the file of the configuration with the value; a path goes through the items of lists.",
        )
        .asks(&[Asks::OneOf(&VALUE_SOURCES)]),
        optional("flag", ValueForm::Text, "The option of the command line with the value."),
        optional("text", ValueForm::Text, "A text with other values as placeholders."),
        optional("digest", ValueForm::Text, "A text whose SHA-256 begins with the value, in hexadecimal.")
            .asks(&[Asks::All(&["digits"])]),
        optional("digits", ValueForm::Number, "The number of digits.").asks(&[Asks::All(&["digest"])]),
        optional("after", ValueForm::Text, "The value begins after this text, where it has it.")
            .asks(&[Asks::All(&["path"])]),
        optional("until", ValueForm::Text, "The value ends before this text, where it has it.")
            .asks(&[Asks::All(&["path"])]),
        optional(
            "otherwise",
            ValueForm::Text,
            "The text where the value is not known, with `*` for any run of characters.",
        ),
    ],
};

const VALUE_SOURCES: Choice = Choice {
    keys: &["path", "flag", "text", "digest"],
    missing: None,
    conflict: "a value has one source, and this has `{first}` and `{second}`",
    label: "the other one",
    help: "keep one of them",
};

pub const SEQUENCE: TableKind = TableKind {
    name: "a sequence",
    keys: &[
        required("name", ValueForm::Text, "The sequence's name."),
        optional(
            "by",
            ValueForm::Text,
            "The actor; without it, whoever makes the calls around the sequence.",
        ),
        WHEN,
        UNLESS,
        DENIED,
        EVIDENCE,
        READ,
        optional(
            "step",
            ValueForm::Tables(&STEP),
            "The calls, in order; none if a release makes none of them.",
        ),
    ],
};

pub const COMMAND: TableKind = TableKind {
    name: "a command",
    keys: &[
        required("name", ValueForm::Text, "The command as it is typed, or the name of the task."),
        required("summary", ValueForm::Prose, "The purpose of the command, in a sentence."),
        required("by", ValueForm::Text, "The actor."),
        optional(
            "reads",
            ValueForm::Text,
            "The setting at the top by which the configuration files that the command reads are known.",
        ),
        optional(
            "not-covered",
            ValueForm::Prose,
            "The calls that the command leads to and that its steps do not have, as a noun with what makes them.",
        ),
        DENIED,
        EVIDENCE,
        READ,
        optional("step", ValueForm::Tables(&STEP), "The calls, in order; none if the command makes none."),
    ],
};

pub const STEP: TableKind = TableKind {
    name: "a step",
    keys: &[
        optional(
            "call",
            ValueForm::TextOrTexts,
            "The call, or the calls that are made on the same resources, as `prefix:Operation`.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[Asks::OneOf(&STEPS)]),
        optional("sequence", ValueForm::Text, "The sequence whose calls are made here."),
        optional(
            "on",
            ValueForm::TextOrTexts,
            "The resources, on each of which the calls have to be allowed; `*` without it.",
        )
        .asks(&[OF_CALL]),
        optional(
            "authorizes",
            ValueForm::Texts,
            "The actions that the call authorizes here, where they are not those of its name.",
        )
        .texts(Texts::Like(&ONE_ACTION))
        .asks(&[OF_CALL]),
        optional("free", ValueForm::Flag, "`true` for a call that needs no permission.").asks(&[OF_CALL]),
        optional("context", ValueForm::Lists, "The condition keys of the request, with their values.")
            .asks(&[OF_CALL]),
        optional("absent", ValueForm::Texts, "The condition keys that the request does not have.")
            .texts(Texts::Like(&CONDITION_KEY))
            .asks(&[OF_CALL]),
        optional("by", ValueForm::Text, "The actor, where it is another than of the calls around."),
        WHEN,
        UNLESS,
        DENIED,
        optional("effect", ValueForm::Prose, "The effect of a denial, in the words that the user sees."),
        EVIDENCE,
        READ,
    ],
};

const STEPS: Choice = Choice {
    keys: &["call", "sequence"],
    missing: Some("the step has no `call`"),
    conflict: "a step has `{first}` or `{second}`, not both",
    label: "the other one",
    help: "write a step for each",
};

const OF_CALL: Asks = Asks::About(&STEPS, &["call"]);

const WHEN: TableKey =
    optional("when", ValueForm::TextOrTexts, "The options that all have to hold for the call to be made.");

const UNLESS: TableKey =
    optional("unless", ValueForm::TextOrTexts, "The options none of which may hold for the call to be made.");

const DENIED: TableKey = optional(
    "denied",
    ValueForm::Text,
    "`fatal` if the command ends with a denial, `tolerated` if it goes on, `unknown` if nobody has seen it.",
)
.texts(Texts::OneOf(&DENIALS));

const EVIDENCE: TableKey = optional(
    "evidence",
    ValueForm::Text,
    "The place in the source of the package, as `models/cluster.py:create`, or an address.",
);

const READ: TableKey =
    optional("read", ValueForm::Flag, "`true` for what was read in a source, and not seen in a run.");
