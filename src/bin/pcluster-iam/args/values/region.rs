//! Regions that are not in the catalog.

use pcluster_iam::{PARTITIONS, Parameter, ParameterRole, Region};

use super::given::Given;
use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;

/// The message about a region that is not in the catalog, unless the user allows it: it may be new, but is more
/// often misspelt, and the policy would then grant nothing.
pub(crate) fn unknown_region(given: &Given) -> Option<Complaint> {
    let name = Parameter::with_role(ParameterRole::Region).map_or("", |parameter| parameter.name);
    let value = given.first(name)?;
    let regions = || PARTITIONS.iter().flat_map(|partition| partition.regions).copied();
    // A string that cannot be a region is reported as such.
    let is_region = Region::new(&value.text).is_ok();
    if given.allows_unknown_region || !is_region || regions().any(|region| region == value.text) {
        return None;
    }
    let complaint = Complaint::new(format!("the catalog has no region `{}`", value.text));
    let complaint = match similar(&value.text, regions()).first() {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None => complaint,
    };
    Some(complaint.help("if the region is new, add --allow-unknown-region"))
}
