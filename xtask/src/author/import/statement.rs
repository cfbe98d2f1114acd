//! Statements as a source states them, with parameters in place of its placeholders.

use std::cmp::Ordering;

/// A statement of a document, with strings as the catalog writes them.
#[derive(Clone, Debug)]
pub(super) struct StatedStatement {
    /// The byte of the source at which the statement begins.
    pub(super) at: usize,
    pub(super) sid: Option<String>,
    pub(super) is_denying: bool,
    pub(super) actions: StatedElement,
    pub(super) resources: StatedElement,
    pub(super) conditions: Vec<StatedCondition>,
    /// The parameters that have to be given for the statement to exist.
    pub(super) when: Vec<String>,
    /// The parameters that must not be given.
    pub(super) unless: Vec<String>,
}

/// The entries of an element: a string, or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StatedElement {
    pub(super) is_negated: bool,
    pub(super) is_scalar: bool,
    pub(super) entries: Vec<StatedEntry>,
}

/// An entry of an element. Its place has no part in comparisons.
#[derive(Clone, Debug)]
pub(super) struct StatedEntry {
    pub(super) text: String,
    /// The byte of the source at which the entry begins.
    pub(super) at: usize,
}

impl PartialEq for StatedEntry {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for StatedEntry {}

impl PartialOrd for StatedEntry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for StatedEntry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
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
            && self.when == other.when
            && self.unless == other.unless
            && self.is_denying == other.is_denying
            && self.actions == other.actions
            && self.resources == other.resources
            && sorted(self) == sorted(other)
    }

    /// A string that statements with the same meaning share.
    pub(super) fn key(&self) -> String {
        let mut conditions: Vec<_> = self.conditions.iter().collect();
        conditions.sort_unstable();
        let texts = |element: &StatedElement| {
            let texts: Vec<_> = element.entries.iter().map(|entry| entry.text.as_str()).collect();
            format!("{}{}{texts:?}", element.is_negated, element.is_scalar)
        };
        let conditions: Vec<_> =
            conditions.into_iter().map(|it| (&it.operator, &it.key, texts(&it.values))).collect();
        let Self { sid, is_denying, when, unless, .. } = self;
        let elements = [texts(&self.actions), texts(&self.resources)];
        format!("{sid:?}{is_denying}{when:?}{unless:?}{elements:?}{conditions:?}")
    }

    /// The elements that may hold placeholders.
    pub(super) fn templates(&mut self) -> impl Iterator<Item = &mut StatedElement> {
        let values = self.conditions.iter_mut().map(|condition| &mut condition.values);
        [&mut self.resources].into_iter().chain(values)
    }

    /// The entries that may hold placeholders.
    pub(super) fn entries(&self) -> impl Iterator<Item = &str> {
        let values = self.conditions.iter().map(|condition| &condition.values);
        [&self.resources]
            .into_iter()
            .chain(values)
            .flat_map(|element| &element.entries)
            .map(|entry| entry.text.as_str())
    }

    /// The service in whose file the statement stands: that of its first action.
    pub(super) fn service(&self) -> String {
        let first = self.actions.entries.first().map_or("", |entry| &entry.text);
        let prefix = first.split_once(':').map_or("all", |(prefix, _)| prefix);
        prefix.to_lowercase()
    }
}
