//! Documents as people and programs write them: each is read, and what is wrong with it has its place.
//!
//! `tests/documents/<case>.json` is a document, and `<case>.txt` what is found in it;
//! `UPDATE_EXPECTED=1 cargo test --features check --test documents` writes the latter. A document that
//! an editor would change stands in this file.
//!
//! `PROPTEST_CASES=20000 cargo test --release --features check --test documents` runs it long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pcluster_iam::PARTITIONS;
use pcluster_iam::document::{Document, Span, json};
use pcluster_iam::findings::{Code, Finding, Options, Severity, check};
use proptest::prelude::*;
use serde_json::{Value, json};

fn findings(text: &str, options: &Options) -> Vec<Finding> {
    check(&Document::parse(text), options)
}

/// With placeholders, as templates are checked.
fn template() -> Options {
    let mut options = Options::default();
    options.placeholders = true;
    options
}

/// The findings as a reader sees them, with what stands at each place.
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
        let (code, message) = (finding.code, &finding.message);
        writeln!(out, "{}[{code}] {}\n  {message}", code.severity(), place(finding.span)).expect("written");
        for (span, label) in &finding.labels {
            writeln!(out, "  {}: {label}", place(*span)).expect("written");
        }
        for help in &finding.help {
            writeln!(out, "  help: {help}").expect("written");
        }
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with an ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
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

/// The documents of docs/, each with its path.
fn documented() -> Vec<(PathBuf, String)> {
    let texts = files(&repository().join("docs"), "json").into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a text");
        (path, text)
    });
    texts.filter(|(_, text)| text.contains("\"Statement\"") && !text.contains("\"$schema\"")).collect()
}

#[test]
fn each_case_gets_its_answer() {
    let mut failures = String::new();
    let cases = files(&repository().join("tests/documents"), "json");
    assert!(cases.len() > 30);
    for case in cases {
        let text = fs::read_to_string(&case).expect("a text");
        // The text of a case is one of two languages.
        let name = case.file_stem().expect("a name").to_string_lossy().into_owned();
        let options = if name.ends_with("-template") { template() } else { Options::default() };
        let report = shown(&text, &findings(&text, &options));
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
    for case in files(&repository().join("tests/documents"), "json") {
        let text = fs::read_to_string(&case).expect("a text");
        for finding in findings(&text, &Options::default()) {
            let message = &finding.message;
            assert!(!finding.help.is_empty(), "{}: {message}", case.display());
            assert!(!message.contains('\n') && !message.ends_with('.'), "{}: {message}", case.display());
        }
    }
}

/// Every code of these groups is shown by a case.
#[test]
fn every_code_has_a_case() {
    let expected = files(&repository().join("tests/documents"), "txt");
    let all: String = expected.iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    for code in Code::ALL {
        if ["elements", "actions", "resources", "variables"].contains(&code.group()) {
            assert!(all.contains(&format!("[{code}]")), "{code} has no case");
        }
    }
}

/// Texts that are no JSON, and that an editor would not keep.
#[test]
fn what_is_not_json_is_refused() {
    let cases = [
        ("", "there is nothing in it"),
        (" \n\t", "there is nothing in it"),
        ("\u{feff}", "there is nothing in it"),
        ("{\"a\": \"b\tc\"}", "a text holds the control character U+0009"),
        ("{\"a\": \"b\u{0}c\"}", "a text holds the control character U+0000"),
        ("{\"a\": \"b\u{1b}c\"}", "a text holds the control character U+001B"),
        ("{\"a\": \"b\n\"}", "a text has no closing quote on its line"),
        ("{\"a\": \"b\r\"}", "a text has no closing quote on its line"),
        ("{\"a\": \"b\\\n\"}", "a text has no closing quote on its line"),
        ("{\"a\":\u{a0}1}", "U+00A0 is no white space of JSON"),
        ("{\"a\":\u{b}1}", "U+000B is no white space of JSON"),
        ("{\"a\":\u{2028}1}", "U+2028 is no white space of JSON"),
        ("{“a”: 1}", "`“` is no quote of JSON"),
        ("{\"a\": é}", "`é` stands outside of a text"),
        ("{\"a\": 01}", "a number begins with `0`"),
        ("{\"a\": -012}", "a number begins with `0`"),
        ("01", "a number begins with `0`"),
        ("{\"a\": +1}", "a number begins with `+`"),
        ("{\"a\": .5}", "a number has no digit beside its point"),
        ("{\"a\": 5.}", "a number has no digit beside its point"),
        ("{\"a\": 1e}", "a number lacks a digit here"),
        ("{\"a\": -}", "a number lacks a digit here"),
        ("{\"a\": 0x1F}", "a number is hexadecimal"),
        ("{\"a\": NaN}", "`NaN` stands where a value is needed"),
        ("{\"a\": -Infinity}", "JSON has no such number"),
        ("{\"a\": \"\\ud800\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\udc00\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\ud800\\u0041\"}", "an escape is one half of a surrogate pair"),
        ("{\"a\": \"\\x41\"}", "JSON has no such escape"),
        ("{\"a\": \"\\'\"}", "JSON has no such escape"),
        ("{\"a\": \"\\u12\"}", "`\\u` needs four hexadecimal digits"),
        ("{\"a\": 'b'}", "a text is in single quotes"),
        ("{\"a\": True}", "`True` stands where a value is needed"),
        ("{\"a\": }", "`}` stands where a value is needed"),
        ("{a: 1}", "`a` stands where a name in quotes is needed"),
        ("{\"a\" 1}", "a name is not followed by a colon"),
        ("{\"a\": 1,}", "a comma stands behind the last element"),
        ("[1,]", "a comma stands behind the last element"),
        ("[,1]", "`,` stands where a value is needed"),
        ("[1 2]", "a comma is missing behind this"),
        ("{\"a\": 1 \"b\": 2}", "a comma is missing behind this"),
        ("{\"a\": 1 // one\n}", "there is a comment, which JSON has not"),
        ("/* one */ {}", "there is a comment, which JSON has not"),
        ("{} {}", "something follows the end of the document"),
        ("{}}", "something follows the end of the document"),
        ("{\"a\": [1, 2}", "`}` closes what is not open here"),
        ("[1", "an array is not closed"),
        ("{\"a\": 1", "an object is not closed"),
        ("{\"a\": \"b}", "a text has no closing quote"),
        ("}", "`}` stands where a value is needed"),
        ("%7B%7D", "it begins with `%`"),
        ("Version: 1", "it begins with `Version`"),
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
    let codes: Vec<_> =
        found.iter().map(|finding| finding.code).filter(|code| code.severity() == Severity::Error).collect();
    assert_eq!(codes, [Code::UnsupportedCharacter]);
}

#[test]
fn deep_nesting_ends_at_a_limit() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(json::parse(&nested(128)).is_ok());
        let error = json::parse(&nested(129)).expect_err("too deep");
        assert_eq!(error.message, "its arrays and objects are nested more than 128 deep");
        let text = nested(2_000_000);
        check_places(&text, &findings(&text, &Options::default()));
        let text = open.repeat(2_000_000);
        check_places(&text, &findings(&text, &Options::default()));
    }
}

