//! What AWS states about its services, as values of arguments: service by service, as there are thousands.

use std::ffi::OsStr;

use clap_complete::engine::CompletionCandidate;
use pcluster_iam::evaluate::known_keys;
use pcluster_iam::{ArnFormat, PARTITIONS, SERVICES, Service, service};

use super::candidates::candidate;

/// The prefix of the condition keys that no service has for itself.
const GLOBAL: &str = "aws:";

/// The actions that begin with what is typed; before there is a colon, the services.
pub(super) fn actions(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    of_services(&typed, |service| {
        service.actions().map(|it| (it.to_string(), it.access_level().to_string())).collect()
    })
}

/// The condition keys that begin with what is typed; before there is a colon, the services.
pub(super) fn keys(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let global = known_keys().filter(|key| key.starts_with(GLOBAL)).map(|key| (begun(key), String::new()));
    let mut keys = beginning(&typed, global);
    keys.extend(of_services(&typed, |service| {
        let own = service.condition_keys().filter(|key| !key.name().starts_with(GLOBAL));
        own.map(|key| (begun(key.name()), String::new())).collect()
    }));
    keys
}

/// The same, before a value.
pub(super) fn keys_with_value(typed: &OsStr) -> Vec<CompletionCandidate> {
    let with_value = |key: CompletionCandidate| {
        let name = key.get_value().to_string_lossy().into_owned();
        if name.ends_with([':', '/']) { key } else { candidate(format!("{name}="), "") }
    };
    keys(typed).into_iter().map(with_value).collect()
}

/// The patterns of ARNs that begin with what is typed, field by field. A region and an account that are typed stay.
pub(super) fn arns(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let fields: Vec<&str> = typed.split(':').collect();
    let [_, partition, _, ..] = fields.as_slice() else {
        let partitions = PARTITIONS.iter().map(|it| (format!("arn:{}:", it.id), it.name.to_owned()));
        return beginning(&typed, partitions);
    };
    let formats = SERVICES.iter().flat_map(|service| service.resource_types());
    let formats = formats.flat_map(|kind| kind.arn_formats().map(move |format| (format, kind.name())));
    if let [_, _, begun] = fields.as_slice() {
        // A partner's ARNs name the partner in place of a service.
        let is_known = |name: &&str| name.starts_with(begun) && !name.contains('$');
        let services = formats.map(|(format, _)| format.service()).filter(is_known);
        let named = |name: &str| (format!("arn:{partition}:{name}:"), about(name).to_owned());
        return beginning(&typed, services.map(named));
    }
    let of_service = formats.filter(|(format, _)| fields.get(2) == Some(&format.service()));
    beginning(&typed, of_service.map(|(format, kind)| (pattern(format, &fields), kind.to_owned())))
}

/// The pattern of all ARNs of a format, with the fields that are typed to their end.
fn pattern(format: ArnFormat, typed: &[&str]) -> String {
    let field = |place: usize, stated: &str| match typed.get(place) {
        Some(field) if typed.len() > place + 1 => (*field).to_owned(),
        _ => wild(stated),
    };
    let (partition, region) = (field(1, format.partition()), field(3, format.region()));
    let (account, resource) = (field(4, format.account()), wild(format.resource()));
    format!("arn:{partition}:{}:{region}:{account}:{resource}", format.service())
}

/// The text with `*` in place of its variables.
fn wild(text: &str) -> String {
    let mut parts = text.split("${");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |wild, part| wild + "*" + part.split_once('}').map_or("", |(_, after)| after))
}

/// The name of a condition key up to the part that a policy chooses.
fn begun(key: &str) -> String {
    key.split("${").next().unwrap_or_default().to_owned()
}

/// What services have that begins with what is typed, once the service is clear; before that, the services.
fn of_services(
    typed: &str,
    of: impl Fn(&'static Service) -> Vec<(String, String)>,
) -> Vec<CompletionCandidate> {
    if let Some((prefix, _)) = typed.split_once(':') {
        return service(&prefix.to_lowercase()).map(|it| beginning(typed, of(it))).unwrap_or_default();
    }
    let begin = |it: &&'static Service| it.as_of.is_some() && it.prefix.starts_with(&typed.to_lowercase());
    let services: Vec<_> = SERVICES.iter().copied().filter(begin).collect();
    match services.as_slice() {
        [only] => beginning("", of(only)),
        several => several.iter().map(|it| candidate(format!("{}:", it.prefix), it.name)).collect(),
    }
}

/// Those that begin with what is typed, ignoring case, each once.
fn beginning(typed: &str, values: impl IntoIterator<Item = (String, String)>) -> Vec<CompletionCandidate> {
    let begins = |value: &str| value.get(..typed.len()).is_some_and(|it| it.eq_ignore_ascii_case(typed));
    let mut values: Vec<_> = values.into_iter().filter(|(value, _)| begins(value)).collect();
    values.sort();
    values.dedup_by(|one, other| one.0 == other.0);
    values.into_iter().map(|(value, about)| candidate(value, &about)).collect()
}

/// AWS's name of a service.
fn about(prefix: &str) -> &'static str {
    service(prefix).map_or("", |service| service.name)
}
