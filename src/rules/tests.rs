//! Tests of the list of rules.
