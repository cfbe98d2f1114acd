//! The catalog as it was checked: what generation is made of.
//!
//! INVARIANT: a model holds nothing that IAM would refuse or that Rust cannot name, and every
//! placeholder in it has its parameter.

use super::dangers::model::Dangers;
use super::facts::model::{Correction, Facts};

/// A parameter of the catalog, by its place in [`Catalog::parameters`].
pub(crate) type ParameterId = usize;

#[derive(Debug)]
pub(crate) struct Catalog {
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) partitions: Vec<Partition>,
    pub(crate) services: Vec<Service>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) prefixes: Prefixes,
    pub(crate) dangers: Dangers,
    pub(crate) findings: Vec<Finding>,
    pub(crate) condition_keys: Vec<ConditionKey>,
    pub(crate) versions: Vec<Version>,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) type_name: String,
    pub(crate) role: Role,
    pub(crate) summary: String,
    pub(crate) example: String,
    pub(crate) find: String,
    pub(crate) default: Option<String>,
    pub(crate) caution: Option<String>,
}

/// What a parameter's type means to rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// One region or all of a partition's.
    Region,
    /// What follows from the region.
    Partition,
    /// A text.
    Value,
}

#[derive(Debug)]
pub(crate) struct Partition {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) region_prefixes: Vec<String>,
    pub(crate) dns_suffix: String,
    pub(crate) service_principals: Vec<String>,
    pub(crate) regions: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) prefix: String,
    pub(crate) name: String,
    pub(crate) facts: Facts,
}

/// The prefixes of all services of AWS.
#[derive(Debug, Default)]
pub(crate) struct Prefixes {
    pub(crate) as_of: Option<String>,
    /// The prefixes with the services' names, sorted; a service without one has its prefix for that.
    pub(crate) services: Vec<(String, String)>,
    /// What ARNs have in the service's place besides, sorted.
    pub(crate) arns: Vec<String>,
}

/// A kind of finding in policy documents.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) code: String,
    /// The file's name without its ending.
    pub(crate) group: String,
    /// One of [`SEVERITIES`](super::rules::SEVERITIES).
    pub(crate) severity: String,
    pub(crate) is_of_aws: bool,
    pub(crate) summary: String,
    pub(crate) explanation: String,
    pub(crate) failing: String,
    pub(crate) passing: String,
    pub(crate) needs_placeholders: bool,
    pub(crate) partition: Option<String>,
}

/// What the rules of findings know about a condition key.
#[derive(Debug)]
pub(crate) struct ConditionKey {
    pub(crate) name: String,
    pub(crate) type_name: Option<String>,
    /// One of [`HOLDS`](super::rules::HOLDS).
    pub(crate) holds: Option<String>,
    /// Those of [`KEY_FLAGS`](super::rules::KEY_FLAGS) that are `true`.
    pub(crate) flags: Vec<&'static str>,
    pub(crate) instead: Vec<String>,
    pub(crate) with: Vec<String>,
    pub(crate) services: Vec<String>,
    pub(crate) also: Vec<String>,
    pub(crate) rules: Vec<KeyRule>,
}

/// A rule about conditions on a key.
#[derive(Debug)]
pub(crate) struct KeyRule {
    /// One of [`KEY_RULE_SHAPES`](super::rules::KEY_RULE_SHAPES).
    pub(crate) shape: String,
    pub(crate) code: String,
    pub(crate) actions: Vec<String>,
    pub(crate) key: Option<String>,
    pub(crate) values: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) id: String,
    pub(crate) product: String,
    pub(crate) release: String,
    pub(crate) applies_to: String,
    pub(crate) summary: String,
    /// The name of a cluster's stack: what precedes and what follows the cluster's name.
    pub(crate) stack_name: Option<StackName>,
    pub(crate) source: Source,
    pub(crate) guide: Vec<(String, String)>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) bundles: Vec<Bundle>,
}

/// Policies that belong together.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) audience: String,
    /// By their places in [`Version::policies`].
    pub(crate) policies: Vec<usize>,
    /// What all of them need together.
    pub(crate) parameters: Vec<Used>,
}

#[derive(Debug)]
pub(crate) struct StackName {
    pub(crate) text: String,
    pub(crate) prefix: String,
    pub(crate) suffix: String,
}

