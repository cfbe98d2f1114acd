//! `docs/<version>/README.md`: the page for the administrators of a version.

use anyhow::Result;
use pcluster_iam::quota::Attachment;
use pcluster_iam::{AttachTo, Bundle, PARTITIONS, Policy, SERVICES, Version};

use super::markdown::{Table, block, code, codes};
use super::{acknowledged, promises, section};
use crate::figures::{Figures, grouped};
use crate::files::File;
use crate::sizes;

/// The page of a version.
pub(crate) fn file(version: &'static Version) -> Result<File> {
    let mut text = opening(version);
    text.push_str(&at_a_glance(version)?);
    text.push_str(&bundles(version));
    text.push_str(&settings(version));
    for section in version.guide {
        text.push_str(&format!("\n## {}\n\n{}\n", section.heading, section.text.trim()));
    }
    text.push_str(&acknowledged::of_version(version));
    text.push_str(&trust_policies(version));
    text.push_str(&services(version));
    for policy in version.policies {
        text.push_str(&section::text(version, policy)?);
    }
    text.push_str(&partitions());
    Ok(File { path: format!("docs/{}/README.md", version.id), text })
}

fn opening(version: &Version) -> String {
    let Version { id, product, release, applies_to, summary, source, .. } = version;
    let commit = source.commit.map(|commit| format!(", commit `{commit}`")).unwrap_or_default();
    format!(
        "<!-- Generated from catalog/{id} by `cargo xtask regenerate`. Do not edit. -->

# IAM policies for {product} {id}

{summary}
They follow the documentation page [{title}]({url}) for release {release}, as of {date}{commit}; below, \"the page\" means this one.
They apply to the releases `{applies_to}`.
Permissions that {product} needs beyond the page are added here; the section of each policy lists every difference with its reason.

The commands below need the program `pcluster-iam`; in a clone of this repository, write `cargo pcluster-iam` instead.
{calls}This text is generated: to change it, edit [`catalog/{id}`](../../catalog/{id}) and run `cargo xtask regenerate`.
",
        calls = match version.commands {
            Some(_) => "The AWS calls that each command makes are in [commands.md](commands.md).\n",
            None => "",
        },
        title = source.title,
        url = source.url,
        date = source.date,
    )
}

/// The table of the policies, with their purposes and sizes.
fn at_a_glance(version: &Version) -> Result<String> {
    let mut table =
        Table::new(["Policy", "What it does", "Attach to", "Schedulers", "Size", "With any values", "Share"]);
    for policy in version.policies {
        table.row([
            link(policy),
            policy.summary.to_owned(),
            policy.attach_to.to_string(),
            codes(policy.schedulers),
            grouped(Figures::of(policy)?.size),
            sizes::range(policy),
            sizes::share_and_parts(policy)?,
        ]);
    }
    Ok(format!("\n## The policies at a glance\n\n{}\n{}", table.finish(), about_sizes(version)))
}

/// The meaning of the sizes, and the way to render what is too large.
fn about_sizes(version: &Version) -> String {
    let most = |attachment: Attachment| grouped(attachment.quota().most);
    let [managed, role, group, user] = Attachment::ALL.map(most);
    let mut text = format!(
        "Sizes are in characters without white space, as IAM's quotas count them: with the example values, and from the shortest to the longest values that are possible in any partition, with one entry in each list.
The share is that of the largest size in the {managed} characters of a managed policy.
All inline policies together may have {user} characters for a user, {group} for a group and {role} for a role.
"
    );
    if !version.policies.iter().any(|policy| policy.split) {
        return text;
    }
    text.push_str(
        "
A policy of more than 100% is too large for a managed policy with some values.
With `--fit managed` it is rendered as several managed policies, which together grant the same; attach all of them to one identity.
",
    );
    if let Some(policy) = version.policies.iter().find(|policy| section::is_too_large(policy)) {
        let options = ["--fit managed", "--output divided"].map(str::to_owned);
        let command = section::command(policy.id, &[policy], &options);
        text.push_str(&format!("\n{}", block("console", &command)));
    }
    text
}

/// The sets of policies that belong together.
fn bundles(version: &Version) -> String {
    let Some(first) = version.bundles.first() else { return String::new() };
    let name = first.id.rsplit('/').next().unwrap_or(first.id);
    let mut table = Table::new(["Bundle", "For whom", "What it does", "Policies"]);
    for bundle in version.bundles {
        let policies: Vec<_> = bundle.policies.iter().map(|policy| link(policy)).collect();
        table.row([
            code(bundle.id),
            bundle.audience.to_owned(),
            bundle.summary.to_owned(),
            policies.join(", "),
        ]);
    }
    let mut text = format!(
        "
## Policies that belong together

{}
One command renders a whole bundle, each policy to its own file:

{}",
        table.finish(),
        block(
            "console",
            &section::command(
                &format!("--bundle {}", first.id),
                first.policies,
                &[format!("--output {name}")]
            )
        )
    );
    if version.bundles.iter().any(|bundle| !bundle.apart && n_for_people(bundle) > 1) {
        text.push_str(
            "
With `--pack` the policies for one user or group become as few managed policies as possible, of which an identity can have ten; `pcluster-iam size BUNDLE` says how many it takes both ways.
",
        );
    }
    text.push_str(&promises::of_bundles(version));
    text
}

