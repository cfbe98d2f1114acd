//! The names of condition keys.

use crate::finding::{Code, Finding};
use crate::iam::condition::key::GLOBAL;
use crate::iam::condition::known_key::KeyFlag;
use crate::iam::condition::{ConditionTest, key, known_key};
use crate::iam::prefix;
use crate::rules::RuleContext;
use crate::rules::condition_findings::of_key;
use crate::rules::wording::listed;
use crate::service::fits;
use crate::shared::nearest::nearest;
use crate::{ConditionKey, Service};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.all_tests().filter_map(find).collect()
}

/// The finding about the name of a key.
fn find(test: &ConditionTest<'_>) -> Option<Finding> {
    let written = &test.key.name;
    let name = written.as_str();
    if key::is_filled_in(name) && test.meaning.name().is_none() {
        return None;
    }
    let prefix = match name.split_once(':') {
        Some((prefix, rest))
            if !prefix.is_empty() && !rest.is_empty() && !prefix.contains(char::is_whitespace) =>
        {
            prefix
        }
        _ => {
            let names = known_key::names()
                .filter(|known| known.split_once(':').is_some_and(|(_, it)| it.eq_ignore_ascii_case(name)));
            let help = match names.into_iter().next() {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write the prefix of a service, or `{GLOBAL}`, then a colon and a name"),
            };
            let message = format!("`{written}` is not a condition key");
            return Some(of_key(test, Code::InvalidConditionKeyFormat, message).help(help));
        }
    };
    if let Some(known) = test.meaning.known.filter(|known| !known.instead.is_empty()) {
        let instead = listed(known.instead.iter().map(|name| format!("`{name}`")), "or");
        let (code, message) = if known.is(KeyFlag::Unsupported) {
            (Code::UnsupportedGlobalConditionKey, format!("IAM does not support `{written}`"))
        } else {
            (Code::DeprecatedGlobalConditionKey, format!("`{written}` is deprecated"))
        };
        return Some(of_key(test, code, message).help(format!("use {instead}")));
    }
    if test.meaning.name().is_some() {
        return None;
    }
    if let Some(template) = key::template(name, test.meaning.service) {
        let message = format!("`{written}` is incomplete: a name has to follow");
        return Some(
            of_key(test, Code::MissingTagKeyInCondition, message)
                .help(format!("write `{template}`, with a name in place of `${{…}}`")),
        );
    }
    if test.meaning.is_global {
        let finding = of_key(
            test,
            Code::InvalidGlobalConditionKey,
            format!("AWS has no global condition key `{written}`"),
        );
        return Some(match meant_name(name, known_key::names()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help("correct the name; a key of a service begins with the service's prefix"),
        });
    }
    let Some(service) = test.meaning.service else { return of_no_service(test, prefix) };
    let message = format!("`{}` has no condition key `{written}`", service.prefix);
    let finding = of_key(test, Code::InvalidServiceConditionKey, message).rests_on(service);
    Some(match meant_key(service, prefix, name) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help("correct the name; AWS lists the keys in its Service Authorization Reference"),
    })
}

/// The intended key: a global key with the same name, or a key with a similar name.
fn meant_key(service: &'static Service, prefix: &str, name: &str) -> Option<String> {
    let rest = name.strip_prefix(prefix)?;
    let global = format!("{GLOBAL}{rest}");
    if known_key::names().any(|known| fits(known, &global)) {
        return Some(global);
    }
    meant_name(name, service.condition_keys().map(ConditionKey::name))
}

/// The key with a similar name. Where a part of the name is up to the policy, as in a key for tags, the rest is
/// compared.
fn meant_name(name: &str, known: impl Iterator<Item = &'static str> + Clone) -> Option<String> {
    let separators = ['/', ':'];
    let own_part = |separator| {
        let (prefix, rest) = name.split_once(':')?;
        let (head, chosen) = rest.split_once(separator)?;
        let heads = known.clone().filter_map(|it| it.split_once("${")?.0.strip_suffix(separator));
        let meant = nearest(name.get(..prefix.len() + 1 + head.len())?, heads)?;
        Some(format!("{meant}{separator}{chosen}"))
    };
    separators.into_iter().find_map(own_part).or_else(|| nearest(name, known).map(str::to_owned))
}

/// The finding about a key whose prefix is that of no service. A prefix with a dot is the name of an identity
/// provider.
fn of_no_service(test: &ConditionTest<'_>, prefix: &str) -> Option<Finding> {
    let has_prefix = |key: &str| key.split(':').next().is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    if prefix.contains(['.', '/']) || prefix::is_service(prefix) || known_key::names().any(has_prefix) {
        return None;
    }
    let message = format!("no service has condition keys with the prefix `{prefix}`");
    let finding = of_key(test, Code::InvalidServiceConditionKey, message);
    Some(match prefix::nearest_service(prefix) {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help(format!("write the prefix of a service, or `{GLOBAL}`")),
    })
}
