//! The code that the library and the compiler of the catalog share: each of them compiles this folder,
//! so a value, a name or an operator follows the same rule in a build and at run time.
//!
//! It knows neither the catalog nor the rest of the library.

#![allow(dead_code, reason = "the library and the compiler each need a part of it")]
#![allow(unreachable_pub, reason = "public for the tools of the compiler, and private in the library")]

pub mod grammar;
pub mod hash;
pub mod names;
pub mod nearest;
pub mod operators;
pub mod printable;
pub mod release;
