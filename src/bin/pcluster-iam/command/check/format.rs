//! The formats of a report.

mod github;
mod gitlab;
mod json;
mod sarif;
mod snippets;
mod text;

use clap::ValueEnum;

use super::report::Report;
use crate::ui::failure::Failure;

/// The format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Text,
    Json,
    Sarif,
    Github,
    Gitlab,
}

impl ReportFormat {
    /// The report, without a line break at its end; empty if there is nothing to say.
    pub(super) fn render(
        self,
        report: &Report<'_>,
        has_details: bool,
        is_quiet: bool,
    ) -> Result<String, Failure> {
        match self {
            Self::Text => Ok(text::report(report, has_details, is_quiet)),
            Self::Json => json::report(report),
            Self::Sarif => sarif::report(report),
            Self::Github => Ok(github::report(report, is_quiet)),
            Self::Gitlab => gitlab::report(report),
        }
    }
}
