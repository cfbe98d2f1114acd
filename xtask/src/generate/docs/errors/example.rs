//! An example of a mistake: one of the cases in the tests of the compiler.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::files;
use crate::generate::docs::markdown::{block, code};

/// The catalog that the cases change.
const GOOD: &str = "tests/catalog/good";

/// An example as the page shows it.
#[derive(Debug)]
pub(crate) struct Example {
    /// The mistake, as Markdown.
    pub(crate) shown: String,
    /// The message of the build, without the count at the end.
    pub(crate) answer: String,
}

/// The folder of the case that is the example of a code.
pub(crate) fn folder(code: &str) -> String {
    format!("tests/catalog/fail/{code}")
}

impl Example {
    /// The example of a code, or `None` if it has none.
    pub(crate) fn read(root: &Path, code: &str) -> Result<Option<Self>> {
        let folder = folder(code);
        let Some(expected) = text(root, &format!("{folder}/expected.txt"))? else { return Ok(None) };
        let answer = expected.trim_end().rsplit_once("\n\n").map_or(expected.as_str(), |(answer, _)| answer);
        let mut files = Vec::new();
        for path in files::list(root, &format!("{folder}/catalog"))? {
            let case = text(root, &path)?.unwrap_or_default();
            let inside = path.strip_prefix(&format!("{folder}/catalog/")).unwrap_or(&path);
            let good = text(root, &format!("{GOOD}/{inside}"))?.unwrap_or_default();
            let inside = format!("catalog/{inside}");
            files.push((answer.contains(&format!(" {inside}:")), file(&inside, &case, &good)));
        }
        // Files that only complete the case, for example by using a parameter, would distract.
        if files.iter().any(|(is_named, _)| *is_named) {
            files.retain(|(is_named, _)| *is_named);
        }
        let mut shown = String::new();
        if let Some(manifest) = text(root, &format!("{folder}/manifest.toml"))? {
            shown.push_str(&format!("{}\n", file("Cargo.toml", &manifest, "")));
        }
        for (_, text) in files {
            shown.push_str(&format!("{text}\n"));
        }
        let path = format!("{folder}/disk.toml");
        if let Some(disk) = text(root, &path)? {
            let disk: Disk = toml::from_str(&disk).with_context(|| format!("cannot read `{path}`"))?;
            for sentence in disk.sentences() {
                shown.push_str(&format!("{sentence}\n\n"));
            }
        }
        Ok(Some(Self { shown, answer: answer.to_owned() }))
    }
}

/// A file of a case: the tables that differ from the good catalog.
fn file(path: &str, case: &str, good: &str) -> String {
    let good = tables(good);
    let changed: Vec<_> = tables(case).into_iter().filter(|table| !good.contains(table)).collect();
    if changed.is_empty() {
        return format!("{} is empty.\n", code(path));
    }
    let language = if Path::new(path).extension().is_some_and(|it| it == "toml") { "toml" } else { "text" };
    format!("In {}:\n\n{}", code(path), block(language, &changed.join("\n\n")))
}

/// The tables of a TOML file as written, and the lines before the first table; without the comment that
/// names the schema, which examples do not need.
fn tables(text: &str) -> Vec<String> {
    let mut tables = vec![String::new()];
    for line in text.lines().filter(|line| !line.starts_with("#:schema")) {
        match tables.last_mut() {
            Some(last) if !line.starts_with('[') => last.push_str(&format!("{line}\n")),
            _ => tables.push(format!("{line}\n")),
        }
    }
    let tables = tables.iter().map(|table| table.trim_matches('\n').to_owned());
    tables.filter(|table| !table.is_empty()).collect()
}

/// The parts of a case that files in git cannot state; tests/generator.rs describes the format.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Disk {
    #[serde(default)]
    remove: Vec<String>,
    #[serde(default)]
    file: Vec<Changed>,
    #[serde(default)]
    link: Vec<Link>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changed {
    path: String,
    after: Option<String>,
    size: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    path: String,
    to: String,
}

impl Disk {
    /// The same in words, for files of the catalog.
    fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for path in &self.remove {
            sentences.push(format!("There is no {}.", code(path)));
        }
        for Changed { path, after, size } in self.file.iter().filter(|file| file.path.starts_with("catalog/"))
        {
            if let Some(bytes) = after {
                sentences.push(format!("{} ends with the bytes {}.", code(path), code(bytes)));
            }
            if let Some(size) = size {
                sentences.push(format!("{} has {size} bytes.", code(path)));
            }
        }
        for Link { path, to } in &self.link {
            sentences.push(format!("{} is a symbolic link to {}.", code(path), code(to)));
        }
        sentences
    }
}

fn text(root: &Path, path: &str) -> Result<Option<String>> {
    let Some(bytes) = files::read(root, path)? else { return Ok(None) };
    let text = String::from_utf8(bytes).with_context(|| format!("`{path}` is not UTF-8"))?;
    Ok(Some(text.replace("\r\n", "\n")))
}

#[cfg(test)]
mod tests {
    use super::{Disk, file};

    #[test]
    fn shows_the_tables_that_differ() {
        let good = "#:schema x\n\n[a]\none = 1\n\n[b]\ntwo = 2\n";
        let case = "[a]\none = 1\n\n[b]\ntwo = 3\n\n[c]\n";
        let shown = "In `catalog/x.toml`:\n\n```toml\n[b]\ntwo = 3\n\n[c]\n```\n";
        assert_eq!(file("catalog/x.toml", case, good), shown);
        assert_eq!(file("catalog/x.toml", "", good), "`catalog/x.toml` is empty.\n");
    }

    #[test]
    fn says_what_files_cannot_show() -> Result<(), toml::de::Error> {
        let disk: Disk = toml::from_str(
            "remove = ['catalog/a']\nfile = [{ path = 'b', size = 0 }, { path = 'catalog/c', size = 9 }]\n\
             link = [{ path = 'catalog/d', to = '../b' }]",
        )?;
        let sentences = [
            "There is no `catalog/a`.",
            "`catalog/c` has 9 bytes.",
            "`catalog/d` is a symbolic link to `../b`.",
        ];
        assert_eq!(disk.sentences(), sentences);
        Ok(())
    }
}
