//! The policies as they were checked.

use crate::compiler::kinds::losses::model::Loss;
use crate::compiler::kinds::parameters::model::{Parameter, ParameterId};
use crate::compiler::kinds::parameters::template::{PlaceholderUse, Segment, Template};
use crate::compiler::kinds::promises::model::Promise;

#[derive(Debug)]
pub struct Policy {
    pub id: String,
    pub variant: String,
    pub name: String,
    pub title: String,
    pub anchor: String,
    pub summary: String,
    pub attach_to: AttachTo,
    /// The path of the role that the product creates.
    pub path: Option<String>,
    pub managed_policies: Vec<ManagedPolicy>,
    /// The releases that it applies to, if they are not those of its version.
    pub applies_to: Option<String>,
    /// The names of the attachments whose quotas it fits.
    pub fits: Vec<String>,
    /// True if it fits managed policies only in several parts.
    pub is_split: bool,
    pub schedulers: Vec<String>,
    pub promise: Promise,
    /// The variants of the policies beside which its commands run.
    pub beside: Vec<String>,
    pub notes: Vec<String>,
    pub acknowledged: Vec<Acknowledgement>,
    pub losses: Vec<Loss>,
    /// Its `policy.toml`.
    pub source: String,
    pub parameters: Vec<UsedParameter>,
    pub statements: Vec<Statement>,
}

impl Policy {
    /// The source's value for a parameter: its placeholder, or its default, or none.
    pub fn texts<'p>(&'p self, parameters: &'p [Parameter], parameter: ParameterId) -> Vec<&'p str> {
        let used = self.parameters.iter().find(|used| used.parameter == parameter);
        let placeholder = used.and_then(|used| used.placeholder.as_deref());
        placeholder.or(parameters[parameter].default.as_deref()).into_iter().collect()
    }
}

/// A managed policy of AWS, and the circumstances in which it is attached.
#[derive(Debug)]
pub struct ManagedPolicy {
    pub name: String,
    /// The setting of the configuration without which it is not attached.
    pub setting: Option<String>,
    /// The setting of the configuration with which it is not attached.
    pub unless_setting: Option<String>,
    /// The ids of the partitions that do not have it.
    pub not_in: Vec<String>,
}

/// An acknowledged finding.
#[derive(Clone, Debug)]
pub struct Acknowledgement {
    pub finding: String,
    /// The name of the statement with the finding, if a policy names it.
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

/// The use of a parameter in a policy.
#[derive(Clone, Debug)]
pub struct UsedParameter {
    pub parameter: ParameterId,
    pub need: ParameterNeed,
    /// The source's placeholder for it.
    pub placeholder: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterNeed {
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
    pub conditions: Vec<StatementCondition>,
    /// The conditions of its existence, all of which have to hold: [`Presence::When`] and
    /// [`Presence::Unless`]. Without one, it always exists.
    pub presence: Vec<Presence>,
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
    pub fn of_form(&self, form: PolicyForm) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().filter(move |entry| form.has(entry.change.as_ref()))
    }

    /// The presence of the list as a whole, inside something with a presence of its own.
    pub fn presence(&self, form: PolicyForm, outer: &[Presence]) -> Presence {
        match Presence::common(self.of_form(form).map(|entry| entry.presence().inside(outer))) {
            Presence::Each(parameter) => Presence::When(parameter),
            Presence::Many(_) => Presence::Always,
            presence => presence,
        }
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
    /// The condition of the entry's existence: the optional placeholder in it, if it has one.
    pub fn presence(&self) -> Presence {
        self.template
            .iter()
            .find_map(|segment| match *segment {
                Segment::Value { parameter, use_: PlaceholderUse::Optional } => {
                    Some(Presence::When(parameter))
                }
                Segment::Value { parameter, use_: PlaceholderUse::Each } => Some(Presence::Each(parameter)),
                Segment::Value { parameter, use_: PlaceholderUse::Many } => Some(Presence::Many(parameter)),
                _ => None,
            })
            .unwrap_or(Presence::Always)
    }
}

#[derive(Clone, Debug)]
pub struct StatementCondition {
    pub operator: String,
    pub key: String,
    pub values: Element,
}

/// The parameter on which the existence of something depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Always,
    When(ParameterId),
    Unless(ParameterId),
    /// One for each value of a list.
    Each(ParameterId),
    /// One for each value of a list that is never empty.
    Many(ParameterId),
}

impl Presence {
    /// The presence that all share, or `Always`.
    pub fn common(mut presences: impl Iterator<Item = Self>) -> Self {
        let first = presences.next().unwrap_or(Self::Always);
        if presences.all(|presence| presence == first) { first } else { Self::Always }
    }

    /// The presence within something whose own conditions hold.
    #[must_use]
    pub fn inside(self, outer: &[Self]) -> Self {
        match self {
            Self::Each(parameter) if outer.contains(&Self::When(parameter)) => Self::Many(parameter),
            _ if outer.contains(&self) => Self::Always,
            _ => self,
        }
    }

    /// True for something that is there once or more, whatever is given.
    pub fn is_certain(self) -> bool {
        matches!(self, Self::Always | Self::Many(_))
    }
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

/// The two forms of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyForm {
    /// As it is maintained: without what was withdrawn.
    Maintained,
    /// As the source documents it: without what was added.
    Documented,
}

impl PolicyForm {
    pub const BOTH: [Self; 2] = [Self::Maintained, Self::Documented];

    /// True if the form has a part with this difference.
    pub fn has(self, change: Option<&Change>) -> bool {
        match change.map(|change| change.direction) {
            None => true,
            Some(Direction::Added) => self == Self::Maintained,
            Some(Direction::Withdrawn) => self == Self::Documented,
        }
    }
}
