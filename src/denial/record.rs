//! Denials in JSON: events of a trail, decoded authorization messages, and messages in any string.

use super::mark::is_denial;
use super::{Denial, Reason, text};
use crate::document::value::{Node, Value};
use crate::document::{Span, json};

/// The most documents inside of each other, as strings.
const MAX_DEPTH: usize = 4;

/// The denials of a text that is a JSON object or array; nothing for any other text.
pub(super) fn find(text: &str) -> Option<Vec<Denial>> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let value = json::parse(text).ok()?;
    let mut denials = Vec::new();
    collect(&value, 0, &mut denials);
    Some(denials)
}

fn collect(value: &Value, depth: usize, denials: &mut Vec<Denial>) {
    match &value.node {
        Node::Object(members) => match decoded(value).or_else(|| event(value)) {
            Some(denial) => denials.push(denial),
            None => members.iter().for_each(|member| collect(&member.value, depth, denials)),
        },
        Node::Array(elements) => elements.iter().for_each(|element| collect(element, depth, denials)),
        Node::String(string) => {
            let inner = string.as_str();
            let mut found = Vec::new();
            match json::parse(inner)
                .ok()
                .filter(|_| depth < MAX_DEPTH && inner.trim_start().starts_with(['{', '[']))
            {
                Some(inner) => collect(&inner, depth + 1, &mut found),
                None => found = text::find(inner),
            }
            // Escapes make the places inside of a string differ from those of the whole text.
            denials.extend(found.into_iter().map(|denial| Denial { span: string.span, ..denial }));
        }
        _ => {}
    }
}

/// A decoded authorization message, as AWS STS returns it.
fn decoded(value: &Value) -> Option<Denial> {
    let context = value.get("context")?;
    let is_explicit = matches!(value.get("explicitDeny")?.node, Node::Bool(true));
    if matches!(value.get("allowed")?.node, Node::Bool(true)) {
        return None;
    }
    Some(Denial {
        span: value.span,
        principal: string(context.get("principal").and_then(|it| it.get("arn"))),
        action: string(context.get("action")),
        resource: string(context.get("resource")),
        reason: if is_explicit { Reason::ExplicitDeny(None) } else { Reason::NotAllowed(None) },
        ..Denial::default()
    })
}

/// An event of AWS CloudTrail about a denied call.
fn event(value: &Value) -> Option<Denial> {
    let (name, source) = (string(value.get("eventName"))?, string(value.get("eventSource"))?);
    let message = string(value.get("errorMessage")).unwrap_or_default();
    let stated = text::find(&message).into_iter().next();
    let is_denied = string(value.get("errorCode")).is_some_and(|code| is_denial(&code));
    if !is_denied && stated.is_none() {
        return None;
    }
    let denial = stated.unwrap_or_default();
    // The source is the name of the service's endpoint.
    let service = source.split('.').next().unwrap_or_default();
    let user = value.get("userIdentity").and_then(|user| string(user.get("arn")));
    Some(Denial {
        span: Span { start: value.span.start, end: value.span.end },
        call: Some(format!("{service}:{name}")),
        principal: denial.principal.clone().or(user),
        ..denial
    })
}

fn string(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}
