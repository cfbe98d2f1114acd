//! Checks of single strings that several kinds share: addresses, characters, names in Rust.

use std::collections::BTreeMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::names;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::{Span, Spanned};

/// Names in Rust by the names that they were made of, to find two that become one.
type RustNames<'n> = BTreeMap<String, (&'n str, Span)>;

/// The text of a field; empty where the field is missing or was refused, which was noted.
pub fn value(field: Option<&Spanned<String>>) -> String {
    field.map(|field| field.value.clone()).unwrap_or_default()
}

/// The texts of a list.
pub fn values(fields: &[Spanned<String>]) -> Vec<String> {
    fields.iter().map(|field| field.value.clone()).collect()
}

/// Notes an address that no browser could open.
pub fn address(cx: &mut Checking<'_>, address: &Spanned<String>) {
    // One that is left to a person is asked for elsewhere.
    if address.value.is_empty() {
        return;
    }
    let rest = ["https://", "http://"].iter().find_map(|scheme| address.value.strip_prefix(scheme));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace)) {
        cx.note(
            Diagnostic::new(
                Code::MalformedValue,
                address.span,
                format!("`{}` is not an address", address.value),
            )
            .help("write where a reader can open it, `https://…`"),
        );
    }
}

/// Whether IAM allows all characters of a text in a policy; notes the first that it does not.
pub fn allowed_characters(cx: &mut Checking<'_>, text: &Spanned<String>) -> bool {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{ff}');
    let Some((at, c)) = text.value.char_indices().find(|(_, c)| !is_allowed(*c)) else { return true };
    cx.note(
        Diagnostic::new(
            Code::ForbiddenCharacter,
            text.inside(at..at + c.len_utf8()),
            format!("IAM does not allow the character `{}` in a policy", c.escape_unicode()),
        )
        .help("use the characters U+0020 to U+00FF"),
    );
    false
}

/// Notes a name that the generated code has for something else.
pub fn taken(cx: &mut Checking<'_>, what: &str, name: &Spanned<String>) {
    cx.note(
        Diagnostic::new(Code::UnusableName, name.span, format!("no {what} can be named `{}`", name.value))
            .label("the generated code has this name for something else")
            .help("choose another name"),
    );
}

/// Notes names that Rust cannot have, and names that become the same in Rust.
pub fn unique_names<'n>(cx: &mut Checking<'_>, names: impl Iterator<Item = &'n Spanned<String>>, what: &str) {
    let mut seen = RustNames::new();
    for name in names {
        if let Err((why, help)) = names::usable(&name.value) {
            cx.note(
                Diagnostic::new(
                    Code::UnusableName,
                    name.span,
                    format!("no {what} can be named `{}`", name.value),
                )
                .label(why)
                .help(help),
            );
            continue;
        }
        let first: Option<(&str, Span)> =
            seen.insert(names::type_name(&name.value), (&name.value, name.span));
        if let Some((first, place)) = first {
            cx.note(
                Diagnostic::new(
                    Code::CollidingNames,
                    name.span,
                    format!("`{}` and `{first}` become the same name in Rust", name.value),
                )
                .other(place, "the other one")
                .help(format!("rename one {what}")),
            );
        }
    }
}
