//! The files of a plan, as a person would write them.

use pcluster_iam::{AttachTo, PARAMETERS, PARTITIONS};

use super::args::Args;
use super::known::{self, KnownReleases};
use super::plan::{ImportPlan, ListedStatement, PlannedPolicy};
use super::spelling::Spelled;
use super::statement::{StatedElement, StatedStatement};
use crate::author::toml::{self, lines};
use crate::files::File;

/// The files of a plan, except for those that the catalog has.
pub(super) fn files(
    plan: &ImportPlan,
    args: &Args,
    title: &str,
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
) -> Vec<File> {
    let id = args.version.id();
    let mut files =
        vec![File { path: format!("{id}/version.toml"), text: version(plan, args, title, known) }];
    for policy in &plan.policies {
        let folder = format!("{id}/{}", policy.variant);
        files.push(File { path: format!("{folder}/policy.toml"), text: head(policy, known) });
        files.extend(
            services(policy)
                .into_iter()
                .map(|(service, text)| File { path: format!("{folder}/{service}.toml"), text }),
        );
    }
    let mut shared =
        vec![("parameters.toml".to_owned(), parameters(plan)), ("partitions.toml".to_owned(), partitions())];
    for prefix in prefixes(plan) {
        let name = name_of(&prefix);
        shared.push((format!("services/{prefix}.toml"), format!("name = {}\n", toml::text(name))));
    }
    files.extend(shared.into_iter().filter(|(path, _)| !has(path)).map(|(path, text)| File { path, text }));
    files
}

/// The services whose actions are written, sorted.
fn prefixes(plan: &ImportPlan) -> Vec<String> {
    let actions = plan.statements().flat_map(|statement| &statement.actions.entries);
    let mut prefixes: Vec<_> = actions
        .filter_map(|action| action.split_once(':'))
        .map(|(prefix, _)| prefix.to_lowercase())
        .collect();
    prefixes.sort_unstable();
    prefixes.dedup();
    prefixes
}

/// AWS's name for a service, or an empty string if the catalog does not know the service.
fn name_of(prefix: &str) -> &'static str {
    pcluster_iam::service(prefix).map_or("", |service| service.name)
}

fn version(plan: &ImportPlan, args: &Args, title: &str, known: &KnownReleases) -> String {
    let Args { version, release, applies_to, url, date, .. } = args;
    let product = known.nearest().map_or("", |version| version.product);
    let release = release.clone().unwrap_or_else(|| version.full());
    let applies_to = applies_to.clone().unwrap_or_else(|| version.range());
    let pairs = [("product", product), ("release", &release), ("applies-to", &applies_to), ("summary", "")];
    format!(
        "# The release that the policies of this folder document, and its page's spelling of the parameters.\n\n\
         {}\n[source]\n{}date = {date}\n{}",
        lines(&pairs),
        lines(&[("title", title), ("url", url)]),
        spelled(&plan.placeholders)
    )
}

/// A policy's head.
fn head(policy: &PlannedPolicy, known: &KnownReleases) -> String {
    let PlannedPolicy { title, anchor, name, like, .. } = policy;
    let mut out = format!("# {}.\n\n", comment(title));
    out.push_str(&lines(&[("name", name), ("title", title), ("anchor", anchor)]));
    let (from, attach_to, schedulers) = match like {
        Some(like) => (format!("As in {}", like.id), like.attach_to, like.schedulers.to_vec()),
        None => ("Not on the page".to_owned(), AttachTo::UserOrGroup, known::schedulers(known.nearest())),
    };
    out.push_str(&format!("# {from}; check who the policy is attached to, and its schedulers.\n"));
    match attach_to {
        AttachTo::Role { trusted_services } => out.push_str(&format!(
            "attach-to = \"role\"\ntrusted-services = {}\n",
            toml::inline(trusted_services)
        )),
        _ => out.push_str("attach-to = \"user-or-group\"\n"),
    }
    out.push_str(&format!("schedulers = {}\nsummary = \"\"\n", toml::inline(&schedulers)));
    let statements: Vec<_> = policy
        .statements
        .iter()
        .map(|listed| match listed {
            ListedStatement::Reference(name) | ListedStatement::Own { name, .. } => name,
        })
        .collect();
    out.push_str(&format!("statements = {}\n", toml::list(&statements)));
    out + &spelled(&policy.placeholders)
}

