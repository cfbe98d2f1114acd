//! Work that is spread over all processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{iter, panic, thread};

/// The result of `work` for each item, in the order of the items; each worker has its own `state`.
pub(crate) fn map<T: Sync, S, R: Send>(
    items: &[T],
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut state = state();
        let taken = iter::from_fn(|| {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            Some((idx, items.get(idx)?))
        });
        taken.map(|(idx, item)| (idx, work(&mut state, item))).collect::<Vec<_>>()
    };
    let n_workers = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..n_workers).map(|_| scope.spawn(worker)).collect();
        let results = workers.into_iter().map(|it| it.join().unwrap_or_else(|it| panic::resume_unwind(it)));
        results.flatten().collect()
    });
    results.sort_unstable_by_key(|(idx, _)| *idx);
    results.into_iter().map(|(_, result)| result).collect()
}
