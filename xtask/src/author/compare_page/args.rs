//! The arguments of `cargo xtask compare-page`.

use std::path::PathBuf;
use std::str::FromStr;

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page: a Markdown file with policies in its code blocks
    pub(super) page: PathBuf,
    /// Compare the policy under this heading of the page with this policy of the catalog (can be repeated)
    #[arg(long = "map", value_name = "ANCHOR=ID")]
    pub(super) maps: Vec<HeadingMapping>,
    /// Compare with this version of the catalog (default: the version that fits the page best)
    #[arg(long, value_name = "ID")]
    pub(super) version: Option<String>,
}

/// A heading of the page and the policy of the catalog for its comparison, as `ANCHOR=ID`.
#[derive(Clone, Debug)]
pub(super) struct HeadingMapping {
    pub(super) anchor: String,
    pub(super) id: String,
}

impl FromStr for HeadingMapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((anchor, id)) if !anchor.is_empty() && !id.is_empty() => {
                Ok(Self { anchor: anchor.trim_start_matches('#').to_owned(), id: id.to_owned() })
            }
            _ => Err("write ANCHOR=ID, an anchor of the page and the id of a policy".to_owned()),
        }
    }
}
