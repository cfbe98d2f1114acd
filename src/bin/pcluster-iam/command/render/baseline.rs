//! `render --write-baseline`: a baseline for `check` beside the documents.

use std::path::Path;

use super::args::RenderArgs;
use super::fitting::Fitted;
use crate::command::check::baseline::{RenderedFile, write_acknowledged};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::file::{is_rehearsal, refuse_existing, refuse_missing_folder};

/// Refuses a baseline that cannot be written, before any document is.
pub(super) fn refuse(args: &RenderArgs) -> Result<(), Failure> {
    let Some(path) = &args.write_baseline else { return Ok(()) };
    if !args.format.is_document() {
        let format = args.format.name();
        let message =
            format!("`--write-baseline` is about policy documents, and `--format {format}` writes others");
        return Err(Complaint::new(message)
            .help("leave one of them out: `check --write-baseline` writes the findings of any file")
            .into());
    }
    if args.output.output.is_none() {
        let complaint = Complaint::new("`--write-baseline` names the files of the documents");
        return Err(complaint.help("write them to files too: `--output PATH`").into());
    }
    refuse_existing(&[path], args.output.force)?;
    // The folder of the documents is created with them.
    let is_beside = path.parent() == args.output.path();
    if is_beside { Ok(()) } else { Ok(refuse_missing_folder(path)?) }
}

/// Refuses a baseline in the place of a document.
pub(super) fn refuse_same(args: &RenderArgs, documents: &[&Path]) -> Result<(), Failure> {
    let Some(path) = args.write_baseline.as_deref().filter(|path| documents.contains(path)) else {
        return Ok(());
    };
    let complaint = Complaint::new(format!("`{}` is both a document and the baseline", path.display()));
    Err(complaint.help("give the baseline another path, such as `known.toml`").into())
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
