//! Reports as annotations of GitHub's workflows.

use pcluster_iam::compare::Difference;

use super::report::Report;
use super::shown::{Reader, view};
use crate::ui::differences::annotations;
use crate::ui::github::Annotation;

/// The annotations about one subject: an error for each thing that is missing, a warning for each that is too much,
/// and a notice for policies that are as they should be.
pub(super) fn of(report: &Report<'_>, allows_wider: bool) -> Vec<String> {
    let id = report.id();
    let (missing, excess) = (report.missing(), report.excess());
    let whose = report.subject.kind.map_or_else(String::new, |_| format!("{}: ", report.subject.name));
    let mut lines = view(report, false, Reader::OfOne, |view| {
        let of = |kind, title: String, differences: &[Difference]| {
            annotations(kind, &format!("{whose}{title}"), differences, view)
        };
        let mut lines = of(Annotation::Error, format!("missing for {id}"), &missing);
        for line in &mut lines {
            at_first_place(line, report);
        }
        if !allows_wider {
            lines.extend(of(Annotation::Warning, format!("more than {id}"), &excess));
        }
        lines
    });
    if lines.is_empty() {
        let mut properties = report.first_place().map_or_else(Vec::new, |place| place.properties().to_vec());
        properties.push(("title", "audit".to_owned()));
        let message = format!("{}: {}", report.subject.name, report.verdict());
        lines.push(Annotation::Notice.command(&properties, [message.as_str()]));
    }
    lines
}

/// Puts an annotation that has no place, as what is missing stands nowhere, to the first policy.
fn at_first_place(line: &mut String, report: &Report<'_>) {
    let Some(place) = report.first_place() else { return };
    let of_place = Annotation::Error.command(&place.properties(), []);
    let without_place = Annotation::Error.command(&[("title", String::new())], []);
    let own = line.strip_prefix(without_place.trim_end_matches("::"));
    if let Some(own) = own {
        *line = format!("{},title={own}", of_place.trim_end_matches("::"));
    }
}
