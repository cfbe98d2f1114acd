//! Statements as a source states them, with parameters in place of its placeholders.

/// A statement of a document, with strings as the catalog writes them.
#[derive(Clone, Debug)]
pub(super) struct StatedStatement {
    pub(super) sid: Option<String>,
    pub(super) is_denying: bool,
    pub(super) actions: StatedElement,
    pub(super) resources: StatedElement,
    pub(super) conditions: Vec<StatedCondition>,
}

/// The entries of an element: a string, or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StatedElement {
    pub(super) is_negated: bool,
    pub(super) is_scalar: bool,
    pub(super) entries: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StatedCondition {
    pub(super) operator: String,
    pub(super) key: String,
    pub(super) values: StatedElement,
}

impl StatedStatement {
    /// True if both mean the same in a document, where the order of conditions has no meaning.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let sorted = |statement: &Self| {
            let mut conditions = statement.conditions.clone();
            conditions.sort_unstable();
            conditions
        };
        self.sid == other.sid
            && self.is_denying == other.is_denying
            && self.actions == other.actions
            && self.resources == other.resources
            && sorted(self) == sorted(other)
    }

    /// The elements that may hold placeholders.
    pub(super) fn templates(&mut self) -> impl Iterator<Item = &mut StatedElement> {
        let values = self.conditions.iter_mut().map(|condition| &mut condition.values);
        [&mut self.resources].into_iter().chain(values)
    }

    /// The entries that may hold placeholders.
    pub(super) fn entries(&self) -> impl Iterator<Item = &str> {
        let values = self.conditions.iter().map(|condition| &condition.values);
        [&self.resources].into_iter().chain(values).flat_map(|element| &element.entries).map(String::as_str)
    }

    /// The service in whose file the statement stands: that of its first action.
    pub(super) fn service(&self) -> String {
        let first = self.actions.entries.first().map_or("", String::as_str);
        let prefix = first.split_once(':').map_or("all", |(prefix, _)| prefix);
        prefix.to_lowercase()
    }
}
