//! A value that a user gives, with its place.

use pcluster_iam::{PARAMETERS, Parameter, ParameterRole};

use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;

/// A value that a user gives, with its place.
#[derive(Clone, Debug)]
pub(crate) struct GivenValue {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl GivenValue {
    /// True if the parameter has the role.
    pub(crate) fn has_role(&self, role: ParameterRole) -> bool {
        Parameter::named(self.name).is_some_and(|parameter| parameter.role() == role)
    }

    /// True for a value that is only on or off.
    pub(super) fn is_flag(&self) -> bool {
        self.has_role(ParameterRole::Flag)
    }
}

/// The place of a value.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A row of a table, with path and line as the prefix of a message.
    Row(String),
    /// The option with the parameter's name.
    Option,
    /// `--set`
    Set,
    /// A file, with path, line and column as the prefix of a message.
    File(String),
    /// A variable of the environment, by its name.
    Environment(String),
    /// The chosen profile of the configuration file, with path, line and column as the prefix of a message.
    Profile(String),
    /// The values of every run in the configuration file, likewise.
    Config(String),
    /// The policies that a command is about.
    Inferred,
    /// The parameter's example, in place of a value that nobody gives.
    Example,
}

impl Place {
    /// The rank of the place: the smallest takes precedence.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Row(_) => 0,
            Self::Option => 1,
            Self::Set => 2,
            Self::File(_) => 3,
            Self::Environment(_) => 4,
            Self::Profile(_) => 5,
            Self::Config(_) => 6,
            Self::Inferred => 7,
            Self::Example => 8,
        }
    }

    /// True for a value that may be for other policies: any but those that are typed for this command.
    pub(crate) fn is_shared(&self) -> bool {
        !matches!(self, Self::Option | Self::Set)
    }

    /// True for a value that is used again and again.
    pub(crate) fn is_usual(&self) -> bool {
        matches!(self, Self::Environment(_) | Self::Profile(_) | Self::Config(_))
    }
}

/// The message about the name of no parameter, with a prefix.
pub(crate) fn unknown(name: &str, before: &str) -> Complaint {
    unknown_among(name, before, PARAMETERS.iter().map(|parameter| parameter.name))
}

/// The same, where only some of them are of use.
pub(crate) fn unknown_among(
    name: &str,
    before: &str,
    names: impl Iterator<Item = &'static str>,
) -> Complaint {
    let complaint = Complaint::new(format!("{before}no parameter is named `{}`", name.escape_debug()));
    let spelt = name.replace('_', "-");
    match similar(&spelt, PARAMETERS.iter().map(|parameter| parameter.name)).first() {
        Some(nearest) => complaint.help(format!("did you mean `{nearest}`?")),
        None => complaint.help(format!("the parameters are {}", names.collect::<Vec<_>>().join(", "))),
    }
}
