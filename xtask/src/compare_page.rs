//! `cargo xtask compare-page`: a documentation page against the documented form of the catalog.
//!
//! [`compare`] takes the page's text and returns a [`Report`]; [`run`] reads the file and prints it.

mod difference;
mod document;
mod page;
mod report;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::io::Write as _;
use std::path::PathBuf;
use std::str::FromStr;
use std::{fs, io};

use anyhow::{Context as _, bail};
use pcluster_iam::Policy;
use serde_json::Value;

use self::document::Content;
use self::page::{Heading, Page};
use self::report::{Found, Outcome, Remark, Report, Status, Unknown};

/// What the command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page: a Markdown file with policies in its code blocks
    page: PathBuf,
    /// Compare what stands under this heading of the page with this policy (can be repeated)
    #[arg(long = "map", value_name = "ANCHOR=ID")]
    maps: Vec<Mapping>,
    /// Compare with this version of the catalog (default: the one that fits the page best)
    #[arg(long, value_name = "ID")]
    version: Option<String>,
}

/// A heading of the page and the policy that it is to be compared with, as `ANCHOR=ID`.
#[derive(Clone, Debug)]
struct Mapping {
    anchor: String,
    id: String,
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((anchor, id)) if !anchor.is_empty() && !id.is_empty() => {
                Ok(Self { anchor: anchor.trim_start_matches('#').to_owned(), id: id.to_owned() })
            }
            _ => Err("write ANCHOR=ID, an anchor of the page and the id of a policy".to_owned()),
        }
    }
}

/// What a comparison needs of a policy of the catalog.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    id: &'a str,
    version: &'a str,
    anchor: &'a str,
    title: &'a str,
    documented: &'a str,
}

impl<'a> From<&'a Policy> for Known<'a> {
    fn from(policy: &'a Policy) -> Self {
        Self {
            id: policy.id,
            version: policy.version,
            anchor: policy.anchor,
            title: policy.title,
            documented: policy.documented,
        }
    }
}

/// Compares the page with the catalog and prints what differs; true if nothing does.
pub(crate) fn run(args: &Args) -> anyhow::Result<bool> {
    let file = args.page.display().to_string();
    let bytes = fs::read(&args.page).with_context(|| format!("cannot read `{file}`"))?;
    let text = decode(&bytes).with_context(|| format!("cannot read `{file}`"))?;
    let catalog: Vec<_> = pcluster_iam::POLICIES.iter().map(|policy| Known::from(*policy)).collect();
    let report = compare(text, &file, args, &catalog)?;
    write!(io::stdout().lock(), "{report}").context("cannot write to the standard output")?;
    Ok(report.is_equal())
}

/// The text of a file, which has to be UTF-8; a byte order mark is no part of it.
fn decode(bytes: &[u8]) -> anyhow::Result<&str> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = valid.split(|&byte| byte == b'\n').count();
            bail!("line {line} is not UTF-8; save the page as UTF-8")
        }
    }
}

/// A policy document of the page.
struct Stated {
    heading: Option<usize>,
    line: usize,
    value: Value,
}

/// Compares a page's text with the policies of a catalog.
fn compare<'a>(text: &str, file: &str, args: &Args, catalog: &[Known<'a>]) -> anyhow::Result<Report<'a>> {
    let page = page::read(text);
    let mut report = Report::new(file);
    let stated = documents(&page, &mut report);
    let known = parse(catalog)?;
    let mapped = resolve(&page, file, &args.maps, catalog)?;
    let version = match &args.version {
        Some(id) => Some(version(catalog, id)?),
        None => best_version(&page, &mapped, &stated, &known),
    };
    report.version = version;

    let mut wanted: Vec<Target> = known
        .iter()
        .filter_map(|&(policy, ref value)| {
            let is_mapped = mapped.iter().any(|&(_, id)| id == policy.id);
            let is_wanted = is_mapped || version == Some(policy.version);
            is_wanted.then(|| Target {
                policy,
                value,
                heading: find(&page, &mapped, &stated, &policy),
                found: None,
            })
        })
        .collect();
    let left = pair(&mut wanted, &stated);
    for target in &wanted {
        report.outcomes.push(target.outcome(&page, &stated));
    }
    for index in left {
        let Some(stated) = stated.get(index) else { continue };
        let nearest = known
            .iter()
            .filter(|(policy, _)| version.is_none_or(|version| version == policy.version))
            .map(|(policy, value)| (difference::likeness(value, &stated.value), policy.id))
            .filter(|&(likeness, _)| likeness >= 50)
            .max_by_key(|&(likeness, id)| (likeness, Reverse(id)));
        let heading = stated.heading.and_then(|index| page.headings.get(index));
        report.unknown.push(Unknown {
            line: stated.line,
            heading: heading.map(|heading| (heading.text.clone(), heading.name().to_owned())),
            nearest,
        });
    }
    Ok(report)
}

