//! Policies, with the statements that are asked about.

use pcluster_iam::Policy;
use pcluster_iam::explain::ExplainedStatement;

use crate::input::Input;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::plain;
use crate::ui::suggest::similar;

/// A policy and its statements in words.
#[derive(Debug)]
pub(super) struct PolicyAnswer<'s> {
    /// The id, or the name of the file and in it.
    pub(super) name: String,
    /// The policy of the catalog, if it is one.
    pub(super) of_catalog: Option<&'static Policy>,
    pub(super) statements: Vec<ExplainedStatement<'s>>,
}

pub(super) fn of_catalog(
    policies: &[&'static Policy],
    part: Option<&str>,
) -> Result<Vec<PolicyAnswer<'static>>, Failure> {
    let answer = |policy: &&'static Policy| PolicyAnswer {
        name: policy.id.to_owned(),
        of_catalog: Some(policy),
        statements: policy
            .statements
            .iter()
            .filter(|statement| statement.is_maintained())
            .map(ExplainedStatement::of_catalog)
            .collect(),
    };
    restricted(policies.iter().map(answer).collect(), part)
}

pub(super) fn of_files<'s>(files: &'s [Input], part: Option<&str>) -> Result<Vec<PolicyAnswer<'s>>, Failure> {
    let policies = files.iter().flat_map(|input| input.found.policies.iter().map(move |it| (input, it)));
    let answer = |(input, found): (&'s Input, &'s pcluster_iam::document::Embedded)| PolicyAnswer {
        name: input.name(&found.names),
        of_catalog: None,
        statements: found.document.statements.iter().map(ExplainedStatement::of_document).collect(),
    };
    restricted(policies.map(answer).collect(), part)
}

/// The policies with the statements about an action, or of a name; those without any are left out.
fn restricted<'s>(
    mut policies: Vec<PolicyAnswer<'s>>,
    part: Option<&str>,
) -> Result<Vec<PolicyAnswer<'s>>, Failure> {
    let Some(part) = part else { return Ok(policies) };
    let is_action = part.contains(':') || part == "*";
    let is_meant = |statement: &ExplainedStatement<'_>| {
        if is_action {
            statement.is_about(part)
        } else {
            statement.name == part || statement.sid == Some(part)
        }
    };
    let names: Vec<String> =
        policies.iter().flat_map(|it| &it.statements).map(|it| plain(&it.name)).collect();
    let all: Vec<String> = policies.iter().map(|policy| format!("`{}`", plain(&policy.name))).collect();
    for policy in &mut policies {
        policy.statements.retain(is_meant);
    }
    policies.retain(|policy| !policy.statements.is_empty());
    if !policies.is_empty() {
        return Ok(policies);
    }
    let shown = part.escape_debug();
    Err(if is_action {
        let complaint = Complaint::new(format!("no statement of {} is about `{shown}`", all.join(", ")));
        Failure::No(
            complaint.help(format!("`pcluster-iam explain {shown}` shows the policies that grant it")),
        )
    } else {
        let complaint = Complaint::new(format!("{} has no statement `{shown}`", all.join(", ")));
        match similar(part, names.iter().map(String::as_str)).first() {
            Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
            None => complaint.help(format!("the statements are {}", names.join(", "))),
        }
        .into()
    })
}
