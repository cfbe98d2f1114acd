//! The progress of a batch, on a terminal.

use std::io::{IsTerminal, Read, stdout};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ui::failure::is_quiet;
use crate::ui::output::grouped;

/// The rows between two updates.
const STEP: usize = 1024;

/// A bar on standard error, if that is a terminal on which no documents appear.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for a file of that size, or a count of rows.
    pub(super) fn new(size: Option<u64>, writes_to_stdout: bool) -> Self {
        if is_quiet() || writes_to_stdout && stdout().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        // Hidden where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr());
        let template = match size {
            Some(_) => "{wide_bar} {percent:>3}%  {msg}, {eta} left",
            None => "{spinner} {msg}, {elapsed}",
        };
        // The template is a constant, and the usual style would do as well.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// A reader that moves the bar.
    pub(super) fn read<R: Read>(&self, source: R) -> impl Read + use<R> {
        self.0.wrap_read(source)
    }

    pub(super) fn rows(&self, n_rows: usize) {
        if n_rows.is_multiple_of(STEP) && !self.0.is_hidden() {
            self.0.set_message(format!("{} rows", grouped(n_rows)));
        }
    }

    /// Prints above the bar.
    pub(super) fn above<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }

    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}
