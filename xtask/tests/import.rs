//! `cargo xtask import` as a person runs it: its output, its files, and the build of the written
//! catalog, which has to state the same as the page.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use compiler::kinds::parameters::model::ParameterId;
use compiler::kinds::policies::model::PolicyForm;
use compiler::layout::{self, Layout};
use compiler::needs::Releases;
use serde_json::Value;
use tempfile::TempDir;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// A folder with every page of `tests/import`, and the kept JSON of a release in its page.
fn pages() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(fixtures()).expect("fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| ["md", "yaml", "json"].iter().any(|it| extension == *it))
        {
            let name = path.file_name().expect("a name").to_owned();
            let text = fs::read_to_string(&path).expect("a text").replace("\r\n", "\n");
            let kept = name.to_string_lossy().strip_prefix("documented-").map(|name| {
                repository().join("tests/documented").join(name.strip_suffix(".md").expect("a page"))
            });
            let lines = text.lines().map(|line| match &kept {
                Some(kept) if kept.join(line).is_file() => fs::read_to_string(kept.join(line)).expect("JSON"),
                _ => format!("{line}\n"),
            });
            fs::write(folder.path().join(name), lines.collect::<String>()).expect("written");
        }
    }
    folder
}

fn import(folder: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("import")
        .args(words.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("the command runs")
}

/// Runs an import in which everything is imported, and returns what it prints.
fn imported(folder: &Path, words: &str) -> String {
    let output = import(folder, words);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    stdout
}

/// The files below a folder with their texts, by path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(
                files(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)),
            );
        } else {
            found.insert(name, fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    for (path, text) in files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("created");
        fs::write(to, text).expect("written");
    }
}

/// The documented form of each policy of a catalog, by the path of its generated file.
fn documented(catalog: &Path) -> BTreeMap<String, Value> {
    let generated = compiler::compile(catalog, &Releases::All).unwrap_or_else(|report| panic!("{report}"));
    let mut documented = BTreeMap::new();
    for file in generated {
        for item in syn::parse_file(&file.text).expect("Rust").items {
            let syn::Item::Static(item) = item else { continue };
            let syn::Expr::Struct(policy) = *item.expr else { continue };
            for field in policy.fields {
                if let (syn::Member::Named(name), syn::Expr::Lit(literal)) = (field.member, field.expr)
                    && let (true, syn::Lit::Str(text)) = (name == "documented", literal.lit)
                {
                    let value = serde_json::from_str(&text.value()).expect("JSON");
                    documented.insert(file.path.clone(), value);
                }
            }
        }
    }
    documented
}

/// The kept JSON of a release, by the paths that its policies' generated files have as another one.
fn kept(release: &str, as_release: &str) -> BTreeMap<String, Value> {
    let kept = files(&repository().join("tests/documented").join(release));
    let path = |name: &str| {
        let name = name.strip_suffix(".json").expect("JSON");
        format!("v{as_release}/{name}").replace(['.', '-'], "_") + ".rs"
    };
    kept.iter().map(|(name, text)| (path(name), serde_json::from_str(text).expect("JSON"))).collect()
}

