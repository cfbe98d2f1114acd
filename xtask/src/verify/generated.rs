//! That everything generated is up to date.

use anyhow::{Result, bail};

use crate::diff;
use crate::generate::tree::{self, DeviationKind, Mode};
use crate::problem::Problem;
use crate::verify::subject::Subject;

/// The command that brings what is generated up to date.
pub(super) const MEND: &str = "run `cargo xtask regenerate`";

/// That the generated files are what the catalog gives.
pub(super) fn check(subject: &Subject<'_>) -> Result<Vec<Problem>> {
    let files = match subject.generated {
        Ok(files) => files,
        Err(error) => bail!("{error:#}"),
    };
    let deviations = tree::synchronize(subject.root, files, Mode::Check)?;
    let problems = deviations.into_iter().map(|deviation| {
        let path = &*deviation.path;
        let policy =
            subject.catalog.policies().map(|policy| policy.id).find(|id| path == format!("docs/{id}.json"));
        let problem = match deviation.kind {
            DeviationKind::Missing => Problem::new(format!("`{path}` does not exist"), MEND),
            DeviationKind::Outdated { found, generated } if found.replace("\r\n", "\n") == generated => {
                Problem::new(format!("`{path}` has lines that end in CRLF"), MEND)
            }
            DeviationKind::Outdated { found, generated } => {
                let names = [path, "as generated"];
                Problem::new(format!("`{path}` is not up to date"), MEND).with_body(diff::unified(
                    &found,
                    &generated,
                    Some(names),
                ))
            }
            DeviationKind::Stale => {
                Problem::new(format!("`{path}` is of nothing that the catalog has"), MEND)
            }
            DeviationKind::Unknown => Problem::new(
                format!("`{path}` stands among generated files and is none"),
                "move it elsewhere",
            ),
        };
        problem.of(policy)
    });
    Ok(problems.collect())
}
