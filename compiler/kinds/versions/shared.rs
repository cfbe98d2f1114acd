//! The parts of a version whose content another version has.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// A part that may be the same in another version.
pub trait SharedPart {
    /// The name of such a part in a message.
    const WHAT: &'static str;
    /// The key of its own content.
    const CONTENT: &'static str;

    fn name(&self) -> &Spanned<String>;

    /// The version that has its content.
    fn same_as(&self) -> Option<&Spanned<String>>;

    /// The parts of a version.
    fn all(version: &WrittenVersion) -> &Written<Self>
    where
        Self: Sized;
}

/// The part itself, or the part of another version that has its content; notes a version or a part that is
/// not there.
pub fn original<'w, T: SharedPart>(
    cx: &mut Checking<'_>,
    versions: &'w Written<WrittenVersion>,
    version: &WrittenVersion,
    part: &'w T,
) -> Option<&'w T> {
    let Some(id) = part.same_as() else { return Some(part) };
    let what = T::WHAT;
    let unknown = |message, help: String| {
        Diagnostic::new(Code::UnknownReference, id.span, message).help(help).of_name()
    };
    if id.value == version.id.value {
        let message = format!("the {what} is to have its own text");
        cx.note(
            Diagnostic::new(Code::ReferenceToItself, id.span, message)
                .help(format!("write `{}`, or the version that has it", T::CONTENT)),
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
    let name = &part.name().value;
    let parts = T::all(other);
    let Some(found) = parts.items.iter().find(|other| other.name().value == *name) else {
        if !parts.hidden.may_have(name) {
            let names = parts.items.iter().map(|part| part.name().value.as_str());
            let message = format!("version {} has no {what} `{name}`", id.value);
            cx.note(unknown(message, one_of(name, names)));
        }
        return None;
    };
    if let Some(onward) = found.same_as() {
        let message = format!("the {what} of version {} has no text of its own", id.value);
        cx.note(
            Diagnostic::new(Code::ReferenceToReference, id.span, message)
                .other(onward.span, "the original is named here")
                .help(format!("write `\"{}\"`", onward.value)),
        );
    }
    Some(found)
}