/// Each `tests/import/NAME.txt` holds a command line and what it prints and writes, each time into
/// no catalog. `IMPORT=overwrite` writes what it is now.
#[test]
fn output() {
    let mut failures = String::new();
    let mut count = 0;
    for entry in fs::read_dir(fixtures()).expect("fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let expected = fs::read_to_string(&path).expect("a text").replace("\r\n", "\n");
        let mut actual = String::new();
        for line in expected.lines().filter(|line| line.starts_with("$ ")) {
            let folder = pages();
            let output = import(folder.path(), line.strip_prefix("$ cargo xtask import").expect("a command"));
            let [stdout, stderr] =
                [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
            let code = output.status.code().expect("an exit code");
            writeln!(actual, "{line}\n{stdout}{stderr}=> {code}\n").expect("written");
            for (path, text) in files(&folder.path().join("catalog")) {
                // What comes from the library's constants is not of this import.
                if path.starts_with(|c: char| c.is_ascii_digit()) {
                    writeln!(actual, "---- {path}\n{text}").expect("written");
                }
            }
            count += 1;
        }
        if actual != expected {
            if std::env::var_os("IMPORT").is_some_and(|value| value == "overwrite") {
                fs::write(&path, &actual).expect("written");
            }
            let diff = similar::TextDiff::from_lines(&expected, &actual);
            writeln!(failures, "{}:\n{}", path.display(), diff.unified_diff()).expect("written");
        }
    }
    assert!(count > 0, "no command line under {}", fixtures().display());
    assert!(failures.is_empty(), "{failures}");
}

/// The page that the catalog documents, imported into nothing, gives the same policies.
#[test]
fn a_page_into_no_catalog() {
    let folder = pages();
    imported(folder.path(), "documented-2.9.md --version 2.9 --output new/catalog");
    let catalog = folder.path().join("new/catalog");
    let expected = kept("2.9", "2.9");
    assert_eq!(documented(&catalog), expected);
    // A statement is written once, and what it is for is left to a person.
    let written = files(&catalog);
    let count = |part: &str| written.values().map(|text| text.matches(part).count()).sum::<usize>();
    let n_statements: usize =
        expected.values().map(|it| it["Statement"].as_array().expect("a list").len()).sum();
    assert_eq!(count("why = \"\"\n") + count("    \"2.9/"), n_statements);
    assert_eq!(count("summary = \"\"\n"), expected.len() + 1);
}

/// The same from JSON documents.
#[test]
fn json_into_no_catalog() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&repository().join("tests/documented/2.9"), &folder.path().join("json"));
    imported(folder.path(), "--json json --version 2.10 --output catalog");
    assert_eq!(documented(&folder.path().join("catalog")), kept("2.9", "2.10"));
}

/// A file that cannot be imported does not keep the others out.
#[test]
fn json_with_broken_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = folder.path().join("json");
    copy(&repository().join("tests/documented/2.9"), &json);
    let good = fs::read(json.join("user.json")).expect("JSON");
    fs::write(json.join("user_.json"), good).expect("written");
    fs::write(json.join("a.json"), b"{\n  \"\xff").expect("written");
    fs::write(json.join("b.json"), b"{\n  \"Statement\"}").expect("written");
    fs::write(json.join("c.txt"), b"not looked at").expect("written");
    let output = import(folder.path(), "--json json --version 2.10 --output catalog");
    assert_eq!(output.status.code(), Some(1));
    let stdout = String::from_utf8_lossy(&output.stdout);
    let problems: Vec<_> = stdout.lines().take_while(|line| !line.starts_with('┌')).collect();
    let expected = [
        "json/a.json:2:4: not UTF-8, so the file is not imported; save it as UTF-8",
        "json/b.json:2:14: not JSON, so the policy is not imported: a name is not followed by a colon",
        "json/user_.json:1:1: the policy would have the same name, `user`, as the policy at json/user.json:1:1; not imported: \
         name it with `--map user_=…`",
    ];
    assert_eq!(problems, expected.map(|problem| [problem, ""]).concat());
    assert_eq!(documented(&folder.path().join("catalog")), kept("2.9", "2.10"));
}

