//! A second evaluator, written from the text of the IAM User Guide for these tests alone: slow, on the JSON of
//! the documents. Random policies and requests are decided by both.

use std::collections::BTreeMap;

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use serde_json::{Value, json};

use crate::random::Random;

/// The number of random groups of policies, each asked about several requests.
const N_GROUPS: usize = 3_000;
const N_REQUESTS: usize = 12;

/// The keys of a request in lower case, each with its values; none for an absent one.
type Keys = BTreeMap<String, Vec<String>>;

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) action: String,
    pub(crate) resource: String,
    pub(crate) keys: Keys,
}

/// The points in which another evaluator reads AWS's documentation differently: `tests/foreign/differences.toml`
/// has the reasons.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each point stands by itself")]
pub(crate) struct Reading {
    /// A `*` at the end of a field of an ARN stays in its field.
    pub(crate) keeps_fields: bool,
    /// The beginning of an ARN's last field, up to the first `/` or `:`, has no wildcards and no variables.
    pub(crate) has_plain_types: bool,
    /// A document of 2008 has variables.
    pub(crate) has_variables_in_2008: bool,
    /// A statement with `NotResource` does not apply if a variable in it has no value, or beside an ARN that ends
    /// early and does not match.
    pub(crate) voids_not_resource: bool,
    /// `ForAllValues` and `ForAnyValue` take an empty string for a value.
    pub(crate) has_empty_values: bool,
    /// A variable whose value is an empty string has its default, or no value.
    pub(crate) has_no_empty_variables: bool,
    /// A negated operator is not met if a variable has no value.
    pub(crate) fails_without_value: bool,
    /// The network of all addresses, `/0`, has one address only.
    pub(crate) has_no_network_of_all: bool,
}

/// The answer of several documents in layers.
pub(crate) fn decide(documents: &[(Layer, Value)], request: &Request) -> Outcome {
    decide_as(documents, request, Reading::default())
}

/// The same in another reading.
pub(crate) fn decide_as(documents: &[(Layer, Value)], request: &Request, reading: Reading) -> Outcome {
    let has = |layer: Option<Layer>, effect: &str| {
        let of_layer = documents.iter().filter(|(own, _)| layer.is_none_or(|layer| layer == *own));
        of_layer.into_iter().any(|(_, document)| {
            let variables = reading.has_variables_in_2008 || document["Version"] == "2012-10-17";
            let cx = Reader { request, variables, reading };
            let statements = document["Statement"].as_array().expect("statements").iter();
            statements.filter(|it| it["Effect"] == effect).any(|it| cx.applies(it))
        })
    };
    if has(None, "Deny") {
        return Outcome::ExplicitlyDenied;
    }
    let layers = documents.iter().map(|(layer, _)| *layer).chain([Layer::Identity]);
    for layer in layers {
        if !has(Some(layer), "Allow") {
            return Outcome::ImplicitlyDenied;
        }
    }
    Outcome::Allowed
}

fn texts(value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Array(values) => values.iter().map(text).collect(),
        one => vec![text(one)],
    }
}

/// A request, and the way in which a document is read.
struct Reader<'r> {
    request: &'r Request,
    variables: bool,
    reading: Reading,
}

