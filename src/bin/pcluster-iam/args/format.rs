//! `--format`: the formats of results.

use clap::{Args, ValueEnum};

/// The format of a result.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct FormatArg {
    #[arg(long, value_name = "FORMAT", default_value = "text", help = "The output format")]
    pub(crate) format: OutputFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Text,
    Json,
}

/// The format of a result that goes into pages, tickets and workflows too.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct ReportFormatArg {
    #[arg(long, value_name = "FORMAT", default_value = "text", help = "The output format")]
    pub(crate) format: ReportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
    Markdown,
    /// Annotations of GitHub's workflows.
    Github,
}
