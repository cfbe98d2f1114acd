//! Policies by name: values in, the policy's own struct out, and all problems at once.

#![allow(dead_code, reason = "not every choice of versions needs all of it")]
#![allow(clippy::option_option, reason = "a value that is invalid differs from one that was not given")]

use core::fmt;

use crate::policy::{Parameter, Policy};
use crate::render::{self, Render};
use crate::shared::grammar;
use crate::{InvalidValueError, PARAMETERS, Partition, Region};

/// The names of the types that one value answers for all policies.
const REGION: &str = "region";
const PARTITION: &str = "partition";

/// Values for a policy's parameters, by name.
///
/// ```
/// use pcluster_iam::Values;
///
/// let values = Values::new().set("region", "eu-west-1").set("account-id", "123456789012");
/// # let _ = values;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values<'a> {
    values: Vec<(&'a str, &'a str)>,
    all_regions: bool,
}

impl<'a> Values<'a> {
    /// No values.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the value of a parameter; a list takes its name once for each of its values.
    #[must_use]
    pub fn set(mut self, name: &'a str, value: &'a str) -> Self {
        self.values.push((name, value));
        self
    }

    /// Asks for all regions of the partition, which then has to be given, in place of one region.
    #[must_use]
    pub fn all_regions(mut self) -> Self {
        self.all_regions = true;
        self
    }

    /// The values of a parameter, in the order in which they were given.
    pub fn get(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(given, _)| *given == name).map(|(_, value)| *value)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Values<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(values: I) -> Self {
        Self { values: values.into_iter().collect(), all_regions: false }
    }
}

/// A policy with the values that it was asked for: its struct, whichever it is.
#[derive(Debug)]
pub struct Filled<'a> {
    policy: &'static Policy,
    document: Box<dyn Document + 'a>,
}

impl<'a> Filled<'a> {
    pub(crate) fn new(policy: &'static Policy, document: impl Render + fmt::Debug + 'a) -> Self {
        Self { policy, document: Box::new(document) }
    }

    /// The policy that was filled.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The document in one line, as an API call takes it.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.to_json()
    }

    /// The document indented by four spaces, as documented; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        self.document.to_json_pretty()
    }

    /// Writes the document in one line.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json(out)
    }

    /// Writes the document indented by four spaces.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json_pretty(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json_pretty(out)
    }
}

/// [`Render`] without its type parameters, so that it can stand behind a pointer.
trait Document: fmt::Debug {
    fn to_json(&self) -> String;
    fn to_json_pretty(&self) -> String;
    fn write_json(&self, out: &mut dyn fmt::Write) -> fmt::Result;
    fn write_json_pretty(&self, out: &mut dyn fmt::Write) -> fmt::Result;
}

impl<T: Render + fmt::Debug> Document for T {
    fn to_json(&self) -> String {
        render::to_json(self)
    }

    fn to_json_pretty(&self) -> String {
        render::to_json_pretty(self)
    }

    fn write_json(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        render::write_json(self, out)
    }

    fn write_json_pretty(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        render::write_json_pretty(self, out)
    }
}

/// Why a policy could not be filled: every problem with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillError {
    policy: &'static str,
    problems: Vec<FillProblem>,
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