impl Reader<'_> {
    fn applies(&self, statement: &Value) -> bool {
        let listed = |name: &str, matches: &dyn Fn(&str) -> bool| match statement.get(name) {
            Some(list) => texts(list).iter().any(|entry| matches(entry)),
            None => !texts(&statement[format!("Not{name}")]).iter().any(|entry| matches(entry)),
        };
        let is_void = |entry: &str| {
            let is_short = entry.split(':').count() < 6;
            let has_value = self.pattern(last_field(entry), Sign::Char).is_some();
            entry != "*"
                && if is_short { !self.resource_matches(entry) } else { !has_value && self.begins_as(entry) }
        };
        let not_resource = statement.get("NotResource").map(texts).unwrap_or_default();
        let conditions = statement.get("Condition").and_then(Value::as_object).into_iter().flatten();
        listed("Action", &|entry| action_matches(entry, &self.request.action))
            && listed("Resource", &|entry| self.resource_matches(entry))
            && !(self.reading.voids_not_resource && not_resource.iter().any(|entry| is_void(entry)))
            && conditions.into_iter().all(|(operator, keys)| {
                let mut keys = keys.as_object().expect("keys").iter();
                keys.all(|(key, stated)| self.meets(operator, key, &texts(stated)))
            })
    }

    /// True if a resource matches an entry up to the type that its last field begins with.
    fn begins_as(&self, entry: &str) -> bool {
        let last = last_field(entry);
        let head = entry.strip_suffix(last).expect("its end");
        let end = last.find(['/', ':']).map_or(0, |at| at + 1);
        let end = if head.ends_with(":s3:::") { 0 } else { end };
        !last[..end].contains('$') && self.resource_matches(&format!("{head}{}*", &last[..end]))
    }

    /// A string with wildcards; nothing if a variable has no value.
    fn pattern(&self, text: &str, read: impl Fn(char) -> Sign) -> Option<Vec<Sign>> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if self.variables
                && let Some((inner, after)) = rest.strip_prefix("${").and_then(|it| it.split_once('}'))
            {
                rest = after;
                if matches!(inner, "*" | "?" | "$") {
                    found.extend(literal(inner));
                    continue;
                }
                let (key, default) = match inner.split_once(", ") {
                    Some((key, default)) => (key, Some(default.trim_matches('\'').to_owned())),
                    None => (inner, None),
                };
                let value = match self.request.keys.get(&key.to_lowercase()).map(Vec::as_slice) {
                    Some([value]) if !(value.is_empty() && self.reading.has_no_empty_variables) => {
                        Some(value.clone())
                    }
                    _ => default,
                };
                found.extend(literal(&value?));
                continue;
            }
            rest = &rest[c.len_utf8()..];
            found.push(read(c));
        }
        Some(found)
    }

    fn resource_matches(&self, entry: &str) -> bool {
        if entry == "*" {
            return true;
        }
        let mut fields: Vec<String> = vec![String::new()];
        let mut depth = 0;
        for c in entry.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if c == ':' && depth == 0 && fields.len() < 6 {
                fields.push(String::new());
            } else {
                fields.last_mut().expect("a field").push(c);
            }
        }
        // The rest of the ARN is what the last `*` stands for.
        fields.resize(6, "*".to_owned());
        if self.reading.has_plain_types && !fields[2..5].concat().eq("s3") {
            let end = fields[5].find(['/', ':']).map_or(0, |at| at + 1);
            let of_request = self.request.resource.splitn(6, ':').nth(5).unwrap_or_default();
            if !of_request.starts_with(&fields[5][..end]) {
                return false;
            }
        }
        let mut signs = Vec::new();
        for (idx, field) in fields.iter().enumerate() {
            if idx == 5 {
                match self.pattern(field, |c| sign(c, true)) {
                    Some(last) => signs.extend(last),
                    None => return false,
                }
                continue;
            }
            let body = field.trim_end_matches('*');
            signs.extend(body.chars().map(|c| sign(c, false)));
            if body.len() < field.len() {
                // Wildcards in the partition and in the service stay there.
                signs.push(Sign::Any { colon: idx > 2 && !self.reading.keeps_fields });
            }
            signs.push(Sign::Char(':'));
        }
        is_match(&signs, &self.request.resource)
    }

    fn meets(&self, operator: &str, key: &str, stated: &[String]) -> bool {
        let operator = operator.to_lowercase();
        let given = self.request.keys.get(&key.to_lowercase()).cloned().unwrap_or_default();
        if operator == "null" {
            return stated.iter().any(|value| (value == "true") == given.is_empty());
        }
        let (qualifier, name) = operator.split_once(':').unwrap_or(("", &operator));
        let (name, if_exists) = name.strip_suffix("ifexists").map_or((name, false), |name| (name, true));
        let positive = name.replace("not", "");
        let is_negated = positive != name;
        let is_valued = |stated: &String| self.pattern(stated, Sign::Char).is_some();
        let is_void = is_negated && self.reading.fails_without_value && !stated.iter().all(is_valued);
        let one = |value: &String| {
            !is_void && stated.iter().any(|stated| self.compares(&positive, stated, value)) != is_negated
        };
        let is_empty = |value: &String| value.is_empty() && !self.reading.has_empty_values;
        let is_set = !given.iter().all(is_empty);
        match (qualifier, given.as_slice()) {
            ("forallvalues", given) => !is_set || given.iter().all(one),
            ("foranyvalue", given) => is_set && given.iter().any(one),
            (_, []) => if_exists || is_negated,
            (_, [value]) => one(value),
            _ => false,
        }
    }

    fn compares(&self, name: &str, stated: &str, given: &str) -> bool {
        let exactly = |text: &str| self.pattern(stated, Sign::Char).is_some_and(|it| is_match(&it, text));
        let like = |stated: &str, given: &str| {
            self.pattern(stated, |c| sign(c, true)).is_some_and(|it| is_match(&it, given))
        };
        let numbers = || Some((given.parse::<f64>().ok()?, stated.parse::<f64>().ok()?));
        match name {
            "stringequals" => exactly(given),
            "stringequalsignorecase" => {
                let mut signs = self.pattern(stated, Sign::Char);
                for sign in signs.iter_mut().flatten() {
                    if let Sign::Char(c) = sign {
                        c.make_ascii_lowercase();
                    }
                }
                signs.is_some_and(|it| is_match(&it, &given.to_lowercase()))
            }
            "stringlike" => like(stated, given),
            "arnlike" | "arnequals" => {
                let (stated, given): (Vec<_>, Vec<_>) =
                    (stated.splitn(6, ':').collect(), given.splitn(6, ':').collect());
                stated.len() == given.len()
                    && stated.iter().zip(&given).all(|(stated, given)| like(stated, given))
            }
            "bool" => stated.eq_ignore_ascii_case(given),
            "numericequals" => numbers().is_some_and(|(given, stated)| given.total_cmp(&stated).is_eq()),
            "numericlessthan" => numbers().is_some_and(|(given, stated)| given < stated),
            "numericgreaterthanequals" => numbers().is_some_and(|(given, stated)| given >= stated),
            // All dates here have one form.
            "datelessthan" => given < stated,
            "ipaddress" => {
                let bits = |text: &str| {
                    text.split('.').fold(0_u32, |all, part| all << 8 | part.parse::<u32>().expect("a byte"))
                };
                let (network, length) = stated.split_once('/').unwrap_or((stated, "32"));
                let shift = match 32 - length.parse::<u32>().expect("a length") {
                    32 if self.reading.has_no_network_of_all => 0,
                    shift => shift,
                };
                bits(network).checked_shr(shift) == bits(given).checked_shr(shift)
            }
            _ => panic!("an operator without a meaning here: {name}"),
        }
    }
}

