//! Differences of texts, for people.

use similar::TextDiff;

/// The most lines of a difference that are shown, and the most characters of a line.
const MAX_LINES: usize = 30;
const MAX_WIDTH: usize = 160;

/// The number of characters of a long line that are shown before the difference.
const BEFORE: usize = 60;

/// The unified difference of two texts, each line with its newline, cut to a readable length.
pub(crate) fn unified(old: &str, new: &str, names: Option<[&str; 2]>) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut unified = diff.unified_diff();
    unified.context_radius(2);
    if let Some([old, new]) = names {
        unified.header(old, new);
    }
    let lines = narrowed(&unified.to_string());
    let mut out: String = lines.iter().take(MAX_LINES).flat_map(|line| [line.as_str(), "\n"]).collect();
    match lines.len().saturating_sub(MAX_LINES) {
        0 => {}
        1 => out.push_str("… 1 more line\n"),
        n => out.push_str(&format!("… {n} more lines\n")),
    }
    out
}

/// The lines of a difference; a line that is too long is cut to the part that differs.
fn narrowed(diff: &str) -> Vec<String> {
    let mut narrowed = Vec::new();
    let mut lines = diff.lines().peekable();
    while let Some(line) = lines.next() {
        let mut blocks = [Vec::new(), Vec::new()];
        if line.starts_with(['-', '+']) {
            let [removed, added] = &mut blocks;
            let first = if line.starts_with('-') { &mut *removed } else { &mut *added };
            first.push(line);
            removed.extend(std::iter::from_fn(|| lines.next_if(|line| line.starts_with('-'))));
            added.extend(std::iter::from_fn(|| lines.next_if(|line| line.starts_with('+'))));
        } else {
            narrowed.push(window(line, 0));
        }
        let [removed, added] = &blocks;
        for (block, other) in [(removed, added), (added, removed)] {
            for (idx, line) in block.iter().enumerate() {
                let n_same = other.get(idx).map_or(0, |other| {
                    let pairs = line.chars().skip(1).zip(other.chars().skip(1));
                    1 + pairs.take_while(|(one, other)| one == other).count()
                });
                narrowed.push(window(line, n_same));
            }
        }
    }
    narrowed
}

/// A line, or its part around a place if the line is too long.
fn window(line: &str, place: usize) -> String {
    let n_chars = line.chars().count();
    if n_chars <= MAX_WIDTH {
        return line.to_owned();
    }
    let start = if place < MAX_WIDTH { 1 } else { place.saturating_sub(BEFORE) };
    let mut text: String = line.chars().take(1).collect();
    text.push_str(if start > 1 { "… " } else { "" });
    text.extend(line.chars().skip(start).take(MAX_WIDTH));
    text.push_str(if start + MAX_WIDTH < n_chars { " …" } else { "" });
    text
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
    use super::{BEFORE, MAX_LINES, MAX_WIDTH, painted, unified};

    #[test]
    fn shows_what_differs_with_its_surroundings() {
        let diff = unified("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nE\nf\n", Some(["old", "new"]));
        assert_eq!(diff, "--- old\n+++ new\n@@ -3,4 +3,4 @@\n c\n d\n-e\n+E\n f\n");
    }

    #[test]
    fn says_how_much_it_leaves_out() {
        let diff = unified("", &"line\n".repeat(200), None);
        assert_eq!(diff.lines().count(), MAX_LINES + 1);
        assert!(diff.ends_with("… 171 more lines\n"), "{diff}");
    }

    #[test]
    fn shows_where_a_long_line_differs() {
        let [same, rest] = ["s".repeat(500), "r".repeat(500)];
        let diff = unified(&format!("{same}1{rest}\n"), &format!("{same}2{rest}\n"), None);
        let line = |sign, text| {
            format!("{sign}… {}{text}{} …\n", "s".repeat(BEFORE), "r".repeat(MAX_WIDTH - BEFORE - 1))
        };
        assert_eq!(diff, format!("@@ -1 +1 @@\n{}{}", line('-', "1"), line('+', "2")));
    }

    #[test]
    fn colours_lines_and_nothing_else() {
        let painted = painted("statement `A`\n-old\n+new\n same\n");
        assert_eq!(painted, "statement `A`\n\x1b[31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n same\n");
    }
}
