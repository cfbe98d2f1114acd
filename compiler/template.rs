//! Texts with placeholders: `{name}`, `{name?}`, `{name...}`, and IAM's own `${…}`.

use crate::compiler::check::Checker;
use crate::compiler::model::{Role, Segment, Template, Use};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Splits a text at its placeholders; nothing if one of them is wrong, which is noted.
pub fn parse(checker: &mut Checker<'_>, text: &Spanned<String>) -> Option<Template> {
    let mut template = Template::new();
    let mut is_right = true;
    let mut rest = 0;
    while let Some(found) = text.value[rest..].find(['{', '}']) {
        let brace = rest + found;
        let is_variable = text.value[..brace].ends_with('$');
        let close = text.value[brace..].find('}').map(|length| brace + length);
        let Some(close) =
            close.filter(|close| *close > brace && !text.value[brace + 1..*close].contains('{'))
        else {
            unclosed(checker, text, brace);
            return None;
        };
        if is_variable && text.value[brace + 1..close].trim().is_empty() {
            checker.note(
                Diagnostic::new(
                    Code::EmptyPlaceholder,
                    text.inside(brace - 1..close + 1),
                    "the policy variable has no name",
                )
                .help("write its name between the braces, such as `${aws:username}`"),
            );
            is_right = false;
        } else if is_variable {
            push_text(&mut template, &text.value[rest..=close]);
        } else {
            push_text(&mut template, &text.value[rest..brace]);
            match placeholder(checker, text, brace, close) {
                Some(segment) => template.push(segment),
                None => is_right = false,
            }
        }
        rest = close + 1;
    }
    push_text(&mut template, &text.value[rest..]);
    is_right.then_some(template)
}

fn push_text(template: &mut Template, text: &str) {
    match template.last_mut() {
        Some(Segment::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => template.push(Segment::Text(text.to_owned())),
    }
}

fn placeholder(
    checker: &mut Checker<'_>,
    text: &Spanned<String>,
    brace: usize,
    close: usize,
) -> Option<Segment> {
    let inside = &text.value[brace + 1..close];
    let place = text.inside(brace..close + 1);
    let (name, use_) = match (inside.strip_suffix("..."), inside.strip_suffix('?')) {
        (Some(name), _) => (name, Use::Each),
        (_, Some(name)) => (name, Use::Optional),
        _ => (inside, Use::Plain),
    };
    if name.trim().is_empty() {
        checker.note(
            Diagnostic::new(Code::EmptyPlaceholder, place, "the placeholder has no name")
                .help("write a parameter's name between the braces"),
        );
        return None;
    }
    let parameter = checker.parameter(name, place)?;
    let role = checker.role(parameter);
    let why_not = match use_ {
        Use::Plain => None,
        _ if role == Role::Partition => Some("there is always a partition"),
        Use::Each if role == Role::Region => Some("a policy is for one region, or for all"),
        _ if checker.has_default(parameter) => Some("it has a default, so there is always a value"),
        Use::Optional | Use::Each => None,
    };
    if let Some(why_not) = why_not {
        checker.note(
            Diagnostic::new(
                Code::MisplacedPlaceholder,
                place,
                format!("`{name}` cannot be {}", if use_ == Use::Each { "a list" } else { "left out" }),
            )
            .label(why_not)
            .help(format!("write `{{{name}}}`")),
        );
        return None;
    }
    Some(Segment::Value { parameter, use_ })
}

fn unclosed(checker: &mut Checker<'_>, text: &Spanned<String>, brace: usize) {
    let place = text.inside(brace..brace + 1);
    checker.note(
        Diagnostic::new(Code::UnclosedPlaceholder, place, "the brace has no partner")
            .help("a placeholder is `{name}`, a policy variable `${name}`"),
    );
}
