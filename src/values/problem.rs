//! What is wrong with values that were given by name.

use core::fmt;

use super::{InvalidValueError, Parameter};

/// Why a policy could not be filled: every problem with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillError {
    pub(crate) policy: &'static str,
    pub(crate) problems: Vec<FillProblem>,
}

impl FillError {
    /// The problems, those of the policy's parameters first, in the order of the catalog.
    #[must_use]
    pub fn problems(&self) -> &[FillProblem] {
        &self.problems
    }
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be filled", self.policy)?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n- {problem}"))
    }
}

impl core::error::Error for FillError {}

/// One problem with the values for a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FillProblem {
    /// A value that the policy needs was not given.
    Missing(&'static Parameter),
    /// A value is not what its parameter's type asks for.
    Invalid(&'static Parameter, InvalidValueError),
    /// A parameter that takes one value was given several.
    Repeated(&'static Parameter),
    /// The policy's text does not depend on the parameter.
    Unused(&'static Parameter),
    /// No parameter has this name.
    Unknown(Box<str>),
    /// The partition that was given is not the region's.
    Contradiction {
        /// The region that was given.
        region: Box<str>,
        /// The partition to which it belongs.
        belongs_to: &'static str,
        /// The partition that was given.
        given: &'static str,
    },
    /// A value is an ARN of another partition than that to which the policy is to be attached.
    ForeignArn {
        /// The parameter that the value was given for.
        parameter: &'static Parameter,
        /// The ARN.
        value: Box<str>,
        /// The partition that it names.
        given: Box<str>,
        /// The partition of the region, or that was given.
        partition: &'static str,
    },
    /// One region and all regions were asked for.
    OneAndAllRegions {
        /// The region that was given.
        region: Box<str>,
    },
}

impl fmt::Display for FillProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(parameter) => {
                write!(f, "`{}` is missing: {}", parameter.name, parameter.summary)
            }
            Self::Invalid(parameter, error) => write!(f, "`{}`: {error}", parameter.name),
            Self::Repeated(parameter) => {
                write!(f, "`{}` takes one value and was given several", parameter.name)
            }
            Self::Unused(parameter) => write!(f, "the policy has no `{}`", parameter.name),
            Self::Unknown(name) => write!(f, "no parameter is named `{}`", name.escape_debug()),
            Self::Contradiction { region, belongs_to, given } => {
                write!(f, "region `{region}` belongs to partition `{belongs_to}`, not to `{given}`")
            }
            Self::ForeignArn { parameter, value, given, partition } => {
                let (name, value) = (parameter.name, value.escape_debug());
                write!(
                    f,
                    "`{name}`: `{value}` belongs to partition `{given}`, and the policy to `{partition}`"
                )
            }
            Self::OneAndAllRegions { region } => {
                write!(f, "region `{region}` and all regions were both asked for")
            }
        }
    }
}
