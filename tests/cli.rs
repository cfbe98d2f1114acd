//! Tests of the command line: its output, its refusals and its messages.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn pcluster_iam(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pcluster-iam")).args(args).output().expect("it runs")
}

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("tests/cmd/stdin/*.toml");
}

/// A bundle's name and a release are enough, with or without `--bundle`.
#[test]
fn a_bundle_is_rendered_by_its_name_and_release() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |args: &[&str], name: &str| -> Vec<String> {
        let output = folder.path().join(name);
        let values = ["--region", "eu-west-1", "--account-id", "123456789012", "--cluster-name", "demo"];
        let to = ["--output", output.to_str().expect("UTF-8")];
        let done = pcluster_iam(&[&["render"], args, &values, &to].concat());
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        let written = fs::read_dir(&output).expect("a folder");
        let names = written.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    };
    let expected = ["instance.json", "user-minimal.json", "user.json"];
    assert_eq!(render(&["--for", "v2.9.1", "existing-role"], "name"), expected);
    assert_eq!(render(&["2.9/existing-role"], "id"), expected);
    assert_eq!(render(&["--bundle", "2.9/existing-role"], "bundle"), expected);
    assert_eq!(render(&["--for", "2.9", "--bundle", "existing-role"], "both"), expected);
    assert_eq!(render(&["--for", "2.9.0", "--all", "--fit", "managed"], "all"), ["2.9"]);
}

