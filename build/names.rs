//! The names that a catalog's names become in Rust.

/// Names that the generated modules have for something else.
const TAKEN: [&str; 5] = ["bundles", "policies", "version", "parameters", "stack-name"];

/// Whether a name can become names in Rust, or why not.
pub(crate) fn usable(name: &str) -> Result<(), String> {
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err("it does not begin with a lower-case letter".to_owned());
    }
    let is_allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if let Some(other) = name.chars().find(|&c| !is_allowed(c)) {
        return Err(format!("it holds `{}`", other.escape_debug()));
    }
    if syn::parse_str::<syn::Ident>(&snake(name)).is_err() {
        return Err("it is a keyword of Rust".to_owned());
    }
    Ok(())
}

/// Whether a policy cannot have the name because the generated code has it for something else.
pub(crate) fn is_taken(variant: &str) -> bool {
    let type_name = type_name(variant);
    let types = super::grammar::RULES.iter().map(|rule| self::type_name(rule.name));
    let others = ["Region", "Partition", "Policy", "Statement", "Version", "String"].map(str::to_owned);
    TAKEN.contains(&variant) || types.chain(others).any(|taken| taken == type_name)
}

/// `user-awsbatch` → `user_awsbatch`: modules and fields.
pub(crate) fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// `user-awsbatch` → `USER_AWSBATCH`: constants.
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// `user-awsbatch` → `UserAwsbatch`: types.
pub(crate) fn type_name(name: &str) -> String {
    name.split(['-', '_'])
        .map(|part| {
            let mut chars = part.chars();
            chars
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + chars.as_str())
                .unwrap_or_default()
        })
        .collect()
}

/// `2.9` → `v2_9`: a version's module and feature.
pub(crate) fn version_module(id: &str) -> String {
    format!("v{}", id.replace('.', "_"))
}
