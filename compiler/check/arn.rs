//! Resources, and the ARNs that they are.

use std::ops::Range;

use super::Checker;
use crate::compiler::model::{self, Role, Segment};
use crate::compiler::shared::grammar::RULES;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::template;

impl Checker<'_> {
    pub(super) fn resource(&mut self, resource: &Spanned<String>) -> Option<model::Template> {
        let template = template::parse(self, resource)?;
        if resource.value == "*" || self.is_whole_arn(template.first()) || self.arn(resource) {
            return Some(template);
        }
        None
    }

    /// A condition's value, which may be anything; where it is an ARN, it names no partition.
    pub(super) fn condition_value(&mut self, text: &Spanned<String>) -> Option<model::Template> {
        let template = template::parse(self, text)?;
        if let [arn, partition, _, _, _, _] = arn_fields(&text.value).as_slice()
            && &text.value[arn.clone()] == "arn"
        {
            self.partition(text, partition.clone());
        }
        Some(template)
    }

    /// Whether a text is an ARN; notes why not.
    fn arn(&mut self, arn: &Spanned<String>) -> bool {
        let text = arn.value.as_str();
        let fields = arn_fields(text);
        let malformed = |range: Range<usize>, why: String| {
            Diagnostic::new(Code::MalformedArn, arn.inside(range), format!("`{text}` is not an ARN"))
                .label(why)
                .help("an ARN is `arn:{partition}:service:region:account:resource`; region and account may be empty")
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
                    Some((service.clone(), "the service is named, without a wildcard"))
                } else if self.has_role(&text[account.clone()], Role::Region) {
                    Some((account.clone(), "the account stands here, and the region before it"))
                } else if self.is_account(&text[region.clone()]) {
                    Some((region.clone(), "the region stands here, and the account behind it"))
                } else {
                    self.partition(arn, partition.clone());
                    None
                }
            }
            fields => {
                let why = format!("an ARN has six parts, and this has {}", fields.len());
                self.note(malformed(whole, why));
                return false;
            }
        };
        match problem {
            Some((range, why)) => {
                self.note(malformed(range, why.to_owned()));
                false
            }
            None => true,
        }
    }

    /// Notes the partition of an ARN if it is neither left to a parameter nor any.
    fn partition(&mut self, arn: &Spanned<String>, range: Range<usize>) {
        let partition = &arn.value[range.clone()];
        if partition == "*" || self.has_role(partition, Role::Partition) || self.is_untyped(partition) {
            return;
        }
        if placeholder(partition).is_some() {
            self.note(
                Diagnostic::new(
                    Code::MalformedArn,
                    arn.inside(range),
                    format!("`{partition}` is no partition, which stands here in an ARN"),
                )
                .help("an ARN is `arn:{partition}:service:region:account:resource`"),
            );
            return;
        }
        let help = match self.written.parameters.iter().find(|parameter| {
            parameter.type_name.as_ref().is_some_and(|type_name| type_name.value == "partition")
        }) {
            Some(parameter) => format!("write `{{{}}}`, which follows from the region", parameter.name.value),
            None => "write a parameter of the type `partition`".to_owned(),
        };
        self.note(
            Diagnostic::new(
                Code::HardCodedPartition,
                arn.inside(range),
                format!("the ARN names the partition `{partition}`"),
            )
            .help(help),
        );
    }

    /// Whether a part of an ARN is a placeholder that plays a role.
    fn has_role(&self, part: &str, role: Role) -> bool {
        placeholder(part).and_then(|name| self.find_parameter(name)).is_some_and(|id| self.role(id) == role)
    }

    /// Whether a part of an ARN is a placeholder of which nobody knows what it can be.
    fn is_untyped(&self, part: &str) -> bool {
        let id = placeholder(part).and_then(|name| self.find_parameter(name));
        id.is_some_and(|id| self.type_name(id).is_empty())
    }

    /// Whether a part of an ARN is a placeholder of an account's number.
    fn is_account(&self, part: &str) -> bool {
        let id = placeholder(part).and_then(|name| self.find_parameter(name));
        id.is_some_and(|id| self.type_name(id) == "account-id")
    }

    /// Whether a text begins with a parameter whose values are whole ARNs.
    fn is_whole_arn(&self, first: Option<&Segment>) -> bool {
        let Some(Segment::Value { parameter, .. }) = first else { return false };
        let type_name = self.type_name(*parameter);
        type_name.is_empty() || RULES.iter().any(|rule| rule.name == type_name && rule.is_arn)
    }
}

/// The name in a part of an ARN that is nothing but a placeholder.
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
