//! The names that a catalog's names become in Rust.

/// `user-awsbatch` → `user_awsbatch`: modules and fields.
pub fn snake(name: &str) -> String {
    name.replace('-', "_")
}

/// `user-awsbatch` → `UserAwsbatch`: types.
pub fn type_name(name: &str) -> String {
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
pub fn version_module(id: &str) -> String {
    format!("v{}", id.replace('.', "_"))
}
