//! The JSON Schemas of the catalog's files, with which an editor completes and checks keys while they
//! are typed, and the line by which each file names its schema.

mod schema;

use std::path::Path;

use anyhow::Result;

use crate::files::{self, File};
use crate::problem::Problem;
use crate::tables::keys::{self, FILES};

/// The folder of the schemas.
const FOLDER: &str = "docs/schemas";

/// The catalogs whose files name their schemas.
const CATALOGS: [&str; 2] = ["catalog", "tests/catalog/good"];

/// A schema for each kind of file.
pub(crate) fn files() -> Vec<File> {
    let file = |file| File { path: path(file), text: format!("{:#}\n", schema::of(file)) };
    FILES.iter().map(file).collect()
}

/// The first line of a catalog's file: a comment by which an editor finds the schema. Nothing for a
/// path that is no file's of a catalog.
pub(crate) fn first_line(catalog: &str, path: &str) -> Option<String> {
    let inside = path.strip_prefix(catalog)?.strip_prefix('/')?;
    let file = FILES.iter().find(|file| fits(file.path, inside))?;
    let up = "../".repeat(path.matches('/').count());
    Some(format!("#:schema {up}{}", self::path(file)))
}

/// That each file of the catalogs names its schema. Only this comment is looked at: what a file says
/// is for the build script alone.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for catalog in CATALOGS {
        for path in files::list(root, catalog)? {
            let Some(wanted) = first_line(catalog, &path) else { continue };
            let bytes = files::read(root, &path)?.unwrap_or_default();
            problems.extend(check_line(&path, &String::from_utf8_lossy(&bytes), &wanted));
        }
    }
    Ok(problems)
}

fn check_line(path: &str, text: &str, wanted: &str) -> Option<Problem> {
    let found = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let what = match found {
        _ if found == wanted => return None,
        _ if found.starts_with("#:schema") => "replace the first line by",
        _ => "write this line before the first",
    };
    let message = format!("{path}:1: the first line does not name the schema of the file");
    Some(Problem::new(message, format!("{what}:\n{wanted}")))
}

fn path(file: &keys::File) -> String {
    format!("{FOLDER}/{}.schema.json", file.name)
}

/// Whether a path has the parts that a pattern names, where `*` stands for any name.
fn fits(pattern: &str, path: &str) -> bool {
    let part_fits = |(wanted, part): (&str, &str)| match wanted.split_once('*') {
        Some((before, after)) => part.starts_with(before) && part.ends_with(after),
        None => wanted == part,
    };
    pattern.split('/').count() == path.split('/').count()
        && pattern.split('/').zip(path.split('/')).all(part_fits)
}

#[cfg(test)]
mod tests {
    use super::{check_line, first_line};

    #[test]
    fn each_file_has_the_schema_of_its_kind() {
        let cases = [
            ("parameters.toml", Some("#:schema ../docs/schemas/parameters.schema.json")),
            ("services/a.toml", Some("#:schema ../../docs/schemas/service.schema.json")),
            ("1.0/version.toml", Some("#:schema ../../docs/schemas/version.schema.json")),
            ("1.0/a/policy.toml", Some("#:schema ../../../docs/schemas/policy.schema.json")),
            ("1.0/a/b.toml", Some("#:schema ../../../docs/schemas/statements.schema.json")),
            ("1.0/a/b.json", None),
            ("README.md", None),
            ("1.0/a/b/c.toml", None),
        ];
        for (path, line) in cases {
            assert_eq!(first_line("catalog", &format!("catalog/{path}")).as_deref(), line, "{path}");
        }
    }

    #[test]
    fn says_what_to_write() {
        let wanted = "#:schema ../docs/schemas/parameters.schema.json";
        assert!(check_line("a.toml", &format!("{wanted}\n\n[a]\n"), wanted).is_none());
        assert!(check_line("a.toml", &format!("{wanted}\r\n"), wanted).is_none());
        for (text, what) in
            [("[a]\n", "write this line before the first:"), ("#:schema b\n", "replace the first line by:")]
        {
            let problem = check_line("a.toml", text, wanted).map(|problem| problem.help);
            assert_eq!(problem, Some(format!("{what}\n{wanted}")));
        }
    }
}
