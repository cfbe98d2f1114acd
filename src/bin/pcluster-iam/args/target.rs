//! Policies and bundles as arguments: by id, or by name and release.

mod named;
mod suggested;

use clap::Args;
use pcluster_iam::{AttachTo, Bundle, Policy};

use crate::args::release::ReleaseArg;
use crate::ui::failure::{Complaint, Failure};

/// A policy or a bundle of the catalog. No id is that of both.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target {
    Policy(&'static Policy),
    Bundle(&'static Bundle),
}

impl Target {
    /// The policy or bundle of an id such as `2.9/user` or, with a release, also of a name such as `user`.
    pub(crate) fn read(id: &str, release: &ReleaseArg) -> Result<Self, Failure> {
        match release.read()? {
            Some(asked) => named::find(id, &asked),
            None => Self::with_id(id).ok_or_else(|| suggested::unknown(id).into()),
        }
    }

    /// Reads several ids, and that of a bundle, for a command that takes both.
    pub(crate) fn read_all(
        ids: &[String],
        bundle: Option<&str>,
        release: &ReleaseArg,
        command: &str,
    ) -> Result<Vec<Self>, Failure> {
        let mut targets = ids.iter().map(|id| Self::read(id, release)).collect::<Result<Vec<_>, _>>()?;
        match bundle.map(|id| Self::read(id, release)).transpose()? {
            Some(Self::Policy(policy)) => {
                let complaint = Complaint::new(format!("`{}` is a policy, not a bundle", policy.id));
                let help = format!("leave out --bundle: `pcluster-iam {command} {}`", policy.id);
                return Err(complaint.help(help).into());
            }
            bundle => targets.extend(bundle),
        }
        Ok(targets)
    }

    fn with_id(id: &str) -> Option<Self> {
        pcluster_iam::policy(id).map(Self::Policy).or_else(|| pcluster_iam::bundle(id).map(Self::Bundle))
    }

    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Policy(policy) => policy.id,
            Self::Bundle(bundle) => bundle.id,
        }
    }

    /// The id without the release.
    pub(crate) fn name(self) -> &'static str {
        name(self.id())
    }

    /// The policies that one identity has together: those for users and groups, as each role has its own,
    /// unless the bundle is for different people.
    pub(crate) fn of_one_identity(self) -> Vec<&'static Policy> {
        match self {
            Self::Bundle(bundle) if bundle.apart => Vec::new(),
            _ => self.policies().into_iter().filter(|it| it.attach_to == AttachTo::UserOrGroup).collect(),
        }
    }

    /// The policies: those of a bundle, or the one.
    pub(crate) fn policies(self) -> Vec<&'static Policy> {
        match self {
            Self::Policy(policy) => vec![policy],
            Self::Bundle(bundle) => bundle.policies.to_vec(),
        }
    }
}

/// The policies of the catalog that one identity has together, by their ids and those of bundles.
pub(crate) fn of_one_identity(
    ids: &[String],
    release: &ReleaseArg,
    command: &str,
) -> Result<Vec<&'static Policy>, Failure> {
    let mut policies = Vec::new();
    for target in Target::read_all(ids, None, release, command)? {
        let of_identity = match target {
            Target::Policy(policy) => vec![policy],
            Target::Bundle(_) => target.of_one_identity(),
        };
        if of_identity.is_empty() {
            let names = target.policies().into_iter().map(|policy| format!("`{}`", policy.id));
            return Err(Complaint::new(format!(
                "no identity has the policies of `{}` together",
                target.id()
            ))
            .help(format!("name those of one identity: {}", names.collect::<Vec<_>>().join(", ")))
            .into());
        }
        policies.extend(of_identity);
    }
    Ok(each_once(policies))
}

/// The policies without repetitions.
pub(crate) fn each_once(policies: impl IntoIterator<Item = &'static Policy>) -> Vec<&'static Policy> {
    let mut once: Vec<&'static Policy> = Vec::new();
    for policy in policies {
        if !once.iter().any(|it| it.id == policy.id) {
            once.push(policy);
        }
    }
    once
}

/// The id of a command's policy.
#[derive(Args, Debug)]
pub(crate) struct PolicyArg {
    #[arg(value_name = "ID", help = "The policy's id, as `list` prints it; with --for, its name is enough")]
    id: String,
    #[command(flatten)]
    release: ReleaseArg,
}

impl PolicyArg {
    /// The policy with the id; `command` is the command that takes no bundle.
    pub(crate) fn read(&self, command: &str) -> Result<&'static Policy, Failure> {
        match Target::read(&self.id, &self.release)? {
            Target::Policy(policy) => Ok(policy),
            Target::Bundle(bundle) => {
                let policies = bundle.policies.iter().map(|policy| format!("`{}`", policy.id));
                Err(Complaint::new(format!("`{}` is a bundle, and `{command}` takes a policy", bundle.id))
                    .help(format!("name one of its policies: {}", policies.collect::<Vec<_>>().join(", ")))
                    .into())
            }
        }
    }
}

/// The part of an id after the release.
fn name(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, name)| name)
}
