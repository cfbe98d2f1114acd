//! The rules between the keys of a table, and the mistakes of a table that breaks them.

use crate::compiler::schema::fields::Fields;
use crate::compiler::schema::fields::fit::lower_first;
use crate::compiler::schema::rules::{Asks, Choice, Together, Where};
use crate::compiler::schema::{TableKey, TableKind, ValueForm};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, listed};
use crate::compiler::source::{Span, Spanned};

/// A table with the keys that could be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a, 't> {
    pub(super) kind: &'static TableKind,
    /// The table's own name, if it has one.
    pub(super) name: Option<&'a Spanned<String>>,
    pub(super) place: Span,
    pub(super) fields: &'a Fields<'t>,
}

/// A mistake of a table.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The key that is missing; nothing where something else is wrong, or several keys are missing at
    /// once.
    pub(super) missing: Option<&'static str>,
    /// True if a key that is there needs the missing one.
    is_asked: bool,
    pub(super) diagnostic: Diagnostic,
}

impl Wrong {
    fn missing(key: &'static str, diagnostic: Diagnostic) -> Self {
        Self { missing: Some(key), is_asked: false, diagnostic }
    }

    fn asked(key: &'static str, diagnostic: Diagnostic) -> Self {
        Self { missing: Some(key), is_asked: true, diagnostic }
    }

    fn other(diagnostic: Diagnostic) -> Self {
        Self { missing: None, is_asked: false, diagnostic }
    }
}

/// The mistakes of a table, by the keys that it has and lacks.
pub(super) fn wrong(table: Table<'_, '_>) -> Vec<Wrong> {
    let required = table.kind.keys.iter().filter(|key| key.is_required && !table.may_have(key.name));
    let required = required.map(|key| {
        let message = format!("{} needs `{}`", table.kind.name, key.name);
        let diagnostic = Diagnostic::new(Code::MissingKey, table.place, message).help(add(key));
        Wrong::missing(key.name, diagnostic)
    });
    let mut wrong: Vec<_> = required.collect();
    for key in table.kind.keys {
        for asks in key.asks {
            wrong.extend(table.asked(key, asks));
        }
    }
    // Until a conflict of keys is fixed, nobody knows whether a key that one of them needs is missing.
    let is_at_odds = wrong.iter().any(|wrong| wrong.diagnostic.code == Code::ConflictingKeys);
    wrong.retain(|wrong| !(wrong.is_asked && is_at_odds));
    // A key that several keys ask for is named once, with the first of them.
    let mut named: Vec<&str> = Vec::new();
    wrong.retain(|wrong| match wrong.missing {
        Some(key) if named.contains(&key) => false,
        missing => {
            named.extend(missing);
            true
        }
    });
    wrong
}

impl Table<'_, '_> {
    fn asked(self, key: &'static TableKey, asks: &'static Asks) -> Option<Wrong> {
        match *asks {
            Asks::OneOf(choice) => self.one_of(choice),
            Asks::Together(together) => self.together(together),
            Asks::All(others) => self.all(key, others, None),
            Asks::AllOfMany(others, message) => self.all(key, others, Some(message)),
            Asks::Any(others) => self.any(key, others),
            Asks::About(choice, subjects) => self.about(key, choice, subjects),
            Asks::Where(condition) => self.where_(key, condition),
            Asks::WhereNamed(form, message) => {
                let name = self.name.filter(|name| form.accepts(&name.value) && !self.may_have(key.name))?;
                let message = message.replace("{name}", &name.value);
                let diagnostic = Diagnostic::new(Code::MissingKey, name.span, message).help(add(key));
                Some(Wrong::missing(key.name, diagnostic))
            }
            Asks::UnlessNamed(form, _) => {
                let name = self.name.filter(|_| !self.may_have(key.name))?;
                form.problem(name).map(Wrong::other)
            }
        }
    }

    fn one_of(self, choice: &'static Choice) -> Option<Wrong> {
        if let Some([(first, first_place), (second, place)]) = self.two_of(choice) {
            let message = choice.conflict.replace("{first}", first).replace("{second}", second);
            let diagnostic = Diagnostic::new(Code::ConflictingKeys, place, message)
                .other(first_place, choice.label)
                .help(choice.help);
            return Some(Wrong::other(diagnostic));
        }
        let missing = choice.missing.filter(|_| !self.may_have_one(choice.keys))?;
        let name = self.name.map_or("", |name| name.value.as_str());
        let first = *choice.keys.first()?;
        let help = match choice.keys {
            [first, second] => format!("add {}, or `{second}`", self.example(first)),
            keys => format!("add one of {}", listed(keys.iter().copied())),
        };
        let message = missing.replace("{name}", name);
        Some(Wrong::missing(first, Diagnostic::new(Code::MissingKey, self.place, message).help(help)))
    }

