//! The parts into which statements can be divided.
//!
//! A statement means each of its actions on each of its resources, so that two statements with a part of the
//! actions each, and all else the same, mean what the one does; the same holds for resources, and for a
//! denial. `NotAction` and `NotResource` are about everything but their entries: two parts of such a list are
//! together about everything. Principals and conditions stay whole as well.

use core::ops::Range;

use crate::fit::bins::{Item, Load, in_order};
use crate::fit::document::{Axis, Statement};
use crate::fit::limits::UnfitError;
use crate::fit::plan::Room;
use crate::fit::write;

/// A statement that can be divided along one of its lists.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// The list whose entries can stand apart.
    pub(super) axis: Axis,
    /// The entries of the other list that each part has: all of them, unless they are too many.
    pub(super) across: Range<usize>,
    /// The size of the statement without the entries along the axis.
    pub(super) head: usize,
    /// The size of each entry along the axis, with its comma.
    pub(super) entries: Vec<usize>,
}

/// The sizes that decide how a statement can be divided.
#[derive(Debug)]
struct Measures {
    /// The size of the statement without the entries of the lists that can be divided, and with the comma
    /// behind it.
    rest: usize,
    actions: ListMeasures,
    resources: ListMeasures,
}

/// The sizes of a list of a statement.
#[derive(Debug)]
struct ListMeasures {
    n_entries: usize,
    /// The size of each entry with a comma, if the list can be divided.
    sizes: Option<Vec<usize>>,
}

/// The list along which a statement is divided that can be divided along both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The list that gives the statement the fewest parts.
    Best,
    /// The other one, by which the parts may go better with other statements.
    Other,
}

/// The strips of a statement that is to fit into documents with so much room for statements; nothing if one
/// action on one resource does not fit.
pub(super) fn strips(statement: &Statement, room: usize, choice: Choice) -> Option<Vec<Strip>> {
    let measures = Measures::new(statement);
    let mut fitting: Vec<_> = measures.whole_strips().filter(|strip| strip.largest() <= room).collect();
    fitting.sort_by_key(|strip| (strip.n_parts(room), strip.head));
    let chosen = match choice {
        Choice::Best => fitting.into_iter().next(),
        Choice::Other => fitting.into_iter().next_back(),
    };
    chosen.map(|strip| vec![strip]).or_else(|| measures.blocks(room))
}

/// The strip of a statement that fits as a whole, to fill gaps with its parts.
pub(super) fn strip(statement: &Statement) -> Option<Strip> {
    let measures = Measures::new(statement);
    measures.whole_strips().filter(|strip| strip.entries.len() > 1).min_by_key(|strip| strip.head)
}

/// The whole room of a document, as a share.
pub(super) const WHOLE: usize = 1 << 24;

/// The share of a document that a statement takes at least, however it is divided, or of several documents.
///
/// # Errors
///
/// If one action on one resource does not fit.
pub(super) fn least_share(statement: &Statement, name: String, room: Room) -> Result<usize, UnfitError> {
    let measures = Measures::new(statement);
    if measures.smallest() > room.of_statements() {
        return Err(obstacle(statement, &measures, name, room));
    }
    Ok(measures.least_share(room.of_statements()))
}

/// The reason why a statement cannot be divided into parts that fit.
fn obstacle(statement: &Statement, measures: &Measures, name: String, room: Room) -> UnfitError {
    let largest = |axis| {
        let entries = statement.list(axis)?.entries.values.iter().zip(measures.list(axis).sizes.as_ref()?);
        entries.max_by_key(|(_, size)| **size)
    };
    let (action, resource) = (largest(Axis::Actions), largest(Axis::Resources));
    let of_entries: usize = [action, resource].into_iter().flatten().map(|(_, size)| size).sum();
    let size = (room.frame + measures.smallest()).saturating_sub(1);
    let most = room.most;
    match statement.largest_whole_element() {
        Some((element, of_element)) if of_element > of_entries => {
            UnfitError::Element { statement: name, element, size, most }
        }
        _ => UnfitError::Entry {
            statement: name,
            action: action.map(|(action, _)| action.clone()),
            resource: resource.map(|(resource, _)| resource.clone()),
            size,
            most,
        },
    }
}

impl Strip {
    /// The size of the largest part that cannot be divided.
    fn largest(&self) -> usize {
        self.head + self.entries.iter().max().copied().unwrap_or_default()
    }

