//! The files of a plan, as a person would write them.

use std::ops::Range;

use pcluster_iam::{AttachTo, PARAMETERS, PARTITIONS};

use super::args::Args;
use super::known::{self, KnownReleases};
use super::plan::{ImportPlan, PlannedPolicy};
use super::spelling::Spelled;
use super::statement::{StatedElement, StatedStatement};
use super::template::NewParameter;
use crate::author::toml::{self, lines};

/// A file of an import, and where its parts come from.
pub(super) struct ImportFile {
    /// The path in the catalog, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// The policy, by its place in the plan, that the file is of.
    pub(super) policy: Option<usize>,
    /// Parts of the text, each with the byte of the source that it states, the larger ones first.
    places: Vec<(Range<usize>, usize)>,
}

impl ImportFile {
    fn new(path: String, text: String) -> Self {
        Self { path, text, policy: None, places: Vec::new() }
    }

    /// The byte of the source that a byte of the text states.
    pub(super) fn source(&self, at: usize) -> Option<usize> {
        let part = self.places.iter().rev().find(|(range, _)| range.contains(&at));
        part.map(|(_, source)| *source)
    }
}

/// The files of a plan, except for those that the catalog has.
pub(super) fn files(
    plan: &ImportPlan,
    args: &Args,
    title: &str,
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
) -> Vec<ImportFile> {
    let id = args.version.id();
    let mut files = vec![ImportFile::new(format!("{id}/version.toml"), version(plan, args, title, known))];
    for (idx, policy) in plan.policies.iter().enumerate() {
        let folder = format!("{id}/{}", policy.variant);
        let head = ImportFile::new(format!("{folder}/policy.toml"), head(policy, known));
        let services = services(policy, &folder);
        files.extend([head].into_iter().chain(services).map(|file| ImportFile { policy: Some(idx), ..file }));
    }
    let mut shared =
        vec![("parameters.toml".to_owned(), parameters(plan)), ("partitions.toml".to_owned(), partitions())];
    for prefix in prefixes(plan) {
        let name = name_of(&prefix);
        shared.push((format!("services/{prefix}.toml"), format!("name = {}\n", toml::text(name))));
    }
    let shared = shared.into_iter().filter(|(path, _)| !has(path));
    files.extend(shared.map(|(path, text)| ImportFile::new(path, text)));
    files
}

/// The services whose actions are written, sorted.
fn prefixes(plan: &ImportPlan) -> Vec<String> {
    let actions = plan.statements().flat_map(|statement| &statement.actions.entries);
    let mut prefixes: Vec<_> = actions
        .filter_map(|action| action.text.split_once(':'))
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
        placeholders(&plan.placeholders)
    )
}

/// A policy's head.
fn head(policy: &PlannedPolicy, known: &KnownReleases) -> String {
    let PlannedPolicy { title, anchor, name, like, .. } = policy;
    let mut out = format!("# {}.\n\n", comment(title));
    out.push_str(&lines(&[("name", name), ("title", title), ("anchor", anchor)]));
    let (from, schedulers) = match like {
        Some(like) => (format!("As in {}", like.id), like.schedulers.to_vec()),
        None => ("Not in the source".to_owned(), known::schedulers(known.nearest())),
    };
    out.push_str(&format!("# {from}; check who the policy is attached to, and its schedulers.\n"));
    let trusted: Vec<_> = policy.trusted.iter().map(String::as_str).collect();
    let services = match like.map(|like| like.attach_to) {
        Some(AttachTo::Role { trusted_services }) => trusted_services,
        Some(_) => &[],
        None => trusted.as_slice(),
    };
    out.push_str(&match services {
        [] => "attach-to = \"user-or-group\"\n".to_owned(),
        services => {
            format!("attach-to = \"role\"\ntrusted-services = {}\n", toml::inline(services))
        }
    });
    out.push_str(&format!("schedulers = {}\nsummary = \"\"\n", toml::inline(&schedulers)));
    let statements: Vec<_> = policy.names().collect();
    out.push_str(&format!("statements = {}\n", toml::list(&statements)));
    out + &spelled(&policy.placeholders)
}

