//! A decision about a request, written from the text of the IAM User Guide for these tests alone: slow, and on
//! the text of the documents.

use std::collections::BTreeMap;

use serde_json::Value;

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The type of the principal, and its name.
    pub(crate) principal: (&'static str, String),
    pub(crate) action: String,
    pub(crate) resource: String,
    /// The values of each condition key, whose name is in lower case.
    pub(crate) context: BTreeMap<String, Vec<String>>,
}

/// The answer to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Allowed,
    Denied,
    /// No statement is about the request, which is refused.
    Unsaid,
}

/// The two readings of a `*` at the end of a field of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It can reach past the colons behind it.
    Wide,
    /// It stays in its field.
    Narrow,
}

impl Reading {
    pub(crate) const ALL: [Self; 2] = [Self::Wide, Self::Narrow];
}

/// The decision by all policies of an identity or a resource.
pub(crate) fn decide(documents: &[Value], request: &Request, reading: Reading) -> Decision {
    let mut decision = Decision::Unsaid;
    for document in documents {
        let has_variables = document["Version"] == "2012-10-17";
        for statement in list(&document["Statement"]) {
            if !applies(statement, request, reading, has_variables) {
                continue;
            }
            if statement["Effect"] == "Deny" {
                return Decision::Denied;
            }
            decision = Decision::Allowed;
        }
    }
    decision
}

/// The values of an element for which one value can stand in place of a list.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

fn strings(value: &Value) -> Vec<&str> {
    list(value).into_iter().map(|value| value.as_str().expect("a string")).collect()
}

fn applies(statement: &Value, request: &Request, reading: Reading, has_variables: bool) -> bool {
    let is_named = |name: &str, matches: &dyn Fn(&str) -> bool| {
        let (plain, negated) = (&statement[name], &statement[format!("Not{name}")]);
        match (plain, negated) {
            (Value::Null, Value::Null) => true,
            (Value::Null, excluded) => !strings(excluded).into_iter().any(matches),
            (named, _) => strings(named).into_iter().any(matches),
        }
    };
    is_named("Action", &|pattern| matches_action(pattern, &request.action))
        && is_named("Resource", &|pattern| matches_resource(pattern, request, reading, has_variables))
        && matches_principal(statement, request)
        && meets(&statement["Condition"], request, has_variables)
}

fn matches_principal(statement: &Value, request: &Request) -> bool {
    let has = |value: &Value| match value {
        Value::String(everyone) => everyone == "*",
        Value::Object(types) => types.iter().any(|(kind, names)| {
            strings(names).into_iter().any(|name| {
                kind == "AWS" && name == "*" || kind == request.principal.0 && name == request.principal.1
            })
        }),
        _ => panic!("no principal"),
    };
    match (&statement["Principal"], &statement["NotPrincipal"]) {
        (Value::Null, Value::Null) => true,
        (Value::Null, excluded) => !has(excluded),
        (named, _) => has(named),
    }
}

/// A character of a pattern.
#[derive(Clone, Copy, Debug)]
enum Sign {
    Char(char),
    One { colon: bool },
    Any { colon: bool },
}

fn fits(pattern: &[Sign], text: &[char]) -> bool {
    let Some((sign, after)) = pattern.split_first() else { return text.is_empty() };
    let passes = |c: char, colon: bool| colon || c != ':';
    match (*sign, text.split_first()) {
        (Sign::Any { colon }, next) => {
            fits(after, text) || next.is_some_and(|(c, rest)| passes(*c, colon) && fits(pattern, rest))
        }
        (_, None) => false,
        (Sign::Char(wanted), Some((found, rest))) => wanted == *found && fits(after, rest),
        (Sign::One { colon }, Some((found, rest))) => passes(*found, colon) && fits(after, rest),
    }
}

/// A string with `*` and `?`.
fn glob(pattern: &str, text: &str) -> bool {
    let signs = pattern.chars().map(|c| match c {
        '*' => Sign::Any { colon: true },
        '?' => Sign::One { colon: true },
        c => Sign::Char(c),
    });
    fits(&signs.collect::<Vec<_>>(), &text.chars().collect::<Vec<_>>())
}

/// Names of services and actions are not case-sensitive.
fn matches_action(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    match (pattern.split_once(':'), action.split_once(':')) {
        (Some((service, name)), Some((of_request, action))) => {
            glob(service, of_request) && glob(name, action)
        }
        (None, _) => !pattern.is_empty() && pattern.chars().all(|c| c == '*'),
        (_, None) => false,
    }
}

