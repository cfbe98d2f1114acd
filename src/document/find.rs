//! Policy documents in larger texts: what the AWS CLI prints, plans of Terraform, templates of AWS
//! CloudFormation. What counts is the structure: whatever has statements is a document, named after
//! what surrounds it.

use super::embedded::Decoded;
use super::json::{self, Member, Node, Value};
use super::template::{is_template, resolve};
use super::{Document, Span};
use crate::findings::nearest;

/// The versions of the language of policies.
const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// The elements of a statement, one of which tells it from those of other languages.
const ELEMENTS: [&str; 7] =
    ["Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal"];

/// What a text holds.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// The policies of users, groups and roles, in the order in which they stand.
    pub policies: Vec<Embedded>,
    /// What has statements and is no such policy.
    pub skipped: Vec<Skipped>,
}

/// A policy document and what it belongs to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Embedded {
    /// The document, with the places in the whole text.
    pub document: Document,
    /// The names around it, the outermost first: an account, a role, a policy, an address in a plan.
    /// None if the text is the document.
    pub names: Vec<String>,
    /// Whether its texts hold placeholders by design, as a template's do.
    pub is_template: bool,
}

impl Embedded {
    /// The names as one.
    #[must_use]
    pub fn name(&self) -> String {
        self.names.join("/")
    }
}

/// A document that says who may use something, or one that is not in use.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skipped {
    /// The names around it.
    pub names: Vec<String>,
    /// Where it is.
    pub span: Span,
    /// Why it is no policy of a user, group or role, or not looked at.
    pub why: &'static str,
}

/// The policy documents in a text.
///
/// A text that is a document, or that is no JSON, is returned as one, with what is wrong with it.
#[must_use]
pub fn find(text: &str) -> Found {
    let Ok(value) = json::parse(text) else {
        return Found::of(Document::parse(text));
    };
    if is_document(&value) {
        return Found::of(Document::parse(text));
    }
    let mut search =
        Search { text, names: Vec::new(), is_template: is_template(&value), found: Found::default() };
    search.value(&value);
    // Nothing but a document is almost one.
    if search.found.is_empty() && value.members().iter().any(|member| is_almost_element(member.name.as_str()))
    {
        return Found::of(Document::parse(text));
    }
    search.found
}

impl Found {
    fn of(document: Document) -> Self {
        let whole = Embedded { document, names: Vec::new(), is_template: false };
        Self { policies: vec![whole], skipped: Vec::new() }
    }

    /// Whether there was nothing that has statements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.skipped.is_empty()
    }
}

struct Search<'t> {
    text: &'t str,
    names: Vec<String>,
    is_template: bool,
    found: Found,
}

impl Search<'_> {
    fn value(&mut self, value: &Value) {
        match &value.node {
            Node::Array(elements) => self.array(elements),
            Node::Object(members) => self.object(value, members),
            _ => {}
        }
    }

    /// An array; of the versions of a policy only the one that is in use counts.
    fn array(&mut self, elements: &[Value]) {
        let is_default = |value: &Value| {
            matches!(value.get("IsDefaultVersion"), Some(Value { node: Node::Bool(true), .. }))
        };
        let has_default = elements.iter().any(is_default);
        for element in elements.iter().filter(|element| !has_default || is_default(element)) {
            self.member("", element);
        }
    }

    fn object(&mut self, value: &Value, members: &[Member]) {
        let n_names = self.names.len();
        self.names.extend(names(value));
        let is_plan = is_plan(value);
        // What a plan reads is in what it makes too.
        let is_data = value.get("mode").and_then(Value::as_str) == Some("data");
        for member in members.iter().filter(|_| !is_data) {
            let key = member.name.as_str();
            if is_plan
                && key != "planned_values"
                && !(key == "values" && value.get("planned_values").is_none())
            {
                continue;
            }
            let is_resource = key == "Resources" && self.is_template && n_names == 0;
            if is_resource {
                for resource in member.value.members() {
                    self.names.push(resource.name.value.clone());
                    self.value(&resource.value);
                    self.names.pop();
                }
            } else {
                self.member(key, &member.value);
            }
        }
        self.names.truncate(n_names);
    }

    fn member(&mut self, key: &str, value: &Value) {
        let is_trust = key.replace('_', "").to_ascii_lowercase().starts_with("assumerolepolicy");
        let document = match &value.node {
            Node::Object(_) if is_document(value) => Some(self.own(value)),
            Node::String(text) if may_be_document(text) => self.embedded(value),
            _ => return self.value(value),
        };
        let Some((document, says_who)) = document else { return };
        let skip = |why| Skipped { names: self.names.clone(), span: value.span, why };
        if is_trust {
            let skipped = skip("it says who may assume a role");
            self.found.skipped.push(skipped);
        } else if says_who {
            let skipped = skip("it belongs to a resource: it says who may use it");
            self.found.skipped.push(skipped);
        } else {
            let names = self.names.clone();
            self.found.policies.push(Embedded { document, names, is_template: self.is_template });
        }
    }

    /// A document that is an object of the text, and whether it says whom it is about.
    fn own(&self, value: &Value) -> (Document, bool) {
        let resolved = self.is_template.then(|| resolve(value)).flatten();
        let value = resolved.as_ref().unwrap_or(value);
        (Document::read(value), says_who(value))
    }

    /// A document that is written in a text of the text.
    fn embedded(&self, value: &Value) -> Option<(Document, bool)> {
        let start = value.span.start + 1;
        let written = self.text.get(start..value.span.end.saturating_sub(1))?;
        let decoded = Decoded::json(written, start);
        let decoded = if is_percent_encoded(&decoded.text) { decoded.percent()? } else { decoded };
        match json::parse(&decoded.text) {
            Ok(parsed) => {
                let parsed = decoded.value(parsed);
                Some((Document::read(&parsed), says_who(&parsed)))
            }
            Err(_) => {
                let mut document = Document::parse(&decoded.text);
                document.move_to(|span| decoded.span(span));
                Some((document, false))
            }
        }
    }
}

