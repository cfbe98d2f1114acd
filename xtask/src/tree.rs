//! The content of JSON and YAML texts, with the place of every value.

mod json;
mod value;
mod yaml;

use std::collections::HashSet;

use serde_json::{Map, Number};

pub(crate) use self::json::from_json;
pub(crate) use self::yaml::from_yaml;

/// A value of a text.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// The byte of the text at which the value begins.
    pub(crate) at: usize,
    pub(crate) node: TreeNode,
}

/// The content of a value.
#[derive(Clone, Debug)]
pub(crate) enum TreeNode {
    Null,
    Bool(bool),
    /// A number as it is written.
    Number(String),
    String(String),
    List(Vec<Tree>),
    Object(Vec<TreeMember>),
}

/// A member of an object. The order of the text is kept, and so are repeated names.
#[derive(Clone, Debug)]
pub(crate) struct TreeMember {
    pub(crate) name: String,
    /// The byte at which the name begins, with its quote.
    pub(crate) at: usize,
    pub(crate) value: Tree,
}

/// The reason why a text cannot be read, and its place.
#[derive(Debug)]
pub(crate) struct TreeError {
    pub(crate) at: usize,
    pub(crate) message: String,
}

impl Tree {
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.node {
            TreeNode::String(text) => Some(text),
            _ => None,
        }
    }

    /// A string, or a number or a boolean as it is written: a template may leave out the quotes.
    pub(crate) fn scalar(&self) -> Option<String> {
        match &self.node {
            TreeNode::String(text) | TreeNode::Number(text) => Some(text.clone()),
            TreeNode::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// The members of an object; empty for any other value.
    pub(crate) fn members(&self) -> &[TreeMember] {
        match &self.node {
            TreeNode::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of a list; empty for any other value.
    pub(crate) fn elements(&self) -> &[Self] {
        match &self.node {
            TreeNode::List(elements) => elements,
            _ => &[],
        }
    }

    /// The value of the first member with a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|member| member.name == name).map(|member| &member.value)
    }

    /// The type in the catalog's own words, with its article.
    pub(crate) fn type_name(&self) -> &'static str {
        match self.node {
            TreeNode::Null => "null",
            TreeNode::Bool(_) => "a boolean",
            TreeNode::Number(_) => "a number",
            TreeNode::String(_) => "a string",
            TreeNode::List(_) => "a list",
            TreeNode::Object(_) => "an object",
        }
    }

    /// The keys that an object repeats, each with the place of the repetition.
    pub(crate) fn repeated(&self) -> Vec<(usize, String)> {
        let mut repeated = Vec::new();
        let mut seen = HashSet::new();
        for member in self.members() {
            if !seen.insert(member.name.as_str()) {
                repeated.push((member.at, member.name.clone()));
            }
            repeated.extend(member.value.repeated());
        }
        repeated.extend(self.elements().iter().flat_map(Self::repeated));
        repeated
    }

    /// The value for comparisons, without places; of repeated names the last counts.
    pub(crate) fn to_value(&self) -> serde_json::Value {
        match &self.node {
            TreeNode::Null => serde_json::Value::Null,
            TreeNode::Bool(value) => (*value).into(),
            TreeNode::Number(text) => match text.parse::<Number>() {
                Ok(number) => number.into(),
                Err(_) => text.as_str().into(),
            },
            TreeNode::String(text) => text.as_str().into(),
            TreeNode::List(elements) => elements.iter().map(Self::to_value).collect(),
            TreeNode::Object(members) => {
                let pairs = members.iter().map(|member| (member.name.clone(), member.value.to_value()));
                serde_json::Value::Object(pairs.collect::<Map<_, _>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, from_json, from_yaml};

    /// A tree in one line, with the place of each value.
    fn shown(tree: &Tree) -> String {
        let list = |parts: Vec<String>| parts.join(", ");
        let text = match (tree.members(), tree.elements()) {
            ([], []) => tree.scalar().unwrap_or_else(|| tree.type_name().to_owned()),
            ([], elements) => format!("[{}]", list(elements.iter().map(shown).collect())),
            (members, _) => {
                let member = |it: &super::TreeMember| format!("{}@{}: {}", it.name, it.at, shown(&it.value));
                format!("{{{}}}", list(members.iter().map(member).collect()))
            }
        };
        format!("{text}@{}", tree.at)
    }

    #[test]
    fn json_and_yaml_have_places() {
        let json = from_json("\u{feff}{\"a\": [1, true, null, \"ä\"], \"b\": \"x\"}").map(|it| shown(&it));
        assert_eq!(json.ok().as_deref(), Some("{a@4: [1@10, true@13, null@19, ä@25]@9, b@32: x@37}@3"));
        let text = "ä: [1, true, ~, '2']\nb: !Sub x${Y}\nc:\n  - !If [A, !Ref B, {d: e}]\n";
        let yaml = from_yaml(text).map(|it| shown(&it));
        assert_eq!(
            yaml.ok().as_deref(),
            Some(
                "{ä@0: [1@5, true@8, null@14, 2@17]@4, b@22: {Fn::Sub@25: x${Y}@30}@25, \
                 c@36: [{Fn::If@43: [A@48, {Ref@51: B@56}@51, {d@60: e@63}@59]@47}@43]@41}@0"
            )
        );
        let error = from_yaml("a: 1\nb: [\n").err().map(|error| error.at);
        assert!(error.is_some_and(|at| at >= 8), "{error:?}");
        let alias = from_yaml("a: &x 1\nb: *x\n").map(|it| shown(&it));
        assert!(alias.is_ok_and(|it| it.starts_with("{a@0: 1@") && it.contains("b@8: 1@")));
        for (text, part) in [("a: 1\n---\nb: 2\n", "second document"), ("? [a]\n: b\n", "name")] {
            let error = from_yaml(text).err().map(|error| error.message).unwrap_or_default();
            assert!(error.contains(part), "{text}: {error}");
        }
        assert!(from_yaml(&"[".repeat(100_000)).is_err());
        assert!(from_json(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn finds_repeated_keys() {
        let repeated = |text: &str| from_json(text).map(|tree| tree.repeated()).unwrap_or_default();
        let text = r#"{"a": [{"Effect": "Deny", "\u0045ffect": "Allow"}]}"#;
        assert_eq!(repeated(text), [(26, "Effect".to_owned())]);
        let text = r#"{"a:\":b": ["x:y", {"Effect": "Deny"}, {"Effect": "Allow"}], "c": {}}"#;
        assert_eq!(repeated(text), []);
    }
}
