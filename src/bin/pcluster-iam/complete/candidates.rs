//! What the catalog knows about the values of arguments.

use clap_complete::engine::CompletionCandidate;
use pcluster_iam::findings::Code;
use pcluster_iam::{
    PARAMETERS, PARTITIONS, Parameter, ParameterRole, RELEASES, ReleaseNumber, VERSIONS, coverage,
};

use crate::ui::output::one_line;

/// A value with a line about it.
pub(super) fn candidate(value: impl Into<String>, about: &str) -> CompletionCandidate {
    CompletionCandidate::new(value.into()).help((!about.is_empty()).then(|| one_line(about).into()))
}

/// The ids of the policies and bundles, those of the newest release first.
pub(super) fn ids() -> Vec<CompletionCandidate> {
    let of_version = VERSIONS.iter().rev().flat_map(|version| {
        let policies = version.policies.iter().map(|policy| (policy.id, policy.summary));
        policies.chain(version.bundles.iter().map(|bundle| (bundle.id, bundle.summary)))
    });
    of_version.map(|(id, summary)| candidate(id, summary)).collect()
}

/// The names of the policies and bundles that there are for releases.
pub(super) fn names(releases: &[ReleaseNumber]) -> Vec<CompletionCandidate> {
    let coverages: Vec<_> = releases.iter().map(|release| coverage(*release)).collect();
    let policies = coverages.iter().flat_map(|it| &it.policies).map(|it| (it.variant(), it.summary));
    let bundles = coverages.iter().flat_map(|it| &it.bundles);
    let bundles = bundles.map(|it| (it.id.rsplit('/').next().unwrap_or(it.id), it.summary));
    once(policies.chain(bundles))
}

/// The ids of the bundles, those of the newest release first.
pub(super) fn bundles() -> Vec<CompletionCandidate> {
    let bundles = VERSIONS.iter().rev().flat_map(|version| version.bundles);
    bundles.map(|bundle| candidate(bundle.id, bundle.summary)).collect()
}

pub(super) fn regions() -> Vec<CompletionCandidate> {
    let regions = PARTITIONS.iter().flat_map(|it| it.regions.iter().map(|region| (*region, it.id)));
    regions.map(|(region, partition)| candidate(region, partition)).collect()
}

pub(super) fn partitions() -> Vec<CompletionCandidate> {
    PARTITIONS.iter().map(|partition| candidate(partition.id, partition.name)).collect()
}

/// The series of the releases, the newest first, and then all releases.
pub(super) fn releases() -> Vec<CompletionCandidate> {
    let mut series: Vec<_> = RELEASES.iter().rev().map(|release| release.number.series()).collect();
    series.dedup();
    let series =
        series.into_iter().map(|(major, minor)| candidate(format!("{major}.{minor}"), "all patch releases"));
    let releases =
        RELEASES.iter().rev().map(|it| candidate(it.number.to_string(), it.date.unwrap_or_default()));
    series.chain(releases).collect()
}

pub(super) fn codes() -> Vec<CompletionCandidate> {
    Code::ALL.iter().map(|code| candidate(code.name(), code.summary())).collect()
}

/// The product's commands and the tasks of its nodes and functions, in all releases.
pub(super) fn commands() -> Vec<CompletionCandidate> {
    let commands = VERSIONS.iter().rev().filter_map(|version| version.commands);
    once(commands.flat_map(|it| it.commands.iter().map(|command| (command.name, command.summary))))
}

pub(super) fn actors() -> Vec<CompletionCandidate> {
    let commands = VERSIONS.iter().rev().filter_map(|version| version.commands);
    once(commands.flat_map(|it| it.actors.iter().map(|actor| (actor.name, actor.summary))))
}

/// The options of configurations on which calls depend.
pub(super) fn options() -> Vec<CompletionCandidate> {
    let commands = VERSIONS.iter().rev().filter_map(|version| version.commands);
    once(commands.flat_map(|it| it.options.iter().map(|option| (option.name, option.summary))))
}

/// The values of a parameter that are known.
pub(super) fn of_parameter(parameter: &Parameter) -> Vec<CompletionCandidate> {
    match parameter.role() {
        ParameterRole::Region => regions(),
        ParameterRole::Partition => partitions(),
        ParameterRole::Flag => vec![candidate("true", parameter.summary), candidate("false", "the opposite")],
        _ => parameter.default.map(|default| candidate(default, "the default")).into_iter().collect(),
    }
}

/// `name=value` for the known values of parameters, and `name=` for the others.
pub(super) fn settings() -> Vec<CompletionCandidate> {
    let of = |parameter: &'static Parameter| -> Vec<CompletionCandidate> {
        let known = of_parameter(parameter);
        if known.is_empty() {
            return vec![candidate(format!("{}=", parameter.name), parameter.summary)];
        }
        known.into_iter().map(|value| value.add_prefix(format!("{}=", parameter.name))).collect()
    };
    PARAMETERS.iter().copied().flat_map(of).collect()
}

/// Each name once, as several releases have it.
fn once(names: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<CompletionCandidate> {
    let mut seen = Vec::new();
    let mut candidates = Vec::new();
    for (name, summary) in names {
        if !seen.contains(&name) {
            seen.push(name);
            candidates.push(candidate(name, summary));
        }
    }
    candidates
}