/// A program reads all of the answer, also where the answer is no.
#[test]
fn an_answer_about_a_release_is_data() {
    let answer = |release: &str| -> (Option<i32>, Value) {
        let output = pcluster_iam(&["list", "--for", release, "--format", "json"]);
        (output.status.code(), serde_json::from_slice(&output.stdout).expect("JSON"))
    };
    let (code, known) = answer("v2.9.x");
    assert_eq!(code, Some(0));
    assert_eq!(known["releases"].as_array().map(Vec::len), Some(2));
    assert_eq!(known["releases"][1]["release"], "2.9.1");
    assert_eq!(known["releases"][1]["bundles"][0], "2.9/existing-role");
    assert_eq!(known["policies"][0]["applies-to"], ">=2.9.0, <2.10.0");
    let (code, gaps) = answer("2.10.1");
    assert_eq!(code, Some(1));
    assert_eq!(gaps["policies"].as_array().map(Vec::len), Some(0));
    let release = &gaps["releases"][0];
    assert_eq!((release["known"].as_bool(), release["date"].as_str()), (Some(true), Some("2020-12-22")));
    assert!(release["not-documented"].as_array().is_some_and(|gaps| {
        gaps.iter().any(|gap| gap["earlier"][0] == "2.9/user" && gap["later"][0] == "2.11/user")
    }));
    let (code, unknown) = answer("1.0.0");
    assert_eq!((code, unknown["releases"][0]["known"].as_bool()), (Some(1), Some(false)));
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policy.json");
    let shown = path.to_str().expect("UTF-8");
    let render = |account: &str, more: &[&str]| {
        let args =
            ["render", "2.9/user", "--region", "eu-west-1", "--account-id", account, "--output", shown];
        pcluster_iam(&[&args, more].concat())
    };
    assert_eq!(render("12", &[]).status.code(), Some(2));
    assert!(!path.exists());
    assert!(render("123456789012", &[]).status.success());
    let first = fs::read_to_string(&path).expect("written");
    assert!(first.ends_with("}\n"));
    // Existing files stay without `--force`.
    assert_eq!(render("210987654321", &[]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&path).expect("kept"), first);
    assert!(render("210987654321", &["--force"]).status.success());
    assert!(fs::read_to_string(&path).expect("replaced").contains("210987654321"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[test]
fn links_stay_and_devices_are_not_replaced() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    use std::os::unix::net::UnixListener;

    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str| {
        let path = folder.path().join(name);
        let shown = path.to_str().expect("UTF-8");
        pcluster_iam(&["trust", "2.9/instance", "--output", shown, "--force"])
    };
    let (target, link) = (folder.path().join("target.json"), folder.path().join("link.json"));
    fs::write(&target, "old").expect("written");
    symlink(&target, &link).expect("linked");
    assert!(write("link.json").status.success());
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert!(fs::read_to_string(&target).expect("there").contains("sts:AssumeRole"));

    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).expect("bound");
    assert_eq!(write("socket").status.code(), Some(2));
    assert!(socket.metadata().expect("there").file_type().is_socket(), "it was not replaced");
    assert_eq!(write("").status.code(), Some(2), "a folder is no file");
    assert!(String::from_utf8_lossy(&write("no/file").stderr).contains("there is no folder"));
}

#[test]
fn all_policies_below_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policies");
    let shown = path.to_str().expect("UTF-8");
    let render = |more: &[&str]| {
        let args =
            ["render", "--all", "--region", "eu-west-1", "--account-id", "123456789012", "--output", shown];
        pcluster_iam(&[&args[..], &["--fit", "managed"], more].concat())
    };
    let output = render(&["--cluster-name", "demo"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("left out 2.9/instance-awsbatch: it needs --resources-bucket"), "{said}");
    let n_written = said.matches("wrote ").count();
    assert!(n_written >= 4, "{said}");
    let written = |variant: &str| fs::read_to_string(path.join("2.9").join(variant)).expect("written");
    assert!(written("user-minimal.json").contains("stack/parallelcluster-demo/*"));
    assert!(written("instance.json").contains("arn:aws:sqs:eu-west-1:123456789012:"));
    assert!(!path.join("2.9/instance-awsbatch.json").exists());
    // A second time every file exists.
    let output = render(&["--cluster-name", "demo"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stderr).matches("exists").count(), n_written);
    // An invalid value stops the command before anything is written.
    fs::remove_dir_all(&path).expect("removed");
    assert_eq!(render(&["--cluster-name", "1demo"]).status.code(), Some(2));
    assert!(!path.exists());
}

#[test]
fn a_bundle_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("policies");
    let shown = path.to_str().expect("UTF-8");
    let render = |more: &[&str]| {
        let args = ["render", "--bundle", "3.6/slurm-fsx-administrator", "--account-id", "123456789012"];
        pcluster_iam(&[&args, more, &["--output", shown]].concat())
    };
    let region = ["--region", "eu-west-1"];
    let wrong: [(&[&str], &str); 4] = [
        (&[], "--region is missing"),
        (&["--region", "eu-west-1", "--job-queue", "x"], "none of these policies uses --job-queue"),
        (
            &["--region", "cn-north-1", "--custom-roles", "arn:aws:iam::123456789012:role/r"],
            "is in partition `aws`",
        ),
        (&["--region", "eu-west-1", "--fsx-bucket", "NO"], "--fsx-bucket: `NO` is refused"),
    ];
    for (more, message) in wrong {
        let output = render(more);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said.matches(message).count(), 1, "{said}");
        assert!(!path.exists(), "{said}");
    }
    fs::write(&path, "a file").expect("written");
    let output = render(&region);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.matches("is not a folder").count(), 1, "{said}");
    fs::remove_file(&path).expect("removed");
    let roles = [
        "--custom-roles",
        "arn:aws:iam::123456789012:role/a",
        "--custom-roles",
        "arn:aws:iam::123456789012:role/b",
    ];
    let output = render(&[&region[..], &roles].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(path.join("user-base.json")).expect("written");
    assert!(text.contains("role/a\"") && text.contains("role/b\""), "{text}");
    assert_eq!(fs::read_dir(&path).expect("a folder").count(), 3);
}

/// No option is offered that AWS does not allow.
#[test]
fn more_policies_than_aws_grants_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("values.toml");
    let buckets: Vec<_> =
        (1..=1500).map(|number| format!("\"arn:aws:s3:::bucket-of-the-laboratory-{number}\"")).collect();
    let values = format!(
        "partition = \"aws\"\naccount-id = \"123456789012\"\nfsx-buckets = [{}]\n",
        buckets.join(", ")
    );
    fs::write(&path, values).expect("written");
    let values = ["--values", path.to_str().expect("UTF-8"), "--fit", "managed", "--output", "never"];
    let output = pcluster_iam(&[&["render", "3.11/user-fsx"], &values[..]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("managed policies, and an identity may have 10"), "{said}");
    assert!(said.contains("AWS raises the quota of a user to 20 at most"), "{said}");
    assert!(!said.contains("--max-attachments"), "{said}");
}

/// What a document grants, as an unordered list.
fn grants(text: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let list = |it: &Value| match it {
        Value::Array(values) => values.clone(),
        other => vec![other.clone()],
    };
    let mut grants = Vec::new();
    for statement in list(&document["Statement"]) {
        for action in list(&statement["Action"]) {
            for resource in list(&statement["Resource"]) {
                grants
                    .push(format!("{} {action} {resource} {}", statement["Effect"], statement["Condition"]));
            }
        }
    }
    grants.sort();
    grants
}

