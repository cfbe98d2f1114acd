//! The region and the account of requests, and the condition keys that follow from them.

use super::{Context, Policies, RequestAction};
use crate::{ResourceType, Service};

/// The region and the account in which requests are made.
///
/// Every request has the key `aws:PrincipalAccount`, and `aws:RequestedRegion`. The latter follows from the region
/// only for services with resources in regions: a global service, such as IAM, takes its requests in a region of
/// its own.
///
/// ```
/// use pcluster_iam::evaluate::{Context, Origin};
///
/// let origin = Origin::new().region("eu-west-1").account("123456789012");
/// let context = origin.add_to(Context::new(), "ec2:DescribeVpcs".into());
/// let same = Context::new().set("aws:RequestedRegion", "eu-west-1").set("aws:PrincipalAccount", "123456789012");
/// assert_eq!(context, same);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    region: Option<String>,
    account: Option<String>,
}

impl Origin {
    const REGION_KEY: &'static str = "aws:RequestedRegion";
    const ACCOUNT_KEY: &'static str = "aws:PrincipalAccount";

    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The requests are made in a region.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The requests are made by an identity of an account.
    #[must_use]
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// The keys of requests for an action, with their values.
    pub fn keys(&self, action: RequestAction<'_>) -> impl Iterator<Item = (&'static str, &str)> {
        let region = self.region.as_deref().filter(|_| is_regional(action));
        let keys = [(Self::REGION_KEY, region), (Self::ACCOUNT_KEY, self.account.as_deref())];
        keys.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }

    /// A context with the keys of requests for an action, except those that the context states itself.
    #[must_use]
    pub fn add_to(&self, context: Context, action: RequestAction<'_>) -> Context {
        self.keys(action).fold(
            context,
            |context, (key, value)| {
                if context.states(key) { context } else { context.set(key, value) }
            },
        )
    }
}

/// True if the service of an action has resources in regions.
fn is_regional(action: RequestAction<'_>) -> bool {
    let has_region = |service: &'static Service| {
        let mut formats = service.resource_types().flat_map(ResourceType::arn_formats);
        formats.any(|format| format.region().starts_with('$'))
    };
    crate::service(action.parts().0).is_some_and(has_region)
}

impl Policies {
    /// True if the answer to some request may depend on a condition key, by a condition or by a policy variable.
    #[must_use]
    pub fn read(&self, key: &str) -> bool {
        let variable = format!("${{{}", key.to_ascii_lowercase());
        let has_variable = |text: &str| text.to_ascii_lowercase().contains(&variable);
        self.statements.iter().any(|statement| {
            statement.resources.entries.iter().any(|entry| has_variable(&entry.text))
                || statement.conditions.iter().any(|condition| {
                    condition.key.eq_ignore_ascii_case(key)
                        || condition.values.iter().any(|value| has_variable(value))
                })
        })
    }
}
