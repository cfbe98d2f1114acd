//! Policies: their heads, and their statements with each other.

use super::forms::taken_by;
use super::order::Listed;
use super::spelling::Placeholders;
use super::{Checker, value, values};
use crate::compiler::model::{self, Form, Presence};
use crate::compiler::read;
use crate::compiler::schema::fields::Entries;
use crate::compiler::schema::rules::ATTACH_TO;
use crate::compiler::shared::grammar;
use crate::compiler::source::Span;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, one_of};

impl Checker<'_> {
    pub(super) fn policies(
        &mut self,
        version: &read::Version,
        placeholders: &Placeholders<'_>,
    ) -> Vec<model::Policy> {
        self.unique_anchors(version);
        version.policies.iter().map(|policy| self.policy(version, policy, placeholders)).collect()
    }

    fn policy(
        &mut self,
        version: &read::Version,
        policy: &read::Policy,
        placeholders: &Placeholders<'_>,
    ) -> model::Policy {
        let variant = &policy.variant;
        self.unique_statements(policy);
        self.service_files(policy);
        let listed = self.order(version, policy);
        // A statement that is only referenced is checked where it stands, once.
        let own: Vec<_> =
            policy.statements.iter().map(|written| (written, self.statement(written))).collect();
        let mut statements = Vec::new();
        for listed in &listed {
            let own = own.iter().find(|(written, _)| std::ptr::eq(*written, listed.written));
            let statement = match own {
                Some((_, statement)) => statement.clone(),
                None => self.silently(|checker| checker.statement(listed.written)),
            };
            statements.extend(statement.map(|statement| (statement, listed)));
        }
        let id = format!("{}/{}", version.id.value, variant.value);
        if listed.iter().any(|listed| lacks_element(listed.written)) {
            self.gaps.push(id.clone());
        }
        let is_sound = |listed: &Listed<'_>| listed.written.broken.is_empty();
        if statements.len() != policy.order.iter().flatten().count()
            || policy.statements.iter().any(|own| !listed.iter().any(|it| std::ptr::eq(it.written, own)))
            || !listed.iter().all(is_sound)
        {
            self.incomplete.push(id.clone());
        }
        self.unique_sids(&statements);
        self.statements_anchor(policy, &listed, &statements);
        let source = format!("catalog/{}/{}/policy.toml", version.id.value, variant.value);
        let acknowledged = self.of_policy(policy, &listed, &source);
        let overrides = self.placeholders(&policy.placeholders);
        let parameters = self.uses(&statements, placeholders, &overrides);
        if let Some(name) = policy.name.as_ref().filter(|name| name.value.len() > 128) {
            self.note(
                Diagnostic::new(
                    Code::MalformedValue,
                    name.span,
                    "the policy's name is longer than IAM's 128 characters",
                )
                .help("shorten it"),
            );
        }
        model::Policy {
            id,
            variant: variant.value.clone(),
            name: value(policy.name.as_ref()),
            title: value(policy.title.as_ref()),
            anchor: value(policy.anchor.as_ref()),
            summary: value(policy.summary.as_ref()),
            attach_to: self.attach_to(policy),
            managed_policies: self.managed_policies(policy),
            schedulers: values(&policy.schedulers),
            commands: values(&policy.commands),
            notes: policy.notes.iter().map(|note| note.value.trim().to_owned()).collect(),
            acknowledged,
            source,
            parameters,
            statements: statements.into_iter().map(|(statement, _)| statement).collect(),
        }
    }

    fn unique_statements(&mut self, policy: &read::Policy) {
        for (idx, statement) in policy.statements.iter().enumerate() {
            let first =
                policy.statements[..idx].iter().find(|first| first.name.value == statement.name.value);
            if let Some(first) = first {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateStatement,
                        statement.name.span,
                        format!("two statements of this policy are named `{}`", statement.name.value),
                    )
                    .other(first.name.span, "the other one")
                    .help("rename one of them"),
                );
            }
        }
    }

    fn unique_anchors(&mut self, version: &read::Version) {
        let anchors: Vec<_> = version.policies.iter().filter_map(|policy| policy.anchor.as_ref()).collect();
        for (idx, anchor) in anchors.iter().enumerate() {
            if let Some(first) = anchors[..idx].iter().find(|first| first.value == anchor.value) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateAnchor,
                        anchor.span,
                        format!("two policies have the anchor `{}`", anchor.value),
                    )
                    .other(first.span, "the other one")
                    .help("an anchor is the `<a name=…>` of the policy's own heading in the source"),
                );
            }
        }
    }

    fn unique_sids(&mut self, statements: &[(model::Statement, &Listed<'_>)]) {
        for (idx, (statement, listed)) in statements.iter().enumerate() {
            let Some(sid) = &statement.sid else { continue };
            let first = statements[..idx]
                .iter()
                .find(|(first, _)| first.sid.as_ref() == Some(sid) && can_stand_together(first, statement))
                .filter(|(first, of)| {
                    !is_unclear(of.written, first) && !is_unclear(listed.written, statement)
                });
            if let Some((_, first)) = first {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateSid,
                        sid_place(listed),
                        format!("two statements of this policy have the Sid `{sid}`"),
                    )
                    .other(sid_place(first), "the other one")
                    .help("give one of them another name or `sid`, or let one exist `when` and the other `unless` a parameter is given"),
                );
            }
        }
    }

    /// Notes a document that could come out without a statement, which IAM refuses.
    fn statements_anchor(
        &mut self,
        policy: &read::Policy,
        listed: &[Listed<'_>],
        statements: &[(model::Statement, &Listed<'_>)],
    ) {
        let Some(place) = policy.order_key.filter(|_| !policy.broken.contains(&"statements")) else { return };
        // What is broken was left out, and may be what is always there.
        if statements.len() != listed.len() || policy.order.as_ref().map(Vec::len) != Some(listed.len()) {
            return;
        }
        for form in Form::BOTH {
            let mut there =
                statements.iter().map(|(it, _)| it).filter(|it| form.has(it.change.as_ref())).peekable();
            let (code, message, help) = if there.peek().is_none() {
                (
                    Code::NothingLeft,
                    format!("every statement of the policy is {}", taken_by(form)),
                    "list a statement without `added` and `withdrawn`",
                )
            } else if !there.any(|statement| statement.presence == Presence::Always) {
                (
                    Code::NoAnchor,
                    "every statement of the policy can be missing".to_owned(),
                    "list a statement without `when` and `unless`",
                )
            } else {
                continue;
            };
            self.note(Diagnostic::new(code, place, message).help(help));
            break;
        }
    }

    fn attach_to(&mut self, policy: &read::Policy) -> model::AttachTo {
        let Some(attach_to) = &policy.attach_to else { return model::AttachTo::UserOrGroup };
        match (attach_to.value.as_str(), policy.trusted_services_key) {
            ("role", Some(_)) => model::AttachTo::Role { trusted_services: values(&policy.trusted_services) },
            ("role", None) if policy.broken.contains(&"trusted-services") => model::AttachTo::UserOrGroup,
            ("role", None) => {
                self.note(
                    Diagnostic::new(
                        Code::MissingKey,
                        attach_to.span,
                        "a role's policy needs `trusted-services`",
                    )
                    .help("add `trusted-services = [\"ec2\"]`: the services that assume the role"),
                );
                model::AttachTo::UserOrGroup
            }
            ("user-or-group", None) => model::AttachTo::UserOrGroup,
            ("user-or-group", Some(place)) => {
                self.note(
                    Diagnostic::new(Code::ConflictingKeys, place, "no service assumes a user or a group")
                        .other(attach_to.span, "attached here")
                        .help("remove `trusted-services`, or write `attach-to = \"role\"`"),
                );
                model::AttachTo::UserOrGroup
            }
            (other, _) => {
                self.note(
                    Diagnostic::new(
                        Code::UnknownValue,
                        attach_to.span,
                        format!("a policy is not attached to `{other}`"),
                    )
                    .help(one_of(other, ATTACH_TO.iter().copied())),
                );
                model::AttachTo::UserOrGroup
            }
        }
    }

    /// The names of AWS managed policies, as they stand in an ARN behind `policy/`.
    fn managed_policies(&mut self, policy: &read::Policy) -> Vec<String> {
        for name in &policy.managed_policies {
            let is_name = grammar::is_iam_name(&name.value, 128, grammar::is_role_byte);
            if !is_name {
                self.note(
                    Diagnostic::new(
                        Code::MalformedValue,
                        name.span,
                        format!("no AWS managed policy can be named `{}`", name.value),
                    )
                    .help(
                        "write what its ARN has behind `policy/`, such as `service-role/AWSBatchServiceRole`",
                    ),
                );
            }
        }
        values(&policy.managed_policies)
    }
}

/// Whether nothing is known of what a statement grants, or on what.
fn lacks_element(written: &read::Statement) -> bool {
    let is_missing =
        |plain: &Option<Entries>, negated: &Option<Entries>| plain.is_none() && negated.is_none();
    is_missing(&written.actions, &written.not_actions)
        || is_missing(&written.resources, &written.not_resources)
}

/// Where a statement has its Sid; for that of another policy, where it is listed.
fn sid_place(listed: &Listed<'_>) -> Span {
    match &listed.written.sid {
        _ if !listed.is_own => listed.place,
        Some(Some(sid)) => sid.span,
        _ => listed.written.name.span,
    }
}

/// Whether nobody knows when a statement exists, because it names no parameter that there is.
pub(super) fn is_unclear(written: &read::Statement, statement: &model::Statement) -> bool {
    let is_broken = ["when", "unless"].iter().any(|key| written.broken.contains(key));
    let is_named = written.when.is_some() || written.unless.is_some();
    is_broken || is_named && statement.presence == Presence::Always
}

/// Whether two statements can be in one document.
fn can_stand_together(left: &model::Statement, right: &model::Statement) -> bool {
    let share_a_form =
        Form::BOTH.iter().any(|form| form.has(left.change.as_ref()) && form.has(right.change.as_ref()));
    let exclude_each_other = match (left.presence, right.presence) {
        (Presence::When(with), Presence::Unless(without))
        | (Presence::Unless(without), Presence::When(with)) => with == without,
        _ => false,
    };
    share_a_form && !exclude_each_other
}
