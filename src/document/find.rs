//! Policy documents in larger texts: what the AWS CLI prints, plans of Terraform, templates of AWS
//! CloudFormation. What counts is the structure: whatever has statements is a document, named after
//! what surrounds it.

use core::ops::Range;

use super::embedded::{Decoded, Places};
use super::json::{self, Member, Node, Value};
use super::kind::{is_document, is_name_of_document, is_percent_encoded, may_be_document, why_skipped};
use super::template::{self, is_template};
use super::{Document, Span, terraform};
use crate::shared::nearest::nearest;

/// What a policy can belong to: the name of the member that names it, and of its kind.
const OWNERS: [(&str, &str); 3] = [("UserName", "user/"), ("GroupName", "group/"), ("RoleName", "role/")];

/// What a text holds.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// The policies of users, groups and roles, in the order in which they stand.
    pub policies: Vec<Embedded>,
    /// What has statements and is no such policy, or is not known yet.
    pub skipped: Vec<Skipped>,
    /// Whether the text is of a kind that may well hold no policy: a plan, a template, an account.
    pub may_be_empty: bool,
}

/// A policy document and what it belongs to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Embedded {
    /// The document. Its places are those in its own text, which may be a text in the whole text.
    pub document: Document,
    /// The names around it, the outermost first: an account, a role, a policy, an address in a plan.
    /// None if the text is the document.
    pub names: Vec<String>,
    /// Whether its texts hold placeholders by design, as a template's do.
    pub is_template: bool,
    /// Which of the documents this is that a template's conditions choose from; the first is 0.
    pub variant: usize,
    /// Where its own text is written in the whole one, unless it is a part of it as it is.
    places: Option<Places>,
}

impl Embedded {
    /// The names as one.
    #[must_use]
    pub fn name(&self) -> String {
        self.names.join("/")
    }

    /// The place in the whole text of a place in the document.
    pub(crate) fn in_whole(&self, span: Span) -> Span {
        self.places.as_ref().map_or(span, |places| places.span(span))
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
        return encoded(text).unwrap_or_else(|| Found::of(Document::parse(text)));
    };
    if is_document(&value, "document") {
        return Found::of(Document::parse(text));
    }
    let mut search =
        Search { text, names: Vec::new(), is_template: is_template(&value), found: Found::default() };
    search.found.may_be_empty =
        search.is_template || terraform::is_plan(&value) || value.get("RoleDetailList").is_some();
    search.value("document", &value);
    // Nothing but a document is almost one.
    let is_almost = |member: &Member| nearest(member.name.as_str(), ["Statement"]).is_some();
    if search.found.is_empty() && (value.get("Version").is_some() || value.members().iter().any(is_almost)) {
        return Found::of(Document::parse(text));
    }
    search.found
}

impl Found {
    fn of(document: Document) -> Self {
        let whole = Embedded { document, names: Vec::new(), is_template: false, variant: 0, places: None };
        Self { policies: vec![whole], ..Self::default() }
    }

    /// Whether there is nothing that has statements, in a text that cannot do without.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty() && self.skipped.is_empty() && !self.may_be_empty
    }
}

struct Search<'t> {
    text: &'t str,
    names: Vec<String>,
    is_template: bool,
    found: Found,
}

