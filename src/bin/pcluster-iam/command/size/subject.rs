//! What is measured: policies of the catalog by their ids, and files.

use std::path::Path;

use pcluster_iam::Policy;
use pcluster_iam::document::Syntax;

use super::args::SizeArgs;
use crate::args::target::{Target, each_once};
use crate::input::{self, INCLUDE, Include, Input, STDIN};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// What the arguments name.
#[derive(Debug)]
pub(super) struct Subjects {
    /// The ids of the policies and bundles.
    pub(super) ids: Vec<&'static str>,
    pub(super) policies: Vec<&'static Policy>,
    /// Those of them that one identity has together.
    pub(super) of_identity: Vec<&'static Policy>,
    pub(super) files: Vec<Input>,
}

impl Subjects {
    /// Reads the arguments: a path that exists, a pattern and `-` are files, anything else is an id.
    pub(super) fn read(args: &SizeArgs) -> Result<Self, Failure> {
        let (files, ids): (Vec<_>, Vec<_>) = args.subjects.iter().cloned().partition(|name| is_file(name));
        let targets = Target::read_all(&ids, args.bundle.as_deref(), &args.release, "size")?;
        let mut subjects = Self {
            ids: targets.iter().map(|target| target.id()).collect(),
            policies: each_once(targets.iter().flat_map(|target| target.policies())),
            of_identity: each_once(targets.iter().flat_map(|target| target.of_one_identity())),
            files: Vec::new(),
        };
        if files.is_empty() {
            return Ok(subjects);
        }
        let inputs = input::read(&files, &Include::new(INCLUDE, Path::new("."))?, None);
        input::tell_skipped(&inputs)?;
        let unreadable: Vec<_> =
            inputs.unreadable.into_iter().chain(inputs.files.iter().filter_map(unmeasurable)).collect();
        if !unreadable.is_empty() {
            return Err(Failure::Use(unreadable));
        }
        subjects.files = inputs.files;
        Ok(subjects)
    }
}

/// The mistake in a file that is not what its syntax allows or has no statement, of which no size is known.
fn unmeasurable(input: &Input) -> Option<Complaint> {
    // Of a file that is URL-encoded the characters behind it count.
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

/// True for the name of a file. An id wins, as a folder may have its name by chance: `./2.9/user` is a path.
fn is_file(name: &str) -> bool {
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
