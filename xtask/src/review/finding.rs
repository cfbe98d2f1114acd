//! The findings of a policy; equal findings of several settings are one.

use std::collections::{BTreeSet, HashMap};

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Code, Finding, Severity};
use pcluster_iam::{PARTITIONS, Policy, Statement};

use super::document::{Checked, PolicyForm, Setting, Written, all};

/// A finding of a policy, in the catalog's terms.
#[derive(Clone, Debug)]
pub(crate) struct PolicyFinding {
    pub(crate) form: PolicyForm,
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) statement: Option<&'static Statement>,
    /// The entry at fault, as the catalog writes it.
    pub(crate) entry: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) help: Vec<String>,
    /// True if another statement takes part in the finding.
    pub(crate) has_neighbour: bool,
    settings: BTreeSet<Setting>,
    /// All settings of the form.
    possible: BTreeSet<Setting>,
}

impl PolicyFinding {
    /// True if two findings of different forms are the same; their messages may differ.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.code == other.code
            && self.entry == other.entry
            && match (self.statement, other.statement) {
                (Some(one), Some(other)) => std::ptr::eq(one, other),
                (None, None) => true,
                _ => false,
            }
    }

    /// True if two findings differ in nothing but numbers and partitions, which depend on the setting.
    fn says_the_same(&self, other: &Self) -> bool {
        self.form == other.form && self.is_same(other) && masked(&self.message) == masked(&other.message)
    }

    /// Merges an equal finding of other settings; the message with the larger numbers stays.
    fn merge(&mut self, other: Self) {
        self.settings.extend(other.settings);
        let numbers = |message: &str| -> Vec<usize> {
            let digits = message.split(|c: char| !c.is_ascii_digit());
            digits.filter_map(|digits| digits.parse().ok()).collect()
        };
        if numbers(&other.message) > numbers(&self.message) {
            self.message = other.message;
        }
    }

    /// The settings that have the finding, or an empty string if all do.
    pub(crate) fn remark(&self) -> String {
        let mut parts = Vec::new();
        let partitions = |settings: &BTreeSet<Setting>| -> BTreeSet<_> {
            settings.iter().map(|setting| setting.partition).collect()
        };
        let with = partitions(&self.settings);
        if with != partitions(&self.possible) {
            let names: Vec<_> = with.into_iter().map(|name| format!("`{name}`")).collect();
            parts.push(format!("in {}", names.join(", ")));
        }
        let mut dimension = |of: fn(&Setting) -> bool, if_set: &str, if_unset: &str| {
            let values = |settings: &BTreeSet<Setting>| settings.iter().map(of).collect::<BTreeSet<_>>();
            let found = values(&self.settings);
            if found != values(&self.possible) {
                parts.push(if found.contains(&true) { if_set } else { if_unset }.to_owned());
            }
        };
        dimension(|setting| setting.is_all_regions, "for all regions", "for one region");
        dimension(|setting| setting.has_options, "with options", "without options");
        if parts.is_empty() { String::new() } else { format!("only {}", parts.join(", ")) }
    }
}

/// The findings of both forms of a policy, in the order of its statements.
pub(super) fn of(policy: &'static Policy) -> Result<Vec<PolicyFinding>, String> {
    let documents = all(policy);
    let mut found: Vec<PolicyFinding> = Vec::new();
    for written in &documents {
        let possible = documents.iter().filter(|other| other.form == written.form);
        let possible: BTreeSet<_> = possible.flat_map(|other| other.settings.clone()).collect();
        let Checked { document, findings } = written.checked()?;
        let terms = Terms::of(policy, written);
        for finding in findings {
            let known = known(written, &terms, document, finding, &possible);
            match found.iter_mut().find(|other| other.says_the_same(&known)) {
                Some(other) => other.merge(known),
                None => found.push(known),
            }
        }
    }
    let place = |known: &PolicyFinding| {
        let is_it = |statement: &Statement| known.statement.is_some_and(|it| std::ptr::eq(it, statement));
        policy.statements.iter().position(is_it)
    };
    found.sort_by_cached_key(|known| (known.form, place(known), known.code, known.entry));
    Ok(found)
}

