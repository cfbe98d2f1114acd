//! The page for a browser: interpreting its pieces gives what rendering gives, and it says what filling says.
//!
//! A test writes cases for the browser: `tests/page/README.md`.

#![cfg(feature = "page")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test fails by a panic"
)]

mod cases;
mod interpreter;
mod scripts;

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

use pcluster_iam::export::Export;
use pcluster_iam::page::Piece;
use pcluster_iam::{PARTITIONS, POLICIES, Parameter, ParameterRole, VERSIONS, Values};
use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use cases::{Case, Cases};

/// The cases of each policy in each partition, unless the environment asks for another number.
const N_CASES: usize = 1;

#[test]
fn interpreted_pieces_are_the_rendered_policy() {
    for case in all_cases(2) {
        let filled = case.policy.fill(&case.values()).expect("the values are right");
        let text = interpreter::text(case.policy, &case);
        assert_eq!(text, filled.to_json(), "{} with {:?}", case.policy.id, case.given);
        assert_eq!(indented(&text), filled.to_json_pretty(), "{} with {:?}", case.policy.id, case.given);
    }
}

/// Every kind of piece is there, so that the comparison is about all of them.
#[test]
fn the_catalog_has_every_kind_of_piece() {
    fn kinds(pieces: &[Piece], found: &mut [bool; 4]) {
        for piece in pieces {
            match piece {
                Piece::Text(_) => found[0] = true,
                Piece::Value { .. } => found[1] = true,
                Piece::If { then, .. } => {
                    found[2] = true;
                    kinds(then, found);
                }
                Piece::Each { pieces, between, .. } => {
                    found[3] = true;
                    kinds(pieces, found);
                    kinds(between, found);
                }
            }
        }
    }
    let mut found = [false; 4];
    for policy in POLICIES {
        kinds(policy.pieces(), &mut found);
    }
    assert_eq!(found, [true; 4]);
}

/// Writes cases for the browser, each with the document or with the problems of its values.
#[test]
fn cases_are_written() {
    let asked = env::var("PAGE_CASES").ok().and_then(|it| it.parse().ok());
    let mut lines = String::new();
    let (mut n_cases, mut n_refused) = (0, 0);
    for case in all_cases(asked.unwrap_or(N_CASES)) {
        lines += &case.line();
        let bad = case.spoiled();
        n_cases += 1;
        n_refused += usize::from(bad.policy.fill(&bad.values()).is_err());
        lines += &bad.line();
    }
    assert!(3 * n_refused > n_cases, "{n_refused} of {n_cases} cases are about problems");
    lines.extend(scripts::scripts().iter().map(scripts::Script::line));
    // A usual run leaves alone what the browser reads.
    let name = if asked.is_some() { "page-cases.jsonl" } else { "page-few-cases.jsonl" };
    fs::write(tmp().join(name), lines).expect("it is written");
}

/// The command line writes the script that the page is compared with.
#[cfg(feature = "cli")]
#[test]
fn a_script_of_the_command_line_is_that_of_the_library() {
    let mut chosen = Vec::new();
    for (idx, script) in scripts::scripts().iter().enumerate() {
        // One of each choice, in another partition each time.
        if chosen.contains(&script.choice) || idx % 3 > 0 {
            continue;
        }
        chosen.push(script.choice);
        let given = cases::by_name(&script.given, script.partition);
        let options = given.iter().flat_map(|(name, texts)| texts.iter().filter_map(|it| option(name, it)));
        let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
        command.current_dir(tmp()).args(["render", script.choice, "--format", "aws-cli"]).args(options);
        if script.is_for_all_regions {
            command.arg("--all-regions");
        }
        let output = command.output().expect("it runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} with {:?}: {errors}", script.choice, script.given);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(text, format!("{}\n", script.text), "{} with {:?}", script.choice, script.given);
    }
    assert!(chosen.len() > POLICIES.len(), "{} scripts", chosen.len());
}

/// A value as an option of the command line; that of a flag is there if the flag is on.
#[cfg(feature = "cli")]
fn option(name: &str, text: &str) -> Option<String> {
    let role = Parameter::named(name).expect("a parameter").role();
    match (role, text) {
        (ParameterRole::Flag, "true") => Some(format!("--{name}")),
        (ParameterRole::Flag, _) => None,
        _ => Some(format!("--{name}={text}")),
    }
}

