//! The parameters whose presence decides which parts of a sum are there.

use std::collections::BTreeSet;

use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::model::Presence;
use crate::compiler::layout::LayoutTest;
use crate::compiler::layout::size::{Sum, SumLoop};

/// What the presence of parameters does to a sum.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// The parameters with which a part is there.
    pub(super) with: BTreeSet<ParameterId>,
    /// The parameters without which a part is there.
    pub(super) without: BTreeSet<ParameterId>,
    /// The parameters that are both, in groups: no part depends on parameters of two groups.
    pub(super) groups: Vec<BTreeSet<ParameterId>>,
    /// The pairs of strings of which one is left out where both are the same.
    pub(super) compared: Vec<(Template, Template)>,
}

impl Signs {
    pub(super) fn of(sum: &Sum) -> Self {
        let mut signs = Self::default();
        signs.collect(sum);
        let both = &signs.with & &signs.without;
        let mut groups = both.iter().map(|id| BTreeSet::from([*id])).collect();
        group(sum, &BTreeSet::new(), &mut groups);
        signs.groups = groups;
        signs
    }

    fn collect(&mut self, sum: &Sum) {
        for (tests, sum) in &sum.conditional {
            for test in tests {
                match test {
                    LayoutTest::IsGiven(parameter) => {
                        self.with.insert(*parameter);
                    }
                    LayoutTest::IsNotGiven(parameter) => {
                        self.without.insert(*parameter);
                    }
                    LayoutTest::Differs { own, other, with } => {
                        // With the parameter the other string is not there, so that this one is.
                        if let Presence::Unless(parameter) = *with {
                            self.with.insert(parameter);
                        }
                        let pair = (own.clone(), other.clone());
                        if !self.compared.contains(&pair) {
                            self.compared.push(pair);
                        }
                    }
                }
            }
            self.collect(sum);
        }
        for SumLoop { parameter, each, .. } in &sum.loops {
            self.with.insert(*parameter);
            self.collect(each);
        }
    }
}

/// Joins the groups of the parameters on which one part depends.
fn group(sum: &Sum, outer: &BTreeSet<ParameterId>, groups: &mut Vec<BTreeSet<ParameterId>>) {
    let conditional =
        sum.conditional.iter().map(|(tests, sum)| (tests.iter().flat_map(named).collect(), sum));
    let loops = sum.loops.iter().map(|it| (BTreeSet::from([it.parameter]), &it.each));
    for (own, sum) in conditional.chain(loops) {
        let path: BTreeSet<_> = outer | &own;
        let (met, mut others): (Vec<_>, Vec<_>) =
            groups.drain(..).partition(|group| group.iter().any(|id| path.contains(id)));
        if !met.is_empty() {
            others.push(met.into_iter().flatten().collect());
        }
        *groups = others;
        group(sum, &path, groups);
    }
}

/// The parameters of a test.
fn named(test: &LayoutTest) -> Vec<ParameterId> {
    match test {
        LayoutTest::IsGiven(parameter) | LayoutTest::IsNotGiven(parameter) => vec![*parameter],
        LayoutTest::Differs { own, other, with } => {
            let values = own.iter().chain(other).filter_map(|segment| match segment {
                Segment::Value { parameter, .. } => Some(*parameter),
                Segment::Text(_) => None,
            });
            let with = match *with {
                Presence::When(id) | Presence::Unless(id) | Presence::Each(id) | Presence::Many(id) => {
                    Some(id)
                }
                Presence::Always => None,
            };
            values.chain(with).collect()
        }
    }
}
