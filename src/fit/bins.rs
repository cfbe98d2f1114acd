//! The arrangement of items in the fewest bins: numbers alone, without documents.
//!
//! To fill bins of one size with items of given sizes in the best way takes, in the worst case, a time that
//! grows exponentially with the items. The items here are many and small beside a bin, so that they nearly
//! always fit in their own order, or with a few of them moved into gaps. Whatever remains is searched, up to
//! a bound.
//!
//! A small change of an item should move few others. The order of the items is kept if that takes no more
//! bins, each bin taking as many as fit: what is in the bins before the change stays there, and each later
//! bin begins a little earlier or later.

use std::collections::HashSet;

/// The most attempts, together, to put an item into a bin while the fewest bins are searched for.
const MAX_ATTEMPTS: usize = 200_000;

/// The most pairs of an item and a bin for which another arrangement than that in order is looked for.
const MAX_PAIRS: usize = 1_000_000;

/// The most items among which two are looked for to be exchanged.
const MAX_EXCHANGED: usize = 250;

/// The most exchanges of two items that bring the items into fewer bins than in their order.
const MAX_EXCHANGES: usize = 12;

/// An item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) weight: usize,
    /// The place, among the heads, of the head that the item needs in its bin. The items with one head stand
    /// together.
    pub(super) head: Option<usize>,
}

/// Items to be arranged in bins.
#[derive(Clone, Debug, Default)]
pub(super) struct Load {
    pub(super) items: Vec<Item>,
    /// The weight of each head, of which a bin has one however many of its items need it.
    pub(super) heads: Vec<usize>,
    /// The weight that a bin can have. Each item, with its head, has no more.
    pub(super) room: usize,
}

/// The bin of each item. The bins have the order of their first items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub(super) bins: Vec<usize>,
    pub(super) n_bins: usize,
}

/// The fewest bins, as far as a bounded search finds them.
pub(super) fn fewest(load: &Load) -> Arrangement {
    let least = lower_bound(load);
    let mut best = in_order(load);
    if best.n_bins <= least {
        return best;
    }
    // Far more items than IAM accepts.
    if load.items.len().saturating_mul(best.n_bins) > MAX_PAIRS {
        return best;
    }
    if let Some(found) = (least..best.n_bins).take(2).find_map(|n_bins| repaired(load, n_bins)) {
        best = found;
    }
    for other in [first_fit(load, &by_place(load)), first_fit(load, &by_weight(load))] {
        if other.n_bins < best.n_bins {
            best = other;
        }
    }
    for order in [by_place(load), by_weight(load)] {
        let mut n_left = MAX_ATTEMPTS / 2;
        while best.n_bins > least {
            match search(load, &order, best.n_bins - 1, &mut n_left) {
                Found::Bins(bins) => best = bins,
                Found::Nothing => return best,
                Found::Unknown => break,
            }
        }
    }
    best
}

/// The items in their order, each bin with as many as fit.
pub(super) fn in_order(load: &Load) -> Arrangement {
    let mut bins = Bins::new(load);
    for idx in 0..load.items.len() {
        let last = bins.n_bins().saturating_sub(1);
        if !bins.put(idx, last) {
            let new = bins.n_bins();
            bins.put(idx, new);
        }
    }
    bins.into_arrangement()
}

/// Each item, in an order, in the first bin that has room for it.
fn first_fit(load: &Load, order: &[usize]) -> Arrangement {
    let mut bins = Bins::new(load);
    for &idx in order {
        let _ = (0..=bins.n_bins()).any(|bin| bins.put(idx, bin));
    }
    bins.into_arrangement()
}

