//! A loss as it is written.

use crate::compiler::kinds::losses::keys::LOSS;
use crate::compiler::schema::fields::{self, Fields, TableReading};
use crate::compiler::source::Spanned;

#[derive(Debug)]
pub struct WrittenLoss {
    pub actions: Vec<Spanned<String>>,
    pub resources: Vec<Spanned<String>>,
    pub when: Vec<Spanned<String>>,
    pub why: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
}

/// Reads the losses of a policy.
pub fn read(cx: &mut TableReading<'_>, fields: &Fields<'_>) -> Vec<WrittenLoss> {
    let losses = fields.tables("lost").into_iter().map(|(place, table)| {
        let fields = fields::read(cx, table, &LOSS, place, &[]);
        WrittenLoss {
            actions: fields.texts("actions"),
            resources: fields.texts("resources"),
            when: fields.texts("when"),
            why: fields.text("why"),
            source: fields.text("source"),
        }
    });
    losses.collect()
}
