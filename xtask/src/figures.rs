//! The figures of a policy.

use anyhow::{Context as _, Result};
use pcluster_iam::{Need, PARTITIONS, Parameter, ParameterRole, Policy, Values, json};

/// IAM's quota for the size of a managed policy, in characters without white space.
pub(crate) const MANAGED_POLICY_QUOTA: usize = 6144;

/// The figures of a policy's maintained form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) n_statements: usize,
    pub(crate) n_actions: usize,
    pub(crate) n_parameters: usize,
    /// The size with the examples of its parameters, as IAM's quotas count it.
    pub(crate) size: usize,
    /// The number of entries and statements that differ from the page.
    pub(crate) n_differences: usize,
}

impl Figures {
    pub(crate) fn of(policy: &'static Policy) -> Result<Self> {
        let statements = || policy.statements.iter().filter(|statement| statement.is_maintained());
        let filled = policy
            .fill(&policy.examples())
            .context("the examples of its parameters do not fill the policy")?;
        Ok(Self {
            n_statements: statements().count(),
            n_actions: statements().map(|statement| statement.actions.maintained().count()).sum(),
            n_parameters: policy.parameters.len(),
            size: json::size(&filled.to_json()),
            n_differences: policy.differences().count(),
        })
    }
}

/// The largest size of a policy in any known region, with and without the examples of its options.
pub(crate) fn largest(policy: &'static Policy) -> usize {
    let regions = PARTITIONS.iter().flat_map(|partition| partition.regions);
    let region_name = Parameter::with_role(ParameterRole::Region).map(|it| it.name);
    let sizes = regions.flat_map(|region| {
        let size = |has_options: bool| {
            let used = policy.parameters.iter().filter(|used| has_options || used.need == Need::Required);
            // The partition follows from the region, also where the text names no region.
            let values: Values = used
                .map(|used| used.parameter)
                .filter(|parameter| !parameter.role().is_location())
                .map(|parameter| (parameter.name, parameter.example))
                .chain(region_name.map(|name| (name, *region)))
                .collect();
            // Options that exclude each other, or whose examples are of another partition, fill nothing.
            policy.fill(&values).map_or(0, |filled| json::size(&filled.to_json()))
        };
        [size(false), size(true)]
    });
    sizes.max().unwrap_or_default()
}

/// A number with a comma before each group of three digits.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use pcluster_iam::POLICIES;

    use super::{Figures, grouped, largest};

    #[test]
    fn no_policy_is_larger_than_its_largest() {
        for policy in POLICIES {
            let figures = Figures::of(policy).expect("its examples fill it");
            assert!(largest(policy) >= figures.size, "{}", policy.id);
        }
    }

    #[test]
    fn groups_digits() {
        let numbers = [0, 999, 1000, 12345, 1_234_567];
        assert_eq!(numbers.map(grouped), ["0", "999", "1,000", "12,345", "1,234,567"]);
    }
}
