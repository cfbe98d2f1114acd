//! YAML as a tree. The short form of a template's functions, `!Sub`, becomes the long one, `Fn::Sub`.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{Tree, TreeError, TreeMember, TreeNode};

/// The most levels of lists and objects, as many as JSON may have.
const MOST_LEVELS: usize = 128;

/// Reads a text that has to be one YAML document.
pub(crate) fn from_yaml(text: &str) -> Result<Tree, TreeError> {
    let mut reader = YamlReader { offsets: offsets(text), open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                let at = reader.byte(span.start.index());
                reader.event(event, at).map_err(|message| TreeError { at, message: message.to_owned() })?;
            }
            Err(error) => {
                let at = reader.byte(error.marker().index());
                return Err(TreeError { at, message: error.info().to_owned() });
            }
        }
    }
    reader.root.ok_or_else(|| TreeError { at: 0, message: "it is empty".to_owned() })
}

/// The bytes at which the characters begin, unless each character is a byte.
fn offsets(text: &str) -> Option<Vec<usize>> {
    (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
}

/// The values that are read and not complete yet.
struct YamlReader {
    offsets: Option<Vec<usize>>,
    open: Vec<OpenValue>,
    root: Option<Tree>,
}

/// A list or an object whose end is still to come.
struct OpenValue {
    at: usize,
    /// The function whose argument the value is.
    function: Option<String>,
    content: OpenContent,
}

enum OpenContent {
    List(Vec<Tree>),
    /// The members so far, and the name whose value comes next.
    Object(Vec<TreeMember>, Option<(String, usize)>),
}

impl YamlReader {
    /// The parser counts characters.
    fn byte(&self, character: usize) -> usize {
        match &self.offsets {
            None => character,
            Some(offsets) => offsets.get(character).or(offsets.last()).copied().unwrap_or(0),
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) -> Result<(), &'static str> {
        match event {
            Event::Alias(_) => return Err("an alias is not read; write the value itself"),
            Event::DocumentStart(_) if self.root.is_some() => {
                return Err("a second document begins here; a file may have one");
            }
            Event::Scalar(text, style, _, tag) => {
                let node = scalar(&text, style, tag.as_deref());
                return self.close(Tree { at, node: called(node, at, function(tag)) });
            }
            Event::SequenceStart(_, tag) => self.push(at, tag, OpenContent::List(Vec::new()))?,
            Event::MappingStart(_, tag) => self.push(at, tag, OpenContent::Object(Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(OpenValue { at, function, content }) = self.open.pop() {
                    let node = match content {
                        OpenContent::List(elements) => TreeNode::List(elements),
                        OpenContent::Object(members, _) => TreeNode::Object(members),
                    };
                    return self.close(Tree { at, node: called(node, at, function) });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn push(
        &mut self,
        at: usize,
        tag: Option<Cow<'_, Tag>>,
        content: OpenContent,
    ) -> Result<(), &'static str> {
        if self.open.len() >= MOST_LEVELS {
            return Err("lists and objects are nested too deep");
        }
        self.open.push(OpenValue { at, function: function(tag), content });
        Ok(())
    }

    /// Puts a complete value into the list or the object that holds it.
    fn close(&mut self, tree: Tree) -> Result<(), &'static str> {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(tree),
            Some(OpenContent::List(elements)) => elements.push(tree),
            Some(OpenContent::Object(members, next)) => match next.take() {
                Some((name, at)) => members.push(TreeMember { name, at, value: tree }),
                None => {
                    let name = tree.scalar().ok_or("a name in an object has to be a string")?;
                    *next = Some((name, tree.at));
                }
            },
        }
        Ok(())
    }
}

/// The function of a tag: `!Sub` is `Fn::Sub`, and two have no prefix.
fn function(tag: Option<Cow<'_, Tag>>) -> Option<String> {
    let tag = tag.filter(|tag| tag.handle == "!")?;
    Some(match tag.suffix.as_str() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    })
}

/// The value, as the argument of a function if there is one.
fn called(node: TreeNode, at: usize, function: Option<String>) -> TreeNode {
    match function {
        None => node,
        Some(name) => TreeNode::Object(vec![TreeMember { name, at, value: Tree { at, node } }]),
    }
}

/// A scalar; without quotes and tag its text says what it is.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> TreeNode {
    let is_number = |text: &str| text.parse::<serde_json::Number>().is_ok();
    match text {
        _ if style != ScalarStyle::Plain || tag.is_some() => TreeNode::String(text.to_owned()),
        "" | "~" | "null" | "Null" | "NULL" => TreeNode::Null,
        "true" | "True" | "TRUE" => TreeNode::Bool(true),
        "false" | "False" | "FALSE" => TreeNode::Bool(false),
        text if is_number(text) => TreeNode::Number(text.to_owned()),
        text => TreeNode::String(text.to_owned()),
    }
}
