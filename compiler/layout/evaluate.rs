//! The text of pieces, evaluated without a detour through Rust.

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::model::Presence;
use crate::compiler::layout::piece::{LayoutPiece, LayoutTest};
use crate::compiler::layout::size::{Sum, SumLoop};
use crate::compiler::layout::string::escaped;

/// The text of the pieces with given values for the parameters; a region without a value
/// stands for all regions.
pub fn evaluate<'v>(
    catalog: &Catalog,
    pieces: &[LayoutPiece],
    texts: &impl Fn(ParameterId) -> Vec<&'v str>,
) -> String {
    let mut evaluation = Evaluation { catalog, texts, current: Vec::new(), text: String::new() };
    evaluation.write(pieces);
    evaluation.text
}

/// The size of a sum with given values for the parameters.
pub fn size<'v>(catalog: &Catalog, sum: &Sum, texts: &impl Fn(ParameterId) -> Vec<&'v str>) -> usize {
    let mut evaluation = Evaluation { catalog, texts, current: Vec::new(), text: String::new() };
    evaluation.size(sum)
}

/// The string of a template with given values for the parameters.
pub fn joined<'v>(
    catalog: &Catalog,
    template: &Template,
    texts: &impl Fn(ParameterId) -> Vec<&'v str>,
) -> String {
    Evaluation { catalog, texts, current: Vec::new(), text: String::new() }.joined(template)
}

/// An evaluation on its way.
struct Evaluation<'e, F> {
    catalog: &'e Catalog,
    texts: &'e F,
    /// The values of the lists whose loops are running.
    current: Vec<(ParameterId, String)>,
    text: String,
}

impl<'v, F: Fn(ParameterId) -> Vec<&'v str>> Evaluation<'_, F> {
    fn write(&mut self, pieces: &[LayoutPiece]) {
        for piece in pieces {
            match piece {
                LayoutPiece::Text(literal) => self.text.push_str(literal),
                LayoutPiece::Value(parameter) => {
                    let value = escaped(&self.value(*parameter));
                    self.text.push_str(&value);
                }
                LayoutPiece::If(tests, pieces) => {
                    if tests.iter().all(|test| self.holds(test)) {
                        self.write(pieces);
                    }
                }
                LayoutPiece::Each(parameter, pieces, between) => {
                    for (idx, value) in (self.texts)(*parameter).into_iter().enumerate() {
                        if idx > 0 {
                            self.write(between);
                        }
                        self.current.push((*parameter, value.to_owned()));
                        self.write(pieces);
                        self.current.pop();
                    }
                }
            }
        }
    }

    fn size(&mut self, sum: &Sum) -> usize {
        let length = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let values = sum.values.iter().map(|(parameter, n_uses)| n_uses * length(&self.value(*parameter)));
        let mut size = sum.fixed + values.sum::<usize>();
        for (tests, sum) in &sum.conditional {
            if tests.iter().all(|test| self.holds(test)) {
                size += self.size(sum);
            }
        }
        for SumLoop { parameter, each, between } in &sum.loops {
            for (idx, value) in (self.texts)(*parameter).into_iter().enumerate() {
                if idx > 0 {
                    size += self.size(between);
                }
                self.current.push((*parameter, value.to_owned()));
                size += self.size(each);
                self.current.pop();
            }
        }
        size
    }

    fn value(&self, parameter: ParameterId) -> String {
        let current = self.current.iter().rev().find(|(it, _)| *it == parameter);
        if let Some((_, value)) = current {
            return value.clone();
        }
        let is_region = self.catalog.parameters[parameter].role == Role::Region;
        let first = (self.texts)(parameter).first().copied();
        first.unwrap_or(if is_region { "*" } else { "" }).to_owned()
    }

    fn holds(&mut self, test: &LayoutTest) -> bool {
        match test {
            LayoutTest::IsGiven(parameter) => !(self.texts)(*parameter).is_empty(),
            LayoutTest::IsNotGiven(parameter) => (self.texts)(*parameter).is_empty(),
            LayoutTest::Differs { own, other, with } => match *with {
                Presence::Always => self.joined(own) != self.joined(other),
                Presence::Unless(parameter) => {
                    !(self.texts)(parameter).is_empty() || self.joined(own) != self.joined(other)
                }
                Presence::When(parameter) | Presence::Each(parameter) | Presence::Many(parameter) => {
                    (self.texts)(parameter).into_iter().all(|value| {
                        self.current.push((parameter, value.to_owned()));
                        let differs = self.joined(own) != self.joined(other);
                        self.current.pop();
                        differs
                    })
                }
            },
        }
    }

    fn joined(&self, template: &Template) -> String {
        template
            .iter()
            .map(|segment| match segment {
                Segment::Text(text) => text.clone(),
                Segment::Value { parameter, .. } => self.value(*parameter),
            })
            .collect()
    }
}
