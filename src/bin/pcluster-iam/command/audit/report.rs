//! The report on one subject.

use pcluster_iam::audit::{Audit, Distance, InferredValue, Missing};
use pcluster_iam::compare::{Difference, Relation, Side, StatementSource, Structure};
use pcluster_iam::document::Document;
use pcluster_iam::{Denied, Statement};

use super::against::{Against, Proposal, n_written_otherwise, too_complex};
use super::shown::Reader;
use super::subject::Subject;
use crate::args::values::Place;
use crate::input::holder::FilePlace;
use crate::ui::failure::Complaint;
use crate::ui::output::one_line;

/// What somebody has, against what somebody needs.
#[derive(Debug)]
pub(super) struct Report<'s> {
    pub(super) subject: &'s Subject<'s>,
    pub(super) against: Against,
    pub(super) audit: Audit,
    /// The others among which the needed policies were the nearest; nothing if the user names them.
    pub(super) proposed: Option<Vec<(&'static str, Distance)>>,
    /// The differences in writing, of policies that grant the same.
    pub(super) writing: Option<Structure>,
}

/// A value of the needed policies, for reports.
#[derive(Debug)]
pub(super) struct ShownValue<'r> {
    pub(super) name: &'static str,
    pub(super) value: &'r str,
    /// How it is known.
    pub(super) origin: ValueOrigin<'r>,
    /// What the policies show besides.
    pub(super) others: Vec<(&'r str, usize)>,
}

#[derive(Debug)]
pub(super) enum ValueOrigin<'r> {
    Given,
    Inferred(&'r InferredValue),
    /// It stands for any value, as nothing depends on it.
    Example,
}

impl<'s> Report<'s> {
    /// The report against policies that the user names.
    pub(super) fn new(subject: &'s Subject<'s>, against: Against) -> Result<Self, Complaint> {
        let values: Vec<(&str, &str)> =
            against.given.values.iter().map(|value| (value.name, value.text.as_str())).collect();
        let audit = Audit::new(&subject.policies, &against.needed, &values)
            .map_err(|error| too_complex(subject, &error))?;
        let writing = (audit.relation == Relation::Equal).then(|| {
            let needed: Vec<&Document> = against.needed.documents.iter().map(|it| &it.document).collect();
            Structure::new(&subject.granting(), &needed).ok()
        });
        Ok(Self { subject, against, audit, proposed: None, writing: writing.flatten() })
    }

    /// The report against the nearest policies.
    pub(super) fn of_proposal(subject: &'s Subject<'s>, proposal: Proposal) -> Result<Self, Complaint> {
        Ok(Self { proposed: Some(proposal.others), ..Self::new(subject, proposal.against)? })
    }

