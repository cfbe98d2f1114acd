//! The reviews as they are written.

use crate::compiler::kinds::reading::{each_table, open};
use crate::compiler::kinds::reviews::keys::REVIEW;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::{Disk, FolderEntry};

/// A review of some services.
#[derive(Debug)]
pub struct WrittenReview {
    pub services: Vec<Spanned<String>>,
    pub date: Option<Spanned<String>>,
    pub against: Option<Spanned<String>>,
}

/// Reads the file of the reviews.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> Vec<WrittenReview> {
    let opened = open(disk, found);
    let mut reviews = Vec::new();
    each_table(disk, &opened, &REVIEW, |_, _, fields| {
        reviews.push(WrittenReview {
            services: fields.texts("services"),
            date: fields.date("date"),
            against: fields.text("against"),
        });
    });
    reviews
}
