//! The tables for checking values, generated from `catalog/`: partitions and parameters.

// Generated from catalog/ by build.rs.
include!(concat!(env!("OUT_DIR"), "/values.rs"));
