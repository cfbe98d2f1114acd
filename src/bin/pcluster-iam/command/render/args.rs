//! The arguments of `render`.

use std::path::PathBuf;

use clap::Args;
use pcluster_iam::Filled;
use pcluster_iam::quota::Attachment;

use super::batch::BatchArgs;
use super::format::RenderFormat;
use crate::args::example;
use crate::args::fit::{self, FitArgs};
use crate::args::output::OutputArgs;
use crate::args::release::{self, ReleaseArg};
use crate::args::values::{self, ValueArgs};
use crate::ui::failure::Complaint;

#[derive(Args, Clone, Debug)]
#[command(
    about = "Render a policy for your account, region and partition",
    override_usage = "pcluster-iam render <ID> [OPTIONS]\n       \
                      pcluster-iam render --for <RELEASE> <NAME> [OPTIONS]\n       \
                      pcluster-iam render <ID> --fit managed --output <FOLDER> [OPTIONS]\n       \
                      pcluster-iam render <BUNDLE> --output <FOLDER> [OPTIONS]\n       \
                      pcluster-iam render <ID> --batch <FILE> [OPTIONS]\n       \
                      pcluster-iam render --all --output <FOLDER> [OPTIONS]",
    after_help = after_help(),
    mut_arg("output", |arg| {
        arg.help("Write to this file instead of standard output, or into this folder: for several policies, and \
                  with --fit unless the path ends in .json")
    }),
    mut_arg("fit", |arg| {
        arg.help("Render for this attachment: as the fewest managed policies that grant the same, or as it is if it \
                  fits inline [default: an error for a policy that is longer than its attachment allows]")
    })
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub(crate) struct RenderArgs {
    #[arg(
        value_name = "ID",
        required_unless_present_any = ["all", "bundle", "show_values"],
        help = "The ids of policies or bundles, as `list` prints them; with --for, their names are enough"
    )]
    pub(super) ids: Vec<String>,
    #[command(flatten)]
    pub(super) release: ReleaseArg,
    #[command(flatten)]
    pub(super) fit: FitArgs,
    #[arg(
        long,
        help_heading = fit::HEADING,
        help = "Put all policies for users and groups into as few managed policies as possible, for one identity; \
                each role keeps its own"
    )]
    pub(super) pack: bool,
    #[arg(
        long,
        help_heading = fit::HEADING,
        help = "Make each policy smaller, without a change of what it grants"
    )]
    pub(super) minimize: bool,
    #[command(flatten)]
    pub(super) values: ValueArgs,
    #[arg(
        long,
        help_heading = values::HEADING,
        conflicts_with_all = ["as_documented", "batch"],
        help = "Print the values and where each is from, and render nothing"
    )]
    pub(super) show_values: bool,
    #[arg(
        long,
        conflicts_with_all = values::names(),
        help = "Print the policy as its source documents it, with the source's placeholders"
    )]
    pub(super) as_documented: bool,
    #[arg(long, value_name = "FORMAT", default_value = "json", help = "The output format")]
    pub(super) format: RenderFormat,
    #[arg(long, conflicts_with = "format", help = "Print the policy on one line, as --format json-compact")]
    pub(super) compact: bool,
    #[arg(
        long,
        conflicts_with_all = ["ids", "as_documented"],
        help = "Write every policy whose required values are given, to the folder --output; with --for, of one release"
    )]
    pub(super) all: bool,
    #[arg(
        long,
        value_name = "ID",
        conflicts_with_all = ["ids", "all", "as_documented"],
        help = "Write every policy of a bundle to the folder --output, as with the bundle's ID alone"
    )]
    pub(super) bundle: Option<String>,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["as_documented", "batch", "show_values"],
        help = "Write the findings that the catalog acknowledges, with its reasons, for `check --baseline`"
    )]
    pub(super) write_baseline: Option<PathBuf>,
}

impl RenderArgs {
    /// The attachment that the documents have to fit, if the user names it.
    pub(super) fn attachment(&self) -> Option<Attachment> {
        self.fit.fit.or(self.pack.then_some(Attachment::Managed))
    }

