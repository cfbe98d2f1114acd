//! `--fix`: the policies with what is missing added, and nothing else changed.

mod editable;
mod insert;
mod written;

use std::path::{Path, PathBuf};

use pcluster_iam::audit::{Addition, Distance};
use pcluster_iam::compare::{Difference, covers};
use pcluster_iam::evaluate::Policies;
use pcluster_iam::fit::{self, Limits};
use pcluster_iam::quota::Attachment;
use serde_json::{Value, json};

use super::AuditArgs;
use super::against::too_complex;
use super::report::{Report, counted};
use crate::ui::failure::{Complaint, Failure, note, warn};
use crate::ui::file::write_all;
use crate::ui::output::{grouped, one_line, plain};
use editable::{Added, Editable};

/// Prints or writes the policies that have what is missing.
pub(super) fn run(args: &AuditArgs, report: &Report<'_>) -> Result<(), Failure> {
    let mut additions = Addition::of(&report.audit.missing, &report.against.needed);
    // What is granted and denied is not granted once more.
    let granted = report.subject.grants_alone();
    let is_granted = |it: &Addition| {
        let alone = Addition::add_to(std::slice::from_ref(it), &Policies::new());
        alone.is_ok_and(|alone| covers(&granted, &alone).unwrap_or_default())
    };
    additions.retain(|it| !is_granted(it));
    let own = report.subject.granting_documents().filter(|it| it.group.is_none() && !it.is_of_aws);
    let mut documents: Vec<Editable> = own.map(Editable::new).collect();
    let mut rest = Vec::new();
    for addition in &additions {
        let id = addition.policy;
        let of_policy = report.against.needed.documents.iter().find(|it| it.policy.id == id);
        let best = of_policy.and_then(|needed| {
            let likeness = |it: &&mut Editable| it.likeness(&needed.document);
            documents.iter_mut().max_by_key(likeness)
        });
        match best {
            Some(document) => document.add(addition),
            None => rest.push(addition.clone()),
        }
    }
    for document in &mut documents {
        rest.extend(document.apply(|attachment| limits(args, report, attachment).characters));
    }
    let mut texts: Vec<(String, String)> =
        documents.iter().filter(|it| it.is_changed()).map(|it| (it.name.clone(), it.text.clone())).collect();
    let further = further(args, report, &documents, &rest)?;
    texts.extend(further.iter().cloned());
    in_quota(args, report, &documents)?;
    deliver(args, &documents, &texts)?;
    for document in &documents {
        document.changes_others().iter().try_for_each(warn)?;
        for Added { addition, to } in &document.added {
            let to = to.clone().unwrap_or_else(|| match &addition.statement.sid {
                Some(sid) if !sid.value.is_empty() => format!("the new {}", addition.statement.name()),
                _ => "a new statement".to_owned(),
            });
            note(plain(&format!(
                "added {} to {to} of {}: {}",
                actions(addition),
                document.name,
                why(addition)
            )))?;
        }
    }
    for addition in &rest {
        note(plain(&format!("added {} to a new policy: {}", actions(addition), why(addition))))?;
    }
    if !further.is_empty() {
        let names: Vec<_> = further.iter().map(|(name, _)| name.as_str()).collect();
        note(format_args!("attach beside the policies that are there: {}", names.join(", ")))?;
    }
    nothing_left(report, &additions)
}

/// The actions that are added, for messages.
fn actions(addition: &Addition) -> String {
    let entries = addition.statement.actions.iter().flat_map(|list| &list.entries);
    entries.map(|entry| format!("`{}`", entry.value)).collect::<Vec<_>>().join(", ")
}

/// The reason for an addition.
fn why(addition: &Addition) -> String {
    one_line(addition.of_catalog.why)
}

/// The attachment of a policy whose own is not known.
fn usual(args: &AuditArgs) -> Attachment {
    args.fit.fit.unwrap_or(Attachment::Managed)
}

fn limits(args: &AuditArgs, report: &Report<'_>, is_inline: Option<bool>) -> Limits {
    let attachment = match (args.fit.fit, is_inline, report.subject.kind) {
        (None, Some(true), Some(kind)) => Attachment::Inline(kind),
        _ => usual(args),
    };
    args.fit.limits(attachment)
}

/// The documents of statements for which the others have no room.
fn further(
    args: &AuditArgs,
    report: &Report<'_>,
    documents: &[Editable],
    additions: &[Addition],
) -> Result<Vec<(String, String)>, Failure> {
    if additions.is_empty() {
        return Ok(Vec::new());
    }
    let limits = limits(args, report, None);
    let statements: Vec<Value> = additions.iter().map(|it| written::statement(&it.statement)).collect();
    let whole = json!({"Version": "2012-10-17", "Statement": statements});
    let document =
        fit::Document::parse(&whole.to_string()).map_err(|error| Complaint::new(error.to_string()))?;
    let parts = fit::split(&document, limits).map_err(|error| Complaint::new(error.to_string()))?;
    let n_managed = documents.iter().filter(|it| it.is_inline != Some(true)).count() + parts.len();
    if n_managed > limits.documents {
        let complaint = Complaint::new(format!(
            "what is missing takes {}, and the identity may have {}",
            counted(n_managed, "policy", "policies"),
            limits.documents
        ));
        return Err(Failure::No(complaint.help(
            "`--fit managed --max-attachments N` says that it may have more; `pcluster-iam render --pack` puts the \
             needed policies into few",
        )));
    }
    let name = |number: usize| match parts.len() {
        1 => "additions.json".to_owned(),
        _ => format!("additions-{number}.json"),
    };
    Ok((1..).map(name).zip(parts.iter().map(fit::Document::to_json_pretty)).collect())
}

