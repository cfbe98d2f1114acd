//! The placeholders of the catalog's texts, and the values that replace them.

use pcluster_iam::{ParameterRole, Policy};

/// The text of an entry in the source's spelling: with the source's text for each parameter, or else the
/// parameter's default; a source without a text for the region is for all regions.
pub(crate) fn spelled(policy: &Policy, text: &str) -> String {
    filled(text, |name| {
        let used = policy.parameters.iter().find(|used| used.parameter.name == name)?;
        let all_regions = (used.parameter.role() == ParameterRole::Region).then_some("*");
        used.placeholder.or(used.parameter.default).or(all_regions).map(str::to_owned)
    })
}

/// The text of an entry with these values; a parameter without a value stays a placeholder.
pub(crate) fn filled(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        // `${…}` is a variable of IAM.
        let placeholder = after.split_once('}').filter(|_| !before.ends_with('$'));
        let Some((placeholder, after)) = placeholder else {
            out.push('{');
            rest = after;
            continue;
        };
        match value(placeholder.trim_end_matches(['?', '.'])) {
            Some(value) => out.push_str(&value),
            None => out.push_str(&format!("{{{placeholder}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
