//! Runs of the product's commands: the AWS calls that a command makes in a configuration, and whether
//! policies allow them.

mod answer;
mod configuration;
mod doubts;
mod least;
mod options;
mod request;
mod situation;
mod values;

pub use answer::{Answers, CallAnswer, RequestAnswer, Verdict};
pub use configuration::ConfigurationFile;
pub use least::{Cut, LeastStatement, Use, cut, least};
pub use options::{HeldOption, OptionReason};
pub use request::{Call, Request};
pub use situation::{Caller, InvalidText, Known, Situation, UnknownValuesError};
