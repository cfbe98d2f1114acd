//! A text as IAM reads it: characters, wildcards, variables; and what a template has yet to fill in.

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// A character that stands for itself.
    Char(char),
    /// `?`.
    One,
    /// `*`.
    Run,
    /// A variable of IAM with its braces, such as `${aws:username}`.
    Variable(&'t str),
    /// A text that somebody has to replace, such as `<REGION>` or `${AWS::AccountId}`.
    Placeholder(&'t str),
}

/// The pieces of a text.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (piece, after) = first(rest)?;
        rest = after;
        Some(piece)
    })
}

/// The pieces of a text, each with the place of its first byte.
pub(crate) fn pieces_at(text: &str) -> impl Iterator<Item = (usize, Piece<'_>)> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let at = text.len() - rest.len();
        let (piece, after) = first(rest)?;
        rest = after;
        Some((at, piece))
    })
}

/// The first piece of a text, and what follows it.
pub(crate) fn first(text: &str) -> Option<(Piece<'_>, &str)> {
    if let Some(inner) = text.strip_prefix("${").and_then(|rest| until(rest, '}', |c| c != '{')) {
        let (whole, rest) = text.split_at_checked(inner.len() + 3)?;
        return Some((variable(whole, inner), rest));
    }
    let is_allowed = |c: char| c.is_alphanumeric() || " _-.:/".contains(c);
    if let Some(inner) = text.strip_prefix('<').and_then(|rest| until(rest, '>', is_allowed))
        && !inner.is_empty()
    {
        let (whole, rest) = text.split_at_checked(inner.len() + 2)?;
        return Some((Piece::Placeholder(whole), rest));
    }
    let mut chars = text.chars();
    let piece = match chars.next()? {
        '*' => Piece::Run,
        '?' => Piece::One,
        c => Piece::Char(c),
    };
    Some((piece, chars.as_str()))
}

/// What precedes a closing character, if all of it is allowed. What is not allowed ends the search, so
/// that a text of opening characters alone is not searched from each of them to its end.
fn until(text: &str, closing: char, is_allowed: impl Fn(char) -> bool) -> Option<&str> {
    let end = text.find(|c| c == closing || !is_allowed(c))?;
    let (inner, rest) = text.split_at_checked(end)?;
    rest.starts_with(closing).then_some(inner)
}

/// What `${…}` is: a character that would be a wildcard without it, a variable, which has the prefix
/// of a service, or a text that a template replaces.
fn variable<'t>(whole: &'t str, inner: &str) -> Piece<'t> {
    let name = inner.split_once(',').map_or(inner, |(name, _)| name);
    match inner {
        "*" => Piece::Char('*'),
        "?" => Piece::Char('?'),
        "$" => Piece::Char('$'),
        _ if name.contains(':') && !name.contains("::") => Piece::Variable(whole),
        _ => Piece::Placeholder(whole),
    }
}

/// The placeholders of a text.
pub(crate) fn placeholders(text: &str) -> impl Iterator<Item = &str> + Clone {
    pieces(text).filter_map(|piece| match piece {
        Piece::Placeholder(whole) => Some(whole),
        _ => None,
    })
}

/// Whether a text has a wildcard.
pub(crate) fn has_wildcard(text: &str) -> bool {
    pieces(text).any(|piece| matches!(piece, Piece::One | Piece::Run))
}
