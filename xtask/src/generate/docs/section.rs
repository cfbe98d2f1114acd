//! The section of one policy on the page of its version.

use anyhow::Result;
use pcluster_iam::quota::MANAGED_POLICY;
use pcluster_iam::{
    AttachTo, ClusterName, Condition, Effect, Element, ManagedPolicy, Need, PARTITIONS, ParameterRole,
    Policy, PolicyParameter, Presence, Statement, Values, Version,
};

use super::acknowledged;
use super::losses;
use super::markdown::{Table, block, code, codes, item, source};
use super::promises;
use crate::figures::{Figures, grouped};
use crate::placeholders::spelled;
use crate::sizes;

/// The most actions or resources of a statement that a table names.
const MAX_NAMED: usize = 3;

/// The most options of a command in one line.
const MAX_IN_LINE: usize = 3;

/// The section.
pub(super) fn text(version: &Version, policy: &'static Policy) -> Result<String> {
    let mut text =
        format!("\n## {}<a name=\"{}\"></a>\n\n{}\n\n", policy.title, policy.anchor, policy.summary);
    text.push_str(&facts(policy)?);
    let acknowledged = acknowledged::of_policy(version, policy) + &promises::of_policy(policy);
    if !policy.notes.is_empty() || !acknowledged.is_empty() {
        text.push_str("\n### What to know before attaching it\n\n");
        policy.notes.iter().for_each(|note| text.push_str(&item(note)));
        text.push_str(&acknowledged);
    }
    text.push_str(&parameters(policy));
    text.push_str(&document(policy));
    text.push_str(&statements(policy));
    text.push_str(&differences(policy));
    text.push_str(&losses::of_policy(policy));
    Ok(text)
}

fn facts(policy: &'static Policy) -> Result<String> {
    let figures = Figures::of(policy)?;
    let attach_to = match policy.attach_to {
        AttachTo::Role { trusted_services } => {
            format!("a role that [trusts](#trust-policies-of-the-roles) {}", codes(trusted_services))
        }
        other => format!("a {other}"),
    };
    let mut text = item(&format!("Id: {}; the page calls it {}.", code(policy.id), code(policy.name)));
    text.push_str(&item(&format!("Attach it to {attach_to}.")));
    if let Some(path) = policy.path {
        text.push_str(&item(&format!("The product itself creates the role with the path {}.", code(path))));
    }
    if !policy.managed_policies.is_empty() {
        let policies: Vec<_> = policy.managed_policies.iter().filter_map(managed_policy).collect();
        text.push_str(&item(&format!(
            "Attach these AWS managed policies too; in another partition, their ARNs begin with that partition's name: {}.",
            policies.join("; ")
        )));
    }
    if policy.release().is_some_and(|version| version.applies_to != policy.applies_to) {
        text.push_str(&item(&format!("It applies to the releases {}.", code(policy.applies_to))));
    }
    text.push_str(&item(&format!("Schedulers: {}.", codes(policy.schedulers))));
    if let Some(commands) = promises::commands(policy) {
        text.push_str(&item(&commands));
    }
    text.push_str(&item(&format!(
        "Size: {}, {}, {} characters with the example values{}, {} with any values: up to {} of a managed policy.",
        counted(figures.n_statements, "statement"),
        counted(figures.n_actions, "action"),
        grouped(figures.size),
        match figures.minimized_size {
            size if size < figures.size => format!(" ({} with `--minimize`)", grouped(size)),
            _ => String::new(),
        },
        sizes::range(policy),
        sizes::share(policy)
    )));
    if policy.split {
        text.push_str(&item(&format!(
            "With some values it is too large for a managed policy: `pcluster-iam render {} --fit managed --output FOLDER`, with the options below, then writes up to {} that grant the same together.",
            policy.id,
            sizes::n_managed_policies(policy)?
        )));
    }
    if let Some(lists) = sizes::lists(policy) {
        text.push_str(&item(&lists));
    }
    Ok(text)
}

/// A number with its noun.
fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A managed policy with its circumstances.
fn managed_policy(policy: &ManagedPolicy) -> Option<String> {
    let partition = PARTITIONS.iter().find(|partition| !policy.not_in.contains(&partition.id))?;
    let mut text = code(&policy.arn(partition)?);
    if let Some(condition) = policy.condition() {
        text.push_str(&format!(", {condition}"));
    }
    if !policy.not_in.is_empty() {
        text.push_str(&format!(", which does not exist in {}", codes(policy.not_in)));
    }
    Some(text)
}

