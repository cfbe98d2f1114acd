//! The checks of a release's commands, and their model.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::commands::model::{
    Actor, Command, CommandOption, CommandValue, Commands, Configuration, OptionSource, ValueSource,
};
use crate::compiler::kinds::commands::names::{CommandFiles, Item, Stated};
use crate::compiler::kinds::commands::templates::placeholders;
use crate::compiler::kinds::commands::written::{
    WrittenActor, WrittenCommand, WrittenCommands, WrittenConfiguration, WrittenOption, WrittenSequence,
    WrittenValue,
};
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::texts::{SeenEntries, value, values};
use crate::compiler::kinds::versions::written::WrittenVersion;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or, one_of};

/// The other parts of the catalog that commands name.
#[derive(Clone, Copy, Debug)]
pub struct CommandFacts<'c> {
    pub parameters: &'c ParameterLedger<'c>,
    pub services: KnownServices<'c>,
    pub versions: &'c Written<WrittenVersion>,
}

/// Checks the commands of a version.
pub fn check(cx: &mut Checking<'_>, facts: CommandFacts<'_>, version: &WrittenVersion) -> Option<Commands> {
    let own = version.commands.as_ref()?;
    unique(cx, own);
    let (base, is_base_hidden) = base(cx, facts, version, own);
    let files = CommandFiles { own, base, is_base_hidden };
    let mut checks = CommandChecks {
        cx,
        facts,
        files,
        is_own: true,
        is_noting: true,
        options: files.all(),
        values: files.all(),
        actors: files.all(),
        sequences: files.all(),
    };
    checks.without();
    checks.own_sequences();
    Some(checks.commands())
}

/// The file of the version that a file refers to; notes a version without one. True if it is hidden.
fn base<'c>(
    cx: &mut Checking<'_>,
    facts: CommandFacts<'c>,
    version: &WrittenVersion,
    own: &WrittenCommands,
) -> (Option<&'c WrittenCommands>, bool) {
    let Some(id) = &own.same_as else { return (None, false) };
    let versions = facts.versions;
    if id.value == version.id.value {
        let message = "the commands are to be the same as themselves";
        cx.note(
            Diagnostic::new(Code::ReferenceToItself, id.span, message)
                .help("remove `same-as`, or write the version that has them"),
        );
        return (None, true);
    }
    let found = versions.items.iter().find(|other| other.id.value == id.value);
    let Some(base) = found.and_then(|other| other.commands.as_ref()) else {
        if !versions.hidden.may_have(&id.value) {
            let with_commands = versions
                .items
                .iter()
                .filter(|other| other.commands.as_ref().is_some_and(|commands| commands.same_as.is_none()));
            let ids = with_commands.map(|version| version.id.value.as_str());
            let message = match found {
                Some(_) => format!("version {} states no commands", id.value),
                None => format!("no version is named `{}`", id.value),
            };
            cx.note(
                Diagnostic::new(Code::UnknownReference, id.span, message)
                    .help(one_of(&id.value, ids))
                    .of_name(),
            );
        }
        return (None, true);
    };
    if let Some(onward) = &base.same_as {
        let message = format!("the commands of version {} refer to another version", id.value);
        cx.note(
            Diagnostic::new(Code::ReferenceToReference, id.span, message)
                .other(onward.span, "the original is named here")
                .help(format!("write `\"{}\"`, and state what differs", onward.value)),
        );
    }
    (Some(base), false)
}

/// Notes the names that two items of a kind have.
fn unique(cx: &mut Checking<'_>, own: &WrittenCommands) {
    fn of<T: Item>(cx: &mut Checking<'_>, own: &WrittenCommands) {
        let mut seen = SeenEntries::default();
        for item in &T::all(own).items {
            seen.is_new(cx, Code::DuplicateEntry, item.name(), |name| {
                format!("two {}s have the name `{name}`", T::WHAT)
            });
        }
    }
    of::<WrittenConfiguration>(cx, own);
    of::<WrittenActor>(cx, own);
    of::<WrittenOption>(cx, own);
    of::<WrittenValue>(cx, own);
    of::<WrittenSequence>(cx, own);
    of::<WrittenCommand>(cx, own);
}

/// The items of a release's commands while they are checked.
pub(super) struct CommandChecks<'l, 'c> {
    cx: &'l mut Checking<'c>,
    pub(super) facts: CommandFacts<'l>,
    pub(super) files: CommandFiles<'l>,
    /// False while an item of another release is looked at.
    pub(super) is_own: bool,
    /// False while mistakes are left to another look: at an item in its own release, at a sequence by itself.
    pub(super) is_noting: bool,
    pub(super) options: Vec<Stated<'l, WrittenOption>>,
    values: Vec<Stated<'l, WrittenValue>>,
    pub(super) actors: Vec<Stated<'l, WrittenActor>>,
    pub(super) sequences: Vec<Stated<'l, WrittenSequence>>,
}

