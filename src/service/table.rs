//! The compiled form of the facts: the texts of all services are one string, and their numbers are one
//! string of bytes. Two long literals cost the compiler and a program far less than thousands of structs,
//! equal parts of several services are there once, and nothing is relocated when a program is loaded.

use core::cmp::Ordering;
use core::ops::Range;

use super::{AccessLevel, Context};
use crate::POOL;
use crate::shared::hash::hash;

/// A number of the pool: two bytes, the lower one first.
type Number = [u8; 2];

/// What the facts of all services consist of.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) text: &'static str,
    pub(crate) numbers: &'static [u8],
    /// The contexts of authorized actions, each once.
    pub(crate) contexts: &'static [&'static [Context]],
    /// A hash table of the services, by their prefixes.
    pub(crate) services: Part,
}

/// AWS's facts about a service, as parts of the pool.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) actions: NamesPart,
    /// A hash table: at the hash of an action's name, or at the next free slot, is the action's place plus
    /// one. At least half of the slots are free, which is zero.
    pub(crate) action_slots: Part,
    /// The access level of each action, as a letter.
    pub(crate) levels: Part,
    /// The resource types of each action.
    pub(crate) on: ListsPart,
    /// The keys of each action's requests, regardless of the resource type.
    pub(crate) action_keys: ListsPart,
    /// For each item of `on`, the keys that are stated for the action on the resource type.
    pub(crate) keys_on: ListsPart,
    /// True if a list in `keys_on` that is not empty is complete.
    pub(crate) has_complete_keys: bool,
    pub(crate) resources: NamesPart,
    /// The ARN formats of each resource type.
    pub(crate) resource_arns: ListsPart,
    pub(crate) resource_keys: ListsPart,
    pub(crate) arns: NamesPart,
    /// The ARN formats that will no longer match, with the page that says so.
    pub(crate) ending: &'static [(&'static str, &'static str)],
    /// The variables in ARN formats with a pattern that each value matches, and one that none does; either
    /// may be empty.
    pub(crate) forms: &'static [(&'static str, &'static str, &'static str)],
    /// The variables in ARN formats that may contain `/` or `:`, with these characters.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    pub(crate) keys: NamesPart,
    /// For each key, the types of its values as a set.
    pub(crate) key_types: Part,
    /// The keys whose spelling is corrected, with the corrected spelling.
    pub(crate) spellings: &'static [(u16, &'static str)],
    pub(crate) calls: NamesPart,
    /// The actions that each call authorizes.
    pub(crate) authorized: ListsPart,
    pub(crate) authorized_actions: NamesPart,
    /// For some items of `authorized`, the item and the place of a context in [`Pool::contexts`].
    pub(crate) contexts: Part,
}

impl Facts {
    /// The place of an action by its name, ignoring case.
    pub(crate) fn action(&self, name: &str) -> Option<usize> {
        let actions = self.actions.names();
        self.action_slots.places().slot(name, |id| actions.get(id))
    }

    /// The access level of an action.
    pub(crate) fn level(&self, id: usize) -> AccessLevel {
        match self.levels.text().as_bytes().get(id) {
            Some(b'L') => AccessLevel::List,
            Some(b'R') => AccessLevel::Read,
            Some(b'W') => AccessLevel::Write,
            Some(b'T') => AccessLevel::Tagging,
            Some(b'P') => AccessLevel::PermissionsManagement,
            // Every action has a letter.
            _ => AccessLevel::Unknown,
        }
    }

    /// The context of an item of `authorized`.
    pub(crate) fn context(&self, item: usize) -> &'static [Context] {
        let (pairs, _) = self.contexts.places().0.as_chunks::<2>();
        let known = pairs.iter().find(|[known, _]| number(*known) == item);
        known.and_then(|[_, context]| POOL.contexts.get(number(*context))).copied().unwrap_or_default()
    }
}

/// The place of a service by its prefix, ignoring case.
pub(crate) fn service(prefix: &str) -> Option<usize> {
    let name = |id: usize| crate::SERVICES.get(id).map_or("", |service| service.prefix);
    POOL.services.places().slot(prefix, name)
}