/// A template's policies state what the template makes: with its defaults, and with values.
#[test]
fn a_template_with_and_without_values() {
    let folder = pages();
    imported(folder.path(), "library.yaml --version 1.2 --output catalog");
    let parameters = folder.path().join("catalog/parameters.toml");
    let written = fs::read_to_string(&parameters).expect("a text");
    assert!(written.contains("summary = \"The beginning of all names.\"\n"), "{written}");
    // What the template does not say about its parameters.
    let mut filled = String::new();
    for table in written.split_inclusive("\n\n") {
        let name = table.trim_start_matches('[').split(']').next().unwrap_or_default();
        let (type_name, example) = match name {
            "shelf-arns" | "rooms" => ("bucket-arn", "arn:aws:s3:::shelf"),
            "catalogue-arn" => ("role-arn", "arn:aws:iam::123456789012:role/shelf"),
            "boundary-policy" => ("policy-arn", "arn:aws:iam::123456789012:policy/shelf"),
            _ => ("role-name", "shelf"),
        };
        let table = table.replace("type = \"\"", &format!("type = \"{type_name}\""));
        let table = table.replace("example = \"\"", &format!("example = \"{example}\""));
        filled += &table.replace("= \"\"", "= \"Text.\"");
    }
    fs::write(&parameters, filled).expect("written");
    let catalog = folder.path().join("catalog");
    let catalog = compiler::load(&catalog, &Releases::All).unwrap_or_else(|report| panic!("{report}"));

    let text = fs::read_to_string(folder.path().join("library.json")).expect("JSON");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let policies: Vec<_> = catalog.versions.iter().flat_map(|version| &version.policies).collect();
    assert_eq!(policies.len(), expected["policies"].as_object().expect("policies").len());
    for policy in policies {
        for (idx, values) in expected["values"].as_array().expect("two").iter().enumerate() {
            let texts = |id: ParameterId| match &values[&catalog.parameters[id].name] {
                Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
                value => value
                    .as_str()
                    .or(catalog.parameters[id].default.as_deref())
                    .into_iter()
                    .collect::<Vec<_>>(),
            };
            let pieces = layout::pieces(&catalog, policy, PolicyForm::Maintained, Layout::Compact);
            let rendered = layout::evaluate(&catalog, &pieces, &texts);
            let rendered: Value = serde_json::from_str(&rendered).expect("JSON");
            assert_eq!(rendered["Statement"], expected["policies"][&policy.variant][idx], "{}", policy.id);
        }
    }
}

#[test]
fn every_form_of_a_statement() {
    let folder = pages();
    imported(folder.path(), "forms.md --version 1.2 --output catalog");
    let page = fs::read_to_string(folder.path().join("forms.md")).expect("a text");
    let blocks = page.split("```").skip(1).step_by(2);
    let blocks: Vec<Value> =
        blocks.map(|block| serde_json::from_str(block.trim_start_matches("json")).expect("JSON")).collect();
    assert_eq!(documented(&folder.path().join("catalog")).into_values().collect::<Vec<_>>(), blocks);
}

