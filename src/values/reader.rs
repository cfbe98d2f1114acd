//! Conversion of values by name into the typed values of a policy's struct.

#![allow(dead_code, reason = "not every choice of versions needs all of it")]
#![allow(clippy::option_option, reason = "a value that is invalid differs from one that was not given")]

use super::{FillProblem, InvalidValueError, Parameter, ParameterRole, Partition, Region, Values};
use crate::shared::grammar::{self, FLAG};

/// A value that follows from that of another parameter.
#[derive(Debug)]
pub(crate) struct DerivedValue {
    /// The parameter of the value.
    pub(crate) parameter: &'static Parameter,
    /// The parameter from which the value follows.
    pub(crate) origin: &'static Parameter,
    /// The value, or the problem with the origin's.
    pub(crate) value: Result<String, FillProblem>,
}

/// Reads the values for a policy's struct and collects their problems.
pub(crate) struct Reader<'r, 'a> {
    values: &'r Values<'a>,
    /// A value that was not given, but follows from one that was.
    derived: Option<&'a DerivedValue>,
    /// The partition of the policy, after it was read.
    partition: Option<&'static Partition>,
    problems: Vec<FillProblem>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(crate) fn new(values: &'r Values<'a>, derived: Option<&'a DerivedValue>) -> Self {
        Self { values, derived, partition: None, problems: Vec::new() }
    }

    /// A required value.
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

    /// An optional value: `None` if it is invalid, `Some(None)` if it was not given.
    pub(crate) fn optional<T>(
        &mut self,
        parameter: &'static Parameter,
        make: fn(&'a str) -> Result<T, InvalidValueError>,
    ) -> Option<Option<T>> {
        let value = match self.derived {
            Some(derived) if *derived.parameter == *parameter => {
                derived.value.as_deref().map(Some).map_err(Clone::clone)
            }
            _ => Ok(self.only(parameter)),
        };
        let typed = value.and_then(|value| {
            value.map(make).transpose().map_err(|error| FillProblem::Invalid(parameter, error))
        });
        match typed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(problem);
                None
            }
        }
    }

    /// The values of a list, which may be empty: `None` if one of them is invalid.
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

    /// A flag, which is off if it is not given: `None` if its value is neither `true` nor `false`.
    pub(crate) fn flag(&mut self, parameter: &'static Parameter) -> Option<bool> {
        let is_on = |text| {
            if FLAG.accepts(text) {
                Ok(text == "true")
            } else {
                Err(InvalidValueError { value: text.into(), allowed: FLAG.allowed })
            }
        };
        self.optional(parameter, is_on).map(Option::unwrap_or_default)
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

    /// The partition, for a policy that does not depend on the region: the given partition, or that of
    /// the given region.
    pub(crate) fn partition(&mut self, _: &'static Parameter) -> Option<&'static Partition> {
        match Parameter::with_role(ParameterRole::Region) {
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

    /// All problems, including those of names and ARNs; `used` are the policy's parameters.
    pub(crate) fn finish(
        mut self,
        used: impl Iterator<Item = &'static Parameter> + Clone,
    ) -> Vec<FillProblem> {
        self.check_names(&used);
        self.check_arns(used);
        self.problems
    }

    fn given_partition(&mut self) -> Option<Option<&'static Partition>> {
        self.optional(Parameter::with_role(ParameterRole::Partition)?, Partition::new)
    }

    fn or_missing_partition(&mut self, given: Option<&'static Partition>) -> Option<&'static Partition> {
        if given.is_none() {
            self.problems.extend(Parameter::with_role(ParameterRole::Partition).map(FillProblem::Missing));
        }
        given
    }

    fn only(&mut self, parameter: &'static Parameter) -> Option<&'a str> {
        let mut values = self.values.get(parameter.name);
        let value = values.next();
        if values.next().is_some() {
            self.note(FillProblem::Repeated(parameter));
        }
        value
    }

    /// Notes a problem once: a value and its origin may both be of the policy.
    fn note(&mut self, problem: FillProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Notes the values that are ARNs in another partition than that of the policy.
    fn check_arns(&mut self, used: impl Iterator<Item = &'static Parameter>) {
        let Some(partition) = self.partition else { return };
        for parameter in used {
            for value in self.values.get(parameter.name) {
                if let Some(given) = grammar::partition_of(value).filter(|given| *given != partition.id) {
                    let (value, given) = (value.into(), given.into());
                    self.problems.push(FillProblem::ForeignArn {
                        parameter,
                        value,
                        given,
                        partition: partition.id,
                    });
                }
            }
        }
    }

    /// Notes the values whose parameters the policy does not use, except for region and partition, which
    /// every policy accepts, so that the same values can serve all policies.
    fn check_names(&mut self, used: &(impl Iterator<Item = &'static Parameter> + Clone)) {
        let mut seen = Vec::new();
        for (name, _) in &self.values.values {
            if seen.contains(name) {
                continue;
            }
            seen.push(name);
            match Parameter::named(name) {
                None => self.problems.push(FillProblem::Unknown((*name).into())),
                Some(parameter) => {
                    let is_origin = self.derived.is_some_and(|derived| *derived.origin == *parameter);
                    let is_used = is_origin || used.clone().any(|used| *used == *parameter);
                    if !parameter.role().is_location() && !is_used {
                        self.problems.push(FillProblem::Unused(parameter));
                    }
                }
            }
        }
    }
}
