//! Tests of a run of `pcluster-iam check`: the files that it looks at, its configuration, its baselines and
//! its output. `tests/check.rs` has the findings and the reports.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A policy with the error `INVALID_ACTION`.
const SEND: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Send",
      "Effect": "Allow",
      "Action": "sqs:SendMesage",
      "Resource": "arn:aws:sqs:eu-west-1:123456789012:jobs"
    }
  ]
}
"#;

/// The same with a suggestion in place of the error: a statement without a Sid.
fn suggestion() -> String {
    SEND.replace("      \"Sid\": \"Send\",\n", "").replace("Mesage", "Message")
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(path, text).expect("written");
    }
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
    command.arg("check").args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let output = command(folder, args).output().expect("it runs");
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
    output
}

fn check_text(folder: &Path, text: &str, args: &[&str]) -> Output {
    let mut command = command(folder, args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("written");
    child.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// The file of each finding, in the order of the report.
fn files(output: &Output) -> Vec<String> {
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|it| it["file"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn a_folder_is_searched() {
    let folder = folder(&[
        (".gitignore", "build/\n"),
        ("b/deep/send.json", SEND),
        ("a/send.template", SEND),
        ("a/package.json", r#"{"Version": "1.0", "name": "none"}"#),
        ("a/tsconfig.json", "{\n  // a statement with a comment\n  \"strict\": true,\n}"),
        ("a/send.txt", SEND),
        ("build/send.json", SEND),
        (".hidden/send.json", SEND),
    ]);
    let run = |args: &[&str]| check(folder.path(), &[&["--format", "json"], args].concat());
    let output = run(&["."]);
    assert_eq!(files(&output), ["a/send.template", "b/deep/send.json"]);
    assert_eq!((err(&output).as_str(), code(&output)), ("skipped 2 files without a policy\n", Some(1)));
    assert_eq!(files(&run(&["--include", "*.txt", "a"])), ["a/send.txt"]);
    assert_eq!(files(&run(&["--include", "*.txt", "--include", "deep/*.json", "a", "b"])).len(), 2);
    assert_eq!(code(&run(&["--include", "/*.json", "b"])), Some(2), "it is about the folder itself");
    // Patterns are for shells that do not expand them.
    assert_eq!(files(&run(&["**/*.json"])), ["b/deep/send.json"]);
    assert_eq!(files(&run(&["*/send.t*"])), ["a/send.template", "a/send.txt"]);
    // A file that is named is checked, whatever else leads to it, and each file once.
    assert_eq!(files(&run(&["build/send.json"])), ["build/send.json"]);
    assert_eq!(files(&run(&["./a/send.txt", "a/send.txt", "a/../a/send.txt"])), ["./a/send.txt"]);
    assert_eq!(files(&run(&["a/send.template", ".", "a"])), ["a/send.template", "b/deep/send.json"]);
}

#[test]
fn what_names_no_file_is_an_error() {
    let folder = folder(&[("a/none.json", "{}"), ("empty/readme.txt", ""), ("send.json", SEND)]);
    for (args, message) in [
        (["a", "a/none.json"], "`a/none.json` contains no policy document"),
        (["send.json", "empty"], "`empty` has no file to read"),
        (["send.json", "b/*.json"], "no file matches `b/*.json`"),
        (["send.json", "a/[.json"], "`/[.json` is not a pattern of paths"),
        (["send.json", "missing"], "there is no file `missing`"),
    ] {
        let output = check(folder.path(), &args);
        assert!(err(&output).contains(message), "{args:?}: {}", err(&output));
        assert_eq!(code(&output), Some(2), "{args:?}");
    }
    // A folder without a policy is no error.
    let output = check(folder.path(), &["a"]);
    assert_eq!((err(&output).as_str(), code(&output)), ("skipped 1 file without a policy\n", Some(0)));
}

/// A broken policy in a folder is reported, and a file of another language is not.
#[test]
fn a_broken_policy_of_a_folder_is_reported() {
    let broken = SEND.replace("\"Effect\": \"Allow\",", "\"Effect\": \"Allow\"");
    let folder = folder(&[("broken.json", &broken), ("other.json", "// a statement\nlet x = 1;")]);
    let output = check(folder.path(), &["--format", "json", "."]);
    assert_eq!(files(&output), ["broken.json"]);
}

/// A policy in another encoding than UTF-8 is not left out of a folder without a word.
#[test]
fn a_policy_of_a_folder_in_another_encoding_is_an_error() {
    let folder = folder(&[("send.json", SEND)]);
    let utf16: Vec<u8> = format!("\u{feff}{SEND}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.path().join("wide.json"), utf16).expect("written");
    fs::write(folder.path().join("picture.json"), [0xff, 0xd8, 0xff, 0x00]).expect("written");
    let output = check(folder.path(), &["."]);
    assert!(err(&output).contains("wide.json:1:1: the file is not UTF-8"), "{}", err(&output));
    assert!(err(&output).contains("skipped 1 file without a policy"), "{}", err(&output));
    assert_eq!(code(&output), Some(2));
}

/// The policy that AWS attaches everywhere is no mistake, and another one cannot allow or deny all of it.
#[test]
fn a_resource_control_policy_of_aws_is_accepted() {
    let folder = folder(&[]);
    let run = |effect: &str| {
        let statement =
            format!(r#"{{"Effect": "{effect}", "Principal": "*", "Action": "*", "Resource": "*"}}"#);
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
        out(&check_text(folder.path(), &text, &["--type", "rcp", "-"]))
    };
    assert!(run("Allow").starts_with("no findings"), "{}", run("Allow"));
    assert!(run("Deny").contains("RCP_SYNTAX_ERROR_ACTION"), "{}", run("Deny"));
}

#[test]
fn standard_input_has_a_name() {
    let folder = folder(&[]);
    let output = check_text(folder.path(), SEND, &["--stdin-filename", "policies/send.json", "-"]);
    assert!(out(&output).contains(" --> policies/send.json:7:22\n"), "{}", out(&output));
    let output = check(folder.path(), &["--stdin-filename", "policies/send.json", "other.json"]);
    assert!(err(&output).contains("which is not read") && code(&output) == Some(2), "{}", err(&output));
}

#[test]
fn what_fails_and_what_is_shown_are_two_choices() {
    let folder = folder(&[("send.json", SEND), ("no-sid.json", &suggestion())]);
    let run = |args: &[&str]| {
        let output = check(folder.path(), &[&["--format", "json", "."], args].concat());
        (files(&output).len(), code(&output))
    };
    assert_eq!(run(&[]), (2, Some(1)));
    assert_eq!(run(&["--show", "warning"]), (1, Some(1)));
    assert_eq!(run(&["--fail-on", "never"]), (2, Some(0)));
    assert_eq!(run(&["--severity", "error"]), (1, Some(1)));
    assert_eq!(run(&["--severity", "error", "--fail-on", "never"]), (1, Some(0)));
    // What fails is always shown.
    assert_eq!(run(&["--show", "error", "--fail-on", "suggestion"]), (2, Some(1)));
    let run = |args: &[&str]| code(&check(folder.path(), &[&["no-sid.json"], args].concat()));
    assert_eq!(run(&["--fail-on", "warning"]), Some(0));
    assert_eq!(run(&["--fail-on", "suggestion"]), Some(1));
}

#[test]
fn a_report_is_written_whole_or_not_at_all() {
    let folder = folder(&[("send.json", SEND), ("report.txt", "old")]);
    let run = |args: &[&str]| check(folder.path(), &[args, &["send.json"]].concat());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a text");
    let output = run(&["--color", "always", "--output", "report.txt"]);
    assert_eq!((out(&output).as_str(), code(&output)), ("", Some(1)));
    assert_eq!(err(&output), "wrote report.txt: 1 error in 1 policy\n");
    assert!(
        read("report.txt").starts_with("error[INVALID_ACTION]") && !read("report.txt").contains('\u{1b}')
    );
    assert!(read("report.txt").ends_with('\n'));
    let output = run(&["-q", "-o", "report.json", "--format", "json"]);
    assert_eq!((out(&output), err(&output)), (String::new(), String::new()));
    assert!(serde_json::from_str::<Value>(&read("report.json")).is_ok());
    // Nothing is written in the place of a policy, or if no policy can be read.
    let output = run(&["--output", "./send.json"]);
    assert!(err(&output).contains("is one of the files to check") && code(&output) == Some(2));
    assert_eq!(read("send.json"), SEND);
    let before = read("report.txt");
    assert_eq!(code(&check(folder.path(), &["--output", "report.txt", "missing.json"])), Some(2));
    assert_eq!(code(&run(&["--output", "no/folder.txt"])), Some(2));
    assert_eq!((read("report.txt"), fs::read_dir(folder.path()).expect("a folder").count()), (before, 3));
}

#[test]
fn color_follows_the_option_and_the_environment() {
    let folder = folder(&[("send.json", SEND)]);
    let is_colored = |args: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command(folder.path(), &[args, &["send.json"]].concat());
        command.envs(variable);
        out(&command.output().expect("it runs")).contains('\u{1b}')
    };
    assert!(!is_colored(&[], None));
    assert!(is_colored(&["--color", "always"], None));
    assert!(is_colored(&["--color", "always"], Some(("NO_COLOR", "1"))));
    assert!(is_colored(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!is_colored(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn quiet_prints_findings_and_errors_alone() {
    let folder = folder(&[("a/send.json", SEND), ("a/none.json", "{}"), ("b/no-sid.json", &suggestion())]);
    let output = check(folder.path(), &["-q", "a", "--max-data-age", "0"]);
    assert_eq!(err(&output), "");
    assert!(out(&output).starts_with("error[INVALID_ACTION]") && !out(&output).contains("1 policy"));
    let output = check(folder.path(), &["--quiet", "b", "--show", "error"]);
    assert_eq!((out(&output).as_str(), err(&output).as_str(), code(&output)), ("", "", Some(0)));
    let output = check(folder.path(), &["--quiet", "missing.json"]);
    assert!(err(&output).contains("there is no file"));
}

/// The configuration of the working folder or above decides what the command line leaves open.
#[test]
fn a_configuration_is_found_upwards() {
    let config = r#"
[check]
fail-on = "error"
show = "suggestion"
include = ["*.policy"]
baseline = "known/known.toml"

[check.severity]
INVALID_ACTION = "warning"
MISSING_SID = "off"

[[check.ignore]]
code = "INVALID_ACTION"
path = "deep/*.policy"
sid = "Send"
reason = "The queue is of another system."

[[check.ignore]]
code = "INVALID_ACTION"
path = "a.policy"
expires = 2020-01-01
reason = "Soon."
"#;
    let folder = folder(&[
        ("pcluster-iam.toml", config),
        (
            "known/known.toml",
            "[[finding]]\ncode = \"INVALID_ACTION\"\nfile = \"../deep/known.policy\"\nreason = \"r\"\nowner = \"o\"\n",
        ),
        ("a.policy", SEND),
        ("deep/a.policy", SEND),
        ("deep/known.policy", &SEND.replace("\"Send\"", "\"Known\"")),
        ("deep/no-sid.policy", &suggestion()),
        ("deep/other.json", SEND),
    ]);
    for (from, path) in [(".", "."), ("deep", "..")] {
        let output = check(&folder.path().join(from), &["--format", "json", path]);
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(files(&output).len(), 1, "{from}: {report}");
        assert_eq!(report["findings"][0]["severity"], "warning");
        assert_eq!((&report["known"], &report["ignored"]), (&1.into(), &1.into()));
        assert!(err(&output).contains("the entry of `ignore` has expired"), "{}", err(&output));
        assert!(err(&output).contains("pcluster-iam.toml:18:"), "{}", err(&output));
        assert_eq!(code(&output), Some(0), "{from}");
    }
    let run = |args: &[&str]| check(folder.path(), &[&["--format", "json"], args].concat());
    // The command line wins.
    assert_eq!(code(&run(&["--fail-on", "warning", "."])), Some(1));
    assert_eq!(files(&run(&["--include", "*.json", "."])), ["deep/other.json"]);
    assert_eq!(files(&run(&["--show", "error", "a.policy"])), Vec::<String>::new());
    // Patterns are relative to the configuration too.
    fs::write(folder.path().join("own.toml"), "[check]\ninclude = [\"deep/a.*\"]\n").expect("written");
    assert_eq!(files(&run(&["--config", "own.toml", "deep"])), ["deep/a.policy"]);
    assert_eq!(files(&run(&["--no-config", "deep/a.policy", "deep/no-sid.policy"])).len(), 2);
    fs::write(folder.path().join("own.toml"), "[check]\nplaceholders = true\n").expect("written");
    assert_eq!(files(&run(&["--config", "own.toml", "deep/a.policy"])).len(), 1);
    assert_eq!(code(&run(&["--config", "none.toml", "a.policy"])), Some(2));
}

/// The schema for editors has the keys and values that the program reads, and no others.
#[test]
fn the_schema_is_that_of_the_configuration() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(repository.join("docs/pcluster-iam.schema.json")).expect("a schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let is_valid = |text: &str| {
        let folder = folder(&[("pcluster-iam.toml", text), ("send.json", SEND)]);
        let output = check(folder.path(), &["--fail-on", "never", "send.json"]);
        let is_read = code(&output) == Some(0);
        let value: Value = toml::from_str(text).expect("TOML");
        assert_eq!(validator.is_valid(&value), is_read, "{text}: {}", err(&output));
        is_read
    };
    let keys =
        |table: &Value| table["properties"].as_object().expect("keys").keys().cloned().collect::<Vec<_>>();
    let check_keys = keys(&schema["properties"]["check"]);
    assert_eq!(check_keys.len(), 11);
    let values = [
        ("accounts", "[\"123456789012\"]"),
        ("fail-on", "\"never\""),
        ("show", "\"warning\""),
        ("include", "[\"*.json\"]"),
        ("max-data-age", "9"),
        ("partition", "\"aws-cn\""),
        ("placeholders", "true"),
        ("type", "\"identity\""),
        ("severity.MISSING_SID", "\"off\""),
        ("ignore", "[{code = \"MISSING_SID\", path = \"*\", sid = \"a\", subject = \"b\", reason = \"c\"}]"),
    ];
    for (key, value) in values {
        assert!(check_keys.iter().any(|known| key.split('.').next() == Some(known)), "{key}");
        assert!(is_valid(&format!("[check]\n{key} = {value}\n")));
        assert!(!is_valid(&format!("[check]\n{key} = 1.5\n")));
    }
    let profile = &schema["properties"]["profiles"]["additionalProperties"];
    assert_eq!(keys(profile), ["values"]);
    assert_eq!(keys(&schema["properties"]["values"]), keys(&profile["properties"]["values"]));
    assert!(is_valid("[values]\nregion = \"eu-west-1\"\ncustom-roles = [\"a\"]\nlogin-nodes = true"));
    assert!(is_valid("[profiles.a.values]\naccount-id = \"123456789012\""));
    for wrong in [
        "[values]\nregoin = \"a\"",
        "[values]\naccount-id = 12",
        "[profiles.a]\nregion = \"a\"",
        "values = 1",
        "[check]\naccounts = [\"12\"]",
        "chek = 1",
        "[check]\nkey = 1",
        "[[check.ignore]]\ncode = \"MISSING_SID\"",
        "[[check.ignore]]\nreason = \"c\"",
    ] {
        assert!(!is_valid(wrong));
    }
}

/// A baseline names its files relative to itself, so that it holds from every folder.
#[test]
fn a_baseline_holds_from_any_folder() {
    let folder = folder(&[("policies/send.json", SEND), ("known/readme", ""), ("elsewhere/readme", "")]);
    let path = folder.path();
    assert_eq!(code(&check(path, &["--write-baseline", "known/known.toml", "policies"])), Some(0));
    let text = fs::read_to_string(path.join("known/known.toml")).expect("written");
    assert!(text.contains("file = \"../policies/send.json\"\n"), "{text}");
    for (from, baseline, file) in [
        (".", "known/known.toml", "policies/send.json"),
        ("policies", "../known/known.toml", "./send.json"),
        ("elsewhere", "../known/known.toml", "../policies"),
    ] {
        let output = check(&path.join(from), &["--baseline", baseline, file]);
        assert_eq!(code(&output), Some(0), "{from}: {}{}", out(&output), err(&output));
    }
    // An entry is about the file that it names, and not about another one of the same name.
    fs::write(path.join("elsewhere/send.json"), SEND).expect("written");
    let output = check(&path.join("elsewhere"), &["--baseline", "../known/known.toml", "send.json"]);
    assert_eq!(code(&output), Some(1));
    assert!(!err(&output).contains("no longer"), "the file of the entry was not checked: {}", err(&output));
}

#[test]
fn a_baseline_is_updated() {
    let baseline = r#"# The findings of the platform team.

# The old queue.
[[finding]]
code = "INVALID_ACTION" # misspelt
file = "send.json"
reason = "It goes with the queue."
owner = "platform"
expires = 2020-01-01

[[finding]]
code = "MISSING_VERSION"
file = "send.json"
reason = "Fixed."
owner = "platform"

[[finding]]
file = "unchecked.json"
code = "MISSING_SID"
reason = "Later."
owner = "platform"
"#;
    let folder = folder(&[("known.toml", baseline), ("send.json", SEND), ("no-sid.json", &suggestion())]);
    let run = |args: &[&str]| check(folder.path(), &[&["--baseline", "known.toml"], args].concat());
    let read = || fs::read_to_string(folder.path().join("known.toml")).expect("a text");
    let output = run(&["--update-baseline", "send.json", "no-sid.json"]);
    assert_eq!(
        err(&output),
        "known.toml: 2 kept, 1 added, 1 removed; fill in the `reason` and `owner` of the new ones\n"
    );
    assert_eq!(code(&output), Some(0));
    let (first, rest) = baseline.split_once("[[finding]]\ncode = \"MISSING_VERSION\"").expect("two entries");
    let (_, third) = rest.split_once("\n\n").expect("three entries");
    let new = "\n[[finding]]\ncode = \"MISSING_SID\"\nfile = \"no-sid.json\"\nreason = \"\"\nowner = \"\"\n";
    assert_eq!(read(), format!("{first}{third}{new}"));
    // A second time there is nothing to do.
    let before = read();
    assert!(
        err(&run(&["--update-baseline", "send.json", "no-sid.json"])).contains("3 kept, 0 added, 0 removed")
    );
    assert_eq!(read(), before);
    // The head of the file outlives its first entry.
    fs::write(folder.path().join("send.json"), SEND.replace("Mesage", "Message")).expect("written");
    run(&["--update-baseline", "send.json"]);
    assert!(read().starts_with("# The findings of the platform team.\n\n[[finding]]\nfile ="), "{}", read());
    assert!(!read().contains("old queue"), "{}", read());
    // Without all of its files, nothing is written.
    let before = read();
    assert_eq!(code(&run(&["--update-baseline", "send.json", "missing.json"])), Some(2));
    assert_eq!(read(), before);
}

#[test]
fn an_update_needs_a_baseline_and_may_create_it() {
    let folder = folder(&[("send.json", SEND)]);
    let output = check(folder.path(), &["--update-baseline", "send.json"]);
    assert!(err(&output).contains("`--update-baseline` needs a baseline") && code(&output) == Some(2));
    let update = ["--baseline", "new.toml", "--update-baseline", "send.json"];
    assert_eq!(code(&check(folder.path(), &update)), Some(0));
    assert_eq!(code(&check(folder.path(), &["--baseline", "new.toml", "send.json"])), Some(0));
}

/// What a run says about itself is an annotation on GitHub, and a notification in SARIF.
#[test]
fn notices_are_in_the_reports() {
    let known = "[[finding]]\ncode = \"MISSING_SID\"\nfile = \"send.json\"\nreason = \"r\"\nowner = \"o\"\n";
    let folder = folder(&[("send.json", SEND), ("a:b.toml", known)]);
    let run = |format: &str| {
        check(
            folder.path(),
            &["--format", format, "--max-data-age", "0", "--baseline", "a:b.toml", "send.json"],
        )
    };
    let output = run("github");
    let said = out(&output);
    assert!(said.starts_with("::warning title=old facts::the facts about AWS's services are "), "{said}");
    let stale = "::warning file=a%3Ab.toml,line=1,col=1,title=out of date::`send.json` no longer has the finding `MISSING_SID`%0Aremove";
    assert!(said.contains(stale), "{said}");
    assert_eq!(err(&output), "");
    let report: Value = serde_json::from_slice(&run("sarif").stdout).expect("JSON");
    let invocation = &report["runs"][0]["invocations"][0];
    let notifications = invocation["toolExecutionNotifications"].as_array().expect("a list");
    assert_eq!((notifications.len(), &invocation["executionSuccessful"]), (2, &true.into()));
}

/// GitHub ranks what has the tag `security` by its number.
#[test]
fn security_findings_have_a_number() {
    let admin = SEND.replace("sqs:SendMesage", "*").replace("arn:aws:sqs:eu-west-1:123456789012:jobs", "*");
    let folder = folder(&[("admin.json", &admin), ("send.json", SEND)]);
    let output = check(folder.path(), &["--format", "sarif", "."]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = report["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let rule = |name: &str| &rules.iter().find(|rule| rule["id"] == name).expect("a rule")["properties"];
    assert_eq!(rule("ADMINISTRATOR_ACCESS")["security-severity"], "8.0");
    assert_eq!(rule("ADMINISTRATOR_ACCESS")["tags"][2], "security");
    assert!(rule("INVALID_ACTION").get("security-severity").is_none());
}

/// The commands in the workflows of `docs/ci.md` and in the hooks are understood, and do what the page says.
#[test]
fn the_workflows_of_the_page_run() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(repository.join(path)).expect("a file");
    let page = read("docs/ci.md") + &read(".pre-commit-hooks.yaml");
    let begin = ["run: pcluster-iam ", "- pcluster-iam ", "entry: pcluster-iam "];
    let mut n_run = 0;
    for line in page.lines().filter_map(|line| begin.iter().find_map(|it| line.trim().strip_prefix(it))) {
        let folder = folder(&[("policies/send.json", &SEND.replace("Mesage", "Message"))]);
        let known = ["--write-baseline", "policies/known.toml", "policies"];
        assert_eq!(code(&check(folder.path(), &known)), Some(0));
        let args: Vec<_> = line.split(' ').skip(1).collect();
        let files: &[&str] = if line.ends_with('/') { &[] } else { &["policies/send.json"] };
        let output = check(folder.path(), &[&args, files].concat());
        assert_eq!(code(&output), Some(0), "{line}: {}{}", out(&output), err(&output));
        n_run += 1;
    }
    assert_eq!(n_run, 5);
}

/// With a list of one's own accounts, others are reported, as resources and as principals.
#[test]
fn other_accounts_are_told_apart() {
    let trust = r#"{"Version": "2012-10-17", "Statement": [{"Sid": "Trust", "Effect": "Allow",
        "Principal": {"AWS": ["999999999999", "arn:aws:iam::210987654321:root"]}, "Action": "sts:AssumeRole"}]}"#;
    let folder = folder(&[
        ("pcluster-iam.toml", "[check]\naccounts = [\"210987654321\"]\n"),
        ("send.json", &SEND.replace("Mesage", "Message")),
        ("trust.json", trust),
    ]);
    let output = check(folder.path(), &["--format", "json", "send.json", "trust.json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("findings").iter();
    let others: Vec<_> =
        findings.filter(|it| it["code"] == "OTHER_ACCOUNT").map(|it| &it["subject"]).collect();
    assert_eq!(others, ["arn:aws:sqs:eu-west-1:123456789012:jobs", "999999999999"]);
    let output = check(folder.path(), &["--format", "json", "--no-config", "send.json"]);
    assert_eq!(code(&output), Some(0));
}
