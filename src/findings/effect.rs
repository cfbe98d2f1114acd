//! The effect of a statement.

use super::context::Context;
use super::prefix::nearest;
use super::{Code, Finding};

const EFFECTS: [&str; 2] = ["Allow", "Deny"];

pub(super) fn check(cx: &mut Context<'_>) {
    for statement in &cx.document.statements {
        let Some(effect) = &statement.effect else { continue };
        let value = effect.as_str();
        if EFFECTS.contains(&value) {
            continue;
        }
        let help = match EFFECTS.into_iter().find(|known| known.eq_ignore_ascii_case(value.trim())) {
            Some(meant) => format!("write `{meant}`, to the letter"),
            None => match nearest(value, EFFECTS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write `Allow` or `Deny`".to_owned(),
            },
        };
        cx.report(
            Finding::new(Code::InvalidEffect, effect.span, format!("there is no effect `{effect}`"))
                .help(help)
                .statement(statement.idx),
        );
    }
}