/// The last of the six fields of an ARN.
fn last_field(entry: &str) -> &str {
    entry.splitn(6, ':').nth(5).unwrap_or_default()
}

/// A part of a string with wildcards.
#[derive(Clone, Copy, Debug)]
enum Sign {
    Char(char),
    One { colon: bool },
    Any { colon: bool },
}

fn fits(pattern: &[Sign], text: &[char]) -> bool {
    let Some((sign, after)) = pattern.split_first() else { return text.is_empty() };
    match (*sign, text.split_first()) {
        (Sign::Any { colon }, next) => {
            fits(after, text) || next.is_some_and(|(c, rest)| (colon || *c != ':') && fits(pattern, rest))
        }
        (_, None) => false,
        (Sign::Char(wanted), Some((c, rest))) => wanted == *c && fits(after, rest),
        (Sign::One { colon }, Some((c, rest))) => (colon || *c != ':') && fits(after, rest),
    }
}

fn is_match(pattern: &[Sign], text: &str) -> bool {
    fits(pattern, &text.chars().collect::<Vec<_>>())
}

fn literal(text: &str) -> impl Iterator<Item = Sign> {
    text.chars().map(Sign::Char)
}

fn action_matches(entry: &str, action: &str) -> bool {
    let signs: Vec<_> = entry.to_lowercase().chars().map(|c| sign(c, true)).collect();
    is_match(&signs, &action.to_lowercase())
}

