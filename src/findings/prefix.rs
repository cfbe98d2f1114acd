//! The services of AWS by the prefixes of their actions, also those without facts in the catalog.

use crate::{ResourceType, SERVICES};

use generated::{ARNS, PREFIXES};

mod generated {
    #![allow(dead_code, reason = "generated code")]

    // Generated from catalog/prefixes.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/prefixes.rs"));
}

/// The longest name for which another one is proposed.
const MAX_CHARS: usize = 64;

/// The day on which AWS had the services that are known, as `2026-08-22`.
pub(crate) const AS_OF: Option<&str> = generated::AS_OF;

/// Whether AWS has a service with that prefix, in any case. Where the catalog does not list them, any
/// may be.
pub(crate) fn is_service(prefix: &str) -> bool {
    PREFIXES.len() == 0 || PREFIXES.find(prefix).is_some() || crate::service(prefix).is_some()
}

/// What AWS calls the service with that prefix.
pub(crate) fn service_name(prefix: &str) -> Option<&'static str> {
    PREFIXES.find(prefix).map(|id| generated::SERVICES.get(id))
}

/// Whether ARNs may have that in the service's place, in any case.
pub(crate) fn is_service_of_arns(prefix: &str) -> bool {
    is_service(prefix) || ARNS.find(prefix).is_some() || is_service_of_formats(prefix)
}

/// Whether an ARN format of some service has that in the service's place, in any case.
fn is_service_of_formats(prefix: &str) -> bool {
    let services = SERVICES.iter().copied();
    let mut formats =
        services.flat_map(|service| service.resource_types()).flat_map(ResourceType::arn_formats);
    formats.any(|format| format.service().eq_ignore_ascii_case(prefix))
}

/// The prefix that is probably meant by one that no service has.
pub(crate) fn nearest_service(prefix: &str) -> Option<&'static str> {
    nearest(prefix, (0..PREFIXES.len()).map(|id| PREFIXES.get(id)))
}

/// The name that is probably meant by another one, in any case.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let n_chars = name.chars().count();
    if n_chars > MAX_CHARS {
        return None;
    }
    let most = n_chars.div_ceil(3).clamp(1, 4);
    let name = name.to_ascii_lowercase();
    names
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= most)
        .map(|candidate| (strsim::osa_distance(&name, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
