//! The tables of the build script, compiled here too: the page of mistakes and the schemas are made
//! of the very tables by which the catalog is read, and what is imported has names that build.

// One source for both: the build script's own files, which know nothing of the rest of it.
#[path = "../../build/code.rs"]
pub(crate) mod code;
#[path = "../../src/grammar.rs"]
#[allow(dead_code, reason = "only the names of its rules are needed here")]
pub(crate) mod grammar;
#[path = "../../build/keys.rs"]
pub(crate) mod keys;
#[path = "../../build/names.rs"]
#[allow(dead_code, reason = "what only the generation needs")]
pub(crate) mod names;
#[path = "../../build/rules.rs"]
pub(crate) mod rules;
