//! The policies that somebody has, each with the policy of the catalog that it stands for.

use pcluster_iam::compare::Footprint;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};

use crate::input::holder::Holder;
use crate::ui::failure::Failure;

/// The policies of an identity.
pub(super) struct OwnPolicies {
    pub(super) holder: Holder,
}

/// Reads the policies of files, if there are any.
pub(super) fn read(files: &[String]) -> Result<Option<OwnPolicies>, Failure> {
    if files.is_empty() {
        return Ok(None);
    }
    let mut holder = Holder::default();
    holder.add_files(files, Layer::Identity)?;
    Ok(Some(OwnPolicies { holder: holder.finish(Vec::new())? }))
}

impl OwnPolicies {
    /// The name of each policy with the place of the side that is nearest to it.
    pub(super) fn nearest(&self, sides: &[&Policies]) -> Vec<(String, usize)> {
        let footprints: Vec<_> = sides.iter().map(|side| Footprint::new(side)).collect();
        let nearest = |(source, document): (&str, &Document)| {
            let mut policies = Policies::new();
            policies.add(Layer::Identity, source, document).ok()?;
            let own = Footprint::new(&policies);
            let distances = footprints.iter().map(|footprint| footprint.distance(&own)).enumerate();
            let (place, _) = distances.min_by_key(|(_, distance)| *distance)?;
            Some((source.to_owned(), place))
        };
        self.holder.documents().filter_map(nearest).collect()
    }
}
