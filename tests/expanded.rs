//! The generated code that the repository keeps for its readers: `tests/expanded/` is what the compiler
//! makes of the small catalog `tests/catalog/forms/`, and shows every form that generated code has.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use compiler::kinds::Catalog;
use compiler::needs::Releases;
use compiler::{generate, names};
use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

#[test]
fn expanded_is_what_is_generated() {
    let folder = repository().join("tests/expanded");
    let catalog = load("tests/catalog/forms");
    let mut files: Vec<_> = generate::of_versions(&catalog);
    files.push(generate::of_commands(&catalog));
    for file in &files {
        let kept = fs::read_to_string(folder.join(&file.path)).unwrap_or_default();
        assert!(kept == file.text, "{} is outdated: run `cargo xtask regenerate`", file.path);
    }
    assert_eq!(files.len(), 7, "five policies, their bundle and the commands");
}

#[test]
fn expanded_shows_every_form() {
    let shown = forms(&load("tests/catalog/forms"));
    for catalog in ["catalog", "tests/catalog/good", "tests/catalog/unusual"] {
        let forms = forms(&load(catalog));
        let missing: Vec<_> = forms.difference(&shown).collect();
        assert!(missing.is_empty(), "tests/catalog/forms shows nothing of {catalog} like {missing:#?}");
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn load(catalog: &str) -> Catalog {
    compiler::load(&repository().join(catalog), &Releases::All).unwrap_or_else(|report| panic!("{report}"))
}

/// The forms of the code that a catalog's versions become: what stands between two delimiters, without
/// the names and texts of the catalog.
fn forms(catalog: &Catalog) -> BTreeSet<String> {
    let versions = &catalog.versions;
    let policies = versions.iter().flat_map(|version| &version.policies).map(|policy| &policy.variant);
    let bundles = versions.iter().flat_map(|version| &version.bundles).map(|bundle| &bundle.name);
    let values = catalog.parameters.iter().map(|parameter| &parameter.name);
    let types = catalog.parameters.iter().map(|parameter| &parameter.type_name);
    let types = types.chain(policies.clone()).chain(bundles.clone()).map(|name| names::type_name(name));
    let values = values.chain(policies).chain(bundles);
    let values = values.flat_map(|name| [names::snake(name), names::screaming(name)]);
    let names = types.chain(values).collect();
    let mut forms = Forms { names, shown: BTreeSet::new(), next: String::new() };
    for file in generate::of_versions(catalog) {
        forms.add(file.text.parse().expect("Rust"));
        forms.end();
    }
    forms.shown
}

/// The forms so far, and the tokens of the next.
struct Forms {
    names: BTreeSet<String>,
    shown: BTreeSet<String>,
    next: String,
}

impl Forms {
    fn add(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                // The formatter ends a list that runs over lines with a comma.
                TokenTree::Punct(punct) if punct.as_char() == ',' && tokens.peek().is_none() => {}
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    self.next.push_str("( ");
                    self.add(group.stream());
                    self.next.push_str(") ");
                }
                TokenTree::Group(group) => {
                    self.end();
                    self.add(group.stream());
                    self.end();
                }
                TokenTree::Punct(punct) if is_delimiter(&punct) => self.end(),
                TokenTree::Punct(punct) => self.next.push(punct.as_char()),
                TokenTree::Ident(ident) if self.names.contains(&ident.to_string()) => {
                    self.next.push_str("_ ");
                }
                TokenTree::Ident(ident) => {
                    self.next.push_str(&ident.to_string());
                    self.next.push(' ');
                }
                TokenTree::Literal(_) => self.next.push_str("0 "),
            }
        }
    }

    fn end(&mut self) {
        let form = std::mem::take(&mut self.next);
        self.shown.insert(form.trim_end().to_owned());
    }
}

/// A comma, a semicolon, a plus sign, or the first character of `&&`.
fn is_delimiter(punct: &Punct) -> bool {
    matches!((punct.as_char(), punct.spacing()), (',' | ';' | '+', _) | ('&', Spacing::Joint))
}
