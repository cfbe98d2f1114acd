//! Files whose policies a command needs all of: a mistake in one is an error.

use std::path::Path;

use pcluster_iam::document::Syntax;

use super::{INCLUDE, Include, Input, STDIN};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// Reads the files of arguments, or returns the mistakes in all of them.
pub(crate) fn read_all(names: &[String]) -> Result<Vec<Input>, Failure> {
    let inputs = super::read(names, &Include::new(INCLUDE, Path::new("."))?, None);
    super::tell_skipped(&inputs)?;
    let mistakes: Vec<_> =
        inputs.unreadable.into_iter().chain(inputs.files.iter().filter_map(mistake)).collect();
    if mistakes.is_empty() { Ok(inputs.files) } else { Err(Failure::Use(mistakes)) }
}

/// The mistake in a file that is not what its syntax allows or has no statement, of which nothing is known.
pub(super) fn mistake(input: &Input) -> Option<Complaint> {
    // A file that is URL-encoded was decoded.
    if input.syntax == Syntax::Json && input.text.trim_start().starts_with('%') {
        return None;
    }
    let Err(error) = input.syntax.parse(&input.text) else {
        let without = input.found.policies.iter().find(|it| it.document.statements.is_empty())?;
        let complaint = Complaint::new(format!("`{}` has no statement", plain(&input.name(&without.names))));
        return Some(complaint.help("give it at least one: `pcluster-iam check` shows the place"));
    };
    let (line, column) = Lines::new(&input.text).place(error.span.start);
    let complaint = Complaint::new(format!("{}:{line}:{column}: {}", input.path, error.message));
    Some(if error.help.is_empty() { complaint } else { complaint.help(error.help) })
}

/// True for an argument that is the name of a file. An id wins, as a folder may have its name by chance: `./2.9/user` is a path.
pub(crate) fn is_file(name: &str) -> bool {
    let is_id = || pcluster_iam::policy(name).is_some() || pcluster_iam::bundle(name).is_some();
    let looks_so = || {
        let has_extension =
            Path::new(name).extension().is_some_and(|it| it.to_str().is_some_and(is_extension));
        name.starts_with(['.', '/']) || has_extension || name.contains(['*', '?', '[', '{', '\\'])
    };
    name == STDIN || !is_id() && (Path::new(name).symlink_metadata().is_ok() || looks_so())
}

/// True for the extension of a file, and not for the second number of a release.
fn is_extension(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains('/')
}
