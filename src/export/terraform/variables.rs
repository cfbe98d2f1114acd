//! The variables of a module, with the rules of their values.

use hcl::expr::{BinaryOperator, Conditional, Expression};
use hcl::structure::Block;

use super::expression::{binary, block, call, each, identifier, is_list, literal, not, var, variable};
use super::names::CHOICE;
use crate::export::inputs::need;
use crate::export::part::PolicyPart;
use crate::export::pattern::{BOUNDARY_PATTERN, BOUNDARY_RULE, Pattern, prefix_pattern, prefix_rule};
use crate::export::setting::Setting;
use crate::values::{Parameter, ParameterRole};
use crate::{AttachTo, Need, Policy};

/// The variable before all names.
pub(super) const PREFIX: &str = "name_prefix";
/// The variable with the permissions boundary of the roles.
pub(super) const BOUNDARY: &str = "role_permissions_boundary";
/// The variables with the identities that get the policies of people.
pub(super) const IDENTITIES: [&str; 3] = ["groups", "users", "roles"];
/// The variable with the tags of everything.
pub(super) const TAGS: &str = "tags";

/// A variable: its name, its type, its description, and the value that it has if nobody gives one.
struct Written<'w> {
    name: &'w str,
    kind: Expression,
    description: String,
    default: Option<Expression>,
    is_nullable: bool,
    /// What has to hold, and the message where it does not.
    rule: Option<(Expression, String)>,
}

impl Written<'_> {
    fn block(self) -> Block {
        let written = block("variable")
            .add_label(identifier(self.name).as_str())
            .add_attribute(("type", self.kind))
            .add_attribute(("description", literal(&self.description)));
        let written = written.add_attributes(self.default.map(|default| ("default", default)));
        let written = written.add_attributes((!self.is_nullable).then_some(("nullable", false)));
        let rule = self.rule.map(|(test, message)| {
            let rule = block("validation").add_attribute(("condition", test));
            rule.add_attribute(("error_message", literal(&message))).build()
        });
        written.add_blocks(rule).build()
    }
}

