//! Resources in words.

use crate::iam::arn::ArnPattern;
use crate::iam::piece::has_wildcard;
use crate::{Action, ArnPart, Parameter, ResourceType, SERVICES, Service};

/// The most resource types that are named one by one.
const MAX_TYPES: usize = 4;

/// An entry of `Resource` in words, for a statement about these actions: "any stack in eu-west-1".
pub(super) fn in_words(entry: &str, actions: &[Action]) -> String {
    if !entry.is_empty() && entry.bytes().all(|byte| byte == b'*') {
        let takes_none = !actions.is_empty() && actions.iter().all(|it| it.resource_types().len() == 0);
        let words = if takes_none { "no resource: the actions take none" } else { "any resource" };
        return words.to_owned();
    }
    let Some(arn) = ArnPattern::new(entry) else {
        return parameter(entry).unwrap_or_else(|| "a resource that is not known yet".to_owned());
    };
    let kinds = kinds(&arn, actions);
    let name = name(&arn, &kinds);
    let kind = match kinds.as_slice() {
        [] => "resource".to_owned(),
        [first, second, third, _, more @ ..] if !more.is_empty() => {
            format!(
                "{}, {}, {} or resource of {} other types",
                plain(*first),
                plain(*second),
                plain(*third),
                kinds.len() - 3
            )
        }
        _ => {
            let names: Vec<_> = kinds.iter().take(MAX_TYPES).map(|kind| plain(*kind)).collect();
            alternatives(&names)
        }
    };
    let what = match name {
        // AWS calls a resource that stands for all of a kind so.
        _ if kind.starts_with("all ") => kind,
        "*" => format!("any {kind}"),
        name if has_wildcard(name) => format!("any {kind} that matches `{name}`"),
        name => format!("the {kind} `{name}`"),
    };
    format!("{what}{}", location(&arn))
}

/// The types that a resource of the entry can be of: of the actions, or else of any service.
fn kinds(arn: &ArnPattern<'_>, actions: &[Action]) -> Vec<ResourceType> {
    let is_one = |kind: &ResourceType| kind.arn_formats().any(|format| arn.overlaps(format));
    let mut kinds: Vec<ResourceType> = Vec::new();
    for kind in actions.iter().flat_map(|action| action.resource_types()).filter(is_one) {
        if !kinds.iter().any(|known| known.name() == kind.name()) {
            kinds.push(kind);
        }
    }
    if !kinds.is_empty() {
        return kinds;
    }
    SERVICES
        .iter()
        .copied()
        .filter(|service| service.prefix == arn.service.text)
        .flat_map(Service::resource_types)
        .filter(is_one)
        .collect()
}

/// The last field without what names the type, if all types begin alike.
fn name<'a>(arn: &ArnPattern<'a>, kinds: &[ResourceType]) -> &'a str {
    let whole = arn.resource.text;
    let head = |kind: &ResourceType| {
        let format = kind.arn_formats().find(|format| arn.overlaps(*format))?;
        match format.resource_parts().next()? {
            ArnPart::Text(text) => Some(text),
            ArnPart::Variable(_) => None,
        }
    };
    let mut heads = kinds.iter().map(head);
    let first = heads.next().flatten();
    let is_same = heads.all(|head| head == first);
    first
        .filter(|_| is_same)
        .and_then(|head| whole.strip_prefix(head))
        .filter(|name| !name.is_empty())
        .unwrap_or(whole)
}

/// The region and the account.
fn location(arn: &ArnPattern<'_>) -> String {
    let place = |text: &str, one: &str, any: &str| match text {
        "" => String::new(),
        "*" => format!(" {any}"),
        text => format!(" {one} `{text}`"),
    };
    let region = place(arn.region.text, "in", "in any region");
    format!("{region}{}", place(arn.account.text, "of account", "of any account"))
}

/// The name of a type as words.
fn plain(kind: ResourceType) -> String {
    kind.name().replace('-', " ")
}

fn alternatives(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// The summary of the parameter for which an entry of the catalog is a placeholder.
fn parameter(entry: &str) -> Option<String> {
    let (name, rest) = entry.strip_prefix('{')?.split_once('}')?;
    let parameter = Parameter::named(name.trim_end_matches(['?', '.']))?;
    let summary = parameter.summary.trim_end_matches('.');
    Some(match rest {
        "" => format!("the value of `{}`: {summary}", parameter.name),
        rest => format!("`{rest}` below the value of `{}`: {summary}", parameter.name),
    })
}
