//! The reading of a document from JSON. Mistakes in its form become findings, and a misspelt element is
//! read as the intended one, so that a mistake does not cause further findings.

mod condition;
mod elements;
mod text;

use super::value::{Member, Node, Value};
use super::{Document, List, Principals, Statement, Syntax, SyntaxError, Text, json, size, yaml};
use crate::finding::{Code, Finding};
use elements::{ElementLevel, WrittenElement};

/// The version in which policies are written.
const CURRENT: &str = "2012-10-17";

/// The codes of the findings that reading a document may report.
pub(crate) const CODES: &[Code] = &[
    Code::JsonSyntaxError,
    Code::YamlSyntaxError,
    Code::LeadingWhiteSpace,
    Code::MissingFnSub,
    Code::UnsupportedCharacter,
    Code::DuplicateKey,
    Code::DataTypeMismatch,
    Code::InvalidPolicyElement,
    Code::MissingStatement,
    Code::MissingEffect,
    Code::MissingAction,
    Code::UnsupportedElementCombination,
    Code::EmptyArrayAction,
    Code::EmptyArrayResource,
];

/// Reads a text that consists of a policy document alone.
pub(super) fn parse(text: &str, syntax: Syntax) -> Document {
    match syntax {
        Syntax::Json => parse_json(text),
        Syntax::Yaml => parse_yaml(text),
    }
}

fn parse_json(text: &str) -> Document {
    let size = crate::json::size(text.trim_start_matches(json::BYTE_ORDER_MARK));
    let mut reader = DocumentReader::default();
    reader.problems.extend(text::leading(text).into_iter().chain(text::unsupported(text)));
    let document = match json::parse(text) {
        Ok(value) => reader.document(&value),
        Err(error) => {
            // A character that is not allowed in JSON is reported once.
            reader.problems.retain(|other| other.span != error.span);
            reader.refuse(Code::JsonSyntaxError, "JSON", error);
            Document::default()
        }
    };
    Document { size, problems: reader.problems, ..document }
}

fn parse_yaml(text: &str) -> Document {
    let documents = yaml::parse(text).and_then(|documents| match documents.as_slice() {
        [_, second, ..] => Err(SyntaxError::new(second.opening(), "a second document begins here")
            .help("keep one document, or check the file as a whole")),
        _ => Ok(documents),
    });
    match documents {
        Ok(documents) => documents.first().map(read).unwrap_or_default(),
        Err(error) => {
            let mut reader = DocumentReader::default();
            reader.refuse(Code::YamlSyntaxError, "YAML", error);
            Document { size: crate::json::size(text), problems: reader.problems, ..Document::default() }
        }
    }
}

/// Reads a document that is part of a larger one.
pub(super) fn read(value: &Value) -> Document {
    let mut reader = DocumentReader::default();
    reader.problems.extend(text::unsupported_in(value));
    let document = reader.document(value);
    Document { size: size::exact(value), problems: reader.problems, ..document }
}

/// The state of reading.
#[derive(Debug, Default)]
struct DocumentReader {
    problems: Vec<Finding>,
    /// The statement that is being read.
    statement: Option<usize>,
}

impl DocumentReader {
    /// Reports that the text cannot be read.
    fn refuse(&mut self, code: Code, syntax: &str, error: SyntaxError) {
        let message = format!("the document is not {syntax}: {}", error.message);
        self.note(Finding::new(code, error.span, message).help(error.help));
    }

    fn note(&mut self, finding: Finding) {
        self.problems.push(match self.statement {
            Some(idx) => finding.statement(idx),
            None => finding,
        });
    }

    fn document(&mut self, value: &Value) -> Document {
        elements::duplicates(value, &mut self.problems);
        if !matches!(value.node, Node::Object(_)) {
            self.mismatch("a policy document", "an object", value);
            return Document::default();
        }
        let mut document = Document { span: value.span, opening: value.opening(), ..Document::default() };
        let mut has_statement = false;
        for WrittenElement { name, member } in self.elements(value, ElementLevel::Document) {
            match name {
                "Version" => {
                    let version = self.text(&member.name, &member.value);
                    // A version that is not a string is reported above, and not as missing.
                    document.version =
                        version.or_else(|| Some(Text { value: CURRENT.to_owned(), span: member.value.span }));
                }
                "Id" => document.id = self.text(&member.name, &member.value),
                "Statement" => {
                    has_statement = true;
                    document.statements = self.statements(&member.name, &member.value);
                }
                _ => {}
            }
        }
        if !has_statement {
            self.note(
                Finding::new(Code::MissingStatement, value.opening(), "the document has no `Statement`")
                    .help("write `\"Statement\": [ … ]`, with at least one statement"),
            );
        }
        document
    }

    fn statements(&mut self, name: &Text, value: &Value) -> Vec<Statement> {
        let statements = match &value.node {
            Node::Array(statements) => statements.as_slice(),
            _ => core::slice::from_ref(value),
        };
        if statements.is_empty() {
            self.note(
                Finding::new(Code::MissingStatement, value.span, format!("`{name}` is empty"))
                    .help("write at least one statement"),
            );
        }
        let mut read = Vec::with_capacity(statements.len());
        for (idx, value) in statements.iter().enumerate() {
            self.statement = Some(idx);
            if matches!(value.node, Node::Object(_)) {
                read.push(self.statement(idx, value));
            } else {
                self.mismatch("a statement", "an object", value);
                read.push(Statement {
                    idx,
                    span: value.span,
                    opening: value.opening(),
                    ..Statement::default()
                });
            }
        }
        self.statement = None;
        read
    }

