//! Problems with values by name.

use core::fmt;

use super::{InvalidValueError, Parameter, Partition};

/// The problems with the values for a policy, which could not be filled.
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

/// A value of a struct is an ARN in another partition than that of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignArnError {
    pub(crate) parameter: &'static Parameter,
    pub(crate) value: Box<str>,
    pub(crate) partition: &'static Partition,
}

impl ForeignArnError {
    /// The parameter of the value.
    #[must_use]
    pub fn parameter(&self) -> &'static Parameter {
        self.parameter
    }

    /// The ARN.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The partition of the policy.
    #[must_use]
    pub fn partition(&self) -> &'static Partition {
        self.partition
    }
}

impl fmt::Display for ForeignArnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = (self.parameter.name, &self.value);
        write!(
            f,
            "`{name}`: `{value}` is in another partition than the policy, which is for `{}`",
            self.partition
        )
    }
}

impl core::error::Error for ForeignArnError {}

/// One problem with the values for a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FillProblem {
    /// A value that the policy needs was not given.
    Missing(&'static Parameter),
    /// A value does not follow the rule of its parameter's type.
    Invalid(&'static Parameter, InvalidValueError),
    /// A parameter that takes a single value was given several.
    Repeated(&'static Parameter),
    /// The policy does not depend on the parameter.
    Unused(&'static Parameter),
    /// No parameter has the name.
    Unknown(Box<str>),
    /// The partition that was given is not that of the region.
    Contradiction {
        /// The region that was given.
        region: Box<str>,
        /// The region's partition.
        belongs_to: &'static str,
        /// The partition that was given.
        given: &'static str,
    },
    /// A value is an ARN in another partition than that of the policy.
    ForeignArn {
        /// The parameter of the value.
        parameter: &'static Parameter,
        /// The ARN.
        value: Box<str>,
        /// The partition in the ARN.
        given: Box<str>,
        /// The partition of the policy.
        partition: &'static str,
    },
    /// A value has no effect, because all statements that depend on it need another value too. A flag is no
    /// such value.
    WithoutEffect {
        /// The parameter of the value.
        parameter: &'static Parameter,
        /// The parameter that has to be given too.
        needs: &'static Parameter,
    },
    /// Both a region and all regions were requested.
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
                write!(f, "`{}` takes one value but was given several", parameter.name)
            }
            Self::Unused(parameter) => write!(f, "the policy does not use `{}`", parameter.name),
            Self::Unknown(name) => write!(f, "no parameter is named `{}`", name.escape_debug()),
            Self::Contradiction { region, belongs_to, given } => {
                write!(f, "region `{region}` is in partition `{belongs_to}`, not in `{given}`")
            }
            Self::ForeignArn { parameter, value, given, partition } => {
                let (name, value) = (parameter.name, value.escape_debug());
                write!(
                    f,
                    "`{name}`: `{value}` is in partition `{given}`, but the policy is for `{partition}`"
                )
            }
            Self::WithoutEffect { parameter, needs } => {
                write!(f, "`{}` has no effect without `{}`", parameter.name, needs.name)
            }
            Self::OneAndAllRegions { region } => {
                write!(f, "both region `{region}` and all regions were requested")
            }
        }
    }
}
