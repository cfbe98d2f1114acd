//! The order of a policy's statements: its own, and references to those of others.

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, listed, nearest, one_of};
use super::super::read;
use super::super::source::{Span, Spanned};
use super::Checker;

/// A statement in the order of a policy, and where it is listed.
pub(super) struct Listed<'w> {
    pub(super) place: Span,
    pub(super) written: &'w read::Statement,
}

impl Checker<'_> {
    /// The statements in the policy's order; notes what the order lacks and what it has too much.
    pub(super) fn order<'w>(&mut self, version: &read::Version, policy: &'w read::Policy) -> Vec<Listed<'w>>
    where
        Self: 'w,
    {
        let Some(order) = &policy.order else { return Vec::new() };
        let mut listed = Vec::new();
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
            let written = if name.value.contains('/') {
                self.reference(version, policy, name)
            } else {
                self.own(policy, name)
            };
            listed.extend(written.map(|written| Listed { place: name.span, written }));
        }
        for statement in &policy.statements {
            if !order.iter().any(|name| name.value == statement.name.value) {
                let mut diagnostic = Diagnostic::new(
                    Code::UnlistedStatement,
                    statement.name.span,
                    format!("the statement `{}` is not in the order of statements", statement.name.value),
                )
                .help(format!(
                    "add the line `    \"{}\",` to `statements`, where it belongs",
                    statement.name.value
                ));
                if let Some(place) = policy.order_key {
                    diagnostic = diagnostic.other(place, "the order is here");
                }
                self.note(diagnostic);
            }
        }
        listed
    }

    fn own<'w>(&mut self, policy: &'w read::Policy, name: &Spanned<String>) -> Option<&'w read::Statement> {
        let found = policy.statements.iter().find(|statement| statement.name.value == name.value);
        let is_hidden = policy.is_partial || policy.hidden.contains(&name.value);
        if found.is_none() && !is_hidden {
            let names = || policy.statements.iter().map(|statement| statement.name.value.as_str());
            let help = match nearest(&name.value, names()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => {
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
        }
        found
    }

    /// The original that a reference such as `2.9/user/EC2Describe` names.
    fn reference<'w>(
        &mut self,
        version: &read::Version,
        policy: &read::Policy,
        name: &Spanned<String>,
    ) -> Option<&'w read::Statement>
    where
        Self: 'w,
    {
        let written = self.written;
        let unknown = |range: std::ops::Range<usize>, message: String, help: String| {
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
            return None;
        };
        if version_id == version.id.value && variant == policy.variant.value {
            self.note(
                Diagnostic::new(Code::ReferenceToItself, name.span, "the reference names its own policy")
                    .help(format!("write `\"{statement}\"`")),
            );
            return None;
        }
        let Some(version) = written.versions.iter().find(|version| version.id.value == version_id) else {
            let ids = written.versions.iter().map(|version| version.id.value.as_str());
            self.note(unknown(
                0..version_id.len(),
                format!("no version is named `{version_id}`"),
                one_of(version_id, ids),
            ));
            return None;
        };
        let start = version_id.len() + 1;
        let Some(policy) = version.policies.iter().find(|policy| policy.variant.value == variant) else {
            let variants = version.policies.iter().map(|policy| policy.variant.value.as_str());
            let message = format!("version {version_id} has no policy `{variant}`");
            self.note(unknown(start..start + variant.len(), message, one_of(variant, variants)));
            return None;
        };
        let found = policy.statements.iter().find(|found| found.name.value == statement);
        let is_hidden = policy.is_partial || policy.hidden.iter().any(|hidden| hidden == statement);
        if found.is_none() && !is_hidden {
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
                    let names = || policy.statements.iter().map(|statement| statement.name.value.as_str());
                    let message = format!("{version_id}/{variant} has no statement `{statement}`");
                    let help = nearest(statement, names()).map_or_else(
                        || format!("its statements are {}", listed(names())),
                        |nearest| format!("did you mean `{nearest}`?"),
                    );
                    unknown(range, message, help)
                }
            });
        }
        found
    }
}
