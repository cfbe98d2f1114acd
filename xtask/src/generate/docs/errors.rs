//! `docs/catalog-errors.md`: every kind of mistake in a catalog, with an example, the message of the
//! build and the fix.

pub(crate) mod example;

use std::path::Path;

use anyhow::Result;

use super::markdown::{Table, block, code};
use crate::files::File;
use compiler::source::code::Code;
use example::Example;

/// The page. A code may lack its example, which `verify` then asks for.
pub(crate) fn file(root: &Path) -> Result<File> {
    let mut text = "<!-- Generated from compiler/source/code.rs and tests/catalog/fail by `cargo xtask regenerate`. Do not edit. -->

# Mistakes in the catalog

The build reads the whole catalog and reports all mistakes in all files at once, sorted by file and line: what is wrong, where it is, and what to do next.
The word in brackets is the code of the mistake; each code has a section below.
The build refuses a policy that IAM would refuse, and text that must be a slip; it accepts a policy that is merely unusual.

The examples are changes of a small catalog, [`tests/catalog/good`](../tests/catalog/good); each shows the changed tables of the files that the message names.

"
    .to_owned();
    let mut table = Table::new(["Code", "What it means"]);
    for mistake in Code::ALL {
        let name = mistake.name();
        table.row([format!("[{}](#{name})", code(name)), mistake.about().to_owned()]);
    }
    text.push_str(&table.finish());
    for mistake in Code::ALL {
        let name = mistake.name();
        text.push_str(&format!("\n## {}\n\n{}\n", code(name), mistake.about()));
        if let Some(Example { shown, answer }) = Example::read(root, name)? {
            text.push_str(&format!("\n{shown}The build says:\n\n{}", block("text", &answer)));
        }
        text.push_str(&format!("\n**To fix it:** {}\n", mistake.fix()));
    }
    Ok(File { path: "docs/catalog-errors.md".to_owned(), text })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Code, file};
    use crate::files::root;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut seen = BTreeSet::new();
        for name in Code::ALL.iter().map(|code| code.name()) {
            let is_word = |word: &str| {
                !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            assert!(name.split('-').all(is_word), "`{name}` is not kebab-case");
            assert!(seen.insert(name), "`{name}` is the code of two mistakes");
        }
    }

    #[test]
    fn texts_of_a_code_are_whole_sentences() {
        for code in Code::ALL {
            for text in [code.about(), code.fix()] {
                assert!(text.ends_with('.') && text.starts_with(char::is_uppercase), "{text}");
                assert_eq!(text.matches('`').count() % 2, 0, "{text}");
            }
        }
    }

    #[test]
    fn every_code_has_a_section_with_its_answer() -> anyhow::Result<()> {
        let page = file(&root())?.text;
        for name in Code::ALL.iter().map(|code| code.name()) {
            assert_eq!(page.matches(&format!("\n## `{name}`\n")).count(), 1, "{name}");
            assert!(page.contains(&format!("\nerror[{name}]: ")), "{name}");
        }
        Ok(())
    }
}
