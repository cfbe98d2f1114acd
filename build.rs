//! Compiles `catalog/` into Rust in `OUT_DIR`, or says everything that is wrong in it.

use std::path::Path;
use std::{env, io};

// The compiler is a folder of its own, since the tools and the tests use it too.
#[path = "compiler/lib.rs"]
#[allow(dead_code, reason = "the tools and the tests use more of it than a build does")]
mod compiler;

use compiler::needs::Releases;

#[allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]
fn main() -> io::Result<()> {
    for path in ["build.rs", "Cargo.toml", "compiler", "catalog", "src/shared"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let folder = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    match compiler::compile(&Path::new(&folder).join("catalog"), &releases()) {
        Ok(files) => {
            compiler::generate::write(&files, Path::new(&env::var_os("OUT_DIR").unwrap_or_default()))
        }
        Err(report) => {
            // Cargo shows each line once and fails the build; with an exit code it would show all twice.
            for line in report.lines() {
                println!("cargo::error={line}");
            }
            Ok(())
        }
    }
}

/// The releases that the consumer asks for, by the features that are on.
fn releases() -> Releases {
    let feature = |name: &str| name.strip_prefix("CARGO_FEATURE_").map(str::to_lowercase);
    Releases::OfFeatures(env::vars_os().filter_map(|(name, _)| feature(name.to_str()?)).collect())
}
