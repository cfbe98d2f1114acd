//! The messages about problems with values: the problem, its place and its fix.

use pcluster_iam::{FillProblem, PARAMETERS, PARTITIONS, POLICIES, Parameter, ParameterRole, Policy};

use super::given::{Given, Unfilled};
use super::understood;
use super::value::{GivenValue, Place, unknown};
use crate::args::example;
use crate::ui::failure::Complaint;
use crate::ui::output::{one_line, quoted};
use crate::ui::suggest::similar;

/// The messages about a policy that could not be filled.
pub(crate) fn complaints(unfilled: &Unfilled, given: &Given) -> Vec<Complaint> {
    let policy = unfilled.policy;
    // Missing values come last, nearest to the prompt, since the user has to add them.
    let (missing, wrong): (Vec<_>, Vec<_>) =
        unfilled.problems.iter().partition(|problem| matches!(problem, FillProblem::Missing(_)));
    wrong.into_iter().chain(missing).map(|problem| complaint(policy, problem, given)).collect()
}

/// The messages about values that have no effect in any of several policies, because each policy that uses
/// them needs another value too.
pub(crate) fn without_effect_in_all(policies: &[&Policy], given: &Given) -> Vec<Complaint> {
    let needs = |parameter: &'static Parameter| {
        let users = policies.iter().filter(|it| it.parameters.iter().any(|used| used.parameter == parameter));
        let mut needs = users.map(|policy| policy.needed_beside(parameter, |name| given.gives(name)));
        let first = needs.next()??;
        needs.all(|needs| needs.is_some()).then_some(first)
    };
    PARAMETERS
        .iter()
        .filter(|parameter| given.gives(parameter.name))
        .filter_map(|parameter| Some(without_effect(parameter, needs(parameter)?, given)))
        .collect()
}

/// The messages about options that none of several policies uses.
pub(crate) fn unused_by_all(policies: &[&Policy], given: &Given) -> Vec<Complaint> {
    without_use(policies, given, |_| false)
}

/// The messages about options that none of several policies uses, and that have no other use.
pub(crate) fn without_use(
    policies: &[&Policy],
    given: &Given,
    has_other_use: impl Fn(&Parameter) -> bool,
) -> Vec<Complaint> {
    let is_used = |parameter: &&&Parameter| {
        has_other_use(parameter) || policies.iter().any(|policy| uses(policy, parameter))
    };
    let unused = PARAMETERS
        .iter()
        .filter(|parameter| !is_used(parameter) && is_own(given, parameter))
        .map(|parameter| at(given, parameter, None));
    let all_regions = (given.is_all_regions && !policies.iter().any(|policy| has_region(policy)))
        .then(|| "--all-regions".to_owned());
    unused
        .chain(all_regions)
        .map(|option| Complaint::new(format!("none of these policies uses {option}")).help("leave it out"))
        .collect()
}

/// The messages about options for region and partition that the policy does not use. A library accepts
/// both for every policy, but who types an option expects an effect.
pub(crate) fn unused_locations(policy: &'static Policy, given: &Given) -> Vec<Complaint> {
    let unused = PARAMETERS
        .iter()
        .filter(|parameter| parameter.role().is_location() && !uses(policy, parameter))
        .filter(|parameter| is_own(given, parameter))
        .map(|parameter| unused(policy, parameter, given));
    let all_regions = (given.is_all_regions && !has_region(policy))
        .then(|| Complaint::new(format!("`{}` does not use --all-regions", policy.id)).help("leave it out"));
    unused.chain(all_regions).collect()
}

/// True if a value of the parameter has an effect on the policy.
pub(super) fn uses(policy: &Policy, parameter: &Parameter) -> bool {
    if parameter.role().is_location() {
        // The partition follows from the region.
        return has_region(policy) || policy.parameter(ParameterRole::Partition).is_some();
    }
    policy.parameters.iter().any(|used| {
        let origin = policy.origin(used.parameter);
        [Some(used.parameter), origin].into_iter().flatten().any(|it| it.name == parameter.name)
    })
}

pub(super) fn has_region(policy: &Policy) -> bool {
    policy.parameter(ParameterRole::Region).is_some()
}

/// True if the user gives the parameter for this command, and not in a file for several policies.
fn is_own(given: &Given, parameter: &Parameter) -> bool {
    given.first(parameter.name).is_some_and(|value| !value.place.is_shared())
}