/// Whether a text is a plan or a state of Terraform.
fn is_plan(value: &Value) -> bool {
    value.get("format_version").is_some() && value.get("terraform_version").is_some()
}

/// What an object calls itself, the outermost name first.
fn names(value: &Value) -> Vec<String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let account = text("Arn").and_then(|arn| arn.split(':').nth(4)).filter(|it| !it.is_empty());
    let kinds =
        [("UserName", "user"), ("GroupName", "group"), ("RoleName", "role"), ("PolicyName", "policy")];
    let kind = kinds.iter().find_map(|(key, kind)| text(key).map(|name| format!("{kind}/{name}")));
    // What `get-role-policy` prints names both.
    let inline =
        text("PolicyName").filter(|_| kind.as_ref().is_some_and(|kind| !kind.starts_with("policy/")));
    // A module has an address too, which those of its resources repeat.
    let address = text("address").filter(|_| value.get("type").is_some());
    // The name of an inline policy in a plan stands beside its document.
    let planned = text("name").filter(|_| text("policy").is_some_and(may_be_document) && address.is_none());
    let names = [account.map(str::to_owned), kind]
        .into_iter()
        .chain([inline, address, planned].map(|it| it.map(str::to_owned)));
    names.flatten().collect()
}

/// Whether an object is meant to be a policy document: it has the version of one, or statements such
/// as IAM has them. Other languages have statements too.
fn is_document(value: &Value) -> bool {
    let has_version = value.get("Version").and_then(Value::as_str).is_some_and(|it| VERSIONS.contains(&it));
    let statements = match value.get("Statement") {
        Some(Value { node: Node::Array(statements), .. }) => statements.as_slice(),
        Some(statement) => core::slice::from_ref(statement),
        None => &[],
    };
    let is_one = |statement: &Value| {
        let statement = called(statement);
        ELEMENTS.iter().any(|element| statement.get(element).is_some())
    };
    has_version || statements.iter().any(is_one)
}

/// A statement that stands in a function of a template, or the statement itself.
fn called(statement: &Value) -> &Value {
    match statement.members() {
        [member] if member.name.as_str() == "Fn::If" => member.value.elements().get(1).unwrap_or(statement),
        _ => statement,
    }
}

/// Whether a name is that of an element of a document, or almost.
fn is_almost_element(name: &str) -> bool {
    nearest(name, ["Statement", "Version"]).is_some()
}

/// Whether a text looks like a document, as it is or URL-encoded.
fn may_be_document(text: &str) -> bool {
    let text = text.trim_start();
    (text.starts_with('{') || is_percent_encoded(text)) && text.contains("Statement")
}

fn is_percent_encoded(text: &str) -> bool {
    let text = text.trim_start();
    text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("%7B"))
}

/// Whether each statement says whom it is about, as those of resources and of trust do.
fn says_who(value: &Value) -> bool {
    let Some(statements) = value.get("Statement") else { return false };
    let has_principal = |statement: &Value| {
        ["Principal", "NotPrincipal"].iter().any(|element| statement.get(element).is_some())
    };
    match &statements.node {
        Node::Array(statements) => !statements.is_empty() && statements.iter().all(has_principal),
        _ => has_principal(statements),
    }
}
