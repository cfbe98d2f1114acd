//! The remarks about the values of rows, counted: one for each of a million rows would hide everything else.

use std::io;

use crate::args::values::Remark;
use crate::ui::output::grouped;

/// The first remark of each kind, and the rows that have one.
#[derive(Debug, Default)]
pub(super) struct Tally(Vec<Counted>);

#[derive(Debug)]
struct Counted {
    first: Remark,
    n_rows: usize,
    /// The last of the rows, which counts once.
    last: usize,
}

impl Tally {
    /// Adds the remarks about a row.
    pub(super) fn add(&mut self, row: usize, remarks: Vec<Remark>) {
        for remark in remarks {
            match self.0.iter_mut().find(|counted| counted.first.is_like(&remark)) {
                Some(counted) if counted.last == row => {}
                Some(counted) => {
                    counted.n_rows += 1;
                    counted.last = row;
                }
                None => self.0.push(Counted { first: remark, n_rows: 1, last: row }),
            }
        }
    }

    /// Prints the first remark of each kind, with the number of the other rows.
    pub(super) fn tell(self) -> io::Result<()> {
        self.0.into_iter().try_for_each(|Counted { first, n_rows, .. }| {
            match n_rows - 1 {
                0 => first,
                1 => first.and("; likewise in 1 other row"),
                n_others => first.and(&format!("; likewise in {} other rows", grouped(n_others))),
            }
            .tell()
        })
    }
}
