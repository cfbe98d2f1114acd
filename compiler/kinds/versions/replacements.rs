//! Policies that an earlier release has under another name.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::written::WrittenPolicy;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// Checks that the old names are those of policies of earlier versions, and the new ones those of policies
/// of the version itself.
pub fn check(cx: &mut Checking<'_>, versions: &Written<WrittenVersion>) {
    for (idx, version) in versions.items.iter().enumerate() {
        let id = &version.id.value;
        let is_own = !version.policies.hidden.is_empty();
        let earlier = versions.items.iter().take(idx).map(|version| &version.policies);
        let is_earlier =
            !versions.hidden.is_empty() || earlier.clone().any(|policies| !policies.hidden.is_empty());
        let earlier: Vec<_> = earlier.flat_map(|policies| &policies.items).collect();
        // With the words of other references to a policy, so that one policy that is gone is one error.
        let owner_of_earlier = match versions.items.get(..idx) {
            Some([only]) => format!("version {}", only.id.value),
            _ => format!("no release before {id}"),
        };
        let own: Vec<_> = version.policies.items.iter().collect();
        for line in &version.replaces {
            if !is_earlier {
                known(cx, &line.name, &earlier, &owner_of_earlier);
            }
            for new in line.texts.iter().filter(|_| !is_own) {
                known(cx, new, &own, &format!("version {id}"));
            }
        }
    }
}

/// Notes a name that none of the policies has.
fn known(cx: &mut Checking<'_>, name: &Spanned<String>, policies: &[&WrittenPolicy], owner: &str) {
    let variants = policies.iter().map(|policy| policy.variant.value.as_str());
    if variants.clone().any(|variant| variant == name.value) {
        return;
    }
    let has = if owner.starts_with("no ") { "has a" } else { "has no" };
    let message = format!("{owner} {has} policy `{}`", name.value);
    let diagnostic = Diagnostic::new(Code::UnknownReference, name.span, message).of_name();
    cx.note(match policies {
        [] => diagnostic.help("remove the line"),
        _ => diagnostic.help(one_of(&name.value, variants)),
    });
}
