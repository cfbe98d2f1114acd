//! Code in TypeScript, in the layout of Prettier: what is too long for a line has a line for each item.

use serde_json::Value;

use crate::export::comment::wrapped;

/// The most characters of a line.
const LINE: usize = 100;
const STEP: usize = 2;

/// An expression, a member of an object, or a statement.
#[derive(Clone, Debug)]
pub(super) enum Code {
    /// Text that is never broken.
    Word(String),
    /// Items with commas between them, and what is around them.
    Items { before: String, items: Vec<Self>, behind: String },
    /// Code with a comment before it.
    Noted(String, Box<Self>),
}

impl Code {
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Word(string(text))
    }

    pub(super) fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::Items { before: "[".to_owned(), items: items.into_iter().collect(), behind: "]".to_owned() }
    }

    pub(super) fn object(members: impl IntoIterator<Item = Self>) -> Self {
        Self::Items { before: "{".to_owned(), items: members.into_iter().collect(), behind: "}".to_owned() }
    }

    pub(super) fn call(function: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Items {
            before: format!("{function}("),
            items: arguments.into_iter().collect(),
            behind: ")".to_owned(),
        }
    }

    /// A member of an object.
    pub(super) fn member(key: &str, value: Self) -> Self {
        let mut chars = key.chars();
        let is_plain =
            chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.all(|c| c.is_ascii_alphanumeric());
        let key = if is_plain { key.to_owned() } else { string(key) };
        value.within(&format!("{key}: "), "")
    }

    /// Items of a list where a test holds.
    pub(super) fn spread_if(test: &str, items: Self) -> Self {
        items.within(&format!("...({test} ? "), " : [])")
    }

    /// Members of an object where a test holds.
    pub(super) fn members_if(test: &str, object: Self) -> Self {
        object.within(&format!("...({test} ? "), " : {})")
    }

    pub(super) fn noted(self, comment: &str) -> Self {
        Self::Noted(comment.to_owned(), Box::new(self))
    }

    /// The code with text directly before and behind it.
    pub(super) fn within(self, first: &str, last: &str) -> Self {
        match self {
            Self::Word(text) => Self::Word(format!("{first}{text}{last}")),
            Self::Items { before, items, behind } => {
                Self::Items { before: format!("{first}{before}"), items, behind: format!("{behind}{last}") }
            }
            Self::Noted(comment, code) => Self::Noted(comment, Box::new(code.within(first, last))),
        }
    }

    /// The code on one line; a comment needs one of its own.
    fn on_one_line(&self) -> Option<String> {
        match self {
            Self::Word(text) => Some(text.clone()),
            Self::Noted(..) => None,
            Self::Items { before, items, behind } => {
                let items: Vec<_> = items.iter().map(Self::on_one_line).collect::<Option<_>>()?;
                let is_padded = before.ends_with('{') && !items.is_empty();
                let pad = if is_padded { " " } else { "" };
                Some(format!("{before}{pad}{}{pad}{behind}", items.join(", ")))
            }
        }
    }

    /// The code in lines, each with a newline at its end, and `end` behind the last one.
    pub(super) fn lines(&self, indent: usize, end: &str) -> String {
        match self.on_one_line().filter(|line| indent + line.len() + end.len() <= LINE) {
            Some(line) => format!("{:indent$}{line}{end}\n", ""),
            None => self.broken(indent, end),
        }
    }

    fn broken(&self, indent: usize, end: &str) -> String {
        match self {
            Self::Word(text) => format!("{:indent$}{text}{end}\n", ""),
            Self::Items { before, items, behind } => {
                let items: String = items.iter().map(|it| it.lines(indent + STEP, ",")).collect();
                format!("{:indent$}{before}\n{items}{:indent$}{behind}{end}\n", "", "")
            }
            Self::Noted(comment, code) => {
                let lines = wrapped(comment, LINE.saturating_sub(indent + "// ".len()));
                let lines: Vec<_> = lines.iter().map(|line| format!("{:indent$}// {line}\n", "")).collect();
                lines.concat() + &code.lines(indent, end)
            }
        }
    }
}

/// A string as a literal: that of JSON is one in TypeScript.
pub(super) fn string(text: &str) -> String {
    Value::from(text).to_string()
}

/// A part of a string as it stands in a template literal.
pub(super) fn in_template(text: &str) -> String {
    let literal = string(text);
    let inner = literal.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or_default();
    inner.replace('`', "\\`").replace("${", "\\${")
}

/// A comment that documents what follows.
pub(super) fn documentation(text: &str, indent: usize) -> String {
    let text = text.replace("*/", "*\\/");
    let lines = wrapped(&text, LINE.saturating_sub(indent + " * ".len()));
    match lines.as_slice() {
        [only] if indent + only.len() + "/**  */".len() <= LINE => {
            format!("{:indent$}/** {only} */\n", "")
        }
        lines => {
            let lines: Vec<_> = lines.iter().map(|line| format!("{:indent$} * {line}\n", "")).collect();
            format!("{:indent$}/**\n{}{:indent$} */\n", "", lines.concat(), "")
        }
    }
}
