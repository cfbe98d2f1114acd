//! The keys of what is stated about services, condition keys, dangers and findings.

use crate::compiler::schema::rules::{
    ACCESS_LEVELS, ACTION_NAME, ANY_ACTION, Asks, CODES, COMPLETE, CONDITION_KEY, GAINS, HOLDS,
    KEY_RULE_SHAPES, KEY_TYPE, ONE_ACTION, PREFIX, RESOURCE_TYPE, SEPARATORS, SEVERITIES, Texts,
};
use crate::compiler::schema::{Form, Key, Kind, optional, required};

pub const SERVICE: Kind = Kind {
    name: "a service",
    keys: &[
        required("name", Form::Draft, "What AWS calls it."),
        optional("as-of", Form::Date, "The day on which AWS stated the facts."),
        facts("resources", "Its resource types, with their ARN formats."),
        facts("list", "The actions that list, with their resource types, or `*` where they have none."),
        facts("read", "The actions that read."),
        facts("write", "The actions that create, change or remove."),
        facts("tagging", "The actions that change tags and nothing else."),
        facts("permissions-management", "The actions that grant or take permissions."),
        facts("keys", "Its condition keys, with the types of their values."),
        facts("action-keys", "The condition keys that the requests of an action have."),
        facts("resource-keys", "The condition keys that AWS states with a resource type."),
        facts("calls", "The actions that a call authorizes besides that of its own name."),
    ],
};

/// A table of facts, which are those of a day.
const fn facts(name: &'static str, about: &'static str) -> Key {
    optional(name, Form::Lists, about).asks(&[Asks::All(&["as-of"])])
}

pub const PREFIXES: Kind = Kind {
    name: "a list of prefixes",
    keys: &[
        required("as-of", Form::Date, "The day on which AWS had these services."),
        optional("unnamed", Form::Texts, "Prefixes of services of which no name is known.")
            .texts(Texts::Like(PREFIX)),
        optional("arns", Form::Texts, "What ARNs have in the service's place that is no prefix of actions.")
            .texts(Texts::Like(PREFIX)),
        required("services", Form::Names, "The prefixes of the services' actions, with the services' names."),
    ],
};

