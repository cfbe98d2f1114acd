//! The findings that are known, wherever they are acknowledged.

use super::Acknowledgement;
use crate::compiler::schema::Kind;
use crate::compiler::schema::fields::{self, Context, Fields};

/// The acknowledgements of a table; each is of the kind that the table has.
pub(super) fn read(cx: &mut Context<'_>, fields: &Fields<'_>, kind: &'static Kind) -> Vec<Acknowledgement> {
    let tables = fields.tables("acknowledge").into_iter();
    let acknowledgement = |(place, table)| {
        let fields = fields::read(cx, table, kind, place, &[]);
        Acknowledgement {
            finding: fields.text("finding"),
            statement: fields.text("statement"),
            entry: fields.text("entry"),
            reason: fields.text("reason"),
            is_broken: !fields.is_whole(),
        }
    };
    tables.map(acknowledgement).collect()
}
