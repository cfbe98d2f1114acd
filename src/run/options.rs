//! The options that hold in a run, which decide what calls a command makes.

use super::configuration::{ConfigurationFile, Setting};
use crate::catalog::{CommandOption, Commands, OptionSource};
use crate::document::Span;

/// An option that holds, and the reason.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct HeldOption {
    /// The option.
    pub option: &'static CommandOption,
    /// How it is known to hold.
    pub reason: OptionReason,
}

/// How an option is known to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionReason {
    /// The caller states it, or a named configuration does.
    Stated,
    /// A setting of the configuration file, at this place.
    File(Span),
    /// Another option that holds.
    Follows(&'static str),
    /// Nothing shows that it does not.
    Assumed,
}

/// What decides whether an option holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct OptionFacts<'f> {
    pub(super) file: Option<&'f ConfigurationFile>,
    pub(super) stated: &'f [&'static CommandOption],
    /// Options that the caller states not to hold.
    pub(super) denied: &'f [&'static CommandOption],
}

/// The options that hold, in the catalog's order.
pub(super) fn held(commands: &'static Commands, facts: OptionFacts<'_>) -> Vec<HeldOption> {
    let reason = |option: &&'static CommandOption| facts.reason(option, commands.options.len());
    let all = commands.options.iter().copied();
    all.filter_map(|option| Some(HeldOption { option, reason: reason(&option)? })).collect()
}

impl OptionFacts<'_> {
    /// The reason why an option holds, or `None` if it does not. `n_left` bounds how far options of options
    /// are followed.
    fn reason(self, option: &'static CommandOption, n_left: usize) -> Option<OptionReason> {
        let is = |other: &&'static CommandOption| other.name == option.name;
        if self.denied.iter().any(is) {
            return None;
        }
        if self.stated.iter().any(is) {
            return Some(OptionReason::Stated);
        }
        match option.source {
            OptionSource::Configuration { paths, is, lacks } => match self.file {
                Some(file) => found(file, paths, is, lacks).map(OptionReason::File),
                None => option.assumed.then_some(OptionReason::Assumed),
            },
            OptionSource::AnyOf(options) => {
                let n_left = n_left.checked_sub(1)?;
                let first = options.iter().find(|other| self.reason(other, n_left).is_some());
                first.map(|other| OptionReason::Follows(other.name))
            }
            OptionSource::Flag { .. } | OptionSource::State => {
                option.assumed.then_some(OptionReason::Assumed)
            }
        }
    }
}

/// The place of the first setting that fulfils the predicate of an option.
fn found(file: &ConfigurationFile, paths: &[&str], is: &[&str], lacks: &[&str]) -> Option<Span> {
    let mut settings = paths.iter().flat_map(|path| file.at(path));
    let fits = settings.find(|setting| setting.is_one_of(is) && setting.lacks(lacks));
    fits.map(Setting::span)
}
