//! How the differences of an upgrade are shown: the names of the sides, the places, and the reasons.

use std::fmt;

use pcluster_iam::compare::{Difference, Side, StatementSource};
use pcluster_iam::{Change, Policy};

use super::UpgradeArgs;
use super::plan::{Plan, PurposeChange, PurposePlan, Steps};
use crate::input::holder::FilePlace;
use crate::ui::differences::DifferenceView;
use crate::ui::output::one_line;

pub(super) const ADD: &str = "Add before the upgrade";
pub(super) const REMOVE: &str = "May be removed after the upgrade";

/// A way to quote a name.
pub(super) type Quote = fn(&str) -> String;

/// A way to write differences under a title.
pub(super) type WriteDifferences = fn(&mut String, &str, &[Difference], &DifferenceView<'_>) -> fmt::Result;

/// A plan as it is shown.
pub(super) struct PlanView<'s> {
    pub(super) plan: &'s Plan,
    pub(super) args: &'s UpgradeArgs,
}

impl PlanView<'_> {
    /// The purposes whose policies were compared.
    pub(super) fn compared(&self) -> impl Iterator<Item = (&PurposePlan, &Steps)> {
        self.plan.purposes.iter().filter_map(|purpose| match &purpose.what {
            PurposeChange::Compared(steps) => Some((purpose, &**steps)),
            _ => None,
        })
    }

    /// Shows differences with the names of the sides and the reasons of the catalog's statements.
    pub(super) fn with<T>(&self, steps: &Steps, show: impl FnOnce(&DifferenceView<'_>) -> T) -> T {
        let own = self.plan.own.as_ref();
        let place = |side: Side, statement: &StatementSource| -> Option<FilePlace> {
            own.filter(|_| side == Side::A)?.holder.place(&statement.source, statement.span)
        };
        let before = if own.is_some() { "your policy" } else { "the earlier policy" };
        show(&DifferenceView {
            names: [before, "the later policy"],
            place: &place,
            remarks: &|difference| steps.remarks(difference),
            is_expanded: self.args.expand,
        })
    }
}

pub(super) fn ids(policies: &[&'static Policy], quote: Quote) -> String {
    policies.iter().map(|policy| quote(policy.id)).collect::<Vec<_>>().join(", ")
}

impl Steps {
    /// The policies of both releases, and the user's own.
    pub(super) fn policies(&self, quote: Quote) -> String {
        let (before, after) = (ids(&self.before, quote), ids(&self.after, quote));
        if self.own.is_empty() {
            return format!("{before} to {after}");
        }
        format!("{} (taken for {before}) to {after}", self.own_policies(quote))
    }

    pub(super) fn own_policies(&self, quote: Quote) -> String {
        self.own.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
    }

    /// The reasons of the catalog, and the other policies that grant the requests already.
    fn remarks(&self, difference: &Difference) -> Vec<String> {
        if let Some(loss) = self.losses(difference) {
            return vec![loss];
        }
        let place = self.additions.iter().position(|it| it == difference);
        let Some(place) = place else { return Vec::new() };
        let reason = |(text, change): (&str, Option<Change>)| match change {
            None => format!("why: {}", one_line(text)),
            Some(it) => format!("why: {} (added on {}: {})", one_line(text), it.date, it.source),
        };
        let mut remarks: Vec<_> = difference.reasons().into_iter().map(reason).collect();
        if let Some(ids) = self.elsewhere.get(&place) {
            remarks.push(format!("granted already to those who also have {ids}"));
        }
        remarks
    }

    /// The reason for which the later policies do not grant requests, if the catalog states it.
    fn losses(&self, difference: &Difference) -> Option<String> {
        let loss = difference.loss(&self.after)?;
        self.removals.contains(difference).then(|| format!("why: {} ({})", one_line(loss.why), loss.source))
    }
}
