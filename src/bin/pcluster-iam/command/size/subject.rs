//! What is measured: policies of the catalog by their ids, and files.

use pcluster_iam::Policy;

use super::args::SizeArgs;
use crate::args::target::{Target, each_once};
use crate::input::{self, Input};
use crate::ui::failure::Failure;

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
        let (files, ids): (Vec<_>, Vec<_>) =
            args.subjects.iter().cloned().partition(|name| input::is_file(name));
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
        subjects.files = input::read_all(&files)?;
        Ok(subjects)
    }
}
