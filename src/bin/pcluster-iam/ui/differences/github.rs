//! Differences as annotations of GitHub's workflows.

use pcluster_iam::compare::{Difference, Side, StatementSource};

use super::DifferenceView;
use super::lines::{DifferenceLines, IMPOSSIBLE};
use crate::input::holder::FilePlace;
use crate::ui::github::Annotation;
use crate::ui::output::plain;

/// An annotation for each difference, at the place of a statement that has to do with it. Those about requests
/// that cannot exist are notices.
pub(crate) fn annotations(
    kind: Annotation,
    title: &str,
    differences: &[Difference],
    view: &DifferenceView<'_>,
) -> Vec<String> {
    let annotation = |difference: &Difference| {
        let DifferenceLines { head, mut lines } = DifferenceLines::new(view, difference, plain);
        lines.insert(0, head);
        let kind = if difference.possible { kind } else { Annotation::Notice };
        if !difference.possible {
            lines.insert(0, format!("{IMPOSSIBLE}:"));
        }
        let mut properties =
            place(view, difference).map_or_else(Vec::new, |place| place.properties().to_vec());
        properties.push(("title", title.to_owned()));
        kind.command(&properties, lines.iter().map(String::as_str))
    };
    differences.iter().map(annotation).collect()
}

/// The place of a statement in a file: of one that grants the requests, or of one of the other side.
fn place(view: &DifferenceView<'_>, difference: &Difference) -> Option<FilePlace> {
    let ((granting, _), (other, _)) = view.sides(difference);
    let place = |side: Side, statement: &StatementSource| (view.place)(side, statement);
    let of_granting = difference.statements.iter().find_map(|it| place(granting, it));
    let of_other =
        difference.instead.denials.iter().chain(&difference.instead.grants).map(|it| &it.statement);
    of_granting.or_else(|| of_other.into_iter().find_map(|it| place(other, it)))
}
