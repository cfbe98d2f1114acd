//! The keys of releases, their policies and what these are made of.

use crate::compiler::schema::rules::{
    ACTION_NAME, ATTACH_TO, Asks, EFFECTS, MANAGED_POLICY, NO_SID, RELEASE, SID, Texts,
};
use crate::compiler::schema::{Form, Key, Kind, optional, required};

pub const PARAMETER: Kind = Kind {
    name: "a parameter",
    keys: &[
        required("type", Form::Text, "The rule that its values follow.").texts(Texts::ParameterType),
        required("summary", Form::Prose, "What it is, in a sentence."),
        required("example", Form::Text, "A value that its type accepts."),
        required("find", Form::Prose, "Where a person reads the value."),
        optional("default", Form::Text, "The value that holds when none is given."),
        optional("caution", Form::Prose, "What fails when the default is replaced."),
    ],
};

pub const PARTITION: Kind = Kind {
    name: "a partition",
    keys: &[
        required("name", Form::Prose, "What people call it."),
        required(
            "region-prefixes",
            Form::Texts,
            "The beginnings of its regions' names; a word and a number follow.",
        ),
        required("dns-suffix", Form::Text, "The suffix of its host names."),
        required(
            "service-principals",
            Form::Texts,
            "The principals as which services act there: with `{service}` for any service's name, or one more of a single service.",
        ),
        required("regions", Form::Texts, "Its regions, as far as they are known."),
    ],
};

pub const VERSION: Kind = Kind {
    name: "a version",
    keys: &[
        required("product", Form::Prose, "The product that the policies are for."),
        required("release", Form::Text, "The release that the source states.").texts(Texts::Like(RELEASE)),
        required("applies-to", Form::Text, "The releases for which the policies hold."),
        required("summary", Form::Draft, "What the policies are, in a sentence."),
        optional("stack-name", Form::Text, "The name of a cluster's stack, with `{cluster-name}` in it."),
        required("source", Form::Table(&SOURCE), "The page that states the policies."),
        required("placeholders", Form::Names, "The source's text for each parameter."),
        optional("guide", Form::Tables(&SECTION), "The prose of the page for administrators."),
        optional(
            "acknowledge",
            Form::Tables(&VERSION_ACKNOWLEDGEMENT),
            "The findings that are known of all policies of the release, with their reasons.",
        ),
    ],
};

pub const SOURCE: Kind = Kind {
    name: "a source",
    keys: &[
        required("title", Form::Prose, "The title of the page."),
        required("url", Form::Draft, "The address of the page."),
        optional("commit", Form::Text, "The commit that holds this state of the page."),
        required("date", Form::Date, "The date of this state of the page."),
    ],
};

pub const SECTION: Kind = Kind {
    name: "a section",
    keys: &[
        required("heading", Form::Prose, "The section's heading."),
        required("text", Form::Prose, "Its text, in Markdown."),
    ],
};

pub const VERSION_ACKNOWLEDGEMENT: Kind =
    Kind { name: "a version's acknowledgement", keys: &[FINDING_CODE, REASON] };

pub const POLICY_ACKNOWLEDGEMENT: Kind = Kind {
    name: "a policy's acknowledgement",
    keys: &[
        FINDING_CODE,
        optional(
            "statement",
            Form::Text,
            "The name of the statement that has the finding; without it any of the policy's.",
        ),
        ENTRY,
        REASON,
    ],
};

pub const ACKNOWLEDGEMENT: Kind = Kind { name: "an acknowledgement", keys: &[FINDING_CODE, ENTRY, REASON] };

const FINDING_CODE: Key = required("finding", Form::Text, "The code of the finding.");
const ENTRY: Key = optional(
    "entry",
    Form::Text,
    "The action, resource or condition key that the finding is about, as it is written here; without it all findings of that code.",
);
const REASON: Key =
    required("reason", Form::Prose, "Why the policy is so all the same, and what its reader should know.");

