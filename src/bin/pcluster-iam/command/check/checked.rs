//! The policies of the files, each with its findings.

use std::rc::Rc;

use pcluster_iam::document::Embedded;
use pcluster_iam::findings::{Finding, Options};

use crate::input::Input;
use crate::ui::lines::Lines;

/// A policy with its findings.
#[derive(Debug)]
pub(crate) struct Checked<'i> {
    pub(crate) input: &'i Input,
    pub(crate) lines: Rc<Lines<'i>>,
    pub(crate) policy: &'i Embedded,
    pub(crate) findings: Vec<Finding>,
}

impl Checked<'_> {
    /// The name of the policy in reports.
    pub(crate) fn name(&self) -> String {
        self.input.name(&self.policy.names)
    }

    /// The number and the Sid of the statement with a finding.
    pub(crate) fn statement(&self, finding: &Finding) -> Option<(usize, Option<String>)> {
        let idx = finding.statement?;
        let statement = self.policy.document.statements.get(idx);
        let sid = statement.and_then(|statement| statement.sid.as_ref()).map(|sid| sid.value.clone());
        Some((idx + 1, sid.filter(|sid| !sid.is_empty())))
    }
}

/// Checks every policy of the files.
pub(crate) fn check(inputs: &[Input], options: Options) -> Vec<Checked<'_>> {
    let mut checked: Vec<Checked<'_>> = Vec::new();
    for input in inputs {
        let lines = Rc::new(Lines::new(&input.text));
        for policy in &input.found.policies {
            let mut findings = input.found.check(policy, &options);
            // A finding that several variants of a document have is reported once, also where a variant
            // has fewer places of it and so counts less.
            let is_told = |finding: &Finding| {
                checked.iter().rev().take(policy.variant).flat_map(|it| &it.findings).any(|other| {
                    (other.code, other.span) == (finding.code, finding.span)
                        && (other.message == finding.message || has_more(other, finding))
                })
            };
            findings.retain(|finding| !is_told(finding));
            checked.push(Checked { input, lines: lines.clone(), policy, findings });
        }
    }
    checked
}

/// True if a finding names all the places of another one, and more.
fn has_more(many: &Finding, few: &Finding) -> bool {
    many.labels.len() > few.labels.len() && few.labels.iter().all(|label| many.labels.contains(label))
}
