//! `--show-values`: the values that policies get, and where each of them is from.

use pcluster_iam::{Need, PARAMETERS, Parameter, ParameterRole, Policy};

use super::given::Given;
use super::problems::uses;
use super::value::Place;
use crate::ui::output::plain;
use crate::ui::table::{table, trimmed};

/// The table of the values that policies use, or of all that are given.
pub(crate) fn shown(given: &Given, policies: &[&'static Policy]) -> String {
    let mut table = table(vec!["VALUE OF", "VALUE", "FROM"]);
    for parameter in PARAMETERS.iter().copied() {
        let needs: Vec<Need> = policies
            .iter()
            .flat_map(|policy| policy.parameters)
            .filter(|used| used.parameter.name == parameter.name)
            .map(|used| used.need)
            .collect();
        let is_used = policies.is_empty() || policies.iter().any(|policy| uses(policy, parameter));
        let values: Vec<_> =
            given.values.iter().filter(|value| is_used && value.name == parameter.name).collect();
        for value in &values {
            table.add_row([parameter.name, &plain(&value.text), &value.place.to_string()]);
        }
        if values.is_empty() && !needs.is_empty() {
            let (value, from) = without(parameter, &needs, given);
            table.add_row([parameter.name, &value, &from]);
        }
    }
    trimmed(&table)
}

/// The value of a parameter that nobody gives, and where it is from.
fn without(parameter: &Parameter, needs: &[Need], given: &Given) -> (String, String) {
    let text = |role| {
        let value = given.first(Parameter::with_role(role)?.name)?;
        Some(value.name)
    };
    match parameter.role() {
        ParameterRole::Region if given.is_all_regions => return ("*".to_owned(), "--all-regions".to_owned()),
        ParameterRole::Partition => {
            let region = text(ParameterRole::Region);
            return (
                String::new(),
                region.map_or("missing".to_owned(), |region| format!("follows from {region}")),
            );
        }
        ParameterRole::StackName => {
            if let Some(cluster) = text(ParameterRole::ClusterName) {
                return (String::new(), format!("follows from {cluster}"));
            }
        }
        _ => {}
    }
    match parameter.default {
        Some(default) => (default.to_owned(), "the default".to_owned()),
        None if needs.contains(&Need::Required) => (String::new(), "missing".to_owned()),
        None => (String::new(), "not given: optional".to_owned()),
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Option => f.write_str("the option"),
            Self::Set => f.write_str("--set"),
            Self::Environment(variable) => f.write_str(variable),
            Self::Row(place) | Self::File(place) | Self::Profile(place) | Self::Config(place) => {
                f.write_str(place.trim_end_matches([' ', ':']))
            }
            Self::Inferred => f.write_str("the policies"),
            Self::Example => f.write_str("the example"),
        }
    }
}
