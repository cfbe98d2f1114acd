//! The arguments of `cargo xtask import`.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Result;

use super::naming;
use super::release::Release;
use crate::author::WrongUse;
use crate::author::date::Date;

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The source: a Markdown page with policies in its code blocks, a CloudFormation template, or a JSON
    /// document
    #[arg(required_unless_present = "json", conflicts_with = "json")]
    pub(super) page: Option<PathBuf>,
    /// Import the JSON files of this folder instead of a page, each as a policy
    #[arg(long, value_name = "DIR")]
    pub(super) json: Option<PathBuf>,
    /// The documented release, as its folder in the catalog is named: 2.12
    #[arg(long, value_name = "ID")]
    pub(super) version: Release,
    /// Write into the catalog in this folder (default: that of this repository)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Give the policy under this anchor of the page, or in this file, a name (can be repeated)
    #[arg(long = "map", value_name = "ANCHOR=VARIANT")]
    pub(super) maps: Vec<VariantMapping>,
    /// The release in full (default: 2.12.0 for 2.12)
    #[arg(long, value_name = "RELEASE")]
    pub(super) release: Option<String>,
    /// The releases that the policies are for (default: ">=2.12.0, <2.13.0" for 2.12)
    #[arg(long, value_name = "RANGE")]
    pub(super) applies_to: Option<String>,
    /// The address of the page
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(super) url: String,
    /// The title of the page (default: its first heading)
    #[arg(long)]
    pub(super) title: Option<String>,
    /// A day on which the page was in this state (default: today)
    #[arg(long, value_name = "YYYY-MM-DD", default_value_t = Date::today(), hide_default_value = true)]
    pub(super) date: Date,
}

impl Args {
    /// True if the source is a page, and not a template or a document.
    pub(super) fn is_page(&self) -> bool {
        const DOCUMENTS: [&str; 4] = ["json", "yaml", "yml", "template"];
        let extension = self.page.as_ref().map(|page| page.extension().unwrap_or_default());
        extension.is_some_and(|it| !DOCUMENTS.iter().any(|name| it.eq_ignore_ascii_case(name)))
    }

    /// Refuses a release in full where the catalog's releases are named by fewer numbers. Where the
    /// catalog has the shorter one, the longer one can only be meant.
    pub(super) fn check_version(&self, releases: &[String]) -> Result<()> {
        let known: Vec<Release> = releases.iter().filter_map(|id| id.parse().ok()).collect();
        let most = known.iter().map(Release::n_numbers).max();
        match most.and_then(|most| Some((most, self.version.shortened(most)?))) {
            Some((most, shorter)) if !known.contains(&shorter) => {
                let given = self.version.id();
                let (numbers, shorter) =
                    (["one number", "two numbers"].get(most - 1).unwrap_or(&""), shorter.id());
                let message = format!(
                    "--version {given}: the releases of the catalog are named by {numbers}; did you mean \
                     `--version {shorter}`, with `--release {given}` for the release that the source documents?"
                );
                Err(WrongUse::new(message).into())
            }
            _ => Ok(()),
        }
    }
}

/// An anchor of the page, a resource of the template, or a file's name without its ending, and the policy's name in the catalog.
#[derive(Clone, Debug)]
pub(super) struct VariantMapping {
    pub(super) anchor: String,
    pub(super) variant: String,
}

impl FromStr for VariantMapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((anchor, variant)) = text.split_once('=').filter(|(anchor, _)| !anchor.is_empty()) else {
            return Err("write ANCHOR=VARIANT, an anchor of the page and a name for its policy".to_owned());
        };
        let usable = naming::variant(variant);
        if usable != variant {
            return Err(format!("`{variant}` cannot be the name of a policy; `{usable}` can"));
        }
        Ok(Self { anchor: anchor.trim_start_matches('#').to_owned(), variant: variant.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::VariantMapping;

    #[test]
    fn mappings_name_what_the_catalog_can_have() {
        for (text, part) in
            [("a", "ANCHOR=VARIANT"), ("=a", "ANCHOR=VARIANT"), ("a=Ab", "`ab` can"), ("a=", "can")]
        {
            let error = text.parse::<VariantMapping>().unwrap_err();
            assert!(error.contains(part), "{error}");
        }
        assert_eq!("#a=b".parse::<VariantMapping>().unwrap().anchor, "a");
    }
}