/// A part of the text or of the numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Part {
    fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }

    fn text(self) -> &'static str {
        POOL.text.get(self.range()).unwrap_or_default()
    }

    pub(crate) fn places(self) -> Places {
        let (numbers, _) = POOL.numbers.as_chunks();
        Places(numbers.get(self.range()).unwrap_or_default())
    }
}

/// Names in the pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamesPart {
    pub(crate) text: Part,
    pub(crate) starts: Part,
}

impl NamesPart {
    pub(crate) fn names(self) -> Names {
        Names { text: self.text.text(), starts: self.starts.places().0 }
    }
}

/// Lists in the pool; none has an item if it has no starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListsPart {
    pub(crate) starts: Part,
    pub(crate) items: Part,
}

impl ListsPart {
    pub(crate) fn get(self, id: usize) -> Places {
        Places(self.items.places().0.get(self.range(id)).unwrap_or_default())
    }

    /// The range of a list among the items of all.
    pub(crate) fn range(self, id: usize) -> Range<usize> {
        match self.starts.places().0.get(id..).and_then(|starts| starts.first_chunk()) {
            Some(&[start, next]) => number(start)..number(next),
            None => 0..0,
        }
    }
}

/// Places in a list, in ascending order, or other numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places(&'static [Number]);

impl Places {
    pub(crate) fn iter(self) -> impl ExactSizeIterator<Item = usize> + Clone {
        self.0.iter().map(|found| number(*found))
    }

    pub(crate) fn get(self, id: usize) -> Option<usize> {
        self.0.get(id).map(|found| number(*found))
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// True if a place is among places in ascending order.
    pub(crate) fn contains(self, id: usize) -> bool {
        self.0.binary_search_by_key(&id, |found| number(*found)).is_ok()
    }

    /// The place that a hash table has for a name, ignoring case.
    fn slot(self, name: &str, name_of: impl Fn(usize) -> &'static str) -> Option<usize> {
        let mask = self.0.len().checked_sub(1)?;
        let mut slot = hash(name) & mask;
        loop {
            let id = self.get(slot)?.checked_sub(1)?;
            if name_of(id).eq_ignore_ascii_case(name) {
                return Some(id);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Names on the lines of one string, sorted ignoring case if they are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    pub(crate) text: &'static str,
    /// The start of each, and the end of the last.
    pub(crate) starts: &'static [Number],
}

impl Names {
    pub(crate) fn len(self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn get(self, id: usize) -> &'static str {
        let Some(&[start, next]) = self.starts.get(id..).and_then(|starts| starts.first_chunk()) else {
            return "";
        };
        self.text.get(number(start)..number(next).saturating_sub(1)).unwrap_or_default()
    }

    /// The place of a name, ignoring case.
    pub(crate) fn find(self, name: &str) -> Option<usize> {
        let id = self.partition_point(|known| compare(known.as_bytes(), name.as_bytes()) == Ordering::Less);
        self.get(id).eq_ignore_ascii_case(name).then_some(id).filter(|id| *id < self.len())
    }

    /// The places of the names with a prefix, ignoring case.
    pub(crate) fn beginning_with(self, prefix: &str) -> Range<usize> {
        let head = |known: &'static str| known.as_bytes().get(..prefix.len()).unwrap_or(known.as_bytes());
        let start = self.partition_point(|known| compare(head(known), prefix.as_bytes()) == Ordering::Less);
        let end = self.partition_point(|known| compare(head(known), prefix.as_bytes()) != Ordering::Greater);
        start..end
    }

    fn partition_point(self, is_before: impl Fn(&'static str) -> bool) -> usize {
        let (mut start, mut end) = (0, self.len());
        while start < end {
            let middle = start.midpoint(end);
            if is_before(self.get(middle)) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }
}

fn number(bytes: Number) -> usize {
    usize::from(u16::from_le_bytes(bytes))
}

/// The order of two names, ignoring case.
fn compare(left: &[u8], right: &[u8]) -> Ordering {
    left.iter().map(u8::to_ascii_lowercase).cmp(right.iter().map(u8::to_ascii_lowercase))
}
