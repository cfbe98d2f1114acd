//! Actions, the services that they belong to, and the files that are named after these.

use std::ops::Range;

use super::Checker;
use crate::compiler::model::{self, Segment};
use crate::compiler::read;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

impl Checker<'_> {
    pub(super) fn action(&mut self, action: &Spanned<String>) -> Option<model::Template> {
        let text = action.value.as_str();
        let template = Some(vec![Segment::Text(text.to_owned())]);
        let (prefix, name) = match text.split_once(':') {
            _ if text == "*" => return template,
            Some(parts) => parts,
            None => {
                self.malformed_action(action, 0..text.len(), "it has no colon");
                return None;
            }
        };
        let is_prefix = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '?' | '-');
        if prefix.is_empty() || name.is_empty() {
            self.malformed_action(action, 0..text.len(), "something is missing beside the colon");
            return None;
        }
        if let Some((at, c)) = prefix.char_indices().find(|(_, c)| !is_prefix(*c)) {
            let why = if matches!(c, '*' | '?') {
                "a service's prefix has no wildcard"
            } else {
                "a service's prefix cannot hold this"
            };
            self.malformed_action(action, at..at + c.len_utf8(), why);
            return None;
        }
        if let Some((at, c)) = name.char_indices().find(|(_, c)| !is_name(*c)) {
            let at = prefix.len() + 1 + at;
            self.malformed_action(action, at..at + c.len_utf8(), "an action's name cannot hold this");
            return None;
        }
        self.known_service(action, prefix);
        template
    }

    fn malformed_action(&mut self, action: &Spanned<String>, range: Range<usize>, why: &str) {
        self.note(
            Diagnostic::new(
                Code::MalformedAction,
                action.inside(range),
                format!("`{}` is not an action", action.value),
            )
            .label(why)
            .help("write it in full, such as `ec2:RunInstances` or `s3:Get*`"),
        );
    }

    /// Notes a prefix that no service has. One that statements have a file for was meant, and lacks
    /// its file of the service: that is noted once.
    fn known_service(&mut self, action: &Spanned<String>, prefix: &str) {
        let file = prefix.to_lowercase();
        let written = self.written;
        if self.is_service(&file) || written.hidden_services.is_all || self.new_services.contains(&file) {
            return;
        }
        let names = written.services.iter().map(|service| service.prefix.value.as_str());
        self.note(
            Diagnostic::new(
                Code::UnknownService,
                action.inside(0..prefix.len()),
                format!("no service has the prefix `{prefix}`"),
            )
            .help(match nearest(prefix, names) {
                Some(nearest) => {
                    format!("did you mean `{nearest}`? a new service needs `catalog/services/{file}.toml`")
                }
                None => format!("if AWS has it, write `catalog/services/{file}.toml`"),
            }),
        );
        let mut policies = written.versions.iter().flat_map(|version| &version.policies);
        if policies.any(|policy| policy.statements.iter().any(|statement| statement.service == file)) {
            self.new_services.push(file);
        }
    }

    fn is_service(&self, prefix: &str) -> bool {
        self.written.services.iter().any(|service| service.prefix.value == prefix)
    }

    /// Notes statements in the file of another service than that of their first action, and a file
    /// that has nothing else.
    pub(super) fn service_files(&mut self, policy: &read::Policy) {
        let mut rest = policy.statements.as_slice();
        while let Some(first) = rest.first() {
            let n_statements =
                rest.iter().take_while(|statement| statement.name.span.file == first.name.span.file).count();
            let (statements, others) = rest.split_at(n_statements);
            rest = others;
            let misplaced: Vec<_> = statements
                .iter()
                .filter_map(|statement| Some((statement, self.other_service(statement)?)))
                .collect();
            let Some((_, service)) = misplaced.first() else { continue };
            let folder = first.source.rsplit_once('/').map_or("", |(folder, _)| folder);
            let is_all =
                misplaced.len() == n_statements && misplaced.iter().all(|(_, other)| other == service);
            if is_all && n_statements > 1 {
                let message = format!("every statement of this file is of the service `{service}`");
                self.note(
                    Diagnostic::new(Code::WrongServiceFile, first.name.span.file.start(), message).help(
                        format!("rename it to `{folder}/{service}.toml`, or move its statements there"),
                    ),
                );
                continue;
            }
            for (statement, service) in &misplaced {
                self.misplaced(statement, service, folder);
            }
        }
    }

    fn misplaced(&mut self, statement: &read::Statement, service: &str, folder: &str) {
        let Some(action) = first_action(statement) else { return };
        let message = format!("the statement `{}` is in the file of another service", statement.name.value);
        self.note(
            Diagnostic::new(Code::WrongServiceFile, action.inside(0..service.len()), message)
                .other(statement.name.span, "this statement")
                .help(format!(
                    "move it to `{folder}/{service}.toml`, the file of its first action's service"
                )),
        );
    }

    /// The service of a statement's first action, if it is known and not that of the file.
    fn other_service(&self, statement: &read::Statement) -> Option<String> {
        let (prefix, _) = first_action(statement)?.value.split_once(':')?;
        let prefix = prefix.to_lowercase();
        (prefix != statement.service && self.is_service(&prefix)).then_some(prefix)
    }
}

fn first_action(statement: &read::Statement) -> Option<&Spanned<String>> {
    let entries = statement.actions.as_ref().or(statement.not_actions.as_ref())?;
    entries.entries.first().filter(|_| entries.is_whole).map(|entry| &entry.text)
}
