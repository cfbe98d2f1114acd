//! What conditions leave of a statement: whether they ask for a value of a key.

use super::condition::admits;
use super::pattern::Pattern;
use crate::Context;
use crate::document::{Key, Operator, Scalar, Statement};

/// What follows an operator that also holds for a key that a request does not have.
const IF_EXISTS: &str = "ifexists";

/// Whether a condition asks for a value of a key, and not for any. Where the request may lack the key,
/// a condition that holds then (`IfExists`) does not count.
pub(crate) fn asks_for(statement: &Statement, key: &str, may_lack: bool) -> bool {
    on(statement, key).any(|(operator, key)| {
        let is_open = operator.name.as_str().to_ascii_lowercase().ends_with(IF_EXISTS)
            || has_qualifier(operator, "ForAllValues");
        let is_any = |value: &Scalar| Pattern::new(value.text.as_str()).is_all();
        let asks = !key.values.is_empty() && !key.values.iter().any(is_any);
        asks && is_positive(operator) && !(may_lack && is_open)
    })
}

/// Whether a condition asks that the resource has a key, or a value of it.
pub(crate) fn scopes(statement: &Statement, key: &str) -> bool {
    let is_there = |(operator, key): (&Operator, &Key)| {
        base(operator) == "null" && key.values.iter().all(|value| value.text.as_str() == "false")
    };
    asks_for(statement, key, true) || on(statement, key).any(is_there)
}

/// Whether a denial leaves nothing dangerous: it has no conditions, or they are about keys that a danger
/// depends on, and hold for each dangerous value; of a key that limits it also where a request lacks the
/// key.
pub(crate) fn denies_all(statement: &Statement, limited_by: &[&str], context: &[Context]) -> bool {
    statement.conditions().all(|(operator, key)| {
        let name = key.name.as_str();
        let is_limit = limited_by.iter().any(|known| is_meant(known, name));
        let known = context.iter().find(|known| is_meant(known.key, name));
        let holds = |known: &Context| {
            known.values.iter().all(|value| admits(statement, known.key, value) == Some(true))
        };
        (!is_limit || is_negated(operator)) && known.map_or(is_limit, holds)
    })
}

/// Whether the conditions of a statement leave something dangerous: a value of each key of a context,
/// and no limit but those that let a dangerous value pass.
pub(crate) fn leaves_some(statement: &Statement, limited_by: &[&str], context: &[Context]) -> bool {
    let admits_some =
        |known: &Context| known.values.iter().any(|value| admits(statement, known.key, value) != Some(false));
    let is_open = |key: &&str| {
        let known = context.iter().find(|known| known.key == *key);
        !asks_for(statement, key, true) || known.is_some_and(admits_some)
    };
    limited_by.iter().all(is_open)
        && context.iter().filter(|known| !limited_by.contains(&known.key)).all(admits_some)
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

/// An operator in lower case, since its case means nothing, without its qualifier and suffix.
fn base(operator: &Operator) -> String {
    let name = operator.name.as_str().to_ascii_lowercase();
    let name = name.split_once(':').map_or(name.as_str(), |(_, name)| name);
    name.strip_suffix(IF_EXISTS).unwrap_or(name).to_owned()
}

fn has_qualifier(operator: &Operator, qualifier: &str) -> bool {
    operator.name.as_str().split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(qualifier))
}

fn is_negated(operator: &Operator) -> bool {
    base(operator).contains("not")
}

fn is_positive(operator: &Operator) -> bool {
    !is_negated(operator) && base(operator) != "null"
}
