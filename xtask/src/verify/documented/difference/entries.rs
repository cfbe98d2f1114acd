//! The entries of a statement that differ from its source.

use anyhow::Result;
use pcluster_iam::{Entry, Statement};
use serde_json::Value;

use super::{FoundStatement, Report, in_file, lines};
use crate::diff;
use crate::placeholders::filled;
use crate::problem::Problem;
use crate::stated::{StatedEntry, StatedStatement};
use crate::verify::documented::found::texts;

/// The problems of a statement that differs from its source.
pub(super) fn problems(
    stated: &StatedStatement,
    found: &FoundStatement,
    statement: &StatedStatement,
    report: &Report<'_>,
) -> Result<Vec<Problem>> {
    let lacking: Vec<_> = statement.entries.iter().filter(|entry| !stated.has(entry)).collect();
    let only_stated = stated.entries.iter().filter(|entry| !statement.has(entry));
    let only_stated: Vec<_> = only_stated.map(|entry| report.names().named(entry)).collect();
    if lacking.is_empty() && only_stated.is_empty() {
        return Ok(vec![other_form(stated, found, statement, report)?]);
    }
    if let ([lacking], [other]) = (lacking.as_slice(), only_stated.as_slice())
        && other.parts().is_none_or(|(keys, _)| lacking.parts().is_some_and(|(own, _)| own == keys))
    {
        return Ok(vec![in_place_of(found, lacking, other, report)?]);
    }
    let mut problems = Vec::new();
    for entry in lacking {
        problems.push(not_stated(stated, found, entry, report)?);
    }
    for entry in &only_stated {
        problems.push(not_written(found, entry, report)?);
    }
    Ok(problems)
}

/// The problem of an entry that the source lacks.
fn not_stated(
    stated: &StatedStatement,
    found: &FoundStatement,
    entry: &StatedEntry,
    report: &Report<'_>,
) -> Result<Problem> {
    let written = Written::of(found, entry);
    let message = format!("{}: {} is not in the source", written.line(report)?, written.shown);
    let help = match (written.key, found.origin) {
        (Some(_), Some(origin)) if is_string(stated, entry) => format!(
            "the source has a string there, not a list, so it takes no further entry: write a separate statement beside {}, with `added`",
            in_file(origin)
        ),
        (Some(key), _) => format!(
            "if the policy needs it, write it as an added entry:\n    {{ {key} = \"{}\", added = YYYY-MM-DD, why = \"…\", source = \"https://…\" }},",
            written.text
        ),
        (None, _) => "write what the source states".to_owned(),
    };
    Ok(Problem::new(message, help).of([found.policy.id]))
}

/// The problem of an entry that only the source has.
fn not_written(found: &FoundStatement, entry: &StatedEntry, report: &Report<'_>) -> Result<Problem> {
    let place = report.line(source(found), None)?;
    let name = found.origin.map_or("it", |origin| origin.name);
    let message = match entry.parts() {
        Some((keys, text)) => format!("{place}: `{name}` lacks {}, which the source has", shown(keys, text)),
        None => format!(
            "{place}: `{name}` lacks an entry of the source, whose digest is {} and whose name nothing here knows",
            entry.digest
        ),
    };
    let help =
        "write it as the source has it, or as a table with `withdrawn` if the policy no longer needs it";
    Ok(Problem::new(message, help).of([found.policy.id]))
}

/// The problem of an entry that stands where the source has another.
fn in_place_of(
    found: &FoundStatement,
    entry: &StatedEntry,
    other: &StatedEntry,
    report: &Report<'_>,
) -> Result<Problem> {
    let written = Written::of(found, entry);
    let other = match other.parts() {
        Some((keys, text)) => shown(keys, text),
        None => "another entry".to_owned(),
    };
    let message = format!("{}: in place of {}, the source has {other}", written.line(report)?, written.shown);
    let help = "write what the source states; an entry that only this catalog has is a table with `added`, \
                and one that only the source has is a table with `withdrawn`";
    Ok(Problem::new(message, help).of([found.policy.id]))
}

