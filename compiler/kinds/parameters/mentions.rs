//! Parameters in the text of files with mistakes, of which nobody knows all that they say.

use crate::compiler::source::Source;

/// Whether a file may use a parameter: it does, or could not be read.
pub fn mentions(source: &Source, name: &str) -> bool {
    let forms =
        [format!("{{{name}}}"), format!("{{{name}?}}"), format!("{{{name}...}}"), format!("\"{name}\"")];
    may_use_parameters(source)
        && (source.text.is_empty() || forms.iter().any(|form| source.text.contains(form.as_str())))
}

/// Whether a file may state a key with the name of a parameter: it does, or could not be read.
pub fn spells(source: &Source, name: &str) -> bool {
    let is_key = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        key.trim_matches(['"', '\'']) == name
    };
    may_use_parameters(source) && (source.text.is_empty() || source.text.lines().any(is_key))
}

/// Whether a file is of those that name parameters.
fn may_use_parameters(source: &Source) -> bool {
    let below = source.path.split('/').nth(1);
    below.is_some_and(|below| !["parameters.toml", "partitions.toml", "services"].contains(&below))
}
