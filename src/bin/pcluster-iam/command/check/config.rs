//! The configuration: the table `[check]` of `pcluster-iam.toml`.

mod ignore;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pcluster_iam::Partition;
use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::{Code, Severity};

use crate::ui::failure::{Complaint, Failure};
use crate::ui::toml_file::TomlFile;

pub(crate) use ignore::Ignore;

/// The name of a configuration file.
const NAME: &str = "pcluster-iam.toml";

/// The least severity that counts, or nothing if none does.
pub(crate) type Threshold = Option<Severity>;

/// The choices of a configuration; what is not stated is not decided.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The absolute folder of the file, to which patterns are relative.
    pub(crate) folder: PathBuf,
    /// The severities of codes; nothing for a code that is off.
    pub(crate) severities: BTreeMap<Code, Option<Severity>>,
    pub(crate) ignores: Vec<Ignore>,
    pub(crate) kind: Option<PolicyKind>,
    /// The ids of one's own accounts.
    pub(crate) accounts: Vec<String>,
    pub(crate) partition: Option<&'static Partition>,
    pub(crate) placeholders: Option<bool>,
    /// The patterns of the files in folders.
    pub(crate) include: Option<Vec<String>>,
    pub(crate) show: Option<Severity>,
    pub(crate) fail_on: Option<Threshold>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) max_data_age: Option<u32>,
}

impl Config {
    /// Reads a file, or reports all its mistakes.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        read::read(&TomlFile::read(path)?, path.parent().unwrap_or(path))
    }

    /// Reads the file of the working folder or of the nearest folder above that has one.
    pub(crate) fn find() -> Result<Self, Failure> {
        let folder = std::env::current_dir().map_err(|error| {
            Complaint::new(format!("the working folder is not known: {error}"))
                .help("name the file with `--config`, or use `--no-config`")
        })?;
        let is_there = |above: &Path| above.join(NAME).is_file();
        let Some(above) = folder.ancestors().position(is_there) else { return Ok(Self::default()) };
        // A path that a reader recognizes: relative to the working folder.
        let path: PathBuf = std::iter::repeat_n("..", above).chain([NAME]).collect();
        Self::read(&path)
    }
}
