//! The age of the facts about AWS's services.

use pcluster_iam::SERVICES;

use super::date;
use crate::ui::failure::{self, Complaint, Failure};

/// The date of the oldest facts.
pub(super) fn as_of() -> Option<&'static str> {
    SERVICES.iter().filter_map(|service| service.as_of).min()
}

/// Warns if facts are older than `--max-data-age` allows.
pub(super) fn warn_of_age(most: Option<u32>) -> Result<(), Failure> {
    let Some(most) = most else { return Ok(()) };
    let Some(as_of) = as_of() else { return Ok(()) };
    let age = date::today() - date::day(as_of).unwrap_or_default();
    if age > i64::from(most) {
        failure::warn(
            &Complaint::new(format!(
                "the facts about AWS's services are {age} days old, from {as_of}: later changes by AWS are missing"
            ))
            .help("install a newer version of pcluster-iam"),
        )?;
    }
    Ok(())
}