/// The policy documents of the page; what is none, or a broken one, goes to the report.
fn documents(page: &Page<'_>, report: &mut Report<'_>) -> Vec<Stated> {
    let mut stated = Vec::new();
    for block in &page.blocks {
        let at = page.position(block, 0);
        let remark = |message: &str| Remark { position: at, message: message.to_owned() };
        match document::read(block) {
            Content::Text => {}
            Content::Broken { offset, message } => report.problems.push(Remark {
                position: page.position(block, offset),
                message: format!("not JSON, and so not compared: {message}"),
            }),
            Content::Other => {
                report.notes.push(remark("JSON without `Statement` is no policy; not compared"));
            }
            Content::Trust => report.notes.push(remark(
                "a policy with `Principal` is attached to no user, group or role's permissions; \
                 not compared",
            )),
            Content::Policy { value, repeated } => {
                for (offset, key) in repeated {
                    report.problems.push(Remark {
                        position: page.position(block, offset),
                        message: format!(
                            "the key `{key}` stands twice in one object; the last one is compared"
                        ),
                    });
                }
                stated.push(Stated { heading: block.heading, line: at.line, value });
            }
        }
    }
    stated
}

/// The catalog's policies with their documented form.
fn parse<'a>(catalog: &[Known<'a>]) -> anyhow::Result<Vec<(Known<'a>, Value)>> {
    catalog
        .iter()
        .map(|policy| {
            let value = serde_json::from_str(policy.documented)
                .with_context(|| format!("the documented form of `{}` is not JSON", policy.id))?;
            Ok((*policy, value))
        })
        .collect()
}

/// The heading and the policy's id of each `--map`.
fn resolve<'a>(
    page: &Page<'_>,
    file: &str,
    maps: &[Mapping],
    catalog: &[Known<'a>],
) -> anyhow::Result<Vec<(usize, &'a str)>> {
    let mut mapped = Vec::new();
    for Mapping { anchor, id } in maps {
        let Some(policy) = catalog.iter().find(|policy| policy.id == id) else {
            let ids: Vec<_> = catalog.iter().map(|policy| policy.id).collect();
            bail!("--map {anchor}={id}: the catalog has no policy `{id}`, only {}", quoted(&ids));
        };
        let heading = page.headings.iter().position(|heading| heading.has_anchor(anchor));
        let Some(heading) = heading.or_else(|| {
            let title = page::normalised(anchor);
            page.headings.iter().position(|heading| page::normalised(&heading.text) == title)
        }) else {
            let names: Vec<_> = page.headings.iter().map(Heading::name).collect();
            bail!("--map {anchor}={id}: {file} has no anchor `{anchor}`, only {}", quoted(&names));
        };
        mapped.push((heading, policy.id));
    }
    Ok(mapped)
}

/// The version with this id.
fn version<'a>(catalog: &[Known<'a>], id: &str) -> anyhow::Result<&'a str> {
    if let Some(policy) = catalog.iter().find(|policy| policy.version == id) {
        return Ok(policy.version);
    }
    let mut ids: Vec<_> = catalog.iter().map(|policy| policy.version).collect();
    ids.dedup();
    bail!("--version {id}: the catalog has no version `{id}`, only {}", quoted(&ids))
}

