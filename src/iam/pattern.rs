//! Patterns: the set of strings that match a string with wildcards, variables and placeholders.
//!
//! A pattern is a sequence of atoms. Policy variables (`${aws:username}`) and placeholders (`<REGION>`,
//! `${AWS::AccountId}`) stand for a string that is not known yet: such an atom can match any string, and
//! certainly matches only itself.
//!
//! A `*` reaches past every character, `/` and `:` among them, except in a field of an ARN where it has to
//! stay in its field: [`arn`](super::arn).

use crate::iam::piece::{PatternPiece, first, pieces};

/// The most pairs of atoms that are compared to answer a question about two patterns: those of two ARNs of the
/// length that AWS allows. A pattern beyond it is like a part that is not known.
const MAX_PAIRS: usize = 2_048 * 2_048;

/// A string with wildcards, variables and placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct TextPattern<'t> {
    atoms: Vec<Atom<'t>>,
}

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Atom<'t> {
    /// A character.
    Char(char),
    /// One character of a class.
    One(CharClass),
    /// Any number of characters of a class.
    Run(CharClass),
    /// A string that is not known yet.
    Unknown(&'t str),
}

/// A class of characters: all but the separators of an ARN, and those separators that a field sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CharClass {
    pub(crate) slash: bool,
    pub(crate) colon: bool,
}

impl CharClass {
    pub(crate) const ALL: Self = Self { slash: true, colon: true };
    pub(crate) const NO_COLON: Self = Self { slash: true, colon: false };

    pub(crate) fn has(self, c: char) -> bool {
        match c {
            '/' => self.slash,
            ':' => self.colon,
            _ => true,
        }
    }

    fn union(self, other: Self) -> Self {
        Self { slash: self.slash || other.slash, colon: self.colon || other.colon }
    }

    fn is_within(self, other: Self) -> bool {
        (!self.slash || other.slash) && (!self.colon || other.colon)
    }
}

impl<'t> TextPattern<'t> {
    /// The pattern of a string in a policy.
    pub(crate) fn new(text: &'t str) -> Self {
        let atoms = pieces(text).map(|piece| match piece {
            PatternPiece::Char(c) => Atom::Char(c),
            PatternPiece::One => Atom::One(CharClass::ALL),
            PatternPiece::Run => Atom::Run(CharClass::ALL),
            PatternPiece::Variable(whole) | PatternPiece::Placeholder(whole) => Atom::Unknown(whole),
        });
        Self { atoms: atoms.collect() }.normalized()
    }

    /// Appends a field of an ARN. In it `*` and `?` match no colon, except for a `*` at the end.
    pub(crate) fn push_field(&mut self, text: &'t str) {
        let is_last = |after: &str| after.bytes().all(|byte| byte == b'*');
        let mut rest = text;
        while let Some((piece, after)) = first(rest) {
            self.atoms.push(match piece {
                PatternPiece::Char(c) => Atom::Char(c),
                PatternPiece::One => Atom::One(CharClass::NO_COLON),
                PatternPiece::Run if is_last(after) => Atom::Run(CharClass::ALL),
                PatternPiece::Run => Atom::Run(CharClass::NO_COLON),
                PatternPiece::Variable(whole) | PatternPiece::Placeholder(whole) => Atom::Unknown(whole),
            });
            rest = after;
        }
    }

    /// Appends another pattern.
    pub(crate) fn push(&mut self, other: &Self) {
        self.atoms.extend_from_slice(&other.atoms);
    }

    /// The pattern of a name that is not case-sensitive and has no variables.
    pub(crate) fn of_name(text: &str) -> Self {
        let atoms = text.chars().map(|c| match c {
            '*' => Atom::Run(CharClass::ALL),
            '?' => Atom::One(CharClass::ALL),
            c => Atom::Char(c.to_ascii_lowercase()),
        });
        Self { atoms: atoms.collect() }.normalized()
    }

    /// A pattern without wildcards.
    pub(crate) fn literal(text: &str) -> Self {
        Self { atoms: text.chars().map(Atom::Char).collect() }
    }

    /// Appends one character of a class.
    pub(crate) fn push_one(&mut self, class: CharClass) {
        self.atoms.push(Atom::One(class));
    }

    /// Appends any number of characters of a class.
    pub(crate) fn push_run(&mut self, class: CharClass) {
        if self.atoms.last() != Some(&Atom::Run(class)) {
            self.atoms.push(Atom::Run(class));
        }
    }

    /// Appends one or more characters of a class.
    pub(crate) fn push_some(&mut self, class: CharClass) {
        self.atoms.extend([Atom::One(class), Atom::Run(class)]);
    }