    /// The id of the needed policies.
    pub(super) fn id(&self) -> &'static str {
        self.against.needed.needs.id
    }

    /// True if the answer is yes.
    pub(super) fn is_yes(&self, allows_wider: bool) -> bool {
        let has_all = self.against.lacking.is_empty();
        match self.audit.relation {
            _ if !has_all => false,
            Relation::Equal => true,
            Relation::Wider => allows_wider,
            Relation::Narrower | Relation::Incomparable => false,
        }
    }

    /// The values of the needed policies.
    pub(super) fn values(&self) -> Vec<ShownValue<'_>> {
        let inferred = &self.against.inferred;
        let used = |name: &str| {
            let policies = &self.against.needed.needs.policies;
            policies.iter().flat_map(|policy| policy.parameters).any(|it| it.parameter.name == name)
        };
        let values = self.against.given.values.iter().filter(|value| used(value.name));
        values
            .map(|value| {
                let own = inferred
                    .values
                    .iter()
                    .find(|it| it.parameter.name == value.name && it.value == value.text);
                let seen = inferred.values.iter().filter(|it| it.parameter.name == value.name);
                let is_inferred = matches!(value.place, Place::Inferred);
                let origin = match (&value.place, own) {
                    (Place::Inferred, Some(own)) => ValueOrigin::Inferred(own),
                    (Place::Example, _) => ValueOrigin::Example,
                    _ => ValueOrigin::Given,
                };
                let others: Vec<(&str, usize)> = seen
                    .flat_map(|it| {
                        let elected = (!is_inferred && it.value != value.text)
                            .then_some((it.value.as_str(), it.n_entries));
                        elected
                            .into_iter()
                            .chain(it.others.iter().map(|(text, number)| (text.as_str(), *number)))
                    })
                    .filter(|(text, _)| *text != value.text)
                    .collect();
                ShownValue { name: value.name, value: &value.text, origin, others }
            })
            .collect()
    }

    /// The place of a statement: that in a file, for one of the subject.
    pub(super) fn place(&self, side: Side, statement: &StatementSource) -> Option<FilePlace> {
        (side == Side::A).then(|| self.subject.place(&statement.source, statement.span))?
    }

    /// The place of the first of the subject's policies.
    pub(super) fn first_place(&self) -> Option<FilePlace> {
        let first = self.subject.granting_documents().next()?;
        self.subject.place(&first.source, first.embedded.document.span)
    }

    /// What is missing, as differences.
    pub(super) fn missing(&self) -> Vec<Difference> {
        self.audit.missing.iter().map(|it| it.difference.clone()).collect()
    }

    /// What is too much, as differences.
    pub(super) fn excess(&self) -> Vec<Difference> {
        self.audit.excess.iter().map(|it| it.difference.clone()).collect()
    }

    /// Why a difference matters: the uses of what is missing, and the dangers of what is too much.
    pub(super) fn remarks(&self, difference: &Difference, reader: Reader) -> Vec<String> {
        let place = self.audit.missing.iter().position(|it| it.difference == *difference);
        let earlier =
            self.audit.missing.iter().take(place.filter(|_| reader == Reader::OfAll).unwrap_or_default());
        let known: Vec<&Statement> = earlier.flat_map(|it| &it.statements).copied().collect();
        let missing = place.and_then(|place| self.audit.missing.get(place));
        let excess = self.audit.excess.iter().find(|it| it.difference == *difference);
        let dangers = excess.into_iter().flat_map(|it| &it.dangers);
        let dangers = dangers.map(|it| format!("danger: {} ({})", it.message, it.code.name()));
        missing.into_iter().flat_map(|it| remarks_of_missing(it, &known)).chain(dangers).collect()
    }

    /// The number of statements that are written otherwise.
    pub(super) fn n_written_otherwise(&self) -> usize {
        self.writing.as_ref().map_or(0, n_written_otherwise)
    }

    /// The relation in a sentence.
    pub(super) fn verdict(&self) -> String {
        let (id, Distance { missing, excess, .. }) = (self.id(), self.audit.distance());
        let missing = format!("{} missing", counted(missing, "action is", "actions are"));
        let excess = format!("{} too much", counted(excess, "action is", "actions are"));
        match self.audit.relation {
            Relation::Equal if self.n_written_otherwise() > 0 => {
                format!("equal to {id}, but written otherwise")
            }
            Relation::Equal => format!("equal to {id}"),
            Relation::Narrower => format!("narrower than {id}: {missing}"),
            Relation::Wider => format!("wider than {id}: {excess}"),
            Relation::Incomparable => format!("different from {id}: {missing}, and {excess}"),
        }
    }
}

/// Why something is needed, and the commands that fail without it. The uses of some statements are known.
fn remarks_of_missing(missing: &Missing, known: &[&Statement]) -> Vec<String> {
    let mut remarks: Vec<String> = Vec::new();
    for statement in &missing.statements {
        let why = if known.iter().any(|it| std::ptr::eq(*it, *statement)) {
            format!("why: as above, for statement `{}`", statement.name)
        } else {
            format!("why: {}", one_line(statement.why))
        };
        if !remarks.contains(&why) {
            remarks.push(why);
        }
    }
    let mut commands: Vec<(&str, bool)> = Vec::new();
    for it in &missing.breaks {
        let is_fatal = it.step.denied == Denied::Fatal;
        match commands.iter_mut().find(|(name, _)| *name == it.command.name) {
            Some((_, fatal)) => *fatal |= is_fatal,
            None => commands.push((it.command.name, is_fatal)),
        }
    }
    for (fatal, words) in [(true, "fails without it"), (false, "goes on without it")] {
        let names: Vec<_> = commands.iter().filter(|it| it.1 == fatal).map(|it| it.0).collect();
        if !names.is_empty() {
            remarks.push(format!("{words}: {}", names.join(", ")));
        }
    }
    let effect =
        missing.breaks.iter().filter(|it| it.step.denied == Denied::Fatal).find_map(|it| it.step.effect);
    remarks.extend(effect.map(|effect| format!("effect: {}", one_line(effect))));
    remarks
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}
