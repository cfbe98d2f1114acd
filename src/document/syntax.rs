//! The syntax of a text: JSON or YAML, and a mistake in it.

use core::fmt;

use super::value::Value;
use super::{Span, json, yaml};

/// The languages in which documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// JSON, also in a URL-encoded form.
    Json,
    /// YAML.
    Yaml,
}

impl Syntax {
    /// The syntax of a text, by the name of its file and by its first lines.
    ///
    /// JSON is YAML too, and is read as JSON, whose mistakes have better names.
    ///
    /// ```
    /// use pcluster_iam::document::Syntax;
    ///
    /// assert_eq!(Syntax::of("{\"Version\": \"2012-10-17\"}", Some("policy.json")), Syntax::Json);
    /// assert_eq!(Syntax::of("Version: 2012-10-17", None), Syntax::Yaml);
    /// ```
    #[must_use]
    pub fn of(text: &str, file: Option<&str>) -> Self {
        let text = text.trim_start_matches(json::BYTE_ORDER_MARK);
        let extension = file.and_then(|file| file.rsplit_once('.')).map(|(_, it)| it.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Self::Json,
            Some("yaml" | "yml") if json::parse(text).is_err() => Self::Yaml,
            _ if is_yaml(text) => Self::Yaml,
            _ => Self::Json,
        }
    }

    /// The values of a text: one of JSON, and the documents of a stream of YAML.
    ///
    /// # Errors
    ///
    /// Names the first place that the syntax does not allow.
    pub fn parse(self, text: &str) -> Result<Vec<Value>, SyntaxError> {
        match self {
            Self::Json => json::parse(text).map(|value| vec![value]),
            Self::Yaml => yaml::parse(text),
        }
    }
}

/// True for a text that begins as YAML, and in a way in which JSON never does: with a marker, with
/// `name:` or with `- `.
fn is_yaml(text: &str) -> bool {
    let lines = text.lines().map(str::trim_end);
    let mut lines = lines.filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'));
    let Some(first) = lines.next().map(str::trim_start) else { return false };
    let is_name = |name: &str| {
        let name = name.trim_matches(['"', '\'']);
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-./ ".contains(c))
    };
    let is_member = |line: &str| match line.split_once(':') {
        Some((name, rest)) => is_name(name) && (rest.is_empty() || rest.starts_with([' ', '\t'])),
        None => false,
    };
    first == "---" || first.starts_with("--- ") || first.starts_with("%YAML") || {
        let entry = first.trim_start_matches("- ").trim_start();
        first == "-" || is_member(entry) || entry.len() < first.len() && !entry.is_empty()
    }
}

/// A text that is not what its syntax allows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// The place of the mistake.
    pub span: Span,
    /// The mistake.
    pub message: String,
    /// The fix.
    pub help: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for SyntaxError {}

impl SyntaxError {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: String::new() }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: help.into(), ..self }
    }

    /// The error of a text that is empty or has only white space.
    pub(crate) fn empty(text: &str) -> Self {
        Self::new(Span { start: 0, end: text.len() }, "it is empty")
            .help("give a policy document, which begins with `{`")
    }
}
