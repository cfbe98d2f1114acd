//! The prefixes of all services of AWS.

use std::collections::BTreeMap;

use super::Checker;
use crate::compiler::model;
use crate::compiler::names;
use crate::compiler::source::Span;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

impl Checker<'_> {
    pub(super) fn prefixes_of_services(&mut self) -> model::Prefixes {
        let Some(written) = &self.written.prefixes else { return model::Prefixes::default() };
        let mut seen = BTreeMap::<&str, Span>::new();
        let named = written.services.iter().map(|(prefix, _)| prefix);
        for prefix in named.chain(&written.unnamed).chain(&written.arns) {
            let (value, place) = (prefix.value.as_str(), prefix.span);
            if !names::is_prefix(value) {
                let message = format!("no service can have the prefix `{value}`");
                self.note(
                    Diagnostic::new(Code::UnusableName, place, message)
                        .help("write it as AWS does, in lower-case letters, digits and `-`"),
                );
            }
            match seen.get(value) {
                Some(first) => self.note(
                    Diagnostic::new(Code::DuplicateEntry, place, format!("`{value}` is given twice"))
                        .other(*first, "first here")
                        .help("remove one of them"),
                ),
                None => drop(seen.insert(value, place)),
            }
        }
        let named = written.services.iter().map(|(prefix, name)| (prefix.value.clone(), name.value.clone()));
        let unnamed = written.unnamed.iter().map(|prefix| (prefix.value.clone(), prefix.value.clone()));
        let mut services: Vec<_> = named.chain(unnamed).collect();
        services.sort();
        let mut arns: Vec<_> = written.arns.iter().map(|prefix| prefix.value.clone()).collect();
        arns.sort();
        model::Prefixes { as_of: written.as_of.as_ref().map(|date| date.value.clone()), services, arns }
    }
}
