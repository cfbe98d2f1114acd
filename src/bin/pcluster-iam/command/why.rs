//! `pcluster-iam why`: what AWS's message about a denial means, and what grants the action.

mod advice;
mod answer;
mod json;
mod statement;
mod text;

use std::path::Path;

use clap::Args;
use pcluster_iam::denial;

use crate::args::example;
use crate::args::format::{FormatArg, OutputFormat};
use crate::args::release::{self, ReleaseArg};
use crate::input;
use crate::ui::failure::{Complaint, Failure, warn};
use crate::ui::output::print;
use answer::Answer;

#[derive(Args, Debug)]
#[command(
    about = "Explain a denial: the missing permission, the policies that grant it, and the statement to add",
    long_about = "Explain a denial: the missing permission, the policies of the catalog that grant it, and the \
                  statement to add. The message can be alone or in a log, an event of a stack, an answer in JSON, \
                  an event of AWS CloudTrail or a decoded authorization message.",
    after_help = after_help(),
    mut_arg("release", |arg| arg.help(release::help("Name the policies for this release of the product alone")))
)]
pub(crate) struct WhyArgs {
    #[arg(
        value_name = "MESSAGE|FILE",
        required = true,
        help = "The message, in quotes, or a file that contains it; - reads standard input"
    )]
    message: Vec<String>,
    #[command(flatten)]
    release: ReleaseArg,
    #[command(flatten)]
    format: FormatArg,
}

fn after_help() -> String {
    format!(
        "AWS names one policy type in a message, even if several deny the request: after one is corrected, the \
         next message may name another.\n\n\
         Exit codes: 0 a denial was found, 1 the text contains none, 2 incorrect usage or a file cannot be read.\n\n\
         Examples:\n\
         \x20 pcluster-iam why 'User: … is not authorized to perform: {action} on resource: …'\n\
         \x20 pcluster-iam why --for {newest} pcluster.log\n\
         \x20 aws cloudformation describe-stack-events --stack-name demo | pcluster-iam why -\n\
         \x20 aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message … | pcluster-iam why -",
        newest = release::newest(),
        action = example::action(),
    )
}

pub(crate) fn run(args: &WhyArgs) -> Result<(), Failure> {
    let asked = args.release.read()?;
    if let Some(unknown) = asked.as_ref().and_then(|asked| asked.unknown.as_ref()) {
        warn(unknown)?;
    }
    let text = read(&args.message)?;
    let denials = denial::find(&text);
    let answer = Answer::new(&text, &denials, asked.as_ref());
    if answer.is_empty() {
        return Err(Failure::No(
            Complaint::new("the text contains no message about a denial")
                .help("give the whole message, such as `User: … is not authorized to perform: …`")
                .help("a program may hide it: look into its log, or into the events of the stack"),
        ));
    }
    match args.format.format {
        OutputFormat::Json => print(format_args!("{:#}", json::of(&answer))),
        OutputFormat::Text => print(text::of(&answer).trim_end()),
    }
}

/// The text: of a file if the only argument names one, or else the arguments themselves.
fn read(message: &[String]) -> Result<String, Failure> {
    match message {
        [name] if name == input::STDIN => Ok(input::read_text(None, "standard input")?),
        [name] if Path::new(name).is_file() => Ok(input::read_text(Some(Path::new(name)), name)?),
        [name] if Path::new(name).is_dir() => {
            let complaint = Complaint::new(format!("`{}` is a folder", name.escape_debug()));
            Err(complaint.help("give the message itself, or a file that contains it").into())
        }
        words => Ok(words.join(" ")),
    }
}
