//! The order of a policy's statements: its own, and references to those of others.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::gaps::PolicyGaps;
use crate::compiler::kinds::policies::references::{ListedName, Originals, reference};
use crate::compiler::kinds::policies::written::{WrittenPolicy, WrittenStatement};
use crate::compiler::kinds::texts::SeenEntries;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::{Span, Spanned};

/// A statement in the order of a policy, and where it is listed.
#[derive(Debug)]
pub struct ListedStatement<'w> {
    pub place: Span,
    pub written: &'w WrittenStatement,
    /// True for a statement of the policy's own files.
    pub is_own: bool,
}

/// The statements in the policy's order; notes missing, repeated and unknown names.
pub fn check<'w>(
    cx: &mut Checking<'_>,
    originals: &Originals<'w>,
    gaps: &mut PolicyGaps,
    version: &'w str,
    policy: &'w WrittenPolicy,
) -> Vec<ListedStatement<'w>> {
    let id = policy.id(version);
    let Some(order) = &policy.order else {
        gaps.add_lacking(&id);
        return Vec::new();
    };
    let mut listed: Vec<ListedStatement<'w>> = Vec::new();
    let mut seen = SeenEntries::default();
    for name in order {
        if !seen.is_new(cx, Code::DuplicateStatement, name, |name| format!("`{name}` is listed twice")) {
            continue;
        }
        let found = if name.value.contains('/') {
            reference(cx, originals, version, policy, name)
        } else {
            own(cx, originals, policy, name)
        };
        match found {
            // The statement that was probably meant may be listed, too.
            ListedName::Own(written) | ListedName::Other(written)
                if listed.iter().any(|listed| std::ptr::eq(listed.written, written)) => {}
            ListedName::Own(written) => {
                listed.push(ListedStatement { place: name.span, written, is_own: true });
            }
            ListedName::Other(written) => {
                listed.push(ListedStatement { place: name.span, written, is_own: false });
            }
            ListedName::Nothing => gaps.add_lacking(&id),
            ListedName::Hidden => {}
        }
    }
    if !policy.broken.contains(&"statements") {
        unlisted(cx, policy, &listed);
    }
    listed
}

fn unlisted(cx: &mut Checking<'_>, policy: &WrittenPolicy, listed: &[ListedStatement<'_>]) {
    for statement in &policy.statements.items {
        let name = &statement.name;
        if listed.iter().any(|listed| listed.is_own && listed.written.name.value == name.value) {
            continue;
        }
        let message = format!("the statement `{}` is not in the order of statements", name.value);
        let mut diagnostic = Diagnostic::new(Code::UnlistedStatement, name.span, message).help(format!(
            "add the line `    \"{}\",` to `statements` of `policy.toml`, where it belongs",
            name.value
        ));
        if let Some(place) = policy.order_key {
            diagnostic = diagnostic.other(place, "the order is here");
        }
        cx.note(diagnostic);
    }
}

/// The statement of the policy's own files that a name names.
fn own<'w>(
    cx: &mut Checking<'_>,
    originals: &Originals<'_>,
    policy: &'w WrittenPolicy,
    name: &Spanned<String>,
) -> ListedName<'w> {
    let find = |name: &str| policy.statements.items.iter().find(|statement| statement.name.value == name);
    if let Some(found) = find(&name.value) {
        return ListedName::Own(found);
    }
    if policy.statements.hidden.may_have(&name.value) {
        return ListedName::Hidden;
    }
    // A statement that is listed itself was not meant.
    let is_listed = |statement: &str| policy.order.iter().flatten().any(|listed| listed.value == statement);
    let free = policy.statements.items.iter().map(|statement| statement.name.value.as_str());
    let meant = nearest(&name.value, free.filter(|statement| !is_listed(statement)));
    let help = match (meant, originals.home(&name.value)) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, Some(home)) => format!("write `\"{home}\"` to refer to the statement of that policy"),
        (None, None) => {
            format!("define `[{}]` in the file of its service, or remove this line", name.value)
        }
    };
    cx.note(
        Diagnostic::new(
            Code::UnknownStatement,
            name.span,
            format!("this policy has no statement `{}`", name.value),
        )
        .help(help),
    );
    meant.and_then(find).map_or(ListedName::Nothing, ListedName::Own)
}
