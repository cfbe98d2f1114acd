//! The checks of the kinds of findings: their codes, their severity and their examples.

use std::collections::BTreeMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::findings::model::Finding;
use crate::compiler::kinds::findings::written::WrittenFinding;
use crate::compiler::kinds::partitions::model::Partition;
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::texts::value;
use crate::compiler::names;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};
use crate::compiler::source::{Span, Spanned};

/// Checks the kinds of findings.
pub fn check(
    cx: &mut Checking<'_>,
    written: &[WrittenFinding],
    partitions: &[Partition],
    hidden_partitions: &Hidden,
    codes: FindingCodes<'_>,
) -> Vec<Finding> {
    let mut seen = BTreeMap::<&str, Span>::new();
    for finding in written {
        finding_code(cx, finding);
        if let Some(partition) = &finding.partition {
            partition_of_examples(cx, partition, partitions, hidden_partitions);
        }
        match seen.get(finding.code.value.as_str()) {
            Some(first) => cx.note(
                Diagnostic::new(
                    Code::DuplicateKey,
                    finding.code.span,
                    format!("the finding `{}` is given twice", finding.code.value),
                )
                .other(*first, "first given here")
                .help("merge the two, or rename one table"),
            ),
            None => drop(seen.insert(&finding.code.value, finding.code.span)),
        }
    }
    let excluded: Vec<_> = written.iter().map(|finding| excluded(cx, finding, written, codes)).collect();
    written.iter().zip(excluded).map(|(written, excludes)| finding(written, excludes)).collect()
}

/// The codes that a finding excludes by themselves or by their group; notes names of neither.
fn excluded(
    cx: &mut Checking<'_>,
    finding: &WrittenFinding,
    all: &[WrittenFinding],
    codes: FindingCodes<'_>,
) -> Vec<String> {
    let mut excluded = Vec::new();
    for name in &finding.excludes {
        let is_meant = |other: &&WrittenFinding| other.group == name.value || other.code.value == name.value;
        let is_other = |other: &&WrittenFinding| other.code.value != finding.code.value;
        let meant = all.iter().filter(is_meant).filter(is_other).map(|other| other.code.value.clone());
        let n_before = excluded.len();
        excluded.extend(meant);
        if excluded.len() == n_before && (name.value == finding.code.value || !codes.may_have(&name.value)) {
            let what = match names::is_finding(&name.value) {
                Ok(()) if name.value == finding.code.value => "other finding",
                Ok(()) => "finding",
                Err(_) => "group of findings",
            };
            let message = format!("no {what} is named `{}`", name.value);
            let known = codes.iter().chain(all.iter().map(|other| other.group.as_str()));
            let help = one_of(&name.value, known);
            cx.note(Diagnostic::new(Code::UnknownFinding, name.span, message).help(help).of_name());
        }
    }
    excluded.sort_unstable();
    excluded.dedup();
    excluded
}

/// Notes a partition that the catalog does not have.
fn partition_of_examples(
    cx: &mut Checking<'_>,
    partition: &Spanned<String>,
    partitions: &[Partition],
    hidden: &Hidden,
) {
    let ids = partitions.iter().map(|partition| partition.id.as_str());
    if ids.clone().all(|id| id != partition.value) && !hidden.may_have(&partition.value) {
        let message = format!("no partition is named `{}`", partition.value);
        let help = one_of(&partition.value, ids);
        cx.note(Diagnostic::new(Code::UnknownPartition, partition.span, message).help(help));
    }
}

fn finding_code(cx: &mut Checking<'_>, finding: &WrittenFinding) {
    let code = &finding.code;
    if let Err(why) = names::is_finding(&code.value) {
        cx.note(
            Diagnostic::new(
                Code::UnusableName,
                code.span,
                format!("no finding can be named `{}`", code.value),
            )
            .label(why)
            .help("write it like `INVALID_ACTION`"),
        );
    }
}

fn finding(finding: &WrittenFinding, excludes: Vec<String>) -> Finding {
    let text = |field| value(field).trim().to_owned();
    // White space before a document may be the point of the example.
    let example = |field| value(field).trim_end().to_owned();
    Finding {
        code: finding.code.value.clone(),
        group: finding.group.clone(),
        severity: value(finding.severity.as_ref()),
        is_of_aws: finding.is_of_aws,
        summary: text(finding.summary.as_ref()),
        explanation: text(finding.explanation.as_ref()),
        excludes,
        fix_widens: finding.fix_widens,
        failing: example(finding.failing.as_ref()),
        passing: example(finding.passing.as_ref()),
        needs_placeholders: finding.needs_placeholders,
        partition: finding.partition.as_ref().map(|partition| partition.value.clone()),
        account: finding.account.as_ref().map(|account| account.value.clone()),
        policy: finding.policy.as_ref().map(|policy| policy.value.clone()),
    }
}