/// A catalog that has releases gives names, texts and statements to a new one, and stays as it is.
#[test]
fn a_page_into_a_catalog() {
    let folder = pages();
    let catalog = folder.path().join("catalog");
    copy(&repository().join("catalog"), &catalog);
    let before = files(&catalog);
    let page = folder.path().join("documented-2.9.md");
    let text = fs::read_to_string(&page).expect("a text");
    // A new action, and a placeholder that no release has had.
    let changed = text.replacen("\"iam:TagRole\",", "\"iam:TagRole\",\n\"iam:UntagRole\",", 1);
    let changed = changed.replacen("role/aws-service-role/*", "role/<NEW ROLE>", 1);
    let changed = changed.replacen("\"ec2:CreateVpc\"", "\"ec2:CreateDefaultVpc\"", 1);
    assert!(changed.matches("iam:UntagRole").count() == 1 && changed.contains("<NEW ROLE>"));
    fs::write(&page, changed).expect("written");

    let printed = imported(folder.path(), "documented-2.9.md --version 2.10 --output catalog");
    let after = files(&catalog);
    for (path, text) in &before {
        assert_eq!(after.get(path), Some(text), "{path}");
    }
    let new: BTreeMap<_, _> = after.iter().filter(|(path, _)| !before.contains_key(*path)).collect();
    assert!(new.keys().all(|path| path.starts_with("2.10/")), "{:?}", new.keys());
    // Only the statement that changed is written, with the catalog's own texts for what did not.
    let statements: Vec<_> = new.iter().filter(|(_, text)| text.contains("why = \"\"")).collect();
    let [(ec2, _), (path, statement)] = statements.as_slice() else { panic!("{statements:?}") };
    assert_eq!([ec2.as_str(), path.as_str()], ["2.10/user/ec2.toml", "2.10/user/iam.toml"]);
    assert!(
        statement.contains("role/{ec2-role?}") && statement.contains("role/{cluster-roles}"),
        "{statement}"
    );

    // What somebody added to the release before is not lost silently.
    let offer = "2.10/user/ec2.toml, [NetworkingEasyConfig], from 2.9/user/NetworkingEasyConfig:\n     \
                 { action = \"ec2:CreateRoute\", added = ";
    assert!(printed.contains(offer), "{printed}");

    // With the table that it prints filled in, the catalog is whole.
    let table = printed.split_once("[new-role]\n").expect("a table").1;
    let table: Vec<_> = table.lines().take(4).map(str::trim).collect();
    assert_eq!(table, ["type = \"\"", "summary = \"\"", "example = \"\"", "find = \"\""]);
    let table =
        "[new-role]\ntype = \"role-name\"\nsummary = \"A role.\"\nexample = \"role\"\nfind = \"Ask.\"\n";
    let parameters = format!("{}\n{table}", before["parameters.toml"]);
    fs::write(catalog.join("parameters.toml"), parameters).expect("written");
    let mut expected = kept("2.9", "2.9");
    for (path, mut value) in kept("2.9", "2.10") {
        if path == "v2_10/user.rs" {
            for statement in value["Statement"].as_array_mut().expect("a list") {
                let Some(actions) = statement["Action"].as_array_mut() else { continue };
                if let Some(vpc) = actions.iter_mut().find(|action| *action == "ec2:CreateVpc") {
                    *vpc = "ec2:CreateDefaultVpc".into();
                }
                if let Some(place) = actions.iter().position(|action| action == "iam:TagRole") {
                    actions.insert(place + 1, "iam:UntagRole".into());
                    statement["Resource"][2] = "arn:aws:iam::<AWS ACCOUNT ID>:role/<NEW ROLE>".into();
                }
            }
        }
        expected.insert(path, value);
    }
    let documented = documented(&catalog);
    for (path, value) in &expected {
        assert_eq!(documented.get(path), Some(value), "{path}");
    }
}

/// Each release of the catalog is imported once more, from a page of its documented form: every statement
/// becomes a reference, and the steps name the additions to that page.
#[test]
fn every_release_again() {
    for version in pcluster_iam::VERSIONS {
        let folder = tempfile::tempdir().expect("a folder");
        let catalog = folder.path().join("catalog");
        copy(&repository().join("catalog"), &catalog);
        let page = version.policies.iter().fold(String::new(), |page, policy| {
            let (title, anchor) = (policy.title, policy.anchor);
            format!("{page}## {title}<a name=\"{anchor}\"></a>\n\n```json\n{}\n```\n\n", policy.documented)
        });
        fs::write(folder.path().join("page.md"), page).expect("written");
        let id = format!("{}.99", version.id);
        // Two versions must not apply to the same releases.
        let range = "--release 99.0.0 --applies-to >=99.0.0,<99.1.0";
        let printed = imported(folder.path(), &format!("page.md --version {id} {range} --output catalog"));
        let written = files(&catalog.join(&id));
        let own: Vec<_> = written.iter().filter(|(_, text)| text.contains("why = ")).collect();
        assert!(own.is_empty(), "{id}: {own:?}");
        let documented = documented(&catalog);
        for policy in version.policies {
            let value: Value = serde_json::from_str(policy.documented).expect("JSON");
            let path = |id: &str| format!("v{}.rs", id.replace(['.', '-'], "_"));
            assert_eq!(documented.get(&path(policy.id)), Some(&value), "{}", policy.id);
            let again = policy.id.replacen(version.id, &id, 1);
            assert_eq!(documented.get(&path(&again)), Some(&value), "{again}");
            // A withdrawn statement is on the page, and its reference says the rest.
            for statement in policy.statements.iter().filter(|it| it.is_maintained() && it.change.is_some()) {
                assert!(printed.contains(&format!("/{}\"", statement.name)), "{again}: {printed}");
            }
        }
    }
}

