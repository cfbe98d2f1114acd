//! The formats of ARNs, in their parts.

use core::fmt;

use super::table::Facts;

/// The format of a resource type's ARNs, such as
/// `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`.
#[derive(Clone, Copy)]
pub struct ArnFormat {
    pub(super) text: &'static str,
    pub(super) facts: &'static Facts,
}

impl ArnFormat {
    /// The whole format, as AWS writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.text
    }

    /// The second field: `${Partition}`.
    #[must_use]
    pub fn partition(self) -> &'static str {
        self.field(1)
    }

    /// The third field: the prefix of the service whose resource it is.
    #[must_use]
    pub fn service(self) -> &'static str {
        self.field(2)
    }

    /// The fourth field: `${Region}`, the only region that there is, or nothing if such an ARN has no
    /// region.
    #[must_use]
    pub fn region(self) -> &'static str {
        self.field(3)
    }

    /// The fifth field: `${Account}`, `aws` for what belongs to AWS, or nothing if such an ARN has no
    /// account.
    #[must_use]
    pub fn account(self) -> &'static str {
        self.field(4)
    }

    /// The sixth field, which is all that follows the fifth colon.
    #[must_use]
    pub fn resource(self) -> &'static str {
        self.field(5)
    }

    /// The parts of the sixth field.
    ///
    /// ```
    /// use pcluster_iam::{ArnPart, service};
    ///
    /// let object = service("s3").and_then(|s3| s3.resource_type("object")).expect("AWS has it");
    /// let format = object.arn_formats().next().expect("it has one");
    /// let parts: Vec<_> = format.resource_parts().collect();
    /// let [ArnPart::Variable(bucket), ArnPart::Text("/"), ArnPart::Variable(object)] = parts[..] else {
    ///     panic!("{format}");
    /// };
    /// assert!(!bucket.may_hold('/') && object.may_hold('/'));
    /// ```
    pub fn resource_parts(self) -> impl Iterator<Item = ArnPart> + Clone {
        let variables = self.facts.variables;
        let mut rest = self.resource();
        core::iter::from_fn(move || {
            let (part, after) = split(rest)?;
            rest = after;
            Some(match part {
                // AWS writes `*` where any text can follow.
                Split::Variable("*") => ArnPart::Variable(ArnVariable { name: "*", holds: "/:" }),
                Split::Variable(name) => {
                    let known = variables.iter().find(|(known, _)| *known == name);
                    ArnPart::Variable(ArnVariable { name, holds: known.map_or("", |(_, holds)| holds) })
                }
                Split::Text(text) => ArnPart::Text(text),
            })
        })
    }

    fn field(self, idx: usize) -> &'static str {
        self.text.splitn(6, ':').nth(idx).unwrap_or_default()
    }
}

/// A text up to the next variable, or a variable's name.
enum Split {
    Text(&'static str),
    Variable(&'static str),
}

/// The first part of a text, and what follows it.
fn split(text: &'static str) -> Option<(Split, &'static str)> {
    if let Some(rest) = text.strip_prefix('*') {
        return Some((Split::Variable("*"), rest));
    }
    if let Some((name, rest)) = text.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        // As in a policy, this is the character itself.
        if name == "*" {
            return Some((Split::Text(name), rest));
        }
        return Some((Split::Variable(name), rest));
    }
    let end = [text.find("${"), text.find('*')].into_iter().flatten().min().unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end).filter(|(head, _)| !head.is_empty())?;
    Some((Split::Text(head), rest))
}

impl fmt::Display for ArnFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

impl fmt::Debug for ArnFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ArnFormat({})", self.text)
    }
}

/// A part of the last field of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a format has texts and variables")]
pub enum ArnPart {
    /// It stands there as it is.
    Text(&'static str),
    /// Something stands in its place.
    Variable(ArnVariable),
}

/// A variable in the format of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArnVariable {
    /// Its name, such as `InstanceId`; `*` where AWS writes that in place of a variable.
    pub name: &'static str,
    holds: &'static str,
}

impl ArnVariable {
    /// Whether a value of it can have that character.
    ///
    /// Most cannot have `/` and `:`, which divide an ARN; which can is among the
    /// [`CORRECTIONS`](crate::CORRECTIONS). All other characters count as possible.
    #[must_use]
    pub fn may_hold(self, c: char) -> bool {
        !matches!(c, '/' | ':') || self.holds.contains(c)
    }
}
