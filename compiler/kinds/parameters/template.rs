//! Strings with placeholders: `{name}`, `{name?}`, `{name...}`, and IAM's own `${…}`.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// A string with parameters in it.
pub type Template = Vec<Segment>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Text(String),
    Value { parameter: ParameterId, use_: PlaceholderUse },
}

/// The three ways to write a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceholderUse {
    /// `{name}`
    Plain,
    /// `{name?}`
    Optional,
    /// `{name...}`
    Each,
    /// `{name...}` of a parameter with a default, which so has a value or more.
    Many,
}

/// Splits a string at its placeholders; `None` after a wrong placeholder, which was noted.
pub fn parse(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    text: &Spanned<String>,
) -> Option<Template> {
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
            unclosed(cx, text, brace);
            return None;
        };
        if is_variable && text.value[brace + 1..close].trim().is_empty() {
            cx.note(
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
            match placeholder(cx, parameters, text, brace, close) {
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
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    text: &Spanned<String>,
    brace: usize,
    close: usize,
) -> Option<Segment> {
    let inside = &text.value[brace + 1..close];
    let place = text.inside(brace..close + 1);
    let (name, use_) = match (inside.strip_suffix("..."), inside.strip_suffix('?')) {
        (Some(name), _) => (name, PlaceholderUse::Each),
        (_, Some(name)) => (name, PlaceholderUse::Optional),
        _ => (inside, PlaceholderUse::Plain),
    };
    if name.trim().is_empty() {
        cx.note(
            Diagnostic::new(Code::EmptyPlaceholder, place, "the placeholder has no name")
                .help("write a parameter's name between the braces"),
        );
        return None;
    }
    let parameter = parameters.resolve(name, place)?;
    let role = parameters.role(parameter);
    if role == Role::Flag {
        let message = format!("`{name}` is a flag, which has no value to write");
        let help = format!("write `when = \"{name}\"` or `unless = \"{name}\"` in the statement");
        cx.note(Diagnostic::new(Code::MisplacedPlaceholder, place, message).help(help));
        return None;
    }
    let why_not = match use_ {
        PlaceholderUse::Plain => None,
        _ if role == Role::Partition => Some("there is always a partition"),
        PlaceholderUse::Each if role == Role::Region => Some("a policy is for one region, or for all"),
        PlaceholderUse::Optional if parameters.has_default(parameter) => {
            Some("it has a default, so there is always a value")
        }
        PlaceholderUse::Optional | PlaceholderUse::Each | PlaceholderUse::Many => None,
    };
    if let Some(why_not) = why_not {
        cx.note(
            Diagnostic::new(
                Code::MisplacedPlaceholder,
                place,
                format!(
                    "`{name}` cannot be {}",
                    if use_ == PlaceholderUse::Each { "a list" } else { "left out" }
                ),
            )
            .label(why_not)
            .help(format!("write `{{{name}}}`")),
        );
        return None;
    }
    let is_never_empty = use_ == PlaceholderUse::Each && parameters.has_default(parameter);
    Some(Segment::Value { parameter, use_: if is_never_empty { PlaceholderUse::Many } else { use_ } })
}

fn unclosed(cx: &mut Checking<'_>, text: &Spanned<String>, brace: usize) {
    let place = text.inside(brace..brace + 1);
    cx.note(
        Diagnostic::new(Code::UnclosedPlaceholder, place, "the brace is not matched")
            .help("write `{name}` for a placeholder, `${name}` for a policy variable"),
    );
}
