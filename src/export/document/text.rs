//! The text of an entry: literals and inputs in turn.

use crate::Policy;
use crate::export::inputs::Inputs;
use crate::values::Parameter;

/// A string of which parts may be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct Text(pub(in crate::export) Vec<Segment>);

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) enum Segment {
    Literal(String),
    /// The value of an input: for a list, the value that is taken in turn.
    Input(&'static Parameter),
}

/// The use of a parameter in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Plain,
    Optional,
    Each,
}

impl Text {
    pub(in crate::export) fn literal(text: &str) -> Self {
        Self(vec![Segment::Literal(text.to_owned())])
    }

    /// The text, if nothing of it is open.
    pub(in crate::export) fn known(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Segment::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// True if the text has the value of a parameter.
    pub(in crate::export) fn names(&self, name: &str) -> bool {
        self.0.iter().any(|it| matches!(it, Segment::Input(parameter) if parameter.name == name))
    }

    /// The text of the catalog with what is known filled in, and the parameter on which its existence depends.
    /// A policy variable, `${…}`, is a literal.
    pub(super) fn read(
        catalog: &str,
        policy: &Policy,
        inputs: Inputs<'_>,
    ) -> (Self, Option<(&'static Parameter, Use)>) {
        let mut text = Self(Vec::new());
        let mut depends_on = None;
        let mut rest = catalog;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_literal(before);
            let Some((name, behind)) = after.split_once('}') else { break };
            rest = behind;
            let (stem, use_) = match (name.strip_suffix("..."), name.strip_suffix('?')) {
                (Some(stem), _) => (stem, Use::Each),
                (_, Some(stem)) => (stem, Use::Optional),
                _ => (name, Use::Plain),
            };
            match Parameter::named(stem).filter(|_| !before.ends_with('$')) {
                Some(parameter) => {
                    if use_ != Use::Plain {
                        depends_on = Some((parameter, use_));
                    }
                    text.push_value(parameter, policy, inputs, use_);
                }
                None => text.push_literal(&format!("{{{name}}}")),
            }
        }
        text.push_literal(rest);
        (text, depends_on)
    }

    fn push_value(&mut self, parameter: &'static Parameter, policy: &Policy, inputs: Inputs<'_>, use_: Use) {
        if use_ == Use::Each {
            return self.0.push(Segment::Input(parameter));
        }
        match (inputs.text(parameter), inputs.origin(policy, parameter)) {
            (Some(known), _) => self.push_literal(&known),
            (None, Some((origin, template))) => {
                let (before, behind) = template.split_once('{').unwrap_or((template, ""));
                self.push_literal(before);
                match inputs.text(origin) {
                    Some(known) => self.push_literal(&known),
                    None => self.0.push(Segment::Input(origin)),
                }
                self.push_literal(behind.split_once('}').map_or("", |(_, rest)| rest));
            }
            (None, None) => self.0.push(Segment::Input(parameter)),
        }
    }

    fn push_literal(&mut self, literal: &str) {
        match self.0.last_mut() {
            _ if literal.is_empty() => {}
            Some(Segment::Literal(last)) => last.push_str(literal),
            _ => self.0.push(Segment::Literal(literal.to_owned())),
        }
    }

    /// The text with a value in the place of an input.
    pub(super) fn with(&self, parameter: &Parameter, value: &str) -> Self {
        let mut text = Self(Vec::new());
        for segment in &self.0 {
            match segment {
                Segment::Input(it) if it.name == parameter.name => text.push_literal(value),
                Segment::Literal(literal) => text.push_literal(literal),
                Segment::Input(it) => text.0.push(Segment::Input(it)),
            }
        }
        text
    }
}
