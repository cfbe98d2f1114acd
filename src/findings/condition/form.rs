//! How operators and keys are written, and whether there are such.

use super::Test;
use super::key::{self, GLOBAL};
use super::known::{self, Flag};
use super::operator::{Comparison, Family, meant};
use crate::document::Statement;
use crate::findings::text::listed;
use crate::findings::{Code, Finding, nearest};
use crate::service::fits;
use crate::{ConditionKey, Service};

/// Operators that IAM does not have, and `Null` with what it does not take.
pub(super) fn check_operators(statement: &Statement, findings: &mut Vec<Finding>) {
    for operator in statement.condition.iter().flat_map(|block| &block.operators) {
        let name = &operator.name;
        let new = |code, message: String, help: String| {
            Finding::new(code, name.span, message).help(help).statement(statement.idx).subject(&name.value)
        };
        let Some(comparison) = Comparison::new(&name.value) else {
            let help = match meant(&name.value) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write one of IAM's condition operators, such as `StringEquals`".to_owned(),
            };
            let message = format!("IAM has no condition operator `{name}`");
            findings.push(new(Code::InvalidConditionOperator, message, help));
            continue;
        };
        if comparison.family != Family::Null {
            continue;
        }
        let plain = comparison.name;
        if comparison.if_exists {
            let message = format!("`{name}`: `{plain}` asks whether there is a key, and has no `IfExists`");
            findings.push(new(Code::NullWithIfExists, message, format!("write `{plain}`")));
        }
        if let Some(qualifier) = comparison.qualifier {
            let message = format!(
                "`{name}`: `{plain}` asks whether there is a key, so that `{}` adds nothing",
                qualifier.as_str()
            );
            findings.push(new(Code::NullWithQualifier, message, format!("write `{plain}`")));
        }
    }
}

/// Keys of one operator that differ in their case alone.
pub(super) fn check_duplicates(statement: &Statement, findings: &mut Vec<Finding>) {
    for operator in statement.condition.iter().flat_map(|block| &block.operators) {
        let mut keys: Vec<_> = operator.keys.iter().collect();
        keys.sort_by_cached_key(|key| (key.name.value.to_ascii_lowercase(), key.name.span.start));
        for (first, second) in keys.iter().zip(keys.iter().skip(1)) {
            let (first, second) = (&first.name, &second.name);
            if first.value != second.value && first.value.eq_ignore_ascii_case(&second.value) {
                let message = format!("`{second}` and `{first}` are the same key: their case means nothing");
                findings.push(
                    Finding::new(Code::DuplicateKeysWithDifferentCase, second.span, message)
                        .label(first.span, "here for the first time")
                        .help("put the values of both into one list")
                        .statement(statement.idx)
                        .subject(&second.value),
                );
            }
        }
    }
}

/// Whether there is such a key.
pub(super) fn check(test: &Test<'_>, findings: &mut Vec<Finding>) {
    let written = &test.key.name;
    let name = written.as_str();
    if key::is_filled_in(name) && test.meaning.name().is_none() {
        return;
    }
    let prefix = match name.split_once(':') {
        Some((prefix, rest))
            if !prefix.is_empty() && !rest.is_empty() && !prefix.contains(char::is_whitespace) =>
        {
            prefix
        }
        _ => {
            let names = known::names()
                .filter(|known| known.split_once(':').is_some_and(|(_, it)| it.eq_ignore_ascii_case(name)));
            let help = match names.into_iter().next() {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write the prefix of a service, or `{GLOBAL}`, then a colon and a name"),
            };
            let message = format!("`{written}` is not a condition key");
            findings.push(test.of_key(Code::InvalidConditionKeyFormat, message).help(help));
            return;
        }
    };
    if let Some(known) = test.meaning.known.filter(|known| !known.instead.is_empty()) {
        let instead = listed(known.instead.iter().map(|name| format!("`{name}`")), "or");
        let (code, message) = if known.is(Flag::Unsupported) {
            (Code::UnsupportedGlobalConditionKey, format!("IAM does not support `{written}`"))
        } else {
            (Code::DeprecatedGlobalConditionKey, format!("`{written}` is deprecated"))
        };
        findings.push(test.of_key(code, message).help(format!("use {instead}")));
        return;
    }
    if test.meaning.name().is_some() {
        return;
    }
    if let Some(template) = key::template(name, test.meaning.service) {
        let message = format!("`{written}` does not say which of them: what it begins has a name behind it");
        findings.push(
            test.of_key(Code::MissingTagKeyInCondition, message)
                .help(format!("write `{template}`, with a name in place of `${{…}}`")),
        );
        return;
    }
    if test.meaning.is_global {
        let finding = test
            .of_key(Code::InvalidGlobalConditionKey, format!("AWS has no global condition key `{written}`"));
        findings.push(match nearest(name, known::names()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => {
                finding.help("write one that AWS has; a key of a service begins with the service's prefix")
            }
        });
    } else if let Some(service) = test.meaning.service {
        let message = format!("`{}` has no condition key `{written}`", service.prefix);
        let finding = test.of_key(Code::InvalidServiceConditionKey, message).rests_on(service);
        findings.push(match meant_key(service, prefix, name) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => {
                finding.help("correct the name; AWS states the keys in its Service Authorization Reference")
            }
        });
    }
}

/// The key that is probably meant: one with a similar name, or a global one with the same name.
fn meant_key(service: &'static Service, prefix: &str, name: &str) -> Option<String> {
    let rest = name.strip_prefix(prefix)?;
    let global = format!("{GLOBAL}{rest}");
    if known::names().any(|known| fits(known, &global)) {
        return Some(global);
    }
    nearest(name, service.condition_keys().map(ConditionKey::name)).map(str::to_owned)
}
