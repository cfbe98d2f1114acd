//! The JSON Schemas of the catalog's files, with which an editor completes and checks keys while they
//! are typed, and the line by which each file names its schema.

mod schema;

use std::path::Path;

use anyhow::Result;

use crate::files::{self, File, Mode};
use crate::tables::keys::{self, FILES};

/// The folder of the schemas.
const FOLDER: &str = "docs/schemas";

/// The catalogs whose files name their schemas.
const CATALOGS: [&str; 3] = ["catalog", "tests/catalog/good", "tests/catalog/unusual"];

/// A schema for each kind of file.
pub(crate) fn files() -> Vec<File> {
    let file = |file| File { path: path(file), text: format!("{:#}\n", schema::of(file)) };
    FILES.iter().map(file).collect()
}

/// The first line of a catalog's file: a comment by which an editor finds the schema. Nothing for a
/// path that is no file's of a catalog.
pub(crate) fn first_line(catalog: &str, path: &str) -> Option<String> {
    let inside = path.strip_prefix(catalog)?.strip_prefix('/')?;
    let file = keys::File::at(inside)?;
    let up = "../".repeat(path.matches('/').count());
    Some(format!("#:schema {up}{}", self::path(file)))
}

/// The files of the catalogs whose first line does not name their schema; with [`Mode::Write`] that
/// line is mended. Nothing else of them is looked at: what a file says is for the build script alone.
pub(crate) fn name_schemas(root: &Path, mode: Mode) -> Result<Vec<String>> {
    let mut deviating = Vec::new();
    for catalog in CATALOGS {
        for path in files::list(root, catalog)? {
            let Some(line) = first_line(catalog, &path) else { continue };
            let bytes = files::read(root, &path)?.unwrap_or_default();
            // What is not UTF-8 does not build, and says so there.
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Some(mended) = with_line(&text, &line) else { continue };
            if mode == Mode::Write {
                files::write(root, &path, &mended)?;
            }
            deviating.push(path);
        }
    }
    Ok(deviating)
}

/// A text with this first line in place of one of its kind, or before all others; nothing if it is
/// there. The line ends as the others do.
fn with_line(text: &str, line: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (first, end) = first.strip_suffix('\r').map_or((first, "\n"), |first| (first, "\r\n"));
    if first == line {
        return None;
    }
    Some(match first {
        _ if first.starts_with("#:schema") => format!("{line}{end}{rest}"),
        // The comment that a file begins with is joined, a table is not.
        _ if first.starts_with('#') => format!("{line}{end}{text}"),
        _ => format!("{line}{end}{end}{text}"),
    })
}

fn path(file: &keys::File) -> String {
    format!("{FOLDER}/{}.schema.json", file.name)
}

#[cfg(test)]
mod tests {
    use super::{first_line, with_line};

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
    fn the_line_is_written_before_the_others() {
        let cases = [
            ("#:schema a\n[b]\n", None),
            ("#:schema a\r\n[b]\r\n", None),
            ("#:schema c\n\n[b]\n", Some("#:schema a\n\n[b]\n")),
            ("# About.\n\n[b]\n", Some("#:schema a\n# About.\n\n[b]\n")),
            ("b = 1\r\n", Some("#:schema a\r\n\r\nb = 1\r\n")),
            ("", Some("#:schema a\n\n")),
        ];
        for (text, mended) in cases {
            assert_eq!(with_line(text, "#:schema a").as_deref(), mended, "{text:?}");
        }
    }
}
