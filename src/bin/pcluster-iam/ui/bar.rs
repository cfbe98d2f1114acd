//! A bar that shows how full something is.

use comfy_table::{Cell, Color};

use super::output::grouped;

/// The number of characters between the brackets.
const WIDTH: usize = 20;

/// A size beside the most that it may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fullness {
    pub(crate) size: usize,
    pub(crate) most: usize,
}

impl Fullness {
    /// The bar, which is full only if nothing more fits, and the share.
    pub(crate) fn cell(self) -> Cell {
        let color = match self.percent() {
            ..90 => Color::Green,
            90..=100 => Color::Yellow,
            _ => Color::Red,
        };
        Cell::new(format!("{} {:>5}%", self.bar(), grouped(self.percent()))).fg(color)
    }

    pub(crate) fn fits(self) -> bool {
        self.size <= self.most
    }

    /// The characters that are left, or that are too many.
    pub(crate) fn margin(self) -> String {
        let Self { size, most } = self;
        match most.checked_sub(size) {
            Some(left) => format!("{} left", grouped(left)),
            None => format!("{} over", grouped(size - most)),
        }
    }

    fn bar(self) -> String {
        let filled = (WIDTH * self.size / self.most.max(1)).min(WIDTH);
        let end = if self.size > self.most { '>' } else { ']' };
        format!("[{}{}{end}", "#".repeat(filled), ".".repeat(WIDTH - filled))
    }

    /// The share, rounded up as on the pages of the policies, so that 100 % fits.
    fn percent(self) -> usize {
        (100 * self.size).div_ceil(self.most.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::Fullness;

    #[test]
    fn the_limit_from_both_sides() {
        let shown = |size| {
            let it = Fullness { size, most: 6144 };
            format!("{} {} {}", it.bar(), it.percent(), it.margin())
        };
        assert_eq!(shown(0), "[....................] 0 6,144 left");
        assert_eq!(shown(6143), "[###################.] 100 1 left");
        assert_eq!(shown(6144), "[####################] 100 0 left");
        assert_eq!(shown(6145), "[####################> 101 1 over");
        assert_eq!(shown(61440), "[####################> 1000 55,296 over");
    }
}
