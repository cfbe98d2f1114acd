//! The guide of a version: its own sections, and those whose text another version has.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::texts::in_release;
use crate::compiler::kinds::versions::written::{WrittenSection, WrittenVersion};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The headings and texts, in the words of the version's release.
pub fn check(
    cx: &mut Checking<'_>,
    versions: &Written<WrittenVersion>,
    version: &WrittenVersion,
) -> Vec<(String, String)> {
    let checked = |section: &WrittenSection| {
        let text = match (&section.text, &section.same_as) {
            (None, Some(id)) => shared(cx, versions, version, section, id)?,
            (text, _) => text.as_ref()?,
        };
        Some((section.heading.value.clone(), in_release(text.value.trim(), &version.id.value)))
    };
    version.guide.iter().filter_map(checked).collect()
}

/// The text of a section that another version has; notes a version or a section that is not there.
fn shared<'w>(
    cx: &mut Checking<'_>,
    versions: &'w Written<WrittenVersion>,
    version: &WrittenVersion,
    section: &WrittenSection,
    id: &Spanned<String>,
) -> Option<&'w Spanned<String>> {
    let unknown = |message, help: String| {
        Diagnostic::new(Code::UnknownReference, id.span, message).help(help).of_name()
    };
    if id.value == version.id.value {
        cx.note(
            Diagnostic::new(Code::ReferenceToItself, id.span, "the section is to have its own text")
                .help("write `text`, or the version that has it"),
        );
        return None;
    }
    let Some(other) = versions.items.iter().find(|other| other.id.value == id.value) else {
        if !versions.hidden.may_have(&id.value) {
            let ids = versions.items.iter().map(|version| version.id.value.as_str());
            let message = format!("no version is named `{}`", id.value);
            cx.note(unknown(message, one_of(&id.value, ids)));
        }
        return None;
    };
    let heading = &section.heading.value;
    let Some(found) = other.guide.iter().find(|other| other.heading.value == *heading) else {
        // Without its head, a version may have any section.
        if other.has_head {
            let headings = other.guide.iter().map(|section| section.heading.value.as_str());
            let message = format!("version {} has no section `{heading}`", id.value);
            cx.note(unknown(message, one_of(heading, headings)));
        }
        return None;
    };
    if let Some(onward) = &found.same_as {
        cx.note(
            Diagnostic::new(
                Code::ReferenceToReference,
                id.span,
                format!("the section of version {} has no text of its own", id.value),
            )
            .other(onward.span, "the original is named here")
            .help(format!("write `\"{}\"`", onward.value)),
        );
    }
    found.text.as_ref()
}
