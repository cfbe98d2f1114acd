//! Texts that stand for what is not known: placeholders, and the values of policy variables.
//!
//! Nobody knows what a placeholder becomes, or which name a user has. A comparison takes a text for each that no
//! policy has, of a character of its own, so that wildcards match it, `?` does not, and nothing else equals it.

use std::collections::BTreeSet;

use crate::evaluate::{Context, Policies};
use crate::iam::piece;

/// The characters that Unicode leaves to programs.
const FIRST: char = '\u{e000}';

/// True for a character of a text that stands for what is not known.
pub(super) fn is_symbol(c: char) -> bool {
    c >= FIRST
}

/// The placeholders and the keys of the variables of some policies, each with its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Symbols {
    placeholders: Vec<(String, String)>,
    pub(super) variables: Vec<(String, String)>,
}

impl Symbols {
    pub(super) fn new(sides: &[&Policies]) -> Self {
        let texts = || sides.iter().flat_map(|policies| policies.texts());
        let n_signs = |text: &str| text.matches('?').count();
        let length = texts().map(n_signs).max().unwrap_or_default() + 1;
        let taken: BTreeSet<char> = texts().flat_map(str::chars).filter(|c| is_symbol(*c)).collect();
        let mut free = (FIRST..).filter(|c| !taken.contains(c));
        let mut named = |names: BTreeSet<String>| -> Vec<(String, String)> {
            names
                .into_iter()
                .zip(free.by_ref())
                .map(|(name, c)| (name, c.to_string().repeat(length)))
                .collect()
        };
        let placeholders = texts().flat_map(piece::placeholders).map(str::to_owned).collect();
        let keys = sides.iter().flat_map(|policies| policies.variables());
        Self { placeholders: named(placeholders), variables: named(keys.map(str::to_owned).collect()) }
    }

    /// The text of a placeholder.
    pub(super) fn fill(&self, placeholder: &str) -> String {
        let known = self.placeholders.iter().find(|(name, _)| name == placeholder);
        known.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// A text with the placeholders in the place of their texts.
    pub(super) fn with_placeholders(&self, text: &str) -> String {
        self.placeholders.iter().fold(text.to_owned(), |text, (placeholder, own)| {
            let arn = format!("arn:{}", [own.as_str(); 5].join(":"));
            text.replace(&arn, placeholder).replace(own, placeholder)
        })
    }

    /// The context of a request in which each variable has its text.
    pub(super) fn context(&self) -> Context {
        self.variables.iter().fold(Context::new(), |context, (key, text)| context.set(key, text))
    }
}
