//! What is published below `docs/`: the policies as JSON, a page for the administrators of each
//! version, an overview, the catalog for programs, and what the build says to mistakes in it.

mod acknowledged;
pub(crate) mod actions;
pub(crate) mod catalog_json;
pub(crate) mod errors;
pub(crate) mod findings;
mod markdown;
pub(crate) mod overview;
pub(crate) mod page;
mod section;

use pcluster_iam::Policy;

use crate::files::File;

/// The maintained form of a policy, with the placeholders of its source.
pub(crate) fn document(policy: &Policy) -> File {
    File { path: format!("docs/{}.json", policy.id), text: format!("{}\n", policy.template) }
}

/// The last part of a policy's id, which names its file.
fn variant(policy: &Policy) -> &'static str {
    policy.id.rsplit_once('/').map_or(policy.id, |(_, variant)| variant)
}

/// The text of an entry as the source spells it: with the source's text for each parameter, or else
/// the parameter's default.
pub(crate) fn spelled(policy: &Policy, text: &str) -> String {
    filled(text, |name| {
        let used = policy.parameters.iter().find(|used| used.parameter.name == name);
        used.and_then(|used| used.placeholder.or(used.parameter.default)).map(str::to_owned)
    })
}

/// The text of an entry with these values for parameters; what has none stays a placeholder.
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