fn known(
    written: &Written,
    terms: &Terms,
    document: &Document,
    finding: &Finding,
    possible: &BTreeSet<Setting>,
) -> PolicyFinding {
    let around = |span: pcluster_iam::document::Span| {
        document
            .statements
            .iter()
            .position(|statement| statement.span.start <= span.start && span.end <= statement.span.end)
    };
    let idx = finding.statement.or_else(|| around(finding.span));
    let statement = idx.and_then(|idx| written.statements.get(idx)).copied();
    let entry = finding.subject.as_deref().zip(statement).and_then(|(subject, statement)| {
        entries(statement).into_iter().find(|entry| terms.spelled.get(entry).is_some_and(|it| it == subject))
    });
    let has_neighbour =
        finding.labels.iter().any(|(span, _)| around(*span).is_some_and(|it| Some(it) != idx));
    PolicyFinding {
        form: written.form,
        code: finding.code,
        severity: finding.severity,
        statement,
        entry,
        message: terms.generic(&finding.message),
        help: finding.help.iter().map(|line| terms.generic(line)).collect(),
        has_neighbour,
        settings: written.settings.clone(),
        possible: possible.clone(),
    }
}

/// The possible subjects of a statement's findings, as the catalog writes them.
fn entries(statement: &'static Statement) -> Vec<&'static str> {
    let listed = [&statement.actions, &statement.resources].into_iter().flat_map(|element| element.entries);
    let conditions = statement.conditions.iter().flat_map(|condition| {
        let values = condition.values.entries.iter().map(|entry| entry.text);
        [condition.key, condition.operator].into_iter().chain(values)
    });
    listed.map(|entry| entry.text).chain(conditions).collect()
}

/// The catalog's terms for the texts of a document, found once for all of its findings.
struct Terms {
    /// The text in the document of each entry.
    spelled: HashMap<&'static str, String>,
    /// The entries that the document spells in another way, by their texts in it.
    entries: HashMap<String, &'static str>,
    /// The values that depend on the setting, with their placeholders.
    varying: Vec<(String, String)>,
    /// Statements without a Sid, by their numbers in the document, with their names in the catalog.
    numbered: Vec<(String, String)>,
}

impl Terms {
    fn of(policy: &'static Policy, written: &Written) -> Self {
        let all = policy.statements.iter().flat_map(entries);
        let spelled: HashMap<_, _> = all.map(|entry| (entry, written.spelled(entry))).collect();
        let mut entries: HashMap<String, &'static str> = HashMap::new();
        for (entry, text) in spelled.iter().filter(|(entry, text)| *entry != text) {
            let known = entries.entry(text.clone()).or_insert(entry);
            *known = (*known).min(entry);
        }
        // Statement 12 before statement 1, whose number begins that of the other.
        let numbered = written.statements.iter().enumerate().rev().filter(|(_, it)| it.sid.is_none());
        let numbered = numbered.map(|(idx, statement)| {
            (format!("statement {}", idx + 1), format!("statement `{}`", statement.name))
        });
        Self { entries, varying: written.varying(), numbered: numbered.collect(), spelled }
    }

    /// A text in the catalog's terms, with placeholders for values that depend on the setting.
    fn generic(&self, text: &str) -> String {
        let parts = text.split('`').map(|part| self.entries.get(part).copied().unwrap_or(part));
        let mut text = parts.collect::<Vec<_>>().join("`");
        for (value, term) in self.varying.iter().chain(&self.numbered) {
            if text.contains(value) {
                text = text.replace(value, term);
            }
        }
        text
    }
}

/// A text without its numbers and the partitions that it names.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for part in text.split('`') {
        let is_partition = PARTITIONS.iter().any(|partition| partition.id == part);
        masked.push_str(if is_partition { "partition" } else { part });
        masked.push('`');
    }
    masked.retain(|c| !c.is_ascii_digit());
    masked
}