/// Documents of ten million characters take no more time than a person waits for.
#[test]
fn large_documents_come_to_an_end() {
    const SIZE: usize = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
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
                && finding.code.severity() == Severity::Error
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

/// ARNs that IAM takes, with what looks odd in them.
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
            .filter(|it| it.code.severity() == Severity::Error)
            .collect();
        assert!(found.is_empty(), "{action} {resource}:\n{}", shown(&text, &found));
    }
}

#[test]
fn a_policy_is_for_one_partition() {
    let mut options = Options::default();
    options.partition = PARTITIONS.iter().copied().find(|partition| partition.id == "aws-cn");
    assert!(options.partition.is_some());
    let codes = |resource: &str| {
        let found = findings(&policy("sqs:SendMessage", resource), &options);
        found.into_iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("arn:aws:sqs:us-east-1:123456789012:jobs"), [Code::InvalidPartition]);
    assert_eq!(codes("arn:aws-cn:sqs:cn-north-1:123456789012:jobs"), []);
    assert_eq!(codes("arn:aws*:sqs:*:123456789012:jobs"), []);
}

/// A policy with one statement.
fn policy(action: &str, resource: &str) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{"Sid": "One", "Effect": "Allow", "Action": action, "Resource": resource}],
    })
    .to_string()
}

/// Fails unless every place is inside of the text and between two characters.
fn check_places(text: &str, findings: &[Finding]) {
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

fn n_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300)
}

/// What is done to a text.
#[derive(Clone, Debug)]
enum Mutation {
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Double(prop::sample::Index, usize),
    Put(prop::sample::Index, String),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let idx = any::<prop::sample::Index>;
    let pieces = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "${",
        "}",
        "<",
        ">",
        "*",
        "?",
        "0",
        "null",
        "\u{feff}",
        "é",
        "漢",
        "\n",
        "\t",
        "\u{0}",
        "arn:",
        "\"Sid\":",
        "\\u00e9",
        "\\ud83d\\ude00",
        "${aws:username}",
        "aws:",
        "::",
        "-",
    ];
    prop_oneof![
        1 => idx().prop_map(Mutation::Cut),
        3 => (idx(), 1..40_usize).prop_map(|(at, n)| Mutation::Drop(at, n)),
        3 => (idx(), 1..80_usize).prop_map(|(at, n)| Mutation::Double(at, n)),
        6 => (idx(), prop::sample::select(pieces.map(str::to_owned).to_vec())).prop_map(|(at, it)| Mutation::Put(at, it)),
    ]
}

