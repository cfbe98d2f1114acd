//! Entries of `Resource` that are not ARNs.

use crate::finding::{Code, Finding};
use crate::iam::arn;
use crate::iam::piece::{PatternPiece, pieces};
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::{ArnFormat, ResourceType};

/// The form of an ARN.
const FORM: &str = "write `arn:partition:service:region:account:resource`, or `*`";

/// The names of the fields.
const FIELDS: [&str; 6] =
    ["`arn`", "the partition", "the service", "the region", "the account", "the resource"];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let malformed = cx.scopes.iter().flat_map(|scope| {
        let entries = scope.resources.iter().filter(|entry| entry.is_malformed());
        entries.filter_map(move |entry| {
            let finding = find(scope, entry)?;
            Some(finding.statement(scope.statement.idx).subject(entry.text.as_str()))
        })
    });
    malformed.collect()
}

/// The finding about an entry that is not an ARN.
fn find(scope: &Scope<'_>, entry: &ResourcePattern<'_>) -> Option<Finding> {
    let text = entry.text.as_str();
    let ranges = arn::fields(text);
    let first = ranges.first().and_then(|range| text.get(range.clone())).unwrap_or_default();
    if first != "arn" {
        // A template may fill in the missing part.
        if pieces(first).any(|piece| matches!(piece, PatternPiece::Placeholder(_))) {
            return None;
        }
        let message = if text.is_empty() {
            "a resource is empty".to_owned()
        } else {
            format!("`{}` is not an ARN: it does not begin with `arn:`", shown(text))
        };
        let help = if first.trim().eq_ignore_ascii_case("arn") {
            "write `arn:` in lower case, without white space before it".to_owned()
        } else {
            like_those_of(scope)
        };
        return Some(Finding::new(Code::InvalidArnPrefix, entry.text.span, message).help(help));
    }
    let last = ranges.last().and_then(|range| text.get(range.clone())).unwrap_or_default();
    if pieces(last).any(|piece| matches!(piece, PatternPiece::Placeholder(_))) {
        return None;
    }
    let n_fields = ranges.len();
    let missing = FIELDS.get(n_fields..).unwrap_or_default();
    let message = format!("an ARN has six fields between colons, and `{}` has {n_fields}", shown(text));
    let help = if missing.len() < 3 {
        format!("{}; a field that the service leaves empty keeps its colon", like_those_of(scope))
    } else {
        like_those_of(scope)
    };
    Some(Finding::new(Code::MissingArnField, entry.text.span, message).help(help))
}

/// The help with the forms of the ARNs that the statement's actions take.
fn like_those_of(scope: &Scope<'_>) -> String {
    let is_known = scope.actions.iter().all(|entry| entry.is_of_known_service());
    if scope.not_action || !is_known {
        return FORM.to_owned();
    }
    let actions = scope.actions.iter().flat_map(|entry| entry.expand());
    let formats = actions.flat_map(crate::Action::resource_types).flat_map(ResourceType::arn_formats);
    let mut shown: Vec<String> = Vec::new();
    for format in formats.map(ArnFormat::as_str).take(200) {
        let format = format!("`{format}`");
        if shown.len() < 3 && !shown.contains(&format) {
            shown.push(format);
        }
    }
    if shown.is_empty() { FORM.to_owned() } else { format!("write it as {}", shown.join(" or ")) }
}

/// The beginning of a string, short enough for a message.
fn shown(text: &str) -> String {
    const MAX: usize = 80;
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
