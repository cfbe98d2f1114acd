//! Limits: conditions that close a danger, or leave a part of it.
//!
//! A condition narrows a statement to the requests that meet it. Its effect on a danger depends on the effect
//! of the statement:
//!
//! - In a grant, a condition closes a danger if no dangerous request meets it. Conditions are joined by a
//!   logical *and* (IAM User Guide, "Conditions with multiple context keys or values"), so that a single
//!   closing condition is enough.
//! - In a denial, every dangerous request has to meet the condition, or some of them stay allowed. A request
//!   without the key does not meet an operator that is not negated, and does meet `StringNotEquals` (IAM User
//!   Guide, "IAM JSON policy elements: Condition operators").
//!
//! A condition that only asks for a key to be there limits a grant to the requests that have it, such as
//! those for resources with a tag: `StringLike` with `*` says the same as `Null` with `false`.

use crate::document::{Key, Operator, Scalar, Statement};
use crate::iam::condition::known_key::{self, KeyForm};
use crate::iam::condition::operator::{Comparison, OperatorFamily};
use crate::iam::condition::{Admission, admits};
use crate::iam::pattern::TextPattern;
use crate::{Context, PARTITIONS};

/// The condition keys that decide about a danger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DangerKeys<'k> {
    /// The keys that take the danger away with any value.
    pub(crate) limited_by: &'k [&'k str],
    /// The keys of a dangerous request, with their values.
    pub(crate) context: &'k [Context],
}

/// The effect of a condition on a danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LimitEffect {
    /// No dangerous request is left.
    Closes,
    /// Some dangerous request stays allowed.
    Leaves,
    /// The values of the condition are filled in later.
    Unknown,
}

/// True for a grant that leaves a dangerous request: no condition certainly closes the danger.
pub(crate) fn leaves_some(grant: &Statement, keys: DangerKeys<'_>) -> bool {
    let of_context = keys.context.iter().map(|known| known.key);
    let all = keys.limited_by.iter().copied().chain(of_context);
    all.into_iter().all(|key| effect_in_grant(grant, key, keys) != LimitEffect::Closes)
}

/// True for a denial that leaves no dangerous request. A condition whose values are not known yet counts as
/// if it had the intended values.
pub(crate) fn denies_all(denial: &Statement, keys: DangerKeys<'_>) -> bool {
    denial
        .conditions()
        .all(|(operator, key)| effect_in_denial(denial, operator, key, keys) != LimitEffect::Leaves)
}

/// The effect of the conditions of a grant on one key.
fn effect_in_grant(grant: &Statement, key: &str, keys: DangerKeys<'_>) -> LimitEffect {
    let is_limit = keys.limited_by.contains(&key);
    if is_limit && !asks_for(grant, key, true) {
        return LimitEffect::Leaves;
    }
    let Some(known) = keys.context.iter().find(|known| known.key == key) else { return LimitEffect::Closes };
    let admitted: Vec<_> = known.values.iter().map(|value| admits(grant, known.key, value)).collect();
    if admitted.iter().any(|it| matches!(it, Admission::Unasked | Admission::Met)) {
        LimitEffect::Leaves
    } else if admitted.contains(&Admission::Unknown) {
        LimitEffect::Unknown
    } else {
        LimitEffect::Closes
    }
}

/// The effect of one condition of a denial.
fn effect_in_denial(denial: &Statement, operator: &Operator, key: &Key, keys: DangerKeys<'_>) -> LimitEffect {
    let name = key.name.as_str();
    let is_limit = keys.limited_by.iter().any(|known| is_meant(known, name));
    // An operator that is not negated denies only the stated values of the limit: a request without the
    // key stays allowed.
    if is_limit && !comparison(operator).is_some_and(|it| it.is_negated) {
        return LimitEffect::Leaves;
    }
    let Some(known) = keys.context.iter().find(|known| is_meant(known.key, name)) else {
        // A dangerous request need not meet a condition on any other key.
        return if is_limit { LimitEffect::Closes } else { LimitEffect::Leaves };
    };
    let admitted: Vec<_> = known.values.iter().map(|value| admits(denial, known.key, value)).collect();
    if admitted.iter().any(|it| matches!(it, Admission::Unasked | Admission::Unmet)) {
        LimitEffect::Leaves
    } else if admitted.contains(&Admission::Unknown) {
        LimitEffect::Unknown
    } else {
        LimitEffect::Closes
    }
}

