//! The comparison of a text with its edited form: the same values, except for what the fixes ask for.

use std::collections::{HashMap, HashSet};

use pcluster_iam::document::Span;
use pcluster_iam::document::value::{Node, Value};
use pcluster_iam::findings::Fix;

/// The function of a template that replaces names in a string.
const SUBSTITUTE: &str = "Fn::Sub";

/// True if values differ from others by each of the fixes and by nothing else.
pub(super) fn is_fixed<'f>(
    before: &[Value],
    after: &[Value],
    fixes: impl IntoIterator<Item = &'f Fix>,
) -> bool {
    let fixes: HashMap<Span, &Fix> = fixes.into_iter().map(|fix| (fix.span(), fix)).collect();
    let mut comparison = Comparison { fixes: &fixes, used: HashSet::new() };
    let is_equal = before.iter().zip(after).all(|(before, after)| comparison.is_equal(before, after));
    is_equal && before.len() == after.len() && comparison.used.len() == fixes.len()
}

struct Comparison<'f> {
    fixes: &'f HashMap<Span, &'f Fix>,
    /// The places of fixes at which a value was found. With an alias of YAML, several values have one place.
    used: HashSet<Span>,
}

impl Comparison<'_> {
    fn is_equal(&mut self, before: &Value, after: &Value) -> bool {
        match (&before.node, &after.node) {
            (Node::String(old), Node::Object(members)) => {
                let is_asked = matches!(self.fixes.get(&old.span), Some(Fix::Substitute { .. }));
                self.used.insert(old.span);
                let [member] = members.as_slice() else { return false };
                let is_same = member.value.as_str() == Some(old.as_str());
                is_asked && is_same && member.name.as_str() == SUBSTITUTE
            }
            (Node::String(old), Node::String(new)) => self.replaced(old.span, old.as_str()) == new.as_str(),
            (Node::Array(old), Node::Array(new)) => {
                let kept: Vec<_> = old.iter().filter(|element| !self.is_removed(element)).collect();
                kept.len() == new.len() && kept.iter().zip(new).all(|(old, new)| self.is_equal(old, new))
            }
            (Node::Object(old), Node::Object(new)) => {
                let new = match self.fixes.get(&before.span) {
                    Some(Fix::Insert { name, value, .. }) => {
                        let Some((first, rest)) = new.split_first() else { return false };
                        self.used.insert(before.span);
                        if first.name.as_str() != *name || first.value.as_str() != Some(value) {
                            return false;
                        }
                        rest
                    }
                    _ => new.as_slice(),
                };
                let mut pairs = old.iter().zip(new);
                old.len() == new.len()
                    && pairs.all(|(old, new)| {
                        self.replaced(old.name.span, old.name.as_str()) == new.name.as_str()
                            && self.is_equal(&old.value, &new.value)
                    })
            }
            (old, new) => old == new,
        }
    }

    /// The string that stands at the place of another one after the fixes.
    fn replaced<'s>(&mut self, span: Span, old: &'s str) -> &'s str
    where
        Self: 's,
    {
        match self.fixes.get(&span) {
            Some(Fix::Replace { new, .. }) => {
                self.used.insert(span);
                new
            }
            _ => old,
        }
    }

    fn is_removed(&mut self, element: &Value) -> bool {
        let Some(span) = element.text().map(|text| text.span) else { return false };
        let is_removed = matches!(self.fixes.get(&span), Some(Fix::Remove { .. }));
        if is_removed {
            self.used.insert(span);
        }
        is_removed
    }
}
