//! Entries that have the right form and name nothing: an ARN inside of an ARN, and the traces of values that a
//! program did not fill in.

use crate::ArnPart;
use crate::document::Text;
use crate::finding::{Code, Finding, Severity};
use crate::iam::arn::{self, ArnPattern};
use crate::iam::resource::ResourcePattern;
use crate::rules::RuleContext;
use crate::{ArnFormat, PARTITIONS, ResourceType, SERVICES, Service};

/// What programs write where a value is missing, as a part of an entry between separators.
const UNFILLED: [&str; 5] = ["undefined", "null", "None", "NaN", "[object Object]"];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in &cx.scopes {
        let resources = scope.resources.iter().filter_map(|entry| {
            unfilled(entry.text, true).or_else(|| nested(entry)).or_else(|| misnamed(entry))
        });
        let actions = scope.actions.iter().filter_map(|entry| unfilled(entry.text, false));
        findings.extend(actions.chain(resources).map(|finding| finding.statement(scope.statement.idx)));
    }
    findings
}

/// A part of an entry that a program wrote for want of a value. A name may be one of the words, but the whole
/// of a region, an account or a prefix is not, and nor is `[object Object]`.
fn unfilled(text: &Text, is_arn: bool) -> Option<Finding> {
    let value = text.as_str();
    let found = UNFILLED.iter().find_map(|word| {
        let at = value.match_indices(word).map(|(at, _)| at).find(|at| is_part(value, *at, word, is_arn))?;
        Some((*word, at))
    });
    let (word, at) = found?;
    let message = format!("`{word}` is what a program writes where it has no value");
    Some(
        Finding::new(Code::UnfilledValue, text.inside(at..at + word.len()), message)
            .help("find out why the value is missing where the policy is written")
            .subject(value),
    )
}

/// True if a word is a whole part of an entry: between the colons of an ARN, or as its last part.
fn is_part(value: &str, at: usize, word: &str, is_arn: bool) -> bool {
    if word.starts_with('[') {
        return true;
    }
    let before = value.get(..at).unwrap_or_default();
    let after = value.get(at + word.len()..).unwrap_or_default();
    let is_field = before.ends_with(':') && (after.is_empty() || after.starts_with(':'));
    let is_name = is_arn && before.ends_with('/') && after.is_empty();
    (is_field || is_name || before.is_empty() && after.starts_with(':')) && (word != "None" || is_arn)
}

/// An ARN in the place of a name, unless the names of such resources can hold an ARN.
pub(super) fn nested(entry: &ResourcePattern<'_>) -> Option<Finding> {
    let arn = entry.arn().filter(|arn| arn.resource.text.contains("arn:"))?;
    let resource = arn.resource.text;
    let starts = PARTITIONS.iter().filter_map(|partition| {
        let start = format!("arn:{}:", partition.id);
        resource.find(&start)
    });
    let at = starts.min()?;
    let head = resource.get(..at).unwrap_or_default();
    if reviewed_formats(arn).any(|format| holds_any_text(format, head)) {
        return None;
    }
    let value = entry.text.as_str();
    let start = value.len().checked_sub(resource.len())? + at;
    let message = "an ARN stands inside of an ARN, in the place of a name".to_owned();
    let inner = value.get(start..).unwrap_or_default();
    let help = if arn::fields(inner).len() == arn::N_FIELDS {
        format!("write `{inner}` alone, or the name that it ends in")
    } else {
        "write the name in place of the inner ARN".to_owned()
    };
    Some(
        Finding::new(Code::ArnNeverExists, entry.text.inside(start..value.len()), message)
            .help(help)
            .subject(value),
    )
}

/// The ARN formats that an entry can match, of the services whose variables somebody has reviewed. Those of the
/// others may hold anything as far as is known, and yet no service has names that are ARNs.
fn reviewed_formats<'a>(arn: &'a ArnPattern<'_>) -> impl Iterator<Item = ArnFormat> + use<'a> {
    let services =
        SERVICES.iter().copied().filter(|it| it.review.is_some() && arn.service.matches(it.prefix));
    services
        .flat_map(Service::resource_types)
        .flat_map(ResourceType::arn_formats)
        .filter(|format| arn.overlaps(*format))
}

/// A name that no resource can have, as far as the forms of such names are known.
fn misnamed(entry: &ResourcePattern<'_>) -> Option<Finding> {
    let arn = entry.arn()?;
    let mut faults = Vec::new();
    for format in reviewed_formats(arn) {
        // A `*` may reach past colons, and what it stands for is then no name.
        if !arn.resource_overlaps(format) {
            return None;
        }
        faults.push((format, fault(arn, format)?));
    }
    let (format, fault) = faults.first()?;
    let finding = |message: String| {
        Finding::new(Code::ArnNeverExists, entry.text.span, message)
            .subject(entry.text.as_str())
            .rests_on(format.stated_by())
    };
    Some(match fault {
        NameFault::Never { name, pattern } => {
            let message = format!("no resource has such an ARN: no `${{{name}}}` matches `{pattern}`");
            let finding = finding(message).help(format!("such an ARN has the form `{format}`"));
            match pattern.strip_suffix('*') {
                Some(head) => finding.help(format!("begin the `${{{name}}}` without `{head}`")),
                None => finding,
            }
        }
        // Some requests are checked before the service knows the resource.
        NameFault::Unlike { name, pattern } => {
            let message = format!("no resource has such an ARN: every `${{{name}}}` matches `{pattern}`");
            let rest = pattern.trim_start_matches('*');
            finding(message)
                .help(format!("such an ARN has the form `{format}`"))
                .help(format!("write `{}{rest}`", entry.text))
                .at_most(Severity::Warning)
        }
    })
}

/// A reason why a name cannot stand in an ARN: the variable and its pattern.
enum NameFault {
    /// Each value of the variable matches the pattern, and the name cannot.
    Unlike { name: &'static str, pattern: &'static str },
    /// No value of the variable matches the pattern, and the name does.
    Never { name: &'static str, pattern: &'static str },
}

fn fault(arn: &ArnPattern<'_>, format: ArnFormat) -> Option<NameFault> {
    format.resource_parts().find_map(|part| {
        let ArnPart::Variable(variable) = part else { return None };
        let name = variable.name;
        let never = variable.never().filter(|it| arn.is_within(format, name, it));
        let unlike = variable.like().filter(|it| !arn.overlaps_like(format, name, it));
        never
            .map(|pattern| NameFault::Never { name, pattern })
            .or_else(|| unlike.map(|pattern| NameFault::Unlike { name, pattern }))
    })
}

/// True if the text of a format that begins like the head of an entry ends in a variable that is free: its
/// values are written by people, as the keys of objects are, and not made of paths and names.
fn holds_any_text(format: ArnFormat, head: &str) -> bool {
    let parts: Vec<_> = format.resource_parts().collect();
    let is_free =
        |part: &ArnPart| matches!(part, ArnPart::Variable(it) if it.may_hold(':') && it.may_hold('/'));
    let is_path = |part: &ArnPart| matches!(part, ArnPart::Variable(it) if it.name.ends_with("WithPath"));
    let first_text = match parts.first() {
        Some(ArnPart::Text(text)) => text,
        _ => "",
    };
    head.starts_with(first_text) && parts.last().is_some_and(|last| is_free(last) && !is_path(last))
}
