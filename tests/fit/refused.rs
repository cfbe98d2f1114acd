//! What cannot fit, and the reason that is given; texts that are made to take long.

use std::time::{Duration, Instant};

use pcluster_iam::fit::{Certainty, Document, Limits, UnfitError, pack, split};
use serde_json::{Value, json};

fn document(statements: &Value) -> Document {
    Document::parse(&json!({"Version": "2012-10-17", "Statement": statements}).to_string())
        .expect("a document")
}

fn names(prefix: &str, n: usize, length: usize) -> Vec<String> {
    (0..n).map(|idx| format!("{prefix}{idx:04}{}", "x".repeat(length))).collect()
}

fn refusal(statements: &Value, characters: usize, documents: usize) -> String {
    let error = split(&document(statements), Limits { characters, documents }).expect_err("it does not fit");
    error.to_string()
}

#[test]
fn a_reason_names_the_part_that_is_too_large() {
    let entry = json!([
        {"Sid": "Small", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"},
        {"Sid": "Large", "Effect": "Allow", "Action": ["s3:Put", "s3:P"], "Resource": ["*", format!("arn:aws:s3:::{}", "b".repeat(80))]},
    ]);
    assert_eq!(
        refusal(&entry, 190, 9),
        format!(
            "`s3:Put` on `arn:aws:s3:::{}` alone, of statement `Large`, makes a document of 200 characters, 10 more than the 190 that it may have",
            "b".repeat(80)
        )
    );
    let negated = json!([{"Effect": "Deny", "NotAction": names("s3:", 20, 5), "Resource": ["a", "b"]}]);
    assert_eq!(
        refusal(&negated, 200, 9),
        "`NotAction` of statement 1 cannot be divided without changing what the policy allows or denies, and a document with it has at least 387 characters, 187 more than the 200 that it may have"
    );
    let condition = json!([{"Sid": "", "Effect": "Allow", "Action": ["a:b", "c:d"], "Resource": "*",
        "Condition": {"StringEquals": {"aws:x": names("", 20, 5)}}}]);
    assert_eq!(
        refusal(&condition, 200, 9),
        "`Condition` of statement 1 cannot be divided without changing what the policy allows or denies, and a document with it has at least 379 characters, 179 more than the 200 that it may have"
    );
    let beside = json!({"Effect": "Allow", "NotAction": "iam:*", "Resource": ["b".repeat(200), "c"]});
    assert_eq!(
        refusal(&beside, 200, 9),
        format!(
            "`{}` alone, of statement 1, makes a document of 291 characters, 91 more than the 200 that it may have",
            "b".repeat(200)
        )
    );
    let long = json!([{"Effect": "Allow", "Action": names("s3:", 20, 5), "Resource": "*"}]);
    assert_eq!(
        refusal(&long, 150, 4),
        "the statements take 5 documents of at most 150 characters, and there may be 4 documents"
    );
    assert_eq!(
        refusal(&long, 150, 1),
        "the document has 383 characters, 233 more than the 150 that it may have"
    );
}

#[test]
fn documents_of_another_version_stay_apart() {
    let text = |head: &str, action: &str| {
        let text =
            format!(r#"{{{head}"Statement":{{"Effect":"Allow","Action":"{action}","Resource":"*"}}}}"#);
        Document::parse(&text).expect("a document")
    };
    let documents = [
        text(r#""Version":"2012-10-17","#, "a:a"),
        text("", "b:b"),
        text(r#""Version":"2012-10-17","#, "c:c"),
        text(r#""Version":"2008-10-17","#, "d:d"),
        text(r#""Version":"2012-10-17","Id":"x","#, "e:e"),
    ];
    let limits = Limits { characters: 1000, documents: 9 };
    let packed: Vec<_> = pack(&documents, limits).expect("they fit").iter().map(Document::to_json).collect();
    assert_eq!(
        packed,
        [
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:a","Resource":"*"},{"Effect":"Allow","Action":"c:c","Resource":"*"}]}"#,
            r#"{"Statement":[{"Effect":"Allow","Action":"b:b","Resource":"*"},{"Effect":"Allow","Action":"d:d","Resource":"*"}]}"#,
            r#"{"Version":"2012-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"e:e","Resource":"*"}}"#,
        ]
    );
    let error = pack(&documents, Limits { characters: 1000, documents: 1 }).expect_err("three are needed");
    assert!(
        matches!(error, UnfitError::Documents { documents: 3, certainty: Certainty::Exact, .. }),
        "{error}"
    );
}

#[test]
fn sids_stay_different_and_the_first_is_kept() {
    let sid =
        |sid: &str, action: &str| json!({"Sid": sid, "Effect": "Allow", "Action": action, "Resource": "*"});
    let first = document(&json!([sid("Read", "a:a"), sid("Read2", "b:b")]));
    let second = document(&json!([sid("Read", "c:c"), sid("Write", "d:d")]));
    let packed =
        pack(&[first.clone(), second.clone()], Limits { characters: 1000, documents: 1 }).expect("they fit");
    let sids: Vec<_> = packed[0].sids().flatten().collect();
    assert_eq!(sids, ["Read", "Read2", "Read3", "Write"]);
    // Apart, both keep theirs.
    let apart = Limits { characters: first.size().max(second.size()), documents: 2 };
    assert_eq!(pack(&[first.clone(), second.clone()], apart).expect("they fit"), [first, second]);

    let large = document(&json!([
        {"Sid": "All", "Effect": "Allow", "Action": names("s3:", 20, 5), "Resource": "*"},
        sid("All2", "a:a"),
    ]));
    let parts = split(&large, Limits { characters: 200, documents: 9 }).expect("it fits");
    let sids: Vec<Vec<_>> = parts.iter().map(|part| part.sids().flatten().collect()).collect();
    assert_eq!(sids, [vec!["All"], vec!["All"], vec!["All"], vec!["All2"]]);
}

#[test]
fn statements_are_divided_before_there_are_too_many_documents() {
    let statements: Vec<_> = ["a", "b", "c"]
        .iter()
        .map(|name| json!({"Effect": "Allow", "Action": names(&format!("{name}:"), 10, 5), "Resource": "*"}))
        .collect();
    let whole = document(&json!(statements));
    let limits = |documents| Limits { characters: 350, documents };
    assert_eq!(split(&whole, limits(3)).expect("each fits").len(), 3);
    let filled = split(&whole, limits(2)).expect("they fit if one is divided");
    assert_eq!(filled.iter().map(Document::n_statements).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn a_statement_that_is_no_list_becomes_one_within_the_limit() {
    let mut largest = 0;
    let odd = |prefix: &str, n: usize, seed: usize| -> Vec<String> {
        (0..n).map(|idx| format!("{prefix}{}{idx}", "x".repeat((idx + seed) * 7919 % 31))).collect()
    };
    for n in 20..60 {
        for sid in [None, Some("A")] {
            let mut statement = json!({"Effect": "Allow", "Action": odd("ec2:", n, n), "Resource": odd("arn:aws:s3:::", 25, 3 * n)});
            statement.as_object_mut().expect("an object").extend(sid.map(|sid| ("Sid".into(), json!(sid))));
            let whole = document(&statement);
            for characters in [400, 700] {
                let parts = split(&whole, Limits { characters, documents: 1000 }).expect("it fits");
                let sizes = parts.iter().map(Document::size);
                let most = sizes.max().expect("a document");
                assert!(most <= characters, "{n} {sid:?} {most} {characters}");
                largest = largest.max(parts.iter().map(Document::n_statements).max().expect("a document"));
            }
        }
    }
    assert!(largest > 1, "no parts have met");
}

#[test]
fn parts_of_statements_with_the_same_sid_meet_within_the_limit() {
    let read =
        |actions: Value| json!([{"Sid": "Read", "Effect": "Allow", "Action": actions, "Resource": "*"}]);
    let large = ["s3:", "sqs:"].map(|service| document(&read(json!(names(service, 20, 5)))));
    let mut n_met = 0;
    for characters in 200..330 {
        let limits = Limits { characters, documents: 9 };
        let packed = pack(&large, limits).expect("they fit");
        assert!(packed.iter().all(|it| it.size() <= characters), "{characters}");
        n_met += packed.iter().filter(|it| it.n_statements() > 1).count();
    }
    assert!(n_met > 0, "no parts have met");
}

#[test]
fn a_statement_that_is_divided_fills_the_gaps_of_others() {
    let allow = |actions: &[(&str, usize)]| {
        let actions: Vec<_> =
            actions.iter().map(|(name, n)| format!("s3:{name}{}", "x".repeat(*n))).collect();
        json!({"Effect": "Allow", "Action": actions, "Resource": "*"})
    };
    let (a, b, c) = (allow(&[("A", 4000)]), allow(&[("B", 4000)]), allow(&[("C", 1700), ("D", 1700)]));
    for order in [[&a, &b, &c], [&a, &c, &b], [&c, &a, &b]] {
        let parts =
            split(&document(&json!(order)), Limits { characters: 6144, documents: 2 }).expect("they fit");
        assert_eq!(parts.iter().map(Document::n_statements).collect::<Vec<_>>(), [2, 2]);
    }
}

#[test]
fn far_too_many_documents_are_refused_before_they_are_made() {
    let whole = document(
        &json!({"Effect": "Allow", "Action": names("s3:", 20_000, 10), "Resource": names("arn:aws:s3:::", 20_000, 10)}),
    );
    let start = Instant::now();
    let error = split(&whole, Limits { characters: 6144, documents: 10 }).expect_err("it does not fit");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let UnfitError::Documents { documents: least, certainty: Certainty::AtLeast, .. } = error else {
        panic!("{error}")
    };
    assert!(least > 10_000, "{error}");
    assert_eq!(
        error.to_string(),
        format!(
            "the statements take at least {least} documents of at most 6144 characters, and there may be 10 documents"
        )
    );
}

#[test]
fn large_documents_take_no_long() {
    let many = |n: usize, statement: &dyn Fn(usize) -> Value| {
        document(&json!((0..n).map(statement).collect::<Vec<_>>()))
    };
    let shapes = [
        (
            "many statements",
            many(
                3000,
                &|idx| json!({"Sid": format!("S{idx}"), "Effect": "Allow", "Action": format!("s3:A{idx}"), "Resource": format!("arn:aws:s3:::b{idx}/*")}),
            ),
        ),
        ("equal statements", many(3000, &|_| json!({"Effect": "Allow", "Action": "*", "Resource": "*"}))),
        (
            "statements of odd sizes",
            many(
                600,
                &|idx| json!({"Effect": "Deny", "Action": format!("s3:{}", "a".repeat(1 + idx * 7919 % 900)), "Resource": "*"}),
            ),
        ),
        (
            "many actions",
            many(1, &|_| json!({"Effect": "Allow", "Action": names("s3:", 8000, 3), "Resource": "*"})),
        ),
        (
            "many patterns",
            many(
                1,
                &|_| json!({"Effect": "Allow", "Action": (0..5000).map(|idx| format!("s3:*{idx}*")).collect::<Vec<_>>(), "Resource": "*"}),
            ),
        ),
        (
            "two long lists",
            many(
                1,
                &|_| json!({"Effect": "Allow", "Action": names("s3:*", 1500, 3), "Resource": names("arn:aws:s3:::*", 1500, 3)}),
            ),
        ),
        (
            "long patterns",
            many(
                60,
                &|idx| json!({"Effect": "Allow", "Action": "s3:*", "Resource": format!("arn:aws:s3:::{}{idx}", "*a".repeat(900))}),
            ),
        ),
        (
            "many conditions",
            many(
                600,
                &|idx| json!({"Effect": "Allow", "Action": "s3:*", "Resource": format!("arn:aws:s3:::{idx}/*"), "Condition": {"StringLike": {format!("aws:k{idx}"): names("a*", 5, 3)}}}),
            ),
        ),
        (
            "denials by NotAction",
            many(
                800,
                &|idx| json!({"Effect": "Deny", "NotAction": [format!("s3:A{idx}*"), "iam:*"], "Resource": ["*", "arn:aws:s3:::x*"]}),
            ),
        ),
    ];
    // Unoptimised code takes some ten times as long, and others may use the machine.
    let most = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    for (name, document) in &shapes {
        let timed = |what: &str, run: &dyn Fn()| {
            let start = Instant::now();
            run();
            let elapsed = start.elapsed();
            assert!(elapsed < most, "{name}: {what} took {elapsed:?}");
        };
        for characters in [1000, 6144] {
            timed("split", &|| drop(split(document, Limits { characters, documents: 10 })));
            timed("split into many", &|| drop(split(document, Limits { characters, documents: usize::MAX })));
        }
        timed("pack", &|| {
            drop(pack(&[document.clone(), document.clone()], Limits { characters: 6144, documents: 10 }));
        });
        #[cfg(feature = "check")]
        timed("minimize", &|| drop(pcluster_iam::fit::minimize(document)));
    }
}

#[test]
fn deep_texts_are_refused() {
    for text in ["[".repeat(100_000), "{\"Statement\":".repeat(100_000)] {
        Document::parse(&text).expect_err("it is no document");
    }
    let deep = format!(
        r#"{{"Statement":{{"Effect":"Allow","Action":"a:b","Condition":{{"X":{{"y":{}1{}}}}}}}}}"#,
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    Document::parse(&deep).expect_err("a value of a key is a list at most");
}
