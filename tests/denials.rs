//! AWS's messages about denials, in all wordings and in what surrounds them.
//!
//! `tests/denials/<case>.log` is a text, and `<case>.txt` has what is read from it;
//! `UPDATE_EXPECTED=1 cargo test --features evaluate --test denials` writes the latter. The wordings are those of
//! the IAM User Guide ("Troubleshoot access denied error messages") and of issues 28, 372, 854, 1152, 1609, 1912,
//! 2077, 2261 and 4052 of `aws/aws-parallelcluster`, with other names.

#![cfg(feature = "evaluate")]
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pcluster_iam::denial::{Denial, find};
use proptest::prelude::*;

fn shown(text: &str, denials: &[Denial]) -> String {
    let mut out = String::new();
    for denial in denials {
        let place = text.get(denial.span.start..denial.span.end).expect("a place in the text");
        let line = text.get(..denial.span.start).unwrap_or_default().matches('\n').count() + 1;
        let start: String = place.chars().take(30).collect();
        let end: String = place.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
        writeln!(out, "line {line}: |{}…{}|", start.escape_debug(), end.escape_debug()).expect("written");
        let fields = [
            ("principal", &denial.principal),
            ("action", &denial.action),
            ("call", &denial.call),
            ("service", &denial.service),
            ("resource", &denial.resource),
            ("arn", &denial.resource_arn().filter(|arn| Some(arn) != denial.resource.as_ref())),
            ("policy", &denial.policy),
            ("encoded", &denial.encoded),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                writeln!(out, "  {name}: {value}").expect("written");
            }
        }
        writeln!(out, "  reason: {:?}", denial.reason).expect("written");
        writeln!(out, "  actions: {}", denial.actions().join(", ")).expect("written");
    }
    if out.is_empty() { "nothing\n".to_owned() } else { out }
}

#[test]
fn each_wording_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/denials");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let mut cases: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "log")).collect();
    cases.sort();
    assert!(cases.len() > 15);
    let mut failures = String::new();
    for case in cases {
        let text = fs::read_to_string(&case).expect("a text");
        let found = shown(&text, &find(&text));
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &found).expect("written");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != found {
            writeln!(failures, "{}:\n{found}", case.display()).expect("written");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever surrounds a message and whatever breaks its lines, the same is read.
    #[test]
    fn a_message_is_found_anywhere(
        before in "[ -~\n]{0,60}",
        apart in prop::sample::select(vec![" ", "\n", "\r\n    ", "\t"]),
        resource in "arn:aws:s3:::[a-z0-9.-]{3,20}(/[a-zA-Z0-9_./-]{1,20}[a-z])?",
        user in "[a-zA-Z0-9+=,@_-]{1,20}",
    ) {
        let principal = format!("arn:aws:iam::123456789012:user/{user}");
        let message = format!("User: {principal} is not authorized to perform: s3:GetObject on resource: {resource} \
            because no identity-based policy allows the s3:GetObject action");
        let text = format!("{before}\n{}\n", message.replace(' ', apart));
        let denials = find(&text);
        let denial = denials.iter().find(|it| it.action.is_some()).expect("the message");
        prop_assert_eq!(denial.principal.as_ref(), Some(&principal));
        prop_assert_eq!(denial.resource.as_ref(), Some(&resource));
        prop_assert!(text.get(denial.span.start..denial.span.end).is_some());
    }

    /// No text makes the search fail, and each place is one of the text.
    #[test]
    fn any_text_is_read(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..40)) {
        let text = words.concat();
        for denial in find(&text) {
            prop_assert!(text.get(denial.span.start..denial.span.end).is_some(), "{:?}", denial.span);
        }
    }
}

const WORDS: &[&str] = &[
    "User: ",
    "arn:aws:iam::1:user/a",
    " is not authorized to perform: ",
    "iam:PassRole",
    " on resource: ",
    "role ",
    "ä",
    "\"",
    "\\\"",
    "\n",
    " ",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "when calling the ",
    "RunInstances",
    "(403) ",
    "because no identity-based policy allows the ",
    "with an explicit deny in a ",
    "session policy",
    ": arn:",
    "Encoded authorization failure message: ",
    "(Service: Ec2; Status Code: 403",
    "Access Denied",
    "API: ec2:RunInstances ",
    "{\"eventName\":\"A\",\"eventSource\":\"ec2.amazonaws.com\",\"errorCode\":\"AccessDenied\"}",
    "\"context\":{}",
];

/// The time grows with the size of a log alone.
#[test]
fn a_long_log_takes_a_moment() {
    let hostile = [
        "User: is not authorized to perform: ",
        "because no ",
        "with an explicit deny in a ",
        "{\"",
        "when calling the A",
        "Access Denied ",
    ];
    for part in hostile {
        let text = part.repeat((1 << 20) / part.len());
        let start = Instant::now();
        let _ = find(&text);
        assert!(start.elapsed() < Duration::from_secs(5), "{part}: {:?}", start.elapsed());
    }
}
