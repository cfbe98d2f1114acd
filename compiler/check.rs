//! From the catalog as it is written to the model: every check of what it says.

mod acknowledgement;
mod arn;
mod bundle;
mod condition;
mod entry;
mod forms;
mod order;
mod parameter;
mod partition;
mod policy;
mod service;
mod spelling;
mod statement;
mod uses;
mod version;

use std::collections::BTreeMap;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::texts::{self, value, values};
use crate::compiler::kinds::{condition_keys, corrections, dangers, findings, prefixes, services};
use crate::compiler::model::{self, ParameterId, Role};
use crate::compiler::read;
use crate::compiler::schema::rules::parameter_types;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics, one_of};
use crate::compiler::source::{Sources, Span};

/// Checks a catalog; the model is whole only if nothing was noted.
pub fn check(written: &read::Catalog, sources: &Sources, diagnostics: &mut Diagnostics) -> model::Catalog {
    let n_parameters = written.parameters.len();
    let mut checker = Checker {
        written,
        cx: Checking::new(sources, diagnostics),
        used: vec![false; n_parameters],
        meant: vec![false; n_parameters],
        unknown_parameters: BTreeMap::new(),
        gaps: Vec::new(),
        incomplete: Vec::new(),
        new_services: Vec::new(),
    };
    texts::unique_names(
        &mut checker.cx,
        written.parameters.iter().map(|parameter| &parameter.name),
        "parameter",
    );
    let partitions = checker.partitions();
    let parameters = checker.parameters();
    let mut services = services::check(&mut checker.cx, &written.services);
    let corrections = corrections::check(&mut checker.cx, &written.corrections, &mut services);
    let prefixes = written.prefixes.as_ref().map(|written| prefixes::check(&mut checker.cx, written));
    let findings =
        findings::check(&mut checker.cx, &written.findings, &partitions, &written.hidden_partitions);
    let codes = FindingCodes::new(&written.findings, &written.hidden_findings);
    let known = condition_keys::Known {
        keys: &written.condition_keys,
        hidden_keys: &written.hidden_condition_keys,
        services: &services,
        hidden_services: &written.hidden_services,
        codes,
    };
    let condition_keys = condition_keys::check(&mut checker.cx, &known);
    let dangers = dangers::check(&mut checker.cx, &written.dangers, &services, codes);
    let versions = checker.versions();
    checker.unknown_parameters();
    checker.missing_spellings(&versions);
    checker.unused_spellings(&versions);
    checker.unused_parameters();
    model::Catalog {
        parameters,
        partitions,
        services,
        corrections,
        prefixes: prefixes.unwrap_or_default(),
        dangers,
        findings,
        condition_keys,
        versions,
    }
}

/// What the checks share.
#[derive(Debug)]
pub struct Checker<'c> {
    written: &'c read::Catalog,
    pub cx: Checking<'c>,
    /// Which parameters something uses.
    used: Vec<bool>,
    /// Which parameters something may use that names none, but almost one of these.
    meant: Vec<bool>,
    /// The names that are no parameters', with the places where they stand.
    unknown_parameters: BTreeMap<String, Vec<Span>>,
    /// The policies, by id, that lack statements because their order could not be followed.
    gaps: Vec<String>,
    /// The policies, by id, of which a mistake hides statements or parts of them.
    incomplete: Vec<String>,
    /// The services that were noted to be unknown and have files of statements.
    new_services: Vec<String>,
}

impl Checker<'_> {
    pub fn note(&mut self, diagnostic: Diagnostic) {
        self.cx.note(diagnostic);
    }

    /// The parameter of that name, which then counts as used; notes that there is none.
    pub fn parameter(&mut self, name: &str, place: Span) -> Option<ParameterId> {
        if let Some(id) = self.find_parameter(name) {
            self.used[id] = true;
            return Some(id);
        }
        let written = self.written;
        if written.hidden_parameters.may_have(name) {
            return None;
        }
        let names = written.parameters.iter().map(|parameter| parameter.name.value.as_str());
        if let Some(meant) = nearest(name, names).and_then(|meant| self.find_parameter(meant)) {
            self.meant[meant] = true;
        }
        let places = self.unknown_parameters.entry(name.to_owned()).or_default();
        // A statement is looked at again where another policy refers to it.
        if !places.contains(&place) {
            places.push(place);
        }
        None
    }

    /// Notes each name that is no parameter's, once: what is missing may be the parameter.
    fn unknown_parameters(&mut self) {
        for (name, mut places) in std::mem::take(&mut self.unknown_parameters) {
            places.sort_by_key(|place| (self.cx.sources.get(place.file).path.as_str(), place.start));
            let names = self.written.parameters.iter().map(|parameter| parameter.name.value.as_str());
            let mut help = one_of(&name, names);
            if let Some(n_others) = places.len().checked_sub(1).filter(|n_others| *n_others > 0) {
                let places = if n_others == 1 { "place" } else { "places" };
                let separator = if help.ends_with('?') { "" } else { ";" };
                help.push_str(&format!("{separator} the name stands in {n_others} more {places}"));
            }
            let message = format!("no parameter is named `{name}`");
            let diagnostic = Diagnostic::new(Code::UnknownParameter, places[0], message).help(help);
            self.note(diagnostic);
        }
    }

    fn find_parameter(&self, name: &str) -> Option<ParameterId> {
        self.written.parameters.iter().position(|parameter| parameter.name.value == name)
    }

    pub fn parameter_name(&self, id: ParameterId) -> &str {
        &self.written.parameters[id].name.value
    }

    /// The name of a parameter's type, or of the one that was probably meant.
    fn type_name(&self, id: ParameterId) -> &str {
        let name = self.written.parameters[id].type_name.as_ref().map_or("", |name| name.value.as_str());
        if parameter_types().any(|known| known == name) {
            name
        } else {
            nearest(name, parameter_types()).unwrap_or(name)
        }
    }

    pub fn role(&self, id: ParameterId) -> Role {
        match self.type_name(id) {
            "region" => Role::Region,
            "partition" => Role::Partition,
            _ => Role::Value,
        }
    }

    pub fn has_default(&self, id: ParameterId) -> bool {
        self.written.parameters[id].default.is_some()
    }

    /// Runs a check whose mistakes are noted elsewhere.
    fn silently<T>(&mut self, check: impl FnOnce(&mut Self) -> T) -> T {
        let diagnostics = self.cx.take();
        let new_services = self.new_services.clone();
        let result = check(self);
        self.cx.restore(diagnostics);
        self.new_services = new_services;
        result
    }
}
