//! `cargo xtask verify`: everything generated is up to date, everything the catalog claims is true.

mod answers;
mod documented;
mod examples;
mod generated;
mod grants;
mod lists;
mod place;
mod policies;
mod promises;
mod schema_lines;
mod services;
mod sizes;
mod subject;
mod table;
#[cfg(test)]
mod tests;
mod unwritten;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context as _, Result};

use self::subject::Subject;
use crate::catalog::Catalog;
use crate::files::File;
use crate::problem::Problem;
use crate::review;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Example:
  cargo xtask verify

Each problem is printed with its file and the way to fix it, and a table of all policies follows.

Exit code: 0 if there is no problem, 1 if there are problems.";

/// The last line of a report without a problem.
const UP_TO_DATE: &str = "everything generated is up to date, and every policy as documented matches the text \
                          or the digests of its source\n";

/// The problems of the compiled catalog that do not depend on the tree, for all its trees: tests verify several.
static PROMISES: LazyLock<Vec<Problem>> = LazyLock::new(|| promises::check(&Catalog::compiled()));
static GRANTS: LazyLock<Vec<Problem>> = LazyLock::new(|| grants::check(&Catalog::compiled(), |_| true));

/// Runs every check and prints the problems and a table of the policies; true if there is no problem.
pub(crate) fn run(root: &Path, generated: &Result<Vec<File>>) -> Result<bool> {
    let is_painted =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|text| text.is_empty());
    let (out, is_good) = outcome(root, generated, is_painted);
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(is_good)
}

/// The report on a tree, and true if the tree has no problem.
fn outcome(root: &Path, generated: &Result<Vec<File>>, is_painted: bool) -> (String, bool) {
    let catalog = Catalog::compiled();
    let (promises, grants) = (&PROMISES, &GRANTS);
    let subject =
        Subject { root, catalog: &catalog, reviews: review::reviews(), promises, grants, generated };
    let problems = problems(&subject);
    (report(&subject, &problems, is_painted), problems.is_empty())
}

/// All problems: first those that take thought, and last the files that a command brings up to date.
fn problems(subject: &Subject<'_>) -> Vec<Problem> {
    let Subject { root, catalog, .. } = *subject;
    let checks = [
        documented::check(root, catalog),
        answers::check(subject),
        Ok(policies::check(catalog)),
        Ok(services::check(catalog)),
        Ok(sizes::check(catalog)),
        Ok(subject.promises.to_vec()),
        Ok(subject.grants.to_vec()),
        Ok(unwritten::check(catalog)),
        lists::check(root, catalog),
        examples::check(root),
        schema_lines::check(subject),
        generated::check(subject),
    ];
    let unreadable =
        |error| vec![Problem::new(format!("{error:#}"), "fix this first: it hides other problems")];
    checks.into_iter().flat_map(|found| found.unwrap_or_else(unreadable)).collect()
}

/// The problems, a table of the policies, and the number of problems.
fn report(subject: &Subject<'_>, problems: &[Problem], is_painted: bool) -> String {
    let mut out = String::new();
    for problem in problems {
        out.push_str(&if is_painted { problem.painted() } else { problem.to_string() });
        out.push('\n');
    }
    out.push_str(&format!("{}\n", table::table(subject, problems, is_painted)));
    out.push_str(&match problems.len() {
        0 => UP_TO_DATE.to_owned(),
        1 => "1 problem\n".to_owned(),
        n => format!("{n} problems\n"),
    });
    out
}