/// Refuses inline policies that are too long together.
fn in_quota(args: &AuditArgs, report: &Report<'_>, documents: &[Editable]) -> Result<(), Failure> {
    let is_inline = |it: &&Editable| match (args.fit.fit, it.is_inline) {
        (Some(attachment), _) => matches!(attachment, Attachment::Inline(_)),
        (None, own) => own == Some(true),
    };
    let inline: Vec<_> = documents.iter().filter(is_inline).collect();
    let size: usize = inline.iter().map(|it| it.size()).sum();
    let most = limits(args, report, Some(true)).characters;
    if inline.iter().any(|it| it.is_changed()) && size > most {
        let complaint = Complaint::new(format!(
            "the inline policies would have {} characters together, and may have {}",
            grouped(size),
            grouped(most)
        ));
        return Err(Failure::No(complaint.help("attach them as managed policies, with `--fit managed`")));
    }
    Ok(())
}

/// Prints the one text that changes, or writes it to a file or all into a folder.
fn deliver(args: &AuditArgs, documents: &[Editable], texts: &[(String, String)]) -> Result<(), Failure> {
    let unchanged = match documents {
        [only] if texts.is_empty() => vec![(only.name.clone(), only.text.clone())],
        _ => Vec::new(),
    };
    let texts = if unchanged.is_empty() { texts } else { &unchanged };
    let names = || texts.iter().map(|(name, _)| format!("`{}`", plain(name))).collect::<Vec<_>>().join(", ");
    let what = if texts.len() == 1 { "a new policy beside those that are there" } else { "several policies" };
    match (texts, &args.output.output) {
        ([], _) => Ok(note("nothing is missing: no policy changes")?),
        ([(name, text)], output)
            if documents.iter().any(|it| it.name == *name) && output.as_deref().is_none_or(is_file) =>
        {
            args.output.deliver(text.trim_end())?;
            if documents.len() > 1 {
                note(format_args!("this is {}: the other policies stay as they are", plain(name)))?;
            }
            Ok(())
        }
        (_, None) => Err(Complaint::new(format!("the result is {what}: {}", names()))
            .help("give the path of a folder for those that change, with `--output`")
            .into()),
        (_, Some(path)) if is_file(path) => Err(Complaint::new(format!(
            "`{}` is a file, and the result is {what}: {}",
            path.display(),
            names()
        ))
        .help("give the path of a folder, without `.json` at its end")
        .into()),
        (_, Some(folder)) => {
            let files: Vec<(PathBuf, String)> =
                texts.iter().map(|(name, text)| (folder.join(name), text.trim_end().to_owned())).collect();
            write_all(&files, args.output.force)?;
            let is_written = |it: &&Editable| texts.iter().any(|(name, _)| *name == it.name);
            if documents.len() > documents.iter().filter(is_written).count() {
                note("the other policies stay as they are")?;
            }
            Ok(())
        }
    }
}

/// True for the path of a file, by its end, and false for that of a folder.
fn is_file(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) && !path.is_dir() || path.is_file()
}

/// Says what stays missing although it was added: a denial or a boundary takes it away.
fn nothing_left(report: &Report<'_>, additions: &[Addition]) -> Result<(), Failure> {
    let needed = &report.against.needed.policies;
    let fixed = Addition::add_to(additions, &report.subject.policies)
        .map_err(|error| Complaint::new(error.to_string()))?;
    let left = Distance::between(&fixed, needed).map_err(|error| too_complex(report.subject, &error))?;
    if left.missing == 0 {
        return Ok(());
    }
    let complaint = Complaint::new(format!(
        "{} missing all the same, which no addition changes",
        counted(left.missing, "action is", "actions are")
    ));
    let takes_away = |it: &&Difference| !it.instead.denials.is_empty() || !it.instead.layers.is_empty();
    let missing = report.audit.missing.iter().map(|it| &it.difference).filter(takes_away);
    let mut lines: Vec<String> = Vec::new();
    for difference in missing {
        for denial in difference.instead.denials.iter().map(|it| &it.statement) {
            let place = report.subject.place(&denial.source, denial.span);
            let of = place.map_or_else(|| denial.source.clone(), |place| place.to_string());
            lines.push(format!("{} of {of} denies them: change it by hand", denial.name()));
        }
        lines
            .extend(difference.instead.layers.iter().map(|layer| format!("the {layer} does not allow them")));
    }
    lines.sort_unstable();
    lines.dedup();
    Err(Failure::No(lines.into_iter().fold(complaint, |complaint, line| complaint.help(plain(&line)))))
}
