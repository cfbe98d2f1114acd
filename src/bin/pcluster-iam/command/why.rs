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
use answer::{Answer, Source};

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
    let sources = read(&args.message)?;
    let answer = Answer::new(&sources, asked.as_ref());
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

/// The texts: of files if the arguments name some, or else the arguments themselves.
fn read(message: &[String]) -> Result<Vec<Source>, Failure> {
    if let [name] = message
        && name == input::STDIN
    {
        return Ok(vec![Source::new(None, input::read_text(None, "standard input")?)]);
    }
    // One file, and the others are files too: words of a message are the names of none.
    let is_file = |name: &String| Path::new(name).exists() && !Path::new(name).is_dir();
    let is_of_files = message.iter().any(is_file);
    if !is_of_files {
        let text = message.join(" ");
        return match message {
            [name] if Path::new(name).is_dir() => Err(folder(name).into()),
            [name] if looks_like_a_path(name) => Err(missing(name).into()),
            _ => Ok(vec![Source::new(None, text)]),
        };
    }
    let has_several = message.len() > 1;
    let read_one = |name: &String| {
        let path = Path::new(name);
        if path.is_dir() {
            return Err(folder(name));
        }
        if !path.exists() {
            return Err(missing(name));
        }
        let text = input::read_text(Some(path), name)?;
        if text.trim().is_empty() {
            let complaint = Complaint::new(format!("the file `{}` is empty", name.escape_debug()));
            return Err(complaint.help("give a file that contains the message"));
        }
        Ok(Source::new(has_several.then(|| name.clone()), text))
    };
    message.iter().map(|name| read_one(name).map_err(Failure::from)).collect()
}

/// True for an argument that cannot be a message: one word, without what messages about denials have.
fn looks_like_a_path(name: &str) -> bool {
    !name.trim().contains(char::is_whitespace)
        && denial::find(name).is_empty()
        && name.contains(['.', '/', '\\'])
}

fn folder(name: &str) -> Complaint {
    Complaint::new(format!("`{}` is a folder", name.escape_debug()))
        .help("give the message itself, or a file that contains it")
}

fn missing(name: &str) -> Complaint {
    Complaint::new(format!("there is no file `{}`", name.escape_debug()))
        .help("give the message itself, or a file that contains it")
}
