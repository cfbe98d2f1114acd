//! The steps that an import leaves to a person.

use super::args::Args;
use super::known::KnownReleases;
use super::offers::offers;
use super::plan::ImportPlan;
use super::report;
use super::target::Target;

/// The steps that are left, in order.
pub(super) fn steps(
    args: &Args,
    plan: &ImportPlan,
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
    target: &Target,
) -> Vec<String> {
    let mut steps = Vec::new();
    if !plan.new.is_empty() {
        let texts: Vec<_> = plan.new.iter().map(|new| format!("`{}` for `{}`", new.name, new.text)).collect();
        let file = target.shown("parameters.toml");
        let before = format!("{file} lacks the parameters {}", texts.join(", "));
        steps.push(if has("parameters.toml") {
            format!("{before}; fill in these tables and add them\n{}", report::tables(plan))
        } else {
            format!("{before}; fill in their tables")
        });
    }
    let id = args.version.id();
    let version = target.shown(&format!("{id}/version.toml"));
    let mut facts = "`release`, `applies-to` and `[source]`".to_owned();
    if let Some(stack_name) = known.nearest().and_then(|version| version.stack_name)
        && has("parameters.toml")
    {
        facts.push_str(&format!(", and add `stack-name = \"{stack_name}\"` if that is still true"));
    }
    steps.push(format!("check {facts} in {version}"));
    let policies = target.shown(&format!("{id}/*/policy.toml"));
    steps.push(format!("check `attach-to`, `trusted-services` and `schedulers` in {policies}, and add `managed-policies` if there are any"));
    let offers = offers(&plan.policies, &id, known, has);
    if !offers.is_empty() {
        steps.push(format!(
            "add what earlier releases have beyond their sources, where it still holds\n{}",
            offers.join("\n\n")
        ));
    }
    let feature = args.version.feature();
    steps
        .push(format!("add `{feature} = []` to `[features]` of Cargo.toml and `{feature}` to its `default`"));
    steps.push(format!(
        "save the JSON of each policy as tests/documented/{id}/VARIANT.json, or what `cargo xtask digest` \
         prints of it as VARIANT.toml"
    ));
    let releases = target.shown("releases.toml");
    steps.push(format!(
        "add the release to {releases}, with what it changed, and `[replaces]` to {version} if a policy has \
         another name than before"
    ));
    steps.push(
        "run `cargo xtask regenerate`, then `cargo xtask verify`, and write each `why`, `summary` and \
         other text that is missing"
            .to_owned(),
    );
    steps
}
