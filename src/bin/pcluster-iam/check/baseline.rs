//! `--baseline`: the findings that are known, each with who answers for it and until when.

use std::path::Path;

use anyhow::Context as _;
use pcluster_iam::findings::{Code, Finding};
use serde::Serialize;
use toml::de::{DeTable, DeValue};

use super::date;
use super::input::Checked;
use super::statement;
use crate::output::{self, Complaint, Failure};
use crate::suggest::similar;
use crate::toml_file::TomlFile;

/// The keys of an entry; the others are written by the command itself.
const KEYS: [&str; 8] = ["code", "policy", "statement", "sid", "subject", "reason", "owner", "expires"];

/// A file of known findings.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: String,
    entries: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Default, Serialize)]
struct Known {
    code: String,
    policy: String,
    /// The statement's number, where it has no Sid.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    reason: String,
    owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<toml::value::Datetime>,
    /// Where the entry stands, as `FILE:LINE:COLUMN: `.
    #[serde(skip)]
    place: String,
}

#[derive(Serialize)]
struct Written {
    finding: Vec<Known>,
}

impl Baseline {
    /// Reads a file, or says everything that is wrong with it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let file = TomlFile::read(path)?;
        let table = file.parse()?;
        let mut reader = Reader { file: &file, complaints: Vec::new() };
        let entries = reader.entries(table.get_ref());
        if !reader.complaints.is_empty() {
            return Err(Failure::Use(reader.complaints));
        }
        Ok(Self { path: path.display().to_string(), entries })
    }

    /// Takes the known findings out, and warns of entries that are of no use any more, if all files were
    /// checked.
    pub(crate) fn apply(&self, checked: &mut [Checked<'_>], is_all: bool) -> Result<(), Failure> {
        let today = date::today();
        let mut is_used = vec![false; self.entries.len()];
        for it in &mut *checked {
            for finding in std::mem::take(&mut it.findings) {
                let mut is_hidden = false;
                for (entry, is_used) in self.entries.iter().zip(&mut is_used) {
                    if entry.is_about(it, &finding) {
                        *is_used = true;
                        is_hidden |= !entry.is_expired(today);
                    }
                }
                if !is_hidden {
                    it.findings.push(finding);
                }
            }
        }
        for (entry, is_used) in self.entries.iter().zip(is_used) {
            let Known { place, code, policy, .. } = entry;
            if !is_used && is_all {
                let complaint = Complaint::new(format!("{place}`{policy}` has no finding `{code}` any more"));
                output::warn(&complaint.help("remove the entry"))?;
            } else if is_used && entry.is_expired(today) {
                let complaint =
                    Complaint::new(format!("{place}the entry for `{code}` of `{policy}` has expired"));
                output::warn(&complaint.help("mend the finding, or decide anew until when it may stay"))?;
            }
        }
        let unexplained =
            self.entries.iter().filter(|entry| entry.reason.is_empty() || entry.owner.is_empty());
        match unexplained.count() {
            0 => {}
            number => {
                let what = if number == 1 { "1 entry has" } else { &format!("{number} entries have") };
                let complaint = Complaint::new(format!("{}: {what} no `reason` or no `owner`", self.path));
                output::warn(&complaint.help("say why each finding may stay, and who answers for it"))?;
            }
        }
        Ok(())
    }
}

impl Known {
    fn of(it: &Checked<'_>, finding: &Finding) -> Self {
        let (number, sid) = statement(it, finding).unzip();
        let sid = sid.flatten();
        Self {
            code: finding.code.name().to_owned(),
            policy: it.name(),
            statement: number.filter(|_| sid.is_none()),
            sid,
            subject: finding.subject.clone(),
            ..Self::default()
        }
    }

    /// Whether it is about a finding; what it does not say is not compared.
    fn is_about(&self, it: &Checked<'_>, finding: &Finding) -> bool {
        let other = Self::of(it, finding);
        let agrees = |own: &Option<String>, other: &Option<String>| own.is_none() || own == other;
        self.code == other.code
            && self.policy.trim_start_matches("./") == other.policy
            && (self.statement.is_none() || self.statement == other.statement)
            && agrees(&self.sid, &other.sid)
            && agrees(&self.subject, &other.subject)
    }

    fn is_expired(&self, today: i64) -> bool {
        let day = self.expires.as_ref().and_then(|expires| date::day(&expires.to_string()));
        day.is_some_and(|day| day < today)
    }
}

