//! Characters that stand for values which only a stack knows, while a template is evaluated.
//!
//! A character of Unicode's private use survives `Fn::Join`, `Fn::Split` and comparisons as a value would,
//! and shows afterwards where the value went.

use super::names_in;
use crate::tree::Tree;

/// The number of items that a list can have in an evaluation.
const ITEMS: u32 = 4;

const FIRST: u32 = 0xE000;
const END: u32 = 0xF800;

/// Follows a mark whose entry exists only with a value.
pub(super) const OPTIONAL: char = '\u{F8F0}';
/// Follows a mark whose entry is repeated for each value of a list.
pub(super) const REPEATED: char = '\u{F8F1}';

/// The names of the values that a template refers to. Each has a mark for each item.
#[derive(Debug)]
pub(super) struct Marks {
    names: Vec<String>,
    /// The names as `Fn::Sub` writes them: `${Region}`.
    spelled: Vec<String>,
}

/// A mark: the place of its name, and the number of the item if the value is a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) value: usize,
    pub(super) item: u32,
}

impl Marks {
    /// The marks of all names in a template, or the place of the first one too many.
    pub(super) fn new(template: &Tree) -> Result<Self, usize> {
        let mut marks = Self { names: Vec::new(), spelled: Vec::new() };
        for (name, at) in names_in(template) {
            if marks.place(&name).is_none() {
                if marks.names.len() >= ((END - FIRST) / ITEMS) as usize {
                    return Err(at);
                }
                marks.spelled.push(format!("${{{name}}}"));
                marks.names.push(name);
            }
        }
        Ok(marks)
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The mark of an item of a value; that of a single value is the first.
    pub(super) fn mark(&self, name: &str, item: u32) -> Option<char> {
        char_of(self.place(name)?, item)
    }

    pub(super) fn name(&self, value: usize) -> &str {
        self.names.get(value).map_or("", String::as_str)
    }

    pub(super) fn spelled(&self, value: usize) -> &str {
        self.spelled.get(value).map_or("", String::as_str)
    }

    /// A text with the template's own spelling in place of marks, for messages.
    pub(super) fn shown(&self, text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match of(c) {
                Some(mark) => out.push_str(self.spelled(mark.value)),
                None => out.push(c),
            }
        }
        out
    }
}

/// The mark of an item of a value, by the place of its name.
pub(super) fn char_of(value: usize, item: u32) -> Option<char> {
    let value = u32::try_from(value).ok()?;
    char::from_u32(FIRST + value * ITEMS + item)
}

/// The mark that a character is.
pub(super) fn of(c: char) -> Option<Mark> {
    let number = u32::from(c).checked_sub(FIRST).filter(|_| u32::from(c) < END)?;
    Some(Mark { value: (number / ITEMS) as usize, item: number % ITEMS })
}

/// The values whose marks a text has.
pub(super) fn values(text: &str) -> impl Iterator<Item = usize> {
    text.chars().filter_map(of).map(|mark| mark.value)
}

/// True for characters that a template must not have itself.
pub(super) fn is_reserved(c: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&c)
}
