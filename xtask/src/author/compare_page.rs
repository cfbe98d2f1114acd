//! `cargo xtask compare-page`: a documentation page against the documented form of the catalog.
//!
//! [`compare`] takes the page's text and returns a [`Report`]; [`run`] reads the file and prints it.

mod difference;
mod matching;
mod report;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::io::Write as _;
use std::path::PathBuf;
use std::str::FromStr;
use std::{fs, io};

use anyhow::{Context as _, anyhow};
use pcluster_iam::Policy;
use serde_json::Value;

use self::matching::Target;
use self::report::{Remark, Report, Unknown};
use crate::author::page::document::{self, Content};
use crate::author::page::{self, Page, Position};

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

/// The text of a page, which has to be UTF-8.
fn decode(bytes: &[u8]) -> anyhow::Result<&str> {
    page::decode(bytes)
        .map_err(|Position { line, .. }| anyhow!("line {line} is not UTF-8; save the page as UTF-8"))
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
    let mapped = matching::resolve(&page, file, &args.maps, catalog)?;
    let version = match &args.version {
        Some(id) => Some(matching::version(catalog, id)?),
        None => matching::best_version(&page, &mapped, &stated, &known),
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
                heading: matching::find(&page, &mapped, &stated, &policy),
                found: None,
            })
        })
        .collect();
    let left = matching::pair(&mut wanted, &stated);
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
            Content::Other { .. } => {
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
