//! Reads and checks `catalog/`, and writes its Rust into `OUT_DIR`, or says all that is wrong.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "parameters are named by their places in the catalog, and spans come from its parser"
)]
#![allow(clippy::option_option, reason = "a Sid that is not given differs from one that is `false`")]
#![allow(clippy::struct_field_names, reason = "the names are those of the catalog")]
#![allow(clippy::print_stdout, reason = "a build script talks to cargo so")]
#![allow(clippy::format_push_string, reason = "a build script's texts are short")]

use std::path::Path;
use std::{env, io};

// The tests that compile this file look into the model too.
pub(crate) mod build {
    pub(crate) mod check;
    pub(crate) mod code;
    pub(crate) mod dangers;
    pub(crate) mod diagnostic;
    pub(crate) mod facts;
    pub(crate) mod fields;
    pub(crate) mod files;
    pub(crate) mod generate;
    // The rules of values are the library's own: one file, compiled here too.
    #[path = "../src/grammar.rs"]
    pub(crate) mod grammar;
    // The library finds actions by this hash.
    #[path = "../src/service/hash.rs"]
    pub(crate) mod hash;
    pub(crate) mod keys;
    pub(crate) mod layout;
    pub(crate) mod model;
    pub(crate) mod names;
    pub(crate) mod read;
    pub(crate) mod rules;
    pub(crate) mod source;
    pub(crate) mod syntax;
    pub(crate) mod template;
}

use build::diagnostic::{Diagnostics, count};
use build::generate::{File, generate, write};
use build::model::Catalog;
use build::source::Sources;

fn main() -> io::Result<()> {
    for path in ["build.rs", "build", "catalog", "src/grammar.rs", "src/service/hash.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let folder = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    match compile(&Path::new(&folder).join("catalog")) {
        Ok(files) => write(&files, Path::new(&env::var_os("OUT_DIR").unwrap_or_default())),
        Err(report) => {
            // Cargo shows each line once and fails the build; with an exit code it would show all twice.
            for line in report.lines() {
                println!("cargo::error={line}");
            }
            Ok(())
        }
    }
}

/// The files that a catalog becomes, or a report of all its mistakes.
pub(crate) fn compile(catalog: &Path) -> Result<Vec<File>, String> {
    load(catalog).map(|model| generate(&model))
}

/// A catalog as it was read and checked, or a report of all its mistakes.
pub(crate) fn load(catalog: &Path) -> Result<Catalog, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let written = build::read::read(catalog, &mut sources, &mut diagnostics);
    let model = build::check::check(&written, &sources, &mut diagnostics);
    if diagnostics.is_empty() {
        return Ok(model);
    }
    let diagnostics = diagnostics.into_sorted(&sources);
    let mut report = String::new();
    for diagnostic in &diagnostics {
        report.push_str(&diagnostic.render(&sources));
        report.push_str("\n\n");
    }
    report.push_str(&count(&diagnostics));
    Err(report)
}