impl Search<'_> {
    /// A value, and the name of the member that it is, or is in.
    fn value(&mut self, key: &str, value: &Value) {
        match &value.node {
            Node::Object(_) if is_document(value, key) => self.own(key, value),
            Node::String(text) if may_be_document(text) => self.embedded(key, value),
            Node::Array(elements) => self.array(key, elements),
            Node::Object(members) => self.object(value, members),
            _ => {}
        }
    }

    /// An array; of the versions of a policy only the one that is in use counts.
    fn array(&mut self, key: &str, elements: &[Value]) {
        let is_default = |value: &Value| {
            matches!(value.get("IsDefaultVersion"), Some(Value { node: Node::Bool(true), .. }))
        };
        let has_default = elements.iter().any(is_default);
        let elements = elements.iter().filter(|element| !has_default || is_default(element));
        elements.for_each(|element| self.value(key, element));
    }

    fn object(&mut self, value: &Value, members: &[Member]) {
        if terraform::is_plan(value) {
            for (address, unknown) in terraform::unknown(value) {
                let names = vec![address.to_owned()];
                let why = "its text is not known before the plan is applied";
                self.found.skipped.push(Skipped { names, span: unknown.span, why });
            }
            if let Some(resources) = terraform::resources(value) {
                self.value("", resources);
            }
            return;
        }
        // What a plan reads is in what it makes too.
        if value.get("mode").and_then(Value::as_str) == Some("data") {
            return;
        }
        let n_names = self.names.len();
        self.add_names(value);
        for Member { name, value } in members {
            if name.as_str() == "Resources" && self.is_template && n_names == 0 {
                for resource in value.members() {
                    self.names.push(resource.name.value.clone());
                    self.value("", &resource.value);
                    self.names.pop();
                }
            } else {
                // A function stands for what it is given.
                self.value(name.as_str(), value);
            }
        }
        self.names.truncate(n_names);
    }

    /// A document that is an object of the text.
    fn own(&mut self, key: &str, value: &Value) {
        if let Some(why) = why_skipped(key, value) {
            self.skip(value.span, why);
        } else if self.is_template {
            for (idx, variant) in template::variants(value).iter().enumerate() {
                self.add(Document::read(variant), idx, None);
            }
        } else if let Some(text) = self.text.get(Range::from(value.span)) {
            self.add(Document::parse(text), 0, Some(Places::from(value.span.start)));
        }
    }

    /// A document that is written in a text of the text.
    fn embedded(&mut self, key: &str, value: &Value) {
        let start = value.span.start + 1;
        let Some(written) = self.text.get(start..value.span.end.saturating_sub(1)) else { return };
        let (decoded, parsed) = decoded(Decoded::json(written, start));
        match parsed {
            Some(parsed) => match why_skipped(key, &parsed) {
                Some(why) => self.skip(value.span, why),
                None if is_document(&parsed, key) => self.add_text(decoded),
                None => {}
            },
            // What another program calls a policy is to be one.
            None if is_name_of_document(key) => self.add_text(decoded),
            None => {}
        }
    }

    fn add_text(&mut self, decoded: Decoded<'_>) {
        self.add(Document::parse(&decoded.text), 0, Some(decoded.places));
    }

    fn add(&mut self, document: Document, variant: usize, places: Option<Places>) {
        let (names, is_template) = (self.names.clone(), self.is_template);
        self.found.policies.push(Embedded { document, names, is_template, variant, places });
    }

    fn skip(&mut self, span: Span, why: &'static str) {
        self.found.skipped.push(Skipped { names: self.names.clone(), span, why });
    }

    /// Adds what an object calls itself, the outermost name first.
    fn add_names(&mut self, value: &Value) {
        let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let account = text("Arn").and_then(|arn| arn.split(':').nth(4)).filter(|it| !it.is_empty());
        let owner = OWNERS.iter().find_map(|(key, kind)| Some(format!("{kind}{}", text(key)?)));
        for name in account.map(str::to_owned).into_iter().chain(owner) {
            // An instance profile holds its role once more.
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        let policy = ["PolicyName", "ManagedPolicyName"].iter().find_map(|key| value.get(key));
        if self.is_template {
            self.names.extend(policy.and_then(template::text));
        } else if let Some(policy) = policy.and_then(Value::as_str) {
            let is_inline = |name: &String| OWNERS.iter().any(|(_, kind)| name.starts_with(kind));
            let kind = if self.names.iter().any(is_inline) { "" } else { "policy/" };
            self.names.push(format!("{kind}{policy}"));
        }
        // A module has an address too, which those of its resources repeat.
        let address = text("address").filter(|_| value.get("type").is_some());
        // An inline policy of a role in a plan is its name and its document.
        let inline = text("name").filter(|_| value.members().len() == 2 && value.get("policy").is_some());
        self.names.extend(address.or(inline).map(str::to_owned));
    }
}

/// A whole text that is URL-encoded.
fn encoded(text: &str) -> Option<Found> {
    let whole = Decoded { text: text.into(), places: Places::default() };
    let (decoded, _) = is_percent_encoded(text).then(|| decoded(whole))?;
    let mut found = Found::of(Document::parse(&decoded.text));
    found.policies.iter_mut().for_each(|policy| policy.places = Some(decoded.places.clone()));
    Some(found)
}

/// A text without the escapes of a URL, and what it is as JSON.
fn decoded(text: Decoded<'_>) -> (Decoded<'_>, Option<Value>) {
    let mut readings = Vec::new();
    if is_percent_encoded(&text.text) {
        // Some programs write a space as `+`.
        readings.extend(['+', ' '].into_iter().filter_map(|plus| text.percent(plus)));
    }
    if readings.is_empty() {
        readings.push(text);
    }
    let parsed = readings.iter().enumerate().find_map(|(idx, it)| Some((idx, json::parse(&it.text).ok()?)));
    let (idx, parsed) = parsed.unzip();
    (readings.swap_remove(idx.unwrap_or_default()), parsed)
}
