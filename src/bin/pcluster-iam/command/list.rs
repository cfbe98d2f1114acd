//! `pcluster-iam list`: all policies and bundles, or those for a release, one on each line.

mod answer;
mod rows;
mod text;

use clap::Args;
use pcluster_iam::{POLICIES, VERSIONS};
use serde_json::json;

use crate::args::format::{FormatArg, OutputFormat};
use crate::args::release::{self, ReleaseArg};
use crate::ui::failure::{Complaint, Failure, warn};
use crate::ui::output::print;
use answer::Answer;

#[derive(Args, Debug)]
#[command(
    about = "List the policies and bundles of the catalog, or those for a release",
    after_help = after_help(),
    mut_arg("release", |arg| arg.help(release::help("List what is documented for a release")))
)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    release: ReleaseArg,
    #[command(flatten)]
    format: FormatArg,
}

fn after_help() -> String {
    let newest = release::newest();
    let (major, minor) = newest.series();
    format!(
        "With --for, the list has the policies that are documented for the release. Where the catalog has a\n\
         policy for other releases only, the nearest earlier and later ones follow, with the changes of\n\
         permissions in between.\n\n\
         SIZE counts characters without white space, as IAM's quotas do, with the examples of the\n\
         parameters as values.\n\n\
         Exit code 1 if no policies are documented for the release.\n\n\
         Examples:\n  pcluster-iam list\n  pcluster-iam list --for {newest}\n  \
         pcluster-iam list --for {major}.{minor}\n  pcluster-iam list --format json"
    )
}

pub(crate) fn run(args: &ListArgs) -> Result<(), Failure> {
    let is_json = args.format.format == OutputFormat::Json;
    let Some(asked) = args.release.read()? else {
        let bundles: Vec<_> = VERSIONS.iter().flat_map(|version| version.bundles).copied().collect();
        if is_json {
            let policies: Vec<_> = POLICIES.iter().map(|policy| rows::policy_in_json(policy)).collect();
            return print(format_args!("{:#}", json!({ "policies": policies, "bundles": bundles })));
        }
        return print(rows::tables(&rows::all(POLICIES), &rows::all(&bundles)));
    };
    let answer = Answer::of(&asked);
    let is_known = asked.unknown.is_none();
    let is_in_range = !answer.policies.is_empty();
    if let Some(unknown) = asked.unknown {
        let range = "the list has the policies whose range includes it";
        warn(&if is_in_range { unknown.help(range) } else { unknown })?;
    }
    if is_json {
        print(format_args!("{:#}", answer.in_json()))?;
    } else if !answer.is_empty() {
        print(text::of(&answer, is_known).trim_end())?;
    }
    if is_in_range {
        return Ok(());
    }
    let complaint = Complaint::new(format!("no policies are documented for release {}", asked.name));
    let has_list = !is_json && !answer.is_empty();
    let help = has_list.then_some("the nearest policies are listed above: compare both with your needs");
    Err(Failure::No(complaint.help_if(help)))
}
