//! Hostile policies and requests: errors in place of answers where the meaning is not clear, and bounded time.

use std::time::{Duration, Instant};

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, PatternError, Policies};

fn add(statement: &str) -> Result<Policies, String> {
    let mut policies = Policies::new();
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
    match policies.add(Layer::Identity, "policy.json", &Document::parse(&text)) {
        Ok(()) => Ok(policies),
        Err(error) => {
            for problem in &error.problems {
                assert!(
                    problem.span.start <= problem.span.end && problem.span.end <= text.len(),
                    "{problem:?}"
                );
                assert!(!problem.help.is_empty(), "{problem:?}");
            }
            let request = policies.decide("s3:GetObject", "arn:aws:s3:::a/b", &Context::new());
            assert_eq!(request, Outcome::ImplicitlyDenied, "nothing of a refused policy is added");
            Err(error.to_string())
        }
    }
}

#[test]
fn unclear_policies_are_errors() {
    let with = |condition: &str| {
        format!(r#"{{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {condition}}}"#)
    };
    let cases = [
        (r#"{"Effect": "allow", "Action": "*", "Resource": "*"}"#.to_owned(), "`Allow` or `Deny`, not `allow`"),
        (r#"{"Action": "*", "Resource": "*"}"#.to_owned(), "no `Effect`"),
        (r#"{"Effect": "Allow", "Resource": "*"}"#.to_owned(), "no `Action`"),
        (r#"{"Effect": "Allow", "Action": "*"}"#.to_owned(), "no `Resource`"),
        (r#"{"Effect": "Allow", "Action": [], "Resource": "*"}"#.to_owned(), "is empty"),
        (r#"{"Effect": "Allow", "Action": "GetObject", "Resource": "*"}"#.to_owned(), "is not an action"),
        (r#"{"Effect": "Allow", "Action": "*", "Resource": "bucket/*"}"#.to_owned(), "is not an ARN"),
        (r#"{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::a", "Resource": "*"}"#.to_owned(), "twice"),
        (
            r#"{"Effect": "Allow", "Action": "*", "NotAction": "s3:*", "Resource": "*"}"#.to_owned(),
            "`Action` and `NotAction`",
        ),
        (
            r#"{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}"#.to_owned(),
            "not in one of an identity",
        ),
        (
            r#"{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:iam::${aws:PrincipalAccount}:role/x"}"#
                .to_owned(),
            "does not replace",
        ),
        (with(r#"{"StringIs": {"aws:a": "b"}}"#), "no operator `StringIs`"),
        (with(r#"{"ForSomeValues:StringLike": {"aws:a": "b"}}"#), "no operator"),
        (with(r#"{"NullIfExists": {"aws:a": "true"}}"#), "no operator"),
        (with(r#"{"ForAnyValue:Null": {"aws:a": "true"}}"#), "no operator"),
        (with(r#"{"NumericLessThan": {"aws:a": "few"}}"#), "cannot read the value `few`"),
        (with(r#"{"NumericEquals": {"aws:a": "inf"}}"#), "cannot read the value `inf`"),
        (with(r#"{"DateLessThan": {"aws:a": "tomorrow"}}"#), "cannot read the value `tomorrow`"),
        (with(r#"{"Bool": {"aws:a": "yes"}}"#), "cannot read the value `yes`"),
        (with(r#"{"Bool": {"aws:a": "${aws:b}"}}"#), "cannot have a variable"),
        (with(r#"{"IpAddress": {"aws:a": "10.0.0.*"}}"#), "cannot read the value `10.0.0.*`"),
    ];
    for (statement, expected) in cases {
        let error = add(&statement).err().unwrap_or_else(|| panic!("{statement} is not clear"));
        assert!(error.contains(expected), "{statement}\n{error}");
    }
    for text in
        ["", "{", "[]", r#"{"Version": "2012-10-17"}"#, r#"{"Version": "2024-01-01", "Statement": []}"#]
    {
        let added = Policies::new().add(Layer::Identity, "policy.json", &Document::parse(text));
        assert!(added.is_err(), "{text}");
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let error = add(r#"{"Effect": "allow", "Action": "x", "Resource": "y"},
           {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Is": {"aws:a": "b"}}}"#);
    assert_eq!(error.err().map(|error| error.matches("\n- ").count()), Some(4));
}

/// The time of something, at best of three.
fn time<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(once).min().unwrap_or_default()
}

/// The time for a pattern of many wildcards grows with the product of the lengths, and no faster.
#[test]
#[expect(clippy::print_stdout, reason = "`--nocapture` shows the curve")]
fn wildcards_cost_no_exponential_time() {
    for (name, resource, unit, text) in [
        ("stars", "arn:aws:s3:::", "*a", "a"),
        ("stars and question marks", "arn:aws:s3:::", "*?a", "a"),
        ("one star before a long stretch", "arn:aws:s3:::*", "a", "aa"),
        ("stars that reach past colons", "arn:aws:logs:*:*", ":*a", ":a"),
        ("stars that stay in a field", "arn:aws:logs:*:1?*", "*a", "a:1"),
    ] {
        let mut times = Vec::new();
        for n_units in [50, 100, 200, 400] {
            let separator = if resource.matches(':').count() < 5 { ":" } else { "" };
            let resource = format!("{resource}{separator}{}b", unit.repeat(n_units));
            let statement = format!(r#"{{"Effect": "Allow", "Action": "*", "Resource": "{resource}"}}"#);
            let policies = add(&statement).expect("IAM accepts it");
            let head = if resource.contains(":logs:") { "arn:aws:logs:r:1" } else { "arn:aws:s3:::" };
            let asked = format!("{head}{separator}{}", text.repeat(n_units));
            let context = Context::new();
            times.push(time(|| policies.decide("made:Up", &asked, &context)));
        }
        println!("{name}, 50 to 400 times: {times:?}");
        let (first, last) = (times[0].as_secs_f64(), times[3].as_secs_f64());
        // The length grows 8 times and the product 64 times; the rest is noise of a busy machine.
        assert!(last < 64.0 * first * 6.0 + 0.02, "{name}: {times:?}");
    }
}

#[test]
fn a_policy_of_ten_megabytes_is_read_and_asked() {
    let statement = |idx: usize| {
        format!(
            r#"{{"Effect": "Allow", "Action": ["s3:Get*", "ec2:*"], "Resource": "arn:aws:s3:::bucket-{idx}/*",
                "Condition": {{"StringLike": {{"aws:a": "x{idx}*"}}}}}}"#
        )
    };
    let statements: Vec<String> = (0..70_000).map(statement).collect();
    let text = statements.join(",");
    assert!(text.len() > 10_000_000);
    let start = Instant::now();
    let policies = add(&text).expect("IAM's quotas apart, it is a policy");
    let context = Context::new().set("aws:a", "x69999y");
    for (resource, expected) in [
        ("arn:aws:s3:::bucket-69999/a", Outcome::Allowed),
        ("arn:aws:s3:::bucket-70000/a", Outcome::ImplicitlyDenied),
    ] {
        assert_eq!(policies.decide("s3:GetObject", resource, &context), expected);
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_pattern_that_is_too_complex_is_an_error() {
    let entries: Vec<String> =
        (b'a'..=b'z').map(|c| format!(r#""arn:aws:s3:::*{}*/*""#, char::from(c))).collect();
    let statement =
        format!(r#"{{"Effect": "Allow", "Action": "s3:*", "Resource": [{}]}}"#, entries.join(","));
    let policies = add(&statement).expect("IAM accepts it");
    let start = Instant::now();
    let answer = policies.decide_pattern("s3:GetObject", "arn:aws:s3:::*", &Context::new());
    assert!(matches!(answer, Ok(_) | Err(PatternError::TooComplex(_))), "{answer:?}");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