    /// Appends a literal string.
    pub(crate) fn push_str(&mut self, text: &str) {
        self.atoms.extend(text.chars().map(Atom::Char));
    }

    /// The parts, from the first to the last.
    #[cfg(feature = "evaluate")]
    pub(crate) fn atoms(&self) -> &[Atom<'t>] {
        &self.atoms
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// True if every string matches.
    pub(crate) fn is_all(&self) -> bool {
        self.atoms == [Atom::Run(CharClass::ALL)]
    }

    /// True if exactly one string matches, and that string is known.
    pub(crate) fn is_literal(&self) -> bool {
        self.atoms.iter().all(|atom| matches!(atom, Atom::Char(_)))
    }

    /// The only string that matches, if there is one and it is known.
    #[cfg(feature = "compare")]
    pub(crate) fn as_literal(&self) -> Option<String> {
        let char = |atom: &Atom<'_>| if let Atom::Char(c) = atom { Some(*c) } else { None };
        self.atoms.iter().map(char).collect()
    }

    /// True if a part of the pattern is not known yet.
    pub(crate) fn has_unknown(&self) -> bool {
        self.atoms.iter().any(|atom| matches!(atom, Atom::Unknown(_)))
    }

    pub(crate) fn has_wildcard(&self) -> bool {
        self.atoms.iter().any(|atom| matches!(atom, Atom::One(_) | Atom::Run(_)))
    }

    /// True if a string can match.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.overlaps(&Self::literal(text))
    }

    /// True if a string can match both patterns.
    pub(crate) fn overlaps(&self, other: &TextPattern<'_>) -> bool {
        if self.differs_at_an_end(other) {
            return false;
        }
        if self.is_too_long_with(other) {
            return true;
        }
        walk(&self.atoms, &other.atoms, |here, there, next| match (here, there) {
            (None, None) => true,
            (Some(here), _) if here.is_run() && next.skip_here => true,
            (_, Some(there)) if there.is_run() && next.skip_there => true,
            (Some(here), Some(there)) if here.shares_a_char_with(there) => {
                match (here.is_run(), there.is_run()) {
                    (true, true) => false,
                    (true, false) => next.skip_there,
                    (false, true) => next.skip_here,
                    (false, false) => next.skip_both,
                }
            }
            _ => false,
        })
    }

    /// True if every string that matches the other pattern certainly matches this one.
    ///
    /// The answer `true` is always right. The answer `false` is wrong only where a `?` of this pattern
    /// would have to match a part of a `*` of the other.
    pub(crate) fn covers(&self, other: &TextPattern<'_>) -> bool {
        self.is_all()
            || !self.differs_at_an_end(other)
                && !self.is_too_long_with(other)
                && walk(&self.atoms, &other.atoms, |here, there, next| match (here, there) {
                    (None, None) => true,
                    (Some(Atom::Run(class)), there) => {
                        next.skip_here || there.is_some_and(|atom| atom.is_within(*class)) && next.skip_there
                    }
                    (Some(here), Some(there)) => here.covers(there) && next.skip_both,
                    _ => false,
                })
    }

    /// True if the first or the last characters rule out a string that matches both.
    fn differs_at_an_end(&self, other: &TextPattern<'_>) -> bool {
        let differ = |ends: (Option<&Atom<'_>>, Option<&Atom<'_>>)| matches!(ends, (Some(Atom::Char(a)), Some(Atom::Char(b))) if a != b);
        differ((self.atoms.first(), other.atoms.first())) || differ((self.atoms.last(), other.atoms.last()))
    }

    fn is_too_long_with(&self, other: &TextPattern<'_>) -> bool {
        self.atoms.len().saturating_mul(other.atoms.len()) > MAX_PAIRS
    }

    /// The same pattern with each `?` before a neighbouring `*`, and with each run of `*` as one.
    pub(crate) fn normalized(mut self) -> Self {
        let is_wild = |atom: &Atom<'_>| matches!(atom, Atom::One(_) | Atom::Run(_));
        for stretch in self.atoms.chunk_by_mut(|a, b| is_wild(a) && is_wild(b)) {
            stretch.sort_by_key(|atom| matches!(atom, Atom::Run(_)));
        }
        self.atoms.dedup_by(|next, run| match (next, run) {
            (Atom::Run(class), Atom::Run(all)) => {
                *all = all.union(*class);
                true
            }
            _ => false,
        });
        self
    }
}

/// The answers for the rests of two patterns that begin one atom later.
struct Next {
    skip_here: bool,
    skip_there: bool,
    skip_both: bool,
}

