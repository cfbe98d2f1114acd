//! Lines and columns of a text, both counted from 1; columns in characters.

use std::ops::Range;

/// How many bytes are counted at once: what is looked at for one place does not depend on the length
/// of its line.
const STEP: usize = 4096;

/// Where the lines of a text begin.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How many characters begin before each step.
    counts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut counts = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            counts.push(counts.last().copied().unwrap_or_default() + n_chars(step));
        }
        Self { text, starts: std::iter::once(0).chain(starts).collect(), counts }
    }

    /// The line and the column of a place.
    pub(crate) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.n_chars_before(offset) - self.n_chars_before(start) + 1)
    }

    /// The bytes of some lines, from the first to the last, without the end of the last.
    pub(crate) fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = |line: usize| self.starts.get(line.saturating_sub(1)).copied();
        let end = start(last + 1).map_or(self.text.len(), |next| next - 1);
        start(first).unwrap_or_default()..end
    }

    fn n_chars_before(&self, offset: usize) -> usize {
        let (step, rest) = (offset / STEP, offset - offset % STEP..offset);
        let counted = self.counts.get(step).or(self.counts.last()).copied().unwrap_or_default();
        counted + self.text.as_bytes().get(rest).map_or(0, n_chars)
    }
}

/// How many characters begin in some bytes of a text.
fn n_chars(bytes: &[u8]) -> usize {
    let is_start = |byte: &&u8| !(0x80..0xc0).contains(*byte);
    bytes.iter().filter(is_start).count()
}
