//! Lookups of names that ignore case, as IAM does, and what is said of a name that is not there.

use std::collections::HashMap;

use super::super::source::{Span, Spanned};

/// Names with their places in a list and in the files.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: HashMap<String, (usize, Span)>,
    names: Vec<String>,
}

impl Names {
    /// Adds a name, and returns its place in the list, or the place of the one that is there.
    pub(super) fn insert(&mut self, name: &Spanned<String>) -> Result<usize, Span> {
        let id = self.names.len();
        if let Some((_, first)) = self.places.get(&name.value.to_ascii_lowercase()) {
            return Err(*first);
        }
        self.places.insert(name.value.to_ascii_lowercase(), (id, name.span));
        self.names.push(name.value.clone());
        Ok(id)
    }

    pub(super) fn get(&self, name: &str) -> Option<usize> {
        self.places.get(&name.to_ascii_lowercase()).map(|(id, _)| *id)
    }

    /// The names as they are written.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str)
    }
}