/// The variable of an input. A value that only some of the policies need is asked for by them.
pub(super) fn input(parameter: &Parameter, policies: &[&'static Policy], is_choice: bool) -> Block {
    let description = format!("{} For example {}.", parameter.summary, example(parameter));
    let is_optional = is_choice || need(policies, parameter) != Some(Need::Required);
    let written = Written {
        name: parameter.name,
        kind: variable("string"),
        description,
        default: None,
        is_nullable: false,
        rule: None,
    };
    let rule = |value: Expression| rule(parameter, &value);
    let message = || format!("Expected {}.", Pattern::of(parameter).map_or("a value", |it| it.allowed));
    match parameter.role() {
        ParameterRole::Flag => Written {
            kind: variable("bool"),
            description: parameter.summary.to_owned(),
            default: Some(false.into()),
            ..written
        },
        ParameterRole::Region => Written {
            description: format!(
                "{} The region of the provider if it is not given, and \"*\" for all regions.",
                parameter.summary
            ),
            default: Some(Expression::Null),
            is_nullable: true,
            rule: rule(var(parameter.name)).map(|it| {
                let is_all = binary(var(parameter.name), BinaryOperator::Eq, literal("*"));
                (or_null(parameter.name, binary(is_all, BinaryOperator::Or, it)), message())
            }),
            ..written
        },
        _ if is_list(parameter) => Written {
            kind: call("list", [variable("string")]),
            default: Some(Expression::Array(parameter.default.map(literal).into_iter().collect())),
            rule: rule(variable("value"))
                .map(|it| (call("alltrue", [each(var(parameter.name), |_| it)]), message())),
            ..written
        },
        _ => match parameter.default {
            Some(default) => Written {
                default: Some(literal(default)),
                rule: rule(var(parameter.name)).map(|it| (it, message())),
                ..written
            },
            None if is_optional => Written {
                default: Some(Expression::Null),
                is_nullable: true,
                rule: rule(var(parameter.name)).map(|it| (or_null(parameter.name, it), message())),
                ..written
            },
            None => Written { rule: rule(var(parameter.name)).map(|it| (it, message())), ..written },
        },
    }
    .block()
}

fn example(parameter: &Parameter) -> String {
    if is_list(parameter) {
        format!("[\"{}\"]", parameter.example)
    } else {
        format!("\"{}\"", parameter.example)
    }
}

fn or_null(name: &str, rule: Expression) -> Expression {
    // Both sides of `||` are evaluated, and only one of a conditional expression counts.
    let is_null = binary(var(name), BinaryOperator::Eq, Expression::Null);
    Conditional::new(is_null, true, rule).into()
}

/// The rule of a parameter's values: Terraform's patterns have no way to exclude, so that each exclusion is a
/// pattern of its own.
fn rule(parameter: &Parameter, value: &Expression) -> Option<Expression> {
    let pattern = Pattern::of(parameter)?;
    let matches = |pattern: &str| call("can", [call("regex", [literal(pattern), value.clone()])]);
    let exceptions = pattern.exceptions().map(|it| not(matches(&it)));
    let parts = std::iter::once(matches(&pattern.whole())).chain(exceptions);
    parts.reduce(|one, other| binary(one, BinaryOperator::And, other))
}

/// The variable of a setting on which policies of AWS depend.
pub(super) fn setting(setting: Setting) -> Block {
    Written {
        name: &setting.name(),
        kind: variable("bool"),
        description: setting.description(),
        default: Some(false.into()),
        is_nullable: false,
        rule: None,
    }
    .block()
}

/// The variables that do not come from the catalog's parameters.
pub(super) fn own(named: &[&PolicyPart<'_>], is_choice: bool, longest_prefix: usize) -> Vec<Block> {
    let mut keys: Vec<&str> = named.iter().map(|it| it.deployed.key.as_str()).collect();
    keys.dedup();
    let list = Expression::Array(keys.iter().map(|key| literal(key)).collect());
    let written = |name, kind, description: &str, default| Written {
        name,
        kind,
        description: description.to_owned(),
        default,
        is_nullable: false,
        rule: None,
    };
    let choice = is_choice.then(|| Written {
        rule: Some((
            call("alltrue", [each(var(CHOICE), |key| call("contains", [list.clone(), key]))]),
            format!("Each must be one of {}.", keys.join(", ")),
        )),
        ..written(
            CHOICE,
            call("set", [variable("string")]),
            "The policies to create, by their names in this module.",
            None,
        )
    });
    let matches = |name: &str, pattern: &str| call("can", [call("regex", [literal(pattern), var(name)])]);
    let prefix = written(
        PREFIX,
        variable("string"),
        "Text before the names of the policies, roles and instance profiles. Names are unique in an account: give each cluster with roles of its own another prefix.",
        Some(literal("")),
    );
    let rule = (
        matches(PREFIX, &prefix_pattern(longest_prefix)),
        format!("Expected {}.", prefix_rule(longest_prefix)),
    );
    let prefix = Written { rule: Some(rule), ..prefix };
    let boundary = named.iter().any(|it| it.deployed.role.is_some()).then(|| Written {
        is_nullable: true,
        rule: Some((
            or_null(BOUNDARY, matches(BOUNDARY, BOUNDARY_PATTERN)),
            format!("Expected {BOUNDARY_RULE}."),
        )),
        ..written(
            BOUNDARY,
            variable("string"),
            "The ARN of the managed policy that limits the roles of this module.",
            Some(Expression::Null),
        )
    });
    let has_people = named.iter().any(|it| it.deployed.policy.attach_to == AttachTo::UserOrGroup);
    let identities = IDENTITIES.iter().filter(|_| has_people).map(|kind| {
        written(
            kind,
            call("set", [variable("string")]),
            &format!("The existing {kind} that get the policies of people, by their names."),
            Some(Expression::Array(Vec::new())),
        )
    });
    let tags = written(
        TAGS,
        call("map", [variable("string")]),
        "The tags of the policies, roles and instance profiles.",
        Some(Expression::Object(hcl::expr::Object::new())),
    );
    let all = choice.into_iter().chain([prefix]).chain(boundary).chain(identities).chain([tags]);
    all.map(Written::block).collect()
}
