//! The names of condition keys.

use crate::finding::{Code, Finding};
use crate::iam::condition::key::GLOBAL;
use crate::iam::condition::known_key::KeyFlag;
use crate::iam::condition::{ConditionTest, key, known_key};
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
        return Some(match nearest(name, known_key::names()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help("correct the name; a key of a service begins with the service's prefix"),
        });
    }
    let service = test.meaning.service?;
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
    nearest(name, service.condition_keys().map(ConditionKey::name)).map(str::to_owned)
}
