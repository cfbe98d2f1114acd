//! The configuration: the table `[check]` of `pcluster-iam.toml`.

mod ignore;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;

use pcluster_iam::Partition;
use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::{Code, Severity};

pub(crate) use ignore::Ignore;
pub(crate) use read::read;

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
