//! The prefixes by which actions and ARNs name a service, also of services without facts in the catalog.
//!
//! Source: the list of services in AWS's Service Authorization Reference, kept in `catalog/prefixes.toml`.

use crate::shared::nearest::nearest;
use crate::{ResourceType, SERVICES, Service};

use generated::{ARNS, PREFIXES};

mod generated {
    #![allow(dead_code, reason = "generated code")]

    // Generated from catalog/prefixes.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/prefixes.rs"));
}

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
    let mut formats = services.flat_map(Service::resource_types).flat_map(ResourceType::arn_formats);
    formats.any(|format| format.service().eq_ignore_ascii_case(prefix))
}

/// The prefix that is probably meant by one that no service has.
pub(crate) fn nearest_service(prefix: &str) -> Option<&'static str> {
    nearest(prefix, (0..PREFIXES.len()).map(|id| PREFIXES.get(id)))
}
