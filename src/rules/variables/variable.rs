//! IAM's policy variables, `${…}`: their form, and the places where IAM replaces them.

use crate::document::{Document, Span, Text};
use crate::finding::{Code, Finding};
use crate::iam::arn;
use crate::iam::piece::{PatternPiece, pieces_at};
use crate::iam::version::CURRENT;
use crate::rules::RuleContext;

/// The most labels of a finding.
const MAX_LABELS: usize = 8;

/// The most characters of an unclosed variable in a message.
const MAX_NAME: usize = 64;

/// A string of a document, and the element that it belongs to.
struct Place<'d> {
    text: &'d Text,
    statement: usize,
    element: Element,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// A value of a condition: a variable can be anywhere.
    ConditionValue,
    /// A resource: a variable can be in the last field of an ARN.
    Resource,
    /// Any other element, in which IAM does not replace variables.
    Other(&'static str),
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let document = cx.document;
    let mut findings = Vec::new();
    let mut used = Vec::new();
    for place in places(document).filter(|place| place.text.value.contains("${")) {
        let found = malformed(&place).chain(misplaced(&place));
        findings.extend(found.map(|finding| finding.statement(place.statement)));
        if !matches!(place.element, Element::Other(_)) {
            used.extend(variables(place.text).map(|(span, whole)| (span, whole, place.statement)));
        }
    }
    findings.extend(unsupported(document, &used));
    findings
}

/// The strings of a document that may have a variable, except those that are refused with a variable for
/// another reason.
fn places(document: &Document) -> impl Iterator<Item = Place<'_>> {
    document.statements.iter().flat_map(|statement| {
        let idx = statement.idx;
        let place = move |text, element| Place { text, statement: idx, element };
        let actions = statement.actions.iter().flat_map(|list| &list.entries);
        let actions = actions.map(move |text| place(text, Element::Other("an action")));
        let resources = statement.resources.iter().flat_map(|list| &list.entries);
        let resources = resources.map(move |text| place(text, Element::Resource));
        let operators = statement.condition.iter().flat_map(|block| &block.operators);
        let operators =
            operators.map(move |operator| place(&operator.name, Element::Other("a condition operator")));
        let keys = statement.conditions().flat_map(move |(_, key)| {
            let name = place(&key.name, Element::Other("a condition key"));
            let values = key.values.iter().map(move |value| place(&value.text, Element::ConditionValue));
            core::iter::once(name).chain(values)
        });
        actions.chain(resources).chain(operators).chain(keys)
    })
}

/// The variables of a string, including those that stand for a character.
fn variables(text: &Text) -> impl Iterator<Item = (Span, &str)> {
    let value = text.as_str();
    pieces_at(value).filter_map(move |(at, piece)| {
        let whole = match piece {
            PatternPiece::Variable(whole) => whole,
            // `${*}`, `${?}` and `${$}`.
            PatternPiece::Char(_) => {
                value.get(at..at + 4).filter(|whole| whole.starts_with("${") && whole.ends_with('}'))?
            }
            _ => return None,
        };
        Some((text.inside(at..at + whole.len()), whole))
    })
}

/// The findings about malformed variables of a string.
fn malformed<'p>(place: &Place<'p>) -> impl Iterator<Item = Finding> + use<'p> {
    let text = place.text;
    // The text after an unclosed variable may be a part of it.
    let mut is_open = false;
    pieces_at(text.as_str()).filter_map(move |(at, piece)| match piece {
        _ if is_open => None,
        PatternPiece::Variable(whole) | PatternPiece::Placeholder(whole) if whole.starts_with("${") => {
            malformed_variable(whole).map(|(code, message, help)| {
                Finding::new(code, text.inside(at..at + whole.len()), message).help(help).subject(whole)
            })
        }
        PatternPiece::Char('$') if text.value.get(at..).is_some_and(|rest| rest.starts_with("${")) => {
            // The special variable `${$}` is closed.
            let rest = text.value.get(at..)?;
            let is_whole = rest.get(2..).is_some_and(|inner| inner.starts_with("$}"));
            is_open = !is_whole;
            is_open.then(|| {
                let end = rest.char_indices().skip(2).find(|(at, c)| *at > MAX_NAME || "/ ${".contains(*c));
                let written = rest.get(..end.map_or(rest.len(), |(at, _)| at)).unwrap_or(rest);
                let message = format!("the variable that begins with `{written}` is not closed");
                Finding::new(Code::MissingBraceInVariable, text.inside(at..at + written.len()), message)
                    .help("write `}` where its name ends")
                    .subject(written)
            })
        }
        _ => None,
    })
}