/// ARNs are compared field by field, and case matters.
fn matches_resource(pattern: &str, request: &Request, reading: Reading, has_variables: bool) -> bool {
    if !pattern.is_empty() && pattern.chars().all(|c| c == '*') {
        return true;
    }
    let mut fields: Vec<&str> = pattern.splitn(6, ':').collect();
    let is_cut = fields.len() < 6;
    if is_cut {
        // The rest of the ARN is what the last `*` stands for.
        if !pattern.ends_with('*') {
            return false;
        }
        fields.resize(6, "*");
    }
    let mut signs = Vec::new();
    for (idx, field) in fields.iter().enumerate() {
        let is_last = idx == 5;
        if is_last {
            let Some(last) = with_variables(field, request, has_variables) else { return false };
            signs.extend(last);
            continue;
        }
        for (at, c) in field.char_indices() {
            let crosses = reading == Reading::Wide && field[at..].chars().all(|c| c == '*');
            signs.push(match c {
                '*' => Sign::Any { colon: crosses },
                '?' => Sign::One { colon: false },
                c => Sign::Char(c),
            });
        }
        signs.push(Sign::Char(':'));
    }
    fits(&signs, &request.resource.chars().collect::<Vec<_>>())
}

/// The last field of an ARN, or the value of a condition; nothing if a variable has no value.
fn with_variables(text: &str, request: &Request, has_variables: bool) -> Option<Vec<Sign>> {
    let mut signs = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if has_variables
            && let Some(inner) = rest.strip_prefix("${").and_then(|rest| rest.split_once('}')).map(|it| it.0)
        {
            rest = &rest[inner.len() + 3..];
            if ["*", "?", "$"].contains(&inner) {
                signs.extend(inner.chars().map(Sign::Char));
                continue;
            }
            let (key, default) = match inner.split_once(',') {
                Some((key, default)) => (key, Some(default.trim().trim_matches('\'').to_owned())),
                None => (inner, None),
            };
            let value = request.context.get(&key.to_ascii_lowercase()).and_then(|values| values.first());
            signs.extend(value.cloned().or(default)?.chars().map(Sign::Char));
            continue;
        }
        rest = &rest[c.len_utf8()..];
        signs.push(match c {
            '*' => Sign::Any { colon: true },
            '?' => Sign::One { colon: true },
            c => Sign::Char(c),
        });
    }
    Some(signs)
}

/// True if a request meets all keys of all operators.
fn meets(condition: &Value, request: &Request, has_variables: bool) -> bool {
    let Value::Object(operators) = condition else { return true };
    operators.iter().all(|(operator, keys)| {
        let keys = keys.as_object().expect("keys");
        keys.iter().all(|(key, values)| meets_one(operator, key, values, request, has_variables))
    })
}

fn meets_one(operator: &str, key: &str, values: &Value, request: &Request, has_variables: bool) -> bool {
    let operator = operator.to_ascii_lowercase();
    let found = request.context.get(&key.to_ascii_lowercase());
    let stated: Vec<String> = list(values)
        .into_iter()
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        .collect();
    if operator == "null" {
        return stated.iter().any(|value| (value == "true") == found.is_none());
    }
    let (qualifier, rest) = match operator.split_once(':') {
        Some((qualifier, rest)) => (Some(qualifier), rest),
        None => (None, operator.as_str()),
    };
    let (name, if_exists) = match rest.strip_suffix("ifexists") {
        Some(name) => (name, true),
        None => (rest, false),
    };
    let positive = name.replace("not", "");
    let is_negated = positive != name;
    let Some(found) = found else {
        return if_exists || qualifier == Some("forallvalues") || is_negated && qualifier.is_none();
    };
    let passes = |value: &String| {
        let is_equal = stated.iter().any(|stated| compare(&positive, stated, value, request, has_variables));
        is_equal != is_negated
    };
    match qualifier {
        Some("forallvalues") => found.iter().all(passes),
        Some(_) => found.iter().any(passes),
        None => passes(found.first().expect("a value")),
    }
}