/// The answer to a question about two patterns, computed from the answers for their rests. Each pair of
/// rests is computed once, from the ends on, so that the time is proportional to the product of the lengths.
fn walk<'a>(
    here: &'a [Atom<'a>],
    there: &'a [Atom<'a>],
    holds: impl Fn(Option<&'a Atom<'a>>, Option<&'a Atom<'a>>, &Next) -> bool,
) -> bool {
    // The answer for each place in `there`, with the rest of `here` that begins one atom later.
    let mut later = vec![false; there.len() + 1];
    for atom in here.iter().map(Some).chain([None]).rev() {
        let (mut skip_there, mut skip_both) = (false, false);
        let others = there.iter().map(Some).chain([None]).rev();
        for (cell, other) in later.iter_mut().rev().zip(others) {
            let next = Next { skip_here: *cell, skip_there, skip_both };
            skip_both = *cell;
            skip_there = holds(atom, other, &next);
            *cell = skip_there;
        }
    }
    later.first() == Some(&true)
}

impl Atom<'_> {
    /// True for an atom of any length, such as one that is not known yet.
    fn is_run(&self) -> bool {
        matches!(self, Self::Run(_) | Self::Unknown(_))
    }

    fn shares_a_char_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Char(a), Self::Char(b)) => a == b,
            (Self::Char(c), Self::One(class) | Self::Run(class))
            | (Self::One(class) | Self::Run(class), Self::Char(c)) => class.has(*c),
            _ => true,
        }
    }

    /// True if every string of the atom consists of characters of a class.
    fn is_within(&self, class: CharClass) -> bool {
        match self {
            Self::Char(c) => class.has(*c),
            Self::One(own) | Self::Run(own) => own.is_within(class),
            Self::Unknown(_) => class == CharClass::ALL,
        }
    }

    /// True if the atom matches everything that the other stands for, which is not a run.
    fn covers(&self, other: &Atom<'_>) -> bool {
        match (self, other) {
            (Self::Char(a), Atom::Char(b)) => a == b,
            (Self::One(class), Atom::Char(_) | Atom::One(_)) => other.is_within(*class),
            (Self::Unknown(a), Atom::Unknown(b)) => a == b,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::TextPattern;

    /// The length of the longest string that decides whether two patterns of four characters overlap.
    const MAX_CHARS: usize = 6;

    fn texts() -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut last = texts.clone();
        for _ in 0..MAX_CHARS {
            last = last.iter().flat_map(|text| ["a", "b", "/"].map(|c| format!("{text}{c}"))).collect();
            texts.extend(last.iter().cloned());
        }
        texts
    }

    fn slow(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern, text) {
            ([], []) => true,
            ([b'*', after @ ..], _) => {
                slow(after, text) || text.split_first().is_some_and(|(_, rest)| slow(pattern, rest))
            }
            ([b'?', after @ ..], [_, rest @ ..]) => slow(after, rest),
            ([wanted, after @ ..], [found, rest @ ..]) => wanted == found && slow(after, rest),
            _ => false,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn patterns_are_the_strings_that_match_them(a in "[ab/*?]{0,3}", b in "[ab/*?]{0,3}") {
            let (first, second) = (TextPattern::new(&a), TextPattern::new(&b));
            let (mut both, mut second_alone) = (false, false);
            for text in texts() {
                let matched = [&a, &b].map(|pattern| slow(pattern.as_bytes(), text.as_bytes()));
                prop_assert_eq!(first.matches(&text), matched[0], "{} {}", a, text);
                both |= matched == [true, true];
                second_alone |= matched == [false, true];
            }
            prop_assert_eq!(first.overlaps(&second), both, "{} {}", a, b);
            prop_assert!(!(first.covers(&second) && second_alone), "{} does not cover {}", a, b);
            if !a.contains('?') {
                prop_assert_eq!(first.covers(&second), !second_alone, "{} covers {}", a, b);
            }
        }
    }

    #[test]
    fn unknown_parts_can_be_anything_and_certainly_are_themselves() {
        let user = TextPattern::new("home/${aws:username}/*");
        assert!(user.matches("home/alice/x"));
        assert!(TextPattern::new("home/*").covers(&user));
        assert!(user.covers(&TextPattern::new("home/${aws:username}/a")));
        assert!(!user.covers(&TextPattern::new("home/<NAME>/a")));
        assert!(!TextPattern::new("home/?*").covers(&user));
        assert!(user.overlaps(&TextPattern::new("home/<NAME>/a")));
        assert!(TextPattern::new("a${*}b").matches("a*b") && !TextPattern::new("a${*}b").matches("axb"));
    }
}
