//! A string of a policy, compiled to be compared with the strings of many requests.
//!
//! The comparison allocates nothing. A policy variable stands for the value that the request has for its key:
//! wildcards in that value are plain characters (IAM User Guide, "IAM policy elements: Variables and tags").
//! A variable whose key the request does not have, or has with several values, and which has no default, has
//! no value: then no string matches.

use crate::iam::context::{Context, KeyState};
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::piece::{self, PatternPiece};
use crate::iam::truth::Truth;

/// A string with wildcards, variables and placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    atoms: Box<[GlobAtom]>,
    /// True if a run or a single character has to stay in a field.
    has_fields: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum GlobAtom {
    Text(Box<str>),
    /// One character of a class.
    One(CharClass),
    /// Any number of characters of a class.
    Run(CharClass),
    Variable(Variable),
    /// A placeholder.
    Unknown(Box<str>),
}

/// A policy variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    /// The variable as written, with its braces.
    pub(crate) text: Box<str>,
    /// The name of the key in lower case.
    key: Box<str>,
    default: Option<Box<str>>,
}

/// The meaning of special characters in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GlobSyntax {
    /// True if `*` and `?` are wildcards.
    pub(crate) wildcards: bool,
    /// True if `${…}` can be a variable: in the version of 2012 of the language.
    pub(crate) variables: bool,
}

/// The value of a variable in a request.
enum Substituted<'c> {
    Value(&'c str),
    /// The variable has no value, so that nothing matches.
    Nothing,
    Unknown,
}

impl Variable {
    fn new(text: &str) -> Self {
        let inner = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
        let (key, default) = match inner.split_once(',') {
            Some((key, default)) => (key, Some(unquoted(default.trim()).into())),
            None => (inner, None),
        };
        Self { text: text.into(), key: key.trim().to_ascii_lowercase().into(), default }
    }

    fn value<'c>(&'c self, cx: &'c Context) -> Substituted<'c> {
        match (cx.key(&self.key), &self.default) {
            (KeyState::Unknown, _) => Substituted::Unknown,
            (KeyState::Values([value]), _) => Substituted::Value(value),
            (_, Some(default)) => Substituted::Value(default),
            (_, None) => Substituted::Nothing,
        }
    }
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(text)
}

impl Glob {
    pub(crate) fn new(text: &str, syntax: GlobSyntax) -> Self {
        GlobBuilder::default().text(text, syntax).build()
    }

    /// The answer whether a string matches in a request.
    pub(crate) fn matches(&self, text: &str, cx: &Context) -> Truth {
        let is_match = if self.has_fields { self.reaches_end(text, cx) } else { self.takes(text, cx) };
        if !is_match {
            Truth::No
        } else if self.open(cx).next().is_some() {
            Truth::Open
        } else {
            Truth::Yes
        }
    }

    /// The answer whether a string is the same regardless of case.
    pub(crate) fn equals_in_any_case(&self, text: &str, cx: &Context) -> Truth {
        if self.open(cx).next().is_some() {
            return Truth::Open;
        }
        let part = |atom| match atom {
            &GlobAtom::Text(ref text) | &GlobAtom::Unknown(ref text) => Some(&**text),
            GlobAtom::Variable(variable) => match variable.value(cx) {
                Substituted::Value(value) => Some(value),
                Substituted::Nothing | Substituted::Unknown => None,
            },
            GlobAtom::One(_) | GlobAtom::Run(_) => Some(""),
        };
        if self.atoms.iter().any(|atom| part(atom).is_none()) {
            return Truth::No;
        }
        let own = self.atoms.iter().filter_map(part).flat_map(str::chars).flat_map(char::to_lowercase);
        Truth::from(own.eq(text.chars().flat_map(char::to_lowercase)))
    }

