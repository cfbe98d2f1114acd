//! The values that are used again and again: those of the environment, and those of `pcluster-iam.toml`.

use std::env;

use pcluster_iam::{Need, POLICIES, Parameter};

use super::value::{GivenValue, Place, unknown};
use crate::config;
use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;
use crate::{complete, ui::output::listed};

/// The beginning of the names of variables; the parameter's name follows, in capitals and with `_`.
const PREFIX: &str = "PCLUSTER_IAM_";

/// The variable that chooses a profile.
pub(super) const PROFILE: &str = "PCLUSTER_IAM_PROFILE";

/// The values of a configuration file.
#[derive(Debug, Default)]
pub(crate) struct ConfiguredValues {
    /// The path of the file, if there is one.
    pub(crate) path: Option<String>,
    /// The values of every run.
    pub(crate) common: Vec<GivenValue>,
    /// The values of each profile, by its name.
    pub(crate) profiles: Vec<(String, Vec<GivenValue>)>,
}

impl ConfiguredValues {
    /// The values of a profile, and after them those of every run.
    pub(super) fn of(self, profile: Option<&str>) -> Result<Vec<Vec<GivenValue>>, Complaint> {
        let Some(wanted) = profile else { return Ok(vec![self.common]) };
        let names: Vec<String> = self.profiles.iter().map(|(name, _)| name.clone()).collect();
        let found = self.profiles.into_iter().find(|(name, _)| name == wanted);
        if let Some((_, values)) = found {
            return Ok(vec![values, self.common]);
        }
        let shown = wanted.escape_debug();
        let Some(path) = self.path else {
            return Err(Complaint::new(format!("there is no `pcluster-iam.toml` with a profile `{shown}`"))
                .help("write one in this folder or above, with `[profiles.NAME.values]`"));
        };
        let complaint = Complaint::new(format!("{path} has no profile `{shown}`"));
        Err(match similar(wanted, names.iter().map(String::as_str)).first() {
            Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
            None if names.is_empty() => complaint.help(format!("write `[profiles.{shown}.values]` in it")),
            None => complaint.help(format!("its profiles are {}", listed(&names))),
        })
    }
}

/// The values of the variables `PCLUSTER_IAM_…`, with the mistakes in their names. An empty variable is not set.
pub(super) fn of_environment() -> (Vec<GivenValue>, Vec<Complaint>) {
    let mut variables: Vec<(String, String)> = env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())))
        .filter(|(name, value)| name.starts_with(PREFIX) && !value.is_empty())
        .filter(|(name, _)| ![PROFILE, config::VARIABLE, complete::VARIABLE].contains(&name.as_str()))
        .collect();
    variables.sort();
    let (mut values, mut complaints) = (Vec::new(), Vec::new());
    for (variable, text) in variables {
        let name = variable.trim_start_matches(PREFIX).to_lowercase().replace('_', "-");
        let Some(parameter) = Parameter::named(&name) else {
            complaints.push(unknown(&name, &format!("{variable}: ")));
            continue;
        };
        // No value of a list has a blank.
        let texts = if is_list(parameter) { text.split_whitespace().collect() } else { vec![text.trim()] };
        values.extend(texts.into_iter().map(|text| GivenValue {
            name: parameter.name,
            text: text.to_owned(),
            place: Place::Environment(variable.clone()),
        }));
    }
    (values, complaints)
}

/// True if a policy takes several values of a parameter.
pub(super) fn is_list(parameter: &Parameter) -> bool {
    let mut used = POLICIES.iter().flat_map(|policy| policy.parameters);
    used.any(|used| used.need == Need::List && used.parameter.name == parameter.name)
}
