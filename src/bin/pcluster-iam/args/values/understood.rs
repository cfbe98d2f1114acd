//! Values in another form than their parameter's, such as an ARN where a name is asked.

use pcluster_iam::{Oddity, Parameter, ParameterRole, Values};

use super::given::Given;
use super::problems::at;
use super::remark::Remark;
use super::value::GivenValue;

impl Given {
    /// Takes what strings of another form certainly mean, and returns a remark about each ARN.
    pub(crate) fn understand(&mut self) -> Vec<Remark> {
        let mut remarks = Vec::new();
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
                    let mut odd = parameter.oddities(&value.text, &values);
                    // A name that lacks something lacks it afterwards too, and is warned of then.
                    odd.retain(|oddity| *oddity != Oddity::NoSuffix);
                    let message = format!("{what}: took `{}` from `{}`", meant.value, value.text);
                    remarks.push(Remark::taken(parameter, message, &odd));
                }
                value.text = meant.value;
            }
        }
        remarks
    }

    /// The values by their names.
    pub(super) fn as_values(&self) -> Values<'_> {
        self.values.iter().map(|value| (value.name, value.text.as_str())).collect()
    }
}

/// The value that a refused string may mean, as the option that gives it.
pub(super) fn meant(value: &GivenValue, given: &Given) -> Option<String> {
    let parameter = Parameter::named(value.name)?;
    Some(parameter.meant(&value.text, &given.as_values())?.value)
}
