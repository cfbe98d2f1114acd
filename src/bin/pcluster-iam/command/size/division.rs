//! The number of managed policies that documents take.

use pcluster_iam::fit::{Certainty, Document, Limits, UnfitError, pack};
use pcluster_iam::quota::Attachment;

/// The fewest managed policies that have the statements of the documents.
pub(super) fn n_packed(documents: &[Document], limits: Limits) -> Result<usize, UnfitError> {
    match pack(documents, limits) {
        // Of one document that is too small it is not known how many would not be.
        Err(UnfitError::Size { .. }) => {
            let Limits { documents: most, characters } = limits;
            let documents = pack(documents, Limits::of(Attachment::Managed))?.len();
            Err(UnfitError::Documents { documents, certainty: Certainty::Found, most, characters })
        }
        packed => packed.map(|packed| packed.len()),
    }
}

/// The number of documents, also of more than there may be.
pub(super) fn number(documents: &Result<usize, UnfitError>) -> Option<usize> {
    match documents {
        Ok(number) | Err(UnfitError::Documents { documents: number, .. }) => Some(*number),
        Err(_) => None,
    }
}
