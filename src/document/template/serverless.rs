//! Files of the Serverless Framework: statements without a document around them, and variables like
//! `${self:custom.name}`, which it replaces before anything else.
//!
//! It leaves the names of AWS CloudFormation alone, such as `${AWS::Region}`, and writes no `Fn::Sub`.

use crate::document::value::{Member, Node, Value};
use crate::document::{Span, Text};

/// The sources of variables.
const SOURCES: [&str; 14] = [
    "self",
    "opt",
    "env",
    "file",
    "sls",
    "param",
    "cf",
    "s3",
    "ssm",
    "output",
    "git",
    "terraform",
    "vault",
    "strToBool",
];

/// The variables of the source `aws`; others with this prefix belong to IAM.
const OF_AWS: [&str; 2] = ["aws:accountId", "aws:region"];

/// Parts of the names of plugins that write `Fn::Sub`.
const PLUGINS: [&str; 3] = ["pseudo-parameters", "cf-vars", "sub-variables"];

/// True for a file with a service on AWS.
pub(in crate::document) fn is_serverless(root: &Value) -> bool {
    let provider = root.get("provider");
    let name = provider.and_then(|it| it.get("name").unwrap_or(it).as_str());
    name == Some("aws") && (root.get("service").is_some() || root.get("functions").is_some())
}

pub(super) fn has_substitution(root: &Value) -> bool {
    let plugins = root.get("plugins").map(|it| it.get("modules").unwrap_or(it)).map(Value::elements);
    let names = plugins.unwrap_or_default().iter().filter_map(Value::as_str);
    names.into_iter().any(|name| PLUGINS.iter().any(|plugin| name.contains(plugin)))
}

/// The statements that a member holds without a document around them, as a document. Statements of another
/// file are a variable, and left out.
pub(in crate::document) fn statements(key: &str, value: &Value) -> Option<BareStatements> {
    let list = match key {
        "iamRoleStatements" => value,
        "iam" => value.get("role")?.get("statements")?,
        _ => return None,
    };
    let known = list.elements().iter().filter(|statement| matches!(statement.node, Node::Object(_)));
    let known: Vec<_> = known.cloned().collect();
    let is_partial = known.len() < list.elements().len() || list.as_str().is_some();
    let n_statements = known.len();
    let statements = Value { node: Node::Array(known), span: list.span };
    let at = Span { start: list.span.start, end: list.span.start };
    let member = |name: &str, value| Member { name: Text { value: name.to_owned(), span: at }, value };
    let version = Node::String(Text { value: "2012-10-17".to_owned(), span: at });
    let members = vec![member("Version", Value { node: version, span: at }), member("Statement", statements)];
    let document = Value { node: Node::Object(members), span: list.span };
    Some(BareStatements { document: (n_statements > 0).then_some(document), span: list.span, is_partial })
}

/// Statements without a document around them.
#[derive(Debug)]
pub(in crate::document) struct BareStatements {
    /// The document, unless no statement is known.
    pub(in crate::document) document: Option<Value>,
    pub(in crate::document) span: Span,
    /// True if other statements are in another file.
    pub(in crate::document) is_partial: bool,
}

/// A string whose variables have no colons, so that none looks like a variable of IAM or ends a field of an
/// ARN. It has as many bytes as before.
pub(super) fn without_colons(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        result.push_str(before);
        result.push_str("${");
        let variable = variable(after).unwrap_or_default();
        // The braces of variables inside become a part of the name.
        result.extend(variable.chars().map(|c| match c {
            ':' => '.',
            '$' | '{' | '}' => '_',
            c => c,
        }));
        rest = after.get(variable.len()..).unwrap_or_default();
    }
    result + rest
}

/// The variable at the beginning of a text, up to its closing brace.
fn variable(text: &str) -> Option<&str> {
    let source = text.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let is_known = SOURCES.contains(&source) && text.get(source.len()..)?.starts_with([':', '(', '.']);
    if !is_known && !OF_AWS.iter().any(|name| text.strip_prefix(name).is_some_and(|it| it.starts_with('}'))) {
        return None;
    }
    let mut depth = 1_usize;
    let end = text.char_indices().find_map(|(at, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    text.get(..end)
}

#[cfg(test)]
mod tests {
    use super::without_colons;

    #[test]
    fn variables_keep_their_length() {
        for (text, expected) in [
            ("arn:aws:sqs:${aws:region}:${aws:accountId}:q", "arn:aws:sqs:${aws.region}:${aws.accountId}:q"),
            ("${self:custom.${opt:stage, 'dev'}.arn}/*", "${self.custom.__opt.stage, 'dev'_.arn}/*"),
            ("${file(./a.yml):b}${cf.eu-west-1:s.o}", "${file(./a.yml).b}${cf.eu-west-1.s.o}"),
            ("${aws:username}/${AWS::Region}", "${aws:username}/${AWS::Region}"),
            ("${self:a", "${self:a"),
        ] {
            assert_eq!(without_colons(text), expected);
            assert_eq!(text.len(), expected.len());
        }
    }
}
