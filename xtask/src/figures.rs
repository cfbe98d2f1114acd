//! The figures of a policy.

use anyhow::{Context as _, Result};
use pcluster_iam::Policy;
use pcluster_iam::fit::minimize;

/// The figures of a policy's maintained form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    pub(crate) n_statements: usize,
    pub(crate) n_actions: usize,
    pub(crate) n_parameters: usize,
    /// The size with the examples of its parameters, as IAM's quotas count it.
    pub(crate) size: usize,
    /// The size of that document, minimized.
    pub(crate) minimized_size: usize,
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
            size: filled.size(),
            minimized_size: minimize(&filled.document()?).size(),
            n_differences: policy.differences().count(),
        })
    }
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
    use super::grouped;

    #[test]
    fn groups_digits() {
        let numbers = [0, 999, 1000, 12345, 1_234_567];
        assert_eq!(numbers.map(grouped), ["0", "999", "1,000", "12,345", "1,234,567"]);
    }
}
