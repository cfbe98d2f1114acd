//! The size of a document: its characters without white space, as IAM's quotas count them.

use super::value::{Member, Node, Value};

/// What the pseudo parameters of AWS CloudFormation become, at the shortest.
const PSEUDO_PARAMETERS: [(&str, &str); 4] = [
    ("AWS::AccountId", "123456789012"),
    ("AWS::Partition", "aws"),
    ("AWS::Region", "us-east-1"),
    ("AWS::URLSuffix", "amazonaws.com"),
];

/// The parameters among them that are always of that length.
const OF_ONE_LENGTH: [&str; 1] = ["AWS::AccountId"];

/// The number of characters of a value that is written without white space.
pub(super) fn exact(value: &Value) -> usize {
    size(value, &mut |text| text.chars().filter(|c| !c.is_whitespace()).map(width).sum())
}

/// The least number of characters that a document of a template can have; true if it can have more.
pub(super) fn least(value: &Value) -> (usize, bool) {
    let mut may_grow = false;
    let size = size(value, &mut |text| {
        let (text, is_least) = shortest(text);
        may_grow |= is_least;
        text.chars().filter(|c| !c.is_whitespace()).map(width).sum()
    });
    (size, may_grow)
}

fn size(value: &Value, of_text: &mut impl FnMut(&str) -> usize) -> usize {
    match &value.node {
        Node::Null => 4,
        Node::Bool(it) => it.to_string().len(),
        Node::Number(it) => it.len(),
        Node::String(it) => 2 + of_text(it.as_str()),
        Node::Array(elements) => {
            1 + elements.len().max(1) + elements.iter().map(|it| size(it, of_text)).sum::<usize>()
        }
        Node::Object(members) => {
            let mut total = 1 + members.len().max(1);
            for Member { name, value } in members {
                total += 3 + of_text(name.as_str()) + size(value, of_text);
            }
            total
        }
    }
}

/// A string with the shortest values for its references; true if they can become longer. A name with one
/// colon is a variable of IAM, which stays.
fn shortest(text: &str) -> (String, bool) {
    let (mut out, mut rest, mut may_grow) = (String::with_capacity(text.len()), text, false);
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push_str("${");
            rest = after;
            continue;
        };
        match PSEUDO_PARAMETERS.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => {
                out.push_str(value);
                may_grow |= !OF_ONE_LENGTH.contains(&name);
            }
            None if name.contains(':') && !name.contains("::") => {
                out.extend(["${", name, "}"]);
            }
            None => may_grow = true,
        }
        rest = behind;
    }
    out.push_str(rest);
    (out, may_grow)
}

/// The number of characters that JSON needs for a character.
fn width(c: char) -> usize {
    match c {
        '"' | '\\' => 2,
        c if c < ' ' => 6,
        _ => 1,
    }
}
