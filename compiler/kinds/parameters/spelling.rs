//! The placeholders that a source has for parameters.

use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::source::Spanned;

/// Parameters with their names and the source's placeholders for them.
pub type Spellings<'p> = Vec<(ParameterId, &'p Spanned<String>, &'p Spanned<String>)>;

/// Checks a table of the source's placeholders.
pub fn spellings<'p>(
    parameters: &mut ParameterLedger<'_>,
    placeholders: &'p [(Spanned<String>, Spanned<String>)],
) -> Spellings<'p> {
    let mut known = Vec::new();
    for (name, text) in placeholders {
        if let Some(id) = parameters.resolve(&name.value, name.span) {
            known.push((id, name, text));
        }
    }
    known
}