    /// The parts that are not known in a request: placeholders, and variables of unknown keys.
    pub(crate) fn open<'g>(&'g self, cx: &'g Context) -> impl Iterator<Item = OpenPart<'g>> {
        self.atoms.iter().filter_map(|atom| match atom {
            GlobAtom::Unknown(text) => Some(OpenPart::Placeholder(text)),
            GlobAtom::Variable(it) if matches!(it.value(cx), Substituted::Unknown) => {
                Some(OpenPart::Variable { text: &it.text, key: &it.key })
            }
            _ => None,
        })
    }

    /// The same string with other text in place of each placeholder.
    #[cfg(feature = "compare")]
    pub(crate) fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        let atom = |atom: &GlobAtom| match atom {
            GlobAtom::Unknown(text) => GlobAtom::Text(fill(text).into()),
            atom => atom.clone(),
        };
        Self { atoms: self.atoms.iter().map(atom).collect(), has_fields: self.has_fields }
    }

    /// The keys of the variables, in lower case.
    #[cfg(feature = "compare")]
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        self.atoms.iter().filter_map(|atom| match atom {
            GlobAtom::Variable(variable) => Some(&*variable.key),
            _ => None,
        })
    }

    /// Appends the strings that can match to a language; nothing if none can. The characters of wildcards are
    /// of a class, if one is given.
    pub(crate) fn push_to(
        &self,
        language: &mut TextPattern<'_>,
        class: Option<CharClass>,
        cx: &Context,
    ) -> Option<()> {
        for atom in &self.atoms {
            match atom {
                GlobAtom::Text(text) => language.push_str(text),
                GlobAtom::One(own) => language.push_one(class.unwrap_or(*own)),
                GlobAtom::Run(own) => language.push_run(class.unwrap_or(*own)),
                GlobAtom::Unknown(_) => language.push_run(class.unwrap_or(CharClass::ALL)),
                GlobAtom::Variable(variable) => match variable.value(cx) {
                    Substituted::Value(value) => language.push_str(value),
                    Substituted::Nothing => return None,
                    Substituted::Unknown => language.push_run(class.unwrap_or(CharClass::ALL)),
                },
            }
        }
        Some(())
    }

    /// True if a string can match, where every run takes any characters.
    ///
    /// A run takes as few characters as possible, and one more each time the rest does not match. Only the
    /// last run ever has to be tried again, so the time is at worst the product of the two lengths.
    fn takes(&self, text: &str, cx: &Context) -> bool {
        let (mut atoms, mut rest) = (&*self.atoms, text);
        let mut retry: Option<(&[GlobAtom], &str)> = None;
        loop {
            let next = match atoms.split_first() {
                None if rest.is_empty() => return true,
                None => None,
                Some((atom, after)) => match atom.step(rest, cx) {
                    Step::Over(rest) => Some((after, rest)),
                    Step::Run => {
                        if after.is_empty() {
                            return true;
                        }
                        retry = Some((after, rest));
                        Some((after, rest))
                    }
                    Step::Stop => None,
                    Step::Never => return false,
                },
            };
            (atoms, rest) = match (next, retry) {
                (Some(next), _) => next,
                (None, Some((after, rest))) => {
                    let mut chars = rest.chars();
                    if chars.next().is_none() {
                        return false;
                    }
                    retry = Some((after, chars.as_str()));
                    (after, chars.as_str())
                }
                (None, None) => return false,
            };
        }
    }

    /// The same where a run may have to stay in its field: the places of the string up to which the atoms
    /// can match, atom by atom.
    fn reaches_end(&self, text: &str, cx: &Context) -> bool {
        let mut reached = vec![false; text.len() + 1];
        if let Some(start) = reached.first_mut() {
            *start = true;
        }
        for atom in &self.atoms {
            match atom.step("", cx) {
                Step::Never => return false,
                Step::Run => extend(&mut reached, text, atom.class()),
                Step::Over(_) | Step::Stop => {
                    let mut next = vec![false; text.len() + 1];
                    for (at, _) in reached.iter().enumerate().filter(|(_, is_reached)| **is_reached) {
                        if let Some(Step::Over(after)) = text.get(at..).map(|rest| atom.step(rest, cx))
                            && let Some(place) = next.get_mut(text.len() - after.len())
                        {
                            *place = true;
                        }
                    }
                    reached = next;
                }
            }
        }
        reached.last() == Some(&true)
    }
}