fn sign(c: char, colon: bool) -> Sign {
    match c {
        '*' => Sign::Any { colon },
        '?' => Sign::One { colon },
        c => Sign::Char(c),
    }
}

const ACTIONS: &[&str] =
    &["s3:GetObject", "s3:GetBucketAcl", "s3:PutObject", "sqs:SendMessage", "logs:PutLogEvents", "made:Up"];
const ACTION_PATTERNS: &[&str] = &[
    "*",
    "s3:*",
    "s3:Get*",
    "S3:getobject",
    "s3:*Object",
    "s3:?etObject",
    "sqs:*",
    "made:*",
    "made:up",
    "logs:Put??gEvents",
    "s3:G*t*",
    "sqs:SendMessage",
];
const FIELDS: [&[&str]; 6] = [
    &["arn"],
    &["aws", "aws", "aws-cn"],
    &["s3", "s3", "s3", "logs"],
    &["", "us-east-1", "us-east-1"],
    &["", "1", "1", "12"],
    &["a", "b", "a/b", "b:c", "log-group:a:b", "a:1:b", "ab", "é/a"],
];
const VARIABLES: &[&str] = &["${aws:username}", "${aws:none, 'a'}", "${aws:None}", "${*}", "${aws:a}"];
/// The operators, with the kind of their values.
const OPERATORS: &[(&str, &[&str])] = &[
    ("StringEquals", &["a", "b", "A", "a*", "${aws:username}"]),
    ("StringNotEquals", &["a", "b", "${aws:none}"]),
    ("StringEqualsIgnoreCase", &["a", "B", "${aws:username}"]),
    ("StringLike", &["a*", "*", "?", "${aws:username}*", "${*}"]),
    ("StringNotLike", &["a*", "?b", "${aws:none, 'a'}"]),
    ("ArnLike", &["arn:aws:iam::*:role/a*", "arn:aws:iam::1:role/?", "arn:*:iam::1:role/${aws:username}"]),
    ("ArnNotEquals", &["arn:aws:iam::*:role/a"]),
    ("Bool", &["true", "false"]),
    ("NumericEquals", &["1", "2.0"]),
    ("NumericLessThan", &["1", "2"]),
    ("NumericGreaterThanEquals", &["2"]),
    ("DateLessThan", &["2026-01-02", "2026-02-01"]),
    ("IpAddress", &["10.0.0.0/8", "10.1.2.3", "0.0.0.0/0"]),
    ("NotIpAddress", &["10.1.0.0/16"]),
    ("Null", &["true", "false"]),
];
/// The keys, each with the values that a request can have. A key has one type.
const KEYS: &[(&str, &[&str])] = &[
    ("aws:a", &["a", "b", "A", "ab", "a*", ""]),
    ("aws:username", &["a", "b", "*"]),
    ("aws:arn", &["arn:aws:iam::1:role/a", "arn:aws:iam::2:role/ab", "arn:aws:iam::1:role/b:c"]),
    ("aws:bool", &["true", "false"]),
    ("aws:number", &["1", "2", "1.5", "x"]),
    ("aws:date", &["2026-01-01", "2026-01-15"]),
    ("aws:address", &["10.1.2.3", "10.2.0.1", "192.0.2.1"]),
];

