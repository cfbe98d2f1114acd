//! The policy and the values of the examples in `--help`.

use pcluster_iam::{
    AccessLevel, Actor, AttachTo, Bundle, Need, POLICIES, Parameter, ParameterRole, Policy, VERSIONS,
    coverage,
};

use crate::args::release;
use crate::ui::output::quoted;

/// The id of the policy of the examples: the first policy that is not for a role.
pub(crate) fn policy_id() -> &'static str {
    policy().map_or("ID", |policy| policy.id)
}

fn policy() -> Option<&'static Policy> {
    POLICIES.iter().copied().find(|policy| policy.attach_to == AttachTo::UserOrGroup)
}

/// The action of the examples: the first of the policy's that is about permissions, or else the first.
pub(crate) fn action() -> &'static str {
    let of_policy = || {
        let statements = policy().into_iter().flat_map(|policy| policy.statements);
        statements.flat_map(|statement| statement.actions.maintained()).map(|entry| entry.text)
    };
    let is_about_permissions = |name: &&str| {
        pcluster_iam::action(name).is_some_and(|it| it.access_level() == AccessLevel::PermissionsManagement)
    };
    of_policy().find(is_about_permissions).or_else(|| of_policy().next()).unwrap_or("ACTION")
}

/// The first action of the policy of the examples that takes no resource, or else its first action.
pub(crate) fn action_without_resource() -> &'static str {
    let statements = policy().into_iter().flat_map(|policy| policy.statements);
    let mut names = statements.flat_map(|statement| statement.actions.maintained()).map(|entry| entry.text);
    let takes_none =
        |name: &&str| pcluster_iam::action(name).is_some_and(|it| it.resource_types().len() == 0);
    names.find(takes_none).unwrap_or_else(action)
}

/// A pattern of actions: those of the same service that begin with the same word.
pub(crate) fn action_pattern() -> String {
    let name = action_without_resource();
    let of_name = name.find(':').map_or(0, |colon| colon + 2);
    let is_next_word = |(_, c): &(usize, char)| c.is_ascii_uppercase();
    let end = name.char_indices().skip(of_name).find(is_next_word).map_or(name.len(), |(at, _)| at);
    format!("{}*", name.get(..end).unwrap_or(name))
}

/// The ARN of a resource of the example's action, with `x` for each name.
pub(crate) fn resource() -> String {
    let format = pcluster_iam::action(action())
        .and_then(|action| action.resource_types().next())
        .and_then(|kind| kind.arn_formats().next());
    let Some(format) = format else { return "*".to_owned() };
    let parameter = |role| Parameter::with_role(role).map_or("", |parameter| parameter.example);
    let known = format
        .as_str()
        .replace("${Partition}", parameter(ParameterRole::Partition))
        .replace("${Region}", parameter(ParameterRole::Region))
        .replace("${Account}", parameter(ParameterRole::AccountId));
    let mut parts = known.split("${");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |arn, part| format!("{arn}demo{}", part.split_once('}').map_or("", |(_, rest)| rest)))
}

/// The name of a policy for people of the newest release.
pub(crate) fn newest_name() -> &'static str {
    let of_newest = coverage(release::newest()).policies;
    let policy = of_newest.into_iter().find(|policy| policy.attach_to == AttachTo::UserOrGroup);
    policy.map_or("NAME", Policy::variant)
}

/// The id of the bundle of the examples: the first with several policies for the same identities.
pub(crate) fn bundle_id() -> &'static str {
    let is_for_people = |bundle: &&&Bundle| {
        bundle.policies.len() > 1 && bundle.policies.iter().all(|it| it.attach_to == AttachTo::UserOrGroup)
    };
    VERSIONS
        .iter()
        .flat_map(|version| version.bundles)
        .find(is_for_people)
        .map_or("BUNDLE", |bundle| bundle.id)
}

/// The id of the last release's bundle of the examples.
pub(crate) fn newest_bundle_id() -> &'static str {
    let of_newest = coverage(release::newest()).bundles;
    of_newest.first().map_or("BUNDLE", |bundle| bundle.id)
}

/// The policy of a role that makes calls, and its actor.
pub(crate) fn role_with_calls() -> Option<(&'static str, &'static str)> {
    VERSIONS.iter().rev().find_map(|version| {
        let mut actors = version.commands?.actors.iter().filter(|actor| !actor.as_user);
        actors.find_map(|actor: &&'static Actor| {
            let policy = version.policies.iter().find(|policy| actor.policies.contains(&policy.variant()))?;
            Some((policy.id, actor.name))
        })
    })
}

/// The command with the most calls.
pub(crate) fn command() -> Option<&'static str> {
    let commands = VERSIONS.iter().rev().find_map(|version| version.commands)?;
    let of_user = commands.commands.iter().filter(|command| command.by.as_user);
    of_user.max_by_key(|command| command.steps.len()).map(|command| command.name)
}

/// The options that fill the policy of the examples.
pub(crate) fn options() -> String {
    policy().map_or_else(String::new, |policy| options_of(&[policy]))
}

/// The options that fill policies.
pub(crate) fn options_of(policies: &[&Policy]) -> String {
    // The partition follows from the region.
    let has_region = policies.iter().any(|policy| policy.parameter(ParameterRole::Region).is_some());
    let mut options: Vec<String> = Vec::new();
    let needed = policies.iter().flat_map(|policy| policy.parameters).filter(|used| {
        used.need == Need::Required && !(has_region && used.parameter.role() == ParameterRole::Partition)
    });
    for used in needed {
        let option = option(used.parameter);
        if !options.contains(&option) {
            options.push(option);
        }
    }
    options.join(" ")
}

/// The size of a policy as IAM counts it, with the examples of its parameters as values.
pub(crate) fn size(policy: &'static Policy) -> Option<usize> {
    policy.fill(&policy.examples()).ok().map(|filled| pcluster_iam::json::size(&filled.to_json()))
}

/// An option with a valid value; a flag has none.
pub(crate) fn option(parameter: &Parameter) -> String {
    if parameter.role() == ParameterRole::Flag {
        return format!("--{}", parameter.name);
    }
    format!("--{} {}", parameter.name, quoted(parameter.example))
}