/// The version most of whose policies are on the page, by heading and then by content.
fn best_version<'a>(
    page: &Page<'_>,
    mapped: &[(usize, &str)],
    stated: &[Stated],
    known: &[(Known<'a>, Value)],
) -> Option<&'a str> {
    let mut scores: Vec<(&str, usize, usize)> = Vec::new();
    for (policy, value) in known {
        let heading = find(page, mapped, stated, policy);
        let likeness = stated
            .iter()
            .filter(|stated| heading.is_some() && stated.heading == heading)
            .map(|stated| difference::likeness(value, &stated.value))
            .max()
            .unwrap_or(0);
        let found = usize::from(heading.is_some());
        match scores.iter_mut().find(|(version, ..)| *version == policy.version) {
            Some((_, count, total)) => (*count, *total) = (*count + found, *total + likeness),
            None => scores.push((policy.version, found, likeness)),
        }
    }
    // Of equals the first: a later one is more often the copy of an earlier one.
    let best = scores.iter().rev().max_by_key(|&&(_, found, likeness)| (found, likeness));
    best.filter(|(_, found, _)| *found > 0).map(|(version, ..)| *version)
}

/// The heading under which the page states the policy: the mapped one, or else one with the
/// policy's anchor, or else one with its title.
fn find(page: &Page<'_>, mapped: &[(usize, &str)], stated: &[Stated], policy: &Known<'_>) -> Option<usize> {
    if let Some(&(heading, _)) = mapped.iter().find(|(_, id)| *id == policy.id) {
        return Some(heading);
    }
    let title = page::normalised(policy.title);
    let rules: [&dyn Fn(&Heading) -> bool; 3] = [
        &|heading| heading.anchors.iter().any(|anchor| anchor == policy.anchor),
        &|heading| heading.slug == policy.anchor,
        &|heading| page::normalised(&heading.text) == title,
    ];
    rules.iter().find_map(|rule| {
        page.headings
            .iter()
            .enumerate()
            .filter(|&(index, heading)| rule(heading) && !mapped.iter().any(|&(mapped, _)| mapped == index))
            .map(|(index, _)| index)
            // A heading that stands twice: the one with a policy under it.
            .min_by_key(|&index| !stated.iter().any(|stated| stated.heading == Some(index)))
    })
}

/// A policy of the catalog that is looked for on the page.
struct Target<'a, 'v> {
    policy: Known<'a>,
    value: &'v Value,
    heading: Option<usize>,
    found: Option<usize>,
}

impl<'a> Target<'a, '_> {
    fn outcome(&self, page: &Page<'_>, stated: &[Stated]) -> Outcome<'a> {
        let heading = self.heading.and_then(|index| page.headings.get(index));
        let status = match (heading, self.found.and_then(|index| stated.get(index))) {
            (None, _) => Status::Missing,
            (Some(heading), None) => Status::Empty { line: heading.line },
            (Some(_), Some(stated)) => Status::Found(Found {
                line: stated.line,
                differences: difference::differences(self.value, &stated.value),
            }),
        };
        Outcome {
            id: self.policy.id,
            anchor: heading.map_or(self.policy.anchor, Heading::name).to_owned(),
            status,
        }
    }
}

/// Gives each policy the document under its heading that is most like it, and returns the documents
/// that no policy takes.
fn pair(targets: &mut [Target<'_, '_>], stated: &[Stated]) -> Vec<usize> {
    let mut pairs = Vec::new();
    for (target_idx, target) in targets.iter().enumerate() {
        for (stated_idx, stated) in stated.iter().enumerate() {
            if target.heading.is_some() && stated.heading == target.heading {
                let likeness = difference::likeness(target.value, &stated.value);
                pairs.push((Reverse(likeness), target_idx, stated_idx));
            }
        }
    }
    pairs.sort_unstable();
    let mut left: Vec<_> = (0..stated.len()).collect();
    for (_, target_idx, stated_idx) in pairs {
        let Some(target) = targets.get_mut(target_idx) else { continue };
        if target.found.is_none() && left.contains(&stated_idx) {
            target.found = Some(stated_idx);
            left.retain(|&index| index != stated_idx);
        }
    }
    left
}

/// The words in backticks, separated by commas.
fn quoted(words: &[&str]) -> String {
    match words {
        [] => "none".to_owned(),
        words => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    }
}
