//! The order of a policy's statements: its own, and references to those of others.

use std::ops::Range;

use super::Checker;
use crate::compiler::read;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed, one_of};
use crate::compiler::source::{Span, Spanned};

/// A statement in the order of a policy, and where it is listed.
pub(super) struct Listed<'w> {
    pub(super) place: Span,
    pub(super) written: &'w read::Statement,
    /// Whether the policy has written it itself.
    pub(super) is_own: bool,
}

/// What a name in the order of a policy stands for.
enum Found<'w> {
    Own(&'w read::Statement),
    Other(&'w read::Statement),
    /// Nothing, which was noted.
    Nothing,
    /// Something that could not be read: its file has a mistake, and may hide what it says.
    Hidden,
}

impl Checker<'_> {
    /// The statements in the policy's order; notes what the order lacks and what it has too much.
    pub(super) fn order<'w>(
        &mut self,
        version: &'w read::Version,
        policy: &'w read::Policy,
    ) -> Vec<Listed<'w>>
    where
        Self: 'w,
    {
        let Some(order) = &policy.order else {
            self.gap(version, policy);
            return Vec::new();
        };
        let mut listed: Vec<Listed<'w>> = Vec::new();
        let mut seen: Vec<&Spanned<String>> = Vec::new();
        for name in order {
            if let Some(first) = seen.iter().find(|first| first.value == name.value) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateStatement,
                        name.span,
                        format!("`{}` is listed twice", name.value),
                    )
                    .other(first.span, "first here")
                    .help("remove one of them"),
                );
                continue;
            }
            seen.push(name);
            let found = if name.value.contains('/') {
                self.reference(version, policy, name)
            } else {
                self.own(policy, name)
            };
            match found {
                // What was probably meant may be listed, too.
                Found::Own(written) | Found::Other(written)
                    if listed.iter().any(|listed| std::ptr::eq(listed.written, written)) => {}
                Found::Own(written) => listed.push(Listed { place: name.span, written, is_own: true }),
                Found::Other(written) => listed.push(Listed { place: name.span, written, is_own: false }),
                Found::Nothing => self.gap(version, policy),
                Found::Hidden => {}
            }
        }
        if !policy.broken.contains(&"statements") {
            self.unlisted(policy, &listed);
        }
        listed
    }

    fn unlisted(&mut self, policy: &read::Policy, listed: &[Listed<'_>]) {
        for statement in &policy.statements {
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
            self.note(diagnostic);
        }
    }

    /// Remembers that a policy lacks statements, whose parameters it may seem not to use.
    fn gap(&mut self, version: &read::Version, policy: &read::Policy) {
        self.gaps.push(format!("{}/{}", version.id.value, policy.variant.value));
    }

    fn own<'w>(&mut self, policy: &'w read::Policy, name: &Spanned<String>) -> Found<'w> {
        let find = |name: &str| policy.statements.iter().find(|statement| statement.name.value == name);
        if let Some(found) = find(&name.value) {
            return Found::Own(found);
        }
        if policy.hidden_statements.may_have(&name.value) {
            return Found::Hidden;
        }
        // A statement that is listed itself is not what was meant.
        let is_listed =
            |statement: &str| policy.order.iter().flatten().any(|listed| listed.value == statement);
        let free = policy.statements.iter().map(|statement| statement.name.value.as_str());
        let meant = nearest(&name.value, free.filter(|statement| !is_listed(statement)));
        let help = match (meant, self.home(&name.value)) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some(home)) => format!("write `\"{home}\"` for the statement of that policy"),
            (None, None) => {
                format!("write it as `[{}]` in the file of its service, or remove this line", name.value)
            }
        };
        self.note(
            Diagnostic::new(
                Code::UnknownStatement,
                name.span,
                format!("this policy has no statement `{}`", name.value),
            )
            .help(help),
        );
        meant.and_then(find).map_or(Found::Nothing, Found::Own)
    }

    /// The reference to the first statement of that name in any policy.
    fn home(&self, name: &str) -> Option<String> {
        self.written.versions.iter().find_map(|version| {
            let has = |policy: &&read::Policy| {
                policy.statements.iter().any(|statement| statement.name.value == name)
            };
            let policy = version.policies.iter().find(has)?;
            Some(format!("{}/{}/{name}", version.id.value, policy.variant.value))
        })
    }

    /// The original that a reference such as `2.9/user/EC2Describe` names.
    fn reference<'w>(
        &mut self,
        version: &read::Version,
        policy: &'w read::Policy,
        name: &Spanned<String>,
    ) -> Found<'w>
    where
        Self: 'w,
    {
        let written = self.written;
        let unknown = |range: Range<usize>, message: String, help: String| {
            Diagnostic::new(Code::UnknownReference, name.inside(range), message).help(help)
        };
        let mut parts = name.value.splitn(3, '/');
        let (Some(version_id), Some(variant), Some(statement)) = (parts.next(), parts.next(), parts.next())
        else {
            self.note(unknown(
                0..name.value.len(),
                format!("`{}` is not a reference", name.value),
                "a reference is `version/policy/Statement`".to_owned(),
            ));
            return Found::Nothing;
        };
        if version_id == version.id.value && variant == policy.variant.value {
            self.note(
                Diagnostic::new(Code::ReferenceToItself, name.span, "the reference names its own policy")
                    .help(format!("write `\"{statement}\"`")),
            );
            let own = policy.statements.iter().find(|own| own.name.value == statement);
            return own.map_or(Found::Nothing, Found::Own);
        }
        let Some(version) = written.versions.iter().find(|version| version.id.value == version_id) else {
            if written.hidden_versions.may_have(version_id) {
                return Found::Hidden;
            }
            let ids = written.versions.iter().map(|version| version.id.value.as_str());
            let message = format!("no version is named `{version_id}`");
            self.note(unknown(0..version_id.len(), message, one_of(version_id, ids)));
            return Found::Nothing;
        };
        let start = version_id.len() + 1;
        let Some(policy) = version.policies.iter().find(|policy| policy.variant.value == variant) else {
            if version.hidden_policies.may_have(variant) {
                return Found::Hidden;
            }
            let variants = version.policies.iter().map(|policy| policy.variant.value.as_str());
            let message = format!("version {version_id} has no policy `{variant}`");
            self.note(unknown(start..start + variant.len(), message, one_of(variant, variants)));
            return Found::Nothing;
        };
        if let Some(found) = policy.statements.iter().find(|found| found.name.value == statement) {
            return Found::Other(found);
        }
        if policy.hidden_statements.may_have(statement) {
            return Found::Hidden;
        }
        // Where its own policy lists it, it was noted there.
        if policy.order.iter().flatten().any(|listed| listed.value == statement) {
            return Found::Nothing;
        }
        let range = start + variant.len() + 1..name.value.len();
        let suffix = format!("/{statement}");
        let onward = policy.order.iter().flatten().find(|listed| listed.value.ends_with(&suffix));
        self.note(match onward {
            Some(onward) => Diagnostic::new(
                Code::ReferenceToReference,
                name.inside(range),
                format!("`{}` is itself a reference", name.value),
            )
            .other(onward.span, "the original is named here")
            .help(format!("write `\"{}\"`", onward.value)),
            None => {
                let names = policy.statements.iter().map(|statement| statement.name.value.as_str());
                let message = format!("the policy `{version_id}/{variant}` has no statement `{statement}`");
                let help = match nearest(statement, names.clone()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("its statements are {}", listed(names)),
                };
                unknown(range, message, help)
            }
        });
        Found::Nothing
    }
}
