//! The outcome of a comparison, and how it is printed.

use std::fmt;

use comfy_table::{Table, presets};

use crate::author::page::Position;

/// The differences between a page and the catalog.
pub(super) struct PageReport<'a> {
    pub(super) file: String,
    /// The version of the catalog that the page is compared with.
    pub(super) version: Option<&'a str>,
    /// The outcomes, one for each policy that the page should state.
    pub(super) outcomes: Vec<PolicyOutcome<'a>>,
    /// Policies of the page that no policy of the catalog is compared with.
    pub(super) unknown: Vec<UnknownPolicy<'a>>,
    /// The parts of the page that cannot be read, or have two readings.
    pub(super) problems: Vec<PageRemark>,
    /// The parts that the comparison leaves out on purpose.
    pub(super) notes: Vec<PageRemark>,
}

/// A policy of the catalog and its state on the page.
pub(super) struct PolicyOutcome<'a> {
    pub(super) id: &'a str,
    pub(super) anchor: String,
    pub(super) status: OutcomeStatus,
}

/// The state of a policy on the page.
pub(super) enum OutcomeStatus {
    /// No heading.
    Missing,
    /// A heading without a policy that can be read under it.
    Empty { line: usize },
    /// A policy.
    Found(ComparedPolicy),
}

/// A policy of the page that is compared with the catalog's.
pub(super) struct ComparedPolicy {
    pub(super) line: usize,
    pub(super) differences: Vec<String>,
}

/// A policy of the page that no policy of the catalog is compared with.
pub(super) struct UnknownPolicy<'a> {
    pub(super) line: usize,
    /// The text and the anchor of its heading.
    pub(super) heading: Option<(String, String)>,
    /// The most similar policy of the catalog, with the likeness in percent.
    pub(super) nearest: Option<(usize, &'a str)>,
    /// The policy of the catalog that is compared with another one under the same heading.
    pub(super) other: Option<&'a str>,
}

/// A sentence about a place of the page.
pub(super) struct PageRemark {
    pub(super) position: Position,
    pub(super) message: String,
}

impl PageReport<'_> {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            version: None,
            outcomes: Vec::new(),
            unknown: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// True if the page and the catalog are equal, and something was compared.
    pub(super) fn is_equal(&self) -> bool {
        !self.outcomes.is_empty()
            && self.outcomes.iter().all(PolicyOutcome::is_equal)
            && self.unknown.is_empty()
            && self.problems.is_empty()
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED).set_header(["policy", "anchor", "status"]);
        for outcome in &self.outcomes {
            table.add_row([outcome.id, &outcome.anchor, &outcome.status()]);
        }
        for unknown in &self.unknown {
            let anchor = unknown.heading.as_ref().map_or("", |(_, anchor)| anchor);
            table.add_row(["?", anchor, "unknown to the catalog"]);
        }
        table
    }
}

impl PolicyOutcome<'_> {
    fn write(&self, file: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, anchor, status } = self;
        let lacks = format!("the catalog has `{id}` that the page lacks");
        match status {
            OutcomeStatus::Missing => {
                writeln!(f, "{file}: {lacks}: no heading has its anchor `{anchor}` or its title\n")
            }
            OutcomeStatus::Empty { line } => {
                writeln!(f, "{file}:{line}: {lacks}: its heading has no readable policy\n")
            }
            OutcomeStatus::Found(found) if found.differences.is_empty() => Ok(()),
            OutcomeStatus::Found(ComparedPolicy { line, differences }) => {
                writeln!(f, "{file}:{line}: `{id}` differs")?;
                for difference in differences {
                    writeln!(f, "  {difference}")?;
                }
                writeln!(f)
            }
        }
    }

    fn is_equal(&self) -> bool {
        matches!(&self.status, OutcomeStatus::Found(found) if found.differences.is_empty())
    }

    fn status(&self) -> String {
        match &self.status {
            OutcomeStatus::Missing => "not on the page".to_owned(),
            OutcomeStatus::Empty { .. } => "no readable policy".to_owned(),
            OutcomeStatus::Found(found) => match found.differences.len() {
                0 => "equal".to_owned(),
                1 => "1 difference".to_owned(),
                n => format!("{n} differences"),
            },
        }
    }
}

impl UnknownPolicy<'_> {
    fn write(&self, file: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{file}:{}: the page has a policy that the catalog lacks", self.line)?;
        let Some((text, anchor)) = &self.heading else {
            return writeln!(f, ", before the first heading\n");
        };
        write!(f, ", under `{text}`")?;
        match (self.nearest, self.other) {
            (Some((likeness, id)), None) => write!(
                f,
                "; the most similar is `{id}` ({likeness} %): compare them with --map {anchor}={id}"
            )?,
            (Some((likeness, id)), Some(other)) => write!(
                f,
                "; the most similar is `{id}` ({likeness} %): to compare them, give the policy a heading of its \
                 own, since `{other}` is compared under this one"
            )?,
            (None, _) => {}
        }
        writeln!(f, "\n")
    }
}

impl fmt::Display for PageReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        for outcome in &self.outcomes {
            outcome.write(file, f)?;
        }
        for unknown in &self.unknown {
            unknown.write(file, f)?;
        }
        for PageRemark { position: Position { line, column }, message } in &self.problems {
            writeln!(f, "{file}:{line}:{column}: {message}\n")?;
        }
        for PageRemark { position: Position { line, .. }, message } in &self.notes {
            writeln!(f, "{file}:{line}: note: {message}\n")?;
        }
        if self.outcomes.is_empty() && self.unknown.is_empty() {
            return writeln!(f, "{file}: the page has no policy and no heading of one; nothing was compared");
        }
        writeln!(f, "{}", self.table())?;
        let equal = self.outcomes.iter().filter(|outcome| outcome.is_equal()).count();
        match self.version {
            Some(version) => write!(f, "{file} against {version}: ")?,
            None => write!(f, "{file} against no version, since none fits: ")?,
        }
        write!(f, "{equal} of {} policies equal", self.outcomes.len())?;
        if !self.unknown.is_empty() {
            write!(f, ", {} unknown", self.unknown.len())?;
        }
        if !self.problems.is_empty() {
            write!(f, ", {} unreadable or ambiguous", self.problems.len())?;
        }
        writeln!(f)
    }
}