/// The items in their order, with a few exchanged between bins so that all fit into a number of bins; nothing if
/// that does not succeed.
fn repaired(load: &Load, n_bins: usize) -> Option<Arrangement> {
    let n_items = load.items.len();
    if !load.heads.is_empty() || n_items > MAX_EXCHANGED || n_bins == 0 {
        return None;
    }
    // The last bin takes what is left, and has to give some of it away.
    let mut bin_of: Vec<usize> = in_order(load).bins.into_iter().map(|bin| bin.min(n_bins - 1)).collect();
    for _ in 0..=MAX_EXCHANGES {
        let mut weights = vec![0; n_bins];
        for (item, bin) in load.items.iter().zip(&bin_of) {
            *weights.get_mut(*bin)? += item.weight;
        }
        let excess =
            |bin: usize| weights.get(bin).map_or(0, |weight: &usize| weight.saturating_sub(load.room));
        let Some(full) = (0..n_bins).find(|bin| excess(*bin) > 0) else {
            return Some(arrangement(bin_of.into_iter().map(Some).collect(), n_bins));
        };
        let free = |bin: usize| weights.get(bin).map_or(0, |weight| load.room.saturating_sub(*weight));
        let placed =
            || load.items.iter().zip(&bin_of).enumerate().map(|(idx, (item, bin))| (idx, item.weight, *bin));
        // An item goes to another bin, alone or in exchange for a smaller one.
        let exchanges = placed().filter(|(_, _, bin)| *bin == full).flat_map(|(idx, weight, _)| {
            let alone = (0..n_bins).map(move |bin| (idx, None, weight, bin));
            let exchanged = placed().filter_map(move |(other, other_weight, bin)| {
                Some((idx, Some(other), weight.checked_sub(other_weight)?, bin))
            });
            alone
                .chain(exchanged)
                .filter(|(_, _, moved, bin)| *bin != full && *moved > 0 && *moved <= free(*bin))
        });
        let most = exchanges.max_by_key(|(idx, other, moved, _)| {
            let enough = (*moved).min(excess(full));
            (enough, other.is_none(), usize::MAX - moved, *idx, *other)
        });
        let (idx, other, _, bin) = most?;
        *bin_of.get_mut(idx)? = bin;
        if let Some(other) = other {
            *bin_of.get_mut(other)? = full;
        }
    }
    None
}

fn by_place(load: &Load) -> Vec<usize> {
    (0..load.items.len()).collect()
}

/// The items that have no head first, the large before the small; the others fill the gaps.
fn by_weight(load: &Load) -> Vec<usize> {
    let mut order = by_place(load);
    order.sort_by_key(|&idx| {
        load.items.get(idx).map(|item| (item.head, item.head.map_or(usize::MAX - item.weight, |_| idx)))
    });
    order
}

/// A number of bins below which no arrangement exists.
pub(super) fn lower_bound(load: &Load) -> usize {
    let weight: usize = load.items.iter().map(|item| item.weight).sum();
    let mut entries = vec![0; load.heads.len()];
    for item in &load.items {
        if let Some(sum) = item.head.and_then(|head| entries.get_mut(head)) {
            *sum += item.weight;
        }
    }
    let heads = load.heads.iter().zip(entries).map(|(head, entries)| {
        let room: usize = load.room.saturating_sub(*head).max(1);
        head * entries.div_ceil(room)
    });
    let by_weight = (weight + heads.sum::<usize>()).div_ceil(load.room.max(1));
    // No two of the items that are larger than half of a bin share one.
    let is_large = |item: &&Item| item.head.is_none() && item.weight * 2 > load.room;
    by_weight.max(load.items.iter().filter(is_large).count())
}

/// The answer of a search.
#[derive(Debug)]
enum Found {
    Bins(Arrangement),
    /// No arrangement exists.
    Nothing,
    /// The search was given up.
    Unknown,
}

/// The first arrangement in a number of bins, in which each item of an order is in the earliest bin that leaves
/// room for all others.
fn search(load: &Load, order: &[usize], n_bins: usize, n_left: &mut usize) -> Found {
    let mut bins = Bins::new(load);
    let weight = |idx: usize| load.items.get(idx).map_or(0, |item| item.weight);
    let mut left: usize = order.iter().map(|&idx| weight(idx)).sum();
    // The bin of each item that is placed, and the first bin to try for the next.
    let mut placed: Vec<usize> = Vec::with_capacity(order.len());
    let mut from = 0;
    while let Some(&idx) = order.get(placed.len()) {
        if *n_left == 0 {
            return Found::Unknown;
        }
        let is_hopeless = bins.weight + left > n_bins.saturating_mul(load.room);
        // Bins with equal rests lead to the same arrangements.
        let mut tried = HashSet::new();
        let candidates = 0..=bins.n_bins().min(n_bins.saturating_sub(1));
        *n_left = n_left.saturating_sub(candidates.end() + 1);
        let bin = candidates.into_iter().find(|&bin| {
            let is_new = bins.simple_weight(bin).is_none_or(|weight| tried.insert(weight));
            is_new && bin >= from && !is_hopeless && bins.put(idx, bin)
        });
        if let Some(bin) = bin {
            left -= weight(idx);
            placed.push(bin);
            from = 0;
        } else {
            let Some(bin) = placed.pop() else { return Found::Nothing };
            let idx = order.get(placed.len()).copied().unwrap_or_default();
            bins.take(idx, bin);
            left += weight(idx);
            from = bin + 1;
        }
    }
    Found::Bins(bins.into_arrangement())
}