    /// The first two keys of a choice that the table has, with their places.
    fn two_of(self, choice: &Choice) -> Option<[(&'static str, Span); 2]> {
        let mut given = choice.keys.iter().filter_map(|key| Some((*key, self.fields.shown(key)?)));
        Some([given.next()?, given.next()?])
    }

    fn together(self, together: &'static Together) -> Option<Wrong> {
        let keys = || together.parts.iter().copied().flatten();
        // An unknown key, or one that could not be read, may be the missing one.
        if self.fields.has_unknown || keys().any(|key| self.fields.is_broken(key)) {
            return None;
        }
        let given = keys().find_map(|key| self.fields.key(key));
        if given.is_none() && together.otherwise.is_none() {
            return None;
        }
        let is_missing = |part: &&&[&str]| !self.may_have_one(part);
        let missing: Vec<_> = together.parts.iter().filter(is_missing).collect();
        if missing.is_empty() {
            return None;
        }
        let either = |part: &[&str]| listed(part.iter().copied()).replace(", ", " or ");
        let names: Vec<_> = missing.iter().map(|part| either(part)).collect();
        let examples: Vec<_> = missing.iter().filter_map(|part| Some(self.example(part.first()?))).collect();
        let is_first_missing = together.parts.first().is_some_and(|part| is_missing(&part));
        let otherwise = together.otherwise.filter(|_| is_first_missing);
        let otherwise = otherwise.map_or(String::new(), |otherwise| format!("; or {otherwise}"));
        let message = format!("{} needs {}", together.name, names.join(", and "));
        let diagnostic = Diagnostic::new(together.code, given.unwrap_or(self.place), message)
            .help(format!("add {}{otherwise}", examples.join(" and ")));
        Some(Wrong::other(diagnostic))
    }

    fn all(self, key: &TableKey, others: &[&'static str], message: Option<&str>) -> Option<Wrong> {
        let place = self.asks(key)?;
        let other = *others.iter().find(|other| !self.may_have(other))?;
        let message = match message {
            Some(message) => message.replace("{other}", other),
            None => format!("`{}` needs `{other}`", key.name),
        };
        let help = self.kind.key(other).map(add).unwrap_or_default();
        Some(Wrong::asked(other, Diagnostic::new(Code::MissingKey, place, message).help(help)))
    }

    fn any(self, key: &TableKey, others: &[&'static str]) -> Option<Wrong> {
        let place = self.asks(key)?;
        if self.may_have_one(others) {
            return None;
        }
        let names = listed(others.iter().copied()).replace(", ", " or ");
        let parts: Vec<_> = others
            .iter()
            .filter_map(|other| self.kind.key(other))
            .map(|other| format!("`{}`: {}", other.example(), lower_first(other.about)))
            .collect();
        let diagnostic = Diagnostic::new(Code::MissingKey, place, format!("`{}` needs {names}", key.name))
            .help(format!("add {}", parts.join(", or ")));
        Some(Wrong::asked(others.first()?, diagnostic))
    }

    /// Notes a key that does not apply to the key of a choice that the table has.
    fn about(self, key: &TableKey, choice: &Choice, subjects: &[&str]) -> Option<Wrong> {
        let place = self.fields.shown(key.name)?;
        let (subject, subject_place) =
            choice.keys.iter().find_map(|subject| Some((*subject, self.fields.shown(subject)?)))?;
        if self.may_have_one(subjects) {
            return None;
        }
        let message = format!("`{}` does not apply to `{subject}`", key.name);
        let diagnostic = Diagnostic::new(Code::ConflictingKeys, place, message)
            .other(subject_place, choice.label)
            .help(choice.help);
        Some(Wrong::other(diagnostic))
    }

    fn where_(self, key: &'static TableKey, condition: &Where) -> Option<Wrong> {
        let value = self.fields.text(condition.key)?;
        if !condition.values.contains(&value.value.as_str()) {
            let (conflict, place) = (condition.conflict.as_ref()?, self.fields.shown(key.name)?);
            let diagnostic = Diagnostic::new(Code::ConflictingKeys, place, conflict.message)
                .other(value.span, conflict.label)
                .help(conflict.help);
            return Some(Wrong::other(diagnostic));
        }
        let missing = condition.missing.filter(|_| !self.may_have(key.name))?;
        let message = missing.replace("{value}", &value.value).replace("{key}", key.name);
        Some(Wrong::missing(key.name, Diagnostic::new(Code::MissingKey, value.span, message).help(add(key))))
    }

    /// The place of a key that needs others, unless it is a flag that is off.
    fn asks(self, key: &TableKey) -> Option<Span> {
        let is_on = !matches!(key.form, ValueForm::Flag) || self.fields.flag(key.name);
        self.fields.key(key.name).filter(|_| is_on)
    }

    fn may_have(self, key: &str) -> bool {
        self.fields.may_have(key)
    }

    fn may_have_one(self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.may_have(key))
    }

    /// A key with a value as an example, in backticks.
    fn example(self, key: &str) -> String {
        self.kind.key(key).map(|key| format!("`{}`", key.example())).unwrap_or_default()
    }
}

/// The advice to add a key, with its description.
fn add(key: &TableKey) -> String {
    format!("add `{}`: {}", key.example(), lower_first(key.about))
}
