//! Differences of texts, for people.

use similar::TextDiff;

/// How many lines of a difference are shown.
const MAX_LINES: usize = 60;

/// The unified difference of two texts, cut after [`MAX_LINES`], each line with its newline.
pub(crate) fn unified(old: &str, new: &str, names: Option<[&str; 2]>) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    unified.context_radius(3);
    if let Some([old, new]) = names {
        unified.header(old, new);
    }
    cut(&unified.to_string())
}

fn cut(text: &str) -> String {
    let mut lines = text.lines();
    let mut out: String = lines.by_ref().take(MAX_LINES).flat_map(|line| [line, "\n"]).collect();
    match lines.count() {
        0 => {}
        1 => out.push_str("… 1 more line\n"),
        n => out.push_str(&format!("… {n} more lines\n")),
    }
    out
}

/// The same text with colours for a terminal.
pub(crate) fn painted(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let colour = match line.as_bytes() {
            [b'+', ..] => "\x1b[32m",
            [b'-', ..] => "\x1b[31m",
            [b'@', b'@', ..] => "\x1b[36m",
            _ => "",
        };
        let end = if colour.is_empty() { "" } else { "\x1b[0m" };
        out.push_str(&format!("{colour}{line}{end}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MAX_LINES, painted, unified};

    #[test]
    fn shows_what_differs_with_its_surroundings() {
        let diff = unified("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nE\nf\n", Some(["old", "new"]));
        assert_eq!(diff, "--- old\n+++ new\n@@ -2,5 +2,5 @@\n b\n c\n d\n-e\n+E\n f\n");
    }

    #[test]
    fn says_how_much_it_leaves_out() {
        let diff = unified("", &"line\n".repeat(200), None);
        assert_eq!(diff.lines().count(), MAX_LINES + 1);
        assert!(diff.ends_with("… 141 more lines\n"), "{diff}");
    }

    #[test]
    fn colours_lines_and_nothing_else() {
        let painted = painted("statement `A`\n-old\n+new\n same\n");
        assert_eq!(painted, "statement `A`\n\x1b[31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n same\n");
    }
}
