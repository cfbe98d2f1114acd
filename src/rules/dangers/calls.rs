//! Calls that need a further action, which the policy does not grant.

use core::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::Authorization;
use crate::document::Span;
use crate::finding::{Code, Finding};
use crate::iam::condition::{Admission, admits};
use crate::iam::grants::{Grant, WholeDenials, grants, is_among, named};
use crate::iam::limits::asks_for;
use crate::iam::scope::Scope;
use crate::rules::RuleContext;
use crate::rules::dangers::tables::NEEDS;
use crate::rules::wording::listed;

/// A call with a further action that it needs.
struct Missing {
    place: Span,
    call: String,
    needed: Authorization,
    why: String,
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let others = Others { cx, denials: WholeDenials::new(cx.all_scopes()), grants: RefCell::default() };
    let scopes = cx.scopes.iter().filter(|scope| scope.allows() && !scope.not_action);
    scopes.filter_map(|scope| find(scope, &others)).collect()
}

/// What the statements of all documents say about an action: many calls need the same one.
struct Others<'c, 'd> {
    cx: &'c RuleContext<'d>,
    denials: WholeDenials<'c, 'd>,
    grants: RefCell<HashMap<&'static str, Rc<[Grant<'c, 'd>]>>>,
}

impl<'c, 'd> Others<'c, 'd> {
    fn grants(&self, action: &'static str) -> Rc<[Grant<'c, 'd>]> {
        let grants = || grants(self.cx.all_scopes(), action).into();
        self.grants.borrow_mut().entry(action).or_insert_with(grants).clone()
    }

    /// True if a statement grants the further action of a call, with the keys of its request.
    fn grant(&self, authorization: Authorization) -> bool {
        self.grants(authorization.action).iter().any(|grant| {
            authorization.context.iter().all(|context| {
                context
                    .values
                    .iter()
                    .any(|value| admits(grant.scope.statement, context.key, value) != Admission::Unmet)
            })
        })
    }
}

fn find(scope: &Scope<'_>, others: &Others<'_, '_>) -> Option<Finding> {
    let missing: Vec<_> = missing(scope, others);
    let first = missing.first()?;
    let mut actions: Vec<_> = missing.iter().map(|missing| missing.needed.action).collect();
    actions.sort_unstable();
    actions.dedup();
    let message = match missing.as_slice() {
        [only] => format!("`{}` needs `{}`, which the policy does not grant", only.call, only.needed.action),
        all => {
            let mut calls: Vec<_> = all.iter().map(|missing| missing.call.as_str()).collect();
            calls.dedup();
            let need = if calls.len() == 1 { "needs" } else { "need" };
            format!(
                "{} {need} {}, which the policy does not grant",
                listed(calls.into_iter().map(|call| format!("`{call}`")), "and"),
                listed(actions.iter().map(|action| format!("`{action}`")), "and")
            )
        }
    };
    let mut finding = Finding::new(Code::MissingFurtherAction, first.place, message)
        .statement(scope.statement.idx)
        .subject(first.call.as_str());
    for it in &missing {
        let context = it.needed.context.iter().map(|context| {
            format!(
                "`{}` is {}",
                context.key,
                listed(context.values.iter().map(|it| format!("`{it}`")), "or")
            )
        });
        let context = listed(context, "and");
        let context = if context.is_empty() { context } else { format!(", where {context}") };
        let line = format!("grant `{}`{context}", it.needed.action);
        if !finding.help.contains(&line) {
            finding = finding.help(line);
        }
        finding = finding.detail(format!("`{}` needs `{}`: {}", it.call, it.needed.action, it.why));
        if it.place != first.place && !finding.labels.iter().any(|(place, _)| *place == it.place) {
            finding = finding.label(it.place, format!("needs `{}`", it.needed.action));
        }
    }
    finding = finding.help("or change nothing if another policy of the same role or user grants it");
    Some(match crate::action(&first.call) {
        Some(action) => finding.rests_on(action.service()),
        None => finding,
    })
}

fn missing(scope: &Scope<'_>, others: &Others<'_, '_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for (place, action) in named(scope) {
        if !scope.can_match(action) || others.denials.deny(action) {
            continue;
        }
        let call = action.to_string();
        for need in NEEDS.iter().filter(|need| is_among(need.calls, &call)) {
            let is_asked = need.asked_by.is_empty()
                || need.asked_by.iter().any(|key| asks_for(scope.statement, key, true));
            if !is_asked {
                continue;
            }
            let needed = action.authorizes().filter(|it| is_among(need.needs, it.action));
            // One action that matches a pattern is enough: a service may have two actions that add tags.
            let is_pattern = need.needs.iter().all(|needed| needed.contains('*'));
            if is_pattern && needed.clone().any(|it| others.grant(it)) {
                continue;
            }
            missing.extend(needed.filter(|it| !others.grant(*it)).map(|needed| Missing {
                place,
                call: call.clone(),
                needed,
                why: format!("{} ({})", need.reason.why, need.reason.source),
            }));
        }
    }
    missing
}