/// True for a condition that requires some value of a key, but not just any value. With `may_lack`, a
/// condition that a request without the key meets (`IfExists`) does not count.
pub(crate) fn asks_for(statement: &Statement, key: &str, may_lack: bool) -> bool {
    on(statement, key).any(|(operator, key)| {
        let names_some = !key.values.is_empty() && !key.values.iter().any(|value| is_any(key, value));
        let is_limit = |it: Comparison| {
            !it.is_negated && it.family != OperatorFamily::Null && !(may_lack && it.passes_absent())
        };
        names_some && comparison(operator).is_some_and(is_limit)
    })
}

/// True for a condition that only requests with the key meet, whatever its value.
pub(crate) fn scopes(statement: &Statement, key: &str) -> bool {
    on(statement, key).any(|(operator, key)| requires(operator, key))
}

/// The keys that a request has to have for the statement to apply, as written.
pub(crate) fn required(statement: &Statement) -> impl Iterator<Item = &str> {
    statement.conditions().filter(|(operator, key)| requires(operator, key)).map(|(_, key)| key.name.as_str())
}

/// True for a condition that no request without the key meets, and that asks for more than the absence of
/// some values.
fn requires(operator: &Operator, key: &Key) -> bool {
    let Some(comparison) = comparison(operator) else { return false };
    if comparison.family == OperatorFamily::Null {
        return key.values.iter().all(|value| value.text.as_str().eq_ignore_ascii_case("false"));
    }
    !comparison.is_negated && !comparison.passes_absent() && !key.values.is_empty()
}

/// True for a value that every value of the key matches. The principals of services all end alike.
fn is_any(key: &Key, value: &Scalar) -> bool {
    let pattern = TextPattern::new(value.text.as_str());
    let is_of_services = || {
        known_key::known(key.name.as_str()).is_some_and(|key| key.holds == Some(KeyForm::ServicePrincipal))
    };
    let all = |principal: &&str| pattern.covers(&TextPattern::new(&principal.replace("{service}", "*")));
    pattern.is_all()
        || is_of_services()
            && PARTITIONS
                .iter()
                .flat_map(|partition| partition.service_principals)
                .any(|it| it.contains("{service}") && all(it))
}

