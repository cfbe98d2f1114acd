//! The values of a condition key that tell conditions apart.
//!
//! Two values for which each condition has the same answer are alike, so that one of each kind decides about all
//! of them.

use std::collections::BTreeSet;

use crate::iam::condition::CompiledCondition;
use crate::iam::condition::operator::{OperatorFamily, OperatorMode};
use crate::iam::condition::stated::StatedValue;
use crate::iam::context::Context;
use crate::iam::date;
use crate::iam::language::{self, Budget};
use crate::iam::pattern::{CharClass, TextPattern};

/// The most values of which all sets are tried.
const MAX_OF_SETS: usize = 5;

/// The most letters of a value of which all spellings are tried where case does not matter.
const MAX_LETTERS: usize = 8;

/// The most steps of the search for the kinds of a key's strings.
const MAX_STEPS: usize = 3_000_000;

/// The states of a key in requests: each with its values, none for an absent key.
pub(super) struct KeyStates {
    pub(super) states: Vec<Vec<String>>,
    /// False if there may be other kinds of values.
    pub(super) is_exact: bool,
}

impl KeyStates {
    /// Adds the states that are new.
    pub(super) fn add(&mut self, other: Self) {
        self.is_exact &= other.is_exact;
        for state in other.states {
            if !self.states.contains(&state) {
                self.states.push(state);
            }
        }
    }
}

/// The states of a key that tell some conditions on it apart. The values of policy variables are those of a
/// context.
pub(super) fn states(conditions: &[&CompiledCondition], cx: &Context, budget: &Budget) -> KeyStates {
    let mut values = Values { stated: Vec::new(), others: Vec::new(), is_exact: true };
    values.add_texts(conditions, cx, budget);
    values.add_numbers(conditions);
    values.add_dates(conditions);
    values.add_addresses(conditions);
    let has = |kind| conditions.iter().any(|it| value_kind(it.comparison.family) == Some(kind));
    if has(ValueKind::Bool) {
        values.others.extend(["true", "false"].map(str::to_owned));
    }
    // A value that is read as a text and as a number would have to have the properties of both.
    let n_kinds = ValueKind::ALL.into_iter().filter(|kind| has(*kind)).count();
    values.is_exact &= n_kinds < 2;
    if values.stated.is_empty() && values.others.is_empty() {
        values.others.push("x".to_owned());
    }
    let has_sets = conditions.iter().any(|it| it.comparison.qualifier.is_some());
    values.states(has_sets)
}

/// The reading of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueKind {
    Text,
    Number,
    Date,
    Bool,
    Address,
}

impl ValueKind {
    const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Date, Self::Bool, Self::Address];
}

/// The reading of a value by a type of operators; nothing for those that read none.
const fn value_kind(family: OperatorFamily) -> Option<ValueKind> {
    match family {
        OperatorFamily::String | OperatorFamily::Arn | OperatorFamily::Binary => Some(ValueKind::Text),
        OperatorFamily::Numeric => Some(ValueKind::Number),
        OperatorFamily::Date => Some(ValueKind::Date),
        OperatorFamily::Bool => Some(ValueKind::Bool),
        OperatorFamily::IpAddress => Some(ValueKind::Address),
        OperatorFamily::Null => None,
    }
}

struct Values {
    /// Values that a policy states.
    stated: Vec<String>,
    others: Vec<String>,
    is_exact: bool,
}