    /// The message that two of the options contradict each other.
    pub(super) fn contradiction(&self) -> Option<Complaint> {
        let inline = self.fit.fit.filter(|it| *it != Attachment::Managed).map(Attachment::as_str);
        let option = match inline {
            Some(inline) => format!("--fit {inline}"),
            None => "--fit managed".to_owned(),
        };
        let sizes = [
            (self.fit.fit.is_some(), option.as_str()),
            (self.pack, "--pack"),
            (self.minimize, "--minimize"),
            (self.fit.is_limited(), "--max-attachments"),
        ];
        let of_sizes = sizes.iter().find(|(is_given, _)| *is_given).map(|(_, option)| option);
        if let Some(option) = of_sizes.filter(|_| self.as_documented) {
            let message =
                format!("`--as-documented` prints the text of the source, which `{option}` may change");
            return Some(Complaint::new(message).help("leave one of them out"));
        }
        if self.pack && self.all {
            let message =
                "`--all` writes policies for different people, and `--pack` packs those of one identity";
            return Some(Complaint::new(message).help("name the policies of the identity, or a bundle"));
        }
        if self.pack && inline.is_some() {
            return Some(
                Complaint::new(format!("`--pack` makes managed policies, and `{option}` inline ones"))
                    .help("leave one of them out: inline policies have their quota together"),
            );
        }
        if self.fit.is_limited() && self.attachment() != Some(Attachment::Managed) {
            return Some(match inline {
                Some(_) => Complaint::new(format!(
                    "`--max-attachments` counts managed policies, and `{option}` makes inline ones"
                ))
                .help("leave one of them out"),
                None => {
                    Complaint::new("`--max-attachments` counts the policies of `--fit managed` or `--pack`")
                        .help("add one of these, or leave it out")
                }
            });
        }
        None
    }

    /// The message that an option is for policy documents, and the format is one of code for given values.
    pub(super) fn wrong_format(&self) -> Option<Complaint> {
        if self.format.is_document() || self.format.is_export() {
            return None;
        }
        let options = [
            (self.as_documented, "--as-documented", "prints a policy document"),
            (self.all, "--all", "writes the policies of different people"),
        ];
        let (_, option, why) = options.into_iter().find(|(is_given, ..)| *is_given)?;
        let message = format!("`{option}` {why}, and is not for `--format {}`", self.format.name());
        Some(Complaint::new(message).help("leave one of them out"))
    }

    /// True if a document is to be on one line: also in a line of NDJSON.
    pub(super) fn is_compact(&self) -> bool {
        self.compact || self.format == RenderFormat::JsonCompact || self.batch.writes_lines(&self.output)
    }

    /// True if the options may divide a policy into several documents.
    pub(super) fn is_divided(&self) -> bool {
        self.attachment() == Some(Attachment::Managed)
    }

    /// The document in its layout.
    pub(super) fn text(&self, filled: &Filled<'_>) -> String {
        if self.is_compact() { filled.to_json() } else { filled.to_json_pretty() }
    }
}

fn after_help() -> String {
    let example = example::policy_id();
    let options = example::options();
    let newest = release::newest();
    let bundle = example::bundle_id();
    let name = example::newest_name();
    format!(
        "With an ID, --help shows the values of that policy: `pcluster-iam render {example} --help`.\n\n\
         A document that is longer than IAM accepts is an error, with the ways to make it fit. Several documents of \
         one policy are numbered: user-1.json, user-2.json.\n\n\
         Exit codes: 0 success, 1 a policy does not fit, a file cannot be written, no policy can be filled or \
         nothing is documented for the release, 2 incorrect usage.\n\n\
         Examples:\n\
         \x20 pcluster-iam render {example} {options}\n\
         \x20 pcluster-iam render {example} {options} --output policy.json\n\
         \x20 pcluster-iam render {example} --values cluster.toml --fit managed --output policies\n\
         \x20 pcluster-iam render {bundle} --values cluster.toml --pack --output policies\n\
         \x20 pcluster-iam render {example} --values cluster.toml --compact\n\
         \x20 pcluster-iam render {example} --as-documented\n\
         \x20 pcluster-iam render --for {newest} {name} --values cluster.toml --output policy.json\n\
         \x20 pcluster-iam render --all --values cluster.toml --output policies\n\
         \x20 pcluster-iam render {example} --batch accounts.csv --output policies"
    )
}
