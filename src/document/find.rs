//! Policy documents in larger texts: output of the AWS CLI, plans of Terraform, templates of AWS
//! CloudFormation. The structure decides: an object with statements is a document, and takes its name from
//! the objects around it.

mod search;

use super::embedded::{DecodedText, TextPlaces};
use super::kind::is_percent_encoded;
#[cfg(feature = "compare")]
use super::value::Value;
use super::{AttachmentKind, Document, Identity, InlineTotal, PolicyKind, Span, Syntax};
use crate::finding::Fix;

/// The policy documents of a text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// The policies, in the order of the text.
    pub policies: Vec<Embedded>,
    /// Policies that AWS keeps, and policies whose content is not known yet.
    pub skipped: Vec<Skipped>,
    /// True for a text that may well have no policy: a plan, a template, an account.
    pub may_be_empty: bool,
}

/// A policy document and the names of its surroundings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Embedded {
    /// The document. Its places are those in its own text, which may be a string of the whole text.
    pub document: Document,
    /// The surrounding names, the outermost first: an account, a role, a policy, an address in a plan.
    /// Empty if the text is the document.
    pub names: Vec<String>,
    /// True if the document has placeholders by design, as in a template.
    pub is_template: bool,
    /// The number of the variant, from 0, among those that a template's conditions choose from.
    pub variant: usize,
    /// The kind of the policy, if its surroundings state it.
    pub kind: Option<PolicyKind>,
    /// The way in which the policy is kept, if its surroundings state it.
    pub attachment: Option<AttachmentKind>,
    /// True if the text may leave the policy out, depending on a condition.
    pub(crate) is_conditional: bool,
    /// The identities that have the policy, as far as the text states them.
    pub identities: Vec<Identity>,
    /// The sizes of all inline policies of the identities whose last one this is.
    pub inline_totals: Vec<InlineTotal>,
    /// The places of the document's own text in the whole text, if they differ.
    places: Option<TextPlaces>,
}

impl Embedded {
    /// A document without surroundings.
    fn new(document: Document) -> Self {
        Self {
            document,
            names: Vec::new(),
            is_template: false,
            variant: 0,
            kind: None,
            attachment: None,
            is_conditional: false,
            identities: Vec::new(),
            inline_totals: Vec::new(),
            places: None,
        }
    }

    /// The names, joined by `/`.
    #[must_use]
    pub fn name(&self) -> String {
        self.names.join("/")
    }

    /// A change of the document as a change of the whole text. A document that is written with escapes has
    /// none: what is inserted would need them too.
    pub(crate) fn fix_in_whole(&self, fix: Fix) -> Option<Fix> {
        let is_as_written = self.places.as_ref().is_none_or(TextPlaces::is_as_written);
        is_as_written.then(|| fix.moved(|span| self.in_whole(span)))
    }

    /// The place in the whole text of a place in the document.
    #[must_use]
    pub fn in_whole(&self, span: Span) -> Span {
        self.places.as_ref().map_or(span, |places| places.span(span))
    }
}

/// A policy that AWS keeps, or whose content is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skipped {
    /// The surrounding names, the outermost first.
    pub names: Vec<String>,
    /// The place of the document.
    pub span: Span,
    /// The reason why the document is skipped.
    pub why: &'static str,
}

/// The policy documents in a text of JSON or YAML.
///
/// A text that is a document, or is not what its syntax allows, is returned as one document, with its
/// mistakes.
#[must_use]
pub fn find(text: &str) -> Found {
    find_as(text, Syntax::of(text, None))
}

/// The policy documents in a text of a syntax.
#[must_use]
pub fn find_as(text: &str, syntax: Syntax) -> Found {
    let Ok(values) = syntax.parse(text) else {
        let encoded = if syntax == Syntax::Json { encoded(text) } else { None };
        return encoded.unwrap_or_else(|| Found::of(Document::parse_as(text, syntax)));
    };
    let mut found = Found::default();
    for value in &values {
        found.add(search::find_in(text, syntax, value));
    }
    found
}

/// The policy document that a value of a text is, or that is in its string, whoever keeps it.
#[cfg(feature = "compare")]
pub(crate) fn document_of(text: &str, syntax: Syntax, value: &Value) -> Option<Embedded> {
    search::of_value(text, syntax, value)
}

impl Found {
    fn add(&mut self, other: Self) {
        self.policies.extend(other.policies);
        self.skipped.extend(other.skipped);
        self.may_be_empty |= other.may_be_empty;
    }

    fn of(document: Document) -> Self {
        Self { policies: vec![Embedded::new(document)], ..Self::default() }
    }

    /// True if no document was found in a text that has to have one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.skipped.is_empty() && !self.may_be_empty
    }
}

/// A whole text that is URL-encoded.
fn encoded(text: &str) -> Option<Found> {
    let whole = DecodedText { text: text.into(), places: TextPlaces::default() };
    let (decoded, _) = is_percent_encoded(text).then(|| search::decoded(whole))?;
    let mut found = Found::of(Document::parse(&decoded.text));
    found.policies.iter_mut().for_each(|policy| policy.places = Some(decoded.places.clone()));
    Some(found)
}
