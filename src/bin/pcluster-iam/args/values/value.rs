//! A value that was given, and where.

use pcluster_iam::{PARAMETERS, Parameter, ParameterRole};

use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;

/// A value that was given, and where.
#[derive(Clone, Debug)]
pub(crate) struct GivenValue {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl GivenValue {
    /// Whether the parameter has a role.
    pub(crate) fn has_role(&self, role: ParameterRole) -> bool {
        Parameter::named(self.name).is_some_and(|parameter| parameter.role() == role)
    }
}

/// Where a value was given.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// The option of the parameter's name.
    Option,
    /// `--set`
    Set,
    /// A file: its path, line and column, to stand before a message.
    File(String),
}

impl Place {
    /// The smaller wins.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Option => 0,
            Self::Set => 1,
            Self::File(_) => 2,
        }
    }

    /// Whether the value may be for other policies: a file serves for all of them.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self, Self::File(_))
    }
}

/// A name that no parameter has; `before` stands before the message.
pub(crate) fn unknown(name: &str, before: &str) -> Complaint {
    let complaint = Complaint::new(format!("{before}no parameter is named `{}`", name.escape_debug()));
    let spelt = name.replace('_', "-");
    match similar(&spelt, PARAMETERS.iter().map(|parameter| parameter.name)).first() {
        Some(nearest) => complaint.help(format!("did you mean `{nearest}`?")),
        None => complaint.help(format!(
            "the parameters are {}",
            PARAMETERS.iter().map(|parameter| parameter.name).collect::<Vec<_>>().join(", ")
        )),
    }
}
