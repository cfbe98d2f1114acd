//! The checks of partitions.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::partitions::model::Partition;
use crate::compiler::kinds::partitions::written::WrittenPartition;
use crate::compiler::kinds::texts::{SeenEntries, value, values};
use crate::compiler::names;
use crate::compiler::shared::grammar;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};

/// The placeholder for a service's name in the name of its principal.
const SERVICE: &str = "{service}";

/// Checks the partitions: their names, their regions and their services' principals.
pub fn check(cx: &mut Checking<'_>, written: &[WrittenPartition]) -> Vec<Partition> {
    prefixes(cx, written);
    for partition in written {
        if !names::is_prefix(&partition.id.value) {
            cx.note(
                Diagnostic::new(
                    Code::UnusableName,
                    partition.id.span,
                    format!("no partition can be named `{}`", partition.id.value),
                )
                .help("write it as in ARNs, in lower-case letters, digits and `-`"),
            );
        }
        regions(cx, partition);
        for principal in &partition.service_principals {
            check_principal(cx, principal);
        }
    }
    let model = |partition: &WrittenPartition| Partition {
        id: partition.id.value.clone(),
        name: value(partition.name.as_ref()),
        region_prefixes: values(&partition.region_prefixes),
        dns_suffix: value(partition.dns_suffix.as_ref()),
        service_principals: values(&partition.service_principals),
        principals_note: partition.principals_note.as_ref().map(|note| note.value.clone()),
        regions: values(&partition.regions),
    };
    written.iter().map(model).collect()
}

/// Notes a prefix of regions that is given twice: a region is in one partition.
fn prefixes(cx: &mut Checking<'_>, written: &[WrittenPartition]) {
    let mut seen = SeenEntries::default();
    for prefix in written.iter().flat_map(|partition| &partition.region_prefixes) {
        seen.is_new(cx, Code::DuplicateEntry, prefix, |prefix| {
            format!("the region prefix `{prefix}` is given twice")
        });
    }
}

fn regions(cx: &mut Checking<'_>, partition: &WrittenPartition) {
    if partition.broken.contains(&"region-prefixes") || partition.region_prefixes.is_empty() {
        return;
    }
    let prefixes = partition.region_prefixes.iter().map(|prefix| prefix.value.as_str());
    let mut noted: Vec<&str> = Vec::new();
    for region in &partition.regions {
        // If several regions begin alike, the prefix is missing.
        let beginning = region.value.split('-').next().unwrap_or_default();
        if grammar::is_region(&region.value, prefixes.clone()) || noted.contains(&beginning) {
            continue;
        }
        let is_prefix = prefixes.clone().any(|prefix| prefix.split('-').next() == Some(beginning));
        if !is_prefix {
            noted.push(beginning);
        }
        let listed = listed(prefixes.clone());
        let help = if is_prefix {
            format!("write one of {listed}, then `-`, a word, `-` and a number")
        } else {
            format!(
                "add `\"{beginning}\"` to `region-prefixes`, or write a region that begins with one of {listed}"
            )
        };
        let message = format!("`{}` is not a region of the partition `{}`", region.value, partition.id.value);
        cx.note(Diagnostic::new(Code::MalformedValue, region.span, message).help(help));
    }
}

/// Notes a principal that names no service and has no place for a service's name.
fn check_principal(cx: &mut Checking<'_>, principal: &Spanned<String>) {
    let rest = principal.value.replacen(SERVICE, "", 1);
    let is_of_one = principal.value.split_once('.').is_some_and(|(service, _)| !service.is_empty());
    let is_of_any = rest.len() < principal.value.len();
    if !(is_of_any || is_of_one) || rest.contains(['{', '}']) {
        cx.note(
            Diagnostic::new(
                Code::MalformedValue,
                principal.span,
                format!("`{}` has no place for the service's name", principal.value),
            )
            .help(format!(
                "write `{SERVICE}` once, and no other braces, such as `{SERVICE}.amazonaws.com`, or the whole name of one service's principal"
            )),
        );
    }
}
