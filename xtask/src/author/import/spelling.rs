//! The placeholders of a source, `<REGION>` or `${Region}`, and the parameters that they stand for.

use pcluster_iam::{PARAMETERS, PARTITIONS, Parameter, ParameterRole};

/// Gives the placeholders of a source the names of parameters.
pub(super) trait Spelling {
    /// The parameter that a placeholder stands for.
    fn parameter(&mut self, placeholder: &str) -> Option<String>;

    /// The parameter for the partition that an ARN names.
    fn partition(&mut self, id: &str) -> Option<String>;

    /// The spelling of a value for which a character stands.
    fn mark(&self, _: char) -> Option<&str> {
        None
    }
}

/// A text with `{name}` in place of placeholders and an ARN's partition, or the reason why it has none.
pub(super) fn template(text: &str, spelling: &mut impl Spelling) -> Result<String, &'static str> {
    let mut out = String::new();
    let mut rest = text;
    if let Some((partition, after)) = text.strip_prefix("arn:").and_then(|rest| rest.split_once(':'))
        && PARTITIONS.iter().any(|known| known.id == partition)
        && let Some(name) = spelling.partition(partition)
    {
        out = format!("arn:{{{name}}}:");
        rest = after;
    }
    while let Some(index) = rest.find(['<', '$', '{', '}']) {
        let (before, found) = rest.split_at(index);
        out.push_str(before);
        if let Some((placeholder, after)) = placeholder(found) {
            let name = Some(placeholder).filter(|it| !is_policy_variable(it));
            match name.and_then(|placeholder| spelling.parameter(placeholder)) {
                Some(name) => out.push_str(&format!("{{{name}}}")),
                None => out.push_str(placeholder),
            }
            rest = after;
        } else {
            let mut chars = found.chars();
            match chars.next() {
                Some('{' | '}') => return Err("the catalog keeps braces for placeholders"),
                first => out.extend(first),
            }
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// The placeholder at the beginning of a text, with its brackets, and the rest.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (open, close) = if text.starts_with('<') { ("<", '>') } else { ("${", '}') };
    let (inside, _) = text.strip_prefix(open)?.split_once(close)?;
    if inside.trim().is_empty() || inside.contains(['<', '{']) {
        return None;
    }
    text.split_at_checked(open.len() + inside.len() + close.len_utf8())
}

/// True for IAM's own variables, such as `${aws:username}`, and not for `${Region}` or `${AWS::Region}`.
fn is_policy_variable(placeholder: &str) -> bool {
    placeholder.starts_with('$') && (placeholder.replace("::", "").contains(':') || placeholder.len() == 4)
}

/// True if a text is a placeholder, so that a document shows its place.
pub(super) fn is_placeholder(text: &str) -> bool {
    placeholder(text).is_some_and(|(_, rest)| rest.is_empty()) && !is_policy_variable(text)
}

/// The parameter for the partition of an ARN.
pub(super) fn partition() -> Option<&'static str> {
    Parameter::with_role(ParameterRole::Partition).map(|parameter| parameter.name)
}

/// A parameter and the text that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spelled {
    pub(super) name: String,
    pub(super) text: String,
}

/// The text that a parameter needs, or `None` if it must have no text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextNeed {
    pub(super) name: &'static str,
    pub(super) text: Option<&'static str>,
}

/// The texts of one policy's parameters.
#[derive(Clone, Debug)]
pub(super) struct ParameterTexts<'c> {
    /// The texts of most policies of the release.
    common: &'c [Spelled],
    own: Vec<Spelled>,
}

impl<'c> ParameterTexts<'c> {
    pub(super) fn new(common: &'c [Spelled], own: Vec<Spelled>) -> Self {
        Self { common, own }
    }

    /// True if the policy can have these texts in addition to its own.
    pub(super) fn allow(&self, needs: &[TextNeed]) -> bool {
        let text = |texts: &'_ [Spelled], name| {
            texts.iter().find(|spelled| spelled.name == name).map(|spelled| spelled.text.clone())
        };
        needs.iter().all(|need| match text(&self.own, need.name) {
            Some(own) => Some(&*own) == need.text,
            None => need.text.is_some() || text(self.common, need.name).is_none(),
        })
    }

    /// Gives the policy these texts.
    pub(super) fn add(&mut self, needs: &[TextNeed]) {
        for TextNeed { name, text } in needs {
            if let Some(text) = text
                && !self.own.iter().any(|spelled| spelled.name == *name)
            {
                self.own.push(Spelled { name: (*name).to_owned(), text: (*text).to_owned() });
            }
        }
    }

    /// The texts that differ from the release's, so that the policy has to state them.
    pub(super) fn into_overrides(self) -> Vec<Spelled> {
        let Self { common, mut own } = self;
        own.retain(|spelled| {
            let common = common.iter().find(|common| common.name == spelled.name);
            let default = PARAMETERS.iter().find(|parameter| parameter.name == spelled.name);
            let text = match common {
                Some(common) => Some(common.text.as_str()),
                None => default.and_then(|parameter| parameter.default),
            };
            text != Some(&spelled.text)
        });
        own
    }
}

#[cfg(test)]
mod tests {
    use super::{Spelling, template};

    /// Takes every placeholder for the parameter `p`.
    struct Any;

    impl Spelling for Any {
        fn parameter(&mut self, _: &str) -> Option<String> {
            Some("p".to_owned())
        }

        fn partition(&mut self, _: &str) -> Option<String> {
            Some("partition".to_owned())
        }
    }

    #[test]
    fn placeholders_become_parameters() {
        for (text, expected) in [
            ("*", "*"),
            ("arn:aws:x:<A>:<B C>:d-*", "arn:{partition}:x:{p}:{p}:d-*"),
            ("arn:aws-cn:x:::y", "arn:{partition}:x:::y"),
            ("arn:${AWS::Partition}:x::aws:y", "arn:{p}:x::aws:y"),
            ("arn:*:x:::${aws:username}/${*}${$}${Name}", "arn:*:x:::${aws:username}/${*}${$}{p}"),
            ("arn:other:x:::y", "arn:other:x:::y"),
            ("a < b > c <> $", "a {p} c <> $"),
            ("a > b < c", "a > b < c"),
        ] {
            assert_eq!(template(text, &mut Any).as_deref(), Ok(expected), "{text}");
        }
        for text in ["{a}", "a}", "${", "${}", "<{a}>", "${a${b}"] {
            assert!(template(text, &mut Any).is_err(), "{text}");
        }
    }
}
