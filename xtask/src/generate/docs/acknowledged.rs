//! The acknowledged findings of policies, each with its reason; a reason of several findings is printed
//! once.

use std::cmp::Reverse;

use pcluster_iam::findings::Code;
use pcluster_iam::{Acknowledgement, Policy, Version};

use super::markdown::{code, codes, item};
use crate::placeholders::spelled;
use crate::review::{self, Answer, PolicyFinding, PolicyForm};

/// A reason with its findings.
#[derive(Debug)]
struct Reason {
    text: &'static str,
    codes: Vec<Code>,
    /// The statements, or policies, with these findings, each with its entries.
    about: Vec<(String, Vec<String>)>,
}

/// The acknowledged findings of a policy, except for those of its whole version.
pub(super) fn of_policy(version: &Version, policy: &'static Policy) -> String {
    let mut reasons = Vec::new();
    for (finding, it) in acknowledged(policy).filter(|(_, it)| !is_of_version(version, it)) {
        let name = finding.statement.map(|statement| code(statement.sid.unwrap_or(statement.name)));
        let entry = it.entry.map(|entry| code(&spelled(policy, entry)));
        add(&mut reasons, it.reason, finding.code, name.unwrap_or_default(), entry);
    }
    listed(reasons)
}

/// The findings that are acknowledged for all policies of a version, with the policies that have them.
pub(super) fn of_version(version: &'static Version) -> String {
    let mut reasons = Vec::new();
    for policy in version.policies {
        for (finding, it) in acknowledged(policy).filter(|(_, it)| is_of_version(version, it)) {
            let link = format!("[{}](#{})", code(policy.id), policy.anchor);
            add(&mut reasons, it.reason, finding.code, link, None);
        }
    }
    for reason in &mut reasons {
        if reason.about.len() == version.policies.len() {
            reason.about.clear();
        }
    }
    let listed = listed(reasons);
    if listed.is_empty() { listed } else { format!("\n## What to know about these policies\n\n{listed}") }
}

fn acknowledged(
    policy: &'static Policy,
) -> impl Iterator<Item = (&'static PolicyFinding, &'static Acknowledgement)> {
    let findings = review::of(policy).iter().filter(|(finding, _)| finding.form == PolicyForm::Maintained);
    findings.filter_map(|(finding, answer)| match answer {
        Answer::Acknowledged(acknowledgement) => Some((finding, *acknowledgement)),
        _ => None,
    })
}

fn is_of_version(version: &Version, acknowledgement: &Acknowledgement) -> bool {
    version.acknowledged.contains(acknowledgement)
}

fn add(reasons: &mut Vec<Reason>, text: &'static str, finding: Code, name: String, entry: Option<String>) {
    let idx = reasons.iter().position(|reason| reason.text == text).unwrap_or_else(|| {
        reasons.push(Reason { text, codes: Vec::new(), about: Vec::new() });
        reasons.len() - 1
    });
    let Some(reason) = reasons.get_mut(idx) else { return };
    if !reason.codes.contains(&finding) {
        reason.codes.push(finding);
    }
    if name.is_empty() {
        return;
    }
    match reason.about.iter_mut().find(|(known, _)| *known == name) {
        Some((_, entries)) => entries.extend(entry.filter(|entry| !entries.contains(entry))),
        None => reason.about.push((name, entry.into_iter().collect())),
    }
}

/// The reasons as a list, from the most to the least severe finding.
fn listed(mut reasons: Vec<Reason>) -> String {
    reasons.sort_by_key(|reason| Reverse(reason.codes.iter().map(|finding| finding.severity()).max()));
    let mut text = String::new();
    for Reason { text: reason, codes, about } in &reasons {
        let about: Vec<_> = about
            .iter()
            .map(|(name, entries)| match entries.as_slice() {
                [] => name.clone(),
                entries => format!("{name} with {}", entries.join(", ")),
            })
            .collect();
        let about = if about.is_empty() { String::new() } else { format!("**{}:** ", about.join("; ")) };
        let links: Vec<_> = codes.iter().map(|finding| link(*finding)).collect();
        text.push_str(&item(&format!("{about}{reason} ({})", links.join(", "))));
    }
    text
}

/// A link from the page of a version to the section of a code.
fn link(finding: Code) -> String {
    let name = finding.name();
    format!("[{}](../findings.md#{})", codes(&[name]), name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Code, add, listed};

    #[test]
    fn a_reason_is_printed_once() {
        let code = Code::ALL[0];
        let mut reasons = Vec::new();
        add(&mut reasons, "It is so.", code, "`A`".to_owned(), None);
        add(&mut reasons, "It is so.", code, "`B`".to_owned(), Some("`x`".to_owned()));
        add(&mut reasons, "It is so.", code, "`B`".to_owned(), Some("`y`".to_owned()));
        add(&mut reasons, "It is so.", code, "`A`".to_owned(), None);
        let name = code.name();
        let anchor = name.to_lowercase();
        let expected =
            format!("- **`A`; `B` with `x`, `y`:** It is so. ([`{name}`](../findings.md#{anchor}))\n");
        assert_eq!(listed(reasons), expected);
    }
}
