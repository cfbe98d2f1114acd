//! From the model to Rust: one file for each policy, and one that includes them.

mod bundle;
#[cfg(feature = "evaluate")]
mod commands;
#[cfg(feature = "facts")]
mod condition_keys;
#[cfg(feature = "facts")]
mod dangers;
mod fields;
#[cfg(feature = "facts")]
mod findings;
#[cfg(feature = "facts")]
mod key_rules;
#[cfg(feature = "page")]
mod pieces;
mod policy;
#[cfg(feature = "facts")]
mod pool;
#[cfg(feature = "facts")]
mod prefixes;
#[cfg(feature = "facts")]
mod principals;
mod quotas;
mod render;
#[cfg(feature = "facts")]
mod services;
mod size;
mod sizes;
mod tables;
mod values;

use std::path::Path;
use std::{fs, io};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::policies::model::Acknowledgement;
use crate::compiler::kinds::promises::model::Promise;
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::names;
#[cfg(feature = "facts")]
use crate::compiler::needs::DOCUMENTS;

/// A generated file: its path below the output folder, and its text.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), text }
    }
}

/// Every generated file.
pub fn generate(catalog: &Catalog) -> Vec<File> {
    let mut files = of_versions(catalog);
    files.push(File::new("values.rs", formatted("catalog", values::items(catalog))));
    files.push(File::new("quotas.rs", formatted("catalog/quotas.toml", quotas::items(&catalog.quotas))));
    #[cfg(feature = "evaluate")]
    files.push(of_commands(catalog));
    #[cfg(feature = "page")]
    files.push(File::new("pieces.rs", formatted("catalog", pieces::items(catalog))));
    #[cfg(feature = "facts")]
    files.extend(of_facts(catalog));
    files.push(File::new("catalog.rs", formatted("catalog", tables::items(catalog))));
    files
}

/// The files of the facts, and of the rules.
#[cfg(feature = "facts")]
fn of_facts(catalog: &Catalog) -> Vec<File> {
    let facts = &catalog.facts;
    let mut files = vec![File::new("services.rs", services::text(facts))];
    if DOCUMENTS {
        let dangers = formatted("catalog/dangers.toml", dangers::items(&facts.dangers));
        let findings = formatted("catalog/findings", findings::items(&catalog.findings));
        let condition_keys = formatted("catalog/keys.toml", condition_keys::items(&facts.condition_keys));
        let key_rules = formatted("catalog/keys.toml", key_rules::items(&facts.condition_keys));
        files.extend([
            File::new("prefixes.rs", prefixes::text(&facts.prefixes)),
            File::new(
                "principals.rs",
                formatted("catalog/principals.toml", principals::items(&facts.principals)),
            ),
            File::new("dangers.rs", dangers),
            File::new("findings.rs", findings),
            File::new("condition_keys.rs", condition_keys),
            File::new("key_rules.rs", key_rules),
        ]);
    }
    files
}

/// The file of the commands of all versions.
#[cfg(feature = "evaluate")]
pub fn of_commands(catalog: &Catalog) -> File {
    File::new("commands.rs", formatted("catalog", commands::items(&catalog.versions)))
}

/// The files of policies and of bundles.
pub fn of_versions(catalog: &Catalog) -> Vec<File> {
    let mut files = Vec::new();
    for version in &catalog.versions {
        for policy in &version.policies {
            let items = policy::items(catalog, version, policy);
            let source = format!("catalog/{}", policy.id);
            files.push(File { path: path(version, &policy.variant), text: formatted(&source, items) });
        }
        if !version.bundles.is_empty() {
            let source = format!("catalog/{}/bundles.toml", version.id);
            let text = formatted(&source, bundle::items(catalog, version));
            files.push(File { path: path(version, "bundles"), text });
        }
    }
    files
}

/// Writes the files that differ from those on the disk.
pub fn write(files: &[File], folder: &Path) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        if fs::read(&path).is_ok_and(|text| text == file.text.as_bytes()) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, &file.text)?;
    }
    Ok(())
}

/// The path of a policy's file.
fn path(version: &Version, variant: &str) -> String {
    format!("{}/{}.rs", names::version_module(&version.id), names::snake(variant))
}

/// Items as a file, with a blank line between two.
fn formatted(source: &str, items: Vec<TokenStream>) -> String {
    let mut text = format!("// @generated from {source} by build.rs. Do not edit.\n");
    for item in items {
        text.push('\n');
        text.push_str(&format_item(&item));
    }
    text
}

/// An item as a person would write it.
#[cfg(feature = "formatted")]
fn format_item(item: &TokenStream) -> String {
    match syn::parse2::<syn::File>(item.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // Text that does not parse is written as it is, so that the compiler points at it.
        Err(_) => item.to_string(),
    }
}

/// An item in a line.
#[cfg(not(feature = "formatted"))]
fn format_item(item: &TokenStream) -> String {
    format!("{item}\n")
}

/// An identifier.
fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}

/// A string literal as a person would write it: raw if the string has quotes or several lines.
fn literal(text: &str) -> TokenStream {
    if !text.contains(['"', '\n', '\\']) {
        return quote!(#text);
    }
    let mut hashes = String::new();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    match format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>() {
        Ok(literal) => quote!(#literal),
        Err(_) => quote!(#text),
    }
}

fn option(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => {
            let text = literal(text);
            quote!(Some(#text))
        }
        None => quote!(None),
    }
}

fn acknowledged(acknowledged: &[Acknowledgement]) -> TokenStream {
    let acknowledged = acknowledged.iter().map(|it| {
        let [finding, reason, source] = [&it.finding, &it.reason, &it.source].map(|text| literal(text));
        let [statement, entry] = [&it.statement, &it.entry].map(|text| option(text.as_deref()));
        quote! {
            Acknowledgement {
                finding: #finding,
                statement: #statement,
                entry: #entry,
                reason: #reason,
                source: #source,
            }
        }
    });
    quote!(&[#(#acknowledged),*])
}

fn denied(promise: &Promise) -> TokenStream {
    let denied = promise.denied.iter().map(|it| {
        let [call, reason] = [&it.call, &it.reason].map(|text| literal(text));
        let [commands, configurations] = [&it.commands, &it.configurations].map(|texts| list(texts));
        quote! {
            AcceptedDenial {
                call: #call,
                commands: #commands,
                configurations: #configurations,
                reason: #reason,
            }
        }
    });
    quote!(&[#(#denied),*])
}

fn list(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| literal(text));
    quote!(&[#(#texts),*])
}

/// A documentation comment of one or more lines.
fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}
