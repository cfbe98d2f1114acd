//! Completion in bash.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::{self, EnvCompleter};

/// Bash with a script of its own: for clap's, `ec2:RunInstances` is three words, as it is for bash.
#[derive(Debug)]
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        env::Bash.name()
    }

    fn is(&self, name: &str) -> bool {
        env::Bash.is(name)
    }

    fn write_registration(
        &self,
        _variable: &str,
        _name: &str,
        _program: &str,
        _completer: &str,
        script: &mut dyn Write,
    ) -> io::Result<()> {
        script.write_all(include_bytes!("bash.sh"))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        candidates: &mut dyn Write,
    ) -> io::Result<()> {
        env::Bash.write_complete(command, words, folder, candidates)
    }
}
