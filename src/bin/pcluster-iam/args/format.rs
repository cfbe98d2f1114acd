//! `--format text|json`

use clap::{Args, ValueEnum};

/// How a result is printed.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct FormatArg {
    #[arg(long, value_name = "FORMAT", default_value = "text", help = "How to print it")]
    pub(crate) format: OutputFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Text,
    Json,
}
