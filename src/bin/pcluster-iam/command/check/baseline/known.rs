//! An entry of a baseline: a known finding.

use pcluster_iam::findings::Finding;
use serde::Serialize;

use crate::command::check::date;
use crate::command::check::input::Checked;

/// A known finding.
#[derive(Debug, Default, Serialize)]
pub(super) struct Known {
    pub(super) code: String,
    pub(super) policy: String,
    /// The statement's number, if it has no Sid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<String>,
    pub(super) reason: String,
    pub(super) owner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expires: Option<toml::value::Datetime>,
    /// The place of the entry, as `FILE:LINE:COLUMN: `.
    #[serde(skip)]
    pub(super) place: String,
}

impl Known {
    /// The entry for a finding, with the statement's number if the statement has no Sid.
    pub(super) fn of(it: &Checked<'_>, finding: &Finding) -> Self {
        let (number, sid) = it.statement(finding).unzip();
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

    /// True if the entry matches a finding; keys that are left out match every finding.
    pub(super) fn is_about(&self, it: &Checked<'_>, finding: &Finding) -> bool {
        let (number, sid) = it.statement(finding).unzip();
        self.code == finding.code.name()
            && self.policy.trim_start_matches("./") == it.name()
            && (self.statement.is_none() || self.statement == number)
            && (self.sid.is_none() || self.sid == sid.flatten())
            && (self.subject.is_none() || self.subject == finding.subject)
    }

    /// The day of `expires` is the last on which the entry holds.
    pub(super) fn is_expired(&self, today: i64) -> bool {
        let day = self.expires.as_ref().and_then(|expires| date::day(&expires.to_string()));
        day.is_some_and(|day| day < today)
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, date};

    #[test]
    fn an_entry_holds_on_its_last_day() {
        let entry = |expires: &str| Known { expires: expires.parse().ok(), ..Known::default() };
        let is_expired = |today: &str| entry("2027-01-01").is_expired(date::day(today).unwrap());
        assert_eq!(["2026-12-31", "2027-01-01", "2027-01-02"].map(is_expired), [false, false, true]);
        assert!(!Known::default().is_expired(i64::MAX));
    }
}
