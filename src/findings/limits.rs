//! What conditions leave of a statement: whether they ask for a value of a key.

use super::pattern::Pattern;
use crate::document::{Key, Operator, Scalar, Statement};

/// What follows an operator that also holds for a key that a request does not have.
const IF_EXISTS: &str = "IfExists";

/// Whether a condition asks for a value of a key, and not for any. Where the request may lack the key,
/// a condition that holds then (`IfExists`) does not count.
pub(crate) fn asks_for(statement: &Statement, key: &str, may_lack: bool) -> bool {
    on(statement, key).any(|(operator, key)| {
        let is_open = operator.name.as_str().ends_with(IF_EXISTS) || has_qualifier(operator, "ForAllValues");
        let is_any = |value: &Scalar| Pattern::new(value.text.as_str()).is_all();
        let asks = !key.values.is_empty() && !key.values.iter().any(is_any);
        asks && is_positive(operator) && !(may_lack && is_open)
    })
}

/// Whether a condition asks that the resource has a key, or a value of it.
pub(crate) fn scopes(statement: &Statement, key: &str) -> bool {
    let is_there = |(operator, key): (&Operator, &Key)| {
        base(operator) == "Null" && key.values.iter().all(|value| value.text.as_str() == "false")
    };
    asks_for(statement, key, true) || on(statement, key).any(is_there)
}

/// Whether all conditions of a statement are about keys and hold where the request's value is none of
/// theirs, so that a denial leaves their values alone.
pub(crate) fn spares_values_of(statement: &Statement, keys: &[&str]) -> bool {
    let mut n_conditions = 0;
    let all = statement.conditions().all(|(operator, key)| {
        n_conditions += 1;
        is_negated(operator) && keys.iter().any(|known| is_meant(known, key.name.as_str()))
    });
    all && n_conditions > 0
}

/// Whether a name in a policy is that of a key, which may end in what the policy fills in.
pub(crate) fn is_meant(key: &str, name: &str) -> bool {
    match key.split_once("${") {
        Some((prefix, _)) => {
            name.len() > prefix.len()
                && name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        }
        None => name.eq_ignore_ascii_case(key),
    }
}

fn on<'d>(statement: &'d Statement, key: &str) -> impl Iterator<Item = (&'d Operator, &'d Key)> {
    statement.conditions().filter(move |(_, known)| is_meant(key, known.name.as_str()))
}

/// An operator without its qualifier and suffix.
fn base(operator: &Operator) -> &str {
    let name = operator.name.as_str();
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    name.strip_suffix(IF_EXISTS).unwrap_or(name)
}

fn has_qualifier(operator: &Operator, qualifier: &str) -> bool {
    operator.name.as_str().split_once(':').is_some_and(|(known, _)| known == qualifier)
}

fn is_negated(operator: &Operator) -> bool {
    base(operator).contains("Not")
}

fn is_positive(operator: &Operator) -> bool {
    !is_negated(operator) && base(operator) != "Null"
}
