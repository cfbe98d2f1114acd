//! The parts of a template that its documents refer to.

use std::collections::BTreeSet;

use super::serverless;
use crate::document::value::Value;

/// The sections of a template whose members have names that a document can refer to.
const SECTIONS: [&str; 2] = ["Parameters", "Resources"];

/// The parts of a template that its documents refer to.
#[derive(Clone, Debug, Default)]
pub(in crate::document) struct Scope {
    /// The names of parameters and resources.
    pub(super) names: BTreeSet<String>,
    pub(super) mappings: Option<Value>,
    /// True for a file of the Serverless Framework, which has variables of its own.
    pub(super) is_serverless: bool,
    /// True if a plugin puts `Fn::Sub` around strings.
    pub(super) is_substituted: bool,
}

impl Scope {
    pub(in crate::document) fn is_serverless(&self) -> bool {
        self.is_serverless
    }

    pub(in crate::document) fn new(root: &Value) -> Self {
        let is_serverless = serverless::is_serverless(root);
        // The resources of such a file are a template inside of it.
        let inner = if is_serverless { root.get("resources") } else { None };
        let roots = inner.into_iter().flat_map(|it| core::iter::once(it).chain(it.elements()));
        let mut scope = Self {
            is_serverless,
            is_substituted: is_serverless && serverless::has_substitution(root),
            ..Self::default()
        };
        for root in roots.chain([root]) {
            for section in SECTIONS.iter().filter_map(|section| root.get(section)) {
                scope.names.extend(section.members().iter().map(|member| member.name.value.clone()));
            }
            scope.mappings = scope.mappings.or_else(|| root.get("Mappings").cloned());
        }
        scope
    }
}
