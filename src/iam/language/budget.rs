//! The bound of the work for an answer.

use core::cell::Cell;

use super::TooComplex;

/// The steps that searches can take: pairs of a state and a character, or of two parts of patterns.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    n_left: Cell<usize>,
}

impl Default for Budget {
    /// Enough for half a second.
    fn default() -> Self {
        Self { n_left: Cell::new(40_000_000) }
    }
}

impl Budget {
    /// Takes some steps, or else all that are left.
    pub(crate) fn spend(&self, n_steps: usize) -> Result<(), TooComplex> {
        let left = self.n_left.get().checked_sub(n_steps);
        self.n_left.set(left.unwrap_or_default());
        left.map(|_| ()).ok_or(TooComplex)
    }

    /// The answer to a question that can take no more than some of the steps.
    #[cfg(feature = "compare")]
    pub(crate) fn within<T>(&self, most: usize, ask: impl FnOnce(&Self) -> T) -> T {
        let given = most.min(self.n_left.get());
        let part = Self { n_left: Cell::new(given) };
        let answer = ask(&part);
        self.n_left.set(self.n_left.get() - (given - part.n_left.get()));
        answer
    }
}
