//! The content of a code block or a file: a document as a tree, a text that ought to be one, or other text.

use super::PageBlock;
use crate::tree::{Tree, TreeError, TreeNode, from_json, from_yaml};

/// The content of a code block or a file.
pub(crate) enum BlockContent {
    /// Text that holds no policy.
    Text,
    /// JSON or YAML.
    Tree(Tree),
    /// Text that looks like a policy and cannot be read: not as JSON or YAML, and the reason.
    Broken { offset: usize, not: &'static str, message: String },
}

/// What a tree is.
pub(crate) enum TreeKind<'t> {
    Policy,
    /// A policy that names principals: the trust policy of a role, or a resource's own policy.
    Trust,
    /// A statement outside a policy.
    Statement,
    /// Something else, with the policies in it.
    Other(Vec<InnerPolicy<'t>>),
}

/// A policy inside a larger tree.
pub(crate) struct InnerPolicy<'t> {
    /// The name that the object around it has, if it has one.
    pub(crate) name: Option<String>,
    pub(crate) tree: &'t Tree,
}

/// Reads a code block. The language, or else the first character, decides how.
pub(crate) fn read(block: &PageBlock) -> BlockContent {
    let text = block.text.as_str();
    let is = |names: &[&str]| names.iter().any(|name| block.language.eq_ignore_ascii_case(name));
    let begins_json = match text.trim_start().chars().next() {
        Some('{') => true,
        // Sections of a configuration begin so too.
        Some('[') => policy_in_text(text).is_some(),
        _ => false,
    };
    if is(&["json"]) || begins_json {
        json(text)
    } else if is(&["yaml", "yml"]) {
        // Most YAML of a page is a product's configuration, often with gaps.
        if policy_in_text(text).is_some() { yaml(text) } else { BlockContent::Text }
    } else {
        unread(text)
    }
}

/// Reads the text of a file. The ending of its name decides how.
pub(crate) fn in_file(ending: &str, text: &str) -> BlockContent {
    match ending.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => yaml(text),
        "template" if !text.trim_start().starts_with('{') => yaml(text),
        _ => json(text),
    }
}

/// Reads a text that has to be JSON.
pub(crate) fn json(text: &str) -> BlockContent {
    from_json(text).map_or_else(|error| broken("JSON", error), BlockContent::Tree)
}

/// Reads a text that has to be YAML.
pub(crate) fn yaml(text: &str) -> BlockContent {
    from_yaml(text).map_or_else(|error| broken("YAML", error), BlockContent::Tree)
}

fn broken(not: &'static str, error: TreeError) -> BlockContent {
    BlockContent::Broken { offset: error.at, not, message: error.message }
}

/// Text that is not read, which must not hide a policy.
fn unread(text: &str) -> BlockContent {
    match policy_in_text(text) {
        None => BlockContent::Text,
        Some(offset) => BlockContent::Broken {
            offset,
            not: "JSON, nor marked as YAML",
            message: "the block does not begin with `{`".to_owned(),
        },
    }
}

/// The byte at which a text seems to hold a policy: a key `Statement` or `PolicyDocument`.
pub(crate) fn policy_in_text(text: &str) -> Option<usize> {
    const KEYS: [&str; 2] = ["Statement", "PolicyDocument"];
    let mut found = None;
    for key in KEYS {
        let places = text.match_indices(key).map(|(at, _)| at);
        let first = places.filter(|&at| is_key(text, at, key)).min();
        found = match (found, first) {
            (Some(found), Some(first)) => Some(first.min(found)),
            (found, first) => found.or(first),
        };
    }
    found
}

/// True if a word of a text is a key with a value: in quotes, or alone at the beginning of a line.
fn is_key(text: &str, at: usize, key: &str) -> bool {
    const QUOTES: [&str; 4] = ["\\\"", "\"", "'", "&quot;"];
    let (before, after) =
        (text.get(..at).unwrap_or_default(), text.get(at + key.len()..).unwrap_or_default());
    let assigned = |rest: &'_ str| rest.trim_start_matches([' ', '\t']).starts_with([':', '=']);
    for quote in QUOTES {
        if before.ends_with(quote) && after.strip_prefix(quote).is_some_and(assigned) {
            return true;
        }
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.trim_start_matches([' ', '\t']).strip_prefix([':', '=']);
    line.chars().all(|c| matches!(c, ' ' | '\t' | '-' | '>'))
        && rest.is_some_and(|rest| {
            let rest = rest.lines().next().unwrap_or_default().trim_start();
            rest.is_empty() || rest.starts_with(['[', '{', '!', '#'])
        })
}

/// What a tree is.
pub(crate) fn kind(tree: &Tree) -> TreeKind<'_> {
    if let Some(statement) = tree.get("Statement") {
        return if statements(statement).iter().any(names_principal) {
            TreeKind::Trust
        } else {
            TreeKind::Policy
        };
    }
    if ["Effect", "Action"].iter().all(|key| tree.get(key).is_some()) {
        return TreeKind::Statement;
    }
    let mut inner = Vec::new();
    look_into(tree, None, &mut inner);
    TreeKind::Other(inner)
}

/// Collects the objects with statements below a tree.
fn look_into<'t>(tree: &'t Tree, name: Option<&'t str>, inner: &mut Vec<InnerPolicy<'t>>) {
    const NAMES: [&str; 4] = ["PolicyName", "ManagedPolicyName", "RoleName", "Name"];
    if tree.get("Statement").is_some() {
        inner.push(InnerPolicy { name: name.map(str::to_owned), tree });
        return;
    }
    let own = NAMES.iter().find_map(|name| tree.get(name)).and_then(Tree::as_str);
    for member in tree.members() {
        look_into(&member.value, own.or(name), inner);
    }
    for element in tree.elements() {
        look_into(element, own.or(name), inner);
    }
}

/// The first string in a tree that holds a policy as text.
pub(crate) fn policy_in_strings(tree: &Tree) -> Option<usize> {
    let own = tree.as_str().filter(|text| policy_in_text(text).is_some()).map(|_| tree.at);
    let members = tree.members().iter().find_map(|member| policy_in_strings(&member.value));
    own.or(members).or_else(|| tree.elements().iter().find_map(policy_in_strings))
}

fn statements(statement: &Tree) -> &[Tree] {
    match &statement.node {
        TreeNode::List(statements) => statements,
        _ => std::slice::from_ref(statement),
    }
}

/// True for a statement that names principals; a trust policy is one.
pub(crate) fn names_principal(statement: &Tree) -> bool {
    statement.get("Principal").or_else(|| statement.get("NotPrincipal")).is_some()
}
