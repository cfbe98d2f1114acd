//! Names of a template in strings that no function substitutes.

use super::functions::function;
use super::scope::Scope;
use crate::document::Text;
use crate::document::value::{Node, Value};
use crate::finding::{Code, Finding, Fix};

/// The beginning of the names that CloudFormation knows itself.
const OF_CLOUDFORMATION: &str = "AWS::";

/// The findings about strings of a document that name a part of the template, outside of `Fn::Sub`.
pub(in crate::document) fn unsubstituted(document: &Value, scope: &Scope) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !scope.is_substituted {
        search(document, scope, &mut findings);
    }
    findings
}

fn search(value: &Value, scope: &Scope, findings: &mut Vec<Finding>) {
    match (function(value), &value.node) {
        // The string is substituted, and the values for its names are not.
        (Some(("Sub", argument)), _) => {
            let values = argument.elements().iter().skip(1);
            values.for_each(|value| search(value, scope, findings));
        }
        (_, Node::String(text)) => findings.extend(finding(value, text, scope)),
        _ => {
            value.elements().iter().for_each(|element| search(element, scope, findings));
            value.members().iter().for_each(|member| search(&member.value, scope, findings));
        }
    }
}

fn finding(value: &Value, text: &Text, scope: &Scope) -> Option<Finding> {
    let is_known = |name: &str| {
        let declared = name.split('.').next().unwrap_or_default();
        name.starts_with(OF_CLOUDFORMATION) || scope.names.contains(declared)
    };
    let (at, name) = names(text.as_str()).find(|(_, name)| is_known(name))?;
    // `Fn::Sub` refuses other names.
    let is_complete = names(text.as_str()).all(|(_, name)| is_known(name));
    let written = format!("${{{name}}}");
    let has_variable = names(text.as_str()).any(|(_, it)| it.contains(':') && !it.contains("::"));
    let message = format!("`{written}` is plain text here: only `Fn::Sub` replaces it");
    let finding = Finding::new(Code::MissingFnSub, value.span, message)
        .label(text.inside(at..at + written.len()), "not replaced")
        .help("write `!Sub` before the string in YAML, or `{\"Fn::Sub\": \"…\"}` in JSON");
    let fix = is_complete.then_some(Fix::Substitute { span: text.span });
    let finding = finding.subject(text.as_str()).fixed_by(fix);
    Some(if has_variable {
        finding.help("in `Fn::Sub`, a variable of IAM has a `!`: `${!aws:username}`")
    } else {
        finding
    })
}

/// The names in `${…}`, each with the place of its `$`.
fn names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("${").filter_map(|(at, opening)| {
        let rest = text.get(at + opening.len()..)?;
        let name = rest.get(..rest.find('}')?)?;
        (!name.contains('{')).then_some((at, name))
    })
}
