//! The check of additions: what a policy has beyond its source grants something that the rest of the policy does not.

use std::collections::BTreeMap;

use pcluster_iam::compare::covers;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{ChangeKind, Difference, Effect, Policy, Statement};
use serde_json::{Value, json};

use super::given::{Given, add};
use crate::catalog::Catalog;
use crate::parallel;
use crate::problem::Problem;
use crate::review::{PolicyForm, present};

/// An addition: the place of its statement, and the entry.
type Addition = (&'static str, Option<&'static str>);

/// Checks the additions of the policies that are asked for. A statement that several policies share needs its
/// additions if one of them does.
pub(super) fn check(catalog: &Catalog, is_asked: impl Fn(&Policy) -> bool) -> Vec<Problem> {
    let policies: Vec<_> = catalog.policies().filter(|policy| is_asked(policy)).collect();
    let found = parallel::map(&policies, || (), |(), policy: &&'static Policy| of_policy(policy));
    let mut needs: BTreeMap<Addition, (bool, Vec<&'static str>)> = BTreeMap::new();
    for (policy, additions) in policies.iter().zip(found) {
        for (addition, is_needed) in additions {
            let known = needs.entry(addition).or_default();
            known.0 |= is_needed;
            known.1.push(policy.id);
        }
    }
    needs.retain(|_, (is_needed, _)| !*is_needed);
    needs.into_iter().map(|((source, entry), (_, policies))| problem(source, entry, &policies)).collect()
}

fn problem(source: &str, entry: Option<&str>, policies: &[&'static str]) -> Problem {
    let (file, table) = source.split_once('#').unwrap_or((source, ""));
    let what = entry.map_or_else(|| "the statement".to_owned(), |entry| format!("`{entry}`"));
    let ids: Vec<_> = policies.iter().map(|id| format!("`{id}`")).collect();
    let message =
        format!("{file}: {what} is added in `[{table}]`, and the rest of {} grants the same", ids.join(", "));
    Problem::new(message, "remove what is added").of(policies.iter().copied())
}

/// The additions of a policy, each with the answer whether the policy grants less without it.
fn of_policy(policy: &'static Policy) -> Vec<(Addition, bool)> {
    let grants =
        |it: &Difference| it.change.kind == ChangeKind::Added && it.statement.effect == Effect::Allow;
    let additions = policy.differences().filter(grants);
    additions.map(|it| ((it.statement.source, it.entry), is_needed(policy, &it))).collect()
}

/// True if the policy grants less without an addition, with one of the values. One that cannot be looked at counts as
/// needed.
fn is_needed(policy: &'static Policy, addition: &Difference) -> bool {
    let mut was_there = false;
    for given in Given::BOTH {
        let Some(document) = given.document(policy) else { return true };
        let Some((rest, added)) = parts(policy, given, &document, addition) else { continue };
        was_there = true;
        let side = |statements: Vec<Value>| {
            let document = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
            let mut policies = Policies::new();
            add(&mut policies, Layer::Identity, policy.id, &document).map(|()| policies)
        };
        let (Ok(rest), Ok(added)) = (side(rest), side(vec![added])) else { return true };
        if !covers(&rest, &added).unwrap_or(false) {
            return true;
        }
    }
    !was_there
}

/// The statements of a document without an addition, and the statement with nothing else in the place of the
/// addition; nothing if the document does not have it.
fn parts(
    policy: &'static Policy,
    given: Given,
    document: &str,
    addition: &Difference,
) -> Option<(Vec<Value>, Value)> {
    let document: Value = serde_json::from_str(document).ok()?;
    let statements: Vec<&Statement> =
        present(policy, PolicyForm::Maintained, |name| given.gives(policy, name));
    let place = statements.iter().position(|it| std::ptr::eq(*it, addition.statement))?;
    let mut rest =
        document.get("Statement")?.as_array().filter(|list| list.len() == statements.len())?.clone();
    let mut added = rest.get(place)?.clone();
    let Some(entry) = addition.entry else {
        rest.remove(place);
        return Some((rest, added));
    };
    let text = given.text(entry);
    let is_entry = |it: &Value| it.as_str() == Some(&text);
    let has = |list: &&mut Vec<Value>| list.len() > 1 && list.iter().any(is_entry);
    lists(rest.get_mut(place)?).into_iter().find(has)?.retain(|it| !is_entry(it));
    lists(&mut added).into_iter().find(has)?.retain(is_entry);
    Some((rest, added))
}

/// The lists of a statement's elements and conditions.
fn lists(statement: &mut Value) -> Vec<&mut Vec<Value>> {
    let mut lists = Vec::new();
    for (key, value) in statement.as_object_mut().into_iter().flatten() {
        if key == "Condition" {
            let operators = value.as_object_mut().into_iter().flat_map(|it| it.values_mut());
            let values = operators.filter_map(Value::as_object_mut).flat_map(|keys| keys.values_mut());
            lists.extend(values.filter_map(Value::as_array_mut));
        } else {
            lists.extend(value.as_array_mut());
        }
    }
    lists
}
