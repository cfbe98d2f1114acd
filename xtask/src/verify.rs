//! `cargo xtask verify`: everything generated is up to date, everything the catalog claims is true.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use comfy_table::{Cell, CellAlignment, Color, ContentArrangement, Table, presets};
use pcluster_iam::{POLICIES, SERVICES};
use serde_json::Value;

use crate::figures::{Figures, grouped};
use crate::files::{self, DeviationKind, Mode};
use crate::findings::Counts;
use crate::problem::Problem;
use crate::{diff, docs, documented, findings, schemas, unwritten};

/// The command that brings what is generated up to date.
const MEND: &str = "run `cargo xtask regenerate`";

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
    out.push_str(&format!("{}\n", table(&problems, is_painted)));
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
    for check in [schemas_named, docs::errors::check, up_to_date, documented::check, findings::check] {
        match check(root) {
            Ok(found) => problems.extend(found),
            Err(error) => {
                problems.push(Problem::new(format!("{error:#}"), "mend this first, it hides other problems"));
            }
        }
    }
    problems.extend(policies());
    problems.extend(facts());
    problems.extend(unwritten::check());
    problems
}

/// That the catalog has the facts of each service that it names.
fn facts() -> Vec<Problem> {
    let without = SERVICES.iter().filter(|service| service.as_of.is_none());
    without
        .map(|service| {
            let message = format!("`catalog/services/{}.toml` has no facts yet", service.prefix);
            Problem::new(message, "fetch the service's file from AWS and run `cargo xtask import-services`")
        })
        .collect()
}

/// That each policy is there, is JSON in both forms, and can be filled.
fn policies() -> Vec<Problem> {
    let mut problems = Vec::new();
    if POLICIES.is_empty() {
        problems.push(Problem::new("the catalog has no policy", "turn on the features of its versions"));
    }
    for policy in POLICIES {
        for (form, text) in [("maintained", policy.template), ("documented", policy.documented)] {
            if let Err(error) = serde_json::from_str::<Value>(text) {
                let message = format!("the {form} form of `{}` is not JSON: {error}", policy.id);
                let help = format!("look at the placeholders of its version and at {}", policy.source);
                problems.push(Problem::new(message, help).of(Some(policy.id)));
            }
        }
        if let Err(error) = Figures::of(policy) {
            let message = format!("`{}`: {error:#}", policy.id);
            let help = "correct the examples in catalog/parameters.toml";
            problems.push(Problem::new(message, help).of(Some(policy.id)));
        }
    }
    problems
}

/// That each file of the catalog names its schema, for editors.
fn schemas_named(root: &Path) -> Result<Vec<Problem>> {
    let problem = |path| Problem::new(format!("the first line of `{path}` does not name its schema"), MEND);
    Ok(schemas::name_schemas(root, Mode::Check)?.into_iter().map(problem).collect())
}

/// That the generated files are what the catalog gives.
fn up_to_date(root: &Path) -> Result<Vec<Problem>> {
    let deviations = files::synchronize(root, files::generated(root)?, Mode::Check)?;
    let problems = deviations.into_iter().map(|deviation| {
        let path = &*deviation.path;
        let policy = POLICIES.iter().map(|policy| policy.id).find(|id| path == format!("docs/{id}.json"));
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

/// The policies at a glance.
fn table(problems: &[Problem], is_painted: bool) -> Table {
    const HEADER: [&str; 7] =
        ["policy", "statements", "actions", "parameters", "size", "differences from the page", "status"];
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(HEADER);
    for policy in POLICIES {
        let n_problems = problems.iter().filter(|problem| problem.policy == Some(policy.id)).count();
        let (status, colour) = match n_problems {
            0 => ("ok".to_owned(), Color::Green),
            1 => ("1 problem".to_owned(), Color::Red),
            n => (format!("{n} problems"), Color::Red),
        };
        let figures = Figures::of(policy).map_or([const { String::new() }; 5], |figures| {
            let Figures { n_statements, n_actions, n_parameters, size, n_differences } = figures;
            [n_statements, n_actions, n_parameters, size, n_differences].map(grouped)
        });
        let status = Cell::new(status);
        let status = if is_painted { status.fg(colour) } else { status };
        let figures = figures.map(|figure| Cell::new(figure).set_alignment(CellAlignment::Right));
        table.add_row([Cell::new(policy.id)].into_iter().chain(figures).chain([status]));
    }
    table.add_row(findings_row(is_painted));
    table
}

/// The findings of all policies at a glance.
fn findings_row(is_painted: bool) -> Vec<Cell> {
    let Counts { acknowledged, mended, open } = findings::counts();
    let (status, colour) = match open {
        0 => ("ok".to_owned(), Color::Green),
        n => (format!("{n} open"), Color::Red),
    };
    let status = Cell::new(status);
    let status = if is_painted { status.fg(colour) } else { status };
    let answered = Cell::new(format!("{acknowledged} acknowledged, {mended} mended"));
    let blank = [const { String::new() }; 4].map(Cell::new);
    [Cell::new("findings")].into_iter().chain(blank).chain([answered, status]).collect()
}

#[cfg(test)]
mod tests {
    /// `cargo xtask verify` as a test.
    #[test]
    fn everything_is_up_to_date_and_true() {
        let problems: Vec<_> = super::problems(&crate::root()).iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    }
}
