//! Imports of made-up services below `tests/import_services`, which have every shape that AWS's files
//! have. `IMPORT=overwrite` writes what is expected as it is now.

use std::fs;
use std::path::{Path, PathBuf};

use pcluster_iam::SERVICES;

use super::names::Names;
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

fn args(all: bool) -> Args {
    Args {
        folder: "folder".into(),
        as_of: "2026-08-22".parse().unwrap(),
        all,
        given_names: Vec::new(),
        list_of_names: None,
        output: None,
    }
}

fn names(given: &[(&str, &str)]) -> Names {
    let given = given.iter().map(|(prefix, name)| ((*prefix).to_owned(), (*name).to_owned())).collect();
    Names { given, listed: Vec::new() }
}

/// What the library would know after the folder `before` was imported.
fn before() -> KnownService {
    let facts = read(&files("before")[0]).ok().map(|(facts, _)| facts);
    KnownService { prefix: "forge".to_owned(), name: "AWS Forge".to_owned(), facts, reviewed: None }
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

fn planned(found: &[ServiceFile], names: &Names, known: &[KnownService]) -> ServicesPlan {
    plan(found, &args(false), names, known).unwrap_or_else(|problems| panic!("{}", told(&problems)))
}

#[test]
fn every_fact_is_a_line() {
    for name in ["before", "after"] {
        let plan = planned(&files(name), &names(&[("forge", "AWS Forge")]), &[]);
        let [file] = plan.files.as_slice() else { panic!("one file") };
        assert_eq!(file.path, "services/forge.toml");
        expect(&format!("{name}.toml"), &file.text);
    }
}

#[test]
fn every_change_is_a_line() {
    let plan = planned(&files("after"), &names(&[("forge", "Amazon Forge")]), &[before()]);
    expect("changes.txt", &plan.report(1));
    let reviewed = KnownService { reviewed: Some("2026-08-30"), ..before() };
    let plan = planned(&files("after"), &names(&[]), &[reviewed]);
    expect("changes-after-review.txt", &plan.report(1));
    let again = planned(&files("before"), &names(&[]), &[before()]);
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
        .map(|file| KnownService {
            prefix: file.prefix.clone(),
            name: "A Service".to_owned(),
            facts: None,
            reviewed: None,
        })
        .collect();
    let problems = plan(&files, &args(false), &names(&[]), &known).unwrap_err();
    expect("broken.txt", &told(&problems));
}

#[test]
fn only_known_and_named_services_are_imported() {
    let files = files("before");
    let problems = |given: &[(&str, &str)], known: &[KnownService]| {
        told(&plan(&files, &args(false), &names(given), known).unwrap_err())
    };
    assert_eq!(
        problems(&[], &[]),
        "error: `folder` has no file of a service that the catalog has\n\
         help: give the folder with AWS's JSON files, each named after its service's prefix\n"
    );
    assert_eq!(
        problems(&[("forg", "AWS Forge")], &[before()]),
        "error: there is no `forg.json` in `folder`\n\
         help: fetch it from AWS, or correct the prefix in `--name`\n"
    );
    let other =
        KnownService { prefix: "mill".to_owned(), name: "AWS Mill".to_owned(), facts: None, reviewed: None };
    let plan = planned(&files, &names(&[]), &[before(), other]);
    assert_eq!(plan.changes, ["mill: not in the folder, left unchanged"]);
}

#[test]
fn every_service_is_imported_and_oddities_are_warnings() {
    let plan = plan(&files("odd"), &args(true), &names(&[]), &[]).unwrap();
    let [file] = plan.files.as_slice() else { panic!("one file") };
    assert!(file.text.contains("name = \"forge\""), "nobody names the service");
    expect("odd.toml", &file.text);
    expect("odd.txt", &plan.report(1));
}

#[test]
fn nothing_is_written_outside_the_catalog() {
    for prefix in ["..", "../../pwned", "Forge", "a b", ""] {
        let mut files = files("odd");
        files[0].prefix = prefix.to_owned();
        let problems = plan(&files, &args(true), &names(&[]), &[]).unwrap_err();
        assert!(told(&problems).contains("no service can have the prefix"), "{prefix}");
    }
}

#[test]
fn names_come_from_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.tsv");
    fs::write(&path, "forge\tAWS Forge\nmill\t\n\nanvil\tAnvils of AWS\n").unwrap();
    let names = Names::read(&[], Some(&path)).unwrap();
    let plan = planned(&files("before"), &names, &[]);
    assert!(plan.files[0].text.contains("name = \"AWS Forge\""));
    assert!(plan.warnings.is_empty(), "{:?}", plan.warnings);
    fs::write(&path, "forge\tAWS Forge\n../mill\tAWS Mill\n").unwrap();
    let error = Names::read(&[], Some(&path)).unwrap_err().to_string();
    assert!(
        error.ends_with("names.tsv:2: `../mill\\tAWS Mill` is not a prefix, a tab and a name"),
        "{error}"
    );
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
