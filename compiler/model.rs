//! The catalog as it was checked: what generation is made of.
//!
//! INVARIANT: a model holds nothing that IAM would refuse or that Rust cannot name, and every
//! placeholder in it has its parameter.

use crate::compiler::kinds::condition_keys::model::ConditionKey;
use crate::compiler::kinds::corrections::model::Correction;
use crate::compiler::kinds::dangers::model::Dangers;
use crate::compiler::kinds::findings::model::Finding;
use crate::compiler::kinds::prefixes::model::Prefixes;
use crate::compiler::kinds::services::model::Service;

/// A parameter of the catalog, by its place in [`Catalog::parameters`].
pub type ParameterId = usize;

#[derive(Debug)]
pub struct Catalog {
    pub parameters: Vec<Parameter>,
    pub partitions: Vec<Partition>,
    pub services: Vec<Service>,
    pub corrections: Vec<Correction>,
    pub prefixes: Prefixes,
    pub dangers: Dangers,
    pub findings: Vec<Finding>,
    pub condition_keys: Vec<ConditionKey>,
    pub versions: Vec<Version>,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub type_name: String,
    pub role: Role,
    pub summary: String,
    pub example: String,
    pub find: String,
    pub default: Option<String>,
    pub caution: Option<String>,
}

/// What a parameter's type means to rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One region or all of a partition's.
    Region,
    /// What follows from the region.
    Partition,
    /// A text.
    Value,
}

#[derive(Debug)]
pub struct Partition {
    pub id: String,
    pub name: String,
    pub region_prefixes: Vec<String>,
    pub dns_suffix: String,
    pub service_principals: Vec<String>,
    pub regions: Vec<String>,
}

#[derive(Debug)]
pub struct Version {
    pub id: String,
    pub product: String,
    pub release: String,
    pub applies_to: String,
    pub summary: String,
    /// The name of a cluster's stack: what precedes and what follows the cluster's name.
    pub stack_name: Option<StackName>,
    pub source: Source,
    pub guide: Vec<(String, String)>,
    pub acknowledged: Vec<Acknowledgement>,
    pub policies: Vec<Policy>,
    pub bundles: Vec<Bundle>,
}

/// Policies that belong together.
#[derive(Debug)]
pub struct Bundle {
    pub name: String,
    pub summary: String,
    pub audience: String,
    /// By their places in [`Version::policies`].
    pub policies: Vec<usize>,
    /// What all of them need together.
    pub parameters: Vec<Used>,
}

#[derive(Debug)]
pub struct StackName {
    pub text: String,
    pub prefix: String,
    pub suffix: String,
}

#[derive(Debug)]
pub struct Source {
    pub title: String,
    pub url: String,
    pub commit: Option<String>,
    pub date: String,
}

#[derive(Debug)]
pub struct Policy {
    pub id: String,
    pub variant: String,
    pub name: String,
    pub title: String,
    pub anchor: String,
    pub summary: String,
    pub attach_to: AttachTo,
    pub managed_policies: Vec<String>,
    pub schedulers: Vec<String>,
    pub commands: Vec<String>,
    pub notes: Vec<String>,
    pub acknowledged: Vec<Acknowledgement>,
    /// Its `policy.toml`.
    pub source: String,
    pub parameters: Vec<Used>,
    pub statements: Vec<Statement>,
}

impl Policy {
    /// The source's texts for a parameter: its placeholder, or its default, or none.
    pub fn texts<'p>(&'p self, catalog: &'p Catalog, parameter: ParameterId) -> Vec<&'p str> {
        let used = self.parameters.iter().find(|used| used.parameter == parameter);
        let placeholder = used.and_then(|used| used.placeholder.as_deref());
        placeholder.or(catalog.parameters[parameter].default.as_deref()).into_iter().collect()
    }
}

/// A finding that is known.
#[derive(Clone, Debug)]
pub struct Acknowledgement {
    pub finding: String,
    /// The name of the statement that has it, where a policy says so.
    pub statement: Option<String>,
    pub entry: Option<String>,
    pub reason: String,
    /// The file, and the table in it for a statement's.
    pub source: String,
}

#[derive(Debug)]
pub enum AttachTo {
    UserOrGroup,
    Role { trusted_services: Vec<String> },
}

/// How a policy uses a parameter.
#[derive(Clone, Debug)]
pub struct Used {
    pub parameter: ParameterId,
    pub need: Need,
    /// The source's text for it.
    pub placeholder: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Default,
    Optional,
    List,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub name: String,
    pub sid: Option<String>,
    pub why: String,
    pub effect: Effect,
    pub actions: Element,
    pub resources: Element,
    pub conditions: Vec<Condition>,
    pub presence: Presence,
    pub change: Option<Change>,
    pub acknowledged: Vec<Acknowledgement>,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Allow,
    Deny,
}

#[derive(Clone, Debug)]
pub struct Element {
    pub is_negated: bool,
    pub is_scalar: bool,
    pub entries: Vec<Entry>,
}

impl Element {
    /// The entries of one of the two forms.
    pub fn of_form(&self, form: Form) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().filter(move |entry| form.has(entry.change.as_ref()))
    }
}

#[derive(Clone, Debug)]
pub struct Entry {
    /// As it is written.
    pub text: String,
    pub template: Template,
    pub change: Option<Change>,
}

impl Entry {
    /// On what the entry's existence depends: the optional placeholder in it, if it has one.
    pub fn presence(&self) -> Presence {
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
pub type Template = Vec<Segment>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Text(String),
    Value { parameter: ParameterId, use_: Use },
}

/// The form of a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// `{name}`
    Plain,
    /// `{name?}`
    Optional,
    /// `{name...}`
    Each,
}

#[derive(Clone, Debug)]
pub struct Condition {
    pub operator: String,
    pub key: String,
    pub values: Element,
}

/// On which parameter the existence of something depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Always,
    When(ParameterId),
    Unless(ParameterId),
    /// One for each value of a list.
    Each(ParameterId),
}

#[derive(Clone, Debug)]
pub struct Change {
    pub direction: Direction,
    pub date: String,
    pub why: String,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Added,
    Withdrawn,
}

/// One of the two forms of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As it is maintained: without what was withdrawn.
    Maintained,
    /// As the source documents it: without what was added.
    Documented,
}

impl Form {
    pub const BOTH: [Self; 2] = [Self::Maintained, Self::Documented];

    /// Whether the form has what differs in this way.
    pub fn has(self, change: Option<&Change>) -> bool {
        match change.map(|change| change.direction) {
            None => true,
            Some(Direction::Added) => self == Self::Maintained,
            Some(Direction::Withdrawn) => self == Self::Documented,
        }
    }
}
