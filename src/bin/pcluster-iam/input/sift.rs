//! The distinction between files with policies and all others, for files that no argument names.

use pcluster_iam::document::{Found, Span};

/// The words of which a text with a policy has one: the element that holds the statements, and the versions
/// of the language.
const WORDS: [&str; 3] = ["statement", "2012-10-17", "2008-10-17"];

/// A word that a statement has almost always.
const EFFECT: &str = "effect";

/// False for a text that surely has no policy.
pub(super) fn may_have_policy(text: &str) -> bool {
    WORDS.iter().any(|word| contains(text, word))
}

/// True for a text that is no document and does not look as if it were meant to be one: a file of a folder
/// may be written in any language.
pub(super) fn is_other_language(text: &str, found: &Found) -> bool {
    let is_unread = found.policies.iter().all(|it| it.document.span == Span::default());
    is_unread && found.skipped.is_empty() && !contains(text, EFFECT)
}

/// True for a text with the name of the element that holds the statements, which other files in JSON hardly
/// have.
pub(super) fn is_meant_as_policy(text: &str) -> bool {
    contains(text, "\"statement\"")
}

/// True if a text contains a word of lower-case letters in any case.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}
