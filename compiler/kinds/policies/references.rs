//! The references of a policy to statements of other policies.

use std::ops::Range;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::written::{WrittenPolicy, WrittenStatement};
use crate::compiler::kinds::reading::{Hidden, Written};
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};

/// The policies of the whole catalog, by version: where a reference can lead.
#[derive(Debug)]
pub struct Originals<'w> {
    pub versions: Vec<VersionPolicies<'w>>,
    /// The versions that could not be read.
    pub hidden: &'w Hidden,
}

/// The policies of one version.
#[derive(Clone, Copy, Debug)]
pub struct VersionPolicies<'w> {
    pub id: &'w str,
    pub policies: &'w Written<WrittenPolicy>,
}

impl Originals<'_> {
    /// The reference to the first statement of that name in any policy.
    pub fn home(&self, name: &str) -> Option<String> {
        self.versions.iter().find_map(|version| {
            let has = |policy: &&WrittenPolicy| {
                policy.statements.items.iter().any(|statement| statement.name.value == name)
            };
            let policy = version.policies.items.iter().find(has)?;
            Some(format!("{}/{name}", policy.id(version.id)))
        })
    }
}

/// The meaning of a name in the order of a policy.
#[derive(Debug)]
pub enum ListedName<'w> {
    Own(&'w WrittenStatement),
    Other(&'w WrittenStatement),
    /// No statement; the mistake was noted.
    Nothing,
    /// A statement that could not be read, because its file has a mistake.
    Hidden,
}

/// The meaning of the policy in a reference.
#[derive(Debug)]
pub enum NamedPolicy<'w> {
    Found(&'w WrittenPolicy),
    /// No policy; the mistake was noted.
    Nothing,
    /// A policy that could not be read, because a file has a mistake.
    Hidden,
}

/// The original that a reference such as `2.9/user/EC2Describe` names.
pub fn reference<'w>(
    cx: &mut Checking<'_>,
    originals: &Originals<'w>,
    version: &str,
    policy: &'w WrittenPolicy,
    name: &Spanned<String>,
) -> ListedName<'w> {
    let mut parts = name.value.splitn(3, '/');
    let (Some(version_id), Some(variant), Some(statement)) = (parts.next(), parts.next(), parts.next())
    else {
        cx.note(unknown(
            name,
            0..name.value.len(),
            format!("`{}` is not a reference", name.value),
            "write it as `version/policy/Statement`".to_owned(),
        ));
        return ListedName::Nothing;
    };
    if version_id == version && variant == policy.variant.value {
        cx.note(
            Diagnostic::new(Code::ReferenceToItself, name.span, "the reference names its own policy")
                .help(format!("write `\"{statement}\"`")),
        );
        let own = policy.statements.items.iter().find(|own| own.name.value == statement);
        return own.map_or(ListedName::Nothing, ListedName::Own);
    }
    let policy = match named_policy(cx, originals, name, version_id, variant) {
        NamedPolicy::Found(policy) => policy,
        NamedPolicy::Nothing => return ListedName::Nothing,
        NamedPolicy::Hidden => return ListedName::Hidden,
    };
    if let Some(found) = policy.statements.items.iter().find(|found| found.name.value == statement) {
        return ListedName::Other(found);
    }
    if policy.statements.hidden.may_have(statement) {
        return ListedName::Hidden;
    }
    // If its own policy lists the statement, the mistake was noted there.
    if policy.order.iter().flatten().any(|listed| listed.value == statement) {
        return ListedName::Nothing;
    }
    let range = version_id.len() + variant.len() + 2..name.value.len();
    let suffix = format!("/{statement}");
    let onward = policy.order.iter().flatten().find(|listed| listed.value.ends_with(&suffix));
    cx.note(match onward {
        Some(onward) => Diagnostic::new(
            Code::ReferenceToReference,
            name.inside(range),
            format!("`{}` is itself a reference", name.value),
        )
        .other(onward.span, "the original is named here")
        .help(format!("write `\"{}\"`", onward.value)),
        None => {
            let names = policy.statements.items.iter().map(|statement| statement.name.value.as_str());
            let message = format!("the policy `{version_id}/{variant}` has no statement `{statement}`");
            let help = match nearest(statement, names.clone()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("its statements are {}", listed(names)),
            };
            unknown(name, range, message, help)
        }
    });
    ListedName::Nothing
}

/// The policy of a version that a reference begins with; notes one that is not there.
pub fn named_policy<'w>(
    cx: &mut Checking<'_>,
    originals: &Originals<'w>,
    name: &Spanned<String>,
    version_id: &str,
    variant: &str,
) -> NamedPolicy<'w> {
    let Some(version) = originals.versions.iter().find(|version| version.id == version_id) else {
        if originals.hidden.may_have(version_id) {
            return NamedPolicy::Hidden;
        }
        let ids = originals.versions.iter().map(|version| version.id);
        let message = format!("no version is named `{version_id}`");
        cx.note(unknown(name, 0..version_id.len(), message, one_of(version_id, ids)));
        return NamedPolicy::Nothing;
    };
    let found = version.policies.items.iter().find(|policy| policy.variant.value == variant);
    match found {
        Some(policy) => NamedPolicy::Found(policy),
        None if version.policies.hidden.may_have(variant) => NamedPolicy::Hidden,
        None => {
            let start = version_id.len() + 1;
            let variants = version.policies.items.iter().map(|policy| policy.variant.value.as_str());
            let message = format!("version {version_id} has no policy `{variant}`");
            cx.note(unknown(name, start..start + variant.len(), message, one_of(variant, variants)));
            NamedPolicy::Nothing
        }
    }
}

fn unknown(name: &Spanned<String>, range: Range<usize>, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::UnknownReference, name.inside(range), message).help(help).of_name()
}
