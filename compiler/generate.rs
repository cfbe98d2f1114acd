//! From the model to Rust: one file for each policy, and one that includes them.

mod bundle;
mod condition_keys;
mod dangers;
mod fields;
mod findings;
mod key_rules;
mod policy;
mod prefixes;
mod render;
mod services;
mod tables;
mod values;

use std::path::Path;
use std::{fs, io};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::policies::model::Acknowledgement;
use crate::compiler::kinds::versions::model::Version;
use crate::compiler::names;
use crate::compiler::needs::{FACTS, RULES};

/// A generated file: its path below the output folder, and its text.
#[derive(Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// Every generated file.
pub fn generate(catalog: &Catalog) -> Vec<File> {
    let mut files = of_versions(catalog);
    let mut add = |path: &str, text| files.push(File { path: path.to_owned(), text });
    add("values.rs", formatted("catalog", values::items(catalog)));
    if FACTS {
        add("services.rs", services::text(catalog));
    }
    if RULES {
        add("prefixes.rs", prefixes::text(catalog));
        add("dangers.rs", formatted("catalog/dangers.toml", dangers::items(&catalog.dangers)));
        add("findings.rs", formatted("catalog/findings", findings::items(catalog)));
        add("condition_keys.rs", formatted("catalog/keys.toml", condition_keys::items(catalog)));
        add("key_rules.rs", formatted("catalog/keys.toml", key_rules::items(catalog)));
    }
    add("catalog.rs", formatted("catalog", tables::items(catalog)));
    files
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

fn list(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| literal(text));
    quote!(&[#(#texts),*])
}

/// A documentation comment of one or more lines.
fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}