/// Writes the present findings as known ones.
pub(crate) fn write(path: &Path, checked: &[Checked<'_>], is_forced: bool) -> Result<(), Failure> {
    output::refuse_existing(&[path], is_forced)?;
    let mut known: Vec<Known> = Vec::new();
    for it in checked {
        for finding in &it.findings {
            let entry = Known::of(it, finding);
            if !known.iter().any(|other| other.is_about(it, finding)) {
                known.push(entry);
            }
        }
    }
    let number = known.len();
    let text =
        toml::to_string_pretty(&Written { finding: known }).context("the findings cannot be written")?;
    let head = "# Findings of `pcluster-iam check` that may stay. Say of each why and who answers for it;\n\
                # `expires = 2027-01-01` brings it back after that day.\n\n";
    output::write(path, format!("{head}{text}").trim_end(), is_forced)?;
    let findings = if number == 1 { "1 finding" } else { &format!("{number} findings") };
    output::note(format!("wrote {findings} to {}: fill in `reason` and `owner` of each", path.display()))?;
    Ok(())
}

struct Reader<'f> {
    file: &'f TomlFile,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Known> {
        let mut entries = Vec::new();
        for (name, value) in table {
            if name.get_ref() != "finding" {
                let message = format!("`{}` is no key of a baseline", name.get_ref());
                self.note(name.span().start, message, "its entries are tables `[[finding]]`");
                continue;
            }
            let Some(array) = value.get_ref().as_array() else {
                self.note(
                    value.span().start,
                    "`finding` is no list of tables",
                    "write `[[finding]]` above each",
                );
                continue;
            };
            for item in array {
                match item.get_ref().as_table() {
                    Some(table) => entries.extend(self.entry(table, item.span().start)),
                    None => {
                        self.note(item.span().start, "this is no table", "write `[[finding]]` above each");
                    }
                }
            }
        }
        entries
    }

    fn entry(&mut self, table: &DeTable<'_>, start: usize) -> Option<Known> {
        let n_before = self.complaints.len();
        let mut known = Known { place: self.file.place(start), ..Known::default() };
        let mut keys: Vec<_> = table.iter().collect();
        keys.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in keys {
            let (key, at) = (name.get_ref().as_ref(), value.span().start);
            let text = value.get_ref().as_str().map(str::to_owned);
            let is_text = ["code", "policy", "sid", "subject", "reason", "owner"].contains(&key);
            if is_text && text.is_none() {
                self.note(at, format!("`{key}` is no text"), format!("write `{key} = \"…\"`"));
                continue;
            }
            match key {
                "code" => known.code = text.unwrap_or_default(),
                "policy" => known.policy = text.unwrap_or_default(),
                "sid" => known.sid = text,
                "subject" => known.subject = text,
                "reason" => known.reason = text.unwrap_or_default(),
                "owner" => known.owner = text.unwrap_or_default(),
                "statement" => match value.get_ref() {
                    DeValue::Integer(number) => known.statement = number.as_str().parse().ok(),
                    _ => self.note(at, "`statement` is no number", "write the statement's number, from 1"),
                },
                "expires" => match value.get_ref().as_datetime() {
                    Some(date) if date.date.is_some() => known.expires = Some(*date),
                    _ => self.note(at, "`expires` is no date", "write it without quotes, as `2027-01-01`"),
                },
                _ => {
                    let help = match similar(key, KEYS).first() {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("its keys are {}", KEYS.join(", ")),
                    };
                    self.note(name.span().start, format!("an entry has no key `{key}`"), help);
                }
            }
            if key == "code" && Code::named(&known.code).is_none() {
                let names = Code::ALL.iter().map(|code| code.name());
                let help = match similar(&known.code, names).first() {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "docs/findings.md lists all of them".to_owned(),
                };
                self.note(at, format!("no finding is named `{}`", known.code), help);
            }
        }
        for (key, is_missing) in
            [("code", !table.contains_key("code")), ("policy", !table.contains_key("policy"))]
        {
            if is_missing {
                self.note(start, format!("the entry needs `{key}`"), format!("add `{key} = \"…\"`"));
            }
        }
        (self.complaints.len() == n_before).then_some(known)
    }

    fn note(&mut self, at: usize, message: impl AsRef<str>, help: impl Into<String>) {
        let place = self.file.place(at);
        self.complaints.push(Complaint::new(format!("{place}{}", message.as_ref())).help(help));
    }
}
