//! Compaction and size of JSON documents, without parsing.

/// A document without the white space between its tokens, ready for an API call.
#[must_use]
pub fn compact(document: &str) -> String {
    let mut is_inside = false;
    let mut is_escaped = false;
    document
        .chars()
        .filter(|&c| {
            if is_inside {
                is_inside = is_escaped || c != '"';
                is_escaped = !is_escaped && c == '\\';
                return true;
            }
            is_inside = c == '"';
            !c.is_ascii_whitespace()
        })
        .collect()
}

/// The size of a document as IAM's quotas count it: its characters without white space.
///
/// A document whose size equals a quota fits: IAM states the most that it accepts, for a managed policy
/// 6,144. IAM Access Analyzer reports sizes that are one character larger, of documents that end with their
/// last brace. AWS does not say what that character is, and IAM's own documentation knows none, so it is not
/// counted here. `catalog/quotas.toml` has the figures and the sources.
#[must_use]
pub fn size(document: &str) -> usize {
    document.chars().filter(|c| !c.is_whitespace()).count()
}
