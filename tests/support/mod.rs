//! Functions that the tests of documents share.

use std::fs;
use std::path::{Path, PathBuf};

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Finding, Options, check};

pub(crate) fn findings(text: &str, options: &Options) -> Vec<Finding> {
    check(&Document::parse(text), options)
}

/// The options for checking templates, with placeholders.
pub(crate) fn template() -> Options {
    let mut options = Options::default();
    options.placeholders = true;
    options
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files in a folder with an extension, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The documents in docs/, each with its path.
pub(crate) fn documented() -> Vec<(PathBuf, String)> {
    let texts = files(&repository().join("docs"), "json").into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a text");
        (path, text)
    });
    texts.filter(|(_, text)| text.contains("\"Statement\"") && !text.contains("\"$schema\"")).collect()
}

/// Fails unless every place is inside the file and between two characters.
pub(crate) fn check_places(text: &str, findings: &[Finding]) {
    for finding in findings {
        let labels = finding.labels.iter().map(|(span, _)| *span);
        for span in labels.chain([finding.span]) {
            let is_inside = span.start <= span.end && text.get(span.start..span.end).is_some();
            assert!(is_inside, "{span:?} of {} in {:?}", finding.code, text.get(..200.min(text.len())));
        }
        if let Some(idx) = finding.statement {
            assert!(idx < text.len());
        }
    }
}
