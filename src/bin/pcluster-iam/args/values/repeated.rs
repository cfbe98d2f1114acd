//! Commands in messages, with the values of the command that prints them, so that they can be typed as they are.

use pcluster_iam::{Parameter, Policy};

use super::args::ValueArgs;
use super::given::Given;
use super::problems::{has_region, uses};
use crate::ui::output::quoted;

/// The most characters of values that a message repeats.
const MAX_REPEATED: usize = 600;

/// The command that renders policies with the values of this one: those that one of the policies uses.
///
/// `what` is the ids, and `options` is what the message is about.
pub(crate) fn render_command(
    what: &str,
    policies: &[&Policy],
    args: &ValueArgs,
    given: &Given,
    options: &str,
) -> String {
    let values = repeated(policies, args, given);
    if values.len() > MAX_REPEATED {
        return format!("`pcluster-iam render {what} {options}` with the same values");
    }
    let words = ["pcluster-iam render", what, &values, options];
    let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
    format!("`{}`", words.join(" "))
}

fn repeated(policies: &[&Policy], args: &ValueArgs, given: &Given) -> String {
    let is_used = |name: &str| {
        let Some(parameter) = Parameter::named(name) else { return false };
        policies.iter().any(|policy| {
            uses(policy, parameter) && policy.needed_beside(parameter, |name| given.gives(name)).is_none()
        })
    };
    let options = args.parameters.0.iter().filter(|value| is_used(value.name)).map(|value| match value {
        flag if flag.is_flag() => format!("--{}", flag.name),
        value => format!("--{} {}", value.name, quoted(&value.text)),
    });
    let sets =
        args.set.iter().filter(|set| set.split_once('=').is_some_and(|(name, _)| is_used(name.trim())));
    let sets = sets.map(|set| format!("--set {}", quoted(set)));
    let file = args.values.iter().map(|path| format!("--values {}", quoted(&path.display().to_string())));
    let has_region = policies.iter().any(|policy| has_region(policy));
    let all_regions = (args.all_regions && has_region).then(|| "--all-regions".to_owned());
    let unknown = args.allow_unknown_region.then(|| "--allow-unknown-region".to_owned());
    let profile = args.profile.as_ref().map(|name| format!("--profile {}", quoted(name)));
    let no_config = args.no_config.then(|| "--no-config".to_owned());
    options
        .chain(sets)
        .chain(file)
        .chain(profile)
        .chain(no_config)
        .chain(all_regions)
        .chain(unknown)
        .collect::<Vec<_>>()
        .join(" ")
}
