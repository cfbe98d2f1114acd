//! The pool of the texts and numbers that the facts of all services consist of: two long literals, in which
//! equal parts are there once.

use std::collections::HashMap;

use crate::compiler::shared::hash::hash;

/// How long a line of bytes is.
const WIDTH: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Pool {
    text: String,
    numbers: Vec<usize>,
    contexts: Vec<String>,
    texts: HashMap<String, usize>,
    arrays: HashMap<Vec<usize>, usize>,
}

impl Pool {
    /// A text, as a part of the pool.
    pub(super) fn text(&mut self, text: &str) -> String {
        let start = match self.texts.get(text) {
            Some(start) => *start,
            None => {
                let start = self.text.len();
                self.text.push_str(text);
                self.texts.insert(text.to_owned(), start);
                start
            }
        };
        part(start, text.len())
    }

    /// Numbers, as a part of the pool.
    pub(super) fn numbers(&mut self, numbers: impl Iterator<Item = usize>) -> String {
        let numbers: Vec<_> = numbers.collect();
        let len = numbers.len();
        let start = match self.arrays.get(&numbers) {
            Some(start) => *start,
            None => {
                let start = self.numbers.len();
                self.numbers.extend(&numbers);
                self.arrays.insert(numbers, start);
                start
            }
        };
        part(start, len)
    }

    /// Names, each on a line, with their starts.
    pub(super) fn names(&mut self, names: impl Iterator<Item = impl AsRef<str>>) -> String {
        let (text, starts) = lines(names);
        let text = self.text(&text);
        format!("NamesPart {{ text: {text}, starts: {} }}", self.numbers(starts.into_iter()))
    }

    /// Lists of places, one behind the other; without starts if all are empty.
    pub(super) fn lists(&mut self, lists: impl Iterator<Item = impl IntoIterator<Item = usize>>) -> String {
        let mut starts = vec![0];
        let mut items = Vec::new();
        for list in lists {
            items.extend(list);
            starts.push(items.len());
        }
        if items.is_empty() {
            starts.clear();
        }
        let starts = self.numbers(starts.into_iter());
        format!("ListsPart {{ starts: {starts}, items: {} }}", self.numbers(items.into_iter()))
    }

    /// The table by which the library finds a name: at the hash of the name, or at the next free place.
    pub(super) fn slots(&mut self, names: impl ExactSizeIterator<Item = impl AsRef<str>>) -> String {
        let n_slots = if names.len() == 0 { 0 } else { (2 * names.len()).next_power_of_two() };
        let mut slots = vec![0; n_slots];
        for (id, name) in names.enumerate() {
            let mut slot = hash(name.as_ref()) & (n_slots - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (n_slots - 1);
            }
            slots[slot] = id + 1;
        }
        self.numbers(slots.into_iter())
    }

    /// The place of a context, which is written in Rust.
    pub(super) fn context(&mut self, context: String) -> usize {
        self.contexts.iter().position(|known| *known == context).unwrap_or_else(|| {
            self.contexts.push(context);
            self.contexts.len() - 1
        })
    }

    /// The pool in Rust, with the table of the services.
    pub(super) fn into_text(self, services: &str) -> String {
        let text = self.text.replace('\\', "\\\\").replace('"', "\\\"");
        let contexts = self
            .contexts
            .iter()
            .flat_map(|context| ["        ", context.as_str(), ",\n"])
            .collect::<String>();
        format!(
            "
/// The texts and numbers of the facts.
pub(crate) static POOL: Pool = Pool {{
    text: \"\\
{text}\",
    numbers: b\"\\
{}\",
    contexts: &[
{contexts}    ],
    services: {services},
}};
",
            bytes(&self.numbers)
        )
    }
}

/// Names on the lines of a text, and the start of each, with the end of the last.
pub(super) fn lines(names: impl Iterator<Item = impl AsRef<str>>) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for name in names {
        starts.push(text.len());
        text.push_str(name.as_ref());
        text.push('\n');
    }
    if !starts.is_empty() {
        starts.push(text.len());
    }
    (text, starts)
}

fn part(start: usize, len: usize) -> String {
    format!("Part {{ start: {start}, len: {len} }}")
}

/// Numbers as bytes of a literal, the lower one of each first.
fn bytes(numbers: &[usize]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for byte in numbers.iter().flat_map(|number| [number & 0xff, number >> 8 & 0xff]) {
        if column > WIDTH {
            text.push_str("\\\n");
            column = 0;
        }
        let before = text.len();
        match u8::try_from(byte) {
            Ok(byte) if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            Ok(0) => text.push_str("\\0"),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
        column += text.len() - before;
    }
    text
}
