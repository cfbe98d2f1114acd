//! The size of pieces as a sum: the same pieces in any order, each kind of them once.

use std::collections::BTreeMap;

use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::layout::piece::{LayoutPiece, LayoutTest};

/// The characters of pieces, without white space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Those of the literals.
    pub fixed: usize,
    /// How often each value is in the pieces.
    pub values: BTreeMap<ParameterId, usize>,
    /// What is there only if tests hold.
    pub conditional: Vec<(Vec<LayoutTest>, Self)>,
    pub loops: Vec<SumLoop>,
}

/// What is there once for each value of a list, and what stands between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumLoop {
    pub parameter: ParameterId,
    pub each: Sum,
    pub between: Sum,
}

impl Sum {
    pub fn of(pieces: &[LayoutPiece]) -> Self {
        let mut sum = Self::default();
        sum.add(pieces);
        sum
    }

    fn add(&mut self, pieces: &[LayoutPiece]) {
        for piece in pieces {
            match piece {
                LayoutPiece::Text(text) => self.fixed += text.chars().filter(|c| !c.is_whitespace()).count(),
                LayoutPiece::Value(parameter) => *self.values.entry(*parameter).or_default() += 1,
                LayoutPiece::If(tests, pieces) => match self.conditional.iter_mut().find(|it| it.0 == *tests)
                {
                    Some((_, sum)) => sum.add(pieces),
                    None => self.conditional.push((tests.clone(), Self::of(pieces))),
                },
                LayoutPiece::Each(parameter, pieces, between) => {
                    match self.loops.iter_mut().find(|it| it.parameter == *parameter) {
                        Some(it) => {
                            it.each.add(pieces);
                            it.between.add(between);
                        }
                        None => self.loops.push(SumLoop {
                            parameter: *parameter,
                            each: Self::of(pieces),
                            between: Self::of(between),
                        }),
                    }
                }
            }
        }
    }

    /// True for a sum without parts.
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}
