//! One policy for one account, printed or written to files.

use std::path::Path;

use pcluster_iam::{Policy, json};

use super::args::RenderArgs;
use super::fitting::{Fitted, Unfit, fitted};
use super::unfit;
use crate::args::values::{Given, complaints, unknown_region, unused_locations};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::file::write_all;

pub(super) fn render(args: &RenderArgs, policy: &'static Policy) -> Result<(), Failure> {
    if args.as_documented {
        let compact = args.compact.then(|| json::compact(policy.documented));
        args.output.deliver(compact.as_deref().unwrap_or(policy.documented))?;
        return Ok(unfit::as_documented(policy).map_or(Ok(()), note)?);
    }
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    wrong.extend(unused_locations(policy, &given));
    match given.fill(policy, false) {
        Ok(filled) if wrong.is_empty() => {
            let fitted = fitted(args, &filled).map_err(|reason| Unfit::failure(vec![reason]))?;
            deliver(args, policy, fitted)
        }
        Ok(_) => Err(Failure::Use(wrong)),
        Err(unfilled) => {
            wrong.extend(complaints(&unfilled, &given));
            Err(Failure::Use(wrong))
        }
    }
}

/// Prints the document, or writes the documents: to the file of `--output`, or with an option that may give
/// several to a folder of that path, unless it is that of a JSON file.
fn deliver(args: &RenderArgs, policy: &Policy, fitted: Fitted) -> Result<(), Failure> {
    let is_file = |path: &Path| path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
    let number = fitted.n_documents();
    let Some(path) = &args.output.output else {
        let Some(text) = fitted.only() else {
            let complaint = Complaint::new(format!("`{}` becomes {number} managed policies", policy.id));
            return Err(complaint.help("give the folder for their files: `--output FOLDER`").into());
        };
        return args.output.deliver(text);
    };
    if let Some(text) = fitted.only()
        && (args.attachment().is_none() || is_file(path))
    {
        return args.output.deliver(text);
    }
    let (folder, fitted) = match (path.parent(), path.file_stem()) {
        (Some(folder), Some(stem)) if is_file(path) => {
            (folder, fitted.named(stem.to_string_lossy().into_owned()))
        }
        _ => (path.as_path(), fitted),
    };
    write_all(&fitted.files(folder), args.output.force)?;
    fitted.warn_of_others(folder)?;
    if number > 1 {
        let all = if number == 2 { "both".to_owned() } else { format!("all {number}") };
        note(format_args!("attach {all} to one identity: together they grant what `{}` grants", policy.id))?;
    }
    Ok(())
}
