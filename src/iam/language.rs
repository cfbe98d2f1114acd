//! Languages: sets of strings, each the strings that match one pattern, and how they overlap.
//!
//! Questions about several patterns at once, such as "which resources match this pattern, and none of the
//! others?", are answered by reading all strings at the same time, character by character. Strings that lead the
//! automata of the patterns to the same states have the same future, and one of them is read on, the shortest. The
//! search ends when no new states appear, so that the answer is exact.
//!
//! The automata are those of the library `regex-automata`, with as few states as possible.
//!
//! A search for patterns with many wildcards can take too many steps. It then ends without an answer.

mod automaton;
mod budget;
mod search;

pub(crate) use automaton::{Automata, Automaton, TooComplex};
pub(crate) use budget::Budget;
#[cfg(feature = "compare")]
pub(crate) use search::Fate;
pub(crate) use search::kinds;
#[cfg(feature = "compare")]
pub(crate) use search::regions;
