//! `pcluster-iam page`: the page that chooses and fills policies in a browser.

use anyhow::Context as _;
use clap::Args;

use crate::args::output::OutputArgs;
use crate::ui::failure::Failure;

#[derive(Args, Debug)]
#[command(
    about = "Print a page that fills policies in a browser, for people without this program",
    long_about = "Print a page that fills policies in a browser, for people without this program: one HTML file \
                  with all policies that are compiled in. It works from a folder or a server, and needs no \
                  network: values stay in the browser.",
    after_help = "Examples:\n  pcluster-iam page --output policies.html",
    mut_arg("output", |arg| arg.help("Write the page to this file"))
)]
pub(crate) struct PageArgs {
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &PageArgs) -> Result<(), Failure> {
    // The page takes longer than a look at its place.
    args.output.refuse_place()?;
    let page = pcluster_iam::page::html().context("the page cannot be written")?;
    args.output.deliver(page.trim_end())
}
