//! The facts that the library knows of a service, as AWS stated them: the constants without the
//! corrections.

use std::collections::BTreeMap;

use pcluster_iam::{
    AccessLevel, Action, CORRECTIONS, Call, ConditionKey, CorrectionKind, ResourceType, Service,
};

use super::facts::{self, Facts, authorized, table};

/// The facts of a service.
pub(super) fn facts(service: &'static Service) -> Facts {
    let resources = service.resource_types().filter_map(|it| Some((it.name().to_owned(), resource(it)?)));
    let actions = service.actions().filter_map(|it| Some((it.name().to_owned(), action(it)?)));
    let keys = service.condition_keys().map(|key| {
        (key.stated_name().to_owned(), key.types().map(|key_type| key_type.to_string()).collect())
    });
    let calls = service.calls().filter_map(|it| Some((it.name().to_owned(), call(it)?)));
    Facts {
        actions: actions.collect(),
        resources: resources.collect(),
        keys: keys.collect(),
        calls: calls.collect(),
    }
}

/// An action, or `None` if a correction added it.
fn action(action: Action) -> Option<facts::Action> {
    let subject = action.to_string();
    if stated(CorrectionKind::Action, &subject).is_some() {
        return None;
    }
    let level = stated(CorrectionKind::AccessLevel, &subject)
        .and_then(|stated| AccessLevel::ALL.into_iter().find(|level| stated.contains(&table(*level))));
    let types = stated(CorrectionKind::ResourceTypes, &subject);
    let on: BTreeMap<_, _> = action
        .resource_types()
        .filter(|resource| types.is_none_or(|stated| stated.contains(&resource.name())))
        .map(|resource| (resource.name().to_owned(), names(action.stated_condition_keys(resource))))
        .collect();
    Some(facts::Action {
        level: level.unwrap_or(action.access_level()),
        keys: names(action.general_condition_keys()),
        on,
    })
}

/// A resource type, or `None` if a correction added it.
fn resource(resource: ResourceType) -> Option<facts::Resource> {
    let subject = format!("{}:{}", resource.service().prefix, resource.name());
    let arns = match stated(CorrectionKind::ArnFormats, &subject) {
        Some([]) => return None,
        Some(stated) => stated.iter().map(|arn| (*arn).to_owned()).collect(),
        None => resource.arn_formats().map(|arn| arn.as_str().to_owned()).collect(),
    };
    Some(facts::Resource { arns, keys: names(resource.condition_keys()) })
}

/// The actions that a call authorizes, or `None` if a correction added it.
fn call<C: FromIterator<String>>(call: Call) -> Option<C> {
    let subject = format!("{}:{}", call.service().prefix, call.name());
    match stated(CorrectionKind::Call, &subject) {
        Some([]) => None,
        Some(stated) => Some(stated.iter().map(|action| (*action).to_owned()).collect()),
        None => Some(
            call.authorizes()
                .map(|it| {
                    let context = it.context.iter().map(|context| (context.key, context.values.to_vec()));
                    authorized(it.action, context)
                })
                .collect(),
        ),
    }
}

/// AWS's own statement about the subject of a correction.
fn stated(kind: CorrectionKind, subject: &str) -> Option<&'static [&'static str]> {
    let mut corrections = CORRECTIONS.iter();
    corrections.find(|it| it.kind == kind && it.subject == subject).map(|correction| correction.stated)
}

fn names<C: FromIterator<String>>(keys: impl Iterator<Item = ConditionKey>) -> C {
    keys.map(|key| key.stated_name().to_owned()).collect()
}
