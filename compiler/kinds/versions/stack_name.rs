//! The name of a cluster's stack in a version.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::parameters::ledger::ParameterLedger;
use crate::compiler::kinds::parameters::template::{PlaceholderUse, Segment, parse};
use crate::compiler::kinds::versions::model::StackName;
use crate::compiler::shared::grammar;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// The name of a cluster's stack, in terms of the cluster's name.
pub fn check(
    cx: &mut Checking<'_>,
    parameters: &mut ParameterLedger<'_>,
    text: &Spanned<String>,
) -> Option<StackName> {
    let template = parse(cx, parameters, text)?;
    let is_cluster_name = |segment: &Segment| matches!(segment, Segment::Value { parameter, use_: PlaceholderUse::Plain } if parameters.type_name(*parameter) == "cluster-name");
    let literal = |segment: &Segment| match segment {
        Segment::Text(text) => Some(text.clone()),
        Segment::Value { .. } => None,
    };
    let found = match template.as_slice() {
        [name] if is_cluster_name(name) => Some((String::new(), String::new())),
        [prefix, name] if is_cluster_name(name) => literal(prefix).map(|prefix| (prefix, String::new())),
        [name, suffix] if is_cluster_name(name) => literal(suffix).map(|suffix| (String::new(), suffix)),
        [prefix, name, suffix] if is_cluster_name(name) => literal(prefix).zip(literal(suffix)),
        _ => None,
    };
    let is_name =
        |(prefix, suffix): &(String, String)| grammar::STACK_NAME.accepts(&format!("{prefix}a{suffix}"));
    let Some((prefix, suffix)) = found.filter(is_name) else {
        cx.note(
            Diagnostic::new(
                Code::MalformedValue,
                text.span,
                format!("`{}` cannot be the name of a cluster's stack", text.value),
            )
            .help("write the cluster's name once, and only letters, digits and `-` around it, such as `parallelcluster-{cluster-name}`"),
        );
        return None;
    };
    Some(StackName { text: text.value.clone(), prefix, suffix })
}
