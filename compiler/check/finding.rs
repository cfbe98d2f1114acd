//! The kinds of findings: their codes, and how grave they are.

use std::collections::BTreeMap;

use super::{Checker, value};
use crate::compiler::model;
use crate::compiler::names;
use crate::compiler::read;
use crate::compiler::schema::rules::SEVERITIES;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};
use crate::compiler::source::{Span, Spanned};

impl<'c> Checker<'c> {
    pub(super) fn findings(&mut self) -> Vec<model::Finding> {
        let written = self.written;
        let mut seen = BTreeMap::<&str, Span>::new();
        for finding in &written.findings {
            self.finding_code(finding);
            match seen.get(finding.code.value.as_str()) {
                Some(first) => self.note(
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
        written.findings.iter().map(finding).collect()
    }

    fn partition_of_examples(&mut self, partition: &Spanned<String>) {
        let written = self.written;
        let ids = written.partitions.iter().map(|partition| partition.id.value.as_str());
        if ids.clone().all(|id| id != partition.value)
            && !written.hidden_partitions.may_have(&partition.value)
        {
            let message = format!("the examples are for no partition: none is named `{}`", partition.value);
            let help = one_of(&partition.value, ids);
            self.note(Diagnostic::new(Code::UnknownPartition, partition.span, message).help(help));
        }
    }

    /// Whether there is a kind of finding of that code, as far as all could be read.
    pub fn may_have_finding(&self, code: &str) -> bool {
        self.written.hidden_findings.may_have(code)
            || self.written.findings.iter().any(|finding| finding.code.value == code)
    }

    /// The codes of all kinds of findings.
    pub fn finding_codes(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.written.findings.iter().map(|finding| finding.code.value.as_str())
    }

    fn finding_code(&mut self, finding: &read::Finding) {
        let code = &finding.code;
        if let Err(why) = names::is_finding(&code.value) {
            self.note(
                Diagnostic::new(
                    Code::UnusableName,
                    code.span,
                    format!("no finding can be named `{}`", code.value),
                )
                .label(why)
                .help("write it like `INVALID_ACTION`"),
            );
        }
        if let Some(partition) = &finding.partition {
            self.partition_of_examples(partition);
        }
        if let Some(severity) = &finding.severity
            && !SEVERITIES.contains(&severity.value.as_str())
        {
            self.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    severity.span,
                    format!("no severity is named `{}`", severity.value),
                )
                .help(one_of(&severity.value, SEVERITIES.iter().copied())),
            );
        }
    }
}

fn finding(finding: &read::Finding) -> model::Finding {
    let text = |field| value(field).trim().to_owned();
    model::Finding {
        code: finding.code.value.clone(),
        group: finding.group.clone(),
        severity: value(finding.severity.as_ref()),
        is_of_aws: finding.is_of_aws,
        summary: text(finding.summary.as_ref()),
        explanation: text(finding.explanation.as_ref()),
        failing: text(finding.failing.as_ref()),
        passing: text(finding.passing.as_ref()),
        needs_placeholders: finding.needs_placeholders,
        partition: finding.partition.as_ref().map(|partition| partition.value.clone()),
    }
}