/// A statement like one of an earlier release, with an action more, is written without the parts of the
/// earlier one that its page cannot show. They are listed.
#[test]
fn optional_parts_of_an_earlier_release_are_listed() {
    let is_optional = |statement: &pcluster_iam::Statement| {
        let mut values = statement.conditions.iter().flat_map(|condition| condition.values.entries);
        statement.presence.is_always() && statement.sid.is_some() && values.any(|it| it.text.ends_with("?}"))
    };
    let policies = pcluster_iam::POLICIES.iter();
    let mut found = policies.filter_map(|it| Some((*it, it.statements.iter().find(|it| is_optional(it))?)));
    let (policy, statement) = found.next().expect("a policy with an optional condition");
    let folder = tempfile::tempdir().expect("a folder");
    let mut document: Value = serde_json::from_str(policy.documented).expect("JSON");
    let statements = document["Statement"].as_array_mut().expect("a list");
    for stated in statements.iter_mut().filter(|stated| stated["Sid"].as_str() == statement.sid) {
        stated["Action"].as_array_mut().expect("a list").push("shelf:GetBook".into());
    }
    let (title, anchor) = (policy.title, policy.anchor);
    let page = format!("## {title}<a name=\"{anchor}\"></a>\n\n```json\n{document}\n```\n");
    fs::write(folder.path().join("page.md"), page).expect("written");
    copy(&repository().join("catalog"), &folder.path().join("catalog"));
    let id = format!("{}.99", policy.version);
    let range = "--release 99.0.0 --applies-to >=99.0.0,<99.1.0";
    let printed = imported(folder.path(), &format!("page.md --version {id} {range} --output catalog"));
    let (_, offer) = printed.split_once(&format!("[{}], from ", statement.name)).expect("an offer");
    let offer = offer.split("\n\n").next().unwrap_or_default();
    assert!(offer.contains("     conditions.") && offer.contains("?}\"]"), "{printed}");
}

/// A release is asked about if its id has more numbers than those of the catalog.
#[test]
fn a_release_in_full() {
    let folder = pages();
    imported(folder.path(), "forms.md --version 1.2 --output catalog");
    let output = import(folder.path(), "forms.md --version 1.3.0 --output catalog");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: --version 1.3.0: the releases of the catalog are named by two numbers; did you mean `--version \
         1.3`, with `--release 1.3.0` for the release that the source documents?\n"
    );
    // Beside 1.2, it can only be meant.
    let words = "forms.md --version 1.2.9 --release 9.0.0 --applies-to >=9.0.0 --output catalog";
    imported(folder.path(), words);
}

/// An import that fails on its way leaves everything as it was, and nothing is written behind a link.
#[cfg(unix)]
#[test]
fn all_or_nothing() {
    let folder = pages();
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).expect("created");
    for (idx, part) in ["cannot write", "link out of the catalog"].into_iter().enumerate() {
        let catalog = folder.path().join(format!("catalog{idx}"));
        imported(folder.path(), &format!("placeholders.md --version 1.1 --output catalog{idx}"));
        fs::remove_dir_all(catalog.join("services")).expect("removed");
        if idx == 0 {
            fs::write(catalog.join("services"), "not a folder").expect("written");
        } else {
            std::os::unix::fs::symlink(&outside, catalog.join("services")).expect("linked");
        }
        let before = files(&catalog);
        let output = import(folder.path(), &format!("forms.md --version 1.2 --output catalog{idx}"));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && stderr.contains(part), "{stderr}");
        assert_eq!(files(&catalog), before);
    }
    assert!(files(&outside).is_empty());
    let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
    let left = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count();
    assert_eq!(left, 0, "a copy of the catalog is left");
}

/// An import never changes an existing file.
#[test]
fn nothing_is_overwritten() {
    let folder = pages();
    let catalog = folder.path().join("catalog");
    imported(folder.path(), "forms.md --version 1.2 --output catalog");
    let before = files(&catalog);
    for words in ["forms.md --version 1.2 --output catalog", "no-policy.md --version 1.2 --output catalog/"] {
        let output = import(folder.path(), words);
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr).replace("catalog//", "catalog/");
        assert_eq!(
            stderr,
            "error: `catalog/1.2` exists, and an import overwrites nothing; move it away first\n",
        );
        assert_eq!(files(&catalog), before);
    }
}

