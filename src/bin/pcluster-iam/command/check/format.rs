//! The formats of a report.

mod github;
mod json;
mod sarif;
mod snippets;
mod text;

use clap::ValueEnum;

use super::report::Report;
use crate::ui::failure::Failure;
use crate::ui::output;

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Json,
    Sarif,
    Github,
}

impl ReportFormat {
    pub(super) fn print(self, report: &Report<'_>, has_details: bool) -> Result<(), Failure> {
        match self {
            Self::Text => text::report(report, has_details),
            Self::Json => output::print(json::report(report)?),
            Self::Sarif => output::print(sarif::report(report)?),
            Self::Github => github::report(report),
        }
    }
}
