//! A promise as it is written.

use crate::compiler::kinds::promises::keys::DENIED_CALL;
use crate::compiler::schema::fields::{self, Fields, TableReading};
use crate::compiler::source::Spanned;

#[derive(Debug)]
pub struct WrittenPromise {
    pub commands: Vec<Spanned<String>>,
    pub configurations: Vec<Spanned<String>>,
    pub denied: Vec<WrittenDenial>,
}

/// A call that is denied although a command of the promise makes it.
#[derive(Debug)]
pub struct WrittenDenial {
    pub call: Option<Spanned<String>>,
    pub commands: Vec<Spanned<String>>,
    pub configurations: Vec<Spanned<String>>,
    pub reason: Option<Spanned<String>>,
}

/// Reads the promise of a policy or a bundle.
pub fn read(cx: &mut TableReading<'_>, fields: &Fields<'_>) -> WrittenPromise {
    let denied = fields.tables("denied").into_iter().map(|(place, table)| {
        let fields = fields::read(cx, table, &DENIED_CALL, place, &[]);
        WrittenDenial {
            call: fields.text("call"),
            commands: fields.texts("commands"),
            configurations: fields.texts("configurations"),
            reason: fields.text("reason"),
        }
    });
    WrittenPromise {
        denied: denied.collect(),
        commands: fields.texts("commands"),
        configurations: fields.texts("configurations"),
    }
}
