//! Imports of made-up services below `tests/import_services`, which have every shape that AWS's files
//! have. `IMPORT=overwrite` writes what is expected as it is now.

use std::fs;
use std::path::{Path, PathBuf};

use pcluster_iam::SERVICES;

use super::{Args, KnownService, ServiceFile, ServicesPlan, file, found, known, plan, read};
use crate::problem::Problem;

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import_services").join(name)
}

/// The files of a folder, printed without this machine's part of their paths.
fn files(name: &str) -> Vec<ServiceFile> {
    let mut files = found(&fixtures(name)).unwrap();
    for file in &mut files {
        file.path = format!("{name}/{}.json", file.prefix);
    }
    files
}

fn args(all: bool, names: &[(&str, &str)]) -> Args {
    let names = names.iter().map(|(prefix, name)| ((*prefix).to_owned(), (*name).to_owned())).collect();
    Args { folder: "folder".into(), as_of: "2026-08-22".parse().unwrap(), all, names, output: None }
}

/// What the library would know after the folder `before` was imported.
fn before() -> KnownService {
    let facts = read(&files("before")[0]).ok();
    KnownService { prefix: "forge".to_owned(), name: "AWS Forge".to_owned(), facts }
}

fn expect(name: &str, actual: &str) {
    let path = fixtures(name);
    if std::env::var_os("IMPORT").is_some_and(|value| value == "overwrite") {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(actual, expected, "{name}");
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect()
}

fn planned(found: &[ServiceFile], args: &Args, known: &[KnownService]) -> ServicesPlan {
    plan(found, args, known).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

#[test]
fn every_fact_is_a_line() {
    for name in ["before", "after"] {
        let plan = planned(&files(name), &args(false, &[("forge", "AWS Forge")]), &[]);
        let [file] = plan.files.as_slice() else { panic!("one file") };
        assert_eq!(file.path, "services/forge.toml");
        expect(&format!("{name}.toml"), &file.text);
    }
}

#[test]
fn every_change_is_a_line() {
    let plan = planned(&files("after"), &args(false, &[("forge", "Amazon Forge")]), &[before()]);
    expect("changes.txt", &plan.report(1));
    let again = planned(&files("before"), &args(false, &[]), &[before()]);
    assert_eq!(again.report(0), "1 service with 7 actions: 0 changes, 0 files written\n");
}

#[test]
fn every_mistake_has_its_place() {
    let mut files = files("broken");
    files.push(ServiceFile {
        prefix: "latin".to_owned(),
        path: "broken/latin.json".to_owned(),
        bytes: b"{\n\"\xe4".into(),
    });
    let known: Vec<_> = files
        .iter()
        .map(|file| KnownService { prefix: file.prefix.clone(), name: "A Service".to_owned(), facts: None })
        .collect();
    let problems = plan(&files, &args(false, &[]), &known).unwrap_err();
    expect("broken.txt", &told(&problems));
}

#[test]
fn only_known_and_named_services_are_imported() {
    let files = files("before");
    let problems = |args: &Args, known: &[KnownService]| told(&plan(&files, args, known).unwrap_err());
    assert_eq!(
        problems(&args(false, &[]), &[]),
        "error: `folder` has no file of a service that the catalog has\n\
         help: give the folder with AWS's JSON files, each named after its service's prefix\n"
    );
    assert_eq!(
        problems(&args(true, &[]), &[]),
        "error: the catalog has no name for the service `forge`\nhelp: add `--name forge='…'`\n"
    );
    assert_eq!(
        problems(&args(false, &[("forg", "AWS Forge")]), &[before()]),
        "error: there is no `forg.json` in `folder`\n\
         help: fetch it from AWS, or correct the prefix in `--name`\n"
    );
    let other = KnownService { prefix: "mill".to_owned(), name: "AWS Mill".to_owned(), facts: None };
    let plan = planned(&files, &args(false, &[]), &[before(), other]);
    assert_eq!(plan.changes, ["mill: not in the folder, left unchanged"]);
}

/// What the library knows of each service, written again, is the catalog's own file: nothing of what
/// AWS states is lost, the corrections can be told apart from it, and nobody edited a file by hand.
#[test]
fn the_catalog_is_as_it_would_be_imported() {
    for (service, known) in SERVICES.iter().zip(known()) {
        let (Some(as_of), Some(facts)) = (service.as_of, known.facts) else { continue };
        let file = file::file(service.prefix, service.name, as_of, &facts);
        let found = fs::read_to_string(crate::files::root().join("catalog").join(&file.path)).unwrap();
        assert!(file.text == found, "import `{}` again: its file is not as it was imported", file.path);
    }
}