/// The files of a folder by their names, with the texts.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    files.sort();
    files
}

const ACCOUNT: [&str; 4] = ["--region", "eu-west-1", "--account-id", "123456789012"];

/// A policy that no account can create as it is becomes policies that any account can, which grant the same.
#[test]
fn a_policy_is_divided_until_it_fits() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |fit: &[&str], to: &str| {
        let output = folder.path().join(to);
        let to = ["--output", output.to_str().expect("UTF-8")];
        let done = pcluster_iam(&[&["render", "2.9/user-awsbatch"], &ACCOUNT[..], fit, &to].concat());
        (done, output)
    };
    let (refused, path) = render(&[], "policy.json");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("--fit managed --output FOLDER"), "{said}");
    assert!(!path.exists());
    let (done, path) = render(&["--fit", "role"], "inline.json");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let whole = fs::read_to_string(path).expect("written");

    let (done, path) = render(&["--fit", "managed"], "policies");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.contains("attach both to one identity"), "{said}");
    let parts = files(&path);
    let names: Vec<_> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["user-awsbatch-1.json", "user-awsbatch-2.json"]);
    assert!(parts.iter().all(|(_, text)| pcluster_iam::json::size(text) <= 6144 && text.ends_with("}\n")));
    let mut together: Vec<_> = parts.iter().flat_map(|(_, text)| grants(text)).collect();
    together.sort();
    assert_eq!(together, grants(&whole));

    // One file cannot have several documents.
    let (done, path) = render(&["--fit", "managed"], "admin.json");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() == Some(2) && said.contains("is one file"), "{said}");
    assert!(!path.exists() && !path.with_file_name("admin-1.json").exists());
    // Existing files stay, all of them.
    let (_, folder) = render(&["--fit", "managed"], "policies");
    let part = |number: usize| folder.join(format!("user-awsbatch-{number}.json"));
    fs::remove_file(part(1)).expect("removed");
    assert_eq!(render(&["--fit", "managed"], "policies").0.status.code(), Some(2));
    assert!(!part(1).exists());
}

/// Files that are left of another division are named: all of them, and nothing else.
#[test]
fn files_of_an_earlier_division_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |fit: &[&str], to: &str| {
        let output = folder.path().join(to);
        let to = ["--output", output.to_str().expect("UTF-8"), "--force"];
        let done = pcluster_iam(&[&["render", "2.9/user-awsbatch"], &ACCOUNT[..], fit, &to].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stderr).into_owned()
    };
    let touch = |name: &str| fs::write(folder.path().join(name), "old").expect("written");
    // Others that only begin so.
    for name in ["user-awsbatch-.json", "user-awsbatch-x.json", "user-awsbatch-1.txt", "user.json"] {
        touch(name);
    }
    let said = render(&["--fit", "managed"], "");
    assert!(!said.contains("warning"), "{said}");
    touch("user-awsbatch.json");
    touch("user-awsbatch-7.json");
    let said = render(&["--fit", "managed"], "");
    assert!(said.contains("user-awsbatch-7.json` and `"), "{said}");
    assert!(said.contains("user-awsbatch.json` are not among these documents"), "{said}");
    fs::remove_file(folder.path().join("user-awsbatch-7.json")).expect("removed");
    // From two documents to one, in a folder and as a file.
    let said = render(&["--fit", "managed", "--minimize"], "");
    assert!(said.contains("user-awsbatch-1.json` and `"), "{said}");
    assert!(said.contains("user-awsbatch-2.json` are not among"), "{said}");
    let said = render(&["--minimize"], "user-awsbatch.json");
    assert!(said.contains("user-awsbatch-2.json` are not among"), "{said}");
    assert!(said.contains("has 5,189 characters instead of 6,201"), "{said}");
}

/// A policy that fits stays as it is, in a file of its own name.
#[test]
fn a_policy_that_fits_is_not_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("policies");
    let render = |more: &[&str]| pcluster_iam(&[&["render", "2.9/user"], &ACCOUNT[..], more].concat());
    let plain = render(&[]);
    assert!(plain.status.success());
    assert_eq!(render(&["--fit", "managed"]).stdout, plain.stdout);
    assert!(render(&["--fit", "managed", "--output", output.to_str().expect("UTF-8")]).status.success());
    let written = files(&output);
    assert_eq!(written, [("user.json".to_owned(), String::from_utf8(plain.stdout).expect("UTF-8"))]);
}

