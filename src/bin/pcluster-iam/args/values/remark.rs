//! What a user should know about values that are valid: what was taken from a string of another form, and what looks
//! wrong.

use std::io;
use std::mem::{Discriminant, discriminant};

use pcluster_iam::{ClusterName, Oddity, Parameter, ParameterRole, Policy};

use super::given::Given;
use super::problems::{at, uses};
use super::value::{GivenValue, Place};
use crate::ui::failure::{Complaint, note, warn};

/// A remark about a value.
#[derive(Debug)]
pub(crate) struct Remark {
    parameter: &'static str,
    kind: RemarkKind,
    complaint: Complaint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RemarkKind {
    /// The value is a part of the string.
    Taken,
    Odd(Discriminant<Oddity>),
    /// No stack of a cluster has the name.
    NoStack,
}

impl Remark {
    fn new(parameter: &Parameter, kind: RemarkKind, complaint: Complaint) -> Self {
        Self { parameter: parameter.name, kind, complaint }
    }

    /// The remark that a value was taken from a string of another form, in which something may look wrong.
    pub(super) fn taken(parameter: &Parameter, message: String, odd: &[Oddity]) -> Self {
        let kind = odd.first().map_or(RemarkKind::Taken, |oddity| RemarkKind::Odd(discriminant(oddity)));
        let remark = Self::new(parameter, kind, Complaint::new(message));
        odd.iter().fold(remark, |remark, oddity| remark.and(&format!("; {oddity}")))
    }

    /// True if both are about values of the same parameter, for the same reason.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (self.parameter, self.kind) == (other.parameter, other.kind)
    }

    /// The remark with more behind its message.
    pub(crate) fn and(mut self, more: &str) -> Self {
        self.complaint.message.push_str(more);
        self
    }

    /// Prints the remark: as a note, or as a warning if something looks wrong.
    pub(crate) fn tell(&self) -> io::Result<()> {
        match self.kind {
            RemarkKind::Taken => note(&self.complaint.message),
            RemarkKind::Odd(_) | RemarkKind::NoStack => warn(&self.complaint),
        }
    }
}

impl Given {
    /// Warns of values that policies use and that look wrong, each once.
    pub(crate) fn warn_of_odd(&self, policies: &[&'static Policy]) -> io::Result<()> {
        self.odd(policies).iter().try_for_each(Remark::tell)
    }

    /// The values that policies use and that look wrong: of those that somebody gives.
    pub(crate) fn odd(&self, policies: &[&'static Policy]) -> Vec<Remark> {
        let values = self.as_values();
        let mut odd = Vec::new();
        let is_given = |value: &&GivenValue| !matches!(value.place, Place::Inferred | Place::Example);
        for value in self.values.iter().filter(is_given) {
            let Some(parameter) = Parameter::named(value.name) else { continue };
            let Some(policy) = policies.iter().find(|policy| uses(policy, parameter)) else { continue };
            let text = &value.text;
            let what = || at(self, parameter, Some(text));
            for oddity in parameter.oddities(text, &values) {
                let message = format!("{}: `{}` looks wrong: {oddity}", what(), text.escape_debug());
                let kind = RemarkKind::Odd(discriminant(&oddity));
                odd.push(Remark::new(parameter, kind, Complaint::new(message)));
            }
            if let Some(expected) = beginning_of_stack(policy, parameter).filter(|it| !text.starts_with(it)) {
                let message = format!("{}: no stack of a cluster is named `{}`", what(), text.escape_debug());
                let help = format!("the stack of a cluster begins with `{expected}`");
                let complaint = Complaint::new(message).help(help);
                odd.push(Remark::new(parameter, RemarkKind::NoStack, complaint));
            }
        }
        odd
    }
}

/// The beginning of the names of all stacks of clusters in the release of a policy, if the name of the cluster is its
/// end.
fn beginning_of_stack(policy: &Policy, parameter: &Parameter) -> Option<String> {
    const CLUSTER: &str = "demo";
    let is_stack = parameter.role() == ParameterRole::StackName;
    let cluster = ClusterName::new(CLUSTER).ok().filter(|_| is_stack)?;
    let stack = policy.stack_name(cluster).ok().flatten()?;
    stack.get().as_str().strip_suffix(CLUSTER).map(str::to_owned)
}
