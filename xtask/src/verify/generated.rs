//! The check of generated files: each is up to date.

use anyhow::{Result, bail};

use crate::diff;
use crate::generate::FOLDERS;
use crate::generate::tree::{self, DeviationKind, Mode};
use crate::problem::Problem;
use crate::verify::subject::Subject;

/// The command that brings generated files up to date.
pub(super) const FIX: &str = "run `cargo xtask regenerate`";

/// Checks that the generated files match the catalog.
pub(super) fn check(subject: &Subject<'_>) -> Result<Vec<Problem>> {
    let files = match subject.generated {
        Ok(files) => files,
        Err(error) => bail!("{error:#}"),
    };
    let deviations = tree::synchronize(subject.root, files, &FOLDERS, Mode::Check)?;
    let problems = deviations.into_iter().map(|deviation| {
        let path = &*deviation.path;
        let policy =
            subject.catalog.policies().map(|policy| policy.id).find(|id| path == format!("docs/{id}.json"));
        let problem = match deviation.kind {
            DeviationKind::Missing => Problem::new(format!("`{path}` does not exist"), FIX),
            DeviationKind::Outdated { found, generated } if found.replace("\r\n", "\n") == generated => {
                Problem::new(format!("`{path}` has lines that end in CRLF"), FIX)
            }
            DeviationKind::Outdated { found, generated } => {
                let names = [path, "as generated"];
                Problem::new(format!("`{path}` is not up to date"), FIX).with_body(diff::unified(
                    &found,
                    &generated,
                    Some(names),
                ))
            }
            DeviationKind::Stale => Problem::new(
                format!("`{path}` was generated from something that the catalog no longer has"),
                FIX,
            ),
            DeviationKind::Unknown => Problem::new(
                format!("`{path}` is in a folder of generated files, but is not generated"),
                "move the file elsewhere",
            ),
        };
        problem.of(policy)
    });
    Ok(problems.collect())
}
