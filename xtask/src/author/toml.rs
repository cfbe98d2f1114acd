//! TOML as a person would write it here: four spaces, plain strings, one entry on a line.

/// A table's or a value's name.
pub(crate) fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { text(name) }
}

/// A string without escapes, in quotes that it does not contain; `None` if it needs escapes.
pub(super) fn plain(text: &str) -> Option<String> {
    if text.contains(char::is_control) {
        return None;
    }
    if !text.contains(['"', '\\']) {
        return Some(format!("\"{text}\""));
    }
    (!text.contains('\'')).then(|| format!("'{text}'"))
}

/// A string, with escapes only if it needs them.
pub(crate) fn text(text: &str) -> String {
    plain(text).unwrap_or_else(|| {
        let mut out = String::from('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
                c => out.push(c),
            }
        }
        out.push('"');
        out
    })
}

/// A list in one line.
pub(crate) fn inline(texts: &[&str]) -> String {
    let texts: Vec<_> = texts.iter().map(|it| text(it)).collect();
    format!("[{}]", texts.join(", "))
}

/// Keys with strings, one on a line.
pub(super) fn lines(pairs: &[(&str, &str)]) -> String {
    let lines =
        pairs.iter().flat_map(|(name, value)| [key(name), " = ".to_owned(), text(value), "\n".to_owned()]);
    lines.collect()
}

/// A list with a line for each entry.
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let entries: Vec<_> = texts.iter().map(|it| text(it.as_ref())).collect();
    format!("[\n    {},\n]", entries.join(",\n    "))
}

#[cfg(test)]
mod tests {
    use super::{key, plain, text};

    #[test]
    fn texts_stay_plain_while_they_can() {
        assert_eq!(text("arn:{partition}:s3:::a/*"), r#""arn:{partition}:s3:::a/*""#);
        assert_eq!(text(r#"a "b" \c"#), r#"'a "b" \c'"#);
        assert_eq!(plain(r#""it's""#), None);
        assert_eq!(text("\"it's\"\n\t"), r#""\"it's\"\n\u0009""#);
        assert_eq!(
            [key("StringEquals"), key("aws:TagKeys"), key("")],
            ["StringEquals", "\"aws:TagKeys\"", "\"\""]
        );
    }
}
