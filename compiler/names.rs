//! The names that a catalog's names become in Rust.

use crate::compiler::schema::texts::forms::CODES;
use crate::compiler::shared::grammar::RULES;
pub use crate::compiler::shared::names::{snake, type_name, version_module};

/// Names that the generated modules use for something else.
const TAKEN: [&str; 5] = ["bundles", "policies", "version", "parameters", "stack-name"];

/// Types that the generated code uses beside those of the parameters.
const TYPES: [&str; 29] = [
    "Acknowledgement",
    "AttachTo",
    "Attachment",
    "Bundle",
    "Change",
    "ChangeKind",
    "Condition",
    "Effect",
    "Element",
    "Entry",
    "Filled",
    "IdentityKind",
    "ListSize",
    "ManagedPolicy",
    "Need",
    "Option",
    "Partition",
    "Policy",
    "PolicyParameter",
    "Presence",
    "Reader",
    "Region",
    "Render",
    "Result",
    "Sink",
    "SizeRange",
    "Statement",
    "String",
    "Version",
];

/// Variables of the functions that render.
const LOCALS: [&str; 7] = ["earlier", "idx", "is_same", "reader", "sink", "size", "value"];

/// The words that Rust keeps for itself, and so no identifiers.
pub const KEYWORDS: [&str; 53] = [
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Checks that a name can become names in Rust; an error has the reason and the fix.
pub fn usable(name: &str) -> Result<(), (String, &'static str)> {
    const HELP: &str = "use lower-case letters, digits and `-`, with a letter first";
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(("it does not begin with a lower-case letter".to_owned(), HELP));
    }
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if let Some(other) = name.chars().find(|&c| !is_allowed(c)) {
        return Err((format!("it contains `{}`", other.escape_debug()), HELP));
    }
    if KEYWORDS.contains(&snake(name).as_str()) {
        return Err(("it is a keyword of Rust".to_owned(), "choose another name"));
    }
    Ok(())
}

/// True for a name that can be a partition or the prefix of a service's actions.
pub fn is_prefix(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Checks that a name can be the code of a kind of finding; an error has the reason.
pub fn is_finding(code: &str) -> Result<(), &'static str> {
    if !CODES.accepts(code) {
        return Err("a code is words in upper case with `_` between them");
    }
    if KEYWORDS.contains(&variant(code).as_str()) {
        return Err("it becomes a keyword of Rust");
    }
    Ok(())
}

/// `INVALID_ACTION` → `InvalidAction`: a variant.
pub fn variant(code: &str) -> String {
    type_name(&code.to_ascii_lowercase())
}

/// True for a name that a parameter cannot have, because a function that renders has a variable of this
/// name.
pub fn is_local(parameter: &str) -> bool {
    LOCALS.contains(&snake(parameter).as_str())
}

/// True for a name that a policy cannot have, because the generated code uses it for something else.
pub fn is_taken(variant: &str) -> bool {
    let type_name = type_name(variant);
    let mut types = RULES.iter().map(|rule| self::type_name(rule.name));
    TAKEN.contains(&variant) || TYPES.contains(&type_name.as_str()) || types.any(|taken| taken == type_name)
}

/// `user-awsbatch` → `USER_AWSBATCH`: constants.
pub fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}
