//! Lines and columns in a string, both counted from 1; columns in characters.

use std::ops::Range;

/// The size in bytes of a block, at whose start the preceding characters are counted in advance: a line
/// may have megabytes.
const BLOCK: usize = 1024;

/// The starts of the lines, and the number of characters before each block.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    n_chars: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(starts).collect();
        let mut n_chars = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            n_chars.push(n_chars.last().copied().unwrap_or_default() + count(block));
        }
        Self { text, starts, n_chars }
    }

    /// The line and the column of a place.
    pub(crate) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.chars_before(offset) - self.chars_before(start) + 1)
    }

    /// The bytes of the lines from the first to the last, without the last line break.
    pub(crate) fn range(&self, first: usize, last: usize) -> Range<usize> {
        let start = |line: usize| self.starts.get(line.saturating_sub(1)).copied();
        let start_of_first = start(first).unwrap_or_default();
        let end = start(last + 1).map_or(self.text.len(), |next| next - 1);
        let lines = self.text.get(start_of_first..end).unwrap_or_default();
        start_of_first..start_of_first + lines.trim_end_matches('\r').len()
    }

    fn chars_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.n_chars.get(block).copied().unwrap_or_default() + count(rest)
    }
}

/// The number of characters that begin in the bytes.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn places_are_those_of_a_slow_count() {
        let text = "aé\n\nüü\u{1f600}x\n".repeat(400);
        let lines = Lines::new(&text);
        for (offset, _) in text.char_indices().step_by(7) {
            let (before, _) = text.split_at(offset);
            let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            assert_eq!(lines.place(offset), (before.matches('\n').count() + 1, column), "{offset}");
        }
    }
}
