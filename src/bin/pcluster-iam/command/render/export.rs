//! `render --format` for the tools that deploy policies: modules of Terraform and templates of CloudFormation, and
//! constructs of the AWS CDK.

use std::path::{Path, PathBuf};

use pcluster_iam::export::{Export, ExportError};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{FillProblem, Policy};

use super::args::RenderArgs;
use super::format::RenderFormat;
use crate::args::values::{self, Given, unknown_region, unused_locations};
use crate::ui::failure::{Complaint, Failure, each_once, note};
use crate::ui::file::write_all;
use crate::ui::output::grouped;

/// The policies to export.
#[derive(Debug)]
pub(super) struct Policies<'p> {
    pub(super) all: &'p [&'static Policy],
    /// True if whoever deploys them chooses some.
    pub(super) is_choice: bool,
}

pub(super) fn render(args: &RenderArgs, policies: &Policies<'_>) -> Result<(), Failure> {
    if let Some(complaint) = contradiction(args) {
        return Err(complaint.into());
    }
    let (given, complaints) = Given::read(&args.values)?;
    let complaints = complaints.into_iter().chain(unknown_region(&given));
    let complaints: Vec<_> = complaints.chain(wrong_values(policies, &given)).collect();
    if !complaints.is_empty() {
        return Err(Failure::Use(each_once(complaints)));
    }
    given.warn_of_odd(policies.all)?;
    let values = given.known(policies.all);
    let export = Export::new(policies.all, &values);
    let export = if policies.is_choice { export.on_request() } else { export };
    let limits = args.fit.limits(Attachment::Managed);
    let (export, is_divided) = match args.fit.fit {
        Some(_) => (export.divided(limits), true),
        None => (export, false),
    };
    let files = files(args.format, &export).map_err(|error| Failure::No(unfit(&error)))?;
    deliver(args, &files)?;
    for (policy, size) in export.oversized(limits).into_iter().filter(|_| !is_divided) {
        note(format_args!(
            "`{}` may have {} characters with the longest values, and a managed policy {}: `--fit managed` divides it",
            policy.id,
            grouped(size),
            grouped(limits.characters)
        ))?;
    }
    Ok(())
}

/// The message that an option is for policy documents alone.
fn contradiction(args: &RenderArgs) -> Option<Complaint> {
    let inline = args.fit.fit.filter(|it| *it != Attachment::Managed);
    let options = [
        (args.as_documented, "--as-documented", "the maintained form alone is deployed"),
        (args.pack, "--pack", "each policy stays one of its own"),
        (args.minimize, "--minimize", "the statements stay as the catalog has them"),
        (inline.is_some(), "--fit", "the policies become managed policies: give `--fit managed`"),
        (args.fit.is_limited(), "--max-attachments", "their number depends on the longest values"),
    ];
    let (_, option, why) = options.into_iter().find(|(is_given, ..)| *is_given)?;
    let format = args.format.name();
    Some(
        Complaint::new(format!("`{option}` is not for `--format {format}`: {why}"))
            .help("leave one of them out"),
    )
}

/// What is wrong with the values that are given. Those that are missing become inputs.
fn wrong_values(policies: &Policies<'_>, given: &Given) -> Vec<Complaint> {
    let is_one_of_many = policies.all.len() > 1;
    let mut complaints = Vec::new();
    for policy in policies.all {
        if let Err(mut unfilled) = given.fill(policy, is_one_of_many) {
            unfilled.problems.retain(|problem| {
                !matches!(problem, FillProblem::Missing(_) | FillProblem::WithoutEffect { .. })
            });
            complaints.extend(values::complaints(&unfilled, given));
        }
    }
    match policies.all {
        [policy] => complaints.extend(unused_locations(policy, given)),
        _ if policies.is_choice => {}
        several => complaints.extend(values::unused_by_all(several, given)),
    }
    complaints
}

/// The files of an export: the whole as one, and the files of a folder.
struct Files {
    whole: String,
    folder: Vec<(&'static str, String)>,
}

fn files(format: RenderFormat, export: &Export<'_>) -> Result<Files, ExportError> {
    Ok(match format {
        RenderFormat::Terraform => {
            let module = export.terraform()?;
            Files { whole: module.to_hcl()?, folder: module.files()? }
        }
        RenderFormat::TerraformJson => {
            let module = export.terraform()?;
            Files { whole: format!("{:#}", module.to_json()?), folder: module.json_files()? }
        }
        RenderFormat::Cdk => {
            let constructs = export.cdk()?;
            Files { whole: constructs.to_typescript().to_owned(), folder: constructs.files() }
        }
        RenderFormat::CloudformationJson => {
            let template = export.cloudformation()?;
            Files { whole: format!("{:#}", template.to_json()), folder: template.json_files() }
        }
        _ => {
            let template = export.cloudformation()?;
            Files { whole: template.to_yaml()?, folder: template.files()? }
        }
    })
}

/// Prints the whole, or writes it to the file of `--output`, or its files into the folder of `--output`.
fn deliver(args: &RenderArgs, files: &Files) -> Result<(), Failure> {
    let without_end = |text: &str| text.trim_end_matches('\n').to_owned();
    match &args.output.output {
        Some(path) if is_folder(path) => {
            let texts: Vec<(PathBuf, String)> =
                files.folder.iter().map(|(name, text)| (path.join(name), without_end(text))).collect();
            write_all(&texts, args.output.force)
        }
        _ => args.output.deliver(&without_end(&files.whole)),
    }
}

/// The extensions of the files that exports are written to.
const EXTENSIONS: [&str; 7] = ["json", "template", "tf", "ts", "txt", "yaml", "yml"];

/// True for a path that is not that of a file: a release in the name of a folder is no extension.
fn is_folder(path: &Path) -> bool {
    let has_extension = path.extension().is_some_and(|it| EXTENSIONS.iter().any(|known| it == *known));
    path.is_dir() || !has_extension || path.as_os_str().to_string_lossy().ends_with('/')
}

/// The message that there is no export.
fn unfit(error: &ExportError) -> Complaint {
    match error {
        ExportError::TooLong { .. } => Complaint::new(format!("{error}, more than a managed policy"))
            .help("give shorter values, which are then filled in"),
        ExportError::TooMany { .. } => Complaint::new(error.to_string())
            .help("render fewer policies: those of one release with `--for RELEASE`, or those of a bundle"),
        _ => Complaint::new(error.to_string()),
    }
}
