//! Conditions: operators, keys and values.
//!
//! Most rules check one [`ConditionTest`] at a time: a condition key under its operator.

pub(crate) mod absence;
pub(crate) mod actions;
pub(crate) mod contradictions;
pub(crate) mod duplicates;
pub(crate) mod empty;
pub(crate) mod keys;
pub(crate) mod operators;
pub(crate) mod resources;
pub(crate) mod services;
pub(crate) mod sets;
pub(crate) mod trust;
pub(crate) mod types;
pub(crate) mod values;
