//! One voice: of something without effect, nothing else is said.
//!
//! A rule knows no other rule, and so several may have something to say about one entry of a statement. The
//! codes in `catalog/findings` state which findings are left out where a stronger one is: whoever removes an
//! action that is never granted need not hear that it is granted twice.

use crate::finding::{Finding, Span};

/// The findings, which are sorted by their places, without those that others exclude.
pub(super) fn in_one_voice(findings: Vec<Finding>) -> Vec<Finding> {
    let mut is_kept = vec![true; findings.len()];
    for finding in &findings {
        if finding.code.excludes().is_empty() {
            continue;
        }
        for place in core::iter::once(finding.span).chain(finding.also.iter().copied()) {
            let first = findings.partition_point(|other| other.span.start < place.start);
            let (behind, are_kept) = (findings.get(first..), is_kept.get_mut(first..));
            let inside = behind.unwrap_or_default().iter().zip(are_kept.unwrap_or_default());
            for (other, is_kept) in inside.take_while(|(other, _)| other.span.start <= place.end) {
                *is_kept &= !excludes(finding, place, other);
            }
        }
    }
    findings.into_iter().zip(is_kept).filter_map(|(finding, is_kept)| is_kept.then_some(finding)).collect()
}

/// True if a finding excludes another one in a place that it is about.
fn excludes(finding: &Finding, place: Span, other: &Finding) -> bool {
    finding.statement == other.statement
        && place.start <= other.span.start
        && other.span.end <= place.end
        && finding.code.excludes().contains(&other.code)
}