    fn statement(&mut self, idx: usize, value: &Value) -> Statement {
        let mut statement =
            Statement { idx, span: value.span, opening: value.opening(), ..Statement::default() };
        let mut seen: Vec<WrittenElement<'_>> = Vec::new();
        for element in self.elements(value, ElementLevel::Statement) {
            let WrittenElement { name, member } = element;
            let taken = seen.iter().find(|seen| elements::excludes(seen.name, name)).copied();
            seen.push(element);
            if let Some(taken) = taken {
                self.combination(taken, element);
                continue;
            }
            let (key, value) = (&member.name, &member.value);
            match name {
                "Sid" => statement.sid = self.text(key, value),
                "Effect" => statement.effect = self.text(key, value),
                "Action" | "NotAction" => statement.actions = Some(self.list(name, key, value)),
                "Resource" | "NotResource" => statement.resources = Some(self.list(name, key, value)),
                "Condition" => statement.condition = Some(self.condition(key, value)),
                "Principal" | "NotPrincipal" => {
                    statement.principals = Some(self.principals(name, key, value));
                }
                _ => {}
            }
        }
        self.missing(value, &seen);
        statement
    }

    /// Reports missing elements that statements of all policies have.
    fn missing(&mut self, value: &Value, seen: &[WrittenElement<'_>]) {
        let has = |names: &[&str]| seen.iter().any(|element| names.contains(&element.name));
        let wanted = [
            (
                Code::MissingEffect,
                has(&["Effect"]),
                "Effect",
                "write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`",
            ),
            (
                Code::MissingAction,
                has(&["Action", "NotAction"]),
                "Action",
                "name the actions, such as `\"Action\": \"service:Name\"`",
            ),
        ];
        for (code, is_there, name, help) in wanted {
            if !is_there {
                let message = format!("the statement has no `{name}`");
                self.note(Finding::new(code, value.opening(), message).help(help));
            }
        }
    }

    fn combination(&mut self, first: WrittenElement<'_>, second: WrittenElement<'_>) {
        let message = format!("the statement has `{}` and `{}`", first.name, second.name);
        self.note(
            Finding::new(Code::UnsupportedElementCombination, second.member.name.span, message)
                .label(first.member.name.span, "the first of the two")
                .help("keep one of them, or write two statements"),
        );
    }

    fn principals(&mut self, element: &str, name: &Text, value: &Value) -> Principals {
        let whole = value.text().cloned();
        if whole.is_none() && !matches!(value.node, Node::Object(_)) {
            self.mismatch(&format!("`{name}`"), "an object or `\"*\"`", value);
        }
        let list = |reader: &mut Self, member: &Member| List {
            key: member.name.clone(),
            negated: false,
            scalar: !matches!(member.value.node, Node::Array(_)),
            span: member.value.span,
            entries: reader.entries(&member.name, &member.value),
        };
        let lists = value.members().iter().map(|member| list(self, member)).collect();
        let negated = element.starts_with("Not");
        Principals { key: name.clone(), negated, span: value.span, whole, lists }
    }

    /// The string of a value that has to be a string.
    fn text(&mut self, name: &Text, value: &Value) -> Option<Text> {
        let text = value.text().cloned();
        if text.is_none() {
            self.mismatch(&format!("`{name}`"), "a string", value);
        }
        text
    }

    fn list(&mut self, element: &str, name: &Text, value: &Value) -> List {
        let scalar = !matches!(value.node, Node::Array(_));
        let values = if scalar { core::slice::from_ref(value) } else { value.elements() };
        if values.is_empty() {
            let is_action = element.ends_with("Action");
            let code = if is_action { Code::EmptyArrayAction } else { Code::EmptyArrayResource };
            let what = if is_action { "actions" } else { "resources" };
            self.note(
                Finding::new(code, value.span, format!("`{name}` is empty, and IAM refuses the policy"))
                    .help(format!(
                        "write the {what}, or remove the statement: \"Policy statement must contain {what}.\""
                    )),
            );
        }
        let entries = self.entries(name, value);
        List { key: name.clone(), negated: element.starts_with("Not"), scalar, span: value.span, entries }
    }

    /// The strings of a value that has to be a string or an array of strings.
    fn entries(&mut self, name: &Text, value: &Value) -> Vec<Text> {
        let scalar = !matches!(value.node, Node::Array(_));
        let values = if scalar { core::slice::from_ref(value) } else { value.elements() };
        let mut entries = Vec::with_capacity(values.len());
        for entry in values {
            match entry.text() {
                Some(text) => entries.push(text.clone()),
                None if scalar => {
                    self.mismatch(&format!("`{name}`"), "a string or an array of strings", entry);
                }
                None => self.mismatch(&format!("an entry of `{name}`"), "a string", entry),
            }
        }
        entries
    }

    fn mismatch(&mut self, what: &str, wanted: &str, value: &Value) {
        let message = format!("{what} has to be {wanted}, not {}", value.type_name());
        let help = match &value.node {
            Node::Number(it) if wanted.contains("string") => format!("write it in quotes: `\"{it}\"`"),
            Node::Bool(_) if wanted.contains("string") => "write it in quotes".to_owned(),
            Node::String(it) if wanted == "an object" && it.value.trim_start().starts_with('{') => {
                "write the object itself, without quotes and escapes".to_owned()
            }
            _ => format!("write {wanted} here, or remove it"),
        };
        self.note(Finding::new(Code::DataTypeMismatch, value.span, message).help(help));
    }
}

/// The most labels of a finding.
const MAX_LABELS: usize = 8;
