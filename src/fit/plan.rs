//! Statements as items to be arranged, and the documents of an arrangement.

use std::collections::HashSet;

use crate::fit::bins::{Arrangement, Item, Load};
use crate::fit::document::{Document, Statement};
use crate::fit::limits::UnfitError;
use crate::fit::parts::{Choice, Strip, obstacle, strip, strips};
use crate::fit::sids::Sids;

/// The statements that may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    /// Those that are too large alone.
    TooLarge,
    /// All of them.
    All,
}

/// The room that documents have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The characters of a document.
    pub(super) most: usize,
    /// Those of them that are no part of a statement.
    pub(super) frame: usize,
    /// The digits that may come behind a Sid.
    pub(super) digits: usize,
}

impl Room {
    /// The room for statements, with a comma behind each of them: the last has none in a document.
    fn of_statements(self) -> usize {
        (self.most + 1).saturating_sub(self.frame)
    }
}

/// Statements as items.
#[derive(Debug)]
pub(super) struct Plan<'d> {
    documents: &'d [&'d Document],
    pub(super) load: Load,
    /// The statements of each item, or the part of one.
    pieces: Vec<Vec<Piece<'d>>>,
    strips: Vec<Strip>,
    /// The Sids that several statements have.
    repeated: HashSet<&'d str>,
    room: Room,
}

/// A statement, or an entry of a statement that is divided.
#[derive(Clone, Copy, Debug)]
struct Piece<'d> {
    statement: &'d Statement,
    /// The place of its document, and its place there.
    place: (usize, usize),
    /// The place of the strip, and the place of the entry in it.
    entry: Option<(usize, usize)>,
}

