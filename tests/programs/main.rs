//! The programs that `export::rust_program` writes: some of them are compiled here, and render what filling by name
//! renders; all of them have the layout of rustfmt.
//!
//! `UPDATE_EXPECTED=1` writes the programs of this folder.

#![cfg(feature = "export")]
#![allow(clippy::expect_used, reason = "a test fails by a panic")]

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

use pcluster_iam::export::rust_program;
use pcluster_iam::{Need, POLICIES, Policy, Values, policy};

thread_local! {
    /// What the program of a test prints.
    static PRINTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// In place of the standard library's, so that a test sees what a program prints.
macro_rules! println {
    ("{}", $text:expr) => {
        super::PRINTED.with_borrow_mut(|printed| printed.push($text))
    };
}

macro_rules! program {
    ($name:ident, $file:literal, $policies:expr) => {
        mod $name {
            include!($file);

            #[test]
            fn is_written_and_renders() {
                let policies = $policies;
                super::expect($file, &policies);
                main().expect("its values are valid");
                let filled = policies.iter().map(|(policy, values)| policy.fill(values).expect("valid"));
                let expected: Vec<_> = filled.map(|it| it.to_json_pretty()).collect();
                assert_eq!(super::PRINTED.take(), expected);
            }
        }
    };
}

program!(every_value, "every_value.rs", [super::all("3.16/headnode-slurm", 2)]);
program!(no_options, "no_options.rs", [super::all("3.16/headnode-slurm", 0)]);
program!(several, "several.rs", [super::all("2.9/user", 1), super::all("3.11/user-fsx", 1)]);
program!(derived, "derived.rs", {
    let values = super::account().set("region", "eu-west-1").set("cluster-name", "demo");
    [(super::named("2.9/user-minimal"), values)]
});
program!(all_regions, "all_regions.rs", {
    let values = super::account().set("partition", "aws-cn").all_regions();
    [(super::named("3.11/user-cluster-1"), values)]
});
program!(partition, "partition.rs", {
    let values = super::account().set("partition", "aws-us-gov");
    [
        (super::named("2.9/user"), super::account().set("region", "us-gov-west-1")),
        (super::named("3.11/user-iam"), values),
    ]
});

fn account() -> Values<'static> {
    Values::new().set("account-id", "123456789012")
}

fn named(id: &str) -> &'static Policy {
    policy(id).expect("the catalog has it")
}

/// The examples of a policy's parameters, of the required ones alone for lists of none.
fn all(id: &str, n_items: usize) -> (&'static Policy, Values<'static>) {
    let policy = named(id);
    let used = policy.parameters.iter().filter(|used| n_items > 0 || used.need == Need::Required);
    let values = used.flat_map(|used| {
        let number = if used.need == Need::List { n_items } else { 1 };
        std::iter::repeat_n((used.parameter.name, used.parameter.example), number)
    });
    (policy, values.collect())
}

/// Compares the file of a program, or writes it.
fn expect(file: &str, policies: &[(&'static Policy, Values<'_>)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(file);
    let written = rust_program(policies).expect("the values are valid");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &written).expect("writable");
    }
    assert_eq!(fs::read_to_string(&path).expect("a file"), written, "{file}");
}

/// Every policy, with and without its options, and with lists that need one line and several.
#[test]
fn programs_have_the_layout_of_rustfmt() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for policy in POLICIES {
        for n_items in 0..4 {
            let (_, values) = all(policy.id, n_items);
            let Ok(program) = rust_program(&[(policy, values)]) else { continue };
            let path = folder.path().join(format!("{}-{n_items}.rs", policy.id.replace(['/', '.'], "-")));
            fs::write(&path, program).expect("written");
            paths.push(path);
        }
    }
    assert!(paths.len() > 3 * POLICIES.len(), "only {} programs were written", paths.len());
    let checked = Command::new("rustfmt")
        .args(["--edition", "2024", "--check"])
        .args(&paths)
        .current_dir(&folder)
        .output()
        .expect("rustfmt is there");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn wrong_values_are_refused() {
    let error = rust_program(&[(named("2.9/user"), account())]).expect_err("a region is missing");
    assert_eq!(error.problems().len(), 1);
}
