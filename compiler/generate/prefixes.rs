//! The prefixes of services without facts, as a few literals.

use crate::compiler::generate::pool::lines;
use crate::compiler::kinds::prefixes::model::Prefixes;

/// The text of the file.
pub(super) fn text(prefixes: &Prefixes) -> String {
    let [of_services, their_names] = [
        names(prefixes.services.iter().map(|(prefix, _)| prefix)),
        names(prefixes.services.iter().map(|(_, name)| name)),
    ];
    let [mistaken, meant] = [
        names(prefixes.mistaken.iter().map(|(prefix, _)| prefix)),
        names(prefixes.mistaken.iter().map(|(_, meant)| meant)),
    ];
    let of_arns = names(prefixes.arns.iter());
    let as_of = &prefixes.as_of;
    format!(
        "\
// @generated from catalog/prefixes.toml by build.rs. Do not edit.

use crate::service::table::Names;

/// The day on which AWS had these services.
pub(super) const AS_OF: Option<&str> = {as_of:?};

/// The prefixes of the actions of all services, sorted.
pub(super) const PREFIXES: Names = {of_services};

/// The name of each service, or its prefix if the name is unknown.
pub(super) const SERVICES: Names = {their_names};

/// Further names in the service's place of ARNs, sorted.
pub(super) const ARNS: Names = {of_arns};

/// Prefixes that people write and no service has, sorted.
pub(super) const MISTAKEN: Names = {mistaken};

/// The prefix that each of them stands for.
pub(super) const MEANT: Names = {meant};
"
    )
}

/// Names in Rust.
fn names(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let (text, starts) = lines(names);
    let starts: Vec<_> = starts.iter().map(|start| [start & 0xff, start >> 8 & 0xff]).collect();
    format!("Names {{ text: {text:?}, starts: &{starts:?} }}")
}