impl<'d> Plan<'d> {
    /// Each statement as an item.
    pub(super) fn of_statements(
        documents: &'d [&'d Document],
        division: Division,
        choice: Choice,
        room: Room,
    ) -> Result<Self, UnfitError> {
        let mut plan = Self::new(documents, room);
        for piece in pieces(documents).flatten() {
            plan.push(piece, division, choice)?;
        }
        Ok(plan)
    }

    /// Each document as an item, as far as it fits.
    pub(super) fn of_documents(documents: &'d [&'d Document], room: Room) -> Result<Self, UnfitError> {
        let mut plan = Self::new(documents, room);
        for pieces in pieces(documents) {
            let pieces: Vec<_> = pieces.collect();
            let weight = pieces.iter().map(|piece| plan.weight(piece.statement)).sum();
            if weight <= plan.load.room {
                plan.push_item(Item { weight, head: None }, pieces);
                continue;
            }
            for piece in pieces {
                plan.push(piece, Division::TooLarge, Choice::Best)?;
            }
        }
        Ok(plan)
    }

    fn new(documents: &'d [&'d Document], room: Room) -> Self {
        let mut seen = HashSet::new();
        let sids = pieces(documents).flatten().filter_map(|piece| piece.statement.sid());
        Self {
            documents,
            load: Load { room: room.of_statements(), ..Load::default() },
            pieces: Vec::new(),
            strips: Vec::new(),
            repeated: sids.filter(|sid| !seen.insert(*sid)).collect(),
            room,
        }
    }

    /// The digits that may come behind the Sid of a statement.
    fn digits(&self, statement: &Statement) -> usize {
        if statement.sid().is_some() { self.room.digits } else { 0 }
    }

    /// The size of a statement, with its comma and the digits that may come behind its Sid.
    fn weight(&self, statement: &Statement) -> usize {
        let weight = statement.size() + 1;
        if statement.sid().is_none_or(|sid| !self.repeated.contains(sid)) {
            return weight;
        }
        // A statement that fills a document stays alone, and keeps its Sid.
        (weight + self.room.digits).min(self.load.room.max(weight))
    }

    fn push_item(&mut self, item: Item, pieces: Vec<Piece<'d>>) {
        self.load.items.push(item);
        self.pieces.push(pieces);
    }

    fn push(&mut self, piece: Piece<'d>, division: Division, choice: Choice) -> Result<(), UnfitError> {
        let weight = self.weight(piece.statement);
        let fits = weight <= self.load.room;
        let (statement, most) = (piece.statement, self.load.room);
        let strips = match division {
            Division::TooLarge if fits => Vec::new(),
            Division::All if fits => strip(statement).into_iter().collect(),
            _ => strips(statement, most, choice)
                .filter(|strips| strips.len() == 1)
                // Of several strips, parts with the Sid of the statement may meet in a document.
                .or_else(|| strips(statement, most.saturating_sub(self.digits(statement)), choice))
                .ok_or_else(|| obstacle(statement, statement.name(piece.place.1), self.room))?,
        };
        let digits = if strips.len() > 1 { self.digits(statement) } else { 0 };
        if strips.is_empty() {
            self.push_item(Item { weight, head: None }, vec![piece]);
        }
        for strip in strips {
            let (strip_idx, head) = (self.strips.len(), Some(self.load.heads.len()));
            self.load.heads.push(strip.head + digits);
            for (entry, weight) in strip.entries.iter().enumerate() {
                let piece = Piece { entry: Some((strip_idx, entry)), ..piece };
                self.push_item(Item { weight: *weight, head }, vec![piece]);
            }
            self.strips.push(strip);
        }
        Ok(())
    }

    /// True if a statement is divided.
    pub(super) fn has_parts(&self) -> bool {
        !self.strips.is_empty()
    }

    /// The documents of an arrangement.
    pub(super) fn documents(&self, arrangement: &Arrangement) -> Vec<Document> {
        let mut bins: Vec<Vec<Part<'d>>> = vec![Vec::new(); arrangement.n_bins];
        for (pieces, bin) in self.pieces.iter().zip(&arrangement.bins) {
            let Some(bin) = bins.get_mut(*bin) else { continue };
            for piece in pieces {
                let entry = piece.entry.map(|(_, entry)| entry);
                let strip = piece.entry.map(|(strip, _)| strip);
                match bin.last_mut() {
                    Some(part) if part.strip.is_some() && part.strip == strip => part.entries.extend(entry),
                    _ => bin.push(Part { piece: *piece, strip, entries: entry.into_iter().collect() }),
                }
            }
        }
        let mut sids = Sids::new(pieces(self.documents).flatten().filter_map(|piece| piece.statement.sid()));
        let documents = bins.into_iter().filter_map(|parts| {
            let frame = self.documents.get(parts.first()?.piece.place.0)?;
            let mut own = HashSet::new();
            let statements = parts.iter().map(|part| {
                let mut statement = self.statement(part);
                if let Some(sid) = part.piece.statement.sid()
                    && !own.insert(sid)
                {
                    statement.set_sid(sids.numbered(sid));
                }
                statement
            });
            Some(frame.with_statements(statements.collect()))
        });
        documents.collect()
    }

    /// The statement with the entries of a part.
    fn statement(&self, part: &Part<'d>) -> Statement {
        let statement = part.piece.statement;
        let Some(strip) = part.strip.and_then(|strip| self.strips.get(strip)) else {
            return statement.clone();
        };
        statement.with_lists(|axis, values| {
            if axis == strip.axis {
                part.entries.iter().filter_map(|entry| values.get(*entry).cloned()).collect()
            } else {
                values.get(strip.across.clone()).unwrap_or_default().to_vec()
            }
        })
    }
}

/// A statement of a new document.
#[derive(Clone, Debug)]
struct Part<'d> {
    piece: Piece<'d>,
    strip: Option<usize>,
    /// The places of the entries along the axis of the strip.
    entries: Vec<usize>,
}

/// The statements of each document.
fn pieces<'d>(documents: &'d [&'d Document]) -> impl Iterator<Item = impl Iterator<Item = Piece<'d>>> {
    documents.iter().enumerate().map(|(document, it)| {
        let statements = it.statements.values.iter().enumerate();
        statements.map(move |(idx, statement)| Piece { statement, place: (document, idx), entry: None })
    })
}