fn complaint(policy: &Policy, problem: &FillProblem, given: &Given) -> Complaint {
    match problem {
        FillProblem::Missing(parameter) => missing(policy, parameter),
        FillProblem::Invalid(parameter, error) => {
            let what = at(given, parameter, Some(error.value()));
            let complaint = Complaint::new(format!("{what}: `{}` is refused", error.value().escape_debug()));
            let meant = match parameter.role() {
                ParameterRole::Region => {
                    similar(error.value(), PARTITIONS.iter().flat_map(|it| it.regions).copied())
                }
                ParameterRole::Partition => similar(error.value(), PARTITIONS.iter().map(|it| it.id)),
                _ => Vec::new(),
            };
            let complaint = complaint.line("need", error.allowed());
            if let Some(value) =
                value_of(given, parameter, error.value()).and_then(|it| understood::meant(it, given))
            {
                return complaint.line("give", format!("--{} {}", parameter.name, quoted(&value)));
            }
            match meant.first() {
                Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
                None => find(complaint, parameter).line("give", example::option(parameter)),
            }
        }
        FillProblem::Repeated(parameter) => {
            let what = at(given, parameter, None);
            let complaint = Complaint::new(format!("{what} takes one value but was given several"))
                .line("give", example::option(parameter));
            match parameter.role() {
                ParameterRole::Region => {
                    complaint.help("run the command once for each region, or for `--all-regions`")
                }
                _ => complaint,
            }
        }
        FillProblem::Unused(parameter) => unused(policy, parameter, given),
        FillProblem::Unknown(name) => unknown(name, ""),
        FillProblem::Contradiction { region, belongs_to, given } => {
            Complaint::new(format!("region `{region}` is in partition `{belongs_to}`, not in `{given}`"))
                .help("leave the partition out: it follows from the region")
        }
        FillProblem::ForeignArn { parameter, value, given: named, partition } => {
            let what = at(given, parameter, Some(value));
            Complaint::new(format!(
                "{what}: `{}` is in partition `{}`, but the policy is for `{partition}`",
                value.escape_debug(),
                named.escape_debug()
            ))
            .help(format!("an ARN in that partition begins with `arn:{partition}:`"))
        }
        FillProblem::WithoutEffect { parameter, needs } => without_effect(parameter, needs, given),
        FillProblem::OneAndAllRegions { region } => {
            Complaint::new(format!("region `{region}` and --all-regions cannot be used together"))
                .help("give only one of them")
        }
        other => Complaint::new(other.to_string()),
    }
}

fn without_effect(parameter: &Parameter, needs: &Parameter, given: &Given) -> Complaint {
    let what = at(given, parameter, None);
    let complaint = Complaint::new(format!("{what} has no effect without --{}", needs.name));
    find(complaint.line("what", needs.summary), needs).line("give", example::option(needs))
}

/// The message about a value that nobody gives.
pub(crate) fn lacking(parameter: &Parameter) -> Complaint {
    let complaint =
        Complaint::new(format!("--{} is missing", parameter.name)).line("what", parameter.summary);
    find(complaint, parameter).line("give", example::option(parameter))
}

fn missing(policy: &Policy, parameter: &Parameter) -> Complaint {
    let complaint = lacking(parameter);
    let has_region = has_region(policy);
    let complaint = match parameter.role() {
        ParameterRole::Partition if has_region => {
            complaint.help("with --all-regions there is no region from which the partition follows")
        }
        _ => complaint,
    };
    let other = match parameter.role() {
        ParameterRole::Region => Parameter::with_role(ParameterRole::Partition)
            .map(|it| format!("--all-regions {}", example::option(it))),
        _ => policy
            .origin(parameter)
            .map(|it| format!("{}, from which it follows: {}", example::option(it), it.summary)),
    };
    match other {
        Some(other) => complaint.line("  or", other),
        None => complaint,
    }
}

fn unused(policy: &Policy, parameter: &Parameter, given: &Given) -> Complaint {
    let complaint = Complaint::new(format!("`{}` does not use {}", policy.id, at(given, parameter, None)));
    let stack = policy.parameter(ParameterRole::StackName);
    if let (Some(stack), ParameterRole::ClusterName) = (stack, parameter.role()) {
        let stack = stack.parameter.name;
        return complaint
            .help(format!("--{stack} sets the same value and takes precedence: give only one of them"));
    }
    let others: Vec<_> = POLICIES
        .iter()
        .filter(|it| it.version == policy.version && uses(it, parameter))
        .map(|it| format!("`{}`", it.id))
        .collect();
    let complaint = match others.as_slice() {
        [] => complaint.help("leave it out: no policy of the release uses it"),
        [_, _, _, _, ..] => complaint.help("leave it out"),
        _ => complaint.help(format!("leave it out: it is for {}", others.join(", "))),
    };
    let used: Vec<_> = policy.parameters.iter().map(|used| format!("--{}", used.parameter.name)).collect();
    complaint.help(match used.as_slice() {
        [] => "this policy takes no values".to_owned(),
        _ => format!("this policy uses {}", used.join(", ")),
    })
}

/// The parameter as the user gave it: its option, its `--set`, or its place in a file.
pub(super) fn at(given: &Given, parameter: &Parameter, text: Option<&str>) -> String {
    let name = parameter.name;
    let value = text.and_then(|text| value_of(given, parameter, text)).or_else(|| given.first(name));
    match value.map(|value| &value.place) {
        Some(Place::Row(place) | Place::File(place) | Place::Profile(place) | Place::Config(place)) => {
            format!("{place}`{name}`")
        }
        Some(Place::Environment(variable)) => variable.clone(),
        Some(Place::Set) => format!("--set {name}"),
        Some(Place::Inferred) => format!("the value of `{name}` in the policies"),
        Some(Place::Option | Place::Example) | None => format!("--{name}"),
    }
}

/// The value with a text.
fn value_of<'g>(given: &'g Given, parameter: &Parameter, text: &str) -> Option<&'g GivenValue> {
    given.values.iter().find(|value| value.name == parameter.name && value.text == text)
}

fn find(complaint: Complaint, parameter: &Parameter) -> Complaint {
    complaint.line("find", one_line(parameter.find))
}