/// Reads the values that a policy's struct is built of, and collects what is wrong with them.
pub(crate) struct Reader<'r, 'a> {
    policy: &'static Policy,
    values: &'r Values<'a>,
    /// The partition that the policy is for, once it was read.
    partition: Option<&'static Partition>,
    problems: Vec<FillProblem>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(crate) fn fill(policy: &'static Policy, values: &'r Values<'a>) -> Result<Filled<'a>, FillError> {
        let mut reader = Self { policy, values, partition: None, problems: Vec::new() };
        let filled = (policy.fill)(&mut reader);
        reader.check_names();
        reader.check_arns();
        match filled {
            Some(filled) if reader.problems.is_empty() => Ok(filled),
            _ => Err(FillError { policy: policy.id, problems: reader.problems }),
        }
    }

    /// A value that has to be given.
    pub(crate) fn required<T>(
        &mut self,
        parameter: &'static Parameter,
        make: fn(&'a str) -> Result<T, InvalidValueError>,
    ) -> Option<T> {
        let value = self.optional(parameter, make)?;
        if value.is_none() {
            self.problems.push(FillProblem::Missing(parameter));
        }
        value
    }

    /// A value that may be left out: nothing if it is invalid, `Some(None)` if it was not given.
    pub(crate) fn optional<T>(
        &mut self,
        parameter: &'static Parameter,
        make: fn(&'a str) -> Result<T, InvalidValueError>,
    ) -> Option<Option<T>> {
        let Some(value) = self.only(parameter) else { return Some(None) };
        match make(value) {
            Ok(value) => Some(Some(value)),
            Err(error) => {
                self.problems.push(FillProblem::Invalid(parameter, error));
                None
            }
        }
    }

    /// The values of a list, which may be empty: nothing if one of them is invalid.
    pub(crate) fn list<T>(
        &mut self,
        parameter: &'static Parameter,
        make: fn(&'a str) -> Result<T, InvalidValueError>,
    ) -> Option<Vec<T>> {
        let mut list = Vec::new();
        let mut is_valid = true;
        for value in self.values.get(parameter.name) {
            match make(value) {
                Ok(value) => list.push(value),
                Err(error) => {
                    self.problems.push(FillProblem::Invalid(parameter, error));
                    is_valid = false;
                }
            }
        }
        is_valid.then_some(list)
    }

    /// One region, or all regions of the partition that was given.
    pub(crate) fn region(&mut self, parameter: &'static Parameter) -> Option<Region<'a>> {
        let given = self.given_partition();
        if self.values.all_regions {
            if let Some(region) = self.only(parameter) {
                self.problems.push(FillProblem::OneAndAllRegions { region: region.into() });
                return None;
            }
            self.partition = self.or_missing_partition(given?);
            return self.partition.map(Region::any);
        }
        let region = self.required(parameter, Region::new)?;
        if let Some(Some(given)) = given
            && *given != *region.partition()
        {
            self.problems.push(FillProblem::Contradiction {
                region: region.as_str().into(),
                belongs_to: region.partition().id,
                given: given.id,
            });
            return None;
        }
        self.partition = Some(region.partition());
        Some(region)
    }

    /// The partition, where the policy's text does not depend on the region: as given, or as it
    /// follows from a region.
    pub(crate) fn partition(&mut self, _: &'static Parameter) -> Option<&'static Partition> {
        match parameter(REGION) {
            Some(region) if self.values.get(region.name).next().is_some() => {
                self.region(region).map(Region::partition)
            }
            _ => {
                let given = self.given_partition()?;
                self.partition = self.or_missing_partition(given);
                self.partition
            }
        }
    }

    fn given_partition(&mut self) -> Option<Option<&'static Partition>> {
        self.optional(parameter(PARTITION)?, Partition::new)
    }

    fn or_missing_partition(&mut self, given: Option<&'static Partition>) -> Option<&'static Partition> {
        if given.is_none() {
            self.problems.extend(parameter(PARTITION).map(FillProblem::Missing));
        }
        given
    }

    fn only(&mut self, parameter: &'static Parameter) -> Option<&'a str> {
        let mut values = self.values.get(parameter.name);
        let value = values.next();
        if values.next().is_some() {
            self.problems.push(FillProblem::Repeated(parameter));
        }
        value
    }

    /// Notes the values that are ARNs of another partition than the policy's.
    fn check_arns(&mut self) {
        let Some(partition) = self.partition else { return };
        for used in self.policy.parameters {
            for value in self.values.get(used.parameter.name) {
                if let Some(given) = grammar::partition_of(value).filter(|given| *given != partition.id) {
                    let (value, given) = (value.into(), given.into());
                    self.problems.push(FillProblem::ForeignArn {
                        parameter: used.parameter,
                        value,
                        given,
                        partition: partition.id,
                    });
                }
            }
        }
    }

    /// Notes the values whose names the policy does not know. Region and partition go with every
    /// policy, so that the same values serve for all.
    fn check_names(&mut self) {
        let mut seen = Vec::new();
        for (name, _) in &self.values.values {
            if seen.contains(name) {
                continue;
            }
            seen.push(name);
            match PARAMETERS.iter().copied().find(|parameter| parameter.name == *name) {
                None => self.problems.push(FillProblem::Unknown((*name).into())),
                Some(parameter) => {
                    let goes_with_all = [REGION, PARTITION].contains(&parameter.type_name);
                    let is_used = self.policy.parameters.iter().any(|used| *used.parameter == *parameter);
                    if !goes_with_all && !is_used {
                        self.problems.push(FillProblem::Unused(parameter));
                    }
                }
            }
        }
    }
}

/// The parameter of a type of which there is one.
fn parameter(type_name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().copied().find(|parameter| parameter.type_name == type_name)
}