fn malformed_variable(whole: &str) -> Option<(Code, String, &'static str)> {
    let inner = whole.strip_prefix("${")?.strip_suffix('}')?;
    let (name, default) = match inner.split_once(',') {
        Some((name, default)) => (name, Some(default.trim())),
        None => (inner, None),
    };
    if name.trim().is_empty() {
        let help = "write the name of a condition key, such as `${aws:username}`";
        return Some((Code::EmptyVariable, format!("the variable `{whole}` has no name"), help));
    }
    // Without a prefix it is a placeholder of a template, not a variable.
    if !name.contains(':') || name.contains("::") {
        return None;
    }
    if name.contains(char::is_whitespace) {
        let message = format!("the variable `{whole}` has a space in its name");
        return Some((Code::UnsupportedSpaceInVariable, message, "remove the space"));
    }
    let default = default?;
    let is_quoted = default.len() > 1 && default.starts_with('\'') && default.ends_with('\'');
    (!is_quoted).then(|| {
        let message = format!("the default value in `{whole}` is not in single quotes");
        (Code::MissingQuoteInVariable, message, "write it as in `${aws:username, 'nobody'}`")
    })
}

/// The findings about variables in places where IAM does not replace them.
fn misplaced<'p>(place: &Place<'p>) -> impl Iterator<Item = Finding> + use<'p> {
    let text = place.text;
    let (until, message) = match place.element {
        Element::ConditionValue => (0, String::new()),
        Element::Other(name) => {
            (text.value.len(), format!("IAM does not replace policy variables in {name}"))
        }
        Element::Resource => {
            let last = arn::fields(text.as_str()).pop().unwrap_or_default();
            let message = "an ARN can have a policy variable only in its last field, after the fifth colon";
            // A resource that is not an ARN is a finding of its own.
            let is_arn = text.value.starts_with("arn:");
            (if is_arn { last.start } else { 0 }, message.to_owned())
        }
    };
    let is_resource = place.element == Element::Resource;
    let found = pieces_at(text.as_str()).filter_map(move |(at, piece)| match piece {
        PatternPiece::Variable(whole) if at < until => Some((at, whole)),
        _ => None,
    });
    found.map(move |(at, whole)| {
        let help = if is_resource {
            "write the value itself, or `*`"
        } else {
            "write the value itself, or a wildcard"
        };
        Finding::new(Code::VariableUnsupportedInElement, text.inside(at..at + whole.len()), message.as_str())
            .help(help)
            .subject(whole)
    })
}

/// The finding about all variables of a document whose version has none.
fn unsupported(document: &Document, used: &[(Span, &str, usize)]) -> Option<Finding> {
    let version = document.version.as_ref().map(Text::as_str);
    // Another version is a finding of its own.
    if !matches!(version, None | Some("2008-10-17")) {
        return None;
    }
    let ((span, whole, statement), others) = used.split_first()?;
    let message = match version {
        Some(version) => format!("in version `{version}`, `{whole}` is plain text"),
        None => format!("without `Version`, `{whole}` is plain text"),
    };
    let finding = Finding::new(Code::VariableUnsupportedInVersion, *span, message)
        .help(format!("write `\"Version\": \"{CURRENT}\"`"))
        .subject(*whole)
        .statement(*statement);
    let labelled = others.iter().take(MAX_LABELS);
    Some(labelled.fold(finding, |finding, (span, ..)| finding.label(*span, "this too")))
}
