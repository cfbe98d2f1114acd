//! Documents as people and programs write them: each is read, and each mistake has its place.
//!
//! `tests/documents/<case>.json` or `.yaml` is a document, and `<case>.txt` has its findings;
//! `UPDATE_EXPECTED=1 cargo test --features check --test documents` writes the latter. Documents that
//! an editor would change are in this file.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use pcluster_iam::document::{Document, Span, find, json};
use pcluster_iam::findings::{Code, Finding, Options, Severity, check};
use serde_json::{Value, json};

use support::{check_places, documented, files, findings, repository, template};

/// The groups of findings that this file tests.
const GROUPS: [&str; 4] = ["elements", "actions", "resources", "variables"];

/// Further groups, which the cases named `meaning-…` test.
const GROUPS_OF_MEANING: [&str; 2] = ["reach", "redundancy"];

/// The findings as a reader sees them, with the text at each place.
fn shown(text: &str, findings: &[Finding]) -> String {
    let place = |span: Span| {
        let before = &text[..span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let there: String = text[span.start..span.end].escape_debug().take(48).collect();
        format!("{line}:{column} |{there}|")
    };
    let mut out = String::new();
    for finding in findings {
        let (code, severity, message) = (finding.code, finding.severity, &finding.message);
        writeln!(out, "{severity}[{code}] {}\n  {message}", place(finding.span)).expect("written");
        for (span, label) in &finding.labels {
            writeln!(out, "  {}: {label}", place(*span)).expect("written");
        }
        for help in &finding.help {
            writeln!(out, "  help: {help}").expect("written");
        }
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

fn cases() -> Vec<PathBuf> {
    ["json", "yaml"].into_iter().flat_map(|it| files(&repository().join("tests/documents"), it)).collect()
}

#[test]
fn each_case_gets_its_answer() {
    let mut failures = String::new();
    let cases = cases();
    assert!(cases.len() > 30);
    for case in cases {
        let text = fs::read_to_string(&case).expect("a text");
        let name = case.file_stem().expect("a name").to_string_lossy().into_owned();
        let options = if name.ends_with("-template") { template() } else { Options::default() };
        let mut found = findings(&text, &options);
        let is_about_meaning = name.starts_with("meaning-");
        found.retain(|finding| {
            let group = finding.code.group();
            GROUPS.contains(&group) || is_about_meaning && GROUPS_OF_MEANING.contains(&group)
        });
        let report = shown(&text, &found);
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).expect("written");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != report {
            writeln!(failures, "{name}:\n{report}").expect("written");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn an_answer_says_what_to_do() {
    for case in cases() {
        let text = fs::read_to_string(&case).expect("a text");
        for finding in findings(&text, &Options::default()) {
            let message = &finding.message;
            assert!(!finding.help.is_empty(), "{}: {message}", case.display());
            assert!(!message.contains('\n') && !message.ends_with('.'), "{}: {message}", case.display());
        }
    }
}

/// The conditions of a template of which only one value is looked at.
#[test]
fn conditions_beyond_the_limit_are_told() {
    let told = |n_conditions: usize| {
        let action =
            |idx| json!({"Fn::If": [format!("Is{idx:02}"), "sqs:SendMessage", "sqs:ReceiveMessage"]});
        let statement = json!({
            "Sid": "Queue",
            "Effect": "Allow",
            "Action": (1..=n_conditions).map(action).collect::<Vec<_>>(),
            "Resource": "arn:aws:sqs:us-east-1:123456789012:jobs",
        });
        let document = json!({"Version": "2012-10-17", "Statement": [statement]});
        let policy = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": document}});
        let text = json!({"Resources": {"Policy": policy}}).to_string();
        let found = find(&text);
        assert!(found.policies.len() > 1, "each condition is varied");
        let findings = found.policies.iter().flat_map(|policy| policy.check(&template()));
        let told = findings.filter(|finding| finding.code.name() == "CHECKED_IN_PART");
        let mut told: Vec<_> = told
            .map(|finding| (text[finding.span.start..finding.span.end].to_owned(), finding.message))
            .collect();
        told.dedup();
        told
    };
    assert_eq!(told(16), []);
    let message =
        "the template has 2 conditions more than are looked at with both values, beginning with `Is17`";
    assert_eq!(told(18), [("Is17".to_owned(), message.to_owned())]);
}

/// A list too long for a comparison that no other part of the document needs.
#[test]
fn resources_beyond_the_limit_are_counted() {
    let found = |n_resources: usize| {
        let arn = |idx| format!("arn:aws:logs:eu-west-1:123456789012:log-group:jobs{idx}:*");
        let document = json!({"Version": "2012-10-17", "Statement": {
            "Sid": "Logs",
            "Effect": "Allow",
            "Action": "logs:DeleteLogGroup",
            "Resource": (0..n_resources).map(arn).collect::<Vec<_>>(),
        }});
        let found = findings(&document.to_string(), &Options::default());
        let about_forms = found.into_iter().filter(|it| it.message.contains("AWS"));
        about_forms.map(|it| (it.code.name(), it.span.start, it.message)).collect::<Vec<_>>()
    };
    let few = found(192);
    assert_eq!(few.len(), 192);
    assert!(few.iter().all(|(code, ..)| *code == "DEPRECATED_ARN_FORM"));
    let message = "the document has too many resources to check whether AWS is ending a form of their ARNs";
    assert_eq!(found(193), [("CHECKED_IN_PART", 0, message.to_owned())]);
}

/// Every code of these groups is shown by a case.
#[test]
fn every_code_has_a_case() {
    // What only a file around a document shows has a case there.
    let folders = ["tests/documents", "tests/check/places"];
    let expected = folders.into_iter().flat_map(|folder| files(&repository().join(folder), "txt"));
    let all: String = expected.map(|path| fs::read_to_string(path).expect("a text")).collect();
    for code in Code::ALL {
        if GROUPS.contains(&code.group()) || GROUPS_OF_MEANING.contains(&code.group()) {
            let is_shown = [format!("[{code}]"), format!(" {code} in ")].iter().any(|it| all.contains(it));
            assert!(is_shown, "{code} has no case");
        }
    }
}

/// Texts that are not JSON, and that an editor would not keep.
#[test]
fn what_is_not_json_is_refused() {
    let cases = [
        ("", "it is empty"),
        (" \n\t", "it is empty"),
        ("\u{feff}", "it is empty"),
        ("{\"a\": \"b\tc\"}", "a string has the control character U+0009"),
        ("{\"a\": \"b\u{0}c\"}", "a string has the control character U+0000"),
        ("{\"a\": \"b\u{1b}c\"}", "a string has the control character U+001B"),
        ("{\"a\": \"b\n\"}", "a string has no closing quote on its line"),
        ("{\"a\": \"b\r\"}", "a string has no closing quote on its line"),
        ("{\"a\": \"b\\\n\"}", "a string has no closing quote on its line"),
        ("{\"a\":\u{a0}1}", "U+00A0 is not white space in JSON"),
        ("{\"a\":\u{b}1}", "U+000B is not white space in JSON"),
        ("{\"a\":\u{2028}1}", "U+2028 is not white space in JSON"),
        ("{“a”: 1}", "`“` is not a quote in JSON"),
        ("{\"a\": é}", "`é` is outside of a string"),
        ("{\"a\": 01}", "a number begins with `0`"),
        ("{\"a\": -012}", "a number begins with `0`"),
        ("01", "a number begins with `0`"),
        ("{\"a\": +1}", "a number begins with `+`"),
        ("{\"a\": .5}", "a number lacks a digit beside its decimal point"),
        ("{\"a\": 5.}", "a number lacks a digit beside its decimal point"),
        ("{\"a\": 1e}", "a number lacks a digit here"),
        ("{\"a\": -}", "a number lacks a digit here"),
        ("{\"a\": 0x1F}", "a number is hexadecimal"),
        ("{\"a\": NaN}", "expected a value, found `NaN`"),
        ("{\"a\": -Infinity}", "JSON has no such number"),
        ("{\"a\": \"\\ud800\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\udc00\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\ud800\\u0041\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\x41\"}", "JSON has no such escape"),
        ("{\"a\": \"\\'\"}", "JSON has no such escape"),
        ("{\"a\": \"\\u12\"}", "`\\u` needs four hexadecimal digits"),
        ("{\"a\": 'b'}", "a string is in single quotes"),
        ("{\"a\": True}", "expected a value, found `True`"),
        ("{\"a\": }", "expected a value, found `}`"),
        ("{a: 1}", "expected a name in quotes, found `a`"),
        ("{\"a\" 1}", "a name is not followed by a colon"),
        ("{\"a\": 1,}", "there is a comma after the last element"),
        ("[1,]", "there is a comma after the last element"),
        ("[,1]", "expected a value, found `,`"),
        ("[1 2]", "a comma is missing after this"),
        ("{\"a\": 1 \"b\": 2}", "a comma is missing after this"),
        ("{\"a\": 1 // one\n}", "there is a comment, which JSON does not allow"),
        ("/* one */ {}", "there is a comment, which JSON does not allow"),
        ("{} {}", "there is more text after the end of the document"),
        ("{}}", "there is more text after the end of the document"),
        ("{\"a\": [1, 2}", "`}` does not close the bracket that is open here"),
        ("[1", "an array is not closed"),
        ("{\"a\": 1", "an object is not closed"),
        ("{\"a\": \"b}", "a string has no closing quote"),
        ("}", "expected a value, found `}`"),
        ("%7B%7D", "it begins with `%`"),
        ("Version", "it begins with `Version`"),
    ];
    for (text, expected) in cases {
        let error = json::parse(text).expect_err(text);
        assert_eq!(error.message, expected, "{text:?}");
        assert!(!error.help.is_empty(), "{text:?}");
        check_places(text, &findings(text, &Options::default()));
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_told_and_passed_over() {
    let text = format!("\u{feff}{}", policy("sqs:SendMessage", "*"));
    let found = findings(&text, &Options::default());
    check_places(&text, &found);
    let codes: Vec<_> = found.iter().filter(|it| it.severity == Severity::Error).map(|it| it.code).collect();
    assert_eq!(codes, [Code::UnsupportedCharacter]);
}

#[test]
fn deep_nesting_ends_at_a_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(json::parse(&nested(128)).is_ok());
        let error = json::parse(&nested(129)).expect_err("too deep");
        assert_eq!(error.message, "its arrays and objects are nested more than 128 levels deep");
        let text = nested(2_000_000);
        check_places(&text, &findings(&text, &Options::default()));
        let text = open.repeat(2_000_000);
        check_places(&text, &findings(&text, &Options::default()));
    }
}

/// Documents of ten million characters get an answer in acceptable time. Unoptimised code gets documents that are
/// just too large to be compared in all parts.
#[test]
fn large_documents_come_to_an_end() {
    const SIZE: usize = if cfg!(debug_assertions) { 110_000 } else { 10_000_000 };
    let repeated = |unit: &str| unit.repeat(SIZE / unit.len());
    let list = |unit: &str| format!("[{}\"sqs:x\"]", repeated(unit));
    let statement = policy("sqs:SendMessage", "*");
    let statement = &statement[statement.find('[').expect("a list") + 1..statement.len() - 2];
    let texts = [
        repeated("a"),
        format!("\"{}\"", repeated("a")),
        format!("\"{}", repeated("\\u0041")),
        policy(&repeated("a"), "*"),
        policy("sqs:*", &format!("arn:aws:sqs:us-east-1:123456789012:{}", repeated("a?*"))),
        policy("sqs:*", &repeated("${")),
        policy("sqs:*", &repeated("${a:")),
        policy("sqs:*", &repeated("<")),
        policy("sqs:*", &repeated("<a")),
        policy("sqs:*", &format!("arn:{}", repeated(":"))),
        policy("sqs:*", &format!("arn:aws:sqs:{}", repeated("*"))),
        policy("sqs:*", &format!("arn:aws:sqs:us-east-1:{}", repeated("1"))),
        policy("sqs:*", "*").replace("\"sqs:*\"", &list("\"sqs:Sned\",")),
        policy("sqs:*", "*").replace("\"sqs:*\"", &list("\"sqsq:Send\",")),
        policy("sqs:*", "*").replace("\"*\"", &list("\"arn:aws:sqs:us-east-1:123456789012:q\",")),
        policy("sqs:*", "*").replace("\"*\"", &list("\"arn:aws:sqs\",")),
        policy("sqs:*", "*").replace("\"*\"", &list("\"\u{2013}\",")),
        format!(
            "{{\"Version\": \"2012-10-17\", \"Statement\": [{}{statement}]}}",
            repeated(&format!("{statement},"))
        ),
        format!("{{{}\"a\": 1}}", repeated("\"Action\": \"sqs:SendMessage\",")),
        format!(
            "{{\"Version\": \"2012-10-17\", \"Statement\": {{{}\"a\": 1}}}}",
            repeated("\"b\": 1, \"Actoin\": 1,")
        ),
    ];
    for text in texts {
        let start = Instant::now();
        let found = findings(&text, &Options::default());
        let taken = start.elapsed();
        let head: String = text.chars().take(120).collect();
        assert!(taken < Duration::from_secs(60), "{head}: {taken:?}");
        check_places(&text, &found);
    }
}

/// The places and the messages of the findings about parts of a document that are not checked.
fn unchecked(text: &str) -> Vec<(&str, String)> {
    let found = findings(text, &Options::default());
    let found = found.into_iter().filter(|finding| finding.code.name() == "CHECKED_IN_PART");
    found.map(|it| (&text[it.span.start..it.span.end], it.message)).collect()
}

#[test]
fn conditions_beyond_the_limit_are_reported() {
    const LIMIT: usize = 1024;
    let with_conditions = |n: usize| {
        let keys: Vec<_> = (1..=n).map(|idx| format!(r#""aws:RequestTag/{idx}": "x""#)).collect();
        let conditions = format!(r#"", "Condition": {{"StringEquals": {{{}}}}}}}]"#, keys.join(", "));
        policy("sqs:CreateQueue", "*").replace("\"}]", &conditions)
    };
    assert_eq!(unchecked(&with_conditions(LIMIT)), []);
    let skipped =
        |n: &str| format!("only the 1024 conditions before this one were checked: {n} skipped from here on");
    let first = "aws:RequestTag/1025";
    assert_eq!(unchecked(&with_conditions(LIMIT + 1)), [(first, skipped("1 condition is"))]);
    assert_eq!(unchecked(&with_conditions(LIMIT + 2)), [(first, skipped("2 conditions are"))]);
}

#[test]
fn documents_beyond_the_limit_are_reported() {
    let of_size = |size: usize| {
        let resource = "arn:aws:sqs:us-east-1:123456789012:";
        let rest = Document::parse(&policy("sqs:SendMessage", resource)).size;
        policy("sqs:SendMessage", &format!("{resource}{}", "q".repeat(size - rest)))
    };
    let message = "the document is too large to compare all of its parts with each other";
    assert_eq!(unchecked(&of_size(102_400)), []);
    assert_eq!(unchecked(&of_size(102_401)), [("{", message.to_owned())]);
    // A document of ten times that size has a finding about its size alone.
    let help = |size: usize| -> Vec<String> {
        let found = findings(&of_size(size), &Options::default());
        let found = found.into_iter().filter(|it| it.code.name().starts_with("POLICY_SIZE"));
        found.flat_map(|it| it.help).collect()
    };
    let nothing_else = "nothing else in it was checked".to_owned();
    assert!(!help(1_024_000).contains(&nothing_else));
    assert!(help(1_024_001).contains(&nothing_else));
    assert_eq!(unchecked(&of_size(1_024_001)), []);
}

#[test]
fn documents_of_the_catalog_have_no_mistakes_of_form() {
    let documented = documented();
    assert!(documented.len() > 20);
    for (path, text) in documented {
        let document = Document::parse(&text);
        let found = check(&document, &template());
        check_places(&text, &found);
        let of_form = found.iter().filter(|finding| {
            ["elements", "resources", "variables"].contains(&finding.code.group())
                && finding.severity == Severity::Error
        });
        let of_form: Vec<_> = of_form.cloned().collect();
        assert!(of_form.is_empty(), "{}:\n{}", path.display(), shown(&text, &of_form));
        assert!(document.size > 0 && document.size <= text.len());
    }
}

#[test]
fn a_document_inside_of_another_is_as_large_as_alone() {
    for (path, text) in documented() {
        let value = json::parse(&text).expect("JSON");
        assert_eq!(Document::read(&value).size, Document::parse(&text).size, "{}", path.display());
    }
}

/// Unusual ARNs that IAM accepts.
#[test]
fn resources_that_are_as_they_should_be() {
    let cases = [
        ("sqs:SendMessage", "arn:aws:sqs:*"),
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:*"),
        ("sqs:SendMessage", "arn:aws:sqs:us-*:*:jobs"),
        ("sqs:SendMessage", "arn:aws:sqs:*:123456789012:jobs"),
        ("sqs:SendMessage", "arn:aws:sqs:us-east-1:1234*:jobs"),
        ("sqs:SendMessage", "arn:aws-cn:sqs:cn-north-1:123456789012:jobs"),
        ("sqs:SendMessage", "arn:*:sqs:*:*:jobs"),
        ("sqs:SendMessage", "arn:aws:sqs:xx-newplace-9:123456789012:jobs".replace("xx", "us").leak()),
        ("s3:GetObject", "arn:aws:s3:::*"),
        ("s3:GetObject", "arn:aws:s3:::data/${aws:username}/*"),
        ("s3:GetObject", "arn:aws:s3:::data/${aws:PrincipalTag/team, 'none'}/*"),
        ("s3:GetObject", "arn:aws:s3:::data/${*}/${?}/${$}/*"),
        ("s3:*", "arn:aws:s3:*:123456789012:accesspoint/mine"),
        ("iam:PassRole", "arn:*:iam::*:role/x"),
        ("iam:GetPolicy", "arn:aws:iam::aws:policy/AdministratorAccess"),
        ("ssm:GetParameter", "arn:aws:ssm:*::parameter/aws/service/*"),
        ("ssm:GetParameter", "arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/x"),
        ("ec2:RunInstances", "arn:aws:ec2:*::image/ami-*"),
        ("ec2:RunInstances", "arn:aws:ec2:us-east-1::snapshot/*"),
        (
            "elasticloadbalancing:AddTags",
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/0123456789abcdef",
        ),
        ("servicecatalog:DescribeProduct", "arn:aws:catalog:us-east-1:123456789012:product/prod-0"),
        ("guardduty:GetFindings", "arn:aws:guardduty:us-east-1:123456789012:detector/*"),
    ];
    for (action, resource) in cases {
        let text = policy(action, resource);
        let found: Vec<_> = findings(&text, &Options::default())
            .into_iter()
            .filter(|it| it.severity == Severity::Error)
            .collect();
        assert!(found.is_empty(), "{action} {resource}:\n{}", shown(&text, &found));
    }
}

/// A policy with one statement.
fn policy(action: &str, resource: &str) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{"Sid": "One", "Effect": "Allow", "Action": action, "Resource": resource}],
    })
    .to_string()
}
