//! The request of a difference, as a reader recognises it.

use crate::evaluate::{Outcome, RequestAction};
use crate::iam::context::KeyState;
use crate::iam::evaluate::{CompiledStatement, familiar};
use crate::values::{Parameter, ParameterRole};

use super::search::{Found, FoundActions, Search};
use super::symbols::Symbols;
use super::{Request, RequestKey};

/// The name in the place of a letter that a search chose.
const NAME: &str = "example";

/// The characters behind which a name can begin.
const SEPARATORS: [char; 5] = ['/', ':', '-', '_', '.'];

/// The request of a part of a difference. Each change that makes it readable is kept only if the request still
/// proves the difference.
pub(super) fn request(search: &mut Search<'_>, symbols: &Symbols, part: &Found) -> Request {
    let action = match &part.actions {
        FoundActions::Known(actions) => actions.first().map(ToString::to_string).unwrap_or_default(),
        FoundActions::Named(names) => names.example.clone(),
    };
    let keys = search.contexts.keys(part.context).to_vec();
    let mut request = Request { action, resource: search.text(&part.resource), keys };
    let sides = search.sides;
    for (key, _) in &symbols.variables {
        let is_about = |side: &usize| {
            part.about.get(*side).is_some_and(|about| {
                let statements = about.iter().filter_map(|place| sides.get(*side)?.statements.get(*place));
                let reads = |statement: &CompiledStatement| {
                    statement.variables().any(|it| it == key)
                        || statement.conditions.iter().any(|it| it.compiled.key.as_deref() == Some(key))
                };
                statements.into_iter().any(reads)
            })
        };
        if [0, 1].iter().any(is_about) && !request.keys.iter().any(|it| it.key.eq_ignore_ascii_case(key)) {
            let values = match search.given.key(key) {
                KeyState::Values(values) => values.to_vec(),
                _ => Vec::new(),
            };
            request.keys.push(RequestKey { key: key.clone(), values });
        }
    }
    request.keys.sort();
    let proves = |request: &Request| {
        let context = request.context();
        let [from, to] = sides.map(|policies| {
            policies.decide(RequestAction::from(request.action.as_str()), &request.resource, &context)
        });
        from == Outcome::Allowed && to.is_denied()
    };
    let with = |request: &Request, resource: String| Request { resource, ..request.clone() };
    let whole =
        familiar(&request.resource).into_iter().map(|resource| with(&request, resource)).find(&proves);
    match whole {
        Some(familiar) => request = familiar,
        None => {
            for (idx, value) in [
                (1, Some("aws")),
                (3, example(ParameterRole::Region)),
                (4, example(ParameterRole::AccountId)),
            ] {
                let changed = value.and_then(|value| with_field(&request.resource, idx, value));
                request = changed.map(|it| with(&request, it)).filter(&proves).unwrap_or(request);
            }
        }
    }
    for resource in named(&request.resource) {
        let changed = with(&request, resource);
        if proves(&changed) {
            request = changed;
            break;
        }
    }
    for (key, text) in &symbols.variables {
        let value = key.split(':').next_back().unwrap_or(NAME);
        let changed = replaced(&request, |old| old.replace(text, value));
        request = if proves(&changed) { changed } else { request };
    }
    replaced(&request, |text| symbols.with_placeholders(text))
}

fn replaced(request: &Request, replace: impl Fn(&str) -> String) -> Request {
    let key = |it: &RequestKey| RequestKey {
        key: it.key.clone(),
        values: it.values.iter().map(|value| replace(value)).collect(),
    };
    Request {
        action: request.action.clone(),
        resource: replace(&request.resource),
        keys: request.keys.iter().map(key).collect(),
    }
}

fn example(role: ParameterRole) -> Option<&'static str> {
    Parameter::with_role(role).map(|parameter| parameter.example)
}

/// An ARN with another value in a field that has one letter alone.
fn with_field(arn: &str, idx: usize, value: &str) -> Option<String> {
    let mut fields: Vec<&str> = arn.splitn(6, ':').collect();
    let field = fields.get_mut(idx).filter(|field| field.len() == 1)?;
    *field = value;
    Some(fields.join(":"))
}

/// An ARN whose last field has names in the place of single letters, and at its end: with all of these changes, or
/// with fewer.
fn named(arn: &str) -> Vec<String> {
    let Some((head, last)) = last_field(arn) else {
        return Vec::new();
    };
    let mut words = String::new();
    for piece in last.split_inclusive(SEPARATORS) {
        let (name, separator) = match piece.strip_suffix(SEPARATORS) {
            Some(name) => (name, piece.get(name.len()..).unwrap_or_default()),
            None => (piece, ""),
        };
        let is_letter = name.len() == 1 && name.chars().all(|c| c.is_ascii_lowercase());
        words += if is_letter { NAME } else { name };
        words += separator;
    }
    let end = if last.ends_with(SEPARATORS) { NAME } else { "" };
    [format!("{head}{words}{end}"), format!("{head}{words}"), format!("{head}{last}{end}")].into()
}

/// An ARN up to its last field, and that field.
fn last_field(arn: &str) -> Option<(&str, &str)> {
    let (at, _) = arn.match_indices(':').nth(4).filter(|_| arn.starts_with("arn:"))?;
    arn.split_at_checked(at + 1)
}
