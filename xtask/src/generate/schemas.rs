//! The JSON Schemas of the catalog's files, which let an editor complete and check keys, and the lines
//! in which the files name their schemas.

mod schema;

use std::path::Path;

use anyhow::Result;

use crate::files::{self, File};
use crate::generate::tree::Mode;
use crate::schema_line::{first_line, path};
use compiler::kinds::files::FILES;

/// The catalogs whose files name their schemas.
const CATALOGS: [&str; 3] = ["catalog", "tests/catalog/good", "tests/catalog/unusual"];

/// A schema for each kind of file.
pub(crate) fn files() -> Vec<File> {
    let file = |file| File { path: path(file), text: format!("{:#}\n", schema::of(file)) };
    FILES.iter().map(file).collect()
}

/// The files of the catalogs whose first line does not name their schema; [`Mode::Write`] writes that
/// line. Only the build reads the rest of a file.
pub(crate) fn name_schemas(root: &Path, mode: Mode) -> Result<Vec<String>> {
    let mut deviating = Vec::new();
    for catalog in CATALOGS {
        for path in files::list(root, catalog)? {
            let Some(line) = first_line(catalog, &path) else { continue };
            let bytes = files::read(root, &path)?.unwrap_or_default();
            // The build reports a file that is not UTF-8.
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Some(fixed) = with_line(&text, &line) else { continue };
            if mode == Mode::Write {
                files::write(root, &path, &fixed)?;
            }
            deviating.push(path);
        }
    }
    Ok(deviating)
}

/// A text with this first line, which replaces another schema's line; `None` if the text has the line.
/// The line ends as the others do.
fn with_line(text: &str, line: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (first, end) = first.strip_suffix('\r').map_or((first, "\n"), |first| (first, "\r\n"));
    if first == line {
        return None;
    }
    Some(match first {
        _ if first.starts_with("#:schema") => format!("{line}{end}{rest}"),
        // A comment at the beginning of the file follows directly, a table after a blank line.
        _ if first.starts_with('#') => format!("{line}{end}{text}"),
        _ => format!("{line}{end}{end}{text}"),
    })
}

#[cfg(test)]
mod tests {
    use super::with_line;

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
        for (text, fixed) in cases {
            assert_eq!(with_line(text, "#:schema a").as_deref(), fixed, "{text:?}");
        }
    }
}
