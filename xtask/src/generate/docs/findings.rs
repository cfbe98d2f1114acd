//! `docs/findings.md`: every kind of finding in policy documents, with its examples.

use std::collections::BTreeSet;

use pcluster_iam::SERVICES;
use pcluster_iam::document::Syntax;
use pcluster_iam::findings::{Code, Severity};

use super::markdown::{Table, block, code};
use crate::figures::grouped;
use crate::files::File;

/// The page.
pub(crate) fn file() -> File {
    let mut text = "<!-- Generated from catalog/findings by `cargo xtask regenerate`. Do not edit. -->

# Findings

A finding is something wrong with a policy document.
`pcluster-iam check` looks for all findings in any policy, and `cargo xtask verify` in every policy of the catalog.
Each example is a test: the first document has the finding, and the second, fixed, does not.

"
    .to_owned();
    text.push_str(&severities());
    text.push_str("\nThe number of codes by group and severity:\n\n");
    text.push_str(&counts());
    text.push_str(
        "
A code marked as AWS's is the name of the same check in [AWS IAM Access Analyzer](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html), so that findings of both can be compared.
AWS has no check of the same name for the others.
",
    );
    text.push_str(&coverage());
    for group in groups() {
        text.push_str(&format!("\n## {}\n\n", title(group)));
        let codes = of_group(group);
        let mut table = Table::new(["Code", "Severity", "AWS's", "What is wrong"]);
        for finding in &codes {
            table.row([
                link(*finding),
                shown(finding.severity()),
                if finding.is_of_aws() { "yes" } else { "" }.to_owned(),
                finding.summary().to_owned(),
            ]);
        }
        text.push_str(&table.finish());
        for finding in codes {
            text.push_str(&section(finding));
        }
    }
    File { path: "docs/findings.md".to_owned(), text }
}

/// How far the checks go: the facts that they stand on, and what they do not look at.
fn coverage() -> String {
    let with_facts = || SERVICES.iter().filter(|service| service.as_of.is_some());
    let n_actions: usize = with_facts().map(|service| service.actions().len()).sum();
    let dates: BTreeSet<_> = with_facts().filter_map(|service| service.as_of).collect();
    let dates: Vec<_> = dates.into_iter().collect();
    let n_services = with_facts().count();
    let reviewed: Vec<_> =
        with_facts().filter(|service| service.review.is_some()).map(|service| code(service.prefix)).collect();
    format!(
        "
## How far the checks go

The facts are AWS's [Service Authorization Reference](https://docs.aws.amazon.com/service-authorization/latest/reference/) of {}: {} actions of {} services, with reviewed corrections.
An action that AWS has added since is reported as unknown, and the day of the facts is part of such a finding.
Actions of services that AWS has and the facts have not are not checked, and `CHECKED_IN_PART` counts them.

AWS states the formats of ARNs, but not which values may contain `/` or `:`.
For {} services somebody has compared the formats with what else AWS publishes, and what does not fit them is an error:
{}.
Of the other {}, the values may contain anything, and findings about their ARNs are warnings.

The checks read one document, or the documents that a file attaches to one identity.
They do not look at

- what an account holds: other policies of the identity, resource policies, boundaries, service control policies, and whether a resource exists;
- what a request carries beyond what AWS states: the values of keys, tags of resources and sessions;
- texts that are not known: placeholders, and functions and references of templates without a constant value;
- whom a resource's policy lets in: one that names everyone has no finding, unless it is a role's trust policy, nor has a principal that does not exist;
- SAM policy templates and managed policies that a file names by their ARN.

",
        dates.join(" and "),
        grouped(n_actions),
        n_services,
        reviewed.len(),
        reviewed.join(", "),
        n_services - reviewed.len(),
    )
}

/// The table of severities with their meanings.
fn severities() -> String {
    let mut table = Table::new(["Severity", "What it means"]);
    for severity in Severity::ALL {
        let about = match severity {
            Severity::Error => "AWS refuses the policy, or a part of it has no effect at all.",
            Severity::SecurityWarning => "The policy grants more than anybody should have.",
            Severity::Warning => "The policy may not do what it seems to do.",
            Severity::Suggestion => "The policy can be improved.",
        };
        table.row([shown(severity), about.to_owned()]);
    }
    table.finish()
}

/// The table of the numbers of codes, by group and severity.
fn counts() -> String {
    let header = ["Group".to_owned()].into_iter().chain(Severity::ALL.map(shown));
    let mut table = Table::of_columns(header.chain(["of AWS".to_owned()]).collect());
    let row = |name: String, codes: &[Code]| {
        let count = |is_counted: &dyn Fn(&&Code) -> bool| match codes.iter().filter(is_counted).count() {
            0 => String::new(),
            n => n.to_string(),
        };
        let of = Severity::ALL.map(|severity| count(&|finding: &&Code| finding.severity() == severity));
        [name].into_iter().chain(of).chain([count(&|finding: &&Code| finding.is_of_aws())])
    };
    for group in groups() {
        let title = title(group);
        let anchor = title.to_lowercase().replace(' ', "-");
        table.cells(row(format!("[{title}](#{anchor})"), &of_group(group)));
    }
    table.cells(row("**All**".to_owned(), Code::ALL));
    table.finish()
}

fn section(finding: Code) -> String {
    let severity = match finding.severity() {
        Severity::Error => "An error",
        Severity::SecurityWarning => "A security warning",
        Severity::Warning => "A warning",
        Severity::Suggestion => "A suggestion",
    };
    let origin = if finding.is_of_aws() { ", under AWS's own name" } else { "" };
    let example = |text: &str| match Syntax::of(text, None) {
        Syntax::Yaml => block("yaml", text),
        _ => block("json", text),
    };
    format!(
        "\n### {}\n\n{severity}{origin}.\n\n{}\n\n{}\nFixed:\n\n{}",
        code(finding.name()),
        finding.explanation(),
        example(finding.failing()),
        example(finding.passing())
    )
}

/// The groups of codes, in the order of the catalog.
fn groups() -> Vec<&'static str> {
    let mut seen = BTreeSet::new();
    Code::ALL.iter().map(|finding| finding.group()).filter(|group| seen.insert(*group)).collect()
}

/// The codes of a group, the most severe first.
fn of_group(group: &str) -> Vec<Code> {
    let mut codes: Vec<_> = Code::ALL.iter().copied().filter(|finding| finding.group() == group).collect();
    codes.sort_by_key(|finding| (std::cmp::Reverse(finding.severity()), finding.name()));
    codes
}

/// The name of a group as a heading.
fn title(group: &str) -> String {
    let words = group.replace('-', " ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn shown(severity: Severity) -> String {
    severity.as_str().replace('-', " ")
}

/// A link to the section of a code, from the same page.
fn link(finding: Code) -> String {
    format!("[{}](#{})", code(finding.name()), finding.name().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Code, file};

    #[test]
    fn every_code_has_a_section_and_a_row() {
        let page = file().text;
        for name in Code::ALL.iter().map(|finding| finding.name()) {
            assert_eq!(page.matches(&format!("\n### `{name}`\n")).count(), 1, "{name}");
            assert_eq!(page.matches(&format!("](#{})", name.to_lowercase())).count(), 1, "{name}");
        }
    }
}
