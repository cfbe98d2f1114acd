//! The formats of ARNs and their parts.

use core::fmt;

use super::Service;

/// The format of a resource type's ARNs, such as
/// `arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}`.
#[derive(Clone, Copy)]
pub struct ArnFormat {
    pub(super) text: &'static str,
    pub(super) service: &'static Service,
}

impl ArnFormat {
    /// The whole format, in AWS's spelling.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.text
    }

    /// The service that states the format; the ARNs may name another service.
    #[cfg(feature = "check")]
    pub(crate) fn stated_by(self) -> &'static Service {
        self.service
    }

    /// The second field: `${Partition}`.
    #[must_use]
    pub fn partition(self) -> &'static str {
        self.field(1)
    }

    /// The third field: the prefix of the resource's service.
    #[must_use]
    pub fn service(self) -> &'static str {
        self.field(2)
    }

    /// The fourth field: `${Region}`, a fixed region, or an empty string for ARNs without a region.
    #[must_use]
    pub fn region(self) -> &'static str {
        self.field(3)
    }

    /// The fifth field: `${Account}`, `aws` for resources of AWS, or an empty string for ARNs without an
    /// account.
    #[must_use]
    pub fn account(self) -> &'static str {
        self.field(4)
    }

    /// The sixth field: everything after the fifth colon.
    #[must_use]
    pub fn resource(self) -> &'static str {
        self.field(5)
    }

    /// The page on which AWS says that requests will no longer be checked on ARNs of the format; nothing
    /// for a format that stays.
    #[must_use]
    pub fn ends(self) -> Option<&'static str> {
        self.service.facts.ending.iter().find(|(format, _)| *format == self.text).map(|(_, page)| *page)
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
        let (variables, forms) = (self.service.facts.variables, self.service.facts.forms);
        // Nobody knows what the variables of a service without a review hold.
        let usual = if self.service.review.is_some() { "" } else { "/:" };
        let mut rest = self.resource();
        core::iter::from_fn(move || {
            let (part, after) = split(rest)?;
            rest = after;
            Some(match part {
                // AWS writes `*` where any string can follow.
                Split::Variable("*") => {
                    ArnPart::Variable(ArnVariable { name: "*", holds: "/:", like: "", never: "" })
                }
                Split::Variable(name) => {
                    let known = variables.iter().find(|(known, _)| *known == name);
                    let holds = known.map_or(usual, |(_, holds)| holds);
                    let form = forms.iter().find(|(known, ..)| *known == name);
                    let (like, never) = form.map_or(("", ""), |(_, like, never)| (*like, *never));
                    ArnPart::Variable(ArnVariable { name, holds, like, never })
                }
                Split::Text(text) => ArnPart::Text(text),
            })
        })
    }

    fn field(self, idx: usize) -> &'static str {
        self.text.splitn(6, ':').nth(idx).unwrap_or_default()
    }
}

/// Literal text up to the next variable, or a variable's name.
enum Split {
    Text(&'static str),
    Variable(&'static str),
}

/// The first part of a string, and the rest.
fn split(text: &'static str) -> Option<(Split, &'static str)> {
    if let Some(rest) = text.strip_prefix('*') {
        return Some((Split::Variable("*"), rest));
    }
    if let Some((name, rest)) = text.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        // As in a policy, `${*}` is a literal asterisk.
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
    /// Literal text.
    Text(&'static str),
    /// A variable, which a value replaces.
    Variable(ArnVariable),
}

/// A variable in the format of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArnVariable {
    /// The variable's name, such as `InstanceId`, or `*` if AWS writes an asterisk instead of a variable.
    pub name: &'static str,
    holds: &'static str,
    like: &'static str,
    never: &'static str,
}

impl ArnVariable {
    /// True if a value of the variable can contain a character.
    ///
    /// By default, values of a service with a [`Review`](crate::Review) contain neither `/` nor `:`, which
    /// divide an ARN; the [`CORRECTIONS`](crate::CORRECTIONS) list the exceptions. All other characters are
    /// possible, and every character where nobody has reviewed the service.
    #[must_use]
    pub fn may_hold(self, c: char) -> bool {
        !matches!(c, '/' | ':') || self.holds.contains(c)
    }

    /// The pattern that every value of the variable matches, with the wildcards of a policy, if one is
    /// known.
    #[must_use]
    pub fn like(self) -> Option<&'static str> {
        Some(self.like).filter(|pattern| !pattern.is_empty())
    }

    /// The pattern that no value of the variable matches, with the wildcards of a policy, if one is known.
    #[must_use]
    pub fn never(self) -> Option<&'static str> {
        Some(self.never).filter(|pattern| !pattern.is_empty())
    }
}
