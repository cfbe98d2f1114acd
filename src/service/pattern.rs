//! Patterns of names, as in the element `Action`.

/// A pattern: `*` stands for any run of characters and `?` for a single one; case is ignored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamePattern<'p>(&'p str);

impl<'p> NamePattern<'p> {
    pub(crate) fn new(text: &'p str) -> Self {
        Self(text)
    }

    /// The part before the first wildcard.
    pub(crate) fn literal_prefix(self) -> &'p str {
        self.0.split(['*', '?']).next().unwrap_or_default()
    }

    /// True if every string matches.
    pub(crate) fn is_all(self) -> bool {
        !self.0.is_empty() && self.0.bytes().all(|byte| byte == b'*')
    }

    /// True if the whole string matches.
    ///
    /// A `*` takes as few characters as possible, and one more each time the rest does not match. Only
    /// the last `*` ever has to be tried again, so the time is at worst the product of the two lengths.
    pub(crate) fn matches(self, text: &str) -> bool {
        let (mut pattern, mut text) = (self.0.as_bytes(), text.as_bytes());
        let mut retry: Option<(&[u8], &[u8])> = None;
        loop {
            match (pattern, text) {
                ([b'*', after @ ..], _) => {
                    retry = Some((after, text));
                    pattern = after;
                }
                ([], []) => return true,
                ([wanted, after @ ..], [found, rest @ ..])
                    if *wanted == b'?' || wanted.eq_ignore_ascii_case(found) =>
                {
                    (pattern, text) = (after, rest);
                }
                _ => match retry {
                    Some((after, [_, rest @ ..])) => {
                        retry = Some((after, rest));
                        (pattern, text) = (after, rest);
                    }
                    _ => return false,
                },
            }
        }
    }
}
