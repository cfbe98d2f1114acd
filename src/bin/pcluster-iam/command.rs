//! The commands.

mod audit;
mod can;
mod can_run;
pub(crate) mod check;
mod completions;
mod diff;
mod explain;
mod least;
mod list;
mod man;
mod page;
pub(crate) mod render;
mod show;
mod size;
mod trust;
mod upgrade;
mod why;

use clap::Subcommand;

use crate::ui::failure::Failure;

/// The commands. One has no arguments until it is asked for: those of all commands take longer than most answers.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Size(size::SizeArgs),
    Render(render::RenderArgs),
    Trust(trust::TrustArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    Why(why::WhyArgs),
    Can(can::CanArgs),
    CanRun(can_run::CanRunArgs),
    Least(least::LeastArgs),
    Diff(diff::DiffArgs),
    Audit(audit::AuditArgs),
    Upgrade(upgrade::UpgradeArgs),
    Page(page::PageArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

impl Command {
    pub(crate) fn run(&self) -> Result<(), Failure> {
        match self {
            Self::List(args) => list::run(args),
            Self::Show(args) => show::run(args),
            Self::Size(args) => size::run(args),
            Self::Render(args) => render::run(args),
            Self::Trust(args) => trust::run(args),
            Self::Check(args) => check::run(args),
            Self::Explain(args) => explain::run(args),
            Self::Why(args) => why::run(args),
            Self::Can(args) => can::run(args),
            Self::CanRun(args) => can_run::run(args),
            Self::Least(args) => least::run(args),
            Self::Diff(args) => diff::run(args),
            Self::Audit(args) => audit::run(args),
            Self::Upgrade(args) => upgrade::run(args),
            Self::Page(args) => page::run(args),
            Self::Completions(args) => completions::run(args),
            Self::Man(args) => man::run(args),
        }
    }
}
