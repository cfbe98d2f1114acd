//! The files of the catalog and the keys of each kind of table in them: stated once, for the reader
//! of the files and for the schemas that editors use.

use super::rules::{
    ACCESS_LEVELS, ACTION_NAME, ANY_ACTION, ATTACH_TO, Asks, CODES, COMPLETE, CONDITION_KEY, EFFECTS, GAINS,
    HOLDS, KEY_RULE_SHAPES, KEY_TYPE, MANAGED_POLICY, NO_SID, ONE_ACTION, PREFIX, RELEASE, RESOURCE_TYPE,
    SEPARATORS, SEVERITIES, SID, Texts,
};

/// A kind of file.
#[derive(Debug)]
#[allow(dead_code, reason = "for the schemas")]
pub(crate) struct File {
    /// What its schema is called.
    pub(crate) name: &'static str,
    /// Where such files lie in the catalog, with `*` for a name that the catalog chooses.
    pub(crate) path: &'static str,
    pub(crate) about: &'static str,
    pub(crate) content: Content,
}

impl File {
    /// The kind of a file that lies at this path in the catalog.
    #[allow(dead_code, reason = "for the schemas")]
    pub(crate) fn at(path: &str) -> Option<&'static Self> {
        let part_fits = |(wanted, part): (&str, &str)| match wanted.split_once('*') {
            Some((before, after)) => part.starts_with(before) && part.ends_with(after),
            None => wanted == part,
        };
        FILES.iter().find(|file| {
            file.path.split('/').count() == path.split('/').count()
                && file.path.split('/').zip(path.split('/')).all(part_fits)
        })
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "for the schemas")]
pub(crate) enum Content {
    /// The keys of one table.
    Table(&'static Kind),
    /// Tables of one kind, by name.
    Tables(&'static Kind),
}

/// A kind of table.
#[derive(Debug)]
pub(crate) struct Kind {
    /// What one is called in a message, with its article.
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
}

/// A key of a kind of table.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) is_required: bool,
    pub(crate) about: &'static str,
    /// What its texts can be.
    #[allow(dead_code, reason = "for the schemas")]
    pub(crate) texts: Texts,
    /// What it asks of the table that it stands in.
    #[allow(dead_code, reason = "for the schemas")]
    pub(crate) asks: &'static [Asks],
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// A text that people read, in which escapes are allowed.
    Prose,
    /// Such a text, or an empty one until a person has written it, which `verify` asks for.
    Draft,
    /// A list of texts that people read.
    Proses,
    /// A text without escapes.
    Text,
    /// A list of such texts.
    Texts,
    /// A text, or a list of texts and of tables that say how an entry differs from the source.
    Entries(&'static Kind),
    /// Tables of operators, of keys, of entries.
    Conditions,
    /// A text, or `false` for none.
    Sid,
    /// A TOML date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A table of texts by name.
    Names,
    /// A table of texts and lists of texts by name.
    Lists,
    /// A table of a kind of its own.
    Table(#[allow(dead_code, reason = "for the schemas")] &'static Kind),
    /// A list of tables.
    Tables(#[allow(dead_code, reason = "for the schemas")] &'static Kind),
}

const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, is_required: true, about, texts: Texts::All, asks: &[] }
}

const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { is_required: false, ..required(name, form, about) }
}

impl Key {
    const fn texts(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    const fn asks(self, asks: &'static [Asks]) -> Self {
        Self { asks, ..self }
    }
}

/// Every kind of file: the first whose path fits a file is the file's.
#[allow(dead_code, reason = "for the schemas")]
pub(crate) const FILES: &[File] = &[
    File {
        name: "parameters",
        path: "parameters.toml",
        about: "What a reader of the policies has to fill in: a table for each parameter.",
        content: Content::Tables(&PARAMETER),
    },
    File {
        name: "partitions",
        path: "partitions.toml",
        about: "The partitions of AWS: a table for each.",
        content: Content::Tables(&PARTITION),
    },
    File {
        name: "corrections",
        path: "corrections.toml",
        about: "Where what AWS states about its services misleads: a table for each reviewed correction.",
        content: Content::Tables(&CORRECTION),
    },
    File {
        name: "keys",
        path: "keys.toml",
        about: "Condition keys about which the rules of findings know something: a table for each.",
        content: Content::Tables(&CONDITION),
    },
    File {
        name: "prefixes",
        path: "prefixes.toml",
        about: "The prefixes of all services of AWS.",
        content: Content::Table(&PREFIXES),
    },
    File {
        name: "dangers",
        path: "dangers.toml",
        about: "What a service defines and a rule about danger has to know: a table for each danger.",
        content: Content::Tables(&DANGER),
    },
    File {
        name: "findings",
        path: "findings/*.toml",
        about: "Kinds of findings in policy documents: a table for each.",
        content: Content::Tables(&FINDING),
    },
    File {
        name: "service",
        path: "services/*.toml",
        about: "A service of AWS; the file is named after the prefix of its actions.",
        content: Content::Table(&SERVICE),
    },
    File {
        name: "version",
        path: "*/version.toml",
        about: "What is documented for a release, and how that page spells the parameters.",
        content: Content::Table(&VERSION),
    },
    File {
        name: "bundles",
        path: "*/bundles.toml",
        about: "The policies of a release that belong together: a table for each bundle.",
        content: Content::Tables(&BUNDLE),
    },
    File {
        name: "policy",
        path: "*/*/policy.toml",
        about: "The head of one policy.",
        content: Content::Table(&POLICY),
    },
    File {
        name: "statements",
        path: "*/*/*.toml",
        about: "The statements of one policy whose first action is of one service: a table for each.",
        content: Content::Tables(&STATEMENT),
    },
];

pub(crate) const PARAMETER: Kind = Kind {
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

pub(crate) const PARTITION: Kind = Kind {
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

pub(crate) const SERVICE: Kind = Kind {
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

pub(crate) const PREFIXES: Kind = Kind {
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

pub(crate) const CORRECTION: Kind = Kind {
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

pub(crate) const CONDITION: Kind = Kind {
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

pub(crate) const KEY_RULE: Kind = Kind {
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

pub(crate) const DANGER: Kind = Kind {
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

pub(crate) const FINDING: Kind = Kind {
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

pub(crate) const VERSION: Kind = Kind {
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

pub(crate) const SOURCE: Kind = Kind {
    name: "a source",
    keys: &[
        required("title", Form::Prose, "The title of the page."),
        required("url", Form::Draft, "The address of the page."),
        optional("commit", Form::Text, "The commit that holds this state of the page."),
        required("date", Form::Date, "The date of this state of the page."),
    ],
};

pub(crate) const SECTION: Kind = Kind {
    name: "a section",
    keys: &[
        required("heading", Form::Prose, "The section's heading."),
        required("text", Form::Prose, "Its text, in Markdown."),
    ],
};

pub(crate) const VERSION_ACKNOWLEDGEMENT: Kind =
    Kind { name: "a version's acknowledgement", keys: &[FINDING_CODE, REASON] };

pub(crate) const POLICY_ACKNOWLEDGEMENT: Kind = Kind {
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

pub(crate) const ACKNOWLEDGEMENT: Kind =
    Kind { name: "an acknowledgement", keys: &[FINDING_CODE, ENTRY, REASON] };

const FINDING_CODE: Key = required("finding", Form::Text, "The code of the finding.");
const ENTRY: Key = optional(
    "entry",
    Form::Text,
    "The action, resource or condition key that the finding is about, as it is written here; without it all findings of that code.",
);
const REASON: Key =
    required("reason", Form::Prose, "Why the policy is so all the same, and what its reader should know.");

pub(crate) const POLICY: Kind = Kind {
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

pub(crate) const BUNDLE: Kind = Kind {
    name: "a bundle",
    keys: &[
        required("summary", Form::Prose, "What its policies do together, in a sentence."),
        required("audience", Form::Prose, "For whom it is, in a sentence."),
        required("policies", Form::Texts, "The names of its policies' folders."),
    ],
};

pub(crate) const STATEMENT: Kind = Kind {
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

pub(crate) const ACTION: Kind =
    entry!("an action", "action", Texts::Like(ACTION_NAME), "The action, written in full.");
pub(crate) const RESOURCE: Kind = entry!("a resource", "resource", Texts::All, "The ARN.");
pub(crate) const VALUE: Kind = entry!("a condition's value", "value", Texts::All, "The value.");