impl Values {
    fn of<'c>(
        conditions: &'c [&CompiledCondition],
    ) -> impl Iterator<Item = (&'c CompiledCondition, &'c StatedValue)> {
        conditions.iter().flat_map(|it| it.values.iter().map(move |value| (*it, value)))
    }

    /// The kinds of strings.
    fn add_texts(&mut self, conditions: &[&CompiledCondition], cx: &Context, budget: &Budget) {
        let mut patterns: Vec<TextPattern<'static>> = Vec::new();
        // The texts of which every spelling matches.
        let mut spelt: Vec<String> = Vec::new();
        for (condition, value) in Self::of(conditions) {
            self.is_exact &= !matches!(value, StatedValue::Open);
            let Some(pattern) = value.language(cx) else { continue };
            let literal = value.literal(cx).filter(|_| pattern.is_literal());
            if let Some(text) = literal {
                if condition.comparison.mode == OperatorMode::AnyCase {
                    spelt.push(text.clone());
                }
                self.stated.push(text);
            }
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        }
        if patterns.is_empty() {
            return;
        }
        let is_spelt = |it: &&&CompiledCondition| it.comparison.mode == OperatorMode::AnyCase;
        let depends_on_case = conditions.iter().filter(is_spelt).count() < conditions.len();
        for text in &spelt {
            self.add_spellings(text, &patterns, depends_on_case);
        }
        // The empty string by itself: sets of values take it for none.
        self.others.push(String::new());
        let mut any = TextPattern::default();
        any.push_some(CharClass::ALL);
        match budget.within(MAX_STEPS, |budget| language::regions(&any, &patterns, budget)) {
            Ok(kinds) => {
                let has = |kind: &[bool], texts: &[String]| {
                    texts.iter().any(|text| {
                        patterns
                            .iter()
                            .zip(kind)
                            .all(|(pattern, is_match)| pattern.matches(text) == *is_match)
                    })
                };
                let new: Vec<String> = kinds
                    .into_iter()
                    .filter(|(kind, _)| !has(kind, &self.stated))
                    .map(|(_, text)| text)
                    .collect();
                self.others.extend(new);
            }
            Err(language::TooComplex) => self.is_exact = false,
        }
    }

    /// The spellings of a text that tell patterns apart.
    fn add_spellings(&mut self, text: &str, patterns: &[TextPattern<'_>], depends_on_case: bool) {
        let lower = text.to_lowercase();
        let places: Vec<usize> =
            lower.char_indices().filter(|(_, c)| c.is_ascii_lowercase()).map(|(place, _)| place).collect();
        let is_whole = places.len() <= MAX_LETTERS;
        self.is_exact &= is_whole || !depends_on_case;
        let n_letters = places.len().min(MAX_LETTERS);
        let mut kinds: BTreeSet<Vec<bool>> = BTreeSet::new();
        for set in 0_u32..1 << n_letters {
            let is_upper = |place| places.iter().take(n_letters).position(|it| *it == place);
            let spelling: String = lower
                .char_indices()
                .map(|(place, c)| match is_upper(place) {
                    Some(idx) if set >> idx & 1 == 1 => c.to_ascii_uppercase(),
                    _ => c,
                })
                .collect();
            if kinds.insert(patterns.iter().map(|pattern| pattern.matches(&spelling)).collect()) {
                self.others.push(spelling);
            }
        }
        self.others.push(text.to_uppercase());
    }

    /// The stated numbers, and numbers between and beside them.
    fn add_numbers(&mut self, conditions: &[&CompiledCondition]) {
        let numbers = Self::of(conditions).filter_map(|(_, value)| match value {
            StatedValue::Number(number) => Some(*number),
            _ => None,
        });
        let mut numbers: Vec<f64> = numbers.collect();
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        self.stated.extend(numbers.iter().map(f64::to_string));
        let between = numbers.iter().zip(numbers.iter().skip(1)).map(|(low, high)| {
            let whole = low.floor() + 1.0;
            if whole < *high { whole } else { f64::midpoint(*low, *high) }
        });
        let beside = numbers.first().map(|low| low - 1.0).into_iter();
        let others = beside.chain(between).chain(numbers.last().map(|high| high + 1.0));
        self.others.extend(others.map(|number| number.to_string()));
    }

    /// The stated dates, and the seconds between and beside them.
    fn add_dates(&mut self, conditions: &[&CompiledCondition]) {
        let dates = Self::of(conditions).filter_map(|(_, value)| match value {
            StatedValue::Date(seconds) => Some(*seconds),
            _ => None,
        });
        let dates: BTreeSet<i64> = dates.collect();
        self.stated.extend(dates.iter().filter_map(|seconds| date::text(*seconds)));
        let beside = dates.iter().flat_map(|seconds| [seconds.saturating_sub(1), seconds.saturating_add(1)]);
        let beside: BTreeSet<i64> = beside.filter(|seconds| !dates.contains(seconds)).collect();
        self.others.extend(beside.into_iter().filter_map(date::text));
    }

    /// The first and the last address of each stated range, and those before and behind it.
    fn add_addresses(&mut self, conditions: &[&CompiledCondition]) {
        let mut addresses = Vec::new();
        for (_, value) in Self::of(conditions) {
            if let StatedValue::Addresses(range) = value {
                addresses.extend(range.ends());
                addresses.extend(range.beside());
            }
        }
        if !addresses.is_empty() {
            addresses.extend(["192.0.2.1", "2001:db8::1"].map(str::to_owned));
        }
        addresses.dedup();
        self.others.extend(addresses);
    }

    /// The states of a key with these values: those that a policy states first, and an absent key before all
    /// other values.
    fn states(self, has_sets: bool) -> KeyStates {
        let one = |value: &String| vec![value.clone()];
        let mut states: Vec<Vec<String>> = self.stated.iter().map(one).collect();
        states.push(Vec::new());
        states.extend(self.others.iter().map(one));
        let mut is_exact = self.is_exact;
        if has_sets {
            let mut all: Vec<String> = self.stated.into_iter().chain(self.others).collect();
            let mut seen = BTreeSet::new();
            all.retain(|value| !value.is_empty() && seen.insert(value.clone()));
            if all.len() <= MAX_OF_SETS {
                let subsets = (0_u32..1 << all.len()).filter(|set| set.count_ones() > 1);
                states.extend(subsets.map(|set| {
                    let members = all.iter().enumerate().filter(|(idx, _)| set >> idx & 1 == 1);
                    members.map(|(_, value)| value.clone()).collect()
                }));
            } else {
                for (idx, first) in all.iter().enumerate() {
                    states.extend(all.iter().skip(idx + 1).map(|second| vec![first.clone(), second.clone()]));
                }
                states.push(all);
                is_exact = false;
            }
        }
        let mut seen = BTreeSet::new();
        states.retain(|state| seen.insert(state.clone()));
        KeyStates { states, is_exact }
    }
}
