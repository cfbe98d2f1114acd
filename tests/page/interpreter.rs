//! An interpreter of pieces, as small as that of the page.

use pcluster_iam::page::{Piece, PieceTest};
use pcluster_iam::{Need, Parameter, ParameterRole, Policy};

use crate::cases::Case;

/// The values of the lists whose loops are running.
type Current<'c> = &'c [(&'static str, String)];

/// The document of a case.
pub(crate) fn text(policy: &Policy, case: &Case) -> String {
    Interpreter { policy, case }.text(policy.pieces(), &[])
}

struct Interpreter<'i> {
    policy: &'i Policy,
    case: &'i Case,
}

impl Interpreter<'_> {
    fn text(&self, pieces: &[Piece], current: Current<'_>) -> String {
        pieces.iter().map(|piece| self.piece(piece, current)).collect()
    }

    fn piece(&self, piece: &Piece, current: Current<'_>) -> String {
        match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Value { value } => {
                let inside =
                    current.iter().rev().find(|(name, _)| name == value).map(|(_, text)| text.clone());
                inside.or_else(|| self.values(value).first().cloned()).unwrap_or_else(|| "*".to_owned())
            }
            Piece::If { tests, then } if tests.iter().all(|test| self.holds(test, current)) => {
                self.text(then, current)
            }
            Piece::If { .. } => String::new(),
            Piece::Each { each, pieces, between } => {
                let mut values = self.values(each);
                let mut seen = Vec::new();
                values.retain(|value| {
                    !seen.contains(value) && {
                        seen.push(value.clone());
                        true
                    }
                });
                let texts: Vec<_> =
                    values.into_iter().map(|value| self.text(pieces, &with(current, each, value))).collect();
                texts.join(&self.text(between, current))
            }
        }
    }

    fn holds(&self, test: &PieceTest, current: Current<'_>) -> bool {
        match test {
            PieceTest::Given { given } => !self.values(given).is_empty(),
            PieceTest::Absent { absent } => self.values(absent).is_empty(),
            PieceTest::Differs { own, other, unless, each } => {
                let differ = |current: Current<'_>| self.text(own, current) != self.text(other, current);
                let is_absent = unless.is_some_and(|name| !self.values(name).is_empty());
                match each {
                    None => is_absent || differ(current),
                    Some(each) => self.values(each).into_iter().all(|it| differ(&with(current, each, it))),
                }
            }
        }
    }

    /// The values of a parameter, or its default.
    fn values(&self, name: &str) -> Vec<String> {
        let parameter = Parameter::named(name).expect("a parameter");
        match parameter.role() {
            ParameterRole::Partition => return vec![self.case.partition.id.to_owned()],
            ParameterRole::StackName => return self.case.stack_name().into_iter().collect(),
            _ => {}
        }
        let given: Vec<_> = self.case.texts(name).map(str::to_owned).filter(|it| it != "false").collect();
        let used = self.policy.parameters.iter().find(|used| used.parameter == parameter);
        let is_option = used.is_some_and(|used| used.need == Need::Optional);
        let usual = parameter.default.filter(|_| given.is_empty() && !is_option);
        usual.map(|usual| vec![usual.to_owned()]).unwrap_or(given)
    }
}

fn with(current: Current<'_>, name: &'static str, value: String) -> Vec<(&'static str, String)> {
    current.iter().cloned().chain([(name, value)]).collect()
}
