//! Policies and bundles by id, as arguments.

use clap::Args;
use pcluster_iam::{Bundle, POLICIES, Policy, VERSIONS};

use crate::ui::failure::{Complaint, Failure};
use crate::ui::suggest::similar;

/// The id of a command's policy.
#[derive(Args, Debug)]
pub(crate) struct PolicyArg {
    #[arg(value_name = "ID", help = "The policy's id, as `list` prints it")]
    id: String,
}

impl PolicyArg {
    /// The policy with the id.
    pub(crate) fn read(&self) -> Result<&'static Policy, Failure> {
        policy(&self.id)
    }
}

/// The policy with an id.
pub(crate) fn policy(id: &str) -> Result<&'static Policy, Failure> {
    if let Some(policy) = pcluster_iam::policy(id) {
        return Ok(policy);
    }
    let mut complaint = Complaint::new(format!("no policy has the id `{}`", id.escape_debug()));
    let similar: Vec<_> = nearest(id).into_iter().map(|id| format!("`{id}`")).collect();
    if !similar.is_empty() {
        complaint = complaint.help(format!("did you mean {}?", similar.join(" or ")));
    }
    Err(complaint.help("`pcluster-iam list` prints all ids").into())
}

/// The bundle with an id.
pub(crate) fn bundle(id: &str) -> Result<&'static Bundle, Failure> {
    if let Some(bundle) = pcluster_iam::bundle(id) {
        return Ok(bundle);
    }
    let complaint = Complaint::new(format!("no bundle has the id `{}`", id.escape_debug()));
    let complaint = match similar(
        id,
        VERSIONS.iter().flat_map(|version| version.bundles).map(|bundle| bundle.id),
    )
    .first()
    {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None => complaint,
    };
    Err(complaint.help("`pcluster-iam list` prints all bundles").into())
}

/// The ids that were probably meant: by a part of the id, by the name in the source, or by a similar
/// spelling.
fn nearest(id: &str) -> Vec<&'static str> {
    let variant = |id: &str| variant(id).to_lowercase();
    let wanted = variant(id);
    let is_named = |policy: &&&Policy| {
        variant(policy.id) == wanted || policy.version == id || policy.name.eq_ignore_ascii_case(id)
    };
    let named: Vec<_> = POLICIES.iter().filter(is_named).map(|policy| policy.id).collect();
    if !named.is_empty() {
        return named;
    }
    let by_id = similar(id, POLICIES.iter().map(|policy| policy.id));
    if !by_id.is_empty() {
        return by_id;
    }
    let variants: Vec<_> = POLICIES.iter().map(|policy| variant(policy.id)).collect();
    let meant = similar(&wanted, variants.iter().map(String::as_str));
    POLICIES
        .iter()
        .filter(|policy| meant.contains(&variant(policy.id).as_str()))
        .map(|policy| policy.id)
        .collect()
}

/// The part of an id after the last `/`.
pub(crate) fn variant(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, variant)| variant)
}
