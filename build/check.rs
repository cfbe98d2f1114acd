//! From the catalog as it is written to the model: every check of what it says.

mod bundle;
mod entry;
mod order;
mod parameter;
mod policy;
mod statement;
mod uses;
mod version;

use std::collections::BTreeMap;

use super::diagnostic::{Diagnostic, Diagnostics};
use super::facts;
use super::model::{self, ParameterId, Role};
use super::read;
use super::source::{Span, Spanned};

/// Checks a catalog; the model is whole only if nothing was noted.
pub(crate) fn check(written: &read::Catalog, diagnostics: &mut Diagnostics) -> model::Catalog {
    let mut checker = Checker { written, diagnostics, used: vec![false; written.parameters.len()] };
    checker.unique_names(written.parameters.iter().map(|parameter| &parameter.name), "parameter");
    let partitions = checker.partitions();
    let parameters = checker.parameters();
    let mut services = facts::services(&mut checker, &written.services);
    let corrections = facts::apply(&mut checker, &written.corrections, &mut services);
    let versions = checker.versions();
    checker.unused_parameters();
    model::Catalog { parameters, partitions, services, corrections, versions }
}

/// What the checks share.
#[derive(Debug)]
pub(crate) struct Checker<'c> {
    written: &'c read::Catalog,
    diagnostics: &'c mut Diagnostics,
    /// Which parameters something uses.
    used: Vec<bool>,
}

impl Checker<'_> {
    pub(crate) fn note(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The parameter of that name, which then counts as used.
    pub(crate) fn parameter(&mut self, name: &str) -> Option<ParameterId> {
        let id = self.written.parameters.iter().position(|parameter| parameter.name.value == name)?;
        self.used[id] = true;
        Some(id)
    }

    /// Whether a name that is none of the parameters' is a mistake, and not one that hides.
    pub(crate) fn knows_parameters(&self) -> bool {
        !self.written.is_partial
    }

    pub(crate) fn parameter_names(&self) -> Vec<String> {
        self.written.parameters.iter().map(|parameter| parameter.name.value.clone()).collect()
    }

    fn parameter_name(&self, id: ParameterId) -> &str {
        &self.written.parameters[id].name.value
    }

    fn type_name(&self, id: ParameterId) -> &str {
        self.written.parameters[id].type_name.as_ref().map_or("", |name| name.value.as_str())
    }

    pub(crate) fn role(&self, id: ParameterId) -> Role {
        match self.type_name(id) {
            "region" => Role::Region,
            "partition" => Role::Partition,
            _ => Role::Value,
        }
    }

    pub(crate) fn has_default(&self, id: ParameterId) -> bool {
        self.written.parameters[id].default.is_some()
    }
}

/// The text of a field, or nothing where it was missing or refused, which was noted.
fn value(field: Option<&Spanned<String>>) -> String {
    field.map(|field| field.value.clone()).unwrap_or_default()
}

fn values(fields: &[Spanned<String>]) -> Vec<String> {
    fields.iter().map(|field| field.value.clone()).collect()
}

/// Names in Rust by what they were made of, to find two that become one.
type RustNames<'n> = BTreeMap<String, (&'n str, Span)>;
