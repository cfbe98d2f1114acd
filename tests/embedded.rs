//! A document has the same findings in every surrounding: alone, as an object of a larger text, in a string
//! of one, and URL-encoded in such a string; and the place of each finding has the same text.
//!
//! `PROPTEST_CASES=20000 cargo test --release --features check --test embedded` runs it long.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by a panic")]
#![allow(clippy::string_slice, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use pcluster_iam::document::{Span, find};
use pcluster_iam::findings::{Code, Finding, Options};
use proptest::prelude::*;

/// The documents of the releases, with their placeholders and mistakes, and one with other characters.
static DOCUMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let folders =
        ["2.9", "2.11", "3.6", "3.11"].map(|version| fs::read_dir(docs.join(version)).expect("a folder"));
    let paths = folders.into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let documents = paths.filter(|path| path.extension().is_some_and(|it| it == "json"));
    let mut documents: Vec<_> = documents.map(|path| fs::read_to_string(path).expect("a document")).collect();
    assert!(documents.len() > 20);
    documents.push(UNUSUAL.to_owned());
    documents.extend(
        ["{\"Version\": \"2012-10-17\",}", UNUSUAL.trim_end().trim_end_matches('}')].map(str::to_owned),
    );
    documents
});

const UNUSUAL: &str = r#"{"Version": "2012-10-17",
    "Statement": {"Sid": "é+ %41", "Effect": "Alow", "Action": ["sqs:Send\u00e9", "sqs:é", "sqs:\ud83d\ude00\t+"],
    "Resource": "arn:aws:sqs:eu-west-1:123456789012:a b\\\"c/+", "Resource": "😀"}}
"#;

/// The text before and after a document.
const AROUND: [(&str, &str); 3] = [
    ("{\"PolicyVersion\": {\"Document\": ", "}}"),
    ("{\n \"RoleName\": \"é\\n\", \"PolicyName\": \"p\",\r\n\t\"PolicyDocument\": ", "\n}"),
    (
        "{\"RoleDetailList\": [{\"RoleName\": \"r\", \"RolePolicyList\": [{\"PolicyName\": \"p\", \"PolicyDocument\": ",
        "}]}], \"Policies\": []}",
    ),
];

/// A string as JSON writes it; a choice decides which further characters are escaped.
fn escaped(text: &str, mut choice: impl Iterator<Item = u8>) -> String {
    let escape = |c: char| match (c, choice.next().expect("endless") % 8) {
        ('"' | '\\', 1..) => format!("\\{c}"),
        ('\n', 1..) => "\\n".to_owned(),
        ('/', 0..3) => "\\/".to_owned(),
        ('\0'..=' ' | '"' | '\\', _) | (_, 0) => {
            let unit = |unit: &u16| format!("\\u{unit:04x}");
            c.encode_utf16(&mut [0; 2]).iter().map(unit).collect::<Vec<_>>().concat()
        }
        _ => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// A string as a URL writes it; a choice decides which further characters are encoded.
fn percent(text: &str, mut choice: impl Iterator<Item = u8>) -> String {
    let encode = |(idx, c): (usize, char)| {
        let choice = choice.next().expect("endless");
        if idx > 0 && !choice.is_multiple_of(3) && c != '%' && c != '+' {
            return c.to_string();
        }
        let encoded = |byte: u8| if choice > 127 { format!("%{byte:02X}") } else { format!("%{byte:02x}") };
        c.encode_utf8(&mut [0; 4]).bytes().map(encoded).collect()
    };
    text.chars().enumerate().map(encode).collect()
}

/// The characters behind a part of a JSON string.
fn unescaped(text: &str) -> String {
    let text = text.replace('\n', "\\n");
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The characters behind a part of a URL.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '%' {
            bytes.push(u8::from_str_radix(&rest[1..3], 16).expect("hexadecimal digits"));
            rest = &rest[3..];
        } else {
            bytes.extend(rest[..c.len_utf8()].bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn findings(text: &str) -> Vec<Finding> {
    let found = find(text);
    assert_eq!((found.policies.len(), found.skipped.len()), (1, 0), "{text}");
    found.policies[0].check(&Options::default())
}

/// A finding without its places, and the texts at them. A fix says what to write at its place, which a text
/// inside of another one does not have.
fn seen(finding: &Finding, text_at: impl Fn(Span) -> String) -> (Finding, Vec<String>) {
    let mut finding = finding.clone();
    finding.fix = None;
    let mut texts = vec![text_at(std::mem::take(&mut finding.span))];
    texts.extend(finding.labels.iter_mut().map(|(span, _)| text_at(std::mem::take(span))));
    (finding, texts)
}

fn all_seen(text: &str, read: impl Fn(&str) -> String) -> Vec<(Finding, Vec<String>)> {
    let text_at = |span: Span| read(&text[span.start..span.end]);
    // What is around says how the policy is attached, and so its limits.
    let is_about_size = |it: &&Finding| it.code == Code::PolicySizeExceedsIdentityPolicyQuota;
    findings(text).iter().filter(|it| !is_about_size(it)).map(|finding| seen(finding, text_at)).collect()
}

proptest! {
    #[test]
    fn findings_do_not_depend_on_what_is_around(
        document in any::<prop::sample::Index>(),
        around in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 1..64),
    ) {
        let document = document.get(&DOCUMENTS).trim();
        let choice = || choices.iter().copied().cycle();
        let (before, behind) = *around.get(&AROUND);
        let bare = all_seen(document, str::to_owned);
        let text = format!("{before}\"{}\"{behind}", escaped(document, choice()));
        prop_assert_eq!(&bare, &all_seen(&text, unescaped));
        let encoded = percent(document, choice());
        let text = format!("{before}\"{}\"{behind}", escaped(&encoded, choice().skip(1)));
        prop_assert_eq!(&bare, &all_seen(&text, |text| decoded(&unescaped(text))));
        prop_assert_eq!(&bare, &all_seen(&encoded, decoded));
        if serde_json::from_str::<serde_json::Value>(document).is_ok() {
            let text = format!("{before}{document}{behind}");
            prop_assert_eq!(&bare, &all_seen(&text, str::to_owned));
        }
    }
}
