//! A problem, and the way to fix it.

use std::fmt::{self, Write as _};

use crate::diff;

/// A problem of the tree, or of imported files.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    /// The ids of the policies that have the problem.
    pub(crate) policies: Vec<&'static str>,
    /// The message, in a line.
    pub(crate) message: String,
    /// The details, in lines; most often a difference of texts.
    pub(crate) body: String,
    /// The way to fix it; may have several lines.
    pub(crate) help: String,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { policies: Vec::new(), message: message.into(), body: String::new(), help: help.into() }
    }

    pub(crate) fn of(mut self, policies: impl IntoIterator<Item = &'static str>) -> Self {
        self.policies.extend(policies);
        self
    }

    pub(crate) fn with_body(mut self, body: String) -> Self {
        self.body = body;
        self
    }

    /// Lists the policies of the problem below its message, if there are several.
    pub(crate) fn name_policies(&mut self) {
        if let [_, _, ..] = self.policies.as_slice() {
            let ids: Vec<_> = self.policies.iter().map(|id| format!("`{id}`")).collect();
            self.body.insert_str(0, &format!("  in {}\n", ids.join(", ")));
        }
    }

    /// The text with colours for a terminal.
    pub(crate) fn painted(&self) -> String {
        let text = self.render("\x1b[1;31merror\x1b[0m", &diff::painted(&self.body), "\x1b[1;36mhelp\x1b[0m");
        text.unwrap_or_default()
    }

    fn render(&self, error: &str, body: &str, help: &str) -> Result<String, fmt::Error> {
        let mut out = String::new();
        writeln!(out, "{error}: {}", self.message)?;
        out.push_str(body);
        let mut lines = self.help.lines();
        writeln!(out, "{help}: {}", lines.next().unwrap_or_default())?;
        lines.try_for_each(|line| writeln!(out, "      {line}"))?;
        Ok(out)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render("error", &self.body, "help")?)
    }
}
