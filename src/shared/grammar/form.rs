//! The form of a string as data: values are matched against it, and whoever checks values elsewhere takes it
//! as a regular expression.

/// The form of a string.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// This text.
    Text(&'static str),
    /// So many characters of a set, at least and at most.
    Run(Set, usize, usize),
    /// These forms, one after another.
    Line(&'static [Self]),
    /// One of these forms.
    Any(&'static [Self]),
    /// These forms, one after another, once or not at all.
    Maybe(&'static [Self]),
    /// These forms, one after another, any number of times.
    Many(&'static [Self]),
}

/// Characters of ASCII, as within the brackets of a regular expression: `a-z0-9_-`.
pub type Set = &'static str;

/// Any number of characters.
pub const ENDLESS: usize = usize::MAX;

/// The most repetitions that regular expressions of some languages allow in one place.
const MOST_REPETITIONS: usize = 1000;

impl Form {
    /// True for a string of this form.
    pub fn accepts(&self, text: &str) -> bool {
        self.begins(text.as_bytes(), &|rest| rest.is_empty())
    }

    /// True if the text begins with a string of this form, and `then` holds for a rest of it.
    fn begins(&self, text: &[u8], then: &dyn Fn(&[u8]) -> bool) -> bool {
        match *self {
            Self::Text(own) => text.strip_prefix(own.as_bytes()).is_some_and(then),
            Self::Run(set, least, most) => {
                let n = text.iter().take(most).take_while(|byte| is_in(set, **byte)).count();
                (least..=n).rev().any(|n| text.get(n..).is_some_and(then))
            }
            Self::Line(forms) => line_begins(forms, text, then),
            Self::Any(forms) => forms.iter().any(|form| form.begins(text, then)),
            Self::Maybe(forms) => line_begins(forms, text, then) || then(text),
            Self::Many(forms) => {
                let again = |rest: &[u8]| rest.len() < text.len() && self.begins(rest, then);
                line_begins(forms, text, &again) || then(text)
            }
        }
    }

    /// The form as a regular expression that all common languages have, without anchors.
    pub fn pattern(&self) -> String {
        self.written(None)
    }

    /// The form without a character in its runs: for lists whose values have that character between them.
    pub fn pattern_without(&self, character: u8) -> String {
        self.written(Some(character))
    }

    fn written(&self, without: Option<u8>) -> String {
        match *self {
            Self::Text(text) => escaped(text),
            Self::Run(set, least, most) => run(&class(set, without), least, most),
            Self::Line(forms) => line(forms, without),
            Self::Any(forms) => {
                let forms: Vec<_> = forms.iter().map(|form| form.written(without)).collect();
                format!("(?:{})", forms.join("|"))
            }
            Self::Maybe(forms) => format!("(?:{})?", line(forms, without)),
            Self::Many(forms) => format!("(?:{})*", line(forms, without)),
        }
    }
}

fn line_begins(forms: &[Form], text: &[u8], then: &dyn Fn(&[u8]) -> bool) -> bool {
    match forms.split_first() {
        None => then(text),
        Some((first, others)) => first.begins(text, &|rest| line_begins(others, rest, then)),
    }
}

/// The ranges of a set, each with its first and its last character.
fn ranges(set: Set) -> impl Iterator<Item = (u8, u8)> {
    let mut rest = set.as_bytes();
    core::iter::from_fn(move || {
        let (range, after) = match *rest {
            [first, b'-', last, ref after @ ..] => ((first, last), after),
            [only, ref after @ ..] => ((only, only), after),
            [] => return None,
        };
        rest = after;
        Some(range)
    })
}

fn is_in(set: Set, byte: u8) -> bool {
    ranges(set).any(|(first, last)| (first..=last).contains(&byte))
}

fn line(forms: &[Form], without: Option<u8>) -> String {
    forms.iter().map(|form| form.written(without)).collect()
}

/// A text as a regular expression.
fn escaped(text: &str) -> String {
    let special = |c: char| r".+*?()[]{}|^$\".contains(c);
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// The characters of a set as a regular expression.
fn class(set: Set, without: Option<u8>) -> String {
    let escaped = |byte: u8| {
        let c = char::from(byte);
        if r"[]^\-&~".contains(c) { format!("\\{c}") } else { c.to_string() }
    };
    let range = |(first, last)| {
        if first == last { escaped(first) } else { format!("{}-{}", escaped(first), escaped(last)) }
    };
    let ranges = ranges(set).flat_map(|(first, last)| match without {
        Some(it) if (first..=last).contains(&it) => vec![(first, it - 1), (it + 1, last)],
        _ => vec![(first, last)],
    });
    format!("[{}]", ranges.filter(|(first, last)| first <= last).map(range).collect::<String>())
}

/// A run of characters as a regular expression: in parts, if it is longer than some languages allow.
fn run(class: &str, least: usize, most: usize) -> String {
    if least > MOST_REPETITIONS || (most > MOST_REPETITIONS && most != ENDLESS) {
        let [least, rest_least] = [least.min(MOST_REPETITIONS), least.saturating_sub(MOST_REPETITIONS)];
        let rest_most = if most == ENDLESS { ENDLESS } else { most.saturating_sub(MOST_REPETITIONS) };
        return run(class, least, MOST_REPETITIONS) + &run(class, rest_least, rest_most);
    }
    let times = match (least, most) {
        (1, 1) => String::new(),
        (0, 1) => "?".to_owned(),
        (0, ENDLESS) => "*".to_owned(),
        (1, ENDLESS) => "+".to_owned(),
        (least, ENDLESS) => format!("{{{least},}}"),
        (least, most) if least == most => format!("{{{least}}}"),
        (least, most) => format!("{{{least},{most}}}"),
    };
    format!("{class}{times}")
}
