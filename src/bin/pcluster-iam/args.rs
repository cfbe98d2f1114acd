//! The arguments that several commands share.

pub(crate) mod action;
pub(crate) mod example;
pub(crate) mod fit;
pub(crate) mod format;
pub(crate) mod holder;
pub(crate) mod output;
pub(crate) mod partition;
pub(crate) mod release;
pub(crate) mod run;
pub(crate) mod target;
pub(crate) mod values;
