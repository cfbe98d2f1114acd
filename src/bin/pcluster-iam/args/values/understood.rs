//! Values in another form than their parameter's, such as an ARN where a name is asked, and values that are odd.

use std::io;

use pcluster_iam::{ClusterName, Oddity, Parameter, ParameterRole, Policy, Values};

use super::given::Given;
use super::problems::{at, uses};
use super::value::GivenValue;
use crate::ui::failure::{Complaint, warn};

impl Given {
    /// Takes what strings of another form certainly mean, and returns a note about each ARN.
    pub(super) fn understand(&mut self) -> Vec<String> {
        let mut notes = Vec::new();
        // The account and the region come first, as ARNs are made of them.
        for is_location in [true, false] {
            let place = self.clone();
            let values = place.as_values();
            for value in &mut self.values {
                let Some(parameter) = Parameter::named(value.name) else { continue };
                let is_of_place =
                    parameter.role().is_location() || parameter.role() == ParameterRole::AccountId;
                let meant =
                    if is_of_place == is_location { parameter.meant(&value.text, &values) } else { None };
                let Some(meant) = meant.filter(|meant| meant.is_certain) else { continue };
                // Hyphens in an account id are as clear as they are usual.
                if parameter.role() != ParameterRole::AccountId || value.text.starts_with("arn:") {
                    let what = at(&place, parameter, Some(&value.text));
                    let odd = parameter.oddities(&value.text, &values);
                    // A name that lacks something lacks it afterwards too, and is warned of then.
                    let odd = odd.iter().filter(|oddity| **oddity != Oddity::NoSuffix);
                    let odd: Vec<_> = odd.map(|oddity| format!("; {oddity}")).collect();
                    notes.push(format!(
                        "{what}: took `{}` from `{}`{}",
                        meant.value,
                        value.text,
                        odd.concat()
                    ));
                }
                value.text = meant.value;
            }
        }
        notes
    }

    /// The values by their names.
    pub(super) fn as_values(&self) -> Values<'_> {
        self.values.iter().map(|value| (value.name, value.text.as_str())).collect()
    }

    /// Warns of values that policies use and that are odd, each once.
    pub(crate) fn warn_of_odd(&self, policies: &[&'static Policy]) -> io::Result<()> {
        let values = self.as_values();
        for value in &self.values {
            let Some(parameter) = Parameter::named(value.name) else { continue };
            let Some(policy) = policies.iter().find(|policy| uses(policy, parameter)) else { continue };
            let what = at(self, parameter, Some(&value.text));
            for oddity in parameter.oddities(&value.text, &values) {
                warn(&Complaint::new(format!(
                    "{what}: `{}` looks wrong: {oddity}",
                    value.text.escape_debug()
                )))?;
            }
            if let Some(expected) =
                beginning_of_stack(policy, parameter).filter(|it| !value.text.starts_with(it))
            {
                let message =
                    format!("{what}: no stack of a cluster is named `{}`", value.text.escape_debug());
                warn(
                    &Complaint::new(message).help(format!("the stack of a cluster begins with `{expected}`")),
                )?;
            }
        }
        Ok(())
    }
}

/// The beginning of the names of all stacks of clusters in the release of a policy, if the name of the cluster is its
/// end.
fn beginning_of_stack(policy: &Policy, parameter: &Parameter) -> Option<String> {
    const CLUSTER: &str = "demo";
    let is_stack = parameter.role() == ParameterRole::StackName;
    let cluster = ClusterName::new(CLUSTER).ok().filter(|_| is_stack)?;
    let stack = policy.stack_name(cluster).ok().flatten()?;
    stack.get().as_str().strip_suffix(CLUSTER).map(str::to_owned)
}

/// The value that a refused string may mean, as the option that gives it.
pub(super) fn meant(value: &GivenValue, given: &Given) -> Option<String> {
    let parameter = Parameter::named(value.name)?;
    Some(parameter.meant(&value.text, &given.as_values())?.value)
}
