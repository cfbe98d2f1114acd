//! Entries and statements whose effect another entry or statement already has.

use std::collections::HashMap;

use crate::document::Text;
use crate::finding::{Code, Finding, Fix};
use crate::iam::comparable::ComparableAction;
use crate::iam::condition::implies;
use crate::iam::resource::ResourcePattern;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::redundancy::{Answers, label, names};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    if cx.is_huge() {
        return Vec::new();
    }
    let index = Index::new(cx.all_scopes().collect());
    let mut findings = Vec::new();
    for scope in cx.scopes.iter().filter(|scope| scope.void.is_none()) {
        let covering: Vec<_> = scope.comparable().iter().map(|entry| index.covering(entry)).collect();
        findings.extend(entries(scope, &covering));
        findings.extend(repeated(cx, scope, &covering));
    }
    findings
}

/// An index of all entries of `Action`, for finding the entries that cover another one.
struct Index<'s, 'd> {
    /// The entries without a wildcard, by their text in lower case.
    literals: HashMap<String, Vec<Wider<'s, 'd>>>,
    wildcards: Vec<Wider<'s, 'd>>,
}

/// An entry that may cover another one, with its statement and its place there.
#[derive(Clone, Copy)]
struct Wider<'s, 'd> {
    scope: &'s Scope<'d>,
    idx: usize,
    action: &'s ComparableAction<'d>,
}

impl<'s, 'd> Index<'s, 'd> {
    fn new(scopes: Vec<&'s Scope<'d>>) -> Self {
        let mut index = Self { literals: HashMap::new(), wildcards: Vec::new() };
        for scope in scopes {
            for (idx, action) in scope.comparable().iter().enumerate() {
                let wider = Wider { scope, idx, action };
                if action.entry.has_wildcard() {
                    index.wildcards.push(wider);
                } else {
                    let key = action.entry.text.value.to_ascii_lowercase();
                    index.literals.entry(key).or_default().push(wider);
                }
            }
        }
        index
    }

    /// The entries that cover an entry, in the document's order.
    fn covering(&self, action: &ComparableAction<'_>) -> Vec<Wider<'s, 'd>> {
        let literal = (!action.entry.has_wildcard()).then(|| action.entry.text.value.to_ascii_lowercase());
        let equal = literal.and_then(|key| self.literals.get(&key)).into_iter().flatten();
        let wider = self.wildcards.iter().filter(|wider| wider.action.covers(action));
        let mut found: Vec<_> = equal.chain(wider).copied().collect();
        found.sort_by_key(|wider| (wider.scope.order(), wider.idx));
        found
    }
}

/// The findings about entries that another entry of their list covers; of entries that cover each other, the
/// first is kept.
fn entries(scope: &Scope<'_>, covering: &[Vec<Wider<'_, '_>>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |code, entry: &Text, wider: &Text| {
        let (message, label) = if entry.value == wider.value {
            (format!("the list has `{entry}` twice"), "first given here")
        } else {
            (format!("`{wider}` of the same list covers `{entry}`"), "this covers it")
        };
        let finding = Finding::new(code, entry.span, message)
            .label(wider.span, label)
            .help(format!("remove `{entry}`"))
            .fixed_by(Fix::Remove { span: entry.span });
        findings.push(finding.statement(scope.statement.idx).subject(&entry.value));
    };
    for (idx, (action, covering)) in scope.comparable().iter().zip(covering).enumerate() {
        let wider = covering.iter().find(|wider| {
            wider.scope.order() == scope.order()
                && (wider.idx < idx || wider.idx > idx && !action.covers(wider.action))
        });
        if let Some(wider) = wider {
            report(Code::RedundantAction, action.entry.text, wider.action.entry.text);
        }
    }
    for (idx, entry) in scope.resources.iter().enumerate() {
        let wider = scope.resources.iter().enumerate().find(|(other, wider)| {
            *other != idx
                && scope.entry_covers(wider, entry)
                && (*other < idx || !scope.entry_covers(entry, wider))
        });
        if let Some((_, wider)) = wider {
            report(Code::RedundantResource, entry.text, wider.text);
        }
    }
    findings
}