/// Adds the places behind those that are reached, up to a character that is not of a class.
fn extend(reached: &mut [bool], text: &str, class: CharClass) {
    let mut is_behind = false;
    let passes = text.bytes().map(|byte| class.has(char::from(byte))).chain([false]);
    for (place, passes) in reached.iter_mut().zip(passes) {
        *place |= is_behind;
        is_behind = *place && passes;
    }
}

/// A part of a string that is not known in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenPart<'g> {
    /// A placeholder, as written.
    Placeholder(&'g str),
    /// A variable, as written, and its key in lower case.
    Variable { text: &'g str, key: &'g str },
}

/// The effect of an atom at a place of a string.
enum Step<'t> {
    /// The rest of the string, behind the atom.
    Over(&'t str),
    /// Any number of characters.
    Run,
    /// The atom does not match here.
    Stop,
    /// The atom matches nowhere.
    Never,
}

impl GlobAtom {
    fn step<'t>(&self, rest: &'t str, cx: &Context) -> Step<'t> {
        let over = |rest: Option<&'t str>| rest.map_or(Step::Stop, Step::Over);
        match self {
            Self::Text(text) => over(rest.strip_prefix(&**text)),
            Self::One(class) => {
                let mut chars = rest.chars();
                over(chars.next().filter(|c| class.has(*c)).map(|_| chars.as_str()))
            }
            Self::Run(_) | Self::Unknown(_) => Step::Run,
            Self::Variable(variable) => match variable.value(cx) {
                Substituted::Value(value) => over(rest.strip_prefix(value)),
                Substituted::Nothing => Step::Never,
                Substituted::Unknown => Step::Run,
            },
        }
    }

    /// The characters that a run of the atom can take.
    fn class(&self) -> CharClass {
        match self {
            Self::Run(class) | Self::One(class) => *class,
            _ => CharClass::ALL,
        }
    }
}

/// The parts of a string, one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct GlobBuilder {
    atoms: Vec<GlobAtom>,
}

impl GlobBuilder {
    /// Appends a string in which wildcards match any characters.
    pub(crate) fn text(self, text: &str, syntax: GlobSyntax) -> Self {
        self.pieces(text, syntax, |_, _| CharClass::ALL)
    }

    /// Appends a field of an ARN. In it `*` and `?` match no colon, except for a `*` at the end.
    pub(crate) fn field(self, text: &str, syntax: GlobSyntax) -> Self {
        self.pieces(text, syntax, |piece, after| {
            let is_last = piece == PatternPiece::Run && after.bytes().all(|byte| byte == b'*');
            if is_last { CharClass::ALL } else { CharClass::NO_COLON }
        })
    }

    /// Appends characters that stand for themselves.
    pub(crate) fn literal(mut self, text: &str) -> Self {
        match self.atoms.last_mut() {
            _ if text.is_empty() => {}
            Some(GlobAtom::Text(before)) => *before = format!("{before}{text}").into(),
            _ => self.atoms.push(GlobAtom::Text(text.into())),
        }
        self
    }

    pub(crate) fn build(self) -> Glob {
        let stays = |atom: &GlobAtom| atom.class() != CharClass::ALL;
        Glob { has_fields: self.atoms.iter().any(stays), atoms: self.atoms.into() }
    }

