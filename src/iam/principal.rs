//! The principals of a statement: everyone, or those that it names.
//!
//! A statement without the element is about the identity that has the policy. The principal of an account
//! stands for the account and not for its users, who need a grant of their own (IAM User Guide, "AWS JSON
//! policy elements: Principal"), so that names are compared as they are.
//!
//! A federated principal is an identity provider, by the ARN that it has in an account or, if AWS knows it in
//! all accounts, by its name.

use crate::PARTITIONS;
use crate::document::{Principals, Text};
use crate::iam::arn;

mod generated {
    // Generated from catalog/principals.toml by build.rs.
    include!(concat!(env!("OUT_DIR"), "/principals.rs"));
}

/// A principal with a table in `catalog/principals.toml`.
#[derive(Debug)]
pub(crate) struct KnownPrincipal {
    pub(crate) name: &'static str,
    /// The claim by which the customers of an identity provider differ.
    pub(crate) claim: Option<&'static str>,
    /// True if the claim names a repository.
    pub(crate) names_repositories: bool,
    /// True if the requests of the service say for which resource or account it acts.
    pub(crate) states_source: bool,
    /// The actions that a trust policy has to allow the service.
    pub(crate) actions: &'static [&'static str],
}

/// The facts about a principal, by the name of the service or the provider.
pub(crate) fn known(name: &str) -> Option<&'static KnownPrincipal> {
    generated::KNOWN_PRINCIPALS.iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// The type of a principal: the name of its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrincipalType {
    Aws,
    Service,
    Federated,
    CanonicalUser,
}

impl PrincipalType {
    pub(crate) const ALL: [Self; 4] = [Self::Aws, Self::Service, Self::Federated, Self::CanonicalUser];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// The named principals with their types; those of unknown types are left out.
pub(crate) fn typed(principals: &Principals) -> impl Iterator<Item = (PrincipalType, &Text)> + Clone {
    let lists = principals.lists.iter();
    lists.flat_map(|list| {
        let kind = PrincipalType::named(list.key.as_str());
        list.entries.iter().filter_map(move |entry| Some((kind?, entry)))
    })
}

/// An identity provider, as a federated principal names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provider<'t> {
    /// A provider of `OpenID` Connect, by its address without `https://`.
    OpenIdConnect(&'t str),
    /// A provider of SAML.
    Saml,
    /// Not the name of a provider.
    Malformed,
}

impl<'t> Provider<'t> {
    pub(crate) fn new(name: &'t str) -> Self {
        if !name.starts_with("arn:") {
            let is_address = name.contains('.') && !name.contains([':', ' ']);
            return if is_address { Self::OpenIdConnect(name) } else { Self::Malformed };
        }
        // A placeholder of a template, such as `${AWS::AccountId}`, has colons of its own.
        let resource = arn::fields(name).get(RESOURCE).cloned().and_then(|field| name.get(field));
        let Some(resource) = resource else { return Self::Malformed };
        match resource.split_once('/') {
            Some(("oidc-provider", address)) if !address.is_empty() && !address.contains("://") => {
                Self::OpenIdConnect(address)
            }
            Some(("saml-provider", name)) if !name.is_empty() => Self::Saml,
            _ => Self::Malformed,
        }
    }
}

/// The place of the resource among the fields of an ARN.
const RESOURCE: usize = 5;

/// True for the name of a service, with the domain of a partition.
pub(crate) fn is_service(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    PARTITIONS.iter().any(|partition| {
        let name = text.strip_suffix(partition.dns_suffix).and_then(|name| name.strip_suffix('.'));
        name.is_some_and(|name| name.split('.').all(is_label))
    })
}

/// The string that stands for everyone.
pub(crate) const EVERYONE: &str = "*";

/// True if a statement with some principals is about everyone that another statement is about.
pub(crate) fn covers(wide: Option<&Principals>, narrow: Option<&Principals>) -> bool {
    let (Some(wide), Some(narrow)) = (wide, narrow) else { return wide.is_none() && narrow.is_none() };
    if wide.negated != narrow.negated {
        return false;
    }
    // The one that excludes less is about more.
    let (wide, narrow) = if wide.negated { (narrow, wide) } else { (wide, narrow) };
    is_everyone(wide) || narrow.whole.is_none() && each(narrow).all(|name| each(wide).any(|it| it == name))
}

/// True for the principal `*`, as a string or among AWS's.
pub(crate) fn is_everyone(principals: &Principals) -> bool {
    let whole = principals.whole.as_ref().is_some_and(|text| text.as_str() == EVERYONE);
    whole || each(principals).any(|(kind, name)| kind == "AWS" && name == EVERYONE)
}

/// The named principals, each with its type.
fn each(principals: &Principals) -> impl Iterator<Item = (&str, &str)> {
    let lists = principals.lists.iter();
    lists.flat_map(|list| list.entries.iter().map(|name| (list.key.as_str(), name.as_str())))
}
