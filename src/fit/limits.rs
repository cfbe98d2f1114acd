//! What a policy may take, and the reasons why it takes more.

use core::fmt;

use crate::quota::{self, Attachment};

/// The most that documents may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "callers state both")]
pub struct Limits {
    /// The characters of a document, without white space.
    pub characters: usize,
    /// The number of documents.
    pub documents: usize,
}

impl Limits {
    /// The limits of AWS for the policies of an identity, without an increase of its quotas.
    ///
    /// All inline policies of an identity have their quota together, so that a second document gains nothing:
    /// there may be one.
    #[must_use]
    pub const fn of(attachment: Attachment) -> Self {
        let documents = match attachment {
            Attachment::Managed => least([
                quota::MANAGED_POLICIES_OF_ROLE.most,
                quota::MANAGED_POLICIES_OF_USER.most,
                quota::MANAGED_POLICIES_OF_GROUP.most,
            ]),
            Attachment::Inline(_) => 1,
        };
        Self { characters: attachment.quota().most, documents }
    }
}

const fn least([a, b, c]: [usize; 3]) -> usize {
    let least = if a < b { a } else { b };
    if least < c { least } else { c }
}

/// The reason why statements fit into no documents within the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnfitError {
    /// One action on one resource is too large.
    Entry {
        /// The statement, by its Sid or its number.
        statement: String,
        /// The action; nothing if the statement has `NotAction`.
        action: Option<String>,
        /// The resource, if the statement has `Resource`.
        resource: Option<String>,
        /// The characters of a document with the two alone.
        size: usize,
        /// The most characters of a document.
        most: usize,
    },
    /// An element of a statement that cannot be divided is too large.
    Element {
        /// The statement, by its Sid or its number.
        statement: String,
        /// The name of the element, such as `NotAction`.
        element: &'static str,
        /// The characters of the smallest document with the element.
        size: usize,
        /// The most characters of a document.
        most: usize,
    },
    /// One document is too small, and there may be no more.
    Size {
        /// The characters of the document.
        size: usize,
        /// The most characters of a document.
        most: usize,
    },
    /// The statements take too many documents.
    Documents {
        /// The number of documents that they take.
        documents: usize,
        /// What is known about the number.
        certainty: Certainty,
        /// The most documents.
        most: usize,
        /// The most characters of a document.
        characters: usize,
    },
}

/// What is known about a number of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Certainty {
    /// There are as many documents, and fewer cannot have the statements.
    Exact,
    /// There are as many documents, and a bounded search found none with fewer.
    Found,
    /// Fewer documents cannot have the statements. They are so many that none were made.
    AtLeast,
}

impl fmt::Display for UnfitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry { statement, action, resource, size, most } => {
                match (action, resource) {
                    (Some(action), Some(resource)) => write!(f, "`{action}` on `{resource}`"),
                    (only, None) | (None, only) => write!(f, "`{}`", only.as_deref().unwrap_or_default()),
                }?;
                write!(
                    f,
                    " alone, of {statement}, makes a document of {}",
                    Excess { size: *size, most: *most }
                )
            }
            Self::Element { statement, element, size, most } => {
                let excess = Excess { size: *size, most: *most };
                write!(f, "`{element}` of {statement} cannot be divided without changing what the policy ")?;
                write!(f, "allows or denies, and a document with it has at least {excess}")
            }
            Self::Size { size, most } => {
                write!(f, "the document has {}", Excess { size: *size, most: *most })
            }
            Self::Documents { documents, certainty, most, characters } => {
                f.write_str(match certainty {
                    Certainty::Exact => "the statements take",
                    Certainty::Found => "no way was found to put the statements into fewer than",
                    Certainty::AtLeast => "the statements take at least",
                })?;
                write!(f, " {documents} documents")?;
                let s = if *most == 1 { "" } else { "s" };
                write!(f, " of at most {characters} characters, and there may be {most} document{s}")
            }
        }
    }
}

impl core::error::Error for UnfitError {}

/// A size and the part of it that is too much.
struct Excess {
    size: usize,
    most: usize,
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { size, most } = *self;
        write!(f, "{size} characters, {} more than the {most} that it may have", size.saturating_sub(most))
    }
}
