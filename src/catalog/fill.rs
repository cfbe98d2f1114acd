//! Filling a policy with values by name: the result is its own struct, or all problems at once.

use core::fmt;

use super::policy::Policy;
use crate::render::Document;
use crate::values::{FillError, Reader, Values};

impl Policy {
    /// Builds the policy from values by name, with the same checks and the same rendering as its
    /// struct.
    ///
    /// # Errors
    ///
    /// With all values that are missing, unknown, invalid or contradictory.
    pub fn fill<'a>(&'static self, values: &Values<'a>) -> Result<Filled<'a>, FillError> {
        let mut reader = Reader::new(values);
        let document = (self.fill)(&mut reader);
        let problems = reader.finish(self.parameters.iter().map(|used| used.parameter));
        match document {
            Some(document) if problems.is_empty() => Ok(Filled { policy: self, document }),
            _ => Err(FillError { policy: self.id, problems }),
        }
    }
}

/// A policy filled with values: its own struct, behind a common type.
#[derive(Debug)]
pub struct Filled<'a> {
    policy: &'static Policy,
    document: Box<dyn Document + 'a>,
}

impl Filled<'_> {
    /// The policy that was filled.
    #[must_use]
    pub fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The document on one line, ready for an API call.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.document.to_json()
    }

    /// The document indented by four spaces, as documented; no newline at the end.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        self.document.to_json_pretty()
    }

    /// Writes the document on one line.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json(out)
    }

    /// Writes the document indented by four spaces.
    ///
    /// # Errors
    ///
    /// If the writer refuses a piece.
    pub fn write_json_pretty(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.document.write_json_pretty(out)
    }
}
