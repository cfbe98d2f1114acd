//! The prefixes by which actions and ARNs name a service, including services without facts in the catalog.
//!
//! Sources: the services of the catalog, and the further prefixes of `catalog/prefixes.toml`.

use crate::shared::nearest::nearest;
use crate::{ResourceType, SERVICES, Service};

use generated::{ARNS, MISTAKEN, PREFIXES};

mod generated {
    #![allow(dead_code, reason = "generated code")]

    // Generated from catalog/prefixes.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/prefixes.rs"));
}

/// The day of the list of services, such as `2026-08-22`.
pub(crate) const AS_OF: Option<&str> = generated::AS_OF;

/// True if AWS has a service with the prefix, whose case does not matter. Without a list in the catalog,
/// every prefix counts.
pub(crate) fn is_service(prefix: &str) -> bool {
    PREFIXES.len() == 0 || PREFIXES.find(prefix).is_some() || crate::service(prefix).is_some()
}

/// The name of the service with the prefix.
pub(crate) fn service_name(prefix: &str) -> Option<&'static str> {
    let unknown = || PREFIXES.find(prefix).map(|id| generated::SERVICES.get(id));
    crate::service(prefix).map(|service| service.name).or_else(unknown)
}

/// True if ARNs can have the prefix in the field of the service, in any case.
pub(crate) fn is_service_of_arns(prefix: &str) -> bool {
    is_service(prefix) || ARNS.find(prefix).is_some() || is_service_of_formats(prefix)
}

/// True if an ARN format of some service has the prefix in the field of the service, in any case.
fn is_service_of_formats(prefix: &str) -> bool {
    let services = SERVICES.iter().copied();
    let mut formats = services.flat_map(Service::resource_types).flat_map(ResourceType::arn_formats);
    formats.any(|format| format.service().eq_ignore_ascii_case(prefix))
}

/// The prefix of the service that people mean by a prefix that no service has, such as `elb`.
pub(crate) fn meant_service(prefix: &str) -> Option<&'static str> {
    MISTAKEN.find(prefix).map(|id| generated::MEANT.get(id))
}

/// The intended prefix of a misspelt one.
pub(crate) fn nearest_service(prefix: &str) -> Option<&'static str> {
    let known = SERVICES.iter().map(|service| service.prefix);
    nearest(prefix, known.chain((0..PREFIXES.len()).map(|id| PREFIXES.get(id))))
}
