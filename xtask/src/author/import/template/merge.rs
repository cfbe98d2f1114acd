//! The outcomes of a statement, put together as the catalog writes them: optional entries where they
//! suffice, and otherwise a statement for each case, with `when` and `unless`.

use super::marks::{self, OPTIONAL, REPEATED};
use crate::author::import::statement::{StatedElement, StatedEntry, StatedStatement};

/// An option on which a statement depends.
#[derive(Debug)]
pub(super) struct Choice {
    /// Its place among the options of the template.
    pub(super) option: usize,
    /// The place of its mark.
    pub(super) value: usize,
    /// The text that the template has in its place while it is not given.
    pub(super) off: String,
    /// True if the catalog prints that text, too, where no value is given.
    pub(super) can_replace: bool,
}

/// What a statement is with some options on and the others off.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) on: Vec<bool>,
    pub(super) statement: Option<StatedStatement>,
}

/// The statements that together state every outcome, or nothing if the catalog has no way to write them.
pub(super) fn merged(choices: &[Choice], outcomes: &[Outcome]) -> Option<Vec<StatedStatement>> {
    let all: Vec<_> = outcomes.iter().collect();
    Merging { choices }.solve(&vec![None; choices.len()], &all)
}

/// True if statements state an outcome.
pub(super) fn states(
    choices: &[Choice],
    statements: &[StatedStatement],
    on: &[bool],
    n_items: u32,
    expected: Option<&StatedStatement>,
) -> bool {
    let made = Merging { choices }.made(statements, on, n_items);
    is_same(made.as_ref(), expected)
}

/// The same, with a text as the value of an option.
pub(super) fn states_with(
    choices: &[Choice],
    statements: &[StatedStatement],
    on: &[bool],
    (value, text): (usize, &str),
    expected: Option<&StatedStatement>,
) -> bool {
    let mut made = Merging { choices }.made(statements, on, 1);
    if let (Some(made), Some(mark)) = (&mut made, marks::char_of(value, 0)) {
        let entries = made.templates().flat_map(|element| &mut element.entries);
        entries.for_each(|entry| entry.text = entry.text.replace(mark, text));
    }
    is_same(made.as_ref(), expected)
}

fn is_same(one: Option<&StatedStatement>, other: Option<&StatedStatement>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.is_same(other),
        (None, None) => true,
        _ => false,
    }
}

struct Merging<'c> {
    choices: &'c [Choice],
}