/// The files of a policy's statements, by service in the order of their first statements.
fn services(policy: &PlannedPolicy, folder: &str) -> Vec<ImportFile> {
    let mut files: Vec<(String, ImportFile)> = Vec::new();
    for (name, statement) in policy.own() {
        let service = statement.service();
        let idx = files.iter().position(|(known, _)| *known == service).unwrap_or_else(|| {
            let called = Some(name_of(&service)).filter(|name| !name.is_empty()).unwrap_or(&service);
            let text = format!("# {}: {called}.\n", comment(&policy.title));
            files.push((service.clone(), ImportFile::new(format!("{folder}/{service}.toml"), text)));
            files.len() - 1
        });
        if let Some((_, file)) = files.get_mut(idx) {
            file.add_statement(name, statement);
        }
    }
    files.into_iter().map(|(_, file)| file).collect()
}

impl ImportFile {
    fn add_statement(&mut self, name: &str, statement: &StatedStatement) {
        let StatedStatement { at, sid, is_denying, actions, resources, conditions, when, unless } = statement;
        let place = self.places.len();
        let start = self.text.len();
        self.places.push((start..start, *at));
        let not = |element: &StatedElement| if element.is_negated { "not-" } else { "" };
        self.text.push_str(&format!("\n[{}]\nwhy = \"\"\n", toml::key(name)));
        self.add_element(&format!("{}actions", not(actions)), actions);
        self.add_element(&format!("{}resources", not(resources)), resources);
        if *is_denying {
            self.text.push_str("effect = \"Deny\"\n");
        }
        for condition in conditions {
            let (operator, key) = (toml::key(&condition.operator), toml::key(&condition.key));
            self.add_element(&format!("conditions.{operator}.{key}"), &condition.values);
        }
        match sid {
            None => self.text.push_str("sid = false\n"),
            Some(sid) if sid != name => self.text.push_str(&lines(&[("sid", sid)])),
            Some(_) => {}
        }
        for (key, names) in [("when", when), ("unless", unless)] {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            match names.as_slice() {
                [] => {}
                [name] => self.text.push_str(&lines(&[(key, name)])),
                names => self.text.push_str(&format!("{key} = {}\n", toml::inline(names))),
            }
        }
        let end = self.text.len();
        if let Some((range, _)) = self.places.get_mut(place) {
            range.end = end;
        }
    }

    fn add_element(&mut self, key: &str, element: &StatedElement) {
        let (open, before, after, close) =
            if element.is_scalar { ("", "", "\n", "") } else { ("[\n", "    ", ",\n", "]\n") };
        let start = self.text.len();
        self.text.push_str(&format!("{key} = {open}"));
        // The key stands for the first entry, with which the source begins the element.
        let first = element.entries.first().map_or(0, |entry| entry.at);
        self.places.push((start..self.text.len(), first));
        for entry in &element.entries {
            let start = self.text.len();
            self.text.push_str(&format!("{before}{}{after}", toml::text(&entry.text)));
            self.places.push((start..self.text.len(), entry.at));
        }
        self.text.push_str(close);
    }
}

/// A table of placeholders, if there are any.
fn spelled(placeholders: &[Spelled]) -> String {
    if placeholders.is_empty() {
        return String::new();
    }
    self::placeholders(placeholders)
}

/// A table of placeholders.
fn placeholders(placeholders: &[Spelled]) -> String {
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
            None => out.extend(plan.new.iter().find(|new| new.name == name).map(new_parameter)),
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

/// The table of a new parameter, as far as the source describes it.
pub(super) fn new_parameter(new: &NewParameter) -> String {
    let NewParameter { name, type_name, summary, default, .. } = new;
    // The only value that a flag is given.
    let example = if *type_name == "flag" { "true" } else { "" };
    let mut pairs = vec![("type", *type_name), ("summary", summary.as_str()), ("example", example)];
    pairs.extend(default.as_deref().map(|default| ("default", default)));
    pairs.push(("find", ""));
    format!("\n[{name}]\n{}", lines(&pairs))
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