/// Bins that are being filled.
#[derive(Debug)]
struct Bins<'l> {
    load: &'l Load,
    all: Vec<Bin>,
    /// The bin of each item that is in one.
    bin_of: Vec<Option<usize>>,
    weight: usize,
}

#[derive(Debug, Default)]
struct Bin {
    weight: usize,
    /// The heads that are in the bin, each with the number of its items there.
    heads: Vec<(usize, usize)>,
    n_items: usize,
}

impl<'l> Bins<'l> {
    fn new(load: &'l Load) -> Self {
        Self { load, all: Vec::new(), bin_of: vec![None; load.items.len()], weight: 0 }
    }

    fn n_bins(&self) -> usize {
        self.all.len()
    }

    /// The weight of a bin without heads, which alone decides what else the bin can take.
    fn simple_weight(&self, bin: usize) -> Option<usize> {
        self.all.get(bin).filter(|bin| bin.heads.is_empty()).map(|bin| bin.weight)
    }

    /// Puts an item into a bin, or into a new one; false if it has no room.
    fn put(&mut self, idx: usize, bin: usize) -> bool {
        let Some(item) = self.load.items.get(idx) else { return false };
        if bin >= self.all.len() {
            self.all.push(Bin::default());
        }
        let Some(place) = self.all.get_mut(bin) else { return false };
        let known = item.head.and_then(|head| place.heads.iter_mut().find(|(other, _)| *other == head));
        let head = match (item.head, &known) {
            (Some(head), None) => self.load.heads.get(head).copied().unwrap_or_default(),
            _ => 0,
        };
        let is_empty = place.n_items == 0;
        if place.weight + head + item.weight > self.load.room && !is_empty {
            return false;
        }
        match (known, item.head) {
            (Some((_, count)), _) => *count += 1,
            (None, Some(head)) => place.heads.push((head, 1)),
            (None, None) => {}
        }
        place.weight += head + item.weight;
        place.n_items += 1;
        self.weight += head + item.weight;
        if let Some(own) = self.bin_of.get_mut(idx) {
            *own = Some(bin);
        }
        true
    }

    /// Takes an item out of its bin, the last one that was put into any.
    fn take(&mut self, idx: usize, bin: usize) {
        let (Some(item), Some(place)) = (self.load.items.get(idx), self.all.get_mut(bin)) else { return };
        let mut freed = item.weight;
        if let Some(at) = place.heads.iter().position(|(head, _)| Some(*head) == item.head)
            && let Some((head, count)) = place.heads.get_mut(at)
        {
            *count -= 1;
            if *count == 0 {
                freed += self.load.heads.get(*head).copied().unwrap_or_default();
                place.heads.swap_remove(at);
            }
        }
        place.weight -= freed;
        place.n_items -= 1;
        self.weight -= freed;
        if place.n_items == 0 && bin + 1 == self.all.len() {
            self.all.pop();
        }
        if let Some(own) = self.bin_of.get_mut(idx) {
            *own = None;
        }
    }

    fn into_arrangement(self) -> Arrangement {
        arrangement(self.bin_of, self.all.len())
    }
}

/// The arrangement, with the bins in the order of their first items.
fn arrangement(bin_of: Vec<Option<usize>>, n_all: usize) -> Arrangement {
    let mut number: Vec<Option<usize>> = vec![None; n_all];
    let mut n_bins = 0;
    let bins = bin_of.into_iter().map(|bin| {
        let Some(number) = bin.and_then(|bin| number.get_mut(bin)) else { return 0 };
        *number.get_or_insert_with(|| {
            n_bins += 1;
            n_bins - 1
        })
    });
    let bins = bins.collect();
    Arrangement { bins, n_bins }
}
