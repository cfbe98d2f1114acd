//! Workflow commands of GitHub, which annotate files.

use super::output::plain;

/// The kind of an annotation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Annotation {
    Error,
    Warning,
    Notice,
}

impl Annotation {
    /// A workflow command with some properties and a message of several lines.
    pub(crate) fn command<'l>(
        self,
        properties: &[(&str, String)],
        lines: impl IntoIterator<Item = &'l str>,
    ) -> String {
        let name = match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        };
        let properties: Vec<_> =
            properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
        let lines: Vec<_> = lines.into_iter().map(|line| data(&plain(line))).collect();
        format!("::{name} {}::{}", properties.join(","), lines.join("%0A"))
    }
}

/// A line of the message of a workflow command, after the colons.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, in which colons and commas are separators.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
