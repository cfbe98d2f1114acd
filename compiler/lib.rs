//! The compiler of the catalog: from the TOML that people edit to the Rust that the library includes,
//! or to a report of every mistake.
//!
//! The build script compiles this folder as a module. The tools and the tests of this repository use it
//! as a crate, whose manifest is `xtask/compiler/Cargo.toml`.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unnameable_types,
    unreachable_pub,
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "no interface: whatever a tool or a test of this repository needs is public"
)]
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "parameters are named by their places in the catalog, and spans come from its parser"
)]
#![allow(clippy::option_option, reason = "a Sid that is not given differs from a Sid that is `false`")]
#![allow(clippy::struct_field_names, reason = "the names are those of the catalog")]
#![allow(clippy::format_push_string, reason = "the texts of a build are short")]

// In the build script this folder is the module `compiler`. With this line it is that in its own crate
// too, so that a path such as `crate::compiler::source` is the same in both.
extern crate self as compiler;

pub mod generate;
pub mod kinds;
pub mod layout;
pub mod names;
pub mod needs;
pub mod schema;
// The rules of values and of names are the library's own: one folder, compiled into both.
#[path = "../src/shared/mod.rs"]
pub mod shared;
pub mod source;

use std::path::Path;

use generate::{File, generate};
use kinds::Catalog;
use needs::Releases;
use source::Sources;
use source::diagnostic::{Diagnostics, report};

/// The files that a catalog becomes for these releases, or a report of all its mistakes.
pub fn compile(catalog: &Path, releases: &Releases) -> Result<Vec<File>, String> {
    load(catalog, releases).map(|model| generate(&model))
}

/// A catalog with these releases as it was read and checked, or a report of all its mistakes.
pub fn load(catalog: &Path, releases: &Releases) -> Result<Catalog, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let written = kinds::read(catalog, releases, &mut sources, &mut diagnostics);
    let mut model = kinds::check(&written, &sources, &mut diagnostics);
    // The others were read for a statement of theirs.
    model.off.extend(model.versions.iter().map(|it| it.id.clone()).filter(|id| !releases.has(id)));
    model.versions.retain(|version| releases.has(&version.id));
    if diagnostics.is_empty() {
        return Ok(model);
    }
    Err(report(&diagnostics.into_sorted(&sources), &sources))
}
