//! The effect of a statement.

use crate::finding::{Code, Finding};
use crate::rules::RuleContext;
use crate::shared::nearest::nearest;

const EFFECTS: [&str; 2] = ["Allow", "Deny"];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for statement in &cx.document.statements {
        let Some(effect) = &statement.effect else { continue };
        let value = effect.as_str();
        if EFFECTS.contains(&value) {
            continue;
        }
        let same = EFFECTS.into_iter().find(|known| known.eq_ignore_ascii_case(value.trim()));
        let help = match same {
            Some(meant) => format!("write `{meant}`: the effect is case-sensitive"),
            None => match nearest(value, EFFECTS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write `Allow` or `Deny`".to_owned(),
            },
        };
        findings.push(
            Finding::new(Code::InvalidEffect, effect.span, format!("IAM has no effect `{effect}`"))
                .help(help)
                .fixed_by(same.map(|meant| effect.replaced_by(meant)))
                .statement(statement.idx),
        );
    }
    findings
}