#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) commit: Option<String>,
    pub(crate) date: String,
}

#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) id: String,
    pub(crate) variant: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) anchor: String,
    pub(crate) summary: String,
    pub(crate) attach_to: AttachTo,
    pub(crate) managed_policies: Vec<String>,
    pub(crate) schedulers: Vec<String>,
    pub(crate) commands: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    /// Its `policy.toml`.
    pub(crate) source: String,
    pub(crate) parameters: Vec<Used>,
    pub(crate) statements: Vec<Statement>,
}

impl Policy {
    /// The source's texts for a parameter: its placeholder, or its default, or none.
    pub(crate) fn texts<'p>(&'p self, catalog: &'p Catalog, parameter: ParameterId) -> Vec<&'p str> {
        let used = self.parameters.iter().find(|used| used.parameter == parameter);
        let placeholder = used.and_then(|used| used.placeholder.as_deref());
        placeholder.or(catalog.parameters[parameter].default.as_deref()).into_iter().collect()
    }
}

/// A finding that is known.
#[derive(Clone, Debug)]
pub(crate) struct Acknowledgement {
    pub(crate) finding: String,
    /// The name of the statement that has it, where a policy says so.
    pub(crate) statement: Option<String>,
    pub(crate) entry: Option<String>,
    pub(crate) reason: String,
    /// The file, and the table in it for a statement's.
    pub(crate) source: String,
}

#[derive(Debug)]
pub(crate) enum AttachTo {
    UserOrGroup,
    Role { trusted_services: Vec<String> },
}

/// How a policy uses a parameter.
#[derive(Clone, Debug)]
pub(crate) struct Used {
    pub(crate) parameter: ParameterId,
    pub(crate) need: Need,
    /// The source's text for it.
    pub(crate) placeholder: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Default,
    Optional,
    List,
}

#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) name: String,
    pub(crate) sid: Option<String>,
    pub(crate) why: String,
    pub(crate) effect: Effect,
    pub(crate) actions: Element,
    pub(crate) resources: Element,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) presence: Presence,
    pub(crate) change: Option<Change>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
    pub(crate) source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Allow,
    Deny,
}

#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) is_negated: bool,
    pub(crate) is_scalar: bool,
    pub(crate) entries: Vec<Entry>,
}

impl Element {
    /// The entries of one of the two forms.
    pub(crate) fn of_form(&self, form: Form) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().filter(move |entry| form.has(entry.change.as_ref()))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// As it is written.
    pub(crate) text: String,
    pub(crate) template: Template,
    pub(crate) change: Option<Change>,
}

impl Entry {
    /// On what the entry's existence depends: the optional placeholder in it, if it has one.
    pub(crate) fn presence(&self) -> Presence {
        self.template
            .iter()
            .find_map(|segment| match *segment {
                Segment::Value { parameter, use_: Use::Optional } => Some(Presence::When(parameter)),
                Segment::Value { parameter, use_: Use::Each } => Some(Presence::Each(parameter)),
                _ => None,
            })
            .unwrap_or(Presence::Always)
    }
}

/// A text with parameters in it.
pub(crate) type Template = Vec<Segment>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Text(String),
    Value { parameter: ParameterId, use_: Use },
}

/// The form of a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// `{name}`
    Plain,
    /// `{name?}`
    Optional,
    /// `{name...}`
    Each,
}

#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) operator: String,
    pub(crate) key: String,
    pub(crate) values: Element,
}

/// On which parameter the existence of something depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    When(ParameterId),
    Unless(ParameterId),
    /// One for each value of a list.
    Each(ParameterId),
}

#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) direction: Direction,
    pub(crate) date: String,
    pub(crate) why: String,
    pub(crate) source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Added,
    Withdrawn,
}

/// One of the two forms of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is maintained: without what was withdrawn.
    Maintained,
    /// As the source documents it: without what was added.
    Documented,
}

impl Form {
    pub(crate) const BOTH: [Self; 2] = [Self::Maintained, Self::Documented];

    /// Whether the form has what differs in this way.
    pub(crate) fn has(self, change: Option<&Change>) -> bool {
        match change.map(|change| change.direction) {
            None => true,
            Some(Direction::Added) => self == Self::Maintained,
            Some(Direction::Withdrawn) => self == Self::Documented,
        }
    }
}
