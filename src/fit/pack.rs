//! Documents in as few documents as possible.

use crate::fit::bins::{fewest, in_order, lower_bound};
use crate::fit::document::Document;
use crate::fit::groups::groups;
use crate::fit::limits::{Limits, UnfitError};
use crate::fit::parts::Choice;
use crate::fit::plan::{Division, Plan, Room};
use crate::fit::together::without_repeated;

/// The document in the fewest documents within the limits. A document that fits stays as it is.
///
/// Statements stay whole, and in their order if that takes no more documents. A statement that is too large
/// alone is divided by its actions or its resources; other statements are divided only if they would take
/// more documents than there may be. Together the documents grant what the one does.
///
/// # Errors
///
/// If no documents within the limits can have the statements.
pub fn split(document: &Document, limits: Limits) -> Result<Vec<Document>, UnfitError> {
    pack(core::slice::from_ref(document), limits)
}

/// Documents of one identity in as few documents as possible, each within the limits.
///
/// The statements of a document stay together if that takes no more documents. A statement that several of them
/// have is written once. Sids that would be twice in a document get a number. Documents of another version of the language, or with another `Id`, stay apart.
///
/// # Errors
///
/// If no documents within the limits can have the statements.
pub fn pack(documents: &[Document], limits: Limits) -> Result<Vec<Document>, UnfitError> {
    let distinct = if documents.len() > 1 { without_repeated(documents) } else { documents.to_vec() };
    let groups: Vec<_> = groups(&distinct).into_iter().map(|documents| Group { documents }).collect();
    if let ([group], 1) = (groups.as_slice(), limits.documents)
        && group.size() > limits.characters
    {
        return Err(UnfitError::Size { size: group.size(), most: limits.characters });
    }
    let packed = |division| {
        let of_group = |group: &Group<'_>| group.packed(limits.characters, division);
        groups.iter().map(of_group).collect::<Result<Vec<_>, _>>().map(|packed| packed.concat())
    };
    let whole = packed(Division::TooLarge)?;
    if whole.len() <= limits.documents {
        return Ok(whole);
    }
    let divided = packed(Division::All)?;
    if divided.len() <= limits.documents {
        return Ok(divided);
    }
    let documents = whole.len().min(divided.len());
    Err(UnfitError::Documents { documents, most: limits.documents, characters: limits.characters })
}

/// Documents whose statements can stand in one document.
#[derive(Debug)]
struct Group<'d> {
    documents: Vec<&'d Document>,
}

/// The most characters that are kept free for the number behind a Sid.
const MAX_DIGITS: usize = 6;

impl Group<'_> {
    /// The size of the one document that has all statements.
    fn size(&self) -> usize {
        let statements = self.documents.iter().flat_map(|document| &document.statements.values);
        let weights: usize = statements.map(|statement| statement.size() + 1).sum();
        (self.frame() + weights).saturating_sub(1)
    }

    /// The size of a document without its statements.
    fn frame(&self) -> usize {
        let frames = self.documents.iter().map(|document| document.with_statements(Vec::new()).size());
        let brackets = match self.documents.as_slice() {
            [only] if !only.statements.is_list => 2,
            _ => 0,
        };
        frames.max().unwrap_or_default() - brackets
    }

    fn packed(&self, most: usize, division: Division) -> Result<Vec<Document>, UnfitError> {
        if let [only] = self.documents.as_slice()
            && only.size() <= most
        {
            return Ok(vec![(*only).clone()]);
        }
        let frame = self.frame();
        let mut packed = Vec::new();
        // The numbers behind Sids take room that is not known beforehand, and hardly ever decides.
        for digits in 0..=MAX_DIGITS {
            let room = Room { most, frame, digits };
            packed = match division {
                Division::TooLarge => self.with_whole_statements(room)?,
                Division::All => {
                    let plan = Plan::of_statements(&self.documents, division, Choice::Best, room)?;
                    plan.documents(&in_order(&plan.load))
                }
            };
            if packed.iter().all(|document| document.size() <= most) {
                break;
            }
        }
        Ok(packed)
    }

    /// The fewest documents, with whole documents in them if they take no more.
    fn with_whole_statements(&self, room: Room) -> Result<Vec<Document>, UnfitError> {
        let of_statements = |choice| Plan::of_statements(&self.documents, Division::TooLarge, choice, room);
        let by_statement = of_statements(Choice::Best)?;
        let mut plans = Vec::new();
        if self.documents.len() > 1 {
            let by_document = Plan::of_documents(&self.documents, room)?;
            let arrangement = fewest(&by_document.load);
            if arrangement.n_bins <= lower_bound(&by_statement.load) && !by_statement.has_parts() {
                return Ok(by_document.documents(&arrangement));
            }
            plans.push((by_document, arrangement));
        }
        let other = if by_statement.has_parts() { Some(of_statements(Choice::Other)?) } else { None };
        plans.extend([Some(by_statement), other].into_iter().flatten().map(|plan| {
            let arrangement = fewest(&plan.load);
            (plan, arrangement)
        }));
        let best = plans.iter().min_by_key(|(_, arrangement)| arrangement.n_bins);
        Ok(best.map(|(plan, arrangement)| plan.documents(arrangement)).unwrap_or_default())
    }
}
