//! A promise as it was checked. That its commands exist and run is checked by `cargo xtask verify`, as a
//! build without the feature `evaluate` reads no commands.

use crate::compiler::kinds::promises::written::WrittenPromise;
use crate::compiler::kinds::texts::{value, values};

#[derive(Debug)]
pub struct Promise {
    pub commands: Vec<String>,
    pub configurations: Vec<String>,
    pub denied: Vec<Denial>,
}

/// A call that is denied although a command of the promise makes it.
#[derive(Debug)]
pub struct Denial {
    pub call: String,
    pub commands: Vec<String>,
    pub configurations: Vec<String>,
    pub reason: String,
}

impl Promise {
    pub fn new(written: &WrittenPromise) -> Self {
        let denied = written.denied.iter().map(|denial| Denial {
            call: value(denial.call.as_ref()),
            commands: values(&denial.commands),
            configurations: values(&denial.configurations),
            reason: value(denial.reason.as_ref()).trim().to_owned(),
        });
        Self {
            denied: denied.collect(),
            commands: values(&written.commands),
            configurations: values(&written.configurations),
        }
    }
}
