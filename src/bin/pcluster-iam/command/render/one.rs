//! One policy for one account, printed or written to files.

use pcluster_iam::{Policy, json};

use super::args::RenderArgs;
use super::baseline;
use super::fitting::{Fitted, Refusal, fitted, warn_of_others};
use super::unfit;
use crate::args::values::{Given, complaints, unknown_region, unused_locations};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::file::write_all;
use crate::ui::output::quoted;

pub(super) fn render(args: &RenderArgs, policy: &'static Policy) -> Result<(), Failure> {
    if args.as_documented {
        let compact = args.is_compact().then(|| json::compact(policy.documented));
        args.output.deliver(compact.as_deref().unwrap_or(policy.documented))?;
        return Ok(unfit::as_documented(policy).map_or(Ok(()), note)?);
    }
    if let Some(complaint) = args.attachment().and_then(|it| unfit::unsuitable(&[policy], it)) {
        return Err(complaint.into());
    }
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    wrong.extend(unused_locations(policy, &given));
    match given.fill(policy, false) {
        Ok(filled) if wrong.is_empty() => {
            given.warn_of_odd(&[policy])?;
            let fitted = fitted(args, &filled).map_err(|reason| Refusal::failure(vec![reason]))?;
            deliver(args, policy, &fitted)
        }
        Ok(_) => Err(Failure::Use(wrong)),
        Err(unfilled) => {
            wrong.extend(complaints(&unfilled, &given));
            Err(Failure::Use(wrong))
        }
    }
}

/// Prints the document, or writes it to the file of `--output`, or below a folder: one that is there or that
/// ends in a slash, and for options that may give several documents any path but that of a JSON file.
fn deliver(args: &RenderArgs, policy: &Policy, fitted: &Fitted) -> Result<(), Failure> {
    let number = fitted.n_documents();
    let several = || Complaint::new(format!("`{}` becomes {number} managed policies", policy.id));
    match (&args.output.output, fitted.only()) {
        (None, Some(text)) => args.output.deliver(text)?,
        (None, None) => {
            return Err(several().help("give the folder for their files: `--output FOLDER`").into());
        }
        (Some(path), only) => {
            let is_file = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
            let is_folder = path.is_dir() || path.as_os_str().to_string_lossy().ends_with('/');
            match only {
                Some(text) if !is_folder && (is_file || args.attachment().is_none()) => {
                    baseline::refuse_same(args, &[path])?;
                    args.output.deliver(text)?;
                    baseline::write(args, &[(path, fitted)])?;
                    if let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) {
                        let stem = stem.to_string_lossy().into_owned();
                        warn_of_others(&stem, folder, std::slice::from_ref(path))?;
                    }
                }
                None if is_file && !is_folder => {
                    let folder = path.with_extension("");
                    let help = format!(
                        "`{}` is one file: give a folder, such as `--output {}`",
                        path.display(),
                        quoted(&folder.to_string_lossy())
                    );
                    return Err(several().help(help).into());
                }
                _ => {
                    let files = fitted.files(path);
                    baseline::refuse_same(
                        args,
                        &files.iter().map(|(path, _)| path.as_path()).collect::<Vec<_>>(),
                    )?;
                    write_all(&files, args.output.force)?;
                    let written: Vec<_> = files.into_iter().map(|(path, _)| path).collect();
                    warn_of_others(policy.variant(), path, &written)?;
                    let files: Vec<_> = written.iter().map(|path| (path.as_path(), fitted)).collect();
                    baseline::write(args, &files)?;
                }
            }
        }
    }
    Ok(fitted.notes().iter().try_for_each(note)?)
}
