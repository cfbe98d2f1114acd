//! Checks of single strings that several kinds share: plain values, names in Rust.

use std::collections::BTreeMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::names;
use crate::compiler::shared::release::ReleaseRange;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::{Span, Spanned};

/// Names in Rust by the names that they were made of, to find two that become one.
type RustNames<'n> = BTreeMap<String, (&'n str, Span)>;

/// The entries of a list that were checked so far, to find those that are in it again.
#[derive(Debug, Default)]
pub struct SeenEntries<'e>(BTreeMap<&'e str, Span>);

impl<'e> SeenEntries<'e> {
    /// True for a new entry; any other is noted, with the message about its string.
    pub fn is_new(
        &mut self,
        cx: &mut Checking<'_>,
        code: Code,
        entry: &'e Spanned<String>,
        message: impl FnOnce(&str) -> String,
    ) -> bool {
        let Some(first) = self.0.get(entry.value.as_str()) else {
            self.0.insert(&entry.value, entry.span);
            return true;
        };
        cx.note(
            Diagnostic::new(code, entry.span, message(&entry.value))
                .other(*first, "first here")
                .help("remove one of them"),
        );
        false
    }
}

/// The string of a field; empty if the field is missing or was refused, which was noted.
pub fn value(field: Option<&Spanned<String>>) -> String {
    field.map(|field| field.value.clone()).unwrap_or_default()
}

/// A text that several releases share, in the words of one of them: `{release}` stands for its version.
pub fn in_release(text: &str, version: &str) -> String {
    text.replace("{release}", version)
}

/// The strings of a list.
pub fn values(fields: &[Spanned<String>]) -> Vec<String> {
    fields.iter().map(|field| field.value.clone()).collect()
}

/// Notes a range of releases that cannot be parsed.
pub fn release_range(cx: &mut Checking<'_>, range: &Spanned<String>) {
    if ReleaseRange::parse(&range.value).is_none() {
        let message = format!("`{}` is not a range of releases", range.value);
        cx.note(
            Diagnostic::new(Code::MalformedValue, range.span, message)
                .help("write it with all three numbers, as `>=2.9.0, <2.10.0`"),
        );
    }
}

/// Notes a name that the generated code uses for something else.
pub fn taken(cx: &mut Checking<'_>, what: &str, name: &Spanned<String>) {
    cx.note(
        Diagnostic::new(Code::UnusableName, name.span, format!("no {what} can be named `{}`", name.value))
            .label("the generated code uses this name for something else")
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
