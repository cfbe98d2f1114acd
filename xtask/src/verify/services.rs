//! The check of services: the catalog has AWS's facts about each.

use crate::catalog::Catalog;
use crate::problem::Problem;

/// Checks that the catalog has the facts of each service that it names.
pub(super) fn check(catalog: &Catalog) -> Vec<Problem> {
    let without = catalog.services.iter().filter(|service| service.as_of.is_none());
    without
        .map(|service| {
            let message = format!("`catalog/services/{}.toml` has no facts yet", service.prefix);
            Problem::new(message, "fetch the service's file from AWS and run `cargo xtask import-services`")
        })
        .collect()
}
