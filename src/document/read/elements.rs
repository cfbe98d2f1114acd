//! The elements of a document and of its statements, by their names.

use std::collections::BTreeMap;

use super::super::Span;
use super::super::value::{Member, Node, Value};
use super::DocumentReader;
use crate::finding::{Code, Finding, Fix};
use crate::shared::nearest::nearest;

/// The object that has elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementLevel {
    Document,
    Statement,
}

impl ElementLevel {
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Document => &["Version", "Id", "Statement"],
            Self::Statement => &[
                "Sid",
                "Effect",
                "Principal",
                "NotPrincipal",
                "Action",
                "NotAction",
                "Resource",
                "NotResource",
                "Condition",
            ],
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Document => Self::Statement,
            Self::Statement => Self::Document,
        }
    }

    fn place(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Statement => "a statement",
        }
    }

    fn known(self, name: &str) -> Option<&'static str> {
        self.names().iter().copied().find(|known| *known == name)
    }

    /// The intended element of a misspelt name.
    fn meant(self, name: &str) -> Option<&'static str> {
        let names = self.names().iter().copied();
        names.clone().find(|known| known.eq_ignore_ascii_case(name)).or_else(|| nearest(name, names))
    }
}

/// A member of an object and its element, misspelt or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct WrittenElement<'v> {
    pub(super) name: &'static str,
    pub(super) member: &'v Member,
}

/// True for two elements of which a statement can have only one.
pub(super) fn excludes(one: &str, other: &str) -> bool {
    one.strip_prefix("Not") == Some(other) || other.strip_prefix("Not") == Some(one)
}

impl DocumentReader {
    /// The elements of an object, each of them once; reports all other members.
    pub(super) fn elements<'v>(&mut self, value: &'v Value, level: ElementLevel) -> Vec<WrittenElement<'v>> {
        let members = value.members();
        let present: Vec<_> = level
            .names()
            .iter()
            .copied()
            .filter(|name| members.iter().any(|member| member.name.value == *name))
            .collect();
        // There are few elements, so that this list is short.
        let mut taken: Vec<WrittenElement<'v>> = Vec::new();
        for member in members {
            let written = member.name.as_str();
            let name = level.known(written).or_else(|| {
                let meant = level.meant(written).filter(|meant| !present.contains(meant));
                // A wrong case has one answer, unless another member has it too.
                let is_taken = |meant: &str| taken.iter().any(|element| element.name == meant);
                let same = meant.filter(|meant| meant.eq_ignore_ascii_case(written) && !is_taken(meant));
                self.unknown(member, level, same.map(|meant| member.name.replaced_by(meant)));
                meant
            });
            if let Some(name) = name
                && !taken.iter().any(|element| element.name == name)
            {
                taken.push(WrittenElement { name, member });
            }
        }
        taken
    }

    fn unknown(&mut self, member: &Member, level: ElementLevel, fix: Option<Fix>) {
        let name = &member.name;
        let message = format!("{} has no element `{name}`", level.place());
        let help = match (level.meant(name.as_str()), level.other().known(name.as_str())) {
            (_, Some(_)) => format!("`{name}` is an element of {}: move it there", level.other().place()),
            (Some(meant), _) if meant.eq_ignore_ascii_case(name.as_str()) => {
                format!("write `{meant}`: the names of elements are case-sensitive")
            }
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, None) => {
                let names: Vec<_> = level.names().iter().map(|name| format!("`{name}`")).collect();
                format!("remove it; {} has {}", level.place(), names.join(", "))
            }
        };
        self.note(Finding::new(Code::InvalidPolicyElement, name.span, message).help(help).fixed_by(fix));
    }
}

/// Reports the duplicate names of all objects in a value.
pub(super) fn duplicates(value: &Value, problems: &mut Vec<Finding>) {
    match &value.node {
        Node::Array(elements) => elements.iter().for_each(|element| duplicates(element, problems)),
        Node::Object(members) => {
            let mut seen = BTreeMap::<&str, Span>::new();
            for member in members {
                let name = &member.name;
                match seen.get(name.as_str()) {
                    Some(first) => problems.push(
                        Finding::new(Code::DuplicateKey, name.span, format!("`{name}` is given twice"))
                            .label(*first, "first given here")
                            .help("merge the two: most programs silently keep only the last"),
                    ),
                    None => drop(seen.insert(name.as_str(), name.span)),
                }
                duplicates(&member.value, problems);
            }
        }
        _ => {}
    }
}
