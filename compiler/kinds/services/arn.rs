//! The formats of ARNs.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;

/// Notes a mistake in an ARN format.
pub fn check(cx: &mut Checking<'_>, arn: &Spanned<String>) {
    let Err(why) = well_formed(&arn.value) else { return };
    cx.note(
        Diagnostic::new(Code::MalformedArn, arn.span, format!("`{}` is not an ARN format", arn.value))
            .label(why)
            .help("write it as AWS does: `arn:${Partition}:service:${Region}:${Account}:resource/${Name}`"),
    );
}

/// Checks that an ARN format has six parts and closes its variables; an error has the reason.
fn well_formed(arn: &str) -> Result<(), String> {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    let [first, _, service, _, _, _] = parts.as_slice() else {
        return Err(format!("an ARN has six parts, and this has {}", parts.len()));
    };
    if *first != "arn" {
        return Err("an ARN begins with `arn:`".to_owned());
    }
    // The resource may be empty: AWS checks some lists on such an ARN.
    if service.is_empty() {
        return Err("the service cannot be empty".to_owned());
    }
    for rest in arn.split("${").skip(1) {
        let name = rest.split_once('}').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_name && name != "*" {
            return Err(
                "a variable is `${Name}`, in letters and digits, and `${*}` is an asterisk".to_owned()
            );
        }
    }
    Ok(())
}