/// The findings about entries of `Action` that other statements with the same effect cover on all resources
/// of this one; one finding about the whole statement if they cover all entries.
fn repeated(cx: &RuleContext<'_>, scope: &Scope<'_>, covering: &[Vec<Wider<'_, '_>>]) -> Vec<Finding> {
    if !scope.is_positive() || scope.effect.is_none() || scope.actions.is_empty() {
        return Vec::new();
    }
    let others = Others::new(scope);
    let found: Vec<_> = scope
        .comparable()
        .iter()
        .zip(covering)
        .enumerate()
        .filter_map(|(idx, (action, covering))| {
            Some((action.entry, others.everywhere(idx, action, covering)?))
        })
        .collect();
    let does = if scope.allows() { "grants" } else { "denies" };
    if found.len() == scope.actions.len() {
        let mut by: Vec<&Scope<'_>> = Vec::new();
        for other in found.into_iter().flat_map(|(_, by)| by) {
            if by.iter().all(|known| known.order() != other.order()) {
                by.push(other);
            }
        }
        let names = names(cx, &by);
        let others = if by.len() == 1 { "does" } else { "do" };
        let message = format!("{} {does} nothing that {names} {others} not", scope.statement.name());
        let finding = Finding::new(Code::RedundantStatement, scope.statement.span, message)
            .help("remove the statement");
        return vec![label(cx, finding, &by).statement(scope.statement.idx)];
    }
    found
        .into_iter()
        .map(|(entry, by)| {
            let names = names(cx, &by);
            let does = match (by.len(), scope.allows()) {
                (1, true) => "grants",
                (_, true) => "grant",
                (1, false) => "denies",
                (_, false) => "deny",
            };
            let message =
                format!("{names} already {does} `{}` on every resource of this statement", entry.text);
            let finding = Finding::new(Code::GrantRepeated, entry.text.span, message)
                .help(format!("remove `{}` here", entry.text))
                .statement(scope.statement.idx)
                .subject(&entry.text.value);
            label(cx, finding, &by)
        })
        .collect()
}

/// The statements that are compared with a statement. All of its entries ask the same of them, and each answer
/// is computed once.
struct Others<'s, 'd> {
    scope: &'s Scope<'d>,
    /// True for a statement that says no less about everyone whom this one is about.
    wider: Answers<Order, bool>,
    /// True for a statement with conditions that are no wider.
    narrower: Answers<Order, bool>,
    resources: Answers<(Order, usize), Coverage>,
}

/// The place of a statement among all statements of an identity.
type Order = (usize, usize);

/// The resources of another statement that cover a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coverage {
    None,
    /// The resource covers them too.
    Mutual,
    Wider,
}

impl<'s, 'd> Others<'s, 'd> {
    fn new(scope: &'s Scope<'d>) -> Self {
        let (wider, narrower) = (Answers::default(), Answers::default());
        Self { scope, wider, narrower, resources: Answers::default() }
    }

    /// The statements that cover an entry on every resource of its own statement that it can match; of two
    /// statements that cover each other, the first is kept.
    fn everywhere<'o, 'w>(
        &self,
        idx: usize,
        action: &ComparableAction<'_>,
        covering: &[Wider<'o, 'w>],
    ) -> Option<Vec<&'o Scope<'w>>> {
        let mut by = Vec::new();
        for (resource_idx, resource) in self.scope.usable(idx) {
            let covers = |wider: &&Wider<'o, 'w>| {
                self.is_wider(wider.scope)
                    && match self.coverage(wider.scope, resource_idx, resource) {
                        Coverage::None => false,
                        Coverage::Wider => true,
                        Coverage::Mutual => {
                            wider.scope.order() < self.scope.order()
                                || !(action.covers(wider.action) && self.is_narrower(wider.scope))
                        }
                    }
            };
            by.push(covering.iter().find(covers)?.scope);
        }
        by.sort_by_key(|other| other.order());
        by.dedup_by_key(|other| other.order());
        (!by.is_empty()).then_some(by)
    }

    fn is_wider(&self, other: &Scope<'_>) -> bool {
        let scope = self.scope;
        other.order() != scope.order()
            && self.wider.get(other.order(), || {
                other.effect == scope.effect
                    && other.is_positive()
                    && other.covers_principals(scope)
                    && implies(scope.statement, other.statement)
            })
    }

    fn is_narrower(&self, other: &Scope<'_>) -> bool {
        self.narrower.get(other.order(), || implies(other.statement, self.scope.statement))
    }

    fn coverage(&self, other: &Scope<'_>, idx: usize, resource: &ResourcePattern<'_>) -> Coverage {
        self.resources.get((other.order(), idx), || {
            let wider = other.resources.iter().filter(|wider| other.entry_covers(wider, resource));
            let is_mutual = |wider: &ResourcePattern<'_>| self.scope.entry_covers(resource, wider);
            let coverage = wider.map(|it| if is_mutual(it) { Coverage::Mutual } else { Coverage::Wider });
            coverage
                .reduce(|first, next| if next == Coverage::Wider { next } else { first })
                .unwrap_or(Coverage::None)
        })
    }
}
