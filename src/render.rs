//! Rendering of a policy: the generated functions write the same pieces twice, first to count the
//! length, then into a string of exactly that capacity. The size as IAM counts it is a sum of its own,
//! which needs no pieces.

#![allow(dead_code, reason = "not every choice of versions needs all of it")]

use core::convert::Infallible;
use core::fmt;

use crate::values::{Arns, ForeignArnError, Parameter, Partition};

/// The target into which a generated function writes its pieces.
pub(crate) trait Sink {
    /// The error if a piece is refused.
    type Error;

    /// Takes the next piece of the document.
    fn text(&mut self, text: &str) -> Result<(), Self::Error>;
}

/// A policy's struct: the build script implements this trait with a straight line of pieces for each
/// layout.
pub(crate) trait Render {
    /// Writes the document on one line.
    fn compact<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error>;

    /// Writes the document indented by four spaces, as in the documentation.
    fn pretty<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error>;

    /// The number of characters of either, without white space.
    fn size(&self) -> usize;
}

/// [`Render`] without its type parameters, for use as a trait object.
pub(crate) trait Document: fmt::Debug {
    fn to_json(&self) -> String;
    fn to_json_pretty(&self) -> String;
    fn write_json(&self, out: &mut dyn fmt::Write) -> fmt::Result;
    fn write_json_pretty(&self, out: &mut dyn fmt::Write) -> fmt::Result;
    fn size(&self) -> usize;
}

impl<T: Render + fmt::Debug> Document for T {
    fn to_json(&self) -> String {
        to_json(self)
    }

    fn to_json_pretty(&self) -> String {
        to_json_pretty(self)
    }

    fn write_json(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write_json(self, out)
    }

    fn write_json_pretty(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        write_json_pretty(self, out)
    }

    fn size(&self) -> usize {
        Render::size(self)
    }
}

/// Compares the partitions that ARNs name with that of the policy.
#[expect(clippy::needless_pass_by_value, reason = "a field is a reference or as small as one")]
pub(crate) fn check_partition(
    parameter: &'static Parameter,
    arns: impl Arns,
    partition: &'static Partition,
) -> Result<(), ForeignArnError> {
    match arns.foreign_to(partition) {
        Some(arn) => Err(ForeignArnError { parameter, value: arn.into(), partition }),
        None => Ok(()),
    }
}

/// A sink that counts bytes.
struct Length(usize);

impl Sink for Length {
    type Error = Infallible;

    #[inline]
    fn text(&mut self, text: &str) -> Result<(), Infallible> {
        self.0 += text.len();
        Ok(())
    }
}

impl Sink for String {
    type Error = Infallible;

    #[inline]
    fn text(&mut self, text: &str) -> Result<(), Infallible> {
        self.push_str(text);
        Ok(())
    }
}

/// A sink that hands each piece to a writer.
struct Writer<'w>(&'w mut dyn fmt::Write);

impl Sink for Writer<'_> {
    type Error = fmt::Error;

    fn text(&mut self, text: &str) -> fmt::Result {
        self.0.write_str(text)
    }
}

/// The document on one line: one allocation, of exactly its length.
pub(crate) fn to_json(document: &impl Render) -> String {
    let mut length = Length(0);
    let Ok(()) = document.compact(&mut length);
    let mut text = String::with_capacity(length.0);
    let Ok(()) = document.compact(&mut text);
    text
}

/// The indented document: one allocation, of exactly its length.
pub(crate) fn to_json_pretty(document: &impl Render) -> String {
    let mut length = Length(0);
    let Ok(()) = document.pretty(&mut length);
    let mut text = String::with_capacity(length.0);
    let Ok(()) = document.pretty(&mut text);
    text
}

/// Writes the document on one line, without an allocation.
pub(crate) fn write_json(document: &impl Render, out: &mut dyn fmt::Write) -> fmt::Result {
    document.compact(&mut Writer(out))
}

/// Writes the indented document, without an allocation.
pub(crate) fn write_json_pretty(document: &impl Render, out: &mut dyn fmt::Write) -> fmt::Result {
    document.pretty(&mut Writer(out))
}

/// The number of characters of a value, without white space. A value is ASCII, and blanks are the only white
/// space in it.
pub(crate) fn length(value: &str) -> usize {
    value.len() - value.bytes().filter(|byte| *byte == b' ').count()
}

/// The values of a list, or its default if none is given.
pub(crate) fn or_default<'v, T>(given: &'v [T], default: &'v [T]) -> &'v [T] {
    if given.is_empty() { default } else { given }
}

/// True if the pieces of two entries form the same string, so that one entry is left out of its list.
pub(crate) fn is_same(left: &[&str], right: &[&str]) -> bool {
    let bytes = |pieces: &[&str]| pieces.iter().map(|piece| piece.len()).sum::<usize>();
    bytes(left) == bytes(right)
        && left.iter().flat_map(|piece| piece.bytes()).eq(right.iter().flat_map(|piece| piece.bytes()))
}
