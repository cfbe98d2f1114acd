//! The props of a construct: their types, and the checks of their values.

use super::code::{Code, documentation};
use crate::export::Deployment;
use crate::export::inputs::{is_list, need};
use crate::export::names::camel;
use crate::export::part::PolicyPart;
use crate::export::pattern::{BOUNDARY_PATTERN, BOUNDARY_RULE, Pattern, prefix_pattern, prefix_rule};
use crate::export::setting::Setting;
use crate::values::{Parameter, ParameterRole};
use crate::{AttachTo, Need};

/// The text before all names.
pub(super) const PREFIX: &str = "namePrefix";
/// The permissions boundary of the role.
pub(super) const BOUNDARY: &str = "rolePermissionsBoundary";
/// The kinds of identities that get a policy.
pub(super) const IDENTITIES: [&str; 3] = ["groups", "users", "roles"];

/// The members of a construct's props.
pub(super) struct Props(Vec<Prop>);

/// A member of the props: its documentation, its name, its type, whether it has to be given, and its check.
struct Prop {
    documentation: String,
    name: String,
    kind: &'static str,
    is_required: bool,
    check: Option<Code>,
}

impl Props {
    /// The props of a policy: the inputs on which it depends, and what is not a value of the catalog.
    pub(super) fn new(first: &PolicyPart<'_>, inputs: &[&'static Parameter]) -> Self {
        let own = Deployment { policies: vec![first.deployed.clone()] };
        let optional = |name: &str, kind, documentation: String, rule: Option<(String, String)>| Prop {
            documentation,
            name: name.to_owned(),
            kind,
            is_required: false,
            check: rule.map(|(form, allowed)| check(name, &form, &allowed)),
        };
        let mut props: Vec<_> = inputs.iter().map(|it| input(it, first)).collect();
        let facts = Setting::all(&own).into_iter().filter(|it| matches!(it, Setting::Fact(_)));
        props.extend(facts.map(|it| optional(&camel(&it.name()), "boolean", it.description(), None)));
        let prefix = "Text before the names of what is created. Names are unique in an account.";
        let most = own.longest_prefix();
        let rule = (prefix_pattern(most), prefix_rule(most));
        props.push(optional(PREFIX, "string", prefix.to_owned(), Some(rule)));
        if first.deployed.role.is_some() {
            let boundary = "The ARN of the managed policy that limits the role.";
            let rule = (BOUNDARY_PATTERN.to_owned(), BOUNDARY_RULE.to_owned());
            props.push(optional(BOUNDARY, "string", boundary.to_owned(), Some(rule)));
        }
        if first.deployed.policy.attach_to == AttachTo::UserOrGroup {
            props.extend(IDENTITIES.map(|kind| {
                let documentation = format!("The names of the existing {kind} that get the policy.");
                optional(kind, "string[]", documentation, None)
            }));
        }
        Self(props)
    }

    /// True if nothing has to be given.
    pub(super) fn are_optional(&self) -> bool {
        self.0.iter().all(|it| !it.is_required)
    }

    /// The interface.
    pub(super) fn interface(&self, name: &str) -> String {
        let members = self.0.iter().map(|it| {
            let mark = if it.is_required { "" } else { "?" };
            let member = format!("  readonly {}{mark}: {};\n", it.name, it.kind);
            documentation(&it.documentation, 2) + &member
        });
        format!("export interface {name} {{\n{}}}\n", members.collect::<String>())
    }

    /// The statements that check values.
    pub(super) fn checks(&self) -> impl Iterator<Item = &Code> {
        self.0.iter().filter_map(|it| it.check.as_ref())
    }
}

fn input(parameter: &Parameter, first: &PolicyPart<'_>) -> Prop {
    let name = camel(parameter.name);
    let default = parameter.default.map_or(String::new(), |it| format!(" The default is `{it}`."));
    if parameter.role() == ParameterRole::Flag {
        let documentation = parameter.summary.to_owned();
        return Prop { documentation, name, kind: "boolean", is_required: false, check: None };
    }
    let check = Pattern::of(parameter)
        .map(|pattern| check(&name, &format!("^{}$", pattern.in_one()), pattern.allowed));
    Prop {
        documentation: format!("{} For example `{}`.{default}", parameter.summary, parameter.example),
        name,
        kind: if is_list(parameter) { "readonly string[]" } else { "string" },
        is_required: need(&[first.deployed.policy], parameter) == Some(Need::Required),
        check,
    }
}

/// The statement that checks the form of a value.
fn check(name: &str, form: &str, allowed: &str) -> Code {
    let value = Code::word(format!("props.{name}"));
    Code::call("check", [Code::text(name), value, Code::text(form), Code::text(allowed)])
}
