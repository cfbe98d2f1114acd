//! The findings that are known: whether there are such findings, statements and entries.

use super::order::Listed;
use super::{Checker, value};
use crate::compiler::model;
use crate::compiler::read;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

impl Checker<'_> {
    /// The acknowledgements of a statement.
    pub(super) fn of_statement(&mut self, written: &read::Statement) -> Vec<model::Acknowledgement> {
        for entry in written.acknowledged.iter().filter_map(|it| it.entry.as_ref()) {
            self.known_entry(entry, &[written]);
        }
        self.acknowledged(&written.acknowledged, &written.source)
    }

    /// The acknowledgements of a policy with these statements.
    pub(super) fn of_policy(
        &mut self,
        policy: &read::Policy,
        listed: &[Listed<'_>],
        source: &str,
    ) -> Vec<model::Acknowledgement> {
        // A statement that could not be found may be the one that is named.
        let is_whole = policy.hidden_statements.is_empty()
            && policy.order.as_ref().map(Vec::len) == Some(listed.len())
            && !policy.broken.contains(&"statements");
        for acknowledgement in &policy.acknowledged {
            let mut statements: Vec<_> = listed.iter().map(|listed| listed.written).collect();
            if let Some(name) = &acknowledgement.statement {
                let names: Vec<_> =
                    statements.iter().map(|statement| statement.name.value.as_str()).collect();
                if is_whole && !names.contains(&name.value.as_str()) {
                    self.unlisted_statement(name, &names);
                }
                statements.retain(|statement| statement.name.value == name.value);
            }
            if let Some(entry) = acknowledgement.entry.as_ref().filter(|_| is_whole && !statements.is_empty())
            {
                self.known_entry(entry, &statements);
            }
        }
        self.acknowledged(&policy.acknowledged, source)
    }

    /// Acknowledgements with codes that there are, each once; what is wrong with them is noted.
    pub(super) fn acknowledged(
        &mut self,
        written: &[read::Acknowledgement],
        source: &str,
    ) -> Vec<model::Acknowledgement> {
        for (idx, acknowledgement) in written.iter().enumerate() {
            let Some(finding) = &acknowledgement.finding else { continue };
            self.known_finding(finding);
            let first = written[..idx].iter().find(|first| is_same(first, acknowledgement));
            if let Some(first) = first.and_then(|first| first.finding.as_ref()) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        finding.span,
                        format!("`{}` is acknowledged twice", finding.value),
                    )
                    .other(first.span, "first here")
                    .help("remove one of them, or give each an `entry`"),
                );
            }
        }
        let acknowledgement = |written: &read::Acknowledgement| model::Acknowledgement {
            finding: value(written.finding.as_ref()),
            statement: written.statement.as_ref().map(|statement| statement.value.clone()),
            entry: written.entry.as_ref().map(|entry| entry.value.clone()),
            reason: value(written.reason.as_ref()).trim().to_owned(),
            source: source.to_owned(),
        };
        written.iter().map(acknowledgement).collect()
    }

    fn known_finding(&mut self, finding: &Spanned<String>) {
        let written = self.written;
        let mut codes = written.findings.iter().map(|known| known.code.value.as_str());
        if codes.any(|code| code == finding.value) || written.hidden_findings.may_have(&finding.value) {
            return;
        }
        let meant = nearest(&finding.value, written.findings.iter().map(|known| known.code.value.as_str()));
        self.note(
            Diagnostic::new(
                Code::UnknownFinding,
                finding.span,
                format!("no finding is named `{}`", finding.value),
            )
            .help(match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "docs/findings.md lists the findings that there are".to_owned(),
            }),
        );
    }

    fn unlisted_statement(&mut self, name: &Spanned<String>, names: &[&str]) {
        self.note(
            Diagnostic::new(
                Code::UnknownStatement,
                name.span,
                format!("this policy has no statement `{}`", name.value),
            )
            .help(one_of(&name.value, names.iter().copied())),
        );
    }

    /// Notes an entry that none of the statements has, if all that they have is known.
    fn known_entry(&mut self, entry: &Spanned<String>, statements: &[&read::Statement]) {
        if statements.iter().any(|statement| !is_known(statement)) {
            return;
        }
        let entries: Vec<_> = statements.iter().flat_map(|statement| entries(statement)).collect();
        if entries.contains(&entry.value.as_str()) {
            return;
        }
        let statement = match statements {
            [statement] => format!("the statement `{}`", statement.name.value),
            _ => "no statement of the policy".to_owned(),
        };
        let has = if statements.len() == 1 { "has no entry" } else { "has the entry" };
        let help = match nearest(&entry.value, entries.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write an action, a resource or a condition key as the statement has it".to_owned(),
        };
        self.note(
            Diagnostic::new(Code::UnknownEntry, entry.span, format!("{statement} {has} `{}`", entry.value))
                .help(help),
        );
    }
}

/// What a finding of a statement can be about.
fn entries(statement: &read::Statement) -> impl Iterator<Item = &str> {
    let elements =
        [&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources];
    let listed = elements.into_iter().flatten().flat_map(|element| &element.entries);
    let conditions = statement.conditions.iter().flat_map(|condition| {
        let values = condition.values.entries.iter().map(|entry| entry.text.value.as_str());
        [condition.operator.value.as_str(), condition.key.value.as_str()].into_iter().chain(values)
    });
    listed.map(|entry| entry.text.value.as_str()).chain(conditions)
}

/// Whether no entry of a statement was refused.
fn is_known(statement: &read::Statement) -> bool {
    let mut elements =
        [&statement.actions, &statement.not_actions, &statement.resources, &statement.not_resources]
            .into_iter()
            .flatten();
    statement.broken.is_empty() && elements.all(|element| element.is_whole)
}

/// Whether two acknowledgements are about the same.
fn is_same(left: &read::Acknowledgement, right: &read::Acknowledgement) -> bool {
    let about = |it: &read::Acknowledgement| {
        [&it.finding, &it.statement, &it.entry].map(|text| text.as_ref().map(|text| text.value.clone()))
    };
    !left.is_broken && !right.is_broken && about(left) == about(right)
}
