//! `pcluster-iam man`: the manual pages of all commands.

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use roff::{Roff, roman};

use crate::CommandLine;
use crate::args::output::OutputArgs;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::file::write_all;
use crate::ui::output::print;
use crate::ui::suggest::similar;
use crate::version;

#[derive(Args, Debug)]
#[command(
    about = "Write the manual pages",
    long_about = "Print the manual page of the program or of a command, or write the pages of all commands to a folder.",
    after_help = "Examples:\n\
                  \x20 pcluster-iam man check | man -l -\n\
                  \x20 pcluster-iam man --output ~/.local/share/man/man1",
    mut_arg("output", |arg| arg.help("Write the pages of all commands to this folder"))
)]
pub(crate) struct ManArgs {
    #[arg(
        value_name = "COMMAND-NAME",
        conflicts_with = "output",
        help = "The command [default: the program]"
    )]
    command: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(crate) fn run(args: &ManArgs) -> Result<(), Failure> {
    let pages = pages()?;
    if let Some(folder) = args.output.path() {
        let files: Vec<_> =
            pages.into_iter().map(|page| (folder.join(page.file), page.text.trim_end().to_owned())).collect();
        return write_all(&files, args.output.force);
    }
    let name = args.command.as_deref().unwrap_or_default();
    match pages.iter().find(|page| page.command == name) {
        Some(page) => print(page.text.trim_end()),
        None => {
            let names: Vec<_> = pages.iter().map(|page| page.command.as_str()).collect();
            let complaint = Complaint::new(format!("no command is named `{}`", name.escape_debug()));
            Err(match similar(name, names).first() {
                Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
                None => complaint.help("`pcluster-iam --help` lists the commands"),
            }
            .into())
        }
    }
}

/// A manual page.
#[derive(Debug)]
struct Page {
    /// The command, empty for the program.
    command: String,
    file: String,
    text: String,
}

/// The page of the program and those of its commands.
fn pages() -> Result<Vec<Page>, Failure> {
    let mut program = CommandLine::command().disable_help_subcommand(true);
    program.build();
    let mut pages = vec![page(&program, "")?];
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        pages.push(page(command, command.get_name())?);
    }
    Ok(pages)
}

fn page(command: &Command, name: &str) -> Result<Page, Failure> {
    let title = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let man = Man::new(command.clone())
        .title(title.to_uppercase())
        .date(version::facts_up_to().unwrap_or_default())
        .source(format!("pcluster-iam {}", version::SHORT))
        .manual("Commands of pcluster-iam");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    synopsis(command).to_writer(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    notes(command).to_writer(&mut text)?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(Page { command: name.to_owned(), file: format!("{title}.1"), text })
}

/// The usage as `--help` prints it. The page's own would list each of some sixty options.
fn synopsis(command: &Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let mut section = Roff::new();
    section.control("SH", ["SYNOPSIS"]);
    verbatim(&mut section, usage.trim_start_matches("Usage:").lines());
    section
}

/// The lines below the options: paragraphs, and commands as they are typed.
fn notes(command: &Command) -> Roff {
    let mut section = Roff::new();
    let Some(help) = command.get_after_long_help().or_else(|| command.get_after_help()) else {
        return section;
    };
    section.control("SH", ["NOTES"]);
    let help = help.to_string();
    for paragraph in help.split("\n\n") {
        section.control("PP", []);
        let is_typed = |line: &&str| line.starts_with(' ');
        let (typed, prose): (Vec<&str>, Vec<&str>) = paragraph.lines().partition(is_typed);
        for line in prose {
            section.text([roman(line)]);
        }
        verbatim(&mut section, typed.into_iter());
    }
    section
}

/// Lines that stay as they are.
fn verbatim<'l>(section: &mut Roff, lines: impl Iterator<Item = &'l str>) {
    section.control("nf", []);
    for line in lines {
        section.text([roman(line.trim())]);
    }
    section.control("fi", []);
}