pub const CORRECTION: Kind = Kind {
    name: "a correction",
    keys: &[
        optional("service", Form::Text, "The service that it is about.").asks(&[Asks::All(&["keys"])]),
        optional("action", Form::Text, "The action that it is about, in full.")
            .texts(Texts::Like(ACTION_NAME))
            .asks(&[Asks::OneOf(&["access-level", "also"]), Asks::Not("service")]),
        optional("resource", Form::Text, "The resource type that it is about, as `service:type`.").asks(&[
            Asks::All(&["also"]),
            Asks::Not("service"),
            Asks::Not("action"),
        ]),
        optional("key", Form::Text, "The condition key that it is about, as AWS states it.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["is"]), Asks::Not("service"), Asks::Not("action"), Asks::Not("resource")]),
        optional("variables", Form::Texts, "The variables of ARN formats that it is about.")
            .asks(&[Asks::All(&["holds"])]),
        optional("access-level", Form::Text, "The access level that the action has.")
            .texts(Texts::OneOf(ACCESS_LEVELS))
            .asks(&[Asks::All(&["action"])]),
        optional(
            "also",
            Form::Texts,
            "Further resource types of the action, or ARN formats of the resource type.",
        )
        .asks(&[Asks::OneOf(&["action", "resource"])]),
        optional("is", Form::Text, "How the condition key is spelt.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["key"])]),
        optional("holds", Form::Text, "Which of `/` and `:` the variables may hold.")
            .texts(Texts::Like(SEPARATORS))
            .asks(&[Asks::All(&["variables"])]),
        optional(
            "keys",
            Form::Text,
            "`complete`: AWS states with an action and a resource type all keys that there are.",
        )
        .texts(Texts::OneOf(COMPLETE))
        .asks(&[Asks::All(&["service"])]),
        required("reason", Form::Prose, "Why what AWS states misleads."),
        required("source", Form::Text, "Where that can be read."),
    ],
};

pub const CONDITION: Kind = Kind {
    name: "a condition key",
    keys: &[
        optional(
            "type",
            Form::Text,
            "The type of its values, as AWS names it; for a service's own key the service states it.",
        )
        .texts(Texts::Like(KEY_TYPE)),
        optional("holds", Form::Text, "What its values are, besides what the type says.")
            .texts(Texts::OneOf(HOLDS)),
        optional("exact", Form::Flag, "Whether a wildcard in a value has no use, so that AWS warns of it."),
        optional("forgeable", Form::Flag, "Whether who makes a request can give it any value."),
        optional(
            "everywhere",
            Form::Flag,
            "Whether requests to other services have it although its prefix is a service's.",
        ),
        optional(
            "stated",
            Form::Flag,
            "Whether each service states for which of its requests it has the key.",
        ),
        optional("unsupported", Form::Flag, "Whether AWS no longer takes it, so that it is an error.")
            .asks(&[Asks::All(&["instead"])]),
        optional("instead", Form::Texts, "The keys that have replaced it."),
        optional("with", Form::Texts, "The keys of which one has to be tested beside it."),
        optional("services", Form::Texts, "The prefixes of the only services whose requests have it."),
        optional("also", Form::Texts, "Actions whose requests have it although AWS does not state so."),
        optional("rules", Form::Tables(&KEY_RULE), "What more is known of conditions on it."),
    ],
};

pub const KEY_RULE: Kind = Kind {
    name: "a rule",
    keys: &[
        required("shape", Form::Text, "What kind of rule it is.").texts(Texts::OneOf(KEY_RULE_SHAPES)),
        required("code", Form::Text, "The kind of finding that says so."),
        optional("actions", Form::Texts, "The actions that it is about, in full."),
        optional("key", Form::Text, "The other condition key that it is about.")
            .texts(Texts::Like(CONDITION_KEY))
            .asks(&[Asks::All(&["values"])]),
        optional("values", Form::Texts, "The values that are right."),
    ],
};

pub const DANGER: Kind = Kind {
    name: "a danger",
    keys: &[
        optional("family", Form::Text, "The action that hands out power by the resource that it is on.")
            .texts(Texts::Like(ONE_ACTION))
            .asks(&[Asks::All(&["codes"])]),
        optional(
            "escalation",
            Form::Texts,
            "The actions that together give more than they say; the first is on what is gained.",
        )
        .texts(Texts::Like(ONE_ACTION))
        .asks(&[Asks::All(&["gain"]), Asks::Not("family")]),
        optional("shared", Form::Texts, "Resource types whose names are one space over all accounts.")
            .texts(Texts::Like(RESOURCE_TYPE))
            .asks(&[Asks::Not("family"), Asks::Not("escalation")]),
        optional(
            "call",
            Form::Texts,
            "The calls that need further actions; `*` stands for any part of a name.",
        )
        .texts(Texts::Like(ANY_ACTION))
        .asks(&[
            Asks::All(&["needs"]),
            Asks::Not("family"),
            Asks::Not("escalation"),
            Asks::Not("shared"),
        ]),
        optional(
            "resource-keys",
            Form::Texts,
            "The condition keys that say which resources a statement is about.",
        )
        .texts(Texts::Like(CONDITION_KEY))
        .asks(&[
            Asks::Not("family"),
            Asks::Not("escalation"),
            Asks::Not("shared"),
            Asks::Not("call"),
        ]),
        optional("codes", Form::Text, "The beginning of the codes of the family's findings.")
            .texts(Texts::Like(CODES))
            .asks(&[Asks::All(&["family"])]),
        optional("gain", Form::Text, "What is gained: any permission, or those of the resource.")
            .texts(Texts::OneOf(GAINS))
            .asks(&[Asks::All(&["escalation"])]),
        optional("on", Form::Texts, "The resource types of the first action that are what is gained.")
            .texts(Texts::Like(RESOURCE_TYPE))
            .asks(&[Asks::All(&["escalation"])]),
        optional("also-on", Form::Texts, "ARNs, with `*`, on one of which the first action has to be too.")
            .texts(Texts::Like("^arn:"))
            .asks(&[Asks::All(&["escalation"])]),
        optional("not-on", Form::Texts, "ARNs, with `*`, of what gives nothing.")
            .texts(Texts::Like("^arn:"))
            .asks(&[Asks::All(&["escalation"])]),
        optional("context", Form::Lists, "The condition keys that the requests have, with their values.")
            .asks(&[Asks::All(&["escalation"])]),
        optional(
            "limited-by",
            Form::Texts,
            "The condition keys that take the danger away where a condition asks for a value.",
        )
        .texts(Texts::Like(CONDITION_KEY))
        .asks(&[Asks::OneOf(&["family", "escalation", "shared"])]),
        optional("needs", Form::Texts, "The further actions that the calls authorize and need.")
            .texts(Texts::Like(ANY_ACTION))
            .asks(&[Asks::All(&["call"])]),
        optional(
            "asked-by",
            Form::Texts,
            "The condition keys with which a statement shows that its calls need them.",
        )
        .texts(Texts::Like(CONDITION_KEY))
        .asks(&[Asks::All(&["call"])]),
        required("why", Form::Prose, "What the danger is, in a sentence or two."),
        required("source", Form::Text, "Where that can be read."),
    ],
};

pub const FINDING: Kind = Kind {
    name: "a kind of finding",
    keys: &[
        required("severity", Form::Text, "How grave such a finding is.").texts(Texts::OneOf(SEVERITIES)),
        optional(
            "access-analyzer",
            Form::Flag,
            "Whether AWS IAM Access Analyzer has the same check under the same name.",
        ),
        required("summary", Form::Prose, "What is wrong, in a sentence."),
        required("explanation", Form::Prose, "What it means, why it matters and what to do, in a paragraph."),
        required("failing", Form::Prose, "A policy document that has the finding."),
        required("passing", Form::Prose, "The same document, mended."),
        optional(
            "placeholders",
            Form::Flag,
            "Whether texts such as `<REGION>` in the examples stand for values that are filled in later.",
        ),
        optional("partition", Form::Text, "The partition in which the examples are to be attached."),
    ],
};