/// A document with a number of characters without white space.
fn document(size: usize) -> String {
    let text = |name: &str| {
        format!(
            "{{\n  \"Statement\": {{\"Effect\": \"Allow\", \"Action\": \"sqs:*\", \"Resource\": \"arn:aws:sqs:*:*:{name}\"}}\n}}\n"
        )
    };
    let text = text(&"q".repeat(size - pcluster_iam::json::size(&text(""))));
    assert_eq!(pcluster_iam::json::size(&text), size);
    text
}

/// The limit of each attachment from both sides: of a document, and of two together.
#[test]
fn a_size_fits_up_to_the_quota() {
    let folder = tempfile::tempdir().expect("a folder");
    let code = |fit: &[&str], sizes: &[usize]| {
        let names: Vec<_> = sizes.iter().map(|size| format!("{size}.json")).collect();
        for (name, size) in names.iter().zip(sizes) {
            fs::write(folder.path().join(name), document(*size)).expect("written");
        }
        let output = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"))
            .arg("size")
            .args(names)
            .args(fit)
            .current_dir(&folder)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() || said.contains("1 more than the"), "{said}");
        output.status.code()
    };
    assert_eq!(code(&[], &[6144]), Some(0));
    assert_eq!(code(&[], &[6145]), Some(1));
    assert_eq!(code(&[], &[6144, 6143]), Some(0), "each managed policy has a quota of its own");
    for (fit, most) in [("managed", 6144), ("role", 10240), ("group", 5120), ("user", 2048)] {
        assert_eq!(code(&["--fit", fit], &[most]), Some(0), "{fit}");
        assert_eq!(code(&["--fit", fit], &[most + 1]), Some(1), "{fit}");
        if fit != "managed" {
            assert_eq!(code(&["--fit", fit], &[most - 500, 500]), Some(0), "{fit}");
            assert_eq!(code(&["--fit", fit], &[most - 500, 501]), Some(1), "{fit}");
        }
    }
}

/// What a message offers can be typed as it is, with the values of the command that printed it.
#[test]
fn commands_in_messages_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let values = "region = \"us-gov-west-1\"\naccount-id = \"123456789012\"\ncluster-name = \"demo\"\n";
    fs::write(folder.path().join("my values.toml"), values).expect("written");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"));
        command.args(args).current_dir(&folder).output().expect("it runs")
    };
    let place = ["--region", "us-gov-west-1", "--set", "account-id=123456789012"];
    let file = ["--values", "my values.toml"];
    for args in [
        [&["2.9/user"], &place[..]].concat(),
        [&["2.9/user"], &file[..]].concat(),
        // Each policy takes the values that it uses.
        [&["2.9/user", "2.9/user-minimal", "--cluster-name", "demo"], &place[..]].concat(),
        [&["2.9/user", "3.11/user-logs", "--fit", "group"], &file[..]].concat(),
        [&["3.11/api-complete", "--max-attachments", "3", "--minimize"], &file[..]].concat(),
    ] {
        let output = run(&[&["size"], &args[..]].concat());
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        let commands: Vec<_> =
            said.split('`').filter_map(|part| part.strip_prefix("pcluster-iam ")).collect();
        assert!(!commands.is_empty(), "{args:?}: {said}");
        for command in commands {
            let command = command.replace("my values.toml", "my_values.toml").replace('\'', "");
            let words: Vec<_> = command
                .split(' ')
                .map(|word| if word == "my_values.toml" { "my values.toml" } else { word })
                .chain(command.contains("--output").then_some("--force"))
                .collect();
            let output = run(&words);
            assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

/// A bundle is packed for one identity; a role of a bundle has its own policy.
#[test]
fn a_bundle_is_packed() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |what: &[&str], to: &str| {
        let output = folder.path().join(to);
        let to = ["--output", output.to_str().expect("UTF-8")];
        let done = pcluster_iam(&[&["render"], what, &ACCOUNT[..], &to].concat());
        assert!(done.status.success(), "{what:?}: {}", String::from_utf8_lossy(&done.stderr));
        files(&output)
    };
    let apart = render(&["3.11/slurm-administrator"], "apart");
    let packed = render(&["3.11/slurm-administrator", "--pack"], "packed");
    let names: Vec<_> = packed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["slurm-administrator-1.json", "slurm-administrator-2.json"]);
    assert_eq!(apart.len(), 4);
    let all = |files: &[(String, String)]| {
        let mut grants: Vec<_> = files.iter().flat_map(|(_, text)| grants(text)).collect();
        grants.sort();
        grants
    };
    assert_eq!(all(&apart), all(&packed));
    let two = render(&["3.11/user-iam", "3.11/user-logs", "--pack"], "two");
    assert_eq!(two.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["policies.json"]);
    let names = |files: Vec<(String, String)>| files.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    // Policies of different people and of roles stay apart, also in the company of others.
    let demo = ["--cluster-name", "demo", "--pack"];
    let bundle = render(&[&["2.9/existing-role"], &demo[..]].concat(), "bundle");
    assert_eq!(names(bundle), ["instance.json", "user-minimal.json", "user.json"]);
    let ids = ["2.9/user", "2.9/user-minimal", "2.9/instance"];
    let ids = render(&[&ids, &demo[..]].concat(), "ids");
    assert_eq!(names(ids), ["instance.json", "policies-1.json", "policies-2.json"]);
    // Policies of one name, of several releases, are in the folders of these.
    let done = pcluster_iam(
        &[
            &["render", "2.9/user-minimal", "2.11/user-minimal", "--cluster-name", "demo"],
            &ACCOUNT[..],
            &["--output", folder.path().join("both").to_str().expect("UTF-8")],
        ]
        .concat(),
    );
    assert!(done.status.success());
    assert!(folder.path().join("both/2.9/user-minimal.json").exists());
    assert!(folder.path().join("both/2.11/user-minimal.json").exists());
}

