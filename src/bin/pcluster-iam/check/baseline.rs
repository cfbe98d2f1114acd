//! `--baseline`: the findings that are known, each with who answers for it and until when.

use std::path::Path;

use anyhow::Context as _;
use pcluster_iam::findings::{Code, Finding};
use serde::Serialize;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

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
        Ok(Self { entries })
    }

    /// Takes the known findings out and says how many; warns of entries that are of no use any more, if
    /// all files were checked.
    pub(crate) fn apply(&self, checked: &mut [Checked<'_>], is_all: bool) -> Result<usize, Failure> {
        let mut n_hidden = 0;
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
                if is_hidden {
                    n_hidden += 1;
                } else {
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
        let is_unexplained = |entry: &&Known| entry.reason.is_empty() || entry.owner.is_empty();
        let mut unexplained = self.entries.iter().filter(is_unexplained);
        if let Some(Known { place, .. }) = unexplained.next() {
            let entries = match unexplained.count() {
                0 => "this entry has".to_owned(),
                1 => "this entry and another have".to_owned(),
                number => format!("this entry and {number} others have"),
            };
            let complaint = Complaint::new(format!("{place}{entries} no `reason` or no `owner`"));
            output::warn(&complaint.help("say why each finding may stay, and who answers for it"))?;
        }
        Ok(n_hidden)
    }
}

impl Known {
    /// The entry that hides a finding; its number names a statement that has no Sid.
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
        let (number, sid) = statement(it, finding).unzip();
        self.code == finding.code.name()
            && self.policy.trim_start_matches("./") == it.name()
            && (self.statement.is_none() || self.statement == number)
            && (self.sid.is_none() || self.sid == sid.flatten())
            && (self.subject.is_none() || self.subject == finding.subject)
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
    let shown = path.display();
    output::note(match number {
        0 => format!("wrote {shown}: nothing was found"),
        1 => format!("wrote 1 finding to {shown}: fill in its `reason` and `owner`"),
        _ => format!("wrote {number} findings to {shown}: fill in `reason` and `owner` of each"),
    })?;
    Ok(())
}

/// The keys of a table as they stand in the file.
fn in_order<'t, 'f>(table: &'t DeTable<'f>) -> Vec<(&'t Spanned<DeString<'f>>, &'t Spanned<DeValue<'f>>)> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(name, _)| name.span().start);
    keys
}

struct Reader<'f> {
    file: &'f TomlFile,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Known> {
        let mut entries = Vec::new();
        for (name, value) in in_order(table) {
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
        for (name, value) in in_order(table) {
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
                "statement" => {
                    let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
                    known.statement = number.filter(|number| *number > 0);
                    if known.statement.is_none() {
                        let message = "`statement` is not the number of one";
                        self.note(at, message, "write it without quotes; the first statement is 1");
                    }
                }
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
