//! The values of a policy's parameters: from options, from `--set` and from a file.

mod args;
mod file;
mod given;
mod problems;
mod region;
mod repeated;
mod value;

pub(crate) use args::{HEADING, ValueArgs, names};
pub(crate) use given::{Given, Unfilled};
pub(crate) use problems::{complaints, unused_by_all, unused_locations, without_effect_in_all, without_use};
pub(crate) use region::unknown_region;
pub(crate) use repeated::render_command;
pub(crate) use value::{GivenValue, Place, unknown};
