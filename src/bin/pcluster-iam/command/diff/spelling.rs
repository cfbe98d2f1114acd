//! The placeholders of templates: sources spell those of one parameter differently.

use std::collections::BTreeMap;

use pcluster_iam::Policy;

/// The spelling of the placeholder of each parameter.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    placeholders: BTreeMap<&'static str, &'static str>,
}

impl Spelling {
    /// The spelling of the first policy that has a placeholder for a parameter.
    pub(super) fn of(policies: &[&'static Policy]) -> Self {
        let mut placeholders = BTreeMap::new();
        for used in policies.iter().flat_map(|policy| policy.parameters) {
            if let Some(placeholder) = used.placeholder {
                placeholders.entry(used.parameter.name).or_insert(placeholder);
            }
        }
        Self { placeholders }
    }

    /// The template of a policy with the placeholders in this spelling.
    pub(super) fn template(&self, policy: &Policy) -> String {
        let mut own: Vec<(&str, &str)> = policy
            .parameters
            .iter()
            .filter_map(|used| Some((used.placeholder?, *self.placeholders.get(used.parameter.name)?)))
            .filter(|(own, _)| own.starts_with(['<', '$']))
            .collect();
        // A placeholder may begin with another one.
        own.sort_by_key(|(placeholder, _)| std::cmp::Reverse(placeholder.len()));
        let (mut text, mut rest) = (String::new(), policy.template);
        while let Some(at) = rest.find(['<', '$']) {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            let found = own.iter().find_map(|(own, other)| Some((from.strip_prefix(own)?, *other)));
            rest = match found {
                Some((behind, other)) => {
                    text.push_str(other);
                    behind
                }
                None => {
                    let mut chars = from.chars();
                    text.extend(chars.next());
                    chars.as_str()
                }
            };
        }
        text.push_str(rest);
        text
    }
}
