//! A string as IAM reads it: characters, wildcards, policy variables, and placeholders of a template.
//!
//! - `*` stands for any number of characters and `?` for one (IAM User Guide, "IAM JSON policy elements:
//!   Resource", "Using wildcards in resource ARNs").
//! - `${prefix:name}` is a policy variable, which stands for the value of a condition key in the request; a
//!   default follows a comma, as in `${aws:username, 'nobody'}`. `${*}`, `${?}` and `${$}` are the characters
//!   themselves (IAM User Guide, "IAM policy elements: Variables and tags").
//! - `<NAME>`, `${NAME}`, `${AWS::Name}` and the other spellings of [`placeholder`](super::placeholder) do not
//!   belong to IAM's language: a person or a template replaces them before the policy is attached.

use crate::iam::placeholder;

/// A piece of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PatternPiece<'t> {
    /// A character that stands for itself.
    Char(char),
    /// `?`.
    One,
    /// `*`.
    Run,
    /// A variable of IAM with its braces, such as `${aws:username}`.
    Variable(&'t str),
    /// A placeholder with its brackets, such as `<REGION>` or `${AWS::AccountId}`.
    Placeholder(&'t str),
}

/// The pieces of a string.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = PatternPiece<'_>> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (piece, after) = first(rest)?;
        rest = after;
        Some(piece)
    })
}

/// The pieces of a string, each with the place of its first byte.
pub(crate) fn pieces_at(text: &str) -> impl Iterator<Item = (usize, PatternPiece<'_>)> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let at = text.len() - rest.len();
        let (piece, after) = first(rest)?;
        rest = after;
        Some((at, piece))
    })
}

/// The first piece of a string, and the rest.
pub(crate) fn first(text: &str) -> Option<(PatternPiece<'_>, &str)> {
    if let Some(inner) = text.strip_prefix("${").and_then(|rest| until(rest, '}', |c| c != '{')) {
        let (whole, rest) = text.split_at_checked(inner.len() + 3)?;
        return Some((braced(whole, inner), rest));
    }
    if let Some(whole) = placeholder::first(text) {
        return Some((PatternPiece::Placeholder(whole), text.get(whole.len()..)?));
    }
    let mut chars = text.chars();
    let piece = match chars.next()? {
        '*' => PatternPiece::Run,
        '?' => PatternPiece::One,
        c => PatternPiece::Char(c),
    };
    Some((piece, chars.as_str()))
}

/// The same in the version of 2008, in which a variable is plain text, or in the current one.
pub(crate) fn first_of(text: &str, has_variables: bool) -> Option<(PatternPiece<'_>, &str)> {
    match first(text)? {
        (PatternPiece::Variable(_) | PatternPiece::Char(_), _) if !has_variables => {
            let mut chars = text.chars();
            Some((PatternPiece::Char(chars.next()?), chars.as_str()))
        }
        found => Some(found),
    }
}

/// The part before a closing character, if all its characters are allowed. The first other character ends
/// the search, so that a string of opening characters alone is not searched to its end from each of them.
fn until(text: &str, closing: char, is_allowed: impl Fn(char) -> bool) -> Option<&str> {
    let end = text.find(|c| c == closing || !is_allowed(c))?;
    let (inner, rest) = text.split_at_checked(end)?;
    rest.starts_with(closing).then_some(inner)
}

/// The piece of a `${…}`: a character that is otherwise special, a policy variable, which has a prefix, or a
/// placeholder.
fn braced<'t>(whole: &'t str, inner: &str) -> PatternPiece<'t> {
    let name = inner.split_once(',').map_or(inner, |(name, _)| name);
    match inner {
        "*" => PatternPiece::Char('*'),
        "?" => PatternPiece::Char('?'),
        "$" => PatternPiece::Char('$'),
        _ if name.contains(':') && !name.contains("::") => PatternPiece::Variable(whole),
        _ => PatternPiece::Placeholder(whole),
    }
}

/// The placeholders of a string.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> + Clone {
    pieces(text).filter_map(|piece| match piece {
        PatternPiece::Placeholder(whole) => Some(whole),
        _ => None,
    })
}

/// True for a string with a wildcard.
pub(crate) fn has_wildcard(text: &str) -> bool {
    pieces(text).any(|piece| matches!(piece, PatternPiece::One | PatternPiece::Run))
}

/// True for a string with a part that is filled in later: by a template, or by IAM for each request.
pub(crate) fn is_unknown(text: &str) -> bool {
    pieces(text).any(|piece| matches!(piece, PatternPiece::Placeholder(_) | PatternPiece::Variable(_)))
}

pub(crate) fn has_placeholder(text: &str) -> bool {
    placeholders(text).next().is_some()
}

/// The first policy variable of a string.
pub(crate) fn variable(text: &str) -> Option<&str> {
    pieces(text).find_map(|piece| match piece {
        PatternPiece::Variable(whole) => Some(whole),
        _ => None,
    })
}
