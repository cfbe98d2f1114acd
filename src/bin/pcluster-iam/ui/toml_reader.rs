//! Reading of TOML files from users: values by their types, with every mistake and its place.

use pcluster_iam::findings::Code;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml::value::Datetime;

use super::failure::Complaint;
use super::suggest::similar;
use super::toml_file::{TomlFile, TomlPlace};

/// A name and its value in a table.
type Entry<'t, 'f> = (&'t Spanned<DeString<'f>>, &'t Spanned<DeValue<'f>>);

/// A reader of one file, which collects the mistakes.
#[derive(Debug)]
pub(crate) struct TomlReader<'f> {
    file: &'f TomlFile,
    pub(crate) complaints: Vec<Complaint>,
}

/// The entries of a table, in the order of the file.
pub(crate) fn in_order<'t, 'f>(table: &'t DeTable<'f>) -> Vec<Entry<'t, 'f>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

impl<'f> TomlReader<'f> {
    pub(crate) fn new(file: &'f TomlFile) -> Self {
        Self { file, complaints: Vec::new() }
    }

    pub(crate) fn at(&self, offset: usize) -> TomlPlace {
        self.file.at(offset)
    }

    pub(crate) fn note(&mut self, at: usize, message: impl AsRef<str>, help: impl Into<String>) {
        let place = self.file.place(at);
        self.complaints.push(Complaint::new(format!("{place}{}", message.as_ref())).help(help));
    }

    /// Reports a key that its table, named by `owner` with an article, does not have.
    pub(crate) fn unknown_key(&mut self, name: &Spanned<DeString<'_>>, owner: &str, keys: &[&'static str]) {
        let key = name.get_ref();
        let help = match similar(key, keys.iter().copied()).first() {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if keys.len() == 1 => format!("the only key of {owner} is {}", keys.concat()),
            None => format!("the keys of {owner} are {}", keys.join(", ")),
        };
        self.note(name.span().start, format!("{owner} has no key `{}`", key.escape_debug()), help);
    }

    pub(crate) fn text(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.note(
                value.span().start,
                format!("`{key}` is not a string"),
                format!("write `{key} = \"…\"`"),
            );
        }
        text
    }

    /// The strings of an array, each with its place.
    pub(crate) fn texts(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<(usize, String)> {
        let Some(items) = value.get_ref().as_array() else {
            let help = format!("write `{key} = [\"…\"]`");
            self.note(value.span().start, format!("`{key}` is not a list of strings"), help);
            return Vec::new();
        };
        let text = |item: &Spanned<DeValue<'_>>| Some((item.span().start, self.text_in(key, item)?));
        items.iter().filter_map(text).collect()
    }

    fn text_in(&mut self, key: &str, item: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = item.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let message = format!("`{key}` has an element that is not a string");
            self.note(item.span().start, message, format!("write `{key} = [\"…\"]`"));
        }
        text
    }

    pub(crate) fn boolean(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            let message = format!("`{key}` is neither `true` nor `false`");
            self.note(value.span().start, message, format!("write `{key} = true`, or remove the line"));
        }
        boolean
    }

    pub(crate) fn number(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<u32> {
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        if number.is_none() {
            let help = format!("write a number without quotes, such as `{key} = 180`");
            self.note(value.span().start, format!("`{key}` is not a number"), help);
        }
        number
    }

    pub(crate) fn date(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Datetime> {
        let date = value.get_ref().as_datetime().filter(|date| date.date.is_some()).copied();
        if date.is_none() {
            let help = "write it without quotes, such as `2027-01-01`";
            self.note(value.span().start, format!("`{key}` is not a date"), help);
        }
        date
    }

    /// The choice that a string names.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key, value)?;
        let choice = choices.iter().find(|(name, _)| *name == text).map(|(_, choice)| *choice);
        if choice.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
            let help = match similar(&text, choices.iter().map(|(name, _)| *name)).first() {
                Some(meant) => format!("did you mean `{meant}`? The values are {}", names.join(", ")),
                None => format!("the values are {}", names.join(", ")),
            };
            let message = format!("`{key}` cannot be `{}`", text.escape_debug());
            self.note(value.span().start, message, help);
        }
        choice
    }

    /// The code of a name that stands at a place.
    pub(crate) fn code(&mut self, at: usize, name: &str) -> Option<Code> {
        let code = Code::named(name);
        if code.is_none() {
            let names = Code::ALL.iter().map(|code| code.name());
            let help = match similar(name, names).first() {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "docs/findings.md lists all of them".to_owned(),
            };
            self.note(at, format!("no finding is named `{}`", name.escape_debug()), help);
        }
        code
    }
}
