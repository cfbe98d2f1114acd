//! The files of a policy's statements, which are named after the services of their actions.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::policies::actions::ActionServices;
use crate::compiler::kinds::policies::written::{WrittenPolicy, WrittenStatement};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Notes statements in the file of another service than that of their first action, and a file
/// that has nothing else.
pub fn check(cx: &mut Checking<'_>, services: &ActionServices<'_>, policy: &WrittenPolicy) {
    let mut rest = policy.statements.items.as_slice();
    while let Some(first) = rest.first() {
        let n_statements =
            rest.iter().take_while(|statement| statement.name.span.file == first.name.span.file).count();
        let (statements, others) = rest.split_at(n_statements);
        rest = others;
        let strangers: Vec<_> = statements
            .iter()
            .filter_map(|statement| Some((statement, other_service(services, statement)?)))
            .collect();
        let Some((_, service)) = strangers.first() else { continue };
        let folder = first.source.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_all = strangers.len() == n_statements && strangers.iter().all(|(_, other)| other == service);
        if is_all && n_statements > 1 {
            let message = format!("every statement of this file is of the service `{service}`");
            cx.note(
                Diagnostic::new(Code::WrongServiceFile, first.name.span.file.start(), message)
                    .help(format!("rename it to `{folder}/{service}.toml`, or move its statements there")),
            );
            continue;
        }
        for (statement, service) in &strangers {
            misplaced(cx, statement, service, folder);
        }
    }
}

fn misplaced(cx: &mut Checking<'_>, statement: &WrittenStatement, service: &str, folder: &str) {
    let Some(action) = first_action(statement) else { return };
    let message = format!("the statement `{}` is in the file of another service", statement.name.value);
    cx.note(
        Diagnostic::new(Code::WrongServiceFile, action.inside(0..service.len()), message)
            .other(statement.name.span, "this statement")
            .help(format!("move it to `{folder}/{service}.toml`, the file of its first action's service")),
    );
}

/// The service of a statement's first action, if it is known and not that of the file.
fn other_service(services: &ActionServices<'_>, statement: &WrittenStatement) -> Option<String> {
    let (prefix, _) = first_action(statement)?.value.split_once(':')?;
    let prefix = prefix.to_lowercase();
    (prefix != statement.service && services.has(&prefix)).then_some(prefix)
}

fn first_action(statement: &WrittenStatement) -> Option<&Spanned<String>> {
    let entries = statement.actions.as_ref().or(statement.not_actions.as_ref())?;
    entries.entries.first().filter(|_| entries.is_whole).map(|entry| &entry.text)
}
