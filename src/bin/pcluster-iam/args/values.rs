//! The values of a policy's parameters: from options, files, the environment and the configuration.

mod args;
mod configured;
mod file;
mod given;
mod problems;
mod read;
mod region;
mod remark;
mod repeated;
mod shown;
mod understood;
mod value;

pub(crate) use args::{HEADING, ValueArgs, names};
pub(crate) use configured::ConfiguredValues;
pub(crate) use file::in_table;
pub(crate) use given::{Given, Unfilled};
pub(crate) use problems::{
    complaints, lacking, unused_by_all, unused_locations, without_effect_in_all, without_use,
};
pub(crate) use region::unknown_region;
pub(crate) use remark::Remark;
pub(crate) use repeated::render_command;
pub(crate) use shown::shown;
pub(crate) use value::{GivenValue, Place, unknown, unknown_among};
