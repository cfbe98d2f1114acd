//! The choice of fixes: all that can be made together without another change of the meaning.

use std::collections::HashMap;

use pcluster_iam::document::Syntax;
use pcluster_iam::document::value::Value;
use pcluster_iam::findings::{Code, Fix, Options};

use super::{proof, tree};
use crate::command::check::checked::{self, Checked};
use crate::command::check::edit::{self, Edit};
use crate::input::Input;

/// The most fixes of one round.
const MAX_FIXES: usize = 1000;

/// A finding that is not fixed, although it has a fix.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) code: Code,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) why: String,
}

/// A text after the fixes of a round.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) text: String,
    pub(super) n_fixes: usize,
    pub(super) refused: Vec<Refused>,
}

/// The parts of a finding that do not depend on its place.
type Key = (Code, String, Option<usize>, Option<String>);

/// A fix and the findings that it fixes.
#[derive(Debug)]
struct Candidate<'c> {
    fix: &'c Fix,
    code: Code,
    place: (usize, usize),
    keys: Vec<Key>,
}

/// Makes the fixes of the findings of a file.
pub(super) fn settle(input: &Input, checked: &[Checked<'_>], options: Options) -> Settled {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for it in checked {
        for finding in &it.findings {
            let Some(fix) = &finding.fix else { continue };
            let key = (finding.code, it.name(), finding.statement, finding.subject.clone());
            // The variants of a template's document have the same fixes.
            if let Some(candidate) = candidates.iter_mut().find(|candidate| candidate.fix == fix) {
                candidate.keys.push(key);
            } else if candidates.len() < MAX_FIXES {
                let place = it.lines.place(finding.span.start);
                candidates.push(Candidate { fix, code: finding.code, place, keys: vec![key] });
            }
        }
    }
    let mut round = Round {
        input,
        syntax: input.syntax,
        before: input.syntax.parse(&input.text).unwrap_or_default(),
        findings: if candidates.is_empty() { HashMap::new() } else { count(input, options) },
        options,
        made: Vec::new(),
        text: input.text.clone(),
        refused: Vec::new(),
    };
    let candidates: Vec<_> = candidates.iter().collect();
    round.make(&candidates);
    Settled { text: round.text, n_fixes: round.made.len(), refused: round.refused }
}

/// The number of findings of each kind.
fn count(input: &Input, options: Options) -> HashMap<Key, usize> {
    let mut counts = HashMap::new();
    for it in checked::check(std::slice::from_ref(input), options) {
        for finding in &it.findings {
            let key = (finding.code, it.name(), finding.statement, finding.subject.clone());
            *counts.entry(key).or_default() += 1;
        }
    }
    counts
}

/// The fixes that are made, each with its edit.
type Made<'c> = Vec<(&'c Candidate<'c>, Edit)>;

struct Round<'c> {
    input: &'c Input,
    syntax: Syntax,
    before: Vec<Value>,
    findings: HashMap<Key, usize>,
    options: Options,
    made: Made<'c>,
    text: String,
    refused: Vec<Refused>,
}

impl<'c> Round<'c> {
    /// Makes fixes together, or, if that fails, each half by itself.
    fn make(&mut self, candidates: &[&'c Candidate<'c>]) {
        if candidates.is_empty() {
            return;
        }
        match (self.attempt(candidates), candidates) {
            (Ok((made, text)), _) => (self.made, self.text) = (made, text),
            (Err(why), [one]) => {
                let (line, column) = one.place;
                self.refused.push(Refused { code: one.code, line, column, why });
            }
            (Err(_), _) => {
                let (first, second) = candidates.split_at(candidates.len() / 2);
                self.make(first);
                self.make(second);
            }
        }
    }

    /// The text with further fixes, or the reason why they cannot be made.
    fn attempt(&self, more: &[&'c Candidate<'c>]) -> Result<(Made<'c>, String), String> {
        let mut made = self.made.clone();
        for candidate in more {
            let edit = Edit::new(&self.input.text, self.syntax, candidate.fix);
            made.push((candidate, edit.ok_or("the text is not written in a way that can be edited")?));
        }
        let text = edit::apply(&self.input.text, made.iter().map(|(_, edit)| edit));
        let text = text.ok_or("another fix changes the same place")?;
        let after = self.syntax.parse(&text);
        let after = after.map_err(|error| format!("the result would be invalid: {}", error.message))?;
        if !tree::is_fixed(&self.before, &after, made.iter().map(|(candidate, _)| candidate.fix)) {
            return Err("the result would differ in more than the fix".to_owned());
        }
        self.compare(&made, &text)?;
        self.prove(&made, &text)?;
        Ok((made, text))
    }

    /// Proves that the policies grant no more than with the fixes alone that are to grant more.
    fn prove(&self, made: &[(&Candidate<'_>, Edit)], text: &str) -> Result<(), String> {
        if made.iter().all(|(candidate, _)| candidate.code.fix_widens()) {
            return Ok(());
        }
        let widening = made.iter().filter(|(candidate, _)| candidate.code.fix_widens());
        let before = edit::apply(&self.input.text, widening.map(|(_, edit)| edit));
        let before = before.ok_or("another fix changes the same place")?;
        match proof::widened(&self.input.with_text(before), &self.input.with_text(text.to_owned())) {
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    /// Compares the findings before and after: those that are fixed are gone, and there are no others.
    fn compare(&self, made: &[(&Candidate<'_>, Edit)], text: &str) -> Result<(), String> {
        let mut allowed = self.findings.clone();
        for key in made.iter().flat_map(|(candidate, _)| &candidate.keys) {
            if let Some(number) = allowed.get_mut(key) {
                *number = number.saturating_sub(1);
            }
        }
        let after = count(&self.input.with_text(text.to_owned()), self.options);
        let is_new = |(key, number): &(&Key, &usize)| *number > allowed.get(*key).unwrap_or(&0);
        match after.iter().filter(is_new).map(|(key, _)| key.0).min() {
            Some(code) => Err(format!("the result would have the finding {code}")),
            None => Ok(()),
        }
    }
}
