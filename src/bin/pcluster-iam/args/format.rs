//! `--format text|json`

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
