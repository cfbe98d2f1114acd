//! Patterns of names, as the element `Action` has them.

/// A pattern: `*` stands for any run of characters and `?` for one; case means nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamePattern<'p>(&'p str);

impl<'p> NamePattern<'p> {
    pub(crate) fn new(text: &'p str) -> Self {
        Self(text)
    }

    /// What precedes the first wildcard.
    pub(super) fn literal_prefix(self) -> &'p str {
        self.0.split(['*', '?']).next().unwrap_or_default()
    }

    /// Whether all of a text matches.
    ///
    /// A `*` takes as little as it can and, where what follows it does not fit, one character more:
    /// only the last `*` ever has to be tried again, so that the time is that of the two lengths
    /// multiplied, at worst.
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
