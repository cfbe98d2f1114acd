//! The conditions of a statement as the block that they are in a document.

use super::{Condition, Statement, Test};

/// A condition block. What vanishes with all its parts vanishes itself: an empty one would mean no condition.
#[derive(Debug)]
pub(in crate::export) struct Block<'s> {
    /// The test that all of it shares.
    pub(in crate::export) test: Option<Test>,
    pub(in crate::export) operators: Vec<BlockOperator<'s>>,
}

/// An operator of a block, with its keys.
#[derive(Debug)]
pub(in crate::export) struct BlockOperator<'s> {
    pub(in crate::export) name: &'s str,
    /// The test that all its keys share, unless the block has it.
    pub(in crate::export) test: Option<Test>,
    /// The conditions, each with its own test.
    pub(in crate::export) conditions: Vec<(&'s Condition, Option<Test>)>,
}

impl Statement {
    /// The condition block, if there is one.
    pub(in crate::export) fn block(&self) -> Option<Block<'_>> {
        let mut names: Vec<&str> = self.conditions.iter().map(|it| it.operator.as_str()).collect();
        names.dedup();
        let of_block = common(self.conditions.iter());
        let operators = names.into_iter().map(|name| {
            let own = || self.conditions.iter().filter(|it| it.operator == name);
            let test = common(own());
            let conditions = own().map(|it| (it, it.test.filter(|it| Some(*it) != test)));
            let conditions = conditions.collect();
            BlockOperator { name, test: test.filter(|it| Some(*it) != of_block), conditions }
        });
        (!self.conditions.is_empty()).then(|| Block { test: of_block, operators: operators.collect() })
    }
}

/// The test that all conditions share.
fn common<'c>(mut conditions: impl Iterator<Item = &'c Condition>) -> Option<Test> {
    let first = conditions.next()?.test;
    first.filter(|_| conditions.all(|it| it.test == first))
}