    /// Appends a string; the class of a wildcard follows from itself and the string behind it.
    fn pieces(
        mut self,
        text: &str,
        syntax: GlobSyntax,
        class: impl Fn(PatternPiece<'_>, &str) -> CharClass,
    ) -> Self {
        let mut literal = String::new();
        let mut rest = text;
        while let Some((piece, after)) = piece::first_of(rest, syntax.variables) {
            let written = rest.get(..rest.len() - after.len()).unwrap_or_default();
            rest = after;
            let atom = match piece {
                PatternPiece::Char(c) => {
                    literal.push(c);
                    continue;
                }
                PatternPiece::One | PatternPiece::Run if !syntax.wildcards => {
                    literal.push_str(written);
                    continue;
                }
                PatternPiece::One => GlobAtom::One(class(piece, after)),
                PatternPiece::Run => GlobAtom::Run(class(piece, after)),
                PatternPiece::Variable(whole) => GlobAtom::Variable(Variable::new(whole)),
                PatternPiece::Placeholder(whole) => GlobAtom::Unknown(whole.into()),
            };
            self = self.literal(&core::mem::take(&mut literal));
            match (self.atoms.last(), &atom) {
                // A run of asterisks is one.
                (Some(GlobAtom::Run(before)), GlobAtom::Run(next)) if before == next => {}
                _ => self.atoms.push(atom),
            }
        }
        self.literal(&literal)
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::{Glob, GlobBuilder, GlobSyntax, TextPattern};
    use crate::iam::context::Context;
    use crate::iam::truth::Truth;

    const SYNTAX: GlobSyntax = GlobSyntax { wildcards: true, variables: true };

    const N_PATTERNS: usize = 4_000;
    const N_TEXTS: usize = 500;

    /// Random strings of some characters, the same in each run (xorshift).
    fn strings(chars: &'static str, n_chars: usize, mut seed: u64) -> impl Iterator<Item = String> {
        let mut below = move |limit: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed >> 33).unwrap_or_default() % limit
        };
        let chars: Vec<char> = chars.chars().collect();
        core::iter::repeat_with(move || {
            let n_chars = below(n_chars + 1);
            (0..n_chars).filter_map(|_| chars.get(below(chars.len()))).collect()
        })
    }

    fn regex(pattern: &str, any: &str, one: &str) -> Regex {
        let pattern = regex::escape(pattern).replace(r"\*", any).replace(r"\?", one);
        Regex::new(&format!("^(?:{pattern})$")).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn globs_and_regular_expressions_agree() {
        let cx = Context::new();
        let texts: Vec<String> = strings("aab:é", 8, 1).take(N_TEXTS).collect();
        let mut n_matches = 0;
        for pattern in strings("ab:é**?", 7, 2).take(N_PATTERNS) {
            let (glob, expected) = (Glob::new(&pattern, SYNTAX), regex(&pattern, ".*", "."));
            for text in &texts {
                let is_match = expected.is_match(text);
                assert_eq!(glob.matches(text, &cx), Truth::from(is_match), "{pattern} {text}");
                n_matches += usize::from(is_match);
            }
        }
        assert!(n_matches > 20_000, "{n_matches} matches");
    }

    #[test]
    fn fields_keep_their_wildcards_except_the_last() {
        let cx = Context::new();
        let texts: Vec<String> = strings("aab:", 8, 3).take(N_TEXTS).collect();
        for pattern in strings("ab**?", 5, 4).take(N_PATTERNS / 8) {
            let body = pattern.trim_end_matches('*');
            let end = if body.len() < pattern.len() { ".*" } else { "" };
            let expected =
                format!("^{}{end}$", regex(body, "[^:]*", "[^:]").as_str().trim_matches(['^', '$']));
            let expected = Regex::new(&expected).unwrap_or_else(|error| panic!("{error}"));
            let glob = GlobBuilder::default().field(&pattern, SYNTAX).build();
            for text in &texts {
                assert_eq!(glob.matches(text, &cx), expected.is_match(text).into(), "{pattern} {text}");
            }
        }
    }

    /// The patterns of the rules, which are compared with each other, have the same strings.
    #[test]
    fn patterns_and_globs_agree() {
        let cx = Context::new();
        let texts: Vec<String> = strings("ab/:", 6, 5).take(100).collect();
        for pattern in strings("ab/:*?", 6, 6).take(500) {
            let (glob, other) = (Glob::new(&pattern, SYNTAX), TextPattern::new(&pattern));
            for text in &texts {
                assert_eq!(glob.matches(text, &cx), other.matches(text).into(), "{pattern} {text}");
            }
        }
    }
}
