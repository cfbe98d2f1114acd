//! `render` with several regions. A document is for one region or for all of a partition, so each region gets its own
//! documents, in a folder of its name.

use std::path::PathBuf;

use pcluster_iam::{Parameter, ParameterRole};

use super::args::RenderArgs;
use super::format::RenderFormat;
use super::many::refuse_file_name;
use crate::ui::failure::{self, Complaint, Failure, each_once};
use crate::ui::file;
use crate::ui::output::listed;

pub(super) fn are_several(args: &RenderArgs) -> bool {
    regions(args).len() > 1
}

/// Renders for each region, after all of them have been examined: no file is written if one cannot be.
pub(super) fn render(args: &RenderArgs) -> Result<(), Failure> {
    let regions = regions(args);
    if args.batch.batch.is_some() {
        let complaint = Complaint::new("`--batch` takes the region of each row from the table");
        return Err(complaint
            .help("add the regions to the table as a column, with a row for each account and region")
            .into());
    }
    if args.write_baseline.is_some() {
        let complaint = Complaint::new("`--write-baseline` is for the documents of one region");
        return Err(complaint.help("write one for each region").into());
    }
    if !args.format.is_document() && args.format != RenderFormat::Rust {
        let format = args.format.name();
        let message =
            format!("`--format {format}` names policies, and those of all regions would have the same names");
        return Err(Complaint::new(message)
            .help("IAM has no regions: make one policy for all, with `--all-regions --partition PARTITION`")
            .help("or run the command once for each region, and give the names of each another prefix")
            .into());
    }
    let Some(folder) = &args.output.output else {
        let shown: Vec<_> = regions.iter().map(|region| format!("`{region}`")).collect();
        let complaint =
            Complaint::new(format!("a document is for one region or for all, not for {}", listed(&shown)));
        return Err(complaint
            .help("give the folder for a document of each: `--output FOLDER`")
            .help("or make one document for all regions of the partition: `--all-regions --partition PARTITION`")
            .into());
    };
    refuse_file_name(folder, "several regions")?;
    let is_quiet = failure::set_quiet(true);
    file::set_rehearsal(true);
    let mut wrong = Vec::new();
    let examined = regions.iter().try_for_each(|region| {
        match super::run(&with_region(args, region, folder.join(region))) {
            Err(Failure::Use(complaints)) => {
                wrong.extend(complaints);
                Ok(())
            }
            other => other,
        }
    });
    file::set_rehearsal(false);
    failure::set_quiet(is_quiet);
    examined?;
    if !wrong.is_empty() {
        return Err(Failure::Use(each_once(wrong)));
    }
    regions.iter().try_for_each(|region| super::run(&with_region(args, region, folder.join(region))))
}

/// The regions of the options, each once.
fn regions(args: &RenderArgs) -> Vec<String> {
    let name = Parameter::with_role(ParameterRole::Region).map(|parameter| parameter.name);
    let mut regions: Vec<String> = Vec::new();
    for text in args.values.texts(name.unwrap_or_default()) {
        if !regions.iter().any(|region| region == text) {
            regions.push(text.to_owned());
        }
    }
    regions
}

/// The same for one of the regions, into a folder.
fn with_region(args: &RenderArgs, region: &str, mut folder: PathBuf) -> RenderArgs {
    let mut args = args.clone();
    if let Some(name) = Parameter::with_role(ParameterRole::Region).map(|parameter| parameter.name) {
        args.values.keep(name, region);
    }
    // A slash at the end says that one document goes into a folder too.
    folder.push("");
    args.output.output = Some(folder);
    args
}
