//! Values that follow the rule of their type and yet seem to be wrong.

use core::fmt;

use super::meant::Arn;
use super::{Parameter, ParameterRole, Values};

/// Something odd about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// An ARN names another account than that of the other values.
    OtherAccount {
        /// The account in the ARN.
        named: Box<str>,
        /// The account of the other values.
        given: Box<str>,
    },
    /// An ARN names another region than that of the other values.
    OtherRegion {
        /// The region in the ARN.
        named: Box<str>,
        /// The region of the other values.
        given: Box<str>,
    },
    /// An ARN names another partition than that of the other values.
    OtherPartition {
        /// The partition in the ARN.
        named: Box<str>,
        /// The partition of the other values.
        given: Box<str>,
    },
    /// The name of a secret lacks the hyphen and the six characters that AWS Secrets Manager adds to it in ARNs.
    NoSuffix,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherAccount { named, given } => {
                write!(f, "it is in account `{named}`, and the policy is for `{given}`")
            }
            Self::OtherRegion { named, given } => {
                write!(f, "it is in region `{named}`, and the policy is for `{given}`")
            }
            Self::OtherPartition { named, given } => {
                write!(f, "it is in partition `{named}`, and the policy is for `{given}`")
            }
            Self::NoSuffix => {
                f.write_str("it lacks the hyphen and the six characters at the end of a secret's ARN")
            }
        }
    }
}

impl Parameter {
    /// What is odd about a valid value, beside the account and the region of the other values.
    #[must_use]
    pub fn oddities(&self, text: &str, values: &Values<'_>) -> Vec<Oddity> {
        let given = |role| values.get(Parameter::with_role(role)?.name).next();
        let mut oddities = Vec::new();
        if let Some(arn) = Arn::read(text) {
            let is_other =
                |named: &str, given: &str| !named.is_empty() && !named.contains(['*', '?']) && named != given;
            // The policies of AWS are in no account.
            let is_own = |account: &&str| account.starts_with(|c: char| c.is_ascii_digit());
            if let Some(given) = given(ParameterRole::AccountId).filter(is_own)
                && is_own(&arn.account)
                && is_other(arn.account, given)
            {
                oddities.push(Oddity::OtherAccount { named: arn.account.into(), given: given.into() });
            }
            if let Some(given) = values.partition().filter(|given| is_other(arn.partition, given)) {
                oddities.push(Oddity::OtherPartition { named: arn.partition.into(), given: given.into() });
            }
            if let Some(given) = given(ParameterRole::Region)
                && is_other(arn.region, given)
            {
                oddities.push(Oddity::OtherRegion { named: arn.region.into(), given: given.into() });
            }
        }
        let is_secret = matches!(self.type_name, "secret-arn" | "secret-name-pattern");
        if is_secret && !has_suffix(text) {
            oddities.push(Oddity::NoSuffix);
        }
        oddities
    }
}

/// True for the name of a secret with its suffix, and for a pattern that may match one.
pub(super) fn has_suffix(text: &str) -> bool {
    let suffix = text.rsplit_once('-').map_or("", |(_, suffix)| suffix);
    text.ends_with('*')
        || text.ends_with("??????")
        || suffix.len() == 6 && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