fn parameters(policy: &'static Policy) -> String {
    if policy.parameters.is_empty() {
        return "\n### Parameters\n\nNone: the policy is the same for everybody.\n".to_owned();
    }
    let mut table =
        Table::new(["Option", "Needed", "Example", "On the page", "What it is, and where to find it"]);
    for used in policy.parameters {
        let parameter = used.parameter;
        let needed = match (used.need, parameter.default) {
            (Need::Required, _) if is_derived(policy, used) => "no, follows from the others".to_owned(),
            // A bundle's values have a region, from which the partition follows.
            (Need::Required, _) if parameter.role() == ParameterRole::Partition => {
                "yes, or the region".to_owned()
            }
            (Need::Required, _) => "yes".to_owned(),
            (Need::Default, Some(default)) => format!("no, {} by default", code(default)),
            (Need::List, Some(default)) => format!("no, can be repeated; {} by default", code(default)),
            (Need::List, None) => "no, can be repeated".to_owned(),
            _ => "no".to_owned(),
        };
        let caution =
            parameter.caution.map(|caution| format!("<br>**Caution:** {caution}")).unwrap_or_default();
        table.row([
            format!("`--{}`<br>{}", parameter.name, parameter.type_name),
            needed,
            code(parameter.example),
            used.placeholder.map(code).unwrap_or_default(),
            format!("{}<br>{}{caution}", parameter.summary, parameter.find),
        ]);
    }
    format!("\n### Parameters\n\n{}{}", table.finish(), derived(policy))
}

/// The parameter that may be given in place of another, which follows from it in the policy's releases.
fn derived(policy: &Policy) -> String {
    let derive = || {
        let used = policy.parameter(ParameterRole::StackName)?.parameter;
        let origin = policy.origin(used)?;
        let stack = policy.stack_name(ClusterName::new(origin.example).ok()?).ok()??;
        let (name, example) = (origin.name, origin.example);
        Some(format!("\n`--{name} {example}` can be given instead of `--{} {stack}`.\n", used.name))
    };
    derive().unwrap_or_default()
}

/// True if the value of a required parameter follows from the other parameters.
fn is_derived(policy: &'static Policy, used: &PolicyParameter) -> bool {
    let names = policy.parameters.iter().map(|used| used.parameter.name);
    let others: Values = names
        .filter(|name| *name != used.parameter.name)
        .flat_map(|name| policy.examples().get(name).map(|value| (name, value)).collect::<Vec<_>>())
        .collect();
    policy.fill(&others).is_ok()
}

