//! Sids of statements that have come together in a document: each of them once, and valid.
//!
//! Parts of a statement in different documents keep its Sid, which says what they are parts of.

use std::collections::{HashMap, HashSet};

/// The Sids that are in use in all documents.
#[derive(Debug)]
pub(super) struct Sids {
    taken: HashSet<String>,
    /// The last number behind each Sid.
    numbers: HashMap<String, usize>,
}

impl Sids {
    pub(super) fn new<'d>(sids: impl Iterator<Item = &'d str>) -> Self {
        Self { taken: sids.map(str::to_owned).collect(), numbers: HashMap::new() }
    }

    /// The Sid with the next number behind it that makes it a new one: digits are valid in a Sid.
    pub(super) fn numbered(&mut self, sid: &str) -> String {
        let number = self.numbers.entry(sid.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let new = format!("{sid}{number}");
            if self.taken.insert(new.clone()) {
                return new;
            }
        }
    }
}