/// The key that an operator is used with.
fn key_of(operator: &str, random: &mut Random) -> &'static str {
    match operator {
        _ if operator.starts_with("String") => ["aws:a", "AWS:username"][random.below(2)],
        _ if operator.starts_with("Arn") => "aws:arn",
        "Bool" => "aws:bool",
        _ if operator.starts_with("Numeric") => "aws:number",
        "DateLessThan" => "aws:date",
        "Null" => random.pick(KEYS).0,
        _ => "aws:address",
    }
}

fn resource_pattern(random: &mut Random) -> String {
    if random.below(8) == 0 {
        return "*".to_owned();
    }
    let mut fields: Vec<String> = FIELDS.iter().map(|field| (*random.pick(field)).to_owned()).collect();
    for (idx, field) in fields.iter_mut().enumerate().skip(1) {
        match random.below(5) {
            0 => "*".clone_into(field),
            1 if !field.is_empty() => {
                let at = field.char_indices().nth(random.below(field.chars().count())).expect("a place").0;
                field.replace_range(
                    at..at + field[at..].chars().next().expect("a character").len_utf8(),
                    ["*", "?", "**"][random.below(3)],
                );
            }
            2 if random.below(2) == 0 => field.push('*'),
            3 if idx == 5 => {
                let variable = *random.pick(VARIABLES);
                field.insert_str(0, variable);
            }
            _ => {}
        }
    }
    if random.below(10) == 0 {
        fields.truncate(2 + random.below(4));
        fields.last_mut().expect("a field").push('*');
    }
    fields.join(":")
}

fn list(random: &mut Random, mut entry: impl FnMut(&mut Random) -> String) -> Value {
    let entries: Vec<String> = (0..=random.below(3)).map(|_| entry(random)).collect();
    if entries.len() == 1 && random.below(2) == 0 { json!(entries[0]) } else { json!(entries) }
}

fn condition(random: &mut Random) -> Value {
    let mut block = serde_json::Map::new();
    for _ in 0..random.below(3) {
        let (operator, values) = *random.pick(OPERATORS);
        let qualifier =
            if operator == "Null" { "" } else { *random.pick(&["", "", "ForAllValues:", "ForAnyValue:"]) };
        let suffix = if operator == "Null" { "" } else { *random.pick(&["", "", "IfExists"]) };
        let key = key_of(operator, random);
        let values = list(random, |random| (*random.pick(values)).to_owned());
        block.insert(format!("{qualifier}{operator}{suffix}"), json!({ key: values }));
    }
    Value::Object(block)
}

pub(crate) fn document(random: &mut Random, is_conditional: bool) -> Value {
    let statements: Vec<Value> = (0..=random.below(4))
        .map(|_| {
            let not = |random: &mut Random, name: &str| {
                if random.below(6) == 0 { format!("Not{name}") } else { name.to_owned() }
            };
            let mut statement = serde_json::Map::new();
            statement.insert("Effect".into(), json!(if random.below(4) == 0 { "Deny" } else { "Allow" }));
            statement.insert(
                not(random, "Action"),
                list(random, |random| (*random.pick(ACTION_PATTERNS)).to_owned()),
            );
            statement.insert(not(random, "Resource"), list(random, resource_pattern));
            if is_conditional && random.below(2) == 0 {
                statement.insert("Condition".into(), condition(random));
            }
            Value::Object(statement)
        })
        .collect();
    let version = if random.below(5) == 0 { "2008-10-17" } else { "2012-10-17" };
    json!({"Version": version, "Statement": statements})
}

pub(crate) fn request(random: &mut Random) -> Request {
    let resource = if random.below(12) == 0 {
        "*".to_owned()
    } else {
        FIELDS.iter().map(|field| *random.pick(field)).collect::<Vec<_>>().join(":")
    };
    let mut keys = Keys::new();
    for (key, values) in KEYS {
        let n_values = [0, 1, 1, 1, 2][random.below(5)];
        keys.insert((*key).to_owned(), (0..n_values).map(|_| (*random.pick(values)).to_owned()).collect());
    }
    Request { action: (*random.pick(ACTIONS)).to_owned(), resource, keys }
}