impl Merging<'_> {
    /// The statements for outcomes that have some options fixed.
    fn solve(&self, fixed: &[Option<bool>], outcomes: &[&Outcome]) -> Option<Vec<StatedStatement>> {
        let present: Vec<_> =
            outcomes.iter().filter_map(|it| Some((it.on.as_slice(), it.statement.as_ref()?))).collect();
        if present.is_empty() {
            return Some(Vec::new());
        }
        let narrowed: Vec<_> = fixed
            .iter()
            .enumerate()
            .map(|(idx, fixed)| {
                let all = |value: bool| present.iter().all(|(on, _)| on.get(idx) == Some(&value));
                fixed.or(if all(true) { Some(true) } else { all(false).then_some(false) })
            })
            .collect();
        let n_free = narrowed.iter().filter(|fixed| fixed.is_none()).count();
        if present.len() == 1 << n_free
            && let Some(single) = self.single(&narrowed, &present)
        {
            return Some(vec![single]);
        }
        let mut best: Option<Vec<StatedStatement>> = None;
        for idx in (0..fixed.len()).filter(|idx| fixed.get(*idx) == Some(&None)) {
            let mut both = Vec::new();
            let is_whole = [true, false].into_iter().all(|value| {
                let mut fixed = fixed.to_vec();
                if let Some(fixed) = fixed.get_mut(idx) {
                    *fixed = Some(value);
                }
                let half: Vec<_> =
                    outcomes.iter().copied().filter(|it| it.on.get(idx) == Some(&value)).collect();
                self.solve(&fixed, &half).map(|statements| both.extend(statements)).is_some()
            });
            if is_whole && best.as_ref().is_none_or(|best| both.len() < best.len()) {
                best = Some(both);
            }
        }
        best
    }

    /// One statement that states all outcomes, if there is one.
    fn single(
        &self,
        fixed: &[Option<bool>],
        present: &[(&[bool], &StatedStatement)],
    ) -> Option<StatedStatement> {
        let full: Vec<bool> = fixed.iter().map(|fixed| fixed.unwrap_or(true)).collect();
        let of = |on: &[bool]| present.iter().find(|(other, _)| *other == on).map(|(_, it)| *it);
        let mut statement = of(&full)?.clone();
        let free: Vec<_> = (0..fixed.len()).filter(|idx| fixed.get(*idx) == Some(&None)).collect();
        let without = |idx: usize| {
            let mut on = full.clone();
            if let Some(on) = on.get_mut(idx) {
                *on = false;
            }
            of(&on)
        };
        statement.resources =
            self.element(&statement.resources, &free, &|idx| Some(&without(idx)?.resources))?;
        for condition in &mut statement.conditions {
            let (operator, key) = (condition.operator.clone(), condition.key.clone());
            let there = |idx: usize| {
                let mut conditions = without(idx)?.conditions.iter();
                conditions.find(|it| it.operator == operator && it.key == key).map(|it| &it.values)
            };
            condition.values = self.element(&condition.values, &free, &there)?;
        }
        for (choice, fixed) in self.choices.iter().zip(fixed) {
            let mark = marks::char_of(choice.value, 0)?.to_string();
            match fixed {
                Some(true) => statement.when.push(mark),
                Some(false) => statement.unless.push(mark),
                None => {}
            }
        }
        let is_made = |(on, expected): &(&[bool], &StatedStatement)| {
            self.made(std::slice::from_ref(&statement), on, 2).is_some_and(|made| made.is_same(expected))
        };
        present.iter().all(is_made).then_some(statement)
    }

    /// The entries of an element with the form of each mark: `?` for those that are missing without it.
    fn element<'e>(
        &self,
        element: &StatedElement,
        free: &[usize],
        without: &dyn Fn(usize) -> Option<&'e StatedElement>,
    ) -> Option<StatedElement> {
        let mut entries = collapsed(&element.entries)?;
        for entry in &mut entries {
            for &idx in free {
                let choice = self.choices.get(idx)?;
                let mark = marks::char_of(choice.value, 0)?;
                if !entry.text.contains(mark) || entry.text.contains(&format!("{mark}{REPEATED}")) {
                    continue;
                }
                let plain = entry.text.replace([OPTIONAL, REPEATED], "").replace(mark, &choice.off);
                let is_there = without(idx).is_some_and(|it| it.entries.iter().any(|it| it.text == plain));
                if !(choice.can_replace && is_there) {
                    entry.text = entry.text.replacen(mark, &format!("{mark}{OPTIONAL}"), 1);
                }
            }
            if entry.text.chars().filter(|c| [OPTIONAL, REPEATED].contains(c)).count() > 1 {
                return None;
            }
        }
        Some(StatedElement { entries, ..element.clone() })
    }

    /// What statements make of some options, as an outcome; `None` without exactly one statement.
    fn made(&self, statements: &[StatedStatement], on: &[bool], n_items: u32) -> Option<StatedStatement> {
        let is_on = |mark: &String| {
            let value = marks::values(mark).next();
            self.choices.iter().zip(on).any(|(choice, on)| Some(choice.value) == value && *on)
        };
        let exists = |it: &&StatedStatement| it.when.iter().all(is_on) && !it.unless.iter().any(is_on);
        let mut existing = statements.iter().filter(exists);
        let statement = existing.next().filter(|_| existing.next().is_none())?;
        let mut made = StatedStatement { when: Vec::new(), unless: Vec::new(), ..statement.clone() };
        for element in made.templates() {
            element.entries = element.entries.iter().flat_map(|it| self.instances(it, on, n_items)).collect();
        }
        made.conditions.retain(|condition| !condition.values.entries.is_empty());
        Some(made)
    }

    /// The entries that one becomes.
    fn instances(&self, entry: &StatedEntry, on: &[bool], n_items: u32) -> Vec<StatedEntry> {
        let mut text = entry.text.clone();
        for (choice, on) in self.choices.iter().zip(on) {
            let Some(mark) = marks::char_of(choice.value, 0).filter(|mark| text.contains(*mark)) else {
                continue;
            };
            let is_conditional =
                [OPTIONAL, REPEATED].iter().any(|form| text.contains(&format!("{mark}{form}")));
            match on {
                true => {}
                false if is_conditional => return Vec::new(),
                false => text = text.replace(mark, &choice.off),
            }
        }
        let repeated = text.split_once(REPEATED).and_then(|(before, _)| before.chars().next_back());
        let plain = text.replace([OPTIONAL, REPEATED], "");
        let Some((mark, value)) = repeated.and_then(|mark| Some((mark, marks::of(mark)?.value))) else {
            return vec![StatedEntry { text: plain, at: entry.at }];
        };
        let items = (0..n_items).filter_map(|item| marks::char_of(value, item));
        items.map(|item| StatedEntry { text: plain.replace(mark, &item.to_string()), at: entry.at }).collect()
    }
}

/// The entries with one in place of those that differ by the item of a list alone.
fn collapsed(entries: &[StatedEntry]) -> Option<Vec<StatedEntry>> {
    let item_of = |text: &str| text.chars().filter_map(marks::of).map(|mark| mark.item).max().unwrap_or(0);
    let mut collapsed: Vec<StatedEntry> = Vec::new();
    for entry in entries {
        if item_of(&entry.text) == 0 {
            collapsed.push(entry.clone());
            continue;
        }
        // The second item follows the first, which becomes the one for all.
        let last = collapsed.last_mut()?;
        let second = entry.text.chars().find(|c| marks::of(*c).is_some_and(|mark| mark.item == 1))?;
        let first = marks::char_of(marks::of(second)?.value, 0)?;
        if entry.text.replace(second, &first.to_string()) != last.text {
            return None;
        }
        last.text = last.text.replacen(first, &format!("{first}{REPEATED}"), 1);
    }
    Some(collapsed)
}
