//! Accounts other than those of the policy's owner, if these are stated.

use crate::document::{Statement, Text};
use crate::finding::{Code, Finding};
use crate::iam::arn::ArnPattern;
use crate::rules::RuleContext;

/// The type of the principals that are accounts and what belongs to them.
const AWS: &str = "AWS";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let own = cx.options.accounts;
    if own.is_empty() {
        return Vec::new();
    }
    let allowed = cx.scopes.iter().filter(|scope| scope.allows()).map(|scope| scope.statement);
    let named = allowed.flat_map(|statement| named(statement).map(move |text| (statement.idx, text)));
    let finding = |(statement, text): (usize, &Text)| {
        let account = account(text.as_str()).filter(|account| !own.contains(account))?;
        let message = format!("`{text}` belongs to the account {account}, which is not one of your own");
        let finding = Finding::new(Code::OtherAccount, text.span, message)
            .help(format!("write the id of your account, or add {account} to your accounts if it is one"));
        Some(finding.statement(statement).subject(text.as_str()))
    };
    named.filter_map(finding).collect()
}

/// The resources and the principals that a statement names.
fn named(statement: &Statement) -> impl Iterator<Item = &Text> {
    let resources = statement.resources.iter().filter(|list| !list.negated).flat_map(|list| &list.entries);
    let principals = statement.principals.iter().filter(|principals| !principals.negated);
    let lists = principals.flat_map(|principals| &principals.lists);
    resources.chain(lists.filter(|list| list.key.as_str() == AWS).flat_map(|list| &list.entries))
}

/// The account in an ARN, or in a principal that is an account.
fn account(text: &str) -> Option<&str> {
    let account = match ArnPattern::new(text) {
        Some(arn) => arn.account.text,
        None => text,
    };
    let is_id = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(account)
}
