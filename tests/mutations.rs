//! Whatever happens to the catalog's files, the build script answers: with a clean catalog, or with
//! mistakes that have a place.
//!
//! `PROPTEST_CASES=20000 cargo test --release --test mutations` runs it long.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

// The build script itself is compiled here, so that a catalog can be compiled without a build.
#[path = "../build.rs"]
#[allow(dead_code, reason = "the build script's own entry point and tables")]
mod script;

/// What is done to a file.
#[derive(Clone, Debug)]
enum Mutation {
    DropFile,
    DropLine(prop::sample::Index),
    DoubleLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    CutLine(prop::sample::Index, prop::sample::Index),
    Replace(prop::sample::Index, char),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let idx = any::<prop::sample::Index>;
    prop_oneof![
        1 => Just(Mutation::DropFile),
        3 => idx().prop_map(Mutation::DropLine),
        3 => idx().prop_map(Mutation::DoubleLine),
        2 => (idx(), idx()).prop_map(|(one, other)| Mutation::SwapLines(one, other)),
        3 => (idx(), idx()).prop_map(|(line, at)| Mutation::CutLine(line, at)),
        6 => (idx(), prop::sample::select("\"[]{}=,.:*?$\\#'\n\t\u{0}\u{feff}\u{e9}\u{6f22}aZ0 ".chars().collect::<Vec<_>>()))
            .prop_map(|(at, c)| Mutation::Replace(at, c)),
    ]
}

fn mutated(text: &str, mutation: &Mutation) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let n_lines = lines.len();
    match mutation {
        Mutation::DropFile => return None,
        Mutation::DropLine(line) => drop(lines.remove(line.index(n_lines))),
        Mutation::DoubleLine(line) => {
            let line = line.index(n_lines);
            lines.insert(line, lines[line].clone());
        }
        Mutation::SwapLines(one, other) => lines.swap(one.index(n_lines), other.index(n_lines)),
        Mutation::CutLine(line, at) => {
            let line = &mut lines[line.index(n_lines)];
            let chars: Vec<char> = line.chars().collect();
            *line = chars[..at.index(chars.len() + 1)].iter().collect();
        }
        Mutation::Replace(at, c) => {
            let mut chars: Vec<char> = text.chars().collect();
            let at = at.index(chars.len());
            chars[at] = *c;
            return Some(chars.into_iter().collect());
        }
    }
    Some(lines.join("\n"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
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

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_catalog_gets_an_answer(
        mutations in prop::collection::vec((any::<prop::sample::Index>(), mutation()), 1..4),
    ) {
        let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
        let all = files(&catalog);
        let mut texts: Vec<Option<String>> =
            all.iter().map(|path| Some(fs::read_to_string(path).expect("a text"))).collect();
        for (idx, mutation) in &mutations {
            let text = &mut texts[idx.index(all.len())];
            if let Some(before) = text.as_ref().filter(|text| !text.is_empty()) {
                *text = mutated(before, mutation);
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in all.iter().zip(&texts) {
            let path = folder.path().join("catalog").join(path.strip_prefix(&catalog).expect("below it"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("created");
            if let Some(text) = text {
                fs::write(path, text).expect("written");
            }
        }
        match script::compile(&folder.path().join("catalog")) {
            Ok(files) => for file in files {
                prop_assert!(syn::parse_file(&file.text).is_ok(), "{} is not Rust", file.path);
            },
            Err(report) => {
                let n_errors = report.lines().filter(|line| line.starts_with("error[")).count();
                let places: Vec<_> = report.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
                prop_assert!(n_errors > 0 && n_errors == places.len(), "{}", report);
                for place in places {
                    let mut parts = place.rsplitn(3, ':');
                    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
                    prop_assert!(is_number(parts.next()) && is_number(parts.next()), "{}", place);
                    prop_assert!(parts.next().is_some_and(|path| path.starts_with("catalog")), "{}", place);
                }
            }
        }
    }
}
