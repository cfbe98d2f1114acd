//! `--fix`: the policies with what is missing added, and nothing else changed.

mod editable;
mod insert;
mod written;

use std::path::PathBuf;

use pcluster_iam::audit::{Addition, Distance};
use pcluster_iam::compare::{Difference, covers};
use pcluster_iam::evaluate::Policies;
use pcluster_iam::fit::{self, Limits};
use pcluster_iam::quota::Attachment;
use serde_json::{Value, json};

use super::AuditArgs;
use super::against::too_complex;
use super::report::{Report, counted};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::file::write_all;
use crate::ui::output::{grouped, plain};
use editable::Editable;

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
    let mut documents: Vec<Editable> =
        report.subject.granting_documents().filter(|it| it.group.is_none()).map(Editable::new).collect();
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
            None => rest.push(written::statement(&addition.statement)),
        }
    }
    for document in &mut documents {
        rest.extend(document.apply(|attachment| limits(args, report, attachment).characters));
    }
    let mut texts: Vec<(String, String)> =
        documents.iter().filter(|it| it.is_changed()).map(|it| (it.name.clone(), it.text.clone())).collect();
    texts.extend(further(args, report, &documents, &rest)?);
    in_quota(args, report, &documents)?;
    deliver(args, &documents, &texts)?;
    for addition in &additions {
        note(format_args!("added {}: {}", addition.of_catalog.name, plain(addition.of_catalog.why)))?;
    }
    nothing_left(report, &additions)
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
    statements: &[Value],
) -> Result<Vec<(String, String)>, Failure> {
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let limits = limits(args, report, None);
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

/// Prints the one text that changes, or writes all into a folder.
fn deliver(args: &AuditArgs, documents: &[Editable], texts: &[(String, String)]) -> Result<(), Failure> {
    match (texts, documents) {
        ([], [only]) => args.output.deliver(only.text.trim_end()),
        ([], _) => Ok(note("nothing is missing: no policy changes")?),
        ([(name, text)], _) if documents.iter().any(|it| it.name == *name) => {
            args.output.deliver(text.trim_end())?;
            if documents.len() > 1 {
                note(format_args!("this is {}: the other policies stay as they are", plain(name)))?;
            }
            Ok(())
        }
        _ => {
            let names: Vec<_> = texts.iter().map(|(name, _)| format!("`{}`", plain(name))).collect();
            let Some(folder) = &args.output.output else {
                return Err(Complaint::new(format!("the result is several policies: {}", names.join(", ")))
                    .help("give the path of a folder for those that change, with `--output`")
                    .into());
            };
            let files: Vec<(PathBuf, String)> =
                texts.iter().map(|(name, text)| (folder.join(name), text.trim_end().to_owned())).collect();
            write_all(&files, args.output.force)
        }
    }
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
        for denial in &difference.instead.denials {
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
