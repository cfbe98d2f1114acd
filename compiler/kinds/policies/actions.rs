//! Actions, and the services that they belong to.

use std::collections::BTreeSet;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::references::Originals;
use crate::compiler::kinds::reading::Written;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The services that actions can be of.
#[derive(Debug)]
pub struct ActionServices<'w> {
    prefixes: Written<&'w str>,
    /// The services that statements have a file for.
    with_statements: BTreeSet<&'w str>,
    /// The services that are missing and were noted once for all their actions.
    noted: BTreeSet<String>,
}

impl<'w> ActionServices<'w> {
    pub fn new(prefixes: Written<&'w str>, originals: &Originals<'w>) -> Self {
        let policies = originals.versions.iter().flat_map(|version| &version.policies.items);
        let statements = policies.flat_map(|policy| &policy.statements.items);
        let with_statements = statements.map(|statement| statement.service.as_str()).collect();
        Self { prefixes, with_statements, noted: BTreeSet::new() }
    }

    pub fn has(&self, prefix: &str) -> bool {
        self.prefixes.items.contains(&prefix)
    }

    /// Notes a prefix that no service has. One that statements have a file for was meant, and lacks
    /// its file of the service: that is noted once.
    fn check(&mut self, cx: &mut Checking<'_>, action: &Spanned<String>, prefix: &str) {
        let file = prefix.to_lowercase();
        if self.has(&file) || self.prefixes.hidden.is_all || self.noted.contains(&file) {
            return;
        }
        cx.note(
            Diagnostic::new(
                Code::UnknownService,
                action.inside(0..prefix.len()),
                format!("no service has the prefix `{prefix}`"),
            )
            .help(match nearest(prefix, self.prefixes.items.iter().copied()) {
                Some(nearest) => {
                    format!("did you mean `{nearest}`? a new service needs `catalog/services/{file}.toml`")
                }
                None => format!("if AWS has it, write `catalog/services/{file}.toml`"),
            }),
        );
        if self.with_statements.contains(file.as_str()) {
            self.noted.insert(file);
        }
    }
}

/// The template of an action; notes an unknown service.
pub fn check(cx: &mut Checking<'_>, services: &mut ActionServices<'_>, action: &Spanned<String>) -> Template {
    if let Some((prefix, _)) = action.value.split_once(':') {
        services.check(cx, action, prefix);
    }
    vec![Segment::Text(action.value.clone())]
}
