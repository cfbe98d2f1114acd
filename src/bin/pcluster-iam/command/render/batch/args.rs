//! The options of a batch.

use std::path::PathBuf;

use clap::Args;

use crate::args::output::OutputArgs;

const HEADING: &str = "Batch";

/// A table of values, with a document for each row.
#[derive(Args, Clone, Debug)]
pub(crate) struct BatchArgs {
    #[arg(
        long,
        value_name = "FILE",
        help_heading = HEADING,
        conflicts_with_all = ["as_documented", "all", "bundle", "pack"],
        help = "Render the policy for each row of this file, CSV or NDJSON, or of standard input for `-`",
        long_help = "Render the policy for each row of this file, or of standard input for `-`: CSV with a header, or \
                     NDJSON with an object in each line. Columns and keys are the names of parameters; `name` names \
                     the row. A row takes precedence over options, which give the values that all rows share; an \
                     empty cell takes the option's value. A list is separated as --list-separator says, or is an \
                     array in NDJSON. The result is an object in a line for each row, or with --output a file for \
                     each row. Rows that cannot be rendered are reported with their line, and left out."
    )]
    pub(crate) batch: Option<PathBuf>,
    #[arg(
        long,
        value_name = "TEXT",
        requires = "batch",
        default_value = ";",
        value_parser = clap::builder::NonEmptyStringValueParser::new(),
        help_heading = HEADING,
        help = "The text between the values of a list in a cell of CSV"
    )]
    pub(crate) list_separator: String,
    #[arg(
        long,
        value_name = "TEMPLATE",
        requires = "batch",
        help_heading = HEADING,
        help = "The name of each row, and of its file: text with `{parameter}`, `{name}` and `{row}` \
                [default: the column `name`, or `row-1`, `row-2`, … for files]"
    )]
    pub(crate) row_name: Option<String>,
    #[arg(long, requires = "batch", help_heading = HEADING, help = "Stop at the first row that cannot be rendered")]
    pub(crate) strict: bool,
}

impl BatchArgs {
    /// True if the result is an object in a line for each row.
    pub(crate) fn writes_lines(&self, output: &OutputArgs) -> bool {
        self.batch.is_some() && output.output.is_none()
    }
}
