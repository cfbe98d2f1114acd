//! Resources and their ARNs.

use std::ops::Range;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::Role;
use crate::compiler::kinds::parameters::template::{Segment, Template, parse};
use crate::compiler::shared::grammar::RULES;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Checks one resource: `*`, an ARN, or a parameter that is an ARN.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    resource: &Spanned<String>,
) -> Option<Template> {
    let template = parse(cx, parameters, resource)?;
    if resource.value == "*" || is_whole_arn(parameters, template.first()) || is_arn(cx, parameters, resource)
    {
        return Some(template);
    }
    None
}

/// Checks a condition's value, which may be any string; an ARN may not name a partition.
pub fn check_value(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    text: &Spanned<String>,
) -> Option<Template> {
    let template = parse(cx, parameters, text)?;
    if let [arn, partition, _, _, _, _] = arn_fields(&text.value).as_slice()
        && &text.value[arn.clone()] == "arn"
    {
        check_partition(cx, parameters, text, partition.clone());
    }
    Some(template)
}

/// Checks that a string is an ARN; notes the reason if it is not.
fn is_arn(cx: &mut Checking<'_>, parameters: &ParameterLedger<'_>, arn: &Spanned<String>) -> bool {
    let text = arn.value.as_str();
    let fields = arn_fields(text);
    let malformed = |range: Range<usize>, why: String| {
        Diagnostic::new(Code::MalformedArn, arn.inside(range), format!("`{text}` is not an ARN"))
            .label(why)
            .help("write `arn:{partition}:service:region:account:resource`; region and account may be empty")
    };
    let whole = 0..text.len();
    let problem = match fields.as_slice() {
        [prefix, partition, service, region, account, resource] => {
            let (named, id) = (&text[service.clone()], &text[resource.clone()]);
            if &text[prefix.clone()] != "arn" {
                Some((prefix.clone(), "an ARN begins with `arn:`"))
            } else if partition.is_empty() || named.is_empty() || id.is_empty() {
                Some((whole, "partition, service and resource cannot be empty"))
            } else if named.contains(['*', '?', '{']) {
                Some((service.clone(), "the service cannot be a wildcard or a placeholder"))
            } else if has_role(parameters, &text[account.clone()], Role::Region) {
                Some((account.clone(), "this is the place of the account; the region goes before it"))
            } else if is_account(parameters, &text[region.clone()]) {
                Some((region.clone(), "this is the place of the region; the account goes after it"))
            } else {
                check_partition(cx, parameters, arn, partition.clone());
                None
            }
        }
        fields => {
            let why = format!("an ARN has six parts, and this has {}", fields.len());
            cx.note(malformed(whole, why));
            return false;
        }
    };
    match problem {
        Some((range, why)) => {
            cx.note(malformed(range, why.to_owned()));
            false
        }
        None => true,
    }
}

/// Notes the partition of an ARN if it is neither a parameter nor `*`.
fn check_partition(
    cx: &mut Checking<'_>,
    parameters: &ParameterLedger<'_>,
    arn: &Spanned<String>,
    range: Range<usize>,
) {
    let partition = &arn.value[range.clone()];
    if partition == "*"
        || has_role(parameters, partition, Role::Partition)
        || is_untyped(parameters, partition)
    {
        return;
    }
    if placeholder(partition).is_some() {
        cx.note(
            Diagnostic::new(
                Code::MalformedArn,
                arn.inside(range),
                format!("`{partition}` is not a partition, which an ARN has in this place"),
            )
            .help("write `arn:{partition}:service:region:account:resource`")
            .of_name(),
        );
        return;
    }
    let help = match parameters.of_type("partition") {
        Some(name) => format!("write `{{{name}}}`, which follows from the region"),
        None => "write a parameter of the type `partition`".to_owned(),
    };
    cx.note(
        Diagnostic::new(
            Code::HardCodedPartition,
            arn.inside(range),
            format!("the ARN names the partition `{partition}`"),
        )
        .help(help),
    );
}

/// True for a part of an ARN that is a placeholder of a role.
fn has_role(parameters: &ParameterLedger<'_>, part: &str, role: Role) -> bool {
    let id = placeholder(part).and_then(|name| parameters.find(name));
    id.is_some_and(|id| parameters.role(id) == role && !parameters.is_doubtful(id))
}

/// True for a part of an ARN that is a placeholder of an unknown type.
fn is_untyped(parameters: &ParameterLedger<'_>, part: &str) -> bool {
    let id = placeholder(part).and_then(|name| parameters.find(name));
    id.is_some_and(|id| parameters.type_name(id).is_empty() || parameters.is_doubtful(id))
}

/// True for a part of an ARN that is a placeholder of an account.
fn is_account(parameters: &ParameterLedger<'_>, part: &str) -> bool {
    let id = placeholder(part).and_then(|name| parameters.find(name));
    id.is_some_and(|id| parameters.type_name(id) == "account-id" && !parameters.is_doubtful(id))
}

/// True for a string that begins with a parameter whose values are whole ARNs.
fn is_whole_arn(parameters: &ParameterLedger<'_>, first: Option<&Segment>) -> bool {
    let Some(Segment::Value { parameter, .. }) = first else { return false };
    let type_name = parameters.type_name(*parameter);
    type_name.is_empty() || RULES.iter().any(|rule| rule.name == type_name && rule.is_arn)
}

/// The name of a placeholder that is a whole part of an ARN.
fn placeholder(part: &str) -> Option<&str> {
    let inside = part.strip_prefix('{')?.strip_suffix('}')?;
    Some(inside.trim_end_matches("...").trim_end_matches('?'))
}

/// The places of an ARN's parts: five colons divide it, but for those between braces.
fn arn_fields(text: &str) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ':' if depth == 0 && fields.len() < 5 => {
                fields.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(start..text.len());
    fields
}
