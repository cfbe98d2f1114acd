//! The search for the documents of a text: through its objects and arrays, and the texts inside of them.

use core::ops::Range;
use std::collections::BTreeMap;

use crate::document::embedded::{DecodedText, TextPlaces};
use crate::document::find::{Embedded, Found, Skipped};
use crate::document::kind::{is_document, is_name_of_document, is_percent_encoded, may_be_document};
use crate::document::place::{self, Links, Place};
use crate::document::template::{self, Scope, Variants, is_template};
use crate::document::value::{Member, Node, Value};
use crate::document::{
    AttachmentKind, Document, Identity, InlineTotal, Span, Syntax, Text, json, size, terraform,
};
use crate::finding::Code;
use crate::shared::nearest::nearest;

/// The kinds of owners of a policy: the member with the owner's name, and the kind as part of a name.
const OWNERS: [(&str, &str); 3] = [("UserName", "user/"), ("GroupName", "group/"), ("RoleName", "role/")];

/// The member of a role that holds the role once more.
const INSTANCE_PROFILES: &str = "InstanceProfileList";

/// The reason why a policy that AWS keeps is skipped.
const OF_AWS: &str = "it is a policy of AWS, which no account can change";

/// The reason why a policy, or a part of one, is skipped that a template does not contain.
const OF_FUNCTION: &str = "it, or a part of it, is filled in by a function of the template";

/// The reason why statements are skipped that a file takes from another one.
const OF_ANOTHER_FILE: &str = "some of its statements are in another file";

/// The reason why a policy is skipped that AWS SAM writes.
const OF_SAM: &str = "it is a policy template of AWS SAM, which writes the statements itself";

/// The property of a template that has to be a document.
const POLICY_DOCUMENT: &str = "PolicyDocument";

/// The policy documents in a value of a text.
pub(super) fn find_in(text: &str, syntax: Syntax, value: &Value) -> Found {
    let is_template = is_template(value);
    let expanded = if is_template { template::expanded(value) } else { None };
    let value = expanded.as_ref().unwrap_or(value);
    let scope = if is_template { Scope::new(value) } else { Scope::default() };
    let mut search = Search { is_template, scope, ..Search::new(text, syntax) };
    if is_document(value, "document") {
        search.whole(value);
        return search.found;
    }
    search.found.may_be_empty =
        search.is_template || terraform::is_plan(value) || value.get("RoleDetailList").is_some();
    search.value("document", value);
    search.complete();
    // An object that is almost a document is read as one, so that its mistake is found.
    let is_almost = |member: &Member| nearest(member.name.as_str(), ["Statement"]).is_some();
    if search.found.is_empty() && (value.get("Version").is_some() || value.members().iter().any(is_almost)) {
        search.whole(value);
    }
    search.found
}

/// The policy document that a value of a text is, or that is in its string.
#[cfg(feature = "compare")]
pub(super) fn of_value(text: &str, syntax: Syntax, value: &Value) -> Option<Embedded> {
    let mut search = Search::new(text, syntax);
    search.value(POLICY_DOCUMENT, value);
    search.found.policies.pop()
}

struct Search<'t> {
    text: &'t str,
    syntax: Syntax,
    names: Vec<String>,
    place: Place,
    is_template: bool,
    /// The parts of a template that its documents refer to.
    scope: Scope,
    /// True if the documents that a plan reads are searched too.
    reads_data: bool,
    links: Links,
    /// The place of each policy that was found.
    places: Vec<Place>,
    found: Found,
}

impl<'t> Search<'t> {
    /// A search in a text that is no template.
    fn new(text: &'t str, syntax: Syntax) -> Self {
        Self {
            text,
            syntax,
            names: Vec::new(),
            place: Place::default(),
            is_template: false,
            scope: Scope::default(),
            reads_data: false,
            links: Links::default(),
            places: Vec::new(),
            found: Found::default(),
        }
    }

    /// Adds the document that a text consists of.
    fn whole(&mut self, value: &Value) {
        match self.syntax {
            Syntax::Json if !self.is_template => {
                self.add(Document::parse_as(self.text, self.syntax), 0, None);
            }
            _ => self.own(value),
        }
    }

    /// Searches a value; the key is the name of its member, or of the member around its array.
    fn value(&mut self, key: &str, value: &Value) {
        if self.scope.is_serverless()
            && let Some(statements) = template::statements(key, value)
        {
            statements.document.iter().for_each(|document| self.own(document));
            if statements.is_partial {
                self.skip(statements.span, OF_ANOTHER_FILE);
            }
        }
        match &value.node {
            Node::Object(_) if self.is_template && key == POLICY_DOCUMENT && template::is_call(value) => {
                self.called(key, value);
            }
            Node::Object(_) if is_document(value, key) => self.own(value),
            Node::String(text) if may_be_document(text.as_str()) => self.embedded(key, text),
            Node::Array(elements) => self.array(key, elements),
            Node::Object(members) => self.object(key, value, members),
            _ => {}
        }
    }