/// The number of policies of a bundle that are for users and groups.
fn n_for_people(bundle: &Bundle) -> usize {
    bundle.policies.iter().filter(|policy| policy.attach_to == AttachTo::UserOrGroup).count()
}

/// The permissions that the settings of the configuration need.
fn settings(version: &Version) -> String {
    if version.settings.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["Setting", "What it is for", "Policies", "Options", "What else it needs"]);
    for setting in version.settings {
        let policies: Vec<_> = setting.policies.iter().map(|policy| link(policy)).collect();
        let options: Vec<_> = setting.parameters.iter().map(|it| format!("`--{}`", it.name)).collect();
        let managed: Vec<_> = setting.managed_policies.iter().map(|name| code(name)).collect();
        let managed =
            (!managed.is_empty()).then(|| format!("The AWS managed policies {}.", managed.join(", ")));
        let rest: Vec<_> = managed.into_iter().chain(setting.note.map(str::to_owned)).collect();
        table.row([
            code(setting.name),
            setting.summary.to_owned(),
            policies.join(", "),
            options.join(", "),
            rest.join("<br>"),
        ]);
    }
    format!(
        "
## What each setting of the configuration needs

{product} adds nothing to a role that exists already: such a role needs each policy with the options of all settings in use.

{table}",
        product = version.product,
        table = table.finish()
    )
}

/// The trust policies of the roles that policies of the version are attached to.
fn trust_policies(version: &Version) -> String {
    let mut trusted: Vec<(&[&str], Vec<&'static Policy>)> = Vec::new();
    for policy in version.policies {
        let AttachTo::Role { trusted_services } = policy.attach_to else { continue };
        match trusted.iter_mut().find(|(services, _)| *services == trusted_services) {
            Some((_, policies)) => policies.push(policy),
            None => trusted.push((trusted_services, vec![policy])),
        }
    }
    let (Some(first_partition), false) = (PARTITIONS.first(), trusted.is_empty()) else {
        return String::new();
    };
    let mut text = "
## Trust policies of the roles

The trust policy of a role names the services that may assume it.
"
    .to_owned();
    for (services, policies) in &trusted {
        let Some(policy) = policies.first() else { continue };
        text.push('\n');
        let links = policies.iter().map(|policy| link(policy)).collect::<Vec<_>>().join(", ");
        text.push_str(&format!(
            "In the partition `{}`, a role for {links} has this trust policy, which `pcluster-iam trust {}` prints:\n\n",
            first_partition.id, policy.id
        ));
        text.push_str(&block("json", &policy.trust_policy(first_partition).unwrap_or_default()));
        text.push_str("\nThe name of the service depends on the partition:\n\n");
        text.push_str(&principals(services));
    }
    text
}

/// The principals of services, with the partitions that share them in one row.
fn principals(services: &[&str]) -> String {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for partition in PARTITIONS {
        let principals: Vec<_> = services
            .iter()
            .flat_map(|service| partition.principals(service))
            .map(|principal| code(&principal))
            .collect();
        let principals = principals.join(" and ");
        match rows.iter_mut().find(|(others, _)| *others == principals) {
            Some((_, partitions)) => partitions.push(code(partition.id)),
            None => rows.push((principals, vec![code(partition.id)])),
        }
    }
    let mut table = Table::new(["Partitions", "Principal"]);
    for (principals, partitions) in rows {
        table.row([partitions.join(", "), principals]);
    }
    let mut text = table.finish();
    for partition in PARTITIONS {
        if let Some(note) = partition.note_on_principals(services) {
            text.push_str(&format!("\nIn {}: {}\n", code(partition.id), note.trim()));
        }
    }
    text
}

/// The services whose actions the policies name.
fn services(version: &Version) -> String {
    let mut table = Table::new(["Service", "Actions begin with", "Policies"]);
    for service in SERVICES {
        let policies: Vec<_> = version
            .policies
            .iter()
            .filter(|policy| policy.services().contains(&service.prefix))
            .map(|policy| link(policy))
            .collect();
        if !policies.is_empty() {
            let prefix = format!("{}:", service.prefix);
            table.row([service.name.to_owned(), code(&prefix), policies.join(", ")]);
        }
    }
    format!("\n## AWS services in the policies\n\n{}", table.finish())
}

fn partitions() -> String {
    let mut table = Table::new(["Partition", "Name", "ARNs begin with", "Regions", "Host names end in"]);
    for partition in PARTITIONS {
        let prefixes: Vec<_> =
            partition.region_prefixes.iter().map(|prefix| format!("`{prefix}-…`")).collect();
        let n_regions = partition.regions.len();
        table.row([
            code(partition.id),
            partition.name.to_owned(),
            format!("`arn:{}:`", partition.id),
            format!("{n_regions}: {}", prefixes.join(", ")),
            code(partition.dns_suffix),
        ]);
    }
    format!(
        "
## Partitions

Every ARN names the partition of its region.
The partition follows from the region's name, which is a prefix from the table, a word and a number.
A region that is newer than this page is accepted if its name has this form.

{}",
        table.finish()
    )
}

/// A link to the section of a policy.
fn link(policy: &Policy) -> String {
    format!("[{}](#{})", code(policy.id), policy.anchor)
}