/// True if a name in a policy is that of a key, which may end in a part that the policy fills in.
fn is_meant(key: &str, name: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::LimitEffect::{Closes, Leaves, Unknown};
    use super::{DangerKeys, denies_all, effect_in_denial, effect_in_grant, leaves_some, scopes};
    use crate::Context;
    use crate::iam::testing::statement_with;

    /// A danger of requests whose `a:to` is `x` or `y`, unless the policy asks for a value of `a:limit`.
    const KEYS: DangerKeys<'_> =
        DangerKeys { limited_by: &["a:limit"], context: &[Context { key: "a:to", values: &["x", "y"] }] };

    #[test]
    fn a_condition_that_asks_for_a_key_scopes_a_statement() {
        let cases = [
            (r#"{"StringEquals": {"a:limit": "v"}}"#, true),
            (r#"{"Null": {"a:limit": "false"}}"#, true),
            (r#"{"StringLike": {"a:limit": "*"}}"#, true),
            (r#"{"StringLikeIfExists": {"a:limit": "*"}}"#, false),
            (r#"{"ForAllValues:StringLike": {"a:limit": "*"}}"#, false),
            (r#"{"Null": {"a:limit": "true"}}"#, false),
            (r#"{"Bool": {"a:other": "false"}}"#, false),
            (r#"{"StringNotEquals": {"a:limit": "false"}}"#, false),
        ];
        for (condition, expected) in cases {
            assert_eq!(scopes(&statement_with(condition), "a:limit"), expected, "{condition}");
        }
    }

    #[test]
    fn each_condition_has_its_effect() {
        // A condition, its key, its effect in a grant, and in a denial.
        let cases = [
            // A key that limits the danger.
            (r#"{"StringEquals": {"a:limit": "v"}}"#, "a:limit", Closes, Leaves),
            (r#"{"StringEquals": {"A:Limit": ["v", "w"]}}"#, "a:limit", Closes, Leaves),
            (r#"{"StringEquals": {"a:limit": "<NAME>"}}"#, "a:limit", Closes, Leaves),
            (r#"{"StringLike": {"a:limit": "*"}}"#, "a:limit", Leaves, Leaves),
            (r#"{"StringEqualsIfExists": {"a:limit": "v"}}"#, "a:limit", Leaves, Leaves),
            (r#"{"ForAllValues:StringEquals": {"a:limit": "v"}}"#, "a:limit", Leaves, Leaves),
            (r#"{"ForAnyValue:StringEquals": {"a:limit": "v"}}"#, "a:limit", Closes, Leaves),
            (r#"{"StringNotEquals": {"a:limit": "v"}}"#, "a:limit", Leaves, Closes),
            (r#"{"Null": {"a:limit": "true"}}"#, "a:limit", Leaves, Leaves),
            (r#"{"Null": {"a:limit": "false"}}"#, "a:limit", Leaves, Leaves),
            (r#"{"Nonsense": {"a:limit": "v"}}"#, "a:limit", Leaves, Leaves),
            // A key that dangerous requests have.
            (r#"{"StringEquals": {"a:to": "x"}}"#, "a:to", Leaves, Leaves),
            (r#"{"StringEquals": {"a:to": ["x", "y"]}}"#, "a:to", Leaves, Closes),
            (r#"{"StringEquals": {"a:to": "z"}}"#, "a:to", Closes, Leaves),
            (r#"{"StringEquals": {"a:to": "<NAME>"}}"#, "a:to", Unknown, Unknown),
            (r#"{"StringEquals": {"a:to": ["x", "<NAME>"]}}"#, "a:to", Leaves, Unknown),
            (r#"{"StringLike": {"a:to": "*"}}"#, "a:to", Leaves, Closes),
            (r#"{"StringNotEquals": {"a:to": "x"}}"#, "a:to", Leaves, Leaves),
            (r#"{"StringNotEquals": {"a:to": "z"}}"#, "a:to", Leaves, Closes),
            (r#"{"StringNotEquals": {"a:to": ["x", "y"]}}"#, "a:to", Closes, Leaves),
            (r#"{"Null": {"a:to": "true"}}"#, "a:to", Closes, Leaves),
            (r#"{"Null": {"a:to": "false"}}"#, "a:to", Leaves, Closes),
            // Another key.
            (r#"{"StringEquals": {"a:other": "x"}}"#, "a:to", Leaves, Leaves),
        ];
        for (condition, key, in_grant, in_denial) in cases {
            let statement = statement_with(condition);
            assert_eq!(effect_in_grant(&statement, key, KEYS), in_grant, "grant: {condition}");
            let effects = statement.conditions().map(|(it, key)| effect_in_denial(&statement, it, key, KEYS));
            assert_eq!(effects.collect::<Vec<_>>(), [in_denial], "denial: {condition}");
        }
    }

    #[test]
    fn the_same_key_can_limit_a_danger_and_belong_to_it() {
        let keys = DangerKeys { limited_by: &["a:to"], ..KEYS };
        let cases = [
            (r#"{"StringEquals": {"a:to": "x"}}"#, Leaves, Leaves),
            (r#"{"StringEquals": {"a:to": "z"}}"#, Closes, Leaves),
            (r#"{"StringEquals": {"a:to": "<NAME>"}}"#, Unknown, Leaves),
            (r#"{"StringNotEquals": {"a:to": ["x", "y"]}}"#, Leaves, Leaves),
            (r#"{"StringNotEquals": {"a:to": "z"}}"#, Leaves, Closes),
        ];
        for (condition, in_grant, in_denial) in cases {
            let statement = statement_with(condition);
            assert_eq!(effect_in_grant(&statement, "a:to", keys), in_grant, "grant: {condition}");
            let effects = statement.conditions().map(|(it, key)| effect_in_denial(&statement, it, key, keys));
            assert_eq!(effects.collect::<Vec<_>>(), [in_denial], "denial: {condition}");
        }
    }

    #[test]
    fn one_condition_closes_a_grant_and_all_of_them_a_denial() {
        // A condition, `leaves_some` of a grant, and `denies_all` of a denial.
        let cases = [
            ("{}", true, true),
            (r#"{"StringEquals": {"a:to": "x", "a:limit": "v"}}"#, false, false),
            (r#"{"StringEquals": {"a:to": ["x", "y"]}, "StringNotEquals": {"a:limit": "v"}}"#, true, true),
            (r#"{"StringEquals": {"a:to": ["x", "y"]}, "Bool": {"a:other": "true"}}"#, true, false),
            (r#"{"StringEquals": {"a:to": "<NAME>"}}"#, true, true),
            // No value meets both.
            (r#"{"StringEquals": {"a:to": "x"}, "StringNotEquals": {"a:to": "x"}}"#, false, false),
        ];
        for (condition, leaves, denies) in cases {
            let statement = statement_with(condition);
            assert_eq!(leaves_some(&statement, KEYS), leaves, "grant: {condition}");
            assert_eq!(denies_all(&statement, KEYS), denies, "denial: {condition}");
        }
    }
}