#[test]
fn values_come_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("values.toml");
    let shown = path.to_str().expect("UTF-8");
    fs::write(&path, "region = \"eu-west-1\"\naccount-id = \"123456789012\"\n").expect("written");
    let output = pcluster_iam(&["render", "2.9/instance", "--values", shown, "--region", "cn-north-1"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("arn:aws-cn:sqs:cn-north-1:123456789012:"));

    fs::write(&path, "regoin = \"eu-west-1\"\naccount-id = 123456789012\n").expect("written");
    let output = pcluster_iam(&["render", "2.9/instance", "--values", shown]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    for expected in [
        "values.toml:1:1: no parameter is named `regoin`",
        "did you mean `region`?",
        "values.toml:2:14: `account-id` is not a string",
        "put it in quotes: `account-id = \"123456789012\"`",
        "--region is missing",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    assert!(!said.contains("--account-id is missing"), "it is there, in the wrong form: {said}");

    fs::write(&path, "region = \"eu-west-1\"\naccount-id = \"12\"\njob-queue = \"q\"\n").expect("written");
    let output = pcluster_iam(&["render", "2.9/instance", "--values", shown]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("values.toml:2:14: `account-id`: `12` is refused"), "{said}");
    assert!(!said.contains("job-queue"), "a file may hold what other policies use: {said}");

    // `--all-regions` on the command line takes precedence over the region in the file.
    fs::write(&path, "region = \"eu-west-1\"\npartition = \"aws\"\naccount-id = \"123456789012\"\n")
        .expect("written");
    let output = pcluster_iam(&["render", "2.9/instance", "--values", shown, "--all-regions"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("arn:aws:sqs:*:123456789012:"));

    fs::write(&path, "region = \"eu-west-1\naccount-id = \"1\"\n").expect("written");
    let output = pcluster_iam(&["render", "2.9/instance", "--values", shown]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("values.toml:1:"), "a syntax error has its place: {said}");
    assert!(!said.contains("missing"), "what the file holds is not known: {said}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"))
        .args(["show", "2.9/user"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Messages repeat the user's input without characters that control a terminal.
#[test]
fn control_characters_are_not_repeated() {
    let hostile = "\u{1b}[31mred";
    for args in [
        vec!["show", hostile],
        vec!["render", "2.9/user", "--set", hostile],
        vec!["render", "2.9/user", "--set", "\u{1b}[31mred=1"],
        vec!["render", "2.9/user", "--region", hostile],
    ] {
        // Colour is forced, so that escapes are not removed before this test sees them.
        let output = Command::new(env!("CARGO_BIN_EXE_pcluster-iam"))
            .args(&args)
            .env("CLICOLOR_FORCE", "1")
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(!said.contains(hostile), "{args:?}: {said:?}");
        assert!(said.contains(r"\u{1b}[31mred"), "{args:?}: {said:?}");
    }
}
