//! The wording of messages.

/// A number with a noun: `1 action`, `2 actions`; `one|many` gives both forms of the noun.
pub(crate) fn counted(number: usize, what: &str) -> String {
    match (number, what.split_once('|')) {
        (1, Some((one, _))) => format!("1 {one}"),
        (_, Some((_, many))) => format!("{number} {many}"),
        (1, None) => format!("1 {what}"),
        (_, None) => format!("{number} {what}s"),
    }
}

/// Items in a sentence: `a, b and c`.
pub(crate) fn listed(items: impl IntoIterator<Item = String>, and: &str) -> String {
    let mut items: Vec<_> = items.into_iter().collect();
    match items.pop() {
        None => String::new(),
        Some(only) if items.is_empty() => only,
        Some(last) => format!("{} {and} {last}", items.join(", ")),
    }
}
