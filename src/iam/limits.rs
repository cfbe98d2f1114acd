//! What conditions leave of a statement: whether they ask for a value of a key.

use crate::Context;
use crate::document::{Key, Operator, Scalar, Statement};
use crate::iam::condition::admits;
use crate::iam::condition::operator::{Comparison, OperatorFamily};
use crate::iam::pattern::TextPattern;

/// Whether a condition asks for a value of a key, and not for any. Where the request may lack the key,
/// a condition that holds then (`IfExists`) does not count.
pub(crate) fn asks_for(statement: &Statement, key: &str, may_lack: bool) -> bool {
    on(statement, key).any(|(operator, key)| {
        let is_any = |value: &Scalar| TextPattern::new(value.text.as_str()).is_all();
        let names_some = !key.values.is_empty() && !key.values.iter().any(is_any);
        let is_limit = |it: Comparison| {
            !it.is_negated && it.family != OperatorFamily::Null && !(may_lack && it.passes_absent())
        };
        names_some && comparison(operator).is_some_and(is_limit)
    })
}

/// Whether a condition asks that the resource has a key, or a value of it.
pub(crate) fn scopes(statement: &Statement, key: &str) -> bool {
    let is_there = |(operator, key): (&Operator, &Key)| {
        comparison(operator).is_some_and(|it| it.family == OperatorFamily::Null)
            && key.values.iter().all(|value| value.text.as_str() == "false")
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
        (!is_limit || comparison(operator).is_some_and(|it| it.is_negated)) && known.map_or(is_limit, holds)
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

fn comparison(operator: &Operator) -> Option<Comparison> {
    Comparison::new(operator.name.as_str())
}
