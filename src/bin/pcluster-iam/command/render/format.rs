//! `render --format`: the forms in which a policy can be printed.

use clap::ValueEnum;

/// The format of rendered policies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RenderFormat {
    /// The policy documents, indented.
    #[default]
    Json,
    /// The policy documents, each on one line; the same as `--compact`.
    JsonCompact,
}
