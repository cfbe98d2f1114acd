//! Redundancy: grants and denials without effect, because another entry or statement has the same effect or
//! the opposite one.

pub(crate) mod denied;
pub(crate) mod repeated;

use core::cell::RefCell;
use core::hash::Hash;
use std::collections::HashMap;

use crate::finding::Finding;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::wording::listed;

/// Adds labels for other statements.
fn label(cx: &RuleContext<'_>, finding: Finding, by: &[&Scope<'_>]) -> Finding {
    by.iter().fold(finding, |finding, other| {
        let place = other.statement.sid.as_ref().map_or(other.statement.span, |sid| sid.span);
        cx.label(finding, other, place, "this statement".to_owned())
    })
}

fn names(cx: &RuleContext<'_>, by: &[&Scope<'_>]) -> String {
    listed(by.iter().map(|other| cx.name(other)), "and")
}

/// The answers to questions that are asked again and again.
struct Answers<Q, A>(RefCell<HashMap<Q, A>>);

impl<Q: Hash + Eq, A: Copy> Answers<Q, A> {
    fn get(&self, question: Q, answer: impl FnOnce() -> A) -> A {
        *self.0.borrow_mut().entry(question).or_insert_with(answer)
    }
}

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}