fn mutated(text: &str, mutation: &Mutation) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return String::new();
    }
    let range = |at: &prop::sample::Index, n: usize| {
        at.index(chars.len())..(at.index(chars.len()) + n).min(chars.len())
    };
    match mutation {
        Mutation::Cut(at) => chars[..at.index(chars.len())].iter().collect(),
        Mutation::Drop(at, n) => {
            let gone = range(at, *n);
            chars[..gone.start].iter().chain(&chars[gone.end..]).collect()
        }
        Mutation::Double(at, n) => {
            let twice = range(at, *n);
            chars[..twice.end].iter().chain(&chars[twice.start..]).collect()
        }
        Mutation::Put(at, it) => {
            let at = at.index(chars.len());
            chars[..at].iter().copied().chain(it.chars()).chain(chars[at..].iter().copied()).collect()
        }
    }
}

/// JSON of the kind that a policy has, with names and texts of policies in any place.
fn json_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        prop::sample::select(vec![
            "Version",
            "Statement",
            "Sid",
            "Effect",
            "Allow",
            "Action",
            "Resource",
            "NotAction",
            "Condition",
            "Principal",
            "StringEquals",
            "aws:username",
            "sqs:*",
            "s3:Get*",
            "*",
            "arn:aws:s3:::${aws:username}",
            "<REGION>",
            "2012-10-17",
            "arn:aws:sqs:us-east-1:1:a",
            "arn:",
            "arn:*",
            "${",
            "${}",
            "Effekt",
            "iam:PassRole",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), ..ProptestConfig::default() })]

    #[test]
    fn every_text_gets_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        check_places(&text, &findings(&text, &Options::default()));
    }

    #[test]
    fn json_is_what_serde_takes_for_it(text in "[\\[\\]{}:, \"\\\\a0-1.eE+\\-tu\n]{0,24}") {
        // Both have the same language, but for the depth.
        prop_assert_eq!(json::parse(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn every_value_gets_an_answer(value in json_value(), statement in json_value()) {
        for value in [value, json!({"Version": "2012-10-17", "Statement": statement})] {
            let text = value.to_string();
            let found = findings(&text, &Options::default());
            check_places(&text, &found);
            prop_assert!(found.iter().all(|finding| finding.code != Code::JsonSyntaxError));
            check_places(&text, &findings(&text, &template()));
        }
    }

    #[test]
    fn every_mutated_policy_gets_an_answer(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        let documented = documented();
        let (_, text) = which.get(&documented);
        let text = mutations.iter().fold(text.clone(), |text, mutation| mutated(&text, mutation));
        let found = findings(&text, &Options::default());
        check_places(&text, &found);
        let is_json = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).is_ok();
        prop_assert_eq!(is_json, found.iter().all(|finding| finding.code != Code::JsonSyntaxError), "{}", text);
    }

    /// The spelling of a document is nothing to its findings: lists of one, the order of elements,
    /// escapes and white space.
    #[test]
    fn spelling_changes_nothing(which in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let documented = documented();
        let (_, text) = which.get(&documented);
        let value: Value = serde_json::from_str(text).expect("JSON");
        let mut out = String::new();
        spell(&value, &mut Random(seed), &mut out);
        prop_assert!(serde_json::from_str::<Value>(&out).is_ok(), "{}", out);
        let summary = |text: &str| {
            let found = findings(text, &template());
            let summary = found.into_iter().map(|it| (it.statement, it.code, it.message, it.subject));
            let mut summary: Vec<_> = summary.filter(|(_, code, ..)| *code != Code::PolicySizeExceedsIdentityPolicyQuota).collect();
            summary.sort();
            summary
        };
        prop_assert_eq!(summary(text), summary(&out), "{}", out);
    }
}

/// A small source of choices.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Writes a value in one of its spellings.
fn spell(value: &Value, random: &mut Random, out: &mut String) {
    out.push_str(["", " ", "\n\t"][usize::try_from(random.below(3)).expect("small")]);
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if random.below(2) == 0 {
                members.reverse();
            }
            out.push('{');
            for (idx, (name, value)) in members.into_iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                spell_text(name, random, out);
                out.push(':');
                let takes_list = matches!(name.as_str(), "Action" | "Resource" | "Statement" | "NotAction");
                match value {
                    Value::Array(items) if takes_list && items.len() == 1 => spell(&items[0], random, out),
                    Value::Array(_) => spell(value, random, out),
                    _ if takes_list && random.below(2) == 0 => {
                        out.push('[');
                        spell(value, random, out);
                        out.push(']');
                    }
                    _ => spell(value, random, out),
                }
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (idx, item) in items.iter().enumerate() {
                if idx > 0 {
                    out.push(',');
                }
                spell(item, random, out);
            }
            out.push(']');
        }
        Value::String(text) => spell_text(text, random, out),
        other => out.push_str(&other.to_string()),
    }
}

fn spell_text(text: &str, random: &mut Random, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '/' if random.below(4) == 0 => out.push_str("\\/"),
            c if c < ' ' || random.below(16) == 0 => write!(out, "\\u{:04x}", u32::from(c)).expect("written"),
            c => out.push(c),
        }
    }
    out.push('"');
}
