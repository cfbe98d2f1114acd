//! The request of a denial in IAM's terms: its actions, and the ARN of its resource.

use super::Denial;
use crate::service::NamePattern;
use crate::{AccessLevel, Action, ArnPart, ResourceType, SERVICES, Service};

impl Denial {
    /// True if the message names the request: by its action, its call or its service, or in encoded form.
    #[must_use]
    pub fn names_request(&self) -> bool {
        let names = [&self.action, &self.call, &self.service, &self.encoded, &self.tagged];
        names.into_iter().any(Option::is_some)
    }

    /// The actions of which one was denied: the action that the message names, or else those that the call
    /// requires, the action of its own name first.
    ///
    /// A call without its service can be that of several services.
    #[must_use]
    pub fn actions(&self) -> Vec<String> {
        if let Some(action) = &self.action {
            return vec![crate::action(action).map_or_else(|| action.clone(), |known| known.to_string())];
        }
        let Some(call) = &self.call else {
            return self.tagged.as_deref().map(actions_of_tagging).unwrap_or_default();
        };
        let (services, name): (Vec<_>, _) = match call.split_once(':') {
            Some((prefix, name)) => (crate::service(prefix).into_iter().collect(), name),
            None => (self.services(), call.as_str()),
        };
        let mut actions: Vec<String> =
            services.iter().flat_map(|service| actions_of_call(service, name)).collect();
        if actions.is_empty() && call.contains(':') {
            actions.push(call.clone());
        }
        actions.dedup();
        actions
    }

    /// The services that the message may be about, of those that the catalog has.
    fn services(&self) -> Vec<&'static Service> {
        let Some(named) = &self.service else { return SERVICES.to_vec() };
        // A program names the service with or without the company, and with or without blanks.
        let plain = |name: &str| name.to_ascii_lowercase().replace([' ', '-', '_'], "");
        let named = plain(named);
        let bare = ["amazon", "aws"].iter().find_map(|it| named.strip_prefix(it)).unwrap_or(&named);
        let is_named = |service: &&&'static Service| {
            plain(service.prefix) == bare || {
                let name = plain(service.name);
                name == named || name.strip_prefix("amazon").or(name.strip_prefix("aws")) == Some(bare)
            }
        };
        let services: Vec<_> = SERVICES.iter().filter(is_named).copied().collect();
        if services.is_empty() { SERVICES.to_vec() } else { services }
    }

    /// The ARN of the resource. IAM's older messages name a type and a name instead, such as `role demo`, from
    /// which the ARN follows with the account of the principal. They leave out the path: a `*` stands for it, if
    /// names of the type have one.
    #[must_use]
    pub fn resource_arn(&self) -> Option<String> {
        let resource = self.resource.as_deref()?;
        if resource.starts_with("arn:") || resource == "*" {
            return Some(resource.to_owned());
        }
        let action = self.action.as_deref()?;
        let words: Vec<&str> = resource.split_whitespace().collect();
        let (n_words, kind) = kind_of(action, &words)?;
        let name = words.get(n_words..)?.join(" ");
        let mut format = kind.arn_formats().next()?.as_str().splitn(6, ':').collect::<Vec<_>>();
        let last = format.pop()?;
        let own: Vec<&str> = self.principal.as_deref()?.splitn(6, ':').collect();
        let (partition, account) = (own.get(1)?, own.get(4)?);
        let head = format.join(":").replace("${Partition}", partition).replace("${Account}", account);
        let named = kind.arn_formats().next()?.resource_parts().find_map(|part| match part {
            ArnPart::Variable(variable) => Some(variable.name),
            ArnPart::Text(_) => None,
        })?;
        let path = if named.ends_with("WithPath") && !name.contains(['/', '*']) { "*" } else { "" };
        let arn = format!("{head}:{}", last.replace(&format!("${{{named}}}"), &format!("{path}{name}")));
        (!name.is_empty() && !arn.contains("${")).then_some(arn)
    }
}

impl Denial {
    /// True if the message names the resource without its path, so that [`Self::resource_arn`] is a pattern.
    #[must_use]
    pub fn leaves_path_out(&self) -> bool {
        let stated = self.resource.as_deref().unwrap_or_default();
        !stated.contains('*') && self.resource_arn().is_some_and(|arn| arn.contains('*'))
    }
}

/// The actions that change the tags of resources of a type of AWS CloudFormation, such as `AWS::SQS::Queue`.
fn actions_of_tagging(kind: &str) -> Vec<String> {
    let mut names = kind.split("::").skip(1).map(str::to_ascii_lowercase);
    let (Some(prefix), Some(kind)) = (names.next(), names.next()) else { return Vec::new() };
    let Some(service) = crate::service(&prefix) else { return Vec::new() };
    let tagging = service.matching("*").filter(|action| action.access_level() == AccessLevel::Tagging);
    let is_meant = |action: &Action| {
        action.resource_types().any(|it| it.name().replace('-', "").eq_ignore_ascii_case(&kind))
    };
    tagging.filter(is_meant).map(|action| action.to_string()).collect()
}

/// The actions that a call of a service requires, the action of its own name first.
fn actions_of_call(service: &'static Service, name: &str) -> Vec<String> {
    let own = service.action(name).map(|action| action.to_string());
    let further =
        service.call(name).into_iter().flat_map(|call| call.authorizes().map(|it| it.action.to_owned()));
    own.into_iter().chain(further).collect()
}

/// The resource type of an action's service that words begin with, and their number: `instance profile`.
pub(super) fn kind_of(action: &str, words: &[&str]) -> Option<(usize, ResourceType)> {
    let service = crate::service(action.split(':').next()?)?;
    let kind = |name: &str| service.resource_types().find(|kind| NamePattern::new(name).matches(kind.name()));
    let two = words.get(..2).map(|words| words.join("-"));
    let of_two = two.as_deref().and_then(kind).map(|kind| (2, kind));
    // A name has no wildcard, and a word in front of it is the type only if a name follows.
    of_two.or_else(|| {
        words.first().filter(|_| words.len() > 1).and_then(|word| kind(word)).map(|kind| (1, kind))
    })
}
