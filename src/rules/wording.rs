//! The wording of messages.

use core::fmt::Display;

/// A number with a noun: `1 action`, `2 actions`; `one|many` gives both forms of the noun.
pub(crate) fn counted(number: usize, what: &str) -> String {
    match (number, what.split_once('|')) {
        (1, Some((one, _))) => format!("1 {one}"),
        (_, Some((_, many))) => format!("{number} {many}"),
        (1, None) => format!("1 {what}"),
        (_, None) => format!("{number} {what}s"),
    }
}

/// The most names in a message.
pub(crate) const MAX_NAMES: usize = 4;

/// The most names in a line of the details: `*` stands for more than anybody reads.
pub(crate) const MAX_DETAILED: usize = 100;

/// Names in a line of the details, and the number of those that are left out.
pub(crate) fn detailed(names: &[impl Display]) -> String {
    let more = names.len().saturating_sub(MAX_DETAILED);
    let shown = names.iter().take(MAX_DETAILED).map(ToString::to_string);
    shown.chain((more > 0).then(|| format!("and {more} more"))).collect::<Vec<_>>().join(", ")
}

/// The first names in a sentence, and the number of the others.
pub(crate) fn shortened(names: &[String], and: &str) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    let shown = names.iter().take(MAX_NAMES).cloned();
    listed(shown.chain((more > 0).then(|| format!("{more} more"))), and)
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
