//! Regions that are not in the catalog.

use std::io;

use pcluster_iam::{PARTITIONS, Parameter, ParameterRole};

use crate::args::values::Given;
use crate::ui::failure::{self, Complaint};
use crate::ui::suggest::similar;

/// Warns about a region that is not in the catalog: such a region may be new, but is more often misspelt.
pub(super) fn warn_of_unknown(given: &Given) -> io::Result<()> {
    let name = Parameter::with_role(ParameterRole::Region).map_or("", |parameter| parameter.name);
    let Some(value) = given.first(name) else { return Ok(()) };
    let regions = || PARTITIONS.iter().flat_map(|partition| partition.regions).copied();
    if regions().any(|region| region == value.text) {
        return Ok(());
    }
    let complaint = Complaint::new(format!("the catalog has no region `{}`", value.text));
    failure::warn(&match similar(&value.text, regions()).first() {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None => complaint,
    })
}
