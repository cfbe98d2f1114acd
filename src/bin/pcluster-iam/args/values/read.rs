//! The values of a run, from all places: options, `--set`, `--values`, the environment, a profile, and the
//! configuration file, in this order.

use std::env;

use pcluster_iam::{Parameter, ParameterRole, Partition, Region};

use super::args::ValueArgs;
use super::configured::{PROFILE, of_environment};
use super::file;
use super::given::Given;
use super::remark::Remark;
use super::value::{GivenValue, Place, unknown};
use crate::config::Config;
use crate::ui::failure::{Complaint, Failure};

impl Given {
    /// Collects the values and the mistakes in them.
    pub(crate) fn read(args: &ValueArgs) -> Result<(Self, Vec<Complaint>), Failure> {
        let mut given = Self {
            is_all_regions: args.all_regions,
            allows_unknown_region: args.allow_unknown_region,
            ..Self::default()
        };
        given.add(each_region_once(&args.parameters.0));
        let (sets, mut complaints) = of_sets(&args.set);
        given.add(sets);
        if let Some(path) = &args.values {
            let file = file::read(path)?;
            complaints.extend(file.complaints);
            given.unread = file.unread;
            given.add_further(file.values);
        }
        complaints.extend(given.add_usual(args.profile.as_deref(), args.no_config)?);
        given.understand().iter().try_for_each(Remark::tell)?;
        Ok((given, complaints))
    }

    /// The partition of the region or partition of the environment and the configuration file.
    pub(crate) fn usual_partition() -> Result<Option<&'static Partition>, Failure> {
        let mut given = Self::default();
        let complaints = given.add_usual(None, false)?;
        if !complaints.is_empty() {
            return Err(Failure::Use(complaints));
        }
        let text = |role| given.first(Parameter::with_role(role)?.name).map(|value| value.text.as_str());
        let of_region =
            text(ParameterRole::Region).and_then(|name| Region::new(name).ok()).map(Region::partition);
        let named = || text(ParameterRole::Partition).and_then(|id| Partition::new(id).ok());
        Ok(of_region.or_else(named))
    }

    /// Adds the values that are used again and again.
    fn add_usual(&mut self, profile: Option<&str>, is_without_file: bool) -> Result<Vec<Complaint>, Failure> {
        let (values, complaints) = of_environment();
        self.add_further(values);
        let of_environment = env::var(PROFILE).ok().filter(|name| !name.is_empty());
        let profile = profile.or(of_environment.as_deref());
        let config = if is_without_file { Config::default() } else { Config::find()? };
        config.values.of(profile)?.into_iter().for_each(|values| self.add_further(values));
        Ok(complaints)
    }

    /// Adds values of a file or of the environment. A place that is given before them takes precedence as a whole:
    /// its region over their partition, its partition over a region elsewhere, all regions over one.
    fn add_further(&mut self, values: Vec<GivenValue>) {
        let has = |role| self.values.iter().any(|value| value.has_role(role));
        let given = self.values.iter().find(|value| value.has_role(ParameterRole::Partition));
        let partition = given.map(|value| value.text.clone());
        let has_region = has(ParameterRole::Region);
        let has_own = values.iter().any(|value| value.has_role(ParameterRole::Partition));
        let mut kept = Vec::new();
        for value in values {
            if value.has_role(ParameterRole::Region) && self.is_all_regions {
                // The region that is not taken says at least where all regions are.
                kept.extend(partition_of(&value).filter(|_| partition.is_none() && !has_own));
            } else if value.has_role(ParameterRole::Region) {
                let is_elsewhere = |partition: &str| {
                    Region::new(&value.text).is_ok_and(|region| region.partition().id != partition)
                };
                kept.extend((!partition.as_deref().is_some_and(is_elsewhere)).then_some(value));
            } else if !(value.has_role(ParameterRole::Partition) && has_region) {
                kept.push(value);
            }
        }
        self.add(kept);
    }
}

/// The partition of a region, as a value from the same place.
fn partition_of(region: &GivenValue) -> Option<GivenValue> {
    let partition = Region::new(&region.text).ok()?.partition();
    let name = Parameter::with_role(ParameterRole::Partition)?.name;
    Some(GivenValue { name, text: partition.id.to_owned(), place: region.place.clone() })
}

/// The values of options. A region that is given twice is one.
fn each_region_once(values: &[GivenValue]) -> Vec<GivenValue> {
    let mut each: Vec<GivenValue> = Vec::new();
    for value in values {
        let is_same = |it: &GivenValue| it.has_role(ParameterRole::Region) && it.text == value.text;
        if !(value.has_role(ParameterRole::Region) && each.iter().any(is_same)) {
            each.push(value.clone());
        }
    }
    each
}

/// The values of `--set`, with the mistakes in them.
fn of_sets(sets: &[String]) -> (Vec<GivenValue>, Vec<Complaint>) {
    let (mut values, mut complaints) = (Vec::new(), Vec::new());
    for set in sets {
        let Some((name, text)) = set.split_once('=') else {
            let complaint = Complaint::new(format!("`--set {}` has no `=`", set.escape_debug()));
            complaints.push(complaint.help("write `--set NAME=VALUE`"));
            continue;
        };
        match Parameter::named(name.trim()) {
            Some(it) => values.push(GivenValue { name: it.name, text: text.to_owned(), place: Place::Set }),
            None => complaints.push(unknown(name.trim(), "--set: ")),
        }
    }
    (values, complaints)
}