    /// Searches the result of a function in the place of a document.
    fn called(&mut self, key: &str, value: &Value) {
        let n_found = self.found.policies.len() + self.found.skipped.len();
        if let Node::Object(members) = &value.node {
            self.object(key, value, members);
        }
        if self.found.policies.len() + self.found.skipped.len() == n_found {
            self.skip(value.span, OF_FUNCTION);
        }
    }

    /// Searches an array; of the versions of a policy only the default version counts.
    fn array(&mut self, key: &str, elements: &[Value]) {
        let is_default = |value: &Value| {
            matches!(value.get("IsDefaultVersion"), Some(Value { node: Node::Bool(true), .. }))
        };
        let has_default = elements.iter().any(is_default);
        let elements = elements.iter().filter(|element| !has_default || is_default(element));
        for element in elements {
            match element.members() {
                [policy] if self.is_template && key == "Policies" && is_of_sam(policy) => {
                    self.names.push(policy.name.value.clone());
                    self.skip(element.span, OF_SAM);
                    self.names.pop();
                }
                _ => self.value(key, element),
            }
        }
    }

    fn object(&mut self, key: &str, value: &Value, members: &[Member]) {
        if terraform::is_plan(value) {
            for (address, unknown) in terraform::unknown(value) {
                let names = vec![address.to_owned()];
                let why = "its content is not known before the plan is applied";
                self.found.skipped.push(Skipped { names, span: unknown.span, why });
            }
            let resources = terraform::resources(value);
            if let Some(resources) = resources {
                self.value("", resources);
            }
            if self.found.policies.is_empty() && self.found.skipped.is_empty() {
                self.reads_data = true;
                let prior = terraform::prior_resources(value);
                for resources in resources.into_iter().chain(prior) {
                    self.value("", resources);
                }
            }
            return;
        }
        // A document that a plan reads appears again in the resource that uses it.
        if value.get("mode").and_then(Value::as_str) == Some("data") && !self.reads_data {
            return;
        }
        let (n_names, outer) = (self.names.len(), self.place.clone());
        self.add_names(value);
        if let Some(place) = place::of_terraform(value, &mut self.links) {
            self.place = place;
        } else if !self.is_template {
            self.place.enter(key, value, &mut self.links);
        }
        for Member { name, value } in members {
            if name.as_str() == "Resources" && self.is_template && n_names == 0 {
                self.resources(value);
            } else if name.as_str() != INSTANCE_PROFILES {
                let outer = self.place.clone();
                self.place = outer.member(name.as_str());
                // A function stands for its argument.
                let is_function = self.is_template && name.value.starts_with("Fn::");
                if self.is_template && is_no_document(name.as_str(), value) {
                    self.own(value);
                }
                let is_name = self.scope.is_serverless() && key == "functions";
                self.names.extend(is_name.then(|| name.value.clone()));
                self.value(if is_function { key } else { name.as_str() }, value);
                self.names.truncate(self.names.len() - usize::from(is_name));
                self.place = outer;
            }
        }
        self.names.truncate(n_names);
        self.place = outer;
    }

    /// Searches the resources of a template.
    fn resources(&mut self, resources: &Value) {
        for Member { name, value } in resources.members() {
            self.names.push(name.value.clone());
            self.place = place::of_resource(name.as_str(), value, resources, &mut self.links);
            self.value("", value);
            self.names.pop();
        }
        self.place = Place::default();
    }

    /// Adds a document that is an object of the text.
    fn own(&mut self, value: &Value) {
        if self.is_template {
            let Variants { values, unvaried, is_partial } = template::variants(value, &self.scope);
            if is_partial {
                self.skip(value.span, OF_FUNCTION);
            }
            for (idx, variant) in values.iter().enumerate() {
                let (size, may_grow) = size::least(variant);
                let unvaried = unvaried.clone();
                let mut document = Document { size, may_grow, unvaried, ..Document::read(variant) };
                document.add_problems(template::unsubstituted(value, &self.scope));
                self.add(document, idx, None);
            }
        } else if self.place.is_of_aws() {
            self.skip(value.span, OF_AWS);
        } else {
            self.add_own(value);
        }
    }

    fn add_own(&mut self, value: &Value) {
        if self.syntax == Syntax::Yaml {
            self.add(Document::read(value), 0, None);
        } else if let Some(text) = self.text.get(Range::from(value.span)) {
            let places = TextPlaces::from(value.span.start);
            self.add(Document::parse_as(text, Syntax::Json), 0, Some(places));
        }
    }

