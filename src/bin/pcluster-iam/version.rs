//! What this build knows: the releases of the product, and the date of AWS's facts.

use pcluster_iam::{RELEASES, SERVICES, VERSIONS};

/// The version of the program.
pub(crate) const SHORT: &str = env!("CARGO_PKG_VERSION");

/// The version, with the releases and the date of the facts.
pub(crate) fn long() -> String {
    let documented: Vec<_> = VERSIONS.iter().map(|version| version.id).collect();
    let newest = RELEASES.last().map_or_else(String::new, |release| {
        let date = release.date.map_or_else(String::new, |date| format!(" of {date}"));
        format!("\nnewest known release: {}{date}", release.number)
    });
    let facts = match (facts_as_of(), facts_up_to()) {
        (Some(oldest), Some(newest)) if oldest != newest => {
            format!("\nfacts about AWS's services: {oldest} to {newest}")
        }
        (Some(oldest), _) => format!("\nfacts about AWS's services: {oldest}"),
        (None, _) => String::new(),
    };
    format!("{SHORT}\npolicies for AWS ParallelCluster: {}{newest}{facts}", documented.join(", "))
}

/// The date of the oldest facts.
pub(crate) fn facts_as_of() -> Option<&'static str> {
    SERVICES.iter().filter_map(|service| service.as_of).min()
}

/// The date of the newest facts.
pub(crate) fn facts_up_to() -> Option<&'static str> {
    SERVICES.iter().filter_map(|service| service.as_of).max()
}
