//! Actions, resources, conditions and the differences from the source.

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, nearest, one_of};
use super::super::fields;
use super::super::grammar::RULES;
use super::super::model::{self, Direction, Segment, Use};
use super::super::source::Spanned;
use super::super::template;
use super::Checker;

/// IAM's condition operators, without qualifier and `IfExists`.
const OPERATORS: [&str; 27] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "Null",
];

impl Checker<'_> {
    /// Actions or resources, by the check of one.
    pub(super) fn element(
        &mut self,
        entries: &fields::Entries,
        is_negated: bool,
        mut check: impl FnMut(&mut Self, &Spanned<String>) -> Option<model::Template>,
    ) -> model::Element {
        let mut element = model::Element { is_negated, is_scalar: entries.is_scalar, entries: Vec::new() };
        for (idx, entry) in entries.entries.iter().enumerate() {
            self.allowed_characters(&entry.text);
            let first = entries.entries[..idx].iter().find(|first| first.text.value == entry.text.value);
            if let Some(first) = first {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        entry.text.span,
                        format!("`{}` is in the list twice", entry.text.value),
                    )
                    .other(first.text.span, "first here")
                    .help("remove one of them"),
                );
            }
            let change = entry.change.as_ref().map(|change| self.change(change, change.why.as_ref()));
            if let Some(template) = check(self, &entry.text) {
                self.one_option(&entry.text, &template, entries.is_scalar);
                element.entries.push(model::Entry {
                    text: entry.text.value.clone(),
                    template,
                    change: change.flatten(),
                });
            }
        }
        element
    }

    /// Notes an entry that depends on two options at once, and a list where there is place for one.
    fn one_option(&mut self, text: &Spanned<String>, template: &model::Template, is_scalar: bool) {
        let mut options = template.iter().filter_map(|segment| match segment {
            Segment::Value { parameter, use_ } if *use_ != Use::Plain => Some((*parameter, *use_)),
            _ => None,
        });
        let Some(first) = options.next() else { return };
        let problem = if options.any(|option| option != first) {
            Some((
                "the entry would depend on two parameters at once",
                "let the statement depend on one of them with `when`, and write that one as `{name}`",
            ))
        } else if first.1 == Use::Each && is_scalar {
            Some(("there is place for one value only", "put the text into brackets, so that it is a list"))
        } else {
            None
        };
        if let Some((message, help)) = problem {
            self.note(Diagnostic::new(Code::MisplacedPlaceholder, text.span, message).help(help));
        }
    }

    pub(super) fn action(&mut self, action: &Spanned<String>) -> Option<model::Template> {
        let text = action.value.as_str();
        let template = Some(vec![Segment::Text(text.to_owned())]);
        let (prefix, name) = match text.split_once(':') {
            _ if text == "*" => return template,
            Some(parts) => parts,
            None => {
                self.malformed_action(action, 0..text.len(), "it has no colon");
                return None;
            }
        };
        let is_prefix = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '?' | '-');
        if prefix.is_empty() || name.is_empty() {
            self.malformed_action(action, 0..text.len(), "something is missing beside the colon");
            return None;
        }
        if let Some((at, c)) = prefix.char_indices().find(|(_, c)| !is_prefix(*c)) {
            let why = if matches!(c, '*' | '?') {
                "a service's prefix has no wildcard"
            } else {
                "a service's prefix cannot hold this"
            };
            self.malformed_action(action, at..at + c.len_utf8(), why);
            return None;
        }
        if let Some((at, c)) = name.char_indices().find(|(_, c)| !is_name(*c)) {
            let at = prefix.len() + 1 + at;
            self.malformed_action(action, at..at + c.len_utf8(), "an action's name cannot hold this");
            return None;
        }
        let written = self.written;
        let services = || written.services.iter().map(|service| service.prefix.value.as_str());
        if !self.written.is_partial && !services().any(|service| service.eq_ignore_ascii_case(prefix)) {
            let help = match nearest(prefix, services()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("if AWS has it, write `catalog/services/{}.toml`", prefix.to_lowercase()),
            };
            self.note(
                Diagnostic::new(
                    Code::UnknownService,
                    action.inside(0..prefix.len()),
                    format!("no service has the prefix `{prefix}`"),
                )
                .help(help),
            );
        }
        template
    }

    fn malformed_action(&mut self, action: &Spanned<String>, range: std::ops::Range<usize>, why: &str) {
        self.note(
            Diagnostic::new(
                Code::MalformedAction,
                action.inside(range),
                format!("`{}` is not an action", action.value),
            )
            .label(why)
            .help("write it in full, such as `ec2:RunInstances` or `s3:Get*`"),
        );
    }

    pub(super) fn resource(&mut self, resource: &Spanned<String>) -> Option<model::Template> {
        let template = template::parse(self, resource)?;
        if resource.value == "*" || self.is_whole_arn(template.first()) {
            return Some(template);
        }
        let fields = arn_fields(&resource.value);
        let text = |range: &std::ops::Range<usize>| resource.value.get(range.clone()).unwrap_or("");
        let malformed = |range: std::ops::Range<usize>, why: &str| {
            Diagnostic::new(
                Code::MalformedArn,
                resource.inside(range),
                format!("`{}` is not an ARN", resource.value),
            )
            .label(why)
            .help("an ARN is `arn:{partition}:service:region:account:resource`; region and account may be empty")
        };
        let [arn, partition, service, _, _, id] = fields.as_slice() else {
            let why = format!("an ARN has six parts, and this has {}", fields.len());
            self.note(malformed(0..resource.value.len(), &why));
            return None;
        };
        if text(arn) != "arn" {
            self.note(malformed(arn.clone(), "an ARN begins with `arn:`"));
            return None;
        }
        if text(service).is_empty() || text(id).is_empty() {
            self.note(malformed(0..resource.value.len(), "the service and the resource cannot be empty"));
            return None;
        }
        if text(service).contains(['*', '?', '{']) {
            self.note(malformed(service.clone(), "the service is named, without a wildcard"));
            return None;
        }
        if !text(partition).starts_with('{') && text(partition) != "*" {
            self.note(
                Diagnostic::new(
                    Code::HardCodedPartition,
                    resource.inside(partition.clone()),
                    format!("the ARN names the partition `{}`", text(partition)),
                )
                .help("write `{partition}`, which follows from the region"),
            );
        }
        Some(template)
    }

    /// Whether a text begins with a parameter whose values are whole ARNs.
    fn is_whole_arn(&self, first: Option<&Segment>) -> bool {
        let Some(Segment::Value { parameter, .. }) = first else { return false };
        RULES.iter().any(|rule| rule.name == self.type_name(*parameter) && rule.is_arn)
    }

    pub(super) fn condition(&mut self, condition: &fields::Condition) -> model::Condition {
        let operator = &condition.operator;
        let base = operator.value.split_once(':').map_or(operator.value.as_str(), |(qualifier, base)| {
            if matches!(qualifier, "ForAllValues" | "ForAnyValue") { base } else { "" }
        });
        let without = base.strip_suffix("IfExists").filter(|base| *base != "Null").unwrap_or(base);
        if !OPERATORS.contains(&without) {
            self.note(
                Diagnostic::new(
                    Code::UnknownOperator,
                    operator.span,
                    format!("IAM has no condition operator `{}`", operator.value),
                )
                .help(one_of(without, OPERATORS.iter().copied())),
            );
        }
        let key = &condition.key;
        let is_key =
            key.value.split_once(':').is_some_and(|(prefix, name)| !prefix.is_empty() && !name.is_empty())
                && !key.value.contains(char::is_whitespace);
        if !is_key {
            self.note(
                Diagnostic::new(
                    Code::MalformedConditionKey,
                    key.span,
                    format!("`{}` is not a condition key", key.value),
                )
                .help("write it in quotes and in full, such as `\"iam:PassedToService\"`"),
            );
        }
        self.allowed_characters(key);
        model::Condition {
            operator: operator.value.clone(),
            key: key.value.clone(),
            values: self.element(&condition.values, false, |checker, text| template::parse(checker, text)),
        }
    }

    /// A difference from the source with its date, reason and source; nothing if it lacks one.
    pub(super) fn change(
        &mut self,
        change: &fields::Change,
        why: Option<&Spanned<String>>,
    ) -> Option<model::Change> {
        let (direction, date) = match (&change.added, &change.withdrawn) {
            (Some(date), None) => (Direction::Added, date),
            (None, Some(date)) => (Direction::Withdrawn, date),
            (Some(added), Some(withdrawn)) => {
                self.note(
                    Diagnostic::new(Code::ConflictingKeys, withdrawn.span, "it is both added and withdrawn")
                        .other(added.span, "added here")
                        .help("keep one of the two"),
                );
                return None;
            }
            (None, None) => {
                self.incomplete(
                    change,
                    "the difference says neither `added` nor `withdrawn`, with a date",
                    "added = 2026-11-24",
                );
                return None;
            }
        };
        let source = change.source.as_ref();
        if source.is_none() {
            self.incomplete(change, "the difference has no `source`", "source = \"https://…\"");
        }
        if why.is_none() {
            self.incomplete(change, "the difference has no `why`", "why = \"…\"");
        }
        Some(model::Change {
            direction,
            date: date.value.clone(),
            why: why?.value.clone(),
            source: source?.value.clone(),
        })
    }

    fn incomplete(&mut self, change: &fields::Change, message: &str, example: &str) {
        self.note(
            Diagnostic::new(Code::IncompleteChange, change.place, message)
                .help(format!("add `{example}`: each difference has its date, its reason and its source")),
        );
    }

    /// Notes the first character that IAM does not allow in a policy document.
    pub(super) fn allowed_characters(&mut self, text: &Spanned<String>) {
        let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{ff}');
        if let Some((at, c)) = text.value.char_indices().find(|(_, c)| !is_allowed(*c)) {
            self.note(
                Diagnostic::new(
                    Code::ForbiddenCharacter,
                    text.inside(at..at + c.len_utf8()),
                    format!("IAM does not allow the character `{}` in a policy", c.escape_unicode()),
                )
                .help("use the characters U+0020 to U+00FF"),
            );
        }
    }
}

/// The places of an ARN's parts: five colons divide it, but for those between braces.
fn arn_fields(text: &str) -> Vec<std::ops::Range<usize>> {
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
