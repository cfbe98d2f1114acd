//! Parameters in the text of files with mistakes, whose content is only partly known.

use crate::compiler::source::Source;

/// True if a file uses a parameter, or could not be read.
pub fn mentions(source: &Source, name: &str) -> bool {
    let forms =
        [format!("{{{name}}}"), format!("{{{name}?}}"), format!("{{{name}...}}"), format!("\"{name}\"")];
    may_use_parameters(source)
        && (source.text.is_empty() || forms.iter().any(|form| source.text.contains(form.as_str())))
}

/// True if a file has a key with the name of a parameter, or could not be read.
pub fn spells(source: &Source, name: &str) -> bool {
    let is_key = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        key.trim_matches(['"', '\'']) == name
    };
    may_use_parameters(source) && (source.text.is_empty() || source.text.lines().any(is_key))
}

/// True for the kinds of files that name parameters.
fn may_use_parameters(source: &Source) -> bool {
    let below = source.path.split('/').nth(1);
    below.is_some_and(|below| !["parameters.toml", "partitions.toml", "services"].contains(&below))
}
