//! The context of a request: the values of its condition keys.

/// The condition keys of a request, as far as they are known.
///
/// The names of keys are not case-sensitive. Their values have no types here: the operator of a condition
/// reads them as its own type.
///
/// A key that is not stated is unknown, and answers that depend on it say so. [`complete`](Self::complete)
/// turns all keys that are not stated into absent ones.
///
/// ```
/// use pcluster_iam::evaluate::Context;
///
/// let context = Context::new()
///     .set("aws:RequestedRegion", "eu-west-1")
///     .set_all("aws:TagKeys", ["parallelcluster:cluster-name", "Owner"])
///     .set_absent("aws:SourceVpce");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The keys in lower case, sorted, each with its values; none for an absent key.
    keys: Vec<(Box<str>, Vec<String>)>,
    is_complete: bool,
}

/// A condition key in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyState<'c> {
    /// Nothing is known about the key.
    Unknown,
    /// The request does not have the key.
    Absent,
    /// The request has the key with these values.
    Values(&'c [String]),
}

impl Context {
    /// A context of which nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a key with one value.
    #[must_use]
    pub fn set(self, key: &str, value: impl Into<String>) -> Self {
        self.set_all(key, [value])
    }

    /// Sets a key with several values. A key without values is the same as an absent one: IAM takes a set
    /// without values for null.
    #[must_use]
    pub fn set_all(mut self, key: &str, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let key = key.to_ascii_lowercase().into_boxed_str();
        let values = values.into_iter().map(Into::into).collect();
        match self.keys.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(place) => {
                if let Some(known) = self.keys.get_mut(place) {
                    known.1 = values;
                }
            }
            Err(place) => self.keys.insert(place, (key, values)),
        }
        self
    }

    /// States that the request does not have a key.
    #[must_use]
    pub fn set_absent(self, key: &str) -> Self {
        self.set_all(key, [""; 0])
    }

    /// The same without what is known of a key in lower case.
    #[cfg(feature = "compare")]
    pub(crate) fn without(mut self, key: &str) -> Self {
        self.keys.retain(|(known, _)| **known != *key);
        self
    }

    /// States that the request has no further keys.
    #[must_use]
    pub fn complete(mut self) -> Self {
        self.is_complete = true;
        self
    }

    /// True if the key has values or is stated to be absent.
    #[must_use]
    pub fn states(&self, key: &str) -> bool {
        let key = key.to_ascii_lowercase();
        self.keys.binary_search_by(|(known, _)| (**known).cmp(&key)).is_ok()
    }

    /// The key with a name in lower case.
    pub(crate) fn key(&self, name: &str) -> KeyState<'_> {
        match self.keys.binary_search_by(|(known, _)| (**known).cmp(name)) {
            Ok(place) => match self.keys.get(place) {
                Some((_, values)) if !values.is_empty() => KeyState::Values(values),
                _ => KeyState::Absent,
            },
            Err(_) if self.is_complete => KeyState::Absent,
            Err(_) => KeyState::Unknown,
        }
    }
}
