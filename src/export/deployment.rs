//! What policies become when they are deployed, before any format: managed policies, and the roles that have
//! them.

use crate::quota::{NAME_OF_INSTANCE_PROFILE, NAME_OF_POLICY, NAME_OF_ROLE, Quota};
use crate::{AttachTo, ManagedPolicy, Policy};

/// The end of the name of a policy, in whose place the name of its role has another one.
const POLICY_SUFFIX: &str = "Policy";
const ROLE_SUFFIX: &str = "Role";

/// The service for whose instances a role needs an instance profile.
const PROFILE_SERVICE: &str = "ec2";

/// What policies become in an account.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Deployment {
    /// One for each policy, in the order in which they were given.
    pub policies: Vec<DeployedPolicy>,
}

/// A managed policy, and the role that it is for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeployedPolicy {
    /// The policy of the catalog.
    pub policy: &'static Policy,
    /// A word for the policy that no other one of the deployment has, in lower case with hyphens: its variant,
    /// with the release before it where policies of several releases are deployed.
    pub key: String,
    /// The name of the managed policy, which no other one of the deployment has.
    pub name: String,
    /// The description of the managed policy. AWS lets nobody change it, so that it is one that stays.
    pub description: &'static str,
    /// The role, for a policy that is for a role.
    pub role: Option<DeployedRole>,
}

/// A role with one of the policies.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeployedRole {
    /// The name of the role, and of its instance profile.
    pub name: String,
    /// The description of the role.
    pub description: &'static str,
    /// The path of the role, with a slash at both ends. The path of a role for one cluster ends with
    /// `{cluster-name}/`.
    pub path: &'static str,
    /// The services that assume the role, such as `ec2`; [`Partition::principals`](crate::Partition::principals)
    /// has their names in a partition, and [`Policy::trust_policy`] the whole trust policy.
    pub trusted_services: &'static [&'static str],
    /// True if instances have the role, for which it needs an instance profile.
    pub has_instance_profile: bool,
    /// The policies of AWS that the role has besides.
    pub managed_policies: &'static [ManagedPolicy],
}

impl Deployment {
    /// The deployment of policies.
    ///
    /// ```
    /// use pcluster_iam::export::Deployment;
    ///
    /// # #[cfg(feature = "v3_11")]
    /// # fn main() {
    /// let policy = pcluster_iam::policy("3.11/headnode-slurm").expect("the catalog has it");
    /// let deployment = Deployment::new(&[policy]);
    /// let role = deployment.policies[0].role.as_ref().expect("the policy is for a role");
    /// assert!(role.has_instance_profile);
    /// assert_eq!(role.path, "/parallelcluster/{cluster-name}/");
    /// # }
    /// # #[cfg(not(feature = "v3_11"))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn new(policies: &[&'static Policy]) -> Self {
        let is_of_several =
            policies.iter().any(|it| Some(it.version) != policies.first().map(|it| it.version));
        let deployed = policies.iter().map(|policy| {
            let key = if is_of_several {
                format!("v{}", policy.id.replace(['/', '.'], "-"))
            } else {
                policy.variant().to_owned()
            };
            let others = || policies.iter().filter(|it| it.name == policy.name);
            // Of the same name in several releases, the release alone: the name of a role has few characters.
            let end = match (others().count(), others().filter(|it| it.version == policy.version).count()) {
                (1, _) => String::new(),
                (_, 1) => format!("-{}", policy.version),
                _ => format!("-{key}"),
            };
            DeployedPolicy {
                policy,
                role: role(policy, &end),
                key,
                name: format!("{}{end}", policy.name),
                description: policy.title,
            }
        });
        Self { policies: deployed.collect() }
    }

    /// The most characters that may be before all names.
    pub(super) fn longest_prefix(&self) -> usize {
        // The name of a part ends with its number.
        let policies = self.policies.iter().map(|it| format!("{}-00", it.name));
        let roles = self.policies.iter().filter_map(|it| it.role.as_ref());
        longest_prefix(policies, roles.map(|it| it.name.as_str()))
    }
}

/// The most characters that may be before the names of policies and of roles, which instance profiles have too.
pub(super) fn longest_prefix<'n>(
    policies: impl Iterator<Item = String>,
    roles: impl Iterator<Item = &'n str>,
) -> usize {
    let left = |name: &str, quota: Quota| quota.most.saturating_sub(name.len());
    let of_policies = policies.map(|it| left(&it, NAME_OF_POLICY));
    let of_roles = roles.map(|it| left(it, NAME_OF_ROLE).min(left(it, NAME_OF_INSTANCE_PROFILE)));
    of_policies.chain(of_roles).min().unwrap_or_default()
}

/// The role of a policy that is for one.
fn role(policy: &'static Policy, end: &str) -> Option<DeployedRole> {
    let AttachTo::Role { trusted_services } = policy.attach_to else { return None };
    let stem = policy.name.strip_suffix(POLICY_SUFFIX).unwrap_or(policy.name);
    let stem = stem.strip_suffix(ROLE_SUFFIX).unwrap_or(stem);
    Some(DeployedRole {
        name: format!("{stem}{ROLE_SUFFIX}{end}"),
        description: policy.summary,
        path: policy.path.unwrap_or("/"),
        trusted_services,
        has_instance_profile: trusted_services.contains(&PROFILE_SERVICE),
        managed_policies: policy.managed_policies,
    })
}
