//! The events of the parser as values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::merge::{self, MERGE, Merge};
use super::places::CharPlaces;
use super::{error, scalar};
use crate::document::json::BYTE_ORDER_MARK;
use crate::document::syntax::SyntaxError;
use crate::document::value::{Member, Node, Value};
use crate::document::{Span, Text};

/// The deepest nesting of lists and objects, as in JSON: their readers are recursive.
const MAX_DEPTH: usize = 128;

/// The most bytes of the values that aliases stand for. Ten lists of ten aliases each, one of the other,
/// would stand for ten billion values.
const MAX_COPIED: usize = 32 << 20;

/// The bytes of a value without its text.
const VALUE_BYTES: usize = 64;

/// The state of reading.
#[derive(Debug)]
pub(super) struct YamlReader<'t> {
    /// The text that the parser sees.
    text: &'t str,
    places: CharPlaces<'t>,
    /// The lists and the objects that are not complete yet, the outermost first.
    open: Vec<OpenValue>,
    /// The values with anchors.
    anchors: BTreeMap<usize, Anchored>,
    /// The bytes of the values that were copied.
    n_copied: usize,
    documents: Vec<Value>,
}

/// A list or an object whose end is still to come.
#[derive(Debug)]
struct OpenValue {
    /// The place of the value so far, with its tag and its anchor.
    span: Span,
    start: usize,
    properties: Properties,
    content: OpenContent,
}

#[derive(Debug)]
enum OpenContent {
    List(Vec<Value>),
    Object {
        members: Vec<Member>,
        merges: Vec<Merge>,
        /// The name whose value comes next, and whether it is a merge key.
        next: Option<(Text, bool)>,
    },
}

/// The tag and the anchor of a value.
#[derive(Clone, Debug)]
struct Properties {
    anchor: usize,
    /// The function whose argument the value is, and the place of the tag.
    function: Option<Text>,
}

/// A value with an anchor.
#[derive(Debug)]
struct Anchored {
    value: Value,
    depth: usize,
    n_bytes: usize,
}

impl<'t> YamlReader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let seen = text.trim_start_matches(BYTE_ORDER_MARK);
        let n_hidden = text.len().saturating_sub(seen.len()) / BYTE_ORDER_MARK.len_utf8();
        Self {
            text: seen,
            places: CharPlaces::new(text, n_hidden),
            open: Vec::new(),
            anchors: BTreeMap::new(),
            n_copied: 0,
            documents: Vec::new(),
        }
    }

    /// The documents of the stream.
    pub(super) fn read(&mut self) -> Result<Vec<Value>, SyntaxError> {
        for event in Parser::new_from_str(self.text) {
            match event {
                Ok((event, span)) => {
                    let span = self.places.span(&span);
                    self.event(event, span)?;
                }
                Err(error) => {
                    let at = self.places.byte(error.marker().index());
                    return Err(error::of_parser(self.places.text(), at, error.info()));
                }
            }
        }
        Ok(core::mem::take(&mut self.documents))
    }

    fn event(&mut self, event: Event<'_>, whole: Span) -> Result<(), SyntaxError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let (properties, span) = self.places.split(whole);
                let is_merge = style == ScalarStyle::Plain && tag.is_none() && text == MERGE;
                let (node, span) =
                    scalar::scalar(text.into_owned(), style, tag.as_deref(), span, &self.places);
                let properties = Properties { anchor, function: function(tag, properties) };
                self.close(Value { node, span }, whole.start, properties, is_merge)
            }
            Event::SequenceStart(anchor, tag) => self.push(whole, anchor, tag, OpenContent::List(Vec::new())),
            Event::MappingStart(anchor, tag) => {
                let (members, merges) = (Vec::new(), Vec::new());
                self.push(whole, anchor, tag, OpenContent::Object { members, merges, next: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.pop(whole),
            Event::Alias(anchor) => {
                let value = self.copy(anchor, whole)?;
                self.close(value, whole.start, Properties { anchor: 0, function: None }, false)
            }
            _ => Ok(()),
        }
    }

    fn push(
        &mut self,
        span: Span,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        content: OpenContent,
    ) -> Result<(), SyntaxError> {
        if self.depth() >= MAX_DEPTH {
            return Err(too_deep(span));
        }
        let (properties, inner) = self.places.split(span);
        let properties = Properties { anchor, function: function(tag, properties) };
        self.open.push(OpenValue { span, start: inner.start, properties, content });
        Ok(())
    }

    /// The number of levels that are open; a function is an object of one member.
    fn depth(&self) -> usize {
        self.open.iter().map(|open| 1 + usize::from(open.properties.function.is_some())).sum()
    }

    /// Ends the innermost list or object.
    fn pop(&mut self, end: Span) -> Result<(), SyntaxError> {
        let Some(OpenValue { span, start, properties, content }) = self.open.pop() else { return Ok(()) };
        let (node, last) = match content {
            OpenContent::List(elements) => {
                let last = elements.iter().map(|element| element.span.end).max();
                (Node::Array(elements), last)
            }
            OpenContent::Object { mut members, merges, .. } => {
                let ends = members.iter().map(|member| member.value.span.end.max(member.name.span.end));
                let last = ends.chain(merges.iter().map(|merge| merge.span.end)).max();
                merge::merge(&mut members, merges)?;
                (Node::Object(members), last)
            }
        };
        // The end of a block is where the next one begins; an alias has its place elsewhere.
        let last = last.filter(|last| *last <= end.start).unwrap_or(start);
        let end = if end.start == end.end { last.max(start) } else { end.end };
        self.close(Value { node, span: Span { start, end } }, span.start, properties, false)
    }

    /// Puts a complete value into the list or the object that holds it.
    fn close(
        &mut self,
        value: Value,
        start: usize,
        properties: Properties,
        is_merge: bool,
    ) -> Result<(), SyntaxError> {
        let value = called(value, start, properties.function);
        if properties.anchor > 0 {
            self.remember(properties.anchor, &value)?;
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None if value.node != Node::Null => self.documents.push(value),
            None => {}
            Some(OpenContent::List(elements)) => elements.push(value),
            Some(OpenContent::Object { members, merges, next }) => match next.take() {
                Some((name, true)) => merges.push(Merge { span: name.span, value }),
                Some((name, false)) => members.push(Member { name, value }),
                None => *next = Some((name(&value, &self.places)?, is_merge)),
            },
        }
        Ok(())
    }

    /// Keeps a value for the aliases of its anchor.
    fn remember(&mut self, anchor: usize, value: &Value) -> Result<(), SyntaxError> {
        let (depth, n_bytes) = measured(value);
        self.count(n_bytes, value.span)?;
        self.anchors.insert(anchor, Anchored { value: value.clone(), depth, n_bytes });
        Ok(())
    }

    /// The value of an alias.
    fn copy(&mut self, anchor: usize, span: Span) -> Result<Value, SyntaxError> {
        let Some(Anchored { depth, n_bytes, .. }) = self.anchors.get(&anchor) else {
            return Err(SyntaxError::new(span, "an alias is inside of the value that it stands for")
                .help("write the value itself"));
        };
        if self.depth() + depth > MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.count(*n_bytes, span)?;
        let anchored = self.anchors.get(&anchor).map(|anchored| anchored.value.clone());
        Ok(anchored.unwrap_or(Value { node: Node::Null, span }))
    }

    fn count(&mut self, n_bytes: usize, span: Span) -> Result<(), SyntaxError> {
        self.n_copied = self.n_copied.saturating_add(n_bytes);
        if self.n_copied > MAX_COPIED {
            let message = format!("its aliases stand for more than {} MB", MAX_COPIED >> 20);
            return Err(SyntaxError::new(span, message).help("write fewer aliases of aliases"));
        }
        Ok(())
    }
}

