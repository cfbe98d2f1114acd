//! The check of policies: each is JSON and can be filled.

use serde_json::Value;

use crate::catalog::Catalog;
use crate::figures::Figures;
use crate::problem::Problem;

/// Checks that there are policies, and that each is JSON in both forms and can be filled.
pub(super) fn check(catalog: &Catalog) -> Vec<Problem> {
    let mut problems = Vec::new();
    if catalog.policies().next().is_none() {
        problems.push(Problem::new("the catalog has no policy", "turn on the features of the releases"));
    }
    for policy in catalog.policies() {
        for (form, text) in [("maintained", policy.template), ("documented", policy.documented)] {
            if let Err(error) = serde_json::from_str::<Value>(text) {
                let message = format!("the {form} form of `{}` is not JSON: {error}", policy.id);
                let help = format!("check the placeholders of its version, and {}", policy.source);
                problems.push(Problem::new(message, help).of(Some(policy.id)));
            }
        }
        if let Err(error) = Figures::of(policy) {
            let message = format!("`{}`: {error:#}", policy.id);
            let help = "correct the examples in catalog/parameters.toml";
            problems.push(Problem::new(message, help).of(Some(policy.id)));
        }
    }
    problems
}