/// Documents in layers, mostly several identity policies.
pub(crate) fn documents(random: &mut Random, is_conditional: bool) -> Vec<(Layer, Value)> {
    let scp = |level| Layer::ServiceControl { level };
    let layers = [Layer::Identity, Layer::Identity, Layer::Boundary, Layer::Session, scp(0), scp(1)];
    let others = (0..random.below(3)).map(|_| *random.pick(&layers)).collect::<Vec<_>>();
    core::iter::once(Layer::Identity)
        .chain(others)
        .map(|layer| (layer, document(random, is_conditional)))
        .collect()
}

pub(crate) fn compiled(documents: &[(Layer, Value)]) -> Policies {
    let mut policies = Policies::new();
    for (layer, document) in documents {
        policies
            .add(*layer, "policy", &Document::parse(&document.to_string()))
            .unwrap_or_else(|error| panic!("{document}: {error}"));
    }
    policies
}

pub(crate) fn context<'k>(keys: impl IntoIterator<Item = (&'k String, &'k Vec<String>)>) -> Context {
    keys.into_iter().fold(Context::new(), |context, (key, values)| context.set_all(key, values))
}

#[test]
fn two_evaluators_agree() {
    let mut random = Random::new(1);
    let mut counts = BTreeMap::new();
    for _ in 0..N_GROUPS {
        let documents = documents(&mut random, true);
        let policies = compiled(&documents);
        for _ in 0..N_REQUESTS {
            let request = request(&mut random);
            let context = context(&request.keys).complete();
            let expected = decide(&documents, &request);
            let found = policies.decide(request.action.as_str(), &request.resource, &context);
            assert_eq!(found, expected, "{request:?}\n{documents:?}");
            let decision = policies.explain(request.action.as_str(), &request.resource, &context);
            assert_eq!(decision.outcome, expected, "{request:?}\n{documents:?}");
            assert_eq!(decision.deciding.is_empty(), expected == Outcome::ImplicitlyDenied, "{decision:?}");
            *counts.entry(expected).or_insert(0) += 1;
        }
    }
    assert!(counts.len() == 3 && counts.values().all(|count| *count > 1_000), "{counts:?}");
}

/// What is unknown can be anything: a sure answer is the answer for every value of the unknown keys.
#[test]
fn sure_answers_hold_for_every_value() {
    let mut random = Random::new(2);
    let (mut n_open, mut n_sure) = (0, 0);
    for _ in 0..N_GROUPS / 4 {
        let documents = documents(&mut random, true);
        let text = format!("{documents:?}").to_lowercase();
        let asked: Vec<_> = KEYS.iter().map(|(key, _)| *key).filter(|key| text.contains(key)).collect();
        if asked.is_empty() {
            continue;
        }
        let policies = compiled(&documents);
        for _ in 0..N_REQUESTS {
            let request = request(&mut random);
            let unknown = *random.pick(&asked);
            let known = request.keys.iter().filter(|(key, _)| **key != *unknown);
            let context = context(known).set_absent("aws:none");
            let found = policies.decide(request.action.as_str(), &request.resource, &context);
            let values = KEYS.iter().find(|(key, _)| *key == unknown).expect("a key").1;
            let each = values.iter().map(|value| vec![(*value).to_owned()]).chain([Vec::new()]);
            let outcomes: Vec<Outcome> = each
                .map(|values| {
                    let keys =
                        request.keys.clone().into_iter().chain([(unknown.to_owned(), values)]).collect();
                    decide(&documents, &Request { keys, ..request.clone() })
                })
                .collect();
            match found {
                Outcome::Depends => n_open += 1,
                Outcome::ImplicitlyDenied => {
                    assert!(outcomes.iter().all(|it| it.is_denied()), "{documents:?}");
                }
                sure => assert!(outcomes.iter().all(|it| *it == sure), "{request:?} {documents:?}"),
            }
            n_sure += usize::from(found != Outcome::Depends);
        }
    }
    assert!(n_open > 200 && n_sure > 1_000, "{n_open} open, {n_sure} sure");
}