impl<'l> CommandChecks<'l, '_> {
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        if self.is_noting {
            self.cx.note(diagnostic);
        }
    }

    fn commands(&mut self) -> Commands {
        Commands {
            about: value(self.files.own.about.as_ref()).trim().to_owned(),
            same_as: self.files.own.same_as.as_ref().map(|version| version.value.clone()),
            options: self.each(&self.options.clone(), Self::option),
            values: self.each(&self.values.clone(), Self::value),
            actors: self.each(&self.actors.clone(), Self::actor),
            configurations: self.each(&self.files.all(), Self::configuration).into_iter().flatten().collect(),
            commands: self.each(&self.files.all(), Self::command),
        }
    }

    /// The checked items, whose mistakes are noted in their own files alone.
    fn each<T, U>(&mut self, items: &[Stated<'l, T>], check: fn(&mut Self, &'l T) -> U) -> Vec<U> {
        let checked = items.iter().map(|stated| {
            (self.is_own, self.is_noting) = (stated.is_own, stated.is_own);
            check(self, stated.item)
        });
        checked.collect()
    }

    /// Notes what a release says not to have, and the other does not have either.
    fn without(&mut self) {
        let Some(base) = self.files.base else { return };
        for name in &self.files.own.without {
            let (options, commands) = (&base.options, &base.commands);
            let names = options.items.iter().map(|item| item.name.value.as_str());
            let names = names.chain(commands.items.iter().map(|item| item.name.value.as_str()));
            let is_hidden = options.hidden.may_have(&name.value) || commands.hidden.may_have(&name.value);
            if !is_hidden && !names.clone().any(|known| known == name.value) {
                let message =
                    format!("the other version has neither an option nor a command `{}`", name.value);
                self.note(
                    Diagnostic::new(Code::UnknownReference, name.span, message)
                        .help(one_of(&name.value, names)),
                );
            }
        }
    }

    /// The place of an item by its name. Notes a name that is not there, unless a mistake hides it or
    /// the release does without it.
    pub(super) fn find<T: Item>(&mut self, items: &[Stated<'l, T>], name: &Spanned<String>) -> Option<usize> {
        let found = items.iter().position(|stated| stated.item.name().value == name.value);
        if found.is_none() && !self.files.may_have::<T>(&name.value) && !self.files.is_gone(&name.value) {
            let names = items.iter().map(|stated| stated.item.name().value.as_str());
            let message = format!("no {} is named `{}`", T::WHAT, name.value);
            let help = nearest_or(&name.value, names, &format!("add a `[[{}]]` with this name", T::WHAT));
            self.note(Diagnostic::new(Code::UnknownReference, name.span, message).help(help).of_name());
        }
        found
    }

    /// The places of options, without those that the release does not have.
    pub(super) fn find_options(&mut self, names: &[Spanned<String>]) -> Vec<usize> {
        let options = self.options.clone();
        names.iter().filter_map(|name| self.find(&options, name)).collect()
    }

    fn option(&mut self, written: &'l WrittenOption) -> CommandOption {
        let source = if !written.paths.is_empty() {
            OptionSource::Configuration {
                paths: values(&written.paths),
                is: values(&written.is),
                lacks: values(&written.lacks),
            }
        } else if let Some(flag) = &written.flag {
            OptionSource::Flag { flag: flag.value.clone(), is: values(&written.is) }
        } else if !written.any.is_empty() {
            for name in &written.any {
                let mut seen = vec![written.name.value.as_str()];
                if self.leads_back(&name.value, &mut seen) {
                    self.circular(name, "option");
                }
            }
            OptionSource::AnyOf(self.find_options(&written.any))
        } else {
            OptionSource::State
        };
        CommandOption {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            source,
            is_assumed: written.is_assumed,
        }
    }

    /// True if an option leads to one of those that were seen on the way to it.
    fn leads_back(&self, name: &str, seen: &mut Vec<&'l str>) -> bool {
        let Some(option) = self.options.iter().find(|stated| stated.item.name.value == name) else {
            return false;
        };
        if seen.contains(&option.item.name.value.as_str()) {
            return true;
        }
        seen.push(&option.item.name.value);
        let leads = option.item.any.iter().any(|next| self.leads_back(&next.value, seen));
        seen.pop();
        leads
    }

    fn value(&mut self, written: &'l WrittenValue) -> CommandValue {
        for text in [&written.text, &written.digest, &written.otherwise].into_iter().flatten() {
            self.template(text);
            let mut seen = vec![written.name.value.as_str()];
            if self.text_leads_back(text, &mut seen) {
                self.circular(text, "value");
            }
        }
        let text = |field: &Option<Spanned<String>>| field.as_ref().map(|text| text.value.clone());
        let source = if !written.paths.is_empty() {
            ValueSource::Configuration {
                paths: values(&written.paths),
                after: text(&written.after),
                until: text(&written.until),
            }
        } else if let Some(flag) = text(&written.flag) {
            ValueSource::Flag(flag)
        } else if let Some(text) = text(&written.text) {
            ValueSource::Text(text)
        } else if let (Some(of), Some(digits)) = (text(&written.digest), &written.digits) {
            ValueSource::Digest { of, digits: self.digits(digits) }
        } else {
            ValueSource::Given
        };
        CommandValue {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            source,
            otherwise: text(&written.otherwise),
        }
    }

    /// True if a value in a text leads to one of those that were seen on the way to it.
    fn text_leads_back(&self, text: &'l Spanned<String>, seen: &mut Vec<&'l str>) -> bool {
        let names = placeholders(text).unwrap_or_default();
        names.into_iter().any(|(name, _)| {
            let Some(value) = self.values.iter().find(|stated| stated.item.name.value == name) else {
                return false;
            };
            if seen.contains(&name) {
                return true;
            }
            seen.push(name);
            let texts = [&value.item.text, &value.item.digest, &value.item.otherwise];
            let leads = texts.into_iter().flatten().any(|text| self.text_leads_back(text, seen));
            seen.pop();
            leads
        })
    }

    fn digits(&mut self, digits: &Spanned<u64>) -> usize {
        const ALL: usize = 64;
        match usize::try_from(digits.value) {
            Ok(number) if (1..=ALL).contains(&number) => number,
            _ => {
                let message = format!("a SHA-256 has 1 to {ALL} digits, not {}", digits.value);
                self.note(
                    Diagnostic::new(Code::MalformedValue, digits.span, message)
                        .help("write how many of its digits the value has"),
                );
                ALL
            }
        }
    }

    pub(super) fn circular(&mut self, name: &Spanned<String>, what: &str) {
        let message = format!("the {what} leads back to itself");
        self.note(
            Diagnostic::new(Code::CircularReference, name.span, message)
                .help(format!("name another {what}, or write out what is meant"))
                .of_name(),
        );
    }

    /// Notes the placeholders of a text that have no value and no parameter.
    pub(super) fn template(&mut self, text: &'l Spanned<String>) {
        let names = match placeholders(text) {
            Ok(names) => names,
            Err(problem) => return self.note(*problem),
        };
        let parameters = self.facts.parameters;
        for (name, range) in names {
            let is_value = self.values.iter().any(|stated| stated.item.name.value == name);
            let is_hidden = self.files.may_have::<WrittenValue>(name) || !parameters.is_whole();
            if is_value || is_hidden || parameters.find(name).is_some() {
                continue;
            }
            let names: Vec<_> = self.values.iter().map(|stated| stated.item.name.value.as_str()).collect();
            let names = names.into_iter().chain(parameters.ids().map(|id| parameters.name(id)));
            let help = nearest_or(name, names, "add a `[[value]]` with this name");
            let message = format!("no value and no parameter is named `{name}`");
            self.note(
                Diagnostic::new(Code::UnknownParameter, text.inside(range), message).help(help).of_name(),
            );
        }
    }

    fn actor(&mut self, written: &'l WrittenActor) -> Actor {
        let versions = self.facts.versions;
        for name in &written.policies {
            let is_there = versions.items.iter().any(|version| {
                let policies = &version.policies;
                policies.hidden.may_have(&name.value)
                    || policies.items.iter().any(|policy| policy.variant.value == name.value)
            });
            if !is_there && versions.hidden.is_empty() {
                let policies = versions.items.iter().flat_map(|version| &version.policies.items);
                let names = policies.map(|policy| policy.variant.value.as_str());
                let help = nearest_or(&name.value, names, "write the name of a policy's folder");
                let message = format!("no version has a policy `{}`", name.value);
                self.note(Diagnostic::new(Code::UnknownReference, name.span, message).help(help).of_name());
            }
        }
        Actor {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            policies: values(&written.policies),
        }
    }

    /// A configuration, unless it has an option that the release does not have.
    fn configuration(&mut self, written: &'l WrittenConfiguration) -> Option<Configuration> {
        let is_gone = written.options.iter().any(|name| self.files.is_gone(&name.value));
        let options = self.find_options(&written.options);
        (!is_gone).then(|| Configuration {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            options,
        })
    }

    fn command(&mut self, written: &'l WrittenCommand) -> Command {
        let by = written.by.as_ref().and_then(|name| self.find(&self.actors.clone(), name));
        Command {
            name: written.name.value.clone(),
            summary: value(written.summary.as_ref()),
            by: by.unwrap_or_default(),
            reads: written.reads.as_ref().map(|name| name.value.clone()),
            not_covered: written.not_covered.as_ref().map(|text| text.value.trim().to_owned()),
            steps: self.steps(written, by),
        }
    }
}
