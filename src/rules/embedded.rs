//! The check of a document in a larger text.

use crate::document::Embedded;
use crate::finding::{Finding, Options};
use crate::rules::RuleContext;

impl Embedded {
    /// All findings of the document, with their places in the whole text.
    #[must_use]
    pub fn check(&self, options: &Options) -> Vec<Finding> {
        let options = Options { placeholders: options.placeholders || self.is_template, ..*options };
        let mut findings = super::check_in(&RuleContext::inside(self, options));
        for finding in &mut findings {
            finding.span = self.in_whole(finding.span);
            finding.fix = finding.fix.take().and_then(|fix| self.fix_in_whole(fix));
            finding.labels.iter_mut().for_each(|(span, _)| *span = self.in_whole(*span));
        }
        findings
    }
}
