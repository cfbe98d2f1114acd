//! `cargo xtask watch-upstream`: the policies that a release states against those of the catalog.
//!
//! [`compare`] takes the documents of a release and returns an [`UpstreamReport`]; [`run`] reads the
//! documents, or has the release's own code write them, and prints the report.

mod documents;
mod known;
mod matching;
mod rendered;
mod report;
mod template;
#[cfg(test)]
mod tests;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use self::documents::UpstreamSource;
use self::known::KnownPolicy;
use self::matching::Matches;
use self::report::UpstreamReport;
use crate::author::WrongUse;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask watch-upstream 3.17.0
  cargo xtask watch-upstream aws_parallelcluster-3.17.0-py3-none-any.whl
  cargo xtask watch-upstream policies.yaml
  cargo xtask watch-upstream policies/ --version 3.16

The policies of a CloudFormation template are compared as its defaults make them. Statements that its
options bring are compared by their actions.

For a wheel or a release, Python runs the release's own code, as xtask/upstream/README.md describes.
The documents are then in `target/upstream`.

Exit code: 0 if the release and the catalog are equal, 1 if they differ.";

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder of JSON documents, a CloudFormation template, a wheel, or a release in the Python Package
    /// Index
    source: PathBuf,
    /// Compare with this version of the catalog (default: the version that fits best)
    #[arg(long, value_name = "ID")]
    version: Option<String>,
}

/// Compares a release with the catalog and prints the differences; true if there are none.
pub(crate) fn run(args: &Args, root: &Path) -> Result<bool> {
    let source = args.source.display().to_string();
    let upstream = if args.source.is_dir() {
        documents::read(&args.source)?
    } else if template::is_file(&args.source) {
        template::read(&args.source)?
    } else if rendered::is_release(&args.source) {
        documents::read(&rendered::render(&args.source, root)?)?
    } else {
        return Err(WrongUse::new(format!(
            "`{source}` is no folder, no template, no wheel and no release; give a folder of JSON documents, a file that ends in `.yaml`, `.json` or `.whl`, or a number such as 3.17.0"
        ))
        .into());
    };
    let catalog =
        pcluster_iam::POLICIES.iter().map(|policy| KnownPolicy::of(policy)).collect::<Result<Vec<_>>>()?;
    let report = compare(&source, &upstream, &catalog, args.version.as_deref())?;
    write!(io::stdout().lock(), "{report}").context("cannot write to the standard output")?;
    Ok(report.is_equal())
}

/// Compares the documents of a release with the policies of a catalog.
fn compare<'a>(
    source: &str,
    upstream: &'a UpstreamSource,
    catalog: &'a [KnownPolicy],
    version: Option<&str>,
) -> Result<UpstreamReport<'a>> {
    let version = match version {
        Some(id) => matching::version(catalog, id)?,
        None => matching::nearest(catalog, &upstream.documents),
    };
    let policies: Vec<_> = catalog.iter().filter(|policy| Some(policy.version.as_str()) == version).collect();
    let matches = Matches::of(&policies, &upstream.documents);
    Ok(UpstreamReport::new(source, version, &matches, &upstream.unread))
}
