//! The placeholders that a source has for parameters.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::{ParameterId, Role};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Parameters with their names and the source's placeholders for them.
pub type Spellings<'p> = Vec<(ParameterId, &'p Spanned<String>, &'p Spanned<String>)>;

/// Checks a table of the source's placeholders.
pub fn spellings<'p>(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    placeholders: &'p [(Spanned<String>, Spanned<String>)],
) -> Spellings<'p> {
    let mut known = Vec::new();
    for (name, text) in placeholders {
        let Some(id) = parameters.resolve(&name.value, name.span) else { continue };
        if parameters.role(id) == Role::Flag && text.value != "true" {
            let message = format!("`{}` is a flag, which the source has or has not", name.value);
            let help = "write `\"true\"` if the source has what the flag stands for, or remove the line";
            cx.note(Diagnostic::new(Code::MalformedValue, text.span, message).help(help));
        }
        known.push((id, name, text));
    }
    known
}