/// Bytes that no person would write are refused at a place, or imported, and never a panic.
#[test]
fn odd_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let nested = format!("# A\n\n```json\n{{\"Statement\": {}\n```\n", "[".repeat(100_000));
    let statement = r#"{"Effect": "Allow", "Action": "a:b", "Resource": "*"}"#;
    let document = |n: usize, statement: &str| {
        let statements = vec![statement; n].join(",");
        format!("# A\n\n```\n{{\"Version\": \"2012-10-17\", \"Statement\": [{statements}]}}\n```\n")
    };
    let cases = [
        (b"# A\n\n\xc3\xa4\xff".to_vec(), 1, "page.md:3:2: not UTF-8"),
        (
            nested.into(),
            1,
            "page.md:4:142: not JSON, so the policy is not imported: its arrays and objects are nested more than",
        ),
        (document(30_000, "0").into(), 1, "`a` is not imported: 29980 more mistakes follow"),
        (document(2_000, statement).into(), 0, "2000 ┆          0"),
        (Vec::new(), 1, "nothing was written"),
        ("\u{feff}# A\u{1b}[2J\n\n```\r\n{\"Statement\": 0}\r\n```".into(), 1, "page.md:4:15: `a2j`"),
    ];
    for (idx, (page, code, part)) in cases.into_iter().enumerate() {
        fs::write(folder.path().join("page.md"), page).expect("written");
        let output = import(folder.path(), &format!("page.md --version 1.{idx} --output catalog"));
        let stdout = String::from_utf8_lossy(&output.stdout);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let start: String = stdout.chars().take(2_000).collect();
        assert_eq!(output.status.code(), Some(code), "{part}: {start}{stderr}");
        assert!(stdout.contains(part), "{part}: {start}");
        assert!(!stdout.contains('\u{1b}'), "{part}");
    }
}

/// The facts of a made-up service build after their import into a catalog.
#[test]
fn facts_of_a_service() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = folder.path().join("catalog");
    copy(&repository().join("tests/catalog/good"), &catalog);
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import_services");
    let import = |version: &str, words: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["import-services", "--output", "catalog", "--as-of", "2026-08-22"])
            .args(words)
            .arg(reference.join(version))
            .current_dir(folder.path())
            .output()
            .expect("the command runs")
    };
    let refused = import("broken", &["--name", "mistakes=Mistakes", "--all"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!catalog.join("services/mistakes.toml").exists());
    let missing = import("nowhere", &[]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).ends_with("nowhere`: it does not exist\n"));
    for version in ["before", "after"] {
        let output = import(version, &["--name", "forge=AWS Forge"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let expected = fs::read_to_string(reference.join(format!("{version}.toml"))).expect("a text");
        assert_eq!(fs::read_to_string(catalog.join("services/forge.toml")).expect("a text"), expected);
        let model = compiler::load(&catalog, &Releases::All).unwrap_or_else(|report| panic!("{report}"));
        let forge =
            model.facts.services.iter().find(|service| service.prefix == "forge").expect("the service");
        let keys = |action: &str, resource: usize| {
            let action = forge.facts.actions.iter().find(|it| it.name == action).expect("the action");
            let keys = &action.on[resource].keys;
            keys.iter().map(|key| forge.facts.keys[*key].name.as_str()).collect::<Vec<_>>()
        };
        let created = if version == "before" { "aws:RequestTag/${TagKey}" } else { "forge:Weight" };
        assert!(keys("CreateAnvil", 0).contains(&created));
        assert!(!keys("CreateAnvil", 0).contains(&"aws:ResourceTag/${TagKey}"));
        assert!(keys("StrikeAnvil", 0) == ["aws:ResourceTag/${TagKey}"]);
    }
}
