//! The lines of the catalog's files that messages point at.

use std::path::Path;

use anyhow::Result;

use crate::files;

/// The file and line of a source such as `catalog/2.9/user/ec2.toml#EC2Describe`: the line of the
/// table's header, or of the first quoted `text` after it.
pub(super) fn line(root: &Path, source: &str, text: Option<&str>) -> Result<String> {
    let (file, table) = source.split_once('#').map_or((source, None), |(file, table)| (file, Some(table)));
    let bytes = files::read(root, file)?.unwrap_or_default();
    Ok(format!("{file}:{}", number(&String::from_utf8_lossy(&bytes), table, text)))
}

fn number(content: &str, table: Option<&str>, text: Option<&str>) -> usize {
    let is_header = |line: &str, name: &str| {
        let header = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        header.is_some_and(|header| header.trim_matches(['"', '\'', ' ']) == name)
    };
    let start = table.and_then(|name| content.lines().position(|line| is_header(line, name))).unwrap_or(0);
    let quoted = text.map(|text| format!("\"{text}\""));
    let found = quoted.and_then(|quoted| {
        let mut lines = content.lines().enumerate().skip(start);
        lines.find(|(_, line)| line.contains(&quoted)).map(|(idx, _)| idx)
    });
    found.unwrap_or(start) + 1
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn finds_a_table_and_what_follows_it() {
        let content = "#:schema a\n\n[A]\nb = \"X\"\n\n[\"B\"]\nb = 1\nc = \"X\"\n";
        assert_eq!(number(content, Some("A"), None), 3);
        assert_eq!(number(content, Some("B"), None), 6);
        assert_eq!(number(content, Some("B"), Some("X")), 8);
        assert_eq!(number(content, None, Some("X")), 4);
        assert_eq!(number(content, Some("C"), Some("Y")), 1);
    }
}