/// The command that renders policies, with the examples of the options that they need.
pub(super) fn command(what: &str, policies: &[&'static Policy], more: &[String]) -> String {
    let mut options: Vec<String> = Vec::new();
    let has_region = policies.iter().any(|policy| policy.parameter(ParameterRole::Region).is_some());
    for policy in policies {
        for used in policy.parameters {
            let follows = used.parameter.role() == ParameterRole::Partition && has_region;
            let option = format!("--{} {}", used.parameter.name, used.parameter.example);
            let is_needed = used.need == Need::Required && !is_derived(policy, used) && !follows;
            if is_needed && !options.contains(&option) {
                options.push(option);
            }
        }
    }
    // Many options take a line each, so that nobody has to scroll.
    let separator = if options.len() <= MAX_IN_LINE { " " } else { " \\\n    " };
    options.extend_from_slice(more);
    format!("$ pcluster-iam render {what}{separator}{}", options.join(separator))
}

/// True for a policy that is too large for a managed one with the examples of its parameters.
pub(super) fn is_too_large(policy: &'static Policy) -> bool {
    policy.fill(&policy.examples()).is_ok_and(|filled| filled.size() > MANAGED_POLICY.most)
}

fn document(policy: &'static Policy) -> String {
    let variant = policy.variant();
    let (fit, lead) = if is_too_large(policy) {
        let fit = ["--fit managed", &format!("--output {variant}")].map(str::to_owned).to_vec();
        (
            fit,
            format!(
                "This command writes the policy as managed policies, `{variant}-1.json` and so on, which grant the same together; replace the examples with your values:"
            ),
        )
    } else {
        (Vec::new(), "This command prints the policy; replace the examples with your values:".to_owned())
    };
    let command = command(policy.id, &[policy], &fit);
    format!(
        "
### Policy document

{lead}

{}
[`{variant}.json`]({variant}.json) has the page's placeholders instead:

<details>
<summary>Show the JSON</summary>

{}
</details>
",
        block("console", &command),
        block("json", policy.template)
    )
}

fn statements(policy: &Policy) -> String {
    let mut table = Table::new(["Statement", "Services", "What it grants", "What it is for"]);
    for statement in policy.statements.iter().filter(|statement| statement.is_maintained()) {
        let mut services: Vec<_> = statement.services().into_iter().map(service_name).collect();
        services.dedup();
        let name = match statement.sid {
            Some(sid) => code(sid),
            None => format!("{}, without Sid", code(statement.name)),
        };
        table.row([name, services.join(", "), grant(policy, statement), statement.why.to_owned()]);
    }
    format!("\n### Statements\n\n{}", table.finish())
}

fn service_name(prefix: &str) -> String {
    match pcluster_iam::service(prefix) {
        Some(service) => service.name.to_owned(),
        None => code(prefix),
    }
}

/// The grant of a statement in a few words: `18 actions on all resources`.
fn grant(policy: &Policy, statement: &Statement) -> String {
    let actions = named(&statement.actions, "actions", str::to_owned);
    let resources = named(&statement.resources, "resources", |arn| spelled(policy, &short(arn)));
    let effect = match statement.effect {
        Effect::Allow => "",
        Effect::Deny => "Denies ",
    };
    let mut text = format!("{effect}{actions} on {resources}");
    let (optional, firm): (Vec<_>, Vec<_>) =
        statement.conditions.iter().partition(|condition| option_of(policy, condition).is_some());
    if !firm.is_empty() {
        let keys: Vec<_> = firm.iter().map(|condition| condition.key).collect();
        text.push_str(&format!(", with a condition on {}", codes(&keys)));
    }
    for condition in optional {
        let option = option_of(policy, condition).unwrap_or_default();
        text.push_str(&format!(", if `--{option}` is given with a condition on {}", code(condition.key)));
    }
    text.push_str(&presence(statement.presence));
    text
}

/// The parameter without which a condition does not exist: all its values depend on that one.
fn option_of(policy: &Policy, condition: &Condition) -> Option<&'static str> {
    let mut options = condition.values.maintained().map(|entry| {
        let (_, placeholder) = entry.text.split_once('{')?;
        let (inside, _) = placeholder.split_once('}')?;
        inside.strip_suffix('?').or_else(|| inside.strip_suffix("..."))
    });
    let first = options.next()??;
    let used = policy.parameters.iter().find(|used| used.parameter.name == first)?;
    (used.parameter.default.is_none() && options.all(|option| option == Some(first))).then_some(first)
}

/// The options on which a statement depends, after a comma.
fn presence(presence: Presence) -> String {
    let options =
        |word, names: &[&str]| names.iter().map(|name| format!("{word} `--{name}`")).collect::<Vec<_>>();
    let conditions = [options("with", presence.when), options("without", presence.unless)].concat();
    if conditions.is_empty() { String::new() } else { format!(", only {}", conditions.join(" and ")) }
}

/// The entries of an element if they are few, or else their number.
fn named(element: &Element, noun: &str, show: impl Fn(&str) -> String) -> String {
    let mut entries: Vec<_> = element.maintained().map(|entry| show(entry.text)).collect();
    entries.dedup();
    let but = if element.negated { format!("all {noun} except ") } else { String::new() };
    match entries.as_slice() {
        [all] if all == "*" && !element.negated => format!("all {noun}"),
        few if few.len() <= MAX_NAMED => {
            let few: Vec<_> = few.iter().map(|entry| code(entry)).collect();
            format!("{but}{}", few.join(", "))
        }
        many => format!("{but}{} {noun}", many.len()),
    }
}

/// The part of an ARN that names the resource.
fn short(arn: &str) -> String {
    match arn.splitn(6, ':').collect::<Vec<_>>().as_slice() {
        ["arn", _, _, _, _, resource] => (*resource).to_owned(),
        _ => arn.to_owned(),
    }
}

fn differences(policy: &Policy) -> String {
    let mut table = Table::new(["Statement", "Entry", "Difference", "Why", "Source"]);
    let mut n_differences = 0;
    for difference in policy.differences() {
        let change = difference.change;
        table.row([
            code(difference.statement.sid.unwrap_or(difference.statement.name)),
            difference
                .entry
                .map_or_else(|| "the whole statement".to_owned(), |entry| code(&spelled(policy, entry))),
            format!("{} on {}", change.kind, change.date),
            change.why.to_owned(),
            source(change.source),
        ]);
        n_differences += 1;
    }
    let text = if n_differences == 0 {
        "None: the policy is equal to the page.\n".to_owned()
    } else {
        format!(
            "Entries that the page lacks are added; entries that are no longer needed are withdrawn.\n\n{}",
            table.finish()
        )
    };
    format!("\n### Differences from the documented page\n\n{text}")
}