    /// Adds a document that is in a string of the text.
    fn embedded(&mut self, key: &str, text: &Text) {
        let Some(written) = self.text.get(Range::from(text.span)) else { return };
        let whole = match self.syntax {
            Syntax::Json => DecodedText::json(written, text.span.start),
            Syntax::Yaml => {
                let quote = self.text.get(..text.span.start).and_then(|before| before.chars().next_back());
                DecodedText::yaml(text.as_str(), written, quote, text.span.start)
            }
        };
        let whole = if self.is_template { whole.substituted() } else { whole };
        let (decoded, parsed) = decoded(whole);
        // A string that another program calls a policy has to be one.
        let is_one = parsed.map_or_else(|| is_name_of_document(key), |parsed| is_document(&parsed, key));
        if is_one && self.place.is_of_aws() {
            self.skip(text.span, OF_AWS);
        } else if is_one {
            self.add_text(decoded);
        }
    }

    fn add_text(&mut self, decoded: DecodedText<'_>) {
        let mut document = Document::parse_as(&decoded.text, Syntax::Json);
        // CloudFormation may read the string before IAM does.
        document.problems.retain(|finding| !self.is_template || finding.code != Code::LeadingWhiteSpace);
        self.add(document, 0, Some(decoded.places));
    }

    fn add(&mut self, document: Document, variant: usize, places: Option<TextPlaces>) {
        let (names, is_template) = (self.names.clone(), self.is_template);
        let place = Place { kind: self.place.kind_of(&document), ..self.place.clone() };
        self.places.push(place);
        let policy = Embedded { names, is_template, variant, places, ..Embedded::new(document) };
        self.found.policies.push(policy);
    }

    /// Adds to each policy what its place and the rest of the text say of it.
    fn complete(&mut self) {
        for (policy, place) in self.found.policies.iter_mut().zip(&mut self.places) {
            self.links.complete(place);
            policy.kind = place.kind;
            policy.attachment = place.attachment;
            policy.is_conditional = place.is_conditional;
            policy.identities = core::mem::take(&mut place.identities);
        }
        self.total();
    }

    /// Adds up the inline policies of each identity.
    fn total(&mut self) {
        let mut totals = BTreeMap::<Identity, (usize, InlineTotal)>::new();
        for (idx, (policy, place)) in self.found.policies.iter().zip(&self.places).enumerate() {
            // Resources that a template may leave out may stand for each other.
            let is_inline = policy.attachment == Some(AttachmentKind::Inline) && !place.is_conditional;
            for identity in policy.identities.iter().filter(|_| is_inline) {
                let empty =
                    InlineTotal { identity: identity.clone(), n_policies: 0, size: 0, may_grow: false };
                let (last, total) = totals.entry(identity.clone()).or_insert((idx, empty));
                // Of the variants of a policy, the first counts.
                if policy.variant == 0 {
                    total.n_policies += 1;
                    total.size += policy.document.size;
                    total.may_grow |= policy.document.may_grow;
                    *last = idx;
                }
            }
        }
        for (idx, total) in totals.into_values() {
            if let Some(policy) = self.found.policies.get_mut(idx) {
                policy.inline_totals.push(total);
            }
        }
    }

    fn skip(&mut self, span: Span, why: &'static str) {
        self.found.skipped.push(Skipped { names: self.names.clone(), span, why });
    }

    /// Adds the names that an object states, the outermost first.
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
        // Objects of Kubernetes, and of programs that write like it.
        let named = value.get("metadata").and_then(|it| it.get("name")).and_then(Value::as_str);
        if let Some(name) = named {
            self.names.push(text("kind").map_or_else(|| name.to_owned(), |kind| format!("{kind}/{name}")));
        }
        let policy = ["PolicyName", "ManagedPolicyName"].iter().find_map(|key| value.get(key));
        if self.is_template {
            self.names.extend(policy.and_then(template::text));
        } else if let Some(policy) = policy.and_then(Value::as_str) {
            let is_inline = |name: &String| OWNERS.iter().any(|(_, kind)| name.starts_with(kind));
            let kind = if self.names.iter().any(is_inline) { "" } else { "policy/" };
            self.names.push(format!("{kind}{policy}"));
        }
        // A module has an address too, which the addresses of its resources repeat.
        let address = text("address").filter(|_| value.get("type").is_some());
        // An inline policy of a role in a plan has only its name and its document.
        let inline = text("name").filter(|_| value.members().len() == 2 && value.get("policy").is_some());
        self.names.extend(address.or(inline).map(str::to_owned));
    }
}

/// True for a string in the place of a document that is none, and that nothing fills in.
fn is_no_document(key: &str, value: &Value) -> bool {
    let is_document = |text: &str| may_be_document(text) || text.contains("${") || text.contains("{{");
    key == POLICY_DOCUMENT && value.as_str().is_some_and(|text| !is_document(text))
}

/// True for a policy template of AWS SAM: its name, and the values for its parameters.
fn is_of_sam(policy: &Member) -> bool {
    let name = policy.name.as_str();
    name.ends_with("Policy")
        && !name.contains("::")
        && matches!(policy.value.node, Node::Object(_) | Node::Null)
}

/// A text without the escapes of a URL, and its JSON value.
pub(super) fn decoded(text: DecodedText<'_>) -> (DecodedText<'_>, Option<Value>) {
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
