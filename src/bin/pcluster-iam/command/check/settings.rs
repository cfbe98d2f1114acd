//! The choices of a run: those of the command line, then those of the configuration, then the usual ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pcluster_iam::Partition;
use pcluster_iam::findings::{Code, Options, Severity};

use super::args::CheckArgs;
use super::checked::Checked;
use super::config::{Ignore, Threshold};
use super::notice::Notice;
use crate::args::partition::refused;
use crate::config::Config;
use crate::input::{INCLUDE, Include};
use crate::ui::failure::Failure;

/// The choices of a run.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) options: Options,
    pub(crate) include: Include,
    /// The least severity of a finding that is shown.
    pub(crate) show: Severity,
    /// The least severity of a finding with which the check fails.
    pub(crate) fail_on: Threshold,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) max_data_age: Option<u32>,
    severities: BTreeMap<Code, Option<Severity>>,
    ignores: Vec<Ignore>,
}

impl Settings {
    pub(crate) fn new(args: &CheckArgs) -> Result<Self, Failure> {
        let config = match &args.config {
            Some(path) => Config::read(path)?,
            None if args.no_config => Config::default(),
            None => Config::find()?,
        }
        .check;
        let partition = args.partition.as_deref().map(Partition::new).transpose();
        let mut options = Options::default();
        options.placeholders = args.placeholders || config.placeholders.unwrap_or_default();
        // The list lives as long as the program, as those of a program in Rust do.
        let accounts = config.accounts.into_iter().map(|account| &*account.leak());
        options.accounts = accounts.collect::<Vec<_>>().leak();
        options.kind = args.kind.or(config.kind);
        options.partition = partition.map_err(refused("partition"))?.or(config.partition);
        let show = args.show.or(args.severity).or(config.show).unwrap_or(Severity::Suggestion);
        let fail_on = args.fail_on.map(|it| it.0).or(args.severity.map(Some)).or(config.fail_on);
        let here = Path::new(".");
        let include = match (args.include.as_slice(), &config.include) {
            ([], None) => Include::new(INCLUDE, here)?,
            ([], Some(patterns)) => Include::new(patterns.iter().map(String::as_str), &config.folder)?,
            (patterns, _) => Include::new(patterns.iter().map(String::as_str), here)?,
        };
        Ok(Self {
            options,
            include,
            show,
            fail_on: fail_on.unwrap_or(Some(show)),
            baseline: args.baseline.clone().or(config.baseline),
            max_data_age: args.max_data_age.or(config.max_data_age),
            severities: config.severities,
            ignores: config.ignores,
        })
    }

    /// Gives findings the severities of the configuration, removes those that are off or ignored, and returns
    /// the number of the ignored ones.
    pub(crate) fn apply(&self, checked: &mut [Checked<'_>]) -> usize {
        let mut n_ignored = 0;
        for it in checked {
            let mut findings = std::mem::take(&mut it.findings);
            findings.retain_mut(|finding| match self.severities.get(&finding.code) {
                Some(None) => false,
                Some(Some(severity)) => {
                    finding.severity = *severity;
                    true
                }
                None => true,
            });
            findings.retain(|finding| {
                let is_ignored = self.ignores.iter().any(|ignore| ignore.hides(it, finding));
                n_ignored += usize::from(is_ignored);
                !is_ignored
            });
            it.findings = findings;
        }
        n_ignored
    }

    /// True for a severity with which the check fails.
    pub(crate) fn is_failure(&self, severity: Severity) -> bool {
        self.fail_on.is_some_and(|least| severity >= least)
    }

    /// True for a severity that is shown, which one with which the check fails always is.
    pub(crate) fn is_shown(&self, severity: Severity) -> bool {
        severity >= self.show || self.is_failure(severity)
    }

    /// Notices about entries of `ignore` that have expired.
    pub(crate) fn notices(&self) -> impl Iterator<Item = Notice> {
        self.ignores.iter().filter_map(Ignore::expired)
    }
}