    /// The number of documents that the statement takes alone.
    fn n_parts(&self, room: usize) -> usize {
        let items = self.entries.iter().map(|weight| Item { weight: *weight, head: Some(0) }).collect();
        in_order(&Load { items, heads: vec![self.head], room }).n_bins
    }
}

impl Measures {
    fn new(statement: &Statement) -> Self {
        let of = |axis| {
            let list = statement.list(axis);
            let positive = list.filter(|list| !list.is_negated);
            ListMeasures {
                n_entries: list.map_or(0, |list| list.entries.values.len()),
                sizes: positive
                    .map(|list| list.entries.values.iter().map(|entry| write::size(entry) + 1).collect()),
            }
        };
        let (actions, resources) = (of(Axis::Actions), of(Axis::Resources));
        Self { rest: statement.size() + 1 - actions.total() - resources.total(), actions, resources }
    }

    fn list(&self, axis: Axis) -> &ListMeasures {
        match axis {
            Axis::Actions => &self.actions,
            Axis::Resources => &self.resources,
        }
    }

    /// The size of the largest part that cannot be divided.
    fn smallest(&self) -> usize {
        let largest = |list: &ListMeasures| list.sizes.iter().flatten().max().copied().unwrap_or_default();
        self.rest + largest(&self.actions) + largest(&self.resources)
    }

    /// The share of a document with so much room that the statement takes, or of several.
    ///
    /// Of two lists, a part with `a` characters of actions and `r` of resources stands for `a * r` pairs, which
    /// are `(a + r) * (a + r) / 4` at most. No part has a larger share of the pairs, or of the entries of a
    /// single list, than of the room of its document: the shares of a document are its whole room at most.
    fn least_share(&self, room: usize) -> usize {
        let size = self.rest + self.actions.total() + self.resources.total();
        let of_list = |list: &ListMeasures| if list.n_entries > 1 { list.total() } else { 0 };
        let (actions, resources) = (of_list(&self.actions), of_list(&self.resources));
        let free = room.saturating_sub(size - actions - resources).max(1);
        let share = |part: u128, whole: u128| {
            usize::try_from(part.saturating_mul(WHOLE as u128) / whole.max(1)).unwrap_or(usize::MAX)
        };
        let of_entries = if actions > 0 && resources > 0 {
            share(4 * actions as u128 * resources as u128, (free as u128).pow(2))
        } else {
            share((actions + resources) as u128, free as u128)
        };
        of_entries.max(share(size as u128, room as u128))
    }

    /// The strips with all of the other list in each part.
    fn whole_strips(&self) -> impl Iterator<Item = Strip> {
        [Axis::Actions, Axis::Resources].into_iter().filter_map(|axis| {
            let other = self.list(axis.other());
            self.strip(axis, 0..other.n_entries, other.total())
        })
    }

    /// The strip along an axis with a part of the other list, of which the size is given.
    fn strip(&self, axis: Axis, across: Range<usize>, size: usize) -> Option<Strip> {
        let entries = self.list(axis).sizes.clone()?;
        Some(Strip { axis, across, head: self.rest + size, entries })
    }

    /// Strips with a part of the shorter list each, for two lists that are both too long to stand beside an
    /// entry of the other. Where one list has half of the room, and the other list the rest, a document has the
    /// most pairs of an action and a resource.
    fn blocks(&self, room: usize) -> Option<Vec<Strip>> {
        let axis =
            if self.actions.total() > self.resources.total() { Axis::Actions } else { Axis::Resources };
        let room = room.checked_sub(self.rest)?;
        let (along, sizes) = (self.list(axis).sizes.as_ref()?, self.list(axis.other()).sizes.as_ref()?);
        let (entry, other) = (along.iter().max()?, sizes.iter().max()?);
        if entry + other > room {
            return None;
        }
        let most = (room / 2).min(room - entry).max(*other);
        let items = sizes.iter().map(|weight| Item { weight: *weight, head: None }).collect();
        let chunks = in_order(&Load { items, heads: Vec::new(), room: most }).bins;
        let mut strips = Vec::new();
        let mut start = 0;
        for chunk in chunks.chunk_by(|a, b| a == b) {
            let across = start..start + chunk.len();
            start = across.end;
            let size = sizes.get(across.clone()).unwrap_or_default().iter().sum();
            strips.push(self.strip(axis, across, size)?);
        }
        Some(strips)
    }
}

impl ListMeasures {
    /// The size of all entries that can stand apart.
    fn total(&self) -> usize {
        self.sizes.iter().flatten().sum()
    }
}
