//! The parameters as the rest of the catalog names them, and a record of which are used.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::mentions::mentions;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::kinds::parameters::written::WrittenParameter;
use crate::compiler::kinds::reading::Written;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Span;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

/// The parameters of the catalog with their uses so far.
#[derive(Debug)]
pub struct ParameterLedger<'w> {
    parameters: &'w Written<WrittenParameter>,
    /// The parameters that something uses.
    used: Vec<bool>,
    /// The parameters whose name was probably misspelt somewhere, so that they may be used there.
    meant: Vec<bool>,
    /// The parameters whose example or default is not of their type, which may not be the right one.
    doubtful: Vec<bool>,
    /// The unknown names, with their places.
    unknown: BTreeMap<String, Vec<Span>>,
}

impl<'w> ParameterLedger<'w> {
    pub fn new(cx: &Checking<'_>, parameters: &'w Written<WrittenParameter>) -> Self {
        let none = vec![false; parameters.items.len()];
        let is_doubtful = |parameter: &WrittenParameter| {
            let values = [&parameter.example, &parameter.default];
            values.into_iter().flatten().any(|value| cx.is_mistake(value.span))
        };
        let doubtful = parameters.items.iter().map(is_doubtful).collect();
        Self { parameters, used: none.clone(), meant: none, doubtful, unknown: BTreeMap::new() }
    }

    /// The parameter of that name, which then counts as used; an unknown name is remembered.
    pub fn resolve(&mut self, name: &str, place: Span) -> Option<ParameterId> {
        if let Some(id) = self.find(name) {
            self.used[id] = true;
            return Some(id);
        }
        if self.parameters.hidden.may_have(name) {
            return None;
        }
        if let Some(meant) = nearest(name, self.names()).and_then(|meant| self.find(meant)) {
            self.meant[meant] = true;
        }
        self.unknown.entry(name.to_owned()).or_default().push(place);
        None
    }

    pub fn find(&self, name: &str) -> Option<ParameterId> {
        self.names().position(|known| known == name)
    }

    pub fn ids(&self) -> Range<ParameterId> {
        0..self.parameters.items.len()
    }

    pub fn name(&self, id: ParameterId) -> &'w str {
        &self.parameters.items[id].name.value
    }

    /// The name of a parameter's type, or of the type that was probably meant.
    pub fn type_name(&self, id: ParameterId) -> &'w str {
        self.parameters.items[id].type_name()
    }

    pub fn role(&self, id: ParameterId) -> Role {
        self.parameters.items[id].role()
    }

    /// True if a mistake may be about the type of a parameter.
    pub fn is_doubtful(&self, id: ParameterId) -> bool {
        self.doubtful[id]
    }

    pub fn has_default(&self, id: ParameterId) -> bool {
        self.role(id) != Role::Flag && self.parameters.items[id].default.is_some()
    }

    /// The name of the parameter of a type as it is written.
    pub fn of_type(&self, type_name: &str) -> Option<&'w str> {
        let is_of_type = |parameter: &&WrittenParameter| {
            parameter.type_name.as_ref().is_some_and(|written| written.value == type_name)
        };
        self.parameters.items.iter().find(is_of_type).map(|parameter| parameter.name.value.as_str())
    }

    /// True if all parameters could be read.
    pub fn is_whole(&self) -> bool {
        self.parameters.hidden.is_empty()
    }

    /// True if a misspelt name was probably meant to be this parameter.
    pub fn is_meant(&self, id: ParameterId) -> bool {
        self.meant[id]
    }

    /// True if a mistake may hide a use of a parameter.
    pub fn may_be_used(&self, cx: &Checking<'_>, id: ParameterId) -> bool {
        self.meant[id] || cx.is_mistaken(|source| mentions(source, self.name(id)))
    }

    /// Notes each unknown name once, since the parameter may be what is missing.
    pub fn note_unknown(&mut self, cx: &mut Checking<'_>) {
        for (name, places) in std::mem::take(&mut self.unknown) {
            for place in places {
                let message = format!("no parameter is named `{name}`");
                let help = one_of(&name, self.names());
                cx.note(Diagnostic::new(Code::UnknownParameter, place, message).help(help).of_name());
            }
        }
    }

    /// Notes unused parameters, if every file that may use them was read.
    pub fn note_unused(&self, cx: &mut Checking<'_>) {
        if !self.is_whole() {
            return;
        }
        for (id, parameter) in self.parameters.items.iter().enumerate() {
            let name = &parameter.name;
            let role = parameter.role();
            let is_optional = matches!(role, Role::Region | Role::Partition);
            if !self.used[id] && !is_optional && !self.may_be_used(cx, id) {
                let form = match role {
                    Role::Flag => format!("when = \"{}\"", name.value),
                    _ => format!("{{{}}}", name.value),
                };
                cx.note(
                    Diagnostic::new(
                        Code::UnusedParameter,
                        name.span,
                        format!("nothing uses the parameter `{}`", name.value),
                    )
                    .help(format!("write `{form}` where it belongs, or remove the parameter")),
                );
            }
        }
    }

    fn names(&self) -> impl Iterator<Item = &'w str> + Clone + use<'w> {
        self.parameters.items.iter().map(|parameter| parameter.name.value.as_str())
    }
}
