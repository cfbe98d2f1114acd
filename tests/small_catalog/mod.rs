//! The catalog without the services that no other file names: tests that read it many times prove the
//! same with a tenth of the facts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Copies the catalog into a folder.
pub(crate) fn copy(to: &Path) {
    let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let is_service = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with("services"));
    let (services, others): (Vec<_>, Vec<_>) = files(&catalog).into_iter().partition(|path| is_service(path));
    let texts: String = others.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    // `"ec2:RunInstances"` and `"ec2"`. One search for each service would take longer than the tests.
    let quoted = texts.split('"').skip(1);
    let named: BTreeSet<&str> =
        quoted.map(|text| text.split_once(':').map_or(text, |(name, _)| name)).collect();
    let is_named = |path: &PathBuf| named.contains(&*path.file_stem().expect("a name").to_string_lossy());
    for path in others.iter().chain(services.iter().filter(|path| is_named(path))) {
        let copy = to.join(path.strip_prefix(&catalog).expect("below the catalog"));
        fs::create_dir_all(copy.parent().expect("a folder")).expect("created");
        fs::copy(path, copy).expect("copied");
    }
}

/// The files in a folder and in the folders below it, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
