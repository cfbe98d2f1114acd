//! The policies that somebody has, each with the policy of the catalog that it stands for.

use std::collections::BTreeMap;

use pcluster_iam::compare::Footprint;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{AttachTo, Policy, ReleaseNumber, VERSIONS};

use crate::input::holder::Holder;
use crate::ui::failure::Failure;

/// The least likeness with which a policy stands for another one.
const MIN_LIKENESS: f64 = 0.2;

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

/// The files that stand for each policy of the catalog, by its id, and those that stand for none.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) of_policy: BTreeMap<&'static str, Vec<String>>,
    pub(super) unlike: Vec<String>,
}

impl OwnPolicies {
    /// The policies of the earlier release that the files stand for: each file for the one that it is most like. Or
    /// all together for the policies of a bundle, if these are more like them.
    pub(super) fn matched(
        &self,
        old: ReleaseNumber,
        policies: &[&'static Policy],
        document: &dyn Fn(&'static Policy) -> Document,
    ) -> Matched {
        let print = |documents: &[(&str, Document)]| {
            let mut side = Policies::new();
            for (source, document) in documents {
                // Those that IAM does not accept are reported elsewhere.
                drop(side.add(Layer::Identity, *source, document));
            }
            Footprint::new(&side)
        };
        let of_policies = |policies: &[&'static Policy]| {
            print(&policies.iter().map(|policy| (policy.id, document(policy))).collect::<Vec<_>>())
        };
        let known: Vec<_> = policies.iter().map(|policy| (*policy, of_policies(&[policy]))).collect();
        let mut matched = Matched::default();
        let mut of_files: Vec<&'static Policy> = Vec::new();
        let mut sources = Vec::new();
        for (source, document) in self.holder.documents() {
            let own = print(&[(source, document.clone())]);
            let likest = known
                .iter()
                .map(|(policy, known)| (policy, own.likeness(known)))
                .filter(|(_, likeness)| *likeness >= MIN_LIKENESS)
                .reduce(|best, other| if other.1 > best.1 { other } else { best });
            match likest {
                None => matched.unlike.push(source.to_owned()),
                Some((policy, _)) => {
                    matched.of_policy.entry(policy.id).or_default().push(source.to_owned());
                    if !of_files.iter().any(|known| known.id == policy.id) {
                        of_files.push(policy);
                    }
                }
            }
            sources.push(source.to_owned());
        }
        let own = Footprint::new(&self.holder.policies);
        let mut best = (own.likeness(&of_policies(&of_files)).max(MIN_LIKENESS), None);
        for bundle in VERSIONS.iter().flat_map(|version| version.bundles).filter(|bundle| !bundle.apart) {
            let for_people =
                bundle.policies.iter().copied().filter(|it| it.attach_to == AttachTo::UserOrGroup);
            let for_people: Vec<&'static Policy> = for_people.collect();
            if for_people.iter().any(|policy| !policy.holds_for(old)) {
                continue;
            }
            let likeness = own.likeness(&of_policies(&for_people));
            if likeness > best.0 {
                best = (likeness, Some(for_people));
            }
        }
        let (_, Some(bundle)) = best else { return matched };
        let mut of_bundle = Matched::default();
        for policy in bundle {
            let files = matched.of_policy.get(policy.id).cloned();
            of_bundle.of_policy.insert(policy.id, files.unwrap_or_else(|| sources.clone()));
        }
        of_bundle
    }
}
