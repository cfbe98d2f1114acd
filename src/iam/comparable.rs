//! Entries of `Action`, prepared for the comparison of each with many others.
//!
//! A document can have thousands of entries with a wildcard, and no order of them says which covers which. A few
//! bits rule most pairs out: an entry covers another one only if the other has all of its characters.

use crate::iam::action::ActionPattern;
use crate::iam::pattern::TextPattern;
use crate::service::NamePattern;

/// An entry of `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(crate) struct ComparableAction<'d> {
    pub(crate) entry: ActionPattern<'d>,
    /// The characters of the name that stand for themselves, as a set: a bit for each letter and digit, and one
    /// for all others.
    chars: u64,
    /// The beginning and the end of the name, up to a wildcard.
    head: &'d str,
    tail: &'d str,
    prefix: TextPattern<'static>,
    name: TextPattern<'static>,
}

impl<'d> ComparableAction<'d> {
    pub(crate) fn new(entry: ActionPattern<'d>) -> Self {
        Self {
            entry,
            chars: entry.name.bytes().map(bit).fold(0, |all, bit| all | bit),
            head: NamePattern::new(entry.name).literal_prefix(),
            tail: entry.name.rsplit(['*', '?']).next().unwrap_or_default(),
            prefix: TextPattern::of_name(entry.prefix),
            name: TextPattern::of_name(entry.name),
        }
    }

    /// True if an action can match both entries.
    pub(crate) fn overlaps(&self, other: &ComparableAction<'_>) -> bool {
        self.prefix.overlaps(&other.prefix) && self.name.overlaps(&other.name)
    }

    /// True if every action that matches the other entry matches this one.
    pub(crate) fn covers(&self, other: &ComparableAction<'_>) -> bool {
        if self.chars & !other.chars != 0 {
            return false;
        }
        let (own, others) = (&self.entry.text.value, &other.entry.text.value);
        if own.len() == others.len() && own.eq_ignore_ascii_case(others) {
            return true;
        }
        self.entry.has_wildcard()
            && begins(other.entry.name, self.head)
            && ends(other.entry.name, self.tail)
            && NamePattern::new(self.entry.prefix).matches(other.entry.prefix)
            && if other.entry.has_wildcard() {
                self.name.covers(&other.name)
            } else {
                NamePattern::new(self.entry.name).matches(other.entry.name)
            }
    }
}

/// The bit of a character of a name.
fn bit(byte: u8) -> u64 {
    match byte.to_ascii_lowercase() {
        b'*' | b'?' => 0,
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        digit @ b'0'..=b'9' => 1 << (26 + digit - b'0'),
        _ => 1 << 36,
    }
}

fn begins(name: &str, head: &str) -> bool {
    name.as_bytes().get(..head.len()).is_some_and(|own| own.eq_ignore_ascii_case(head.as_bytes()))
}

fn ends(name: &str, tail: &str) -> bool {
    let start = name.len().checked_sub(tail.len());
    start
        .and_then(|start| name.as_bytes().get(start..))
        .is_some_and(|own| own.eq_ignore_ascii_case(tail.as_bytes()))
}
