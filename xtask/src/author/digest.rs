//! `cargo xtask digest`: the digests of a source's document, for `tests/documented`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::author::WrongUse;
use crate::author::shown::shown;
use crate::author::toml::{inline, key, text};
use crate::stated::{Form, NO_SID, StatedDocument, StatedStatement};
use crate::tree::from_json;

/// The examples at the end of the command's help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask digest user.json --policy 3.11/user-iam > tests/documented/3.11/user-iam.toml
  cargo xtask digest user-in-a-region.json --text 'region=${Region}' >> tests/documented/3.11/user-iam.toml
  cargo xtask digest cluster.json --policy 3.8/user-cluster-1 --policy 3.8/user-cluster-2

The first line begins the file of a document, the second adds the document with other texts in place of
parameters. The third is for a document whose statements are in two policies of the catalog.";

/// The number of digests in a line.
const PER_LINE: usize = 10;

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document: a file of JSON, with a policy document or a single statement
    file: PathBuf,
    /// Begin a file for this policy of the catalog (can be repeated)
    #[arg(long = "policy", value_name = "ID")]
    policies: Vec<String>,
    /// The document has this text in place of the parameter; repeat the name for a list
    #[arg(long = "text", value_name = "NAME=TEXT", value_parser = pair)]
    texts: Vec<(String, String)>,
}

fn pair(argument: &str) -> Result<(String, String), String> {
    match argument.split_once('=') {
        Some((name, text)) if !name.is_empty() => Ok((name.to_owned(), text.to_owned())),
        _ => Err("write NAME=TEXT, a parameter of the catalog and the text in the document".to_owned()),
    }
}

/// Prints the digests.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let path = shown(&args.file);
    let written = fs::read_to_string(&args.file).map_err(|error| WrongUse::of("read", &path, &error))?;
    let value: Value = serde_json::from_str(&written)
        .map_err(|error| WrongUse::new(format!("`{path}` is not JSON: {error}")))?;
    if from_json(&written).is_ok_and(|tree| !tree.repeated().is_empty()) {
        let why = "repeats a key in one object, so it has two readings";
        return Err(WrongUse::new(format!("`{path}` {why}; keep the key that the source means")).into());
    }
    if value.get("Statement").is_none() && value.get("Effect").is_none() {
        return Err(WrongUse::new(format!("`{path}` is neither a policy document nor a statement")).into());
    }
    let mut out = if args.policies.is_empty() { String::new() } else { head(&args.policies) };
    let mut texts = BTreeMap::<_, Vec<_>>::new();
    for (name, text) in &args.texts {
        texts.entry(name.clone()).or_default().push(text.clone());
    }
    let is_statement = value.get("Statement").is_none();
    let only = value.get("Sid").and_then(Value::as_str).filter(|_| is_statement).map(str::to_owned);
    out.push_str(&table(&Form { only, texts }, &StatedDocument::of(value)));
    std::io::stdout().write_all(out.as_bytes()).context("cannot write to the standard output")?;
    Ok(true)
}

/// The beginning of a file of digests.
fn head(policies: &[String]) -> String {
    let policies: Vec<_> = policies.iter().map(String::as_str).collect();
    format!(
        "# Digests of a source whose text is not kept; `cargo xtask digest` makes them.\npolicies = {}\n",
        inline(&policies)
    )
}

/// A document, as a file of digests has it.
fn table(form: &Form, document: &StatedDocument) -> String {
    let mut out = "\n[[document]]\n".to_owned();
    if let Some(sid) = &form.only {
        out.push_str(&format!("only = {}\n", text(sid)));
    }
    let texts = form.texts.iter().map(|(name, texts)| {
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        format!("{} = {}", key(name), inline(&texts))
    });
    let texts: Vec<_> = texts.collect();
    if !texts.is_empty() {
        out.push_str(&format!("texts = {{ {} }}\n", texts.join(", ")));
    }
    out.push_str(&format!("sha256 = {}\n", text(&document.sha256)));
    out.push_str("statements = '''\n");
    for StatedStatement { sid, digest, entries, .. } in &document.statements {
        out.push_str(&format!("{} {digest}\n", sid.as_deref().unwrap_or(NO_SID)));
        for line in entries.chunks(PER_LINE) {
            let digests: Vec<_> = line.iter().map(|entry| entry.digest.as_str()).collect();
            out.push_str(&format!("    {}\n", digests.join(" ")));
        }
    }
    out.push_str("'''\n");
    out
}
