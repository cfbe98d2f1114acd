//! Statements as items to be arranged, and the documents of an arrangement.

use std::collections::HashSet;

use crate::fit::bins::{Arrangement, Item, Load};
use crate::fit::document::{Document, Statement};
use crate::fit::parts::{Choice, Strip, strip, strips};
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
    /// The characters that are kept free for each part that meets another one: for the number behind its Sid,
    /// and for the brackets around two statements.
    pub(super) spare: usize,
}

impl Room {
    /// The room for statements, with a comma behind each of them: the last has none in a document.
    pub(super) fn of_statements(self) -> usize {
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
    ) -> Self {
        let mut plan = Self::new(documents, room);
        for piece in pieces(documents).flatten() {
            plan.push(piece, division, choice);
        }
        plan
    }

    /// Each document as an item, as far as it fits.
    pub(super) fn of_documents(documents: &'d [&'d Document], room: Room) -> Self {
        let mut plan = Self::new(documents, room);
        for pieces in pieces(documents) {
            let pieces: Vec<_> = pieces.collect();
            let weight = pieces.iter().map(|piece| plan.weight(piece.statement)).sum();
            if weight <= plan.load.room {
                plan.push_item(Item { weight, head: None }, pieces);
                continue;
            }
            for piece in pieces {
                plan.push(piece, Division::TooLarge, Choice::Best);
            }
        }
        plan
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

    /// True if other statements have the Sid of a statement.
    fn is_repeated(&self, statement: &Statement) -> bool {
        statement.sid().is_some_and(|sid| self.repeated.contains(sid))
    }

    /// The size of a statement, with its comma and the digits that may come behind its Sid.
    fn weight(&self, statement: &Statement) -> usize {
        let weight = statement.size() + 1;
        if !self.is_repeated(statement) {
            return weight;
        }
        // A statement that fills a document stays alone, and keeps its Sid.
        (weight + self.room.spare).min(self.load.room.max(weight))
    }

    fn push_item(&mut self, item: Item, pieces: Vec<Piece<'d>>) {
        self.load.items.push(item);
        self.pieces.push(pieces);
    }

    fn push(&mut self, piece: Piece<'d>, division: Division, choice: Choice) {
        let weight = self.weight(piece.statement);
        let fits = weight <= self.load.room;
        let (statement, most) = (piece.statement, self.load.room);
        let is_repeated = self.is_repeated(statement);
        let strips = match division {
            Division::TooLarge if fits => Vec::new(),
            Division::All if fits => strip(statement).into_iter().collect(),
            _ => strips(statement, most, choice)
                .filter(|strips| strips.len() == 1 && !is_repeated)
                .or_else(|| strips(statement, most.saturating_sub(self.room.spare), choice))
                // A part that leaves no room to spare stays alone.
                .or_else(|| strips(statement, most, choice))
                .unwrap_or_default(),
        };
        // Parts of several strips may meet in a document, or parts with the same Sid.
        let spare = if strips.len() > 1 || is_repeated { self.room.spare } else { 0 };
        if strips.is_empty() {
            self.push_item(Item { weight, head: None }, vec![piece]);
        }
        for strip in strips {
            let (strip_idx, head) = (self.strips.len(), Some(self.load.heads.len()));
            self.load.heads.push(strip.head + spare);
            for (entry, weight) in strip.entries.iter().enumerate() {
                let piece = Piece { entry: Some((strip_idx, entry)), ..piece };
                self.push_item(Item { weight: *weight, head }, vec![piece]);
            }
            self.strips.push(strip);
        }
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