/// The texts of a policy's files, by service in the order of their first statements.
fn services(policy: &PlannedPolicy) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (name, statement) in policy.own() {
        let service = statement.service();
        let text = self::statement(name, statement);
        match files.iter_mut().find(|(known, _)| *known == service) {
            Some((_, file)) => file.push_str(&text),
            None => {
                let called = Some(name_of(&service)).filter(|name| !name.is_empty()).unwrap_or(&service);
                files.push((service.clone(), format!("# {}: {called}.\n{text}", comment(&policy.title))));
            }
        }
    }
    files
}

fn statement(name: &str, statement: &StatedStatement) -> String {
    let StatedStatement { sid, is_denying, actions, resources, conditions } = statement;
    let not = |element: &StatedElement| if element.is_negated { "not-" } else { "" };
    let mut out = format!("\n[{}]\nwhy = \"\"\n", toml::key(name));
    out.push_str(&format!("{}actions = {}\n", not(actions), element(actions)));
    out.push_str(&format!("{}resources = {}\n", not(resources), element(resources)));
    if *is_denying {
        out.push_str("effect = \"Deny\"\n");
    }
    for condition in conditions {
        let (operator, key) = (toml::key(&condition.operator), toml::key(&condition.key));
        out.push_str(&format!("conditions.{operator}.{key} = {}\n", element(&condition.values)));
    }
    match sid {
        None => out.push_str("sid = false\n"),
        Some(sid) if sid != name => out.push_str(&lines(&[("sid", sid)])),
        Some(_) => {}
    }
    out
}

fn element(element: &StatedElement) -> String {
    match element.entries.as_slice() {
        [entry] if element.is_scalar => toml::text(entry),
        entries => toml::list(entries),
    }
}

/// A table of placeholders, if there are any.
fn spelled(placeholders: &[Spelled]) -> String {
    if placeholders.is_empty() {
        return String::new();
    }
    let pairs: Vec<_> = placeholders.iter().map(|spelled| (spelled.name.as_str(), &*spelled.text)).collect();
    format!("\n[placeholders]\n{}", lines(&pairs))
}

/// The parameters for a catalog without any: those that this repository knows, and new ones.
fn parameters(plan: &ImportPlan) -> String {
    let mut out = String::from(
        "# Every parameter that a policy may use, in the order of struct fields and command-line options.\n",
    );
    for name in plan.parameters() {
        match PARAMETERS.iter().find(|parameter| parameter.name == name) {
            None => out.push_str(&new_parameter(name)),
            Some(parameter) => {
                let pairs = [
                    ("type", Some(parameter.type_name)),
                    ("summary", Some(parameter.summary)),
                    ("example", Some(parameter.example)),
                    ("default", parameter.default),
                    ("find", Some(parameter.find)),
                    ("caution", parameter.caution),
                ];
                let pairs: Vec<_> = pairs.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
                out.push_str(&format!("\n[{name}]\n{}", lines(&pairs)));
            }
        }
    }
    out
}

/// The table of a parameter of which only the name is known.
pub(super) fn new_parameter(name: &str) -> String {
    format!("\n[{name}]\n{}", lines(&[("type", ""), ("summary", ""), ("example", ""), ("find", "")]))
}

fn partitions() -> String {
    let mut out = String::from(
        "# The partitions of AWS: which regions they hold, and under which names services appear in them.\n",
    );
    for partition in PARTITIONS {
        out.push_str(&format!(
            "\n[{}]\n{}region-prefixes = {}\n{}service-principals = {}\n{}regions = {}\n",
            toml::key(partition.id),
            lines(&[("name", partition.name)]),
            toml::inline(partition.region_prefixes),
            lines(&[("dns-suffix", partition.dns_suffix)]),
            toml::inline(partition.service_principals),
            partition.principals_note.map(|note| lines(&[("principals-note", note)])).unwrap_or_default(),
            toml::list(partition.regions),
        ));
    }
    out
}

/// A text for a comment, in one line.
fn comment(text: &str) -> String {
    text.replace(char::is_control, " ")
}
