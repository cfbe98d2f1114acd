//! The check of a document in a larger text, with the other documents that its identities have.

use crate::document::{AttachmentKind, Embedded, Found};
use crate::finding::{Finding, Options};
use crate::rules::{Beside, RuleContext};

/// The group of the findings about what another statement makes unnecessary.
const REDUNDANCY: &str = "redundancy";

impl Embedded {
    /// All findings of the document by itself, with their places in the whole text.
    #[must_use]
    pub fn check(&self, options: &Options) -> Vec<Finding> {
        self.check_beside(&[], &[], options)
    }

    fn check_beside(&self, before: &[&Self], after: &[&Self], options: &Options) -> Vec<Finding> {
        let options = Options { placeholders: options.placeholders || self.is_template, ..*options };
        let [earlier, later] =
            [before, after].map(|policies| policies.iter().map(|it| &it.document).collect::<Vec<_>>());
        let beside = Beside { before: &earlier, after: &later };
        let mut findings = super::check_in(&RuleContext::inside(self, beside, options));
        let all: Vec<_> = before.iter().copied().chain([self]).chain(after.iter().copied()).collect();
        for finding in &mut findings {
            finding.span = self.in_whole(finding.span);
            finding.fix = finding.fix.take().and_then(|fix| self.fix_in_whole(fix));
            finding.labels.iter_mut().for_each(|(span, _)| *span = self.in_whole(*span));
            for (document, span, text) in core::mem::take(&mut finding.elsewhere) {
                finding.labels.extend(all.get(document).map(|other| (other.in_whole(span), text)));
            }
        }
        findings
    }
}

impl Found {
    /// All findings of a policy of the text, with their places in the whole text. Policies that the text
    /// gives to one identity are read together: what one of them grants, another one may need or deny.
    #[must_use]
    pub fn check(&self, policy: &Embedded, options: &Options) -> Vec<Finding> {
        let alone = || policy.check(options);
        if policy.identities.is_empty() {
            return alone();
        }
        let mut findings = Vec::new();
        for identity in &policy.identities {
            let together = self.policies.iter().filter(|it| it.identities.contains(identity));
            let (before, after) = around(policy, together);
            for finding in policy.check_beside(&before, &after, options) {
                if !findings.contains(&finding) {
                    findings.push(finding);
                }
            }
        }
        // Another identity may need what one of them has twice, and resources that a template may leave out
        // may stand for each other.
        let is_beside = |other: &&Embedded| other.identities.iter().any(|it| policy.identities.contains(it));
        let may_lack = self.policies.iter().filter(is_beside).any(|other| other.is_conditional);
        if policy.attachment != Some(AttachmentKind::Inline) || may_lack {
            findings.retain(|finding| finding.code.group() != REDUNDANCY);
            findings.extend(alone().into_iter().filter(|finding| finding.code.group() == REDUNDANCY));
            findings.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        }
        findings
    }
}

/// The other policies before and after one. Of the variants of a template's policy, those with the same
/// number belong together.
fn around<'f>(
    policy: &Embedded,
    together: impl Iterator<Item = &'f Embedded>,
) -> (Vec<&'f Embedded>, Vec<&'f Embedded>) {
    let mut policies: Vec<&Embedded> = Vec::new();
    for other in together {
        match policies.last_mut() {
            Some(last) if other.variant > 0 => {
                if other.variant <= policy.variant && !core::ptr::eq(*last, policy)
                    || core::ptr::eq(other, policy)
                {
                    *last = other;
                }
            }
            _ => policies.push(other),
        }
    }
    let own = policies.iter().position(|other| core::ptr::eq(*other, policy)).unwrap_or_default();
    let after = policies.split_off((own + 1).min(policies.len()));
    policies.truncate(own);
    (policies, after)
}