/// The problem of a statement with the entries of the source, in another order or form.
fn other_form(
    stated: &StatedStatement,
    found: &FoundStatement,
    statement: &StatedStatement,
    report: &Report<'_>,
) -> Result<Problem> {
    let place = report.line(source(found), None)?;
    let sid = |sid: &Option<String>| {
        sid.as_ref().map_or_else(|| "no Sid".to_owned(), |sid| format!("the Sid `{sid}`"))
    };
    let name = found.origin.map_or("the statement", |origin| origin.name);
    let problem = if stated.sid == statement.sid {
        let message = format!("{place}: the source has the entries of `{name}` in another order or form");
        Problem::new(message, "a string in the source is a string here, and a list is a list")
    } else {
        let message =
            format!("{place}: `{name}` has {}, and the source {}", sid(&statement.sid), sid(&stated.sid));
        Problem::new(message, "write the Sid of the source as `sid`; `sid = false` is for none")
    };
    let body = stated.value.as_ref().map(|stated| diff::unified(&lines(stated), &lines(&found.value), None));
    Ok(problem.of([found.policy.id]).with_body(body.unwrap_or_default()))
}

/// An entry of a document, as the catalog writes it.
struct Written<'e> {
    found: &'e FoundStatement,
    text: &'e str,
    /// The name of the entry in a message.
    shown: String,
    /// The key of a table that stands for the entry.
    key: Option<&'static str>,
}

impl<'e> Written<'e> {
    fn of(found: &'e FoundStatement, entry: &'e StatedEntry) -> Self {
        let (keys, text) = entry.parts().unwrap_or_default();
        let element = found.origin.and_then(|origin| element(origin, keys));
        let key = element.map(|(key, _)| key);
        let mut entries = element.into_iter().flat_map(|(_, entries)| entries);
        let written = entries.find(|entry| spellings(found, entry.text).iter().any(|it| it == text));
        let text = written.map_or(text, |entry| entry.text);
        Self { found, text, shown: shown(keys, text), key }
    }

    fn line(&self, report: &Report<'_>) -> Result<String> {
        report.line(source(self.found), Some(self.text))
    }
}

/// The place of a statement in the catalog.
fn source(found: &FoundStatement) -> &'static str {
    found.origin.map_or(found.policy.source, |origin| origin.source)
}

/// The entries below these keys of a statement, and the key of a table that stands for one.
fn element(origin: &Statement, keys: &str) -> Option<(&'static str, &'static [Entry])> {
    match keys {
        "Action" | "NotAction" => Some(("action", origin.actions.entries)),
        "Resource" | "NotResource" => Some(("resource", origin.resources.entries)),
        keys => {
            let (operator, key) = keys.strip_prefix("Condition/")?.split_once('/')?;
            let is_meant = |it: &&pcluster_iam::Condition| it.operator == operator && it.key == key;
            Some(("value", origin.conditions.iter().find(is_meant)?.values.entries))
        }
    }
}

/// The texts of an entry in the document: one, or one for each item of a list.
fn spellings(found: &FoundStatement, entry: &str) -> Vec<String> {
    let texts = |name: &str| texts(found.policy, &found.form, name);
    let n_lists = found.form.texts.values().map(Vec::len).max().unwrap_or_default();
    let spelling = |idx: usize| {
        filled(entry, |name| {
            let texts = texts(name);
            texts.get(idx).or(texts.first()).map(|text| (*text).to_owned())
        })
    };
    (0..n_lists.max(1)).map(spelling).collect()
}

/// True if the source has a single string in the element of an entry.
fn is_string(stated: &StatedStatement, entry: &StatedEntry) -> bool {
    let pointer = entry.parts().map(|(keys, _)| keys);
    let mut keys = pointer.into_iter().flat_map(|keys| keys.splitn(3, '/'));
    let value = stated.value.as_ref();
    value.and_then(|value| keys.try_fold(value, |value, key| value.get(key))).is_some_and(Value::is_string)
}

/// An entry in a message.
fn shown(keys: &str, text: &str) -> String {
    match keys.strip_prefix("Condition/").and_then(|keys| keys.split_once('/')) {
        Some((operator, key)) => format!("`{text}` of the condition `{operator}` on `{key}`"),
        None if matches!(keys, "Action" | "NotAction" | "Resource" | "NotResource") => format!("`{text}`"),
        None => format!("`\"{keys}\": \"{text}\"`"),
    }
}
