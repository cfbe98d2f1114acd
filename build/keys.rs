//! The keys of each kind of table in the catalog: stated once, for the reader of the files and for
//! the schemas that editors use.

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
    #[allow(dead_code, reason = "for the schemas")]
    pub(crate) about: &'static str,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// A text that people read, in which escapes are allowed.
    Prose,
    /// A list of such texts.
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
    /// A table of texts by name.
    Names,
    /// A table of texts or lists of texts by name.
    Lists,
    /// A table of a kind of its own.
    Table(#[allow(dead_code, reason = "for the schemas")] &'static Kind),
    /// A list of tables.
    Tables(#[allow(dead_code, reason = "for the schemas")] &'static Kind),
}

const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, is_required: true, about }
}

const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, is_required: false, about }
}

pub(crate) const PARAMETER: Kind = Kind {
    name: "a parameter",
    keys: &[
        required("type", Form::Text, "The rule that its values follow."),
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
            "The principals as which a service acts there, with `{service}` for its name.",
        ),
        required("regions", Form::Texts, "Its regions, as far as they are known."),
    ],
};

pub(crate) const SERVICE: Kind = Kind {
    name: "a service",
    keys: &[
        required("name", Form::Prose, "What AWS calls it."),
        required("as-of", Form::Date, "The day on which AWS stated the facts."),
        optional("resources", Form::Lists, "Its resource types, with their ARN formats."),
        optional("list", Form::Lists, "The actions that list, with their resource types or `*`."),
        optional("read", Form::Lists, "The actions that read."),
        optional("write", Form::Lists, "The actions that write."),
        optional("tagging", Form::Lists, "The actions that only change tags."),
        optional("permissions-management", Form::Lists, "The actions that change permissions."),
        optional("keys", Form::Lists, "Its condition keys, with the types of their values."),
        optional("action-keys", Form::Lists, "The condition keys that the requests of an action have."),
        optional("resource-keys", Form::Lists, "The condition keys that a resource type has."),
        optional("calls", Form::Lists, "The actions that a call authorizes besides that of its own name."),
    ],
};

pub(crate) const CORRECTION: Kind = Kind {
    name: "a correction",
    keys: &[
        optional("service", Form::Text, "The service that it is about."),
        optional("action", Form::Text, "The action that it is about, in full."),
        optional("resource", Form::Text, "The resource type that it is about, as `service:type`."),
        optional("key", Form::Text, "The condition key that it is about."),
        optional("variables", Form::Texts, "The variables of ARN formats that it is about."),
        optional("access-level", Form::Text, "The access level that the action has."),
        optional("also", Form::Texts, "What the action or the resource type has besides."),
        optional("is", Form::Text, "How the condition key is spelt."),
        optional("holds", Form::Text, "Which of `/` and `:` the variables may hold."),
        optional("keys", Form::Text, "`complete` if no key is missing that AWS states with an action."),
        required("reason", Form::Prose, "Why what AWS states misleads."),
        required("source", Form::Text, "Where that can be read."),
    ],
};

pub(crate) const VERSION: Kind = Kind {
    name: "a version",
    keys: &[
        required("product", Form::Prose, "The product that the policies are for."),
        required("release", Form::Text, "The release that the source states."),
        required("applies-to", Form::Text, "The releases for which the policies hold."),
        required("summary", Form::Prose, "What the policies are, in a sentence."),
        optional("stack-name", Form::Text, "The name of a cluster's stack, with `{cluster-name}` in it."),
        required("source", Form::Table(&SOURCE), "The page that states the policies."),
        required("placeholders", Form::Names, "The source's text for each parameter."),
        optional("guide", Form::Tables(&SECTION), "The prose of the page for administrators."),
    ],
};

pub(crate) const SOURCE: Kind = Kind {
    name: "a source",
    keys: &[
        required("title", Form::Prose, "The title of the page."),
        required("url", Form::Text, "The address of the page."),
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

pub(crate) const POLICY: Kind = Kind {
    name: "a policy",
    keys: &[
        required("name", Form::Text, "The name that the source gives it."),
        required("title", Form::Prose, "The heading under which the source states it."),
        required("anchor", Form::Text, "The anchor of that heading."),
        required("attach-to", Form::Text, "`user-or-group` or `role`."),
        optional("trusted-services", Form::Texts, "The services that assume the role."),
        optional(
            "managed-policies",
            Form::Texts,
            "The AWS managed policies that are attached beside it: what their ARNs have behind `policy/`.",
        ),
        required("schedulers", Form::Texts, "The schedulers of the clusters that it is for."),
        required("summary", Form::Prose, "What it is for, in a sentence."),
        optional("commands", Form::Texts, "The product's commands that it is made for."),
        optional("notes", Form::Proses, "What to know before attaching it, in Markdown."),
        optional("placeholders", Form::Names, "The source's texts that differ here from the version's."),
        required("statements", Form::Texts, "Its statements, in the document's order."),
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
        required("why", Form::Prose, "What the product does with it and what breaks without it."),
        optional("actions", Form::Entries(&ACTION), "What it grants, written in full."),
        optional("not-actions", Form::Entries(&ACTION), "What it does not grant, of all actions."),
        optional("resources", Form::Entries(&RESOURCE), "On what it grants it."),
        optional("not-resources", Form::Entries(&RESOURCE), "On what it does not grant it."),
        optional("effect", Form::Text, "`Allow`, which is the default, or `Deny`."),
        optional("conditions", Form::Conditions, "Operators, keys and values, as IAM has them."),
        optional("sid", Form::Sid, "The Sid where it is not the table's name, or `false` for none."),
        optional("when", Form::Text, "The parameter with which the statement exists."),
        optional("unless", Form::Text, "The parameter without which the statement exists."),
        optional("added", Form::Date, "Since when the maintained form has it and the source does not."),
        optional("withdrawn", Form::Date, "Since when the source has it and the maintained form does not."),
        optional("source", Form::Text, "Where that can be read."),
    ],
};

/// An entry of an element that differs from the source.
macro_rules! entry {
    ($name:literal, $key:literal, $about:literal) => {
        Kind {
            name: $name,
            keys: &[
                required($key, Form::Text, $about),
                optional(
                    "added",
                    Form::Date,
                    "Since when the maintained form has it and the source does not.",
                ),
                optional(
                    "withdrawn",
                    Form::Date,
                    "Since when the source has it and the maintained form does not.",
                ),
                optional("why", Form::Prose, "What it is for, or why it was withdrawn."),
                optional("source", Form::Text, "Where that can be read."),
            ],
        }
    };
}

pub(crate) const ACTION: Kind = entry!("an action", "action", "The action, written in full.");
pub(crate) const RESOURCE: Kind = entry!("a resource", "resource", "The ARN.");
pub(crate) const VALUE: Kind = entry!("a condition's value", "value", "The value.");
