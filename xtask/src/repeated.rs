//! Keys that an object repeats. Parsers of JSON silently keep the last of them.

use std::collections::HashSet;

use pcluster_iam::document::json::{self, Node, Value};

/// The keys that an object of a JSON text repeats, each with the place of the repetition.
pub(crate) fn repeated_keys(text: &str) -> Vec<(usize, String)> {
    let mut repeated = Vec::new();
    if let Ok(value) = json::parse(text) {
        collect(&value, &mut repeated);
    }
    repeated
}

fn collect(value: &Value, repeated: &mut Vec<(usize, String)>) {
    match &value.node {
        Node::Array(items) => items.iter().for_each(|item| collect(item, repeated)),
        Node::Object(members) => {
            let mut seen = HashSet::new();
            for member in members {
                if !seen.insert(member.name.as_str()) {
                    // A key begins at its quote.
                    repeated.push((member.name.span.start.saturating_sub(1), member.name.value.clone()));
                }
                collect(&member.value, repeated);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::repeated_keys;

    #[test]
    fn finds_repeated_keys() {
        let text = r#"{"a": [{"Effect": "Deny", "\u0045ffect": "Allow"}]}"#;
        assert_eq!(repeated_keys(text), [(26, "Effect".to_owned())]);
        let text = r#"{"a:\":b": ["x:y", {"Effect": "Deny"}, {"Effect": "Allow"}], "c": {}}"#;
        assert_eq!(repeated_keys(text), []);
    }
}
