//! What is read is written as it was, and what IAM refuses is refused.

use pcluster_iam::fit::Document;
use pcluster_iam::json;

#[test]
fn everything_stays_as_it_was() {
    let texts = [
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":["*"]}]}"#,
        r#"{"Statement":{"Resource":"a","Action":["b:c"],"Effect":"Deny"},"Id":"x"}"#,
        r#"{"Statement":[{"Sid":"","Effect":"Allow","NotPrincipal":{"AWS":["1","2"],"Service":"s"},"NotAction":["b:c"],"NotResource":"a"}]}"#,
        r#"{"Statement":[{"Principal":"*","Effect":"Allow","Action":"b:c"}]}"#,
        r#"{"Statement":[{"Effect":"Allow","Action":"b:c","Resource":"\"\\é €","Condition":{"X":{"y:z":[1.10,-2e3,true,"t"]},"Bool":{"k":false,"l":"v"}}}]}"#,
        r#"{"Statement":[{"Effect":"Allow","Action":"b:c","Resource":"a","Condition":{"X":{"y":[]},"Y":{}}}]}"#,
        r#"{"Statement":[{"Effect":"Allow","Action":"b:c","Resource":"a","Condition":{}}]}"#,
    ];
    for text in texts {
        let document = Document::parse(text).expect(text);
        assert_eq!(document.to_json(), text);
        assert_eq!(document.size(), json::size(text));
        let again = Document::parse(&document.to_json_pretty()).expect(text);
        assert_eq!(again, document);
        assert_eq!(json::compact(&document.to_json_pretty()), text);
    }
}

#[test]
fn a_mistake_has_its_place() {
    let statement = r#""Effect": "Allow", "Action": "b:c", "Resource": "*""#;
    let texts = [
        ("", "EOF while parsing a value, at line 1"),
        ("[]", "invalid type: sequence, expected a policy document, which is an object, at line 1"),
        ("{}", "the document has no `Statement`, at line 1"),
        (r#"{"Statement": []}"#, "`Statement` is empty, and IAM refuses the policy, at line 1"),
        (
            r#"{"Statement": 1}"#,
            "invalid type: integer `1`, expected a statement or an array of statements, at line 1",
        ),
        (&format!("{{\"Statement\": [\n{{{statement}}}\n]}} x"), "trailing characters, at line 3"),
        (
            &format!("{{\"Statement\": [\n{{{statement}, \"Effect\": \"Allow\"}}\n]}}"),
            "the statement has `Effect` twice: keep one of them, at line 2",
        ),
        (
            &format!("{{\"Statement\": {{{statement}, \"NotAction\": \"x:y\"}}}}"),
            "the statement has `Action` and `NotAction`: keep one of them, at line 1",
        ),
        (
            &format!("{{\"Statement\": {{{statement}, \"Actions\": \"x:y\"}}}}"),
            "`Actions` is not an element of a statement; IAM has `Sid`, `Effect`, `Principal`, `Action`, `Resource` and `Condition`, and `NotPrincipal`, `NotAction` and `NotResource`, at line 1",
        ),
        (
            &format!(
                "{{\"Statement\": {{{statement}, \"Condition\": {{\"Null\": {{\"a\": \"true\", \"a\": \"true\"}}}}}}}}"
            ),
            "the object has `a` twice: keep one of them, at line 1",
        ),
        (
            &format!("{{\"Statement\": {{{statement}, \"Condition\": {{\"Null\": {{\"a\": [{{}}]}}}}}}}}"),
            "the value of a condition key has to be a string, a number, `true` or `false`, or an array of them, at line 1",
        ),
        (
            r#"{"Statement": {"Effect": "allow", "Action": "b:c"}}"#,
            "`Effect` has to be `Allow` or `Deny`, not `allow`, at line 1",
        ),
        (r#"{"Statement": {"Effect": "Allow"}}"#, "the statement has no `Action`, at line 1"),
        (
            r#"{"Statement": {"Effect": "Allow", "Action": []}}"#,
            "`Action` is empty, and IAM refuses the policy, at line 1",
        ),
        (
            r#"{"Statement": {"Effect": "Allow", "Action": [1]}}"#,
            "invalid type: integer `1`, expected a string, at line 1",
        ),
    ];
    for (text, expected) in texts {
        let error = Document::parse(text).expect_err(text);
        let place = format!(", column {}", error.column);
        assert_eq!(error.to_string(), format!("{expected}{place}"), "{text}");
        assert!(
            text.lines().nth(error.line - 1).is_none_or(|line| error.column <= line.len() + 1),
            "{error}"
        );
    }
}