/// Whatever a value is, a shell hands each document to its function as it is, and runs nothing else.
#[cfg(unix)]
#[test]
fn a_shell_reads_documents_as_they_are() {
    let is_hostile = |text: &str| text.contains(['\'', '`', '$', '"', '&', '!']);
    let hostile = scripts::scripts().iter().filter(|it| it.given.iter().any(|(_, text)| is_hostile(text)));
    let mut n_scripts = 0;
    for script in hostile.step_by(4) {
        n_scripts += 1;
        let (functions, deploy) = script.text.split_once("\ndeploy() {").expect("the calls");
        assert!(functions.starts_with("#!"), "{functions}");
        let without_document = [
            "instance_profile() { :; }",
            "attach_own() { :; }",
            "attach_to_people() { :; }",
            "attach_aws() { :; }",
            "attach_aws_also() { :; }",
        ];
        let stubs = without_document.join("\n");
        let calls = deploy.strip_suffix("main \"$@\"").expect("the end");
        let text = format!(
            "set -euo pipefail\n{stubs}\nrole() {{ cat >/dev/null; }}\nmanaged_policy() {{ cat; }}\ndeploy() {{{calls}deploy"
        );
        let path = tmp().join("documents.sh");
        fs::write(&path, text).expect("it is written");
        let output = Command::new("bash").arg(&path).output().expect("bash runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let documents = format!("{}\n", script.documents.join("\n"));
        assert_eq!(String::from_utf8_lossy(&output.stdout), documents, "{:?}", script.given);
    }
    assert!(n_scripts > 10, "{n_scripts} scripts");
}

/// The folder for the files of these tests.
fn tmp() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// The parts of an export, one after another, are the export.
#[test]
fn joined_parts_are_the_exported_text() {
    let (data, _) = parts();
    let exports = whole(&data["data"]["exports"], data["pool"].as_array().expect("a pool"));
    let joined = |text: &Value| -> String {
        let parts = text["parts"].as_array().expect("parts").iter();
        let lines = parts.flat_map(|part| part.as_array().expect("lines"));
        lines.map(|line| line.as_str().expect("a line")).collect::<Vec<_>>().join("\n")
    };
    let bundles = VERSIONS.iter().flat_map(|version| version.bundles);
    for bundle in bundles.step_by(7) {
        let values = Values::new();
        let export = Export::new(bundle.policies, &values);
        let exported = &exports[bundle.id];
        let hcl = export.terraform().and_then(|module| module.to_hcl()).expect("a module");
        assert_eq!(joined(&exported["terraform"]).trim_end(), hcl.trim_end(), "{}", bundle.id);
        let yaml = export.cloudformation().and_then(|template| template.to_yaml()).expect("a template");
        assert_eq!(joined(&exported["cloudformation"]).trim_end(), yaml.trim_end(), "{}", bundle.id);
    }
}

/// The file needs nothing beside it, and nothing in its data ends the element that holds it.
#[test]
fn the_page_is_one_file() {
    let (data, program) = parts();
    assert_eq!(data["data"]["policies"].as_array().map(Vec::len), Some(POLICIES.len()));
    for foreign in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "<link rel=\"stylesheet\""] {
        assert!(!program.contains(foreign), "{foreign}");
    }
    // A browser reads it at once, and a person sends it by mail.
    assert!(page().len() < 3_000_000, "{} bytes", page().len());
}

fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| pcluster_iam::page::html().expect("a page"))
}

/// The data of the page, and what follows it.
fn parts() -> (Value, &'static str) {
    let (_, data) = page().split_once("id=\"catalog\">").expect("the data");
    let (data, rest) = data.split_once("</script>").expect("the end of the data");
    (serde_json::from_str(data).expect("JSON"), rest)
}

/// A value of the page's data, with those of the pool in it.
fn whole(value: &Value, pool: &[Value]) -> Value {
    match value {
        Value::Number(place) => match &pool[place.as_u64().expect("a place") as usize] {
            number @ Value::Number(_) => number.clone(),
            shared => whole(shared, pool),
        },
        Value::Array(items) => items.iter().map(|item| whole(item, pool)).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, it)| (name.clone(), whole(it, pool))).collect())
        }
        scalar => scalar.clone(),
    }
}

fn all_cases(n_cases: usize) -> impl Iterator<Item = Case> {
    let mut cases = Cases::new();
    let policies =
        POLICIES.iter().flat_map(|policy| PARTITIONS.iter().map(move |partition| (policy, partition)));
    policies
        .flat_map(move |it| vec![it; n_cases])
        .map(move |(policy, partition)| cases.case(policy, partition))
}

/// A compact document, indented by four spaces.
fn indented(compact: &str) -> String {
    let document: Value = serde_json::from_str(compact).expect("JSON");
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b"    "));
    document.serialize(&mut serializer).expect("JSON");
    String::from_utf8(text).expect("UTF-8")
}
