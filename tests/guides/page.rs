//! The pages with commands, and the commands in them.

use std::fs;

use crate::repository;

/// A page of the documentation.
pub(crate) struct Page {
    /// The path in the repository.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) lines: Vec<CommandLine>,
}

/// A line that begins with `$`, with the lines that continue it.
pub(crate) struct CommandLine {
    pub(crate) number: usize,
    pub(crate) text: String,
}

impl Page {
    /// The README, the guide of each release, and the page about checks.
    pub(crate) fn all() -> Vec<Self> {
        let mut names = vec!["README.md".to_owned(), "docs/ci.md".to_owned()];
        for entry in fs::read_dir(repository().join("docs")).expect("a folder") {
            let path = entry.expect("an entry").path().join("README.md");
            if path.exists() {
                let path = path.strip_prefix(repository()).expect("in the repository");
                names.push(path.to_str().expect("UTF-8").to_owned());
            }
        }
        names.sort();
        names.into_iter().map(Self::read).collect()
    }

    fn read(name: String) -> Self {
        let text = fs::read_to_string(repository().join(&name)).expect("a page");
        let lines = commands(&text);
        Self { name, text, lines }
    }

    /// The places where a line follows a table at once.
    pub(crate) fn unfinished_tables(&self) -> Vec<String> {
        let (mut is_code, mut is_row) = (false, false);
        let mut faults = Vec::new();
        for (idx, line) in self.text.lines().enumerate() {
            let line = line.trim();
            if line.starts_with("```") {
                is_code = !is_code;
            }
            let is_next = !is_code && line.starts_with('|');
            if is_row && !is_next && !line.is_empty() {
                faults.push(format!("{}:{}: no blank line after the table", self.name, idx + 1));
            }
            is_row = is_next;
        }
        faults
    }
}

/// The commands in the blocks of the language `console`.
fn commands(text: &str) -> Vec<CommandLine> {
    let mut commands: Vec<CommandLine> = Vec::new();
    let (mut is_console, mut continues) = (false, false);
    for (idx, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(language) = line.strip_prefix("```") {
            (is_console, continues) = (language == "console", false);
            continue;
        }
        let more = line.strip_suffix('\\');
        let part = more.unwrap_or(line).trim();
        if let (true, Some(command)) = (continues, commands.last_mut()) {
            command.text.push(' ');
            command.text.push_str(part);
        } else if let (true, Some(command)) = (is_console, part.strip_prefix("$ ")) {
            commands.push(CommandLine { number: idx + 1, text: command.to_owned() });
        } else {
            continue;
        }
        continues = more.is_some();
    }
    commands
}