fn too_deep(span: Span) -> SyntaxError {
    let message = format!("its lists and objects are nested more than {MAX_DEPTH} levels deep");
    SyntaxError::new(Span { end: span.end.min(span.start + 1), ..span }, message)
        .help("a policy document needs seven levels: look for brackets that are not closed")
}

/// The depth of a value, and about the bytes that it takes.
fn measured(value: &Value) -> (usize, usize) {
    let names = value.members().iter().map(|member| member.name.value.len()).sum::<usize>();
    let own = VALUE_BYTES + names + value.as_str().map_or(0, str::len);
    let inside = value.elements().iter().chain(value.members().iter().map(|member| &member.value));
    let (depth, n_bytes) = inside.map(measured).fold((0, own), |sum, it| (sum.0.max(it.0), sum.1 + it.1));
    (depth + usize::from(matches!(value.node, Node::Array(_) | Node::Object(_))), n_bytes)
}

/// The function of a tag: `!Sub` is `Fn::Sub`, and two have no prefix.
fn function(tag: Option<Cow<'_, Tag>>, span: Span) -> Option<Text> {
    let tag = tag.filter(|tag| tag.handle == "!" && !tag.suffix.is_empty())?;
    let value = match tag.suffix.as_str() {
        name @ ("Ref" | "Condition") => name.to_owned(),
        name => format!("Fn::{name}"),
    };
    Some(Text { value, span })
}

/// The value, as the argument of a function if there is one.
fn called(value: Value, start: usize, function: Option<Text>) -> Value {
    match function {
        None => value,
        Some(name) => {
            let span = Span { start, end: value.span.end };
            Value { node: Node::Object(vec![Member { name, value }]), span }
        }
    }
}

/// The name of a member: its text, also of a number or a boolean.
fn name(value: &Value, places: &CharPlaces<'_>) -> Result<Text, SyntaxError> {
    match &value.node {
        Node::String(text) => Ok(text.clone()),
        Node::Array(_) | Node::Object(_) => {
            let error = SyntaxError::new(value.span, "a name in an object has to be a string");
            Err(if places.at(value.span).starts_with('{') {
                error.help("write a text in braces in quotes: `\"{{ name }}\"`")
            } else {
                error.help("write a string, then a colon")
            })
        }
        _ => Ok(Text { value: places.at(value.span).to_owned(), span: value.span }),
    }
}