pub const POLICY: Kind = Kind {
    name: "a policy",
    keys: &[
        required("name", Form::Draft, "The name that the source gives it."),
        required("title", Form::Prose, "The heading under which the source states it."),
        required("anchor", Form::Text, "The anchor of that heading."),
        required("attach-to", Form::Text, "`user-or-group` or `role`.").texts(Texts::OneOf(ATTACH_TO)),
        optional("trusted-services", Form::Texts, "The services that assume the role.")
            .asks(&[Asks::Where("attach-to", "role")]),
        optional(
            "managed-policies",
            Form::Texts,
            "The AWS managed policies that are attached beside it: what their ARNs have behind `policy/`.",
        )
        .texts(Texts::Like(MANAGED_POLICY)),
        required("schedulers", Form::Texts, "The schedulers of the clusters that it is for."),
        required("summary", Form::Draft, "What it is for, in a sentence."),
        optional("commands", Form::Texts, "The product's commands that it is made for."),
        optional("notes", Form::Proses, "What to know before attaching it, in Markdown."),
        optional("placeholders", Form::Names, "The source's texts that differ here from the version's."),
        required("statements", Form::Texts, "Its statements, in the document's order."),
        optional(
            "acknowledge",
            Form::Tables(&POLICY_ACKNOWLEDGEMENT),
            "The findings that are known and depend on several statements, or are in statements of other policies, with their reasons.",
        ),
    ],
};

pub const BUNDLE: Kind = Kind {
    name: "a bundle",
    keys: &[
        required("summary", Form::Prose, "What its policies do together, in a sentence."),
        required("audience", Form::Prose, "For whom it is, in a sentence."),
        required("policies", Form::Texts, "The names of its policies' folders."),
    ],
};

pub const STATEMENT: Kind = Kind {
    name: "a statement",
    keys: &[
        required("why", Form::Draft, "What the product does with it and what breaks without it."),
        optional("actions", Form::Entries(&ACTION), "What it grants, written in full.")
            .asks(&[Asks::Or("not-actions")]),
        optional("not-actions", Form::Entries(&ACTION), "What it does not grant, of all actions."),
        optional("resources", Form::Entries(&RESOURCE), "On what it grants it.")
            .asks(&[Asks::Or("not-resources")]),
        optional("not-resources", Form::Entries(&RESOURCE), "On what it does not grant it."),
        optional("effect", Form::Text, "`Allow`, which is the default, or `Deny`.")
            .texts(Texts::OneOf(EFFECTS)),
        optional("conditions", Form::Conditions, "Operators, keys and values, as IAM has them."),
        optional("sid", Form::Sid, "The Sid where it is not the table's name, or `false` for none.")
            .texts(Texts::Like(SID))
            .asks(&[Asks::WhereNamed(NO_SID)]),
        optional("when", Form::Text, "The parameter with which the statement exists.")
            .asks(&[Asks::Not("unless")]),
        optional("unless", Form::Text, "The parameter without which the statement exists."),
        optional("added", Form::Date, "Since when the maintained form has it and the source does not.")
            .asks(&[Asks::Not("withdrawn"), Asks::All(&["source"])]),
        optional("withdrawn", Form::Date, "Since when the source has it and the maintained form does not.")
            .asks(&[Asks::All(&["source"])]),
        optional("source", Form::Text, "Where that can be read.")
            .asks(&[Asks::OneOf(&["added", "withdrawn"])]),
        optional(
            "acknowledge",
            Form::Tables(&ACKNOWLEDGEMENT),
            "The findings that are known of the statement, with their reasons.",
        ),
    ],
};

/// An entry of an element that differs from the source.
macro_rules! entry {
    ($name:literal, $key:literal, $texts:expr, $about:literal) => {
        Kind {
            name: $name,
            keys: &[
                required($key, Form::Text, $about).texts($texts),
                optional(
                    "added",
                    Form::Date,
                    "Since when the maintained form has it and the source does not.",
                )
                .asks(&[Asks::Or("withdrawn"), Asks::All(&["why", "source"])]),
                optional(
                    "withdrawn",
                    Form::Date,
                    "Since when the source has it and the maintained form does not.",
                )
                .asks(&[Asks::All(&["why", "source"])]),
                optional("why", Form::Prose, "What it is for, or why it was withdrawn."),
                optional("source", Form::Text, "Where that can be read."),
            ],
        }
    };
}

pub const ACTION: Kind =
    entry!("an action", "action", Texts::Like(ACTION_NAME), "The action, written in full.");
pub const RESOURCE: Kind = entry!("a resource", "resource", Texts::All, "The ARN.");
pub const VALUE: Kind = entry!("a condition's value", "value", Texts::All, "The value.");
