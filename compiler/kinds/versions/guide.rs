//! The guide of a version: its own sections, and those whose text another version has.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::texts::in_release;
use crate::compiler::kinds::versions::shared::{SharedPart, original};
use crate::compiler::kinds::versions::written::{WrittenSection, WrittenVersion};
use crate::compiler::source::Spanned;

/// The headings and texts, in the words of the version's release.
pub fn check(
    cx: &mut Checking<'_>,
    versions: &Written<WrittenVersion>,
    version: &WrittenVersion,
) -> Vec<(String, String)> {
    let checked = |section: &WrittenSection| {
        let text = original(cx, versions, version, section)?.text.as_ref()?;
        Some((section.heading.value.clone(), in_release(text.value.trim(), &version.id.value)))
    };
    version.guide.items.iter().filter_map(checked).collect()
}

impl SharedPart for WrittenSection {
    const WHAT: &'static str = "section";
    const CONTENT: &'static str = "text";

    fn name(&self) -> &Spanned<String> {
        &self.heading
    }

    fn same_as(&self) -> Option<&Spanned<String>> {
        self.same_as.as_ref().filter(|_| self.text.is_none())
    }

    fn all(version: &WrittenVersion) -> &Written<Self> {
        &version.guide
    }
}
