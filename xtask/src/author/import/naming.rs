//! The names that an import gives to policies, parameters and statements.
//!
//! The compiler's own rules for names are used, so that every name builds.

use std::collections::{HashMap, HashSet};

use super::statement::{StatedElement, StatedEntry, StatedStatement};
use compiler::names;

/// The name of the policy with this anchor, or of this file.
pub(super) fn variant(text: &str) -> String {
    usable("policy", text, |name| names::usable(name).is_ok() && !names::is_taken(name))
}

/// The name of the parameter with this placeholder.
pub(super) fn parameter(text: &str) -> String {
    usable("value", text, |name| names::usable(name).is_ok())
}

/// The name that a heading or a file gives a policy: a word such as `ReaderPolicy`.
pub(super) fn policy(title: &str) -> Option<&str> {
    const WORD: &str = "Policy";
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-".contains(c);
    title
        .split(|c| !is_part(c))
        .map(|word| word.trim_matches([',', '.']))
        .find(|word| word.len() > WORD.len() && word.contains(WORD))
}

/// The names of a policy's statements in the catalog.
#[derive(Debug, Default)]
pub(super) struct StatementNames {
    /// The Sids of statements that are not named yet.
    reserved: HashSet<String>,
    taken: HashSet<String>,
    /// The last number of each name.
    numbers: HashMap<String, usize>,
}

impl StatementNames {
    pub(super) fn new(statements: &[StatedStatement]) -> Self {
        let reserved = statements.iter().filter_map(|statement| statement.sid.clone()).collect();
        Self { reserved, ..Self::default() }
    }

    /// The name of a statement: its Sid, or a name made of its actions, with a number if it is taken.
    pub(super) fn name(&mut self, statement: &StatedStatement) -> String {
        let name = match &statement.sid {
            Some(sid) => sid.chars().filter(char::is_ascii_alphanumeric).collect(),
            None => told(&statement.actions),
        };
        let name = if name.is_empty() { "Statement".to_owned() } else { name };
        let is_own = statement.sid.as_ref() == Some(&name);
        let mut candidate = name.clone();
        while self.taken.contains(&candidate)
            || self.reserved.contains(&candidate) && !(is_own && candidate == name)
        {
            let number = self.numbers.entry(name.clone()).or_insert(1);
            *number += 1;
            candidate = format!("{name}{number}");
        }
        self.taken.insert(candidate.clone());
        candidate
    }
}

/// The text in words with hyphens, with a prefix if the words alone are not a valid name.
fn usable(prefix: &str, text: &str, is_usable: impl Fn(&str) -> bool) -> String {
    let name = kebab(text);
    match name.as_str() {
        name if is_usable(name) => name.to_owned(),
        "" => format!("{prefix}-without-name"),
        name => format!("{prefix}-{name}"),
    }
}

/// `BookShelf3Rows`, `<BOOK SHELF3 ROWS>` → `book-shelf3-rows`.
fn kebab(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut last = None;
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() {
            let follows = last.is_some_and(|last: char| last.is_ascii_alphanumeric());
            let ends_word = last.is_some_and(|last: char| !last.is_ascii_uppercase());
            let begins_word = chars.peek().is_some_and(char::is_ascii_lowercase);
            if !follows || c.is_ascii_uppercase() && (ends_word || begins_word) {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        }
        last = Some(c);
    }
    out.trim_start_matches('-').to_owned()
}

/// A service, a verb, and the object that all actions share: `EC2Describe`, `S3ReadObject`, `IAMManage`.
fn told(actions: &StatedElement) -> String {
    let not = if actions.is_negated { "AllBut" } else { "" };
    let parts = |action: &StatedEntry| match action.text.split_once(':') {
        Some((service, name)) => (service.to_owned(), name.to_owned()),
        None => (String::new(), action.text.clone()),
    };
    let actions: Vec<_> = actions.entries.iter().map(parts).collect();
    let Some((service, name)) = actions.first() else { return String::new() };
    let service: String = service.split('-').map(word).collect();
    let parts: Vec<_> = actions.iter().map(|(_, name)| split_verb(name)).collect();
    let (verb, noun) = split_verb(name);
    let verb = if parts.iter().all(|(it, _)| *it == verb) {
        verb
    } else if parts.iter().all(|(verb, _)| matches!(*verb, "Describe" | "Get" | "List")) {
        "Read"
    } else {
        "Manage"
    };
    let noun = if parts.iter().all(|(_, it)| *it == noun) { noun } else { "" };
    let what: String = [verb, noun].concat().chars().filter(char::is_ascii_alphanumeric).collect();
    let what = if what.is_empty() { "All" } else { &what };
    format!("{not}{service}{what}")
}

/// The first word of an action's name, and the rest.
fn split_verb(name: &str) -> (&str, &str) {
    let mut ends = name.char_indices().skip(1).filter(|(_, c)| !c.is_ascii_lowercase());
    let end = ends.next().map_or(name.len(), |(end, _)| end);
    name.split_at_checked(end).unwrap_or((name, ""))
}

/// A part of a service's prefix in a name; short parts are abbreviations.
fn word(part: &str) -> String {
    if part.len() <= 3 {
        return part.to_ascii_uppercase();
    }
    let mut chars = part.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{StatedElement, StatedEntry, kebab, policy, told, variant};

    #[test]
    fn names_are_words_with_hyphens() {
        for (text, expected) in [
            ("readerpolicy-for-all", "readerpolicy-for-all"),
            ("ReaderPolicy1.with-values", "reader-policy1-with-values"),
            ("<SHELF - BOOK_NAME>", "shelf-book-name"),
            ("${AWS::AccountId}", "aws-account-id"),
            ("BookShelf3Rows", "book-shelf3-rows"),
            ("IAMRoleAB2Name", "iam-role-ab2-name"),
            ("Über uns", "ber-uns"),
            ("---", ""),
        ] {
            assert_eq!(kebab(text), expected, "{text}");
        }
        let names = ["match", "policies", "Policy", "3-shelves", ""].map(variant);
        let expected =
            ["policy-match", "policy-policies", "policy-policy", "policy-3-shelves", "policy-without-name"];
        assert_eq!(names, expected);
    }

    #[test]
    fn statements_are_named_by_their_actions() {
        for (actions, expected) in [
            (["ab:GetBook", "ab:GetPage"].as_slice(), "ABGet"),
            (&["shelf:GetBook"], "ShelfGetBook"),
            (&["shelf:Get*", "shelf:List*"], "ShelfRead"),
            (&["shelf:PutBook", "shelf:DropBook"], "ShelfManageBook"),
            (&["shelf:Put*"], "ShelfPut"),
            (&["book-shelf:Put", "x:GetBook"], "BookShelfManage"),
            (&["shelf:*"], "ShelfAll"),
            (&["*"], "All"),
        ] {
            let entry = |action: &&str| StatedEntry { text: (*action).to_owned(), at: 0 };
            let entries = actions.iter().map(entry).collect();
            let mut element = StatedElement { entries, ..StatedElement::default() };
            assert_eq!(told(&element), expected, "{actions:?}");
            element.is_negated = true;
            assert_eq!(told(&element), format!("AllBut{expected}"), "{actions:?}");
        }
    }

    #[test]
    fn policies_are_named_in_headings() {
        assert_eq!(policy("`ReaderPolicy`, for readers"), Some("ReaderPolicy"));
        assert_eq!(policy("Policy of readers"), None);
    }
}
