//! `cargo xtask compare-page`: a documentation page against the documented form of the catalog.
//!
//! [`compare`] takes the page's text and returns a [`PageReport`]; [`run`] reads the file and prints it.

mod args;
pub(in crate::author) mod difference;
mod matching;
mod policies;
mod report;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::io::Write as _;
use std::{fs, io};

use anyhow::Context as _;
use serde_json::Value;

pub(crate) use self::args::Args;
use self::matching::WantedPolicy;
use self::policies::{CatalogPolicy, documents};
use self::report::{PageReport, UnknownPolicy};
use crate::author::WrongUse;
use crate::author::page::{self, Position};
use crate::author::shown::{printable, shown};
use crate::pairing::leaves;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask compare-page page.md
  cargo xtask compare-page page.md --version 2.12 --map some-heading=2.12/readers

Exit code: 0 if the page and the catalog are equal, 1 if they differ.";

/// Compares the page with the catalog and prints the differences; true if there are none.
pub(crate) fn run(args: &Args) -> anyhow::Result<bool> {
    let file = shown(&args.page);
    let bytes = fs::read(&args.page).map_err(|error| WrongUse::of("read", &file, &error))?;
    let text = decode(&file, &bytes)?;
    let catalog: Vec<_> = pcluster_iam::POLICIES.iter().map(|policy| CatalogPolicy::from(*policy)).collect();
    let report = compare(text, &file, args, &catalog)?;
    write!(io::stdout().lock(), "{}", printable(&report.to_string()))
        .context("cannot write to the standard output")?;
    Ok(report.is_equal())
}

/// The text of a page, which has to be Markdown in UTF-8.
fn decode<'b>(file: &str, bytes: &'b [u8]) -> anyhow::Result<&'b str> {
    let why = match page::decode(bytes) {
        Ok(text) if !page::is_html(text) => return Ok(text),
        Ok(_) => "it is an HTML page; save the page as Markdown".to_owned(),
        Err(Position { line, .. }) => format!("line {line} is not UTF-8; save the page as UTF-8"),
    };
    Err(WrongUse::new(format!("cannot read `{}`: {why}", file.escape_debug())).into())
}

/// Compares a page's text with the policies of a catalog.
fn compare<'a>(
    text: &str,
    file: &str,
    args: &Args,
    catalog: &[CatalogPolicy<'a>],
) -> anyhow::Result<PageReport<'a>> {
    let page = page::read(text);
    let mut report = PageReport::new(file);
    let stated = documents(&page, &mut report);
    let known = parse(catalog)?;
    let mapped = matching::resolve(&page, file, &args.maps, catalog)?;
    let version = match &args.version {
        Some(id) => Some(matching::version(catalog, id)?),
        None => matching::best_version(&page, &mapped, &stated, &known),
    };
    report.version = version;

    let mut wanted: Vec<WantedPolicy> = known
        .iter()
        .filter_map(|&(policy, ref value)| {
            let is_mapped = mapped.iter().any(|&(_, id)| id == policy.id);
            let is_wanted = is_mapped || version == Some(policy.version);
            is_wanted.then(|| WantedPolicy {
                policy,
                value,
                heading: matching::find(&page, &mapped, &stated, &policy),
                found: None,
            })
        })
        .collect();
    let left = matching::pair(&mut wanted, &stated);
    let known: Vec<_> = known.iter().map(|(policy, value)| (policy, leaves(value))).collect();
    for target in &wanted {
        report.outcomes.push(target.outcome(&page, &stated));
    }
    for index in left {
        let Some(stated) = stated.get(index) else { continue };
        let own = leaves(&stated.value);
        // A policy that is compared already would be taken away from where it is.
        let is_found =
            |id: &str| wanted.iter().any(|target| target.policy.id == id && target.found.is_some());
        let nearest = known
            .iter()
            .filter(|(policy, _)| version.is_none_or(|version| version == policy.version))
            .filter(|(policy, _)| !is_found(policy.id))
            .map(|(policy, known)| (known.likeness(&own), policy.id))
            .filter(|&(likeness, _)| likeness >= 50)
            .max_by_key(|&(likeness, id)| (likeness, Reverse(id)));
        let heading = stated.heading.and_then(|index| page.headings.get(index));
        // A heading stands for one policy: a second mapping would leave the first without it.
        let other = wanted.iter().find(|target| target.found.is_some() && target.heading == stated.heading);
        report.unknown.push(UnknownPolicy {
            line: stated.line,
            heading: heading.map(|heading| (heading.text.clone(), heading.name().to_owned())),
            nearest,
            other: other.map(|target| target.policy.id),
        });
    }
    Ok(report)
}

/// The catalog's policies with their documented form.
fn parse<'a>(catalog: &[CatalogPolicy<'a>]) -> anyhow::Result<Vec<(CatalogPolicy<'a>, Value)>> {
    catalog
        .iter()
        .map(|policy| {
            let value = serde_json::from_str(policy.documented)
                .with_context(|| format!("the documented form of `{}` is not JSON", policy.id))?;
            Ok((*policy, value))
        })
        .collect()
}
