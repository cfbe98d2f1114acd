//! `render --write-baseline`: a baseline for `check` beside the documents.

use std::path::Path;

use super::args::RenderArgs;
use super::fitting::Fitted;
use crate::command::check::baseline::{RenderedFile, write_acknowledged};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::file::{is_rehearsal, refuse_existing};

/// Refuses a baseline that cannot be written, before any document is.
pub(super) fn refuse(args: &RenderArgs) -> Result<(), Failure> {
    let Some(path) = &args.write_baseline else { return Ok(()) };
    if args.output.output.is_none() {
        let complaint = Complaint::new("`--write-baseline` names the files of the documents");
        return Err(complaint.help("write them to files too: `--output PATH`").into());
    }
    refuse_existing(&[path], args.output.force)
}

/// Writes the baseline of documents that were written as files.
pub(super) fn write(args: &RenderArgs, written: &[(&Path, &Fitted)]) -> Result<(), Failure> {
    let Some(baseline) = args.write_baseline.as_ref().filter(|_| !is_rehearsal()) else { return Ok(()) };
    let files: Vec<_> = written
        .iter()
        .map(|(path, fitted)| RenderedFile { path: path.to_path_buf(), policies: fitted.policies() })
        .collect();
    write_acknowledged(baseline, &files, args.output.force)
}
