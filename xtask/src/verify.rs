//! `cargo xtask verify`: everything generated is up to date, everything the catalog claims is true.

mod answers;
mod documented;
mod examples;
mod generated;
mod place;
mod policies;
mod schema_lines;
mod services;
mod table;
mod unwritten;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::problem::Problem;

/// Runs every check, prints what is wrong and a table of the policies; true if nothing is wrong.
pub(crate) fn run(root: &Path) -> Result<bool> {
    let problems = problems(root);
    let is_painted =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|text| text.is_empty());
    let mut out = String::new();
    for problem in &problems {
        out.push_str(&if is_painted { problem.painted() } else { problem.to_string() });
        out.push('\n');
    }
    out.push_str(&format!("{}\n", table::table(&problems, is_painted)));
    out.push_str(&match problems.len() {
        0 => "everything generated is up to date, and every policy is what its page states\n".to_owned(),
        1 => "1 problem\n".to_owned(),
        n => format!("{n} problems\n"),
    });
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(problems.is_empty())
}

/// Everything that is wrong; what a person has to think about comes last, where it is seen first.
fn problems(root: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    for check in [schema_lines::check, examples::check, generated::check, documented::check, answers::check] {
        match check(root) {
            Ok(found) => problems.extend(found),
            Err(error) => {
                problems.push(Problem::new(format!("{error:#}"), "mend this first, it hides other problems"));
            }
        }
    }
    problems.extend(policies::check());
    problems.extend(services::check());
    problems.extend(unwritten::check());
    problems
}

#[cfg(test)]
mod tests {
    /// `cargo xtask verify` as a test.
    #[test]
    fn everything_is_up_to_date_and_true() {
        let problems: Vec<_> =
            super::problems(&crate::files::root()).iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    }
}
