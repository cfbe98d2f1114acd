//! Policies with the examples of their parameters, so that their grants can be compared.

use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{Need, PARTITIONS, Parameter, ParameterRole, Policy, Values};

use crate::placeholders::filled;

/// The parameters that have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Those that are needed. The region is not, as policies can be for all regions.
    Needed,
    /// All.
    All,
}

impl Given {
    pub(super) const BOTH: [Self; 2] = [Self::Needed, Self::All];

    /// True if a parameter of a policy has a value.
    pub(super) fn gives(self, policy: &Policy, name: &str) -> bool {
        let used = policy.parameters.iter().find(|used| used.parameter.name == name);
        used.is_some_and(|used| {
            let is_needed = used.need == Need::Required && used.parameter.role() != ParameterRole::Region;
            self == Self::All || is_needed
        })
    }

    /// The document of a policy; nothing if the examples do not fill it, which another check reports.
    pub(super) fn document(self, policy: &'static Policy) -> Option<String> {
        let parameters = policy.parameters.iter().map(|used| used.parameter);
        let given = parameters.filter(|parameter| self.gives(policy, parameter.name));
        let values: Values<'_> = given.map(|parameter| (parameter.name, parameter.example)).collect();
        let values = match (self, Parameter::with_role(ParameterRole::Partition), PARTITIONS.first()) {
            (Self::Needed, Some(parameter), Some(partition))
                if values.get(parameter.name).next().is_none() =>
            {
                values.set(parameter.name, partition.id).all_regions()
            }
            (Self::Needed, ..) => values.all_regions(),
            (Self::All, ..) => values,
        };
        policy.fill(&values).ok().map(|filled| filled.to_json())
    }

    /// The policies together; nothing if one cannot be filled, and the reason if one cannot be compared.
    pub(super) fn policies(self, of: &[&'static Policy]) -> Result<Option<Policies>, String> {
        let mut policies = Policies::new();
        for policy in of {
            let Some(document) = self.document(policy) else { return Ok(None) };
            add(&mut policies, Layer::Identity, policy.id, &document)?;
        }
        Ok(Some(policies))
    }

    /// An entry of the catalog with the examples.
    pub(super) fn text(self, entry: &str) -> String {
        filled(entry, |name| {
            let parameter = Parameter::named(name)?;
            let is_open = self == Self::Needed && parameter.role() == ParameterRole::Region;
            Some(if is_open { "*" } else { parameter.example }.to_owned())
        })
    }
}

/// Adds a document to policies; the reason if IAM would refuse it.
pub(super) fn add(policies: &mut Policies, layer: Layer, source: &str, document: &str) -> Result<(), String> {
    policies.add(layer, source, &Document::parse(document)).map_err(|error| error.to_string())
}
