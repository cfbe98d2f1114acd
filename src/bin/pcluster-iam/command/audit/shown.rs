//! What all formats of a report share.

use pcluster_iam::compare::{Aspect, Change};

use super::report::{Report, counted};
use crate::ui::differences::DifferenceView;

/// The most runners-up that a proposal names.
pub(super) const MAX_OTHERS: usize = 3;

/// Whoever reads the lines about a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Somebody who reads the report from its beginning.
    OfAll,
    /// Somebody who may see nothing else.
    OfOne,
}

/// Shows differences of a report.
pub(super) fn view<T>(
    report: &Report<'_>,
    is_expanded: bool,
    reader: Reader,
    show: impl FnOnce(&DifferenceView<'_>) -> T,
) -> T {
    show(&DifferenceView {
        names: [report.subject.name_in_sentences(), report.id()],
        place: &|side, statement| report.place(side, statement),
        remarks: &|difference| report.remarks(difference, reader),
        is_expanded,
    })
}

impl Report<'_> {
    /// What a reader has to know beside the differences.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(others) = &self.proposed {
            let distance = self.audit.distance();
            let others: Vec<_> = others
                .iter()
                .take(MAX_OTHERS)
                .map(|(id, distance)| format!("{id} ({})", distance.total()))
                .collect();
            let beside =
                if others.is_empty() { String::new() } else { format!("; next are {}", others.join(", ")) };
            let nearer = self.proposed.iter().flatten().any(|(_, it)| it.total() < distance.total());
            let how = if !nearer {
                ""
            } else if self.subject.has_limits() {
                ", without denials and boundary"
            } else {
                ", if an entry with a wildcard counts as one action"
            };
            notes.push(format!(
                "nearest in the catalog{how}: {}, {} apart{beside}; `--against ID` names another",
                self.id(),
                counted(distance.total(), "action", "actions"),
            ));
        }
        for policy in &self.against.lacking {
            notes.push(format!("not attached, though it belongs to {}: AWS's policy {policy}", self.id()));
        }
        if !self.subject.unknown.is_empty() {
            notes.push(format!(
                "not counted, as the file does not describe them: {}",
                self.subject.unknown.join(", ")
            ));
        }
        if !self.audit.without_facts.is_empty() {
            notes.push(format!(
                "compared by the names of actions alone, as the catalog has no facts about these services: {}",
                self.audit.without_facts.join(", ")
            ));
        }
        notes
    }

    /// A line for each statement that is written otherwise.
    pub(super) fn written_otherwise(&self) -> Vec<String> {
        let Some(structure) = &self.writing else { return Vec::new() };
        let differing = structure
            .statements
            .iter()
            .filter(|it| it.a.is_none() || it.b.is_none() || !it.changes.is_empty());
        let lines = differing.map(|pair| {
            let own = pair.a.and_then(|place| {
                let document = self.subject.granting_documents().nth(place.document)?;
                let statement = document.embedded.document.statements.get(place.idx)?;
                let place = self.subject.place(&document.source, statement.span)?;
                Some(format!("{} of {place}", statement.name()))
            });
            let needed = pair.b.and_then(|place| {
                let document = self.against.needed.documents.get(place.document)?;
                let statement = document.document.statements.get(place.idx)?;
                Some(format!("{} of {}", statement.name(), document.policy.id))
            });
            match (own, needed) {
                (Some(own), Some(needed)) => {
                    format!("{own}, in place of {needed}: {}", aspects(&pair.changes))
                }
                (Some(own), None) => format!("{own}: no statement of {} stands for it alone", self.id()),
                (None, Some(needed)) => format!("{needed}: no statement stands for it alone"),
                (None, None) => String::new(),
            }
        });
        lines.collect()
    }
}

/// The aspects in which statements differ, each once.
fn aspects(changes: &[Change]) -> String {
    let mut words: Vec<String> = Vec::new();
    for change in changes {
        let element = &change.element;
        let word = match change.aspect {
            Aspect::Entry => format!("other entries in `{element}`"),
            Aspect::Spelling => format!("another spelling in `{element}`"),
            Aspect::Type => format!("another type in `{element}`"),
            Aspect::List => format!("`{element}` as a single value or as an array"),
            Aspect::Order => format!("another order of `{element}`"),
            Aspect::Repetition => format!("repeated entries in `{element}`"),
            Aspect::Sid => "another `Sid`".to_owned(),
            _ => format!("another form of `{element}`"),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}