fn compare(name: &str, stated: &str, found: &str, request: &Request, has_variables: bool) -> bool {
    let with_values = || -> Option<Vec<Sign>> { with_variables(stated, request, has_variables) };
    let chars: Vec<char> = found.chars().collect();
    let literal = |signs: Vec<Sign>| -> String {
        let char = |sign| match sign {
            Sign::Char(c) => c,
            Sign::One { .. } => '?',
            Sign::Any { .. } => '*',
        };
        signs.into_iter().map(char).collect()
    };
    match name {
        "stringequals" => with_values().is_some_and(|signs| literal(signs) == found),
        "stringequalsignorecase" => {
            with_values().is_some_and(|signs| literal(signs).eq_ignore_ascii_case(found))
        }
        "stringlike" => with_values().is_some_and(|signs| fits(&signs, &chars)),
        "arnequals" | "arnlike" => {
            let (wanted, found): (Vec<_>, Vec<_>) =
                (stated.splitn(6, ':').collect(), found.splitn(6, ':').collect());
            wanted.len() == found.len() && wanted.iter().zip(found).all(|(wanted, found)| glob(wanted, found))
        }
        "bool" => stated.eq_ignore_ascii_case(found),
        "numericequals" => number(found).total_cmp(&number(stated)).is_eq(),
        "numericlessthan" => number(found) < number(stated),
        "numericlessthanequals" => number(found) <= number(stated),
        "numericgreaterthan" => number(found) > number(stated),
        "numericgreaterthanequals" => number(found) >= number(stated),
        // All dates here have one form.
        "dateequals" => found == stated,
        "datelessthan" => found < stated,
        "dategreaterthan" => found > stated,
        "ipaddress" => {
            let (network, length) = stated.split_once('/').unwrap_or((stated, "32"));
            let length: u32 = length.parse().expect("a length");
            let mask = u32::MAX.checked_shl(32 - length).unwrap_or_default();
            address(network) & mask == address(found) & mask
        }
        _ => panic!("an operator without a meaning here: {name}"),
    }
}

fn number(text: &str) -> f64 {
    text.parse().expect("a number")
}

fn address(text: &str) -> u32 {
    text.split('.').fold(0, |all, part| all << 8 | part.parse::<u32>().expect("a part of an address"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Decision, Reading, Request, decide};

    fn request(action: &str, resource: &str, context: &[(&str, &str)]) -> Request {
        Request {
            principal: ("AWS", "arn:aws:iam::1:user/a".to_owned()),
            action: action.to_owned(),
            resource: resource.to_owned(),
            context: context
                .iter()
                .map(|(key, value)| ((*key).to_owned(), vec![(*value).to_owned()]))
                .collect(),
        }
    }

    #[test]
    fn the_rules_of_the_guide_hold() {
        let document = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "S3:get*", "Resource": "arn:aws:s3:::a/*"},
            {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::a/*"},
            {"Effect": "Deny", "NotAction": ["s3:*", "logs:*", "iam:*"], "Resource": "*"},
            {"Effect": "Allow", "Action": "logs:*", "Resource": "arn:aws:logs:*:*:/x/*"},
            {"Effect": "Allow", "Action": "iam:GetUser", "Resource": "arn:aws:iam::1:user/${aws:username}",
                "Condition": {"StringNotEquals": {"AWS:b": ["1", "2"]}, "Bool": {"aws:c": true}}},
        ]});
        let cases = [
            ("s3:GetObject", "arn:aws:s3:::a/b", &[][..], Decision::Allowed),
            ("s3:GetObject", "arn:aws:s3:::A/b", &[], Decision::Denied),
            ("s3:PutObject", "arn:aws:s3:::a/b", &[], Decision::Unsaid),
            ("sqs:SendMessage", "arn:aws:sqs:r:1:q", &[], Decision::Denied),
            (
                "iam:GetUser",
                "arn:aws:iam::1:user/me",
                &[("aws:username", "me"), ("aws:c", "true")],
                Decision::Allowed,
            ),
            ("iam:GetUser", "arn:aws:iam::1:user/me", &[("aws:username", "me")], Decision::Unsaid),
            ("iam:GetUser", "arn:aws:iam::1:user/me", &[("aws:c", "true")], Decision::Unsaid),
            (
                "iam:GetUser",
                "arn:aws:iam::1:user/me",
                &[("aws:username", "me"), ("aws:c", "true"), ("aws:b", "2")],
                Decision::Unsaid,
            ),
        ];
        for (action, resource, context, expected) in cases {
            let request = request(action, resource, context);
            for reading in Reading::ALL {
                let found = decide(core::slice::from_ref(&document), &request, reading);
                assert_eq!(found, expected, "{request:?}");
            }
        }
        let crossing = request("logs:Get", "arn:aws:logs:r:1:log-group:/x/y", &[]);
        let decisions =
            Reading::ALL.map(|reading| decide(core::slice::from_ref(&document), &crossing, reading));
        assert_eq!(decisions, [Decision::Allowed, Decision::Unsaid]);
    }
}
