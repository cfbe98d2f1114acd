//! Documents in as few documents as possible.

use crate::fit::bins::{fewest, in_order, lower_bound};
use crate::fit::document::Document;
use crate::fit::groups::groups;
use crate::fit::limits::{Certainty, Limits, UnfitError};
use crate::fit::parts::{Choice, WHOLE, least_share};
use crate::fit::plan::{Division, Plan, Room};
use crate::fit::together::without_repeated;

/// The document in few documents within the limits: the fewest, as far as a bounded search finds them. A
/// document that fits stays as it is.
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
/// have is written once. Sids that would be twice in a document get a number. Documents of another version of the
/// language, or with another `Id`, stay apart. The search for fewer documents is bounded, as that of [`split`].
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
    let least = groups.iter().try_fold(0_usize, |sum, group| {
        group.least(limits.characters).map(|least| sum.saturating_add(least))
    })?;
    let too_many = |documents, certainty| {
        let Limits { documents: most, characters } = limits;
        UnfitError::Documents { documents, certainty, most, characters }
    };
    if least > limits.documents.max(MAX_COUNTED) {
        return Err(too_many(least, Certainty::AtLeast));
    }
    let packed = |attempt| {
        let of_group = |group: &Group<'_>| group.packed(limits.characters, attempt);
        groups.iter().map(of_group).collect::<Result<Vec<_>, _>>().map(|packed| packed.concat())
    };
    let mut found = usize::MAX;
    for attempt in [Attempt::Whole, Attempt::DividedInOrder, Attempt::Divided] {
        let documents = packed(attempt)?;
        if documents.len() <= limits.documents {
            return Ok(documents);
        }
        found = found.min(documents.len());
    }
    Err(too_many(found, if found == least { Certainty::Exact } else { Certainty::Found }))
}

/// A way to fill documents; the earlier ones keep more of the statements as they are.
#[derive(Clone, Copy, Debug)]
enum Attempt {
    /// Statements that fit are not divided.
    Whole,
    /// All statements may be divided, and keep their order.
    DividedInOrder,
    /// All statements may be divided.
    Divided,
}

/// The most documents that are made although there may be fewer, to say how many they are.
const MAX_COUNTED: usize = 50;

/// Documents whose statements can stand in one document.
#[derive(Debug)]
struct Group<'d> {
    documents: Vec<&'d Document>,
}

/// The most characters that are kept free for each part of a statement: the digits of the largest number behind
/// a Sid, and its bracket.
const MAX_SPARE: usize = 21;

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

    fn packed(&self, most: usize, attempt: Attempt) -> Result<Vec<Document>, UnfitError> {
        if let [only] = self.documents.as_slice()
            && only.size() <= most
        {
            return Ok(vec![(*only).clone()]);
        }
        // Numbers behind Sids and brackets take room that is not known beforehand, and hardly ever decides.
        let mut largest = 0;
        for spare in 0..=MAX_SPARE {
            let room = Room { spare, ..self.room(most) };
            let divided = || Plan::of_statements(&self.documents, Division::All, Choice::Best, room);
            let packed = match attempt {
                Attempt::Whole => self.with_whole_statements(room),
                Attempt::DividedInOrder => {
                    let plan = divided();
                    plan.documents(&in_order(&plan.load))
                }
                Attempt::Divided => {
                    let plan = divided();
                    plan.documents(&fewest(&plan.load))
                }
            };
            largest = packed.iter().map(Document::size).max().unwrap_or_default();
            if largest <= most {
                return Ok(packed);
            }
        }
        Err(UnfitError::Size { size: largest, most })
    }

    fn room(&self, most: usize) -> Room {
        Room { most, frame: self.frame(), spare: 0 }
    }

    /// A number of documents below which the statements certainly do not fit, without making any.
    fn least(&self, most: usize) -> Result<usize, UnfitError> {
        let room = self.room(most);
        let mut statements = self.documents.iter().flat_map(|it| it.statements.values.iter().enumerate());
        let shares = statements.try_fold(0_usize, |sum, (idx, statement)| {
            least_share(statement, statement.name(idx), room).map(|share| sum.saturating_add(share))
        })?;
        Ok(shares.div_ceil(WHOLE).max(1))
    }

    /// The fewest documents, with whole documents in them if they take no more.
    fn with_whole_statements(&self, room: Room) -> Vec<Document> {
        let of_statements = |choice| Plan::of_statements(&self.documents, Division::TooLarge, choice, room);
        let by_statement = of_statements(Choice::Best);
        let mut plans = Vec::new();
        if self.documents.len() > 1 {
            let by_document = Plan::of_documents(&self.documents, room);
            let arrangement = fewest(&by_document.load);
            if arrangement.n_bins <= lower_bound(&by_statement.load) && !by_statement.has_parts() {
                return by_document.documents(&arrangement);
            }
            plans.push((by_document, arrangement));
        }
        let other = if by_statement.has_parts() { Some(of_statements(Choice::Other)) } else { None };
        plans.extend([Some(by_statement), other].into_iter().flatten().map(|plan| {
            let arrangement = fewest(&plan.load);
            (plan, arrangement)
        }));
        let best = plans.iter().min_by_key(|(_, arrangement)| arrangement.n_bins);
        best.map(|(plan, arrangement)| plan.documents(arrangement)).unwrap_or_default()
    }
}
