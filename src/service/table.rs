//! The compiled form of the facts: all names of a kind in one string, and all lists of places in one
//! array. A few long literals cost the compiler and a program far less than thousands of structs, and
//! need no relocation when a program is loaded.

use core::cmp::Ordering;
use core::ops::Range;

use super::{AccessLevel, Context};
use crate::shared::hash::hash;

/// AWS's facts about a service.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) actions: Names,
    /// A hash table: at the hash of an action's name, or at the next free slot, is the action's place plus
    /// one. At least half of the slots are free, which is zero.
    pub(crate) action_slots: &'static [u16],
    /// The access level of each action.
    pub(crate) levels: &'static [AccessLevel],
    /// The resource types of each action.
    pub(crate) on: Lists,
    /// The keys of each action's requests, regardless of the resource type.
    pub(crate) action_keys: Lists,
    /// For each item of `on`, the keys that are stated for the action on the resource type.
    pub(crate) keys_on: Lists,
    /// True if a list in `keys_on` that is not empty is complete.
    pub(crate) has_complete_keys: bool,
    pub(crate) resources: Names,
    /// The ARN formats of each resource type.
    pub(crate) resource_arns: Lists,
    pub(crate) resource_keys: Lists,
    pub(crate) arns: Names,
    /// The variables in ARN formats that may contain `/` or `:`, with these characters.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    pub(crate) keys: Names,
    /// For each key, the types of its values as a set.
    pub(crate) key_types: &'static [u16],
    /// The keys whose spelling is corrected, with the corrected spelling.
    pub(crate) spellings: &'static [(u16, &'static str)],
    pub(crate) calls: Names,
    /// The actions that each call authorizes.
    pub(crate) authorized: Lists,
    pub(crate) authorized_actions: Names,
    /// For some items of `authorized`, the condition keys whose values are known in that case.
    pub(crate) contexts: &'static [(u16, &'static [Context])],
}

impl Facts {
    /// The place of an action by its name, ignoring case.
    pub(crate) fn action(&self, name: &str) -> Option<usize> {
        let mask = self.action_slots.len().checked_sub(1)?;
        let mut slot = hash(name) & mask;
        loop {
            let id = usize::from(*self.action_slots.get(slot)?).checked_sub(1)?;
            if self.actions.get(id).eq_ignore_ascii_case(name) {
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
    pub(crate) starts: &'static [u32],
}

impl Names {
    pub(crate) fn len(self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    pub(crate) fn get(self, id: usize) -> &'static str {
        let Some(&[start, next]) = self.starts.get(id..).and_then(|starts| starts.first_chunk()) else {
            return "";
        };
        self.text.get(start as usize..(next as usize).saturating_sub(1)).unwrap_or_default()
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

/// Lists of places, one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lists {
    /// The start of each, and the end of the last.
    pub(crate) starts: &'static [u32],
    pub(crate) items: &'static [u16],
}

impl Lists {
    pub(crate) fn get(self, id: usize) -> &'static [u16] {
        self.items.get(self.range(id)).unwrap_or_default()
    }

    /// The range of a list in [`items`](Self::items).
    pub(crate) fn range(self, id: usize) -> Range<usize> {
        match self.starts.get(id..).and_then(|starts| starts.first_chunk()) {
            Some(&[start, next]) => start as usize..next as usize,
            None => 0..0,
        }
    }
}

/// The order of two names, ignoring case.
fn compare(left: &[u8], right: &[u8]) -> Ordering {
    left.iter().map(u8::to_ascii_lowercase).cmp(right.iter().map(u8::to_ascii_lowercase))
}
