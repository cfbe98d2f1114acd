//! Policies: the order of their statements, references, and the parameters that they use.

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, listed, nearest, one_of};
use super::super::model::{self, Form, Need, ParameterId, Presence, Role, Segment, Use, Used};
use super::super::names;
use super::super::read;
use super::super::source::{Span, Spanned};
use super::version::Placeholders;
use super::{Checker, value, values};

/// A statement in the order of a policy, and where it is listed.
struct Listed<'w> {
    place: Span,
    written: &'w read::Statement,
}

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
        if names::is_taken(&variant.value) {
            self.note(
                Diagnostic::new(
                    Code::UnusableName,
                    variant.span,
                    format!("a policy cannot be named `{}`", variant.value),
                )
                .help("the generated code has this name for something else; choose another"),
            );
        }
        self.unique_statements(policy);
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
        self.unique_sids(&statements);
        let overrides = self.placeholders(&policy.placeholders);
        let parameters = self.uses(policy, &statements, placeholders, &overrides);
        if let Some(name) = policy.name.as_ref().filter(|name| name.value.len() > 128) {
            self.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    name.span,
                    "the policy's name is longer than IAM's 128 characters",
                )
                .help("shorten it"),
            );
        }
        model::Policy {
            id: format!("{}/{}", version.id.value, variant.value),
            variant: variant.value.clone(),
            name: value(policy.name.as_ref()),
            title: value(policy.title.as_ref()),
            anchor: value(policy.anchor.as_ref()),
            summary: value(policy.summary.as_ref()),
            attach_to: self.attach_to(policy),
            schedulers: values(&policy.schedulers),
            commands: values(&policy.commands),
            notes: policy.notes.iter().map(|note| note.value.trim().to_owned()).collect(),
            source: format!("catalog/{}/{}/policy.toml", version.id.value, variant.value),
            parameters,
            statements: statements.into_iter().map(|(statement, _)| statement).collect(),
        }
    }

    /// The statements in the policy's order; notes what the order lacks and what it has too much.
    fn order<'w>(&mut self, version: &read::Version, policy: &'w read::Policy) -> Vec<Listed<'w>>
    where
        Self: 'w,
    {
        let Some(order) = &policy.order else { return Vec::new() };
        let mut listed = Vec::new();
        let mut seen: Vec<&Spanned<String>> = Vec::new();
        for name in order {
            if let Some(first) = seen.iter().find(|first| first.value == name.value) {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateStatement,
                        name.span,
                        format!("`{}` is listed twice", name.value),
                    )
                    .other(first.span, "first here")
                    .help("remove one of them"),
                );
                continue;
            }
            seen.push(name);
            let written = if name.value.contains('/') {
                self.reference(version, policy, name)
            } else {
                self.own(policy, name)
            };
            listed.extend(written.map(|written| Listed { place: name.span, written }));
        }
        for statement in &policy.statements {
            if !order.iter().any(|name| name.value == statement.name.value) {
                let mut diagnostic = Diagnostic::new(
                    Code::UnlistedStatement,
                    statement.name.span,
                    format!("the statement `{}` is not in the order of statements", statement.name.value),
                )
                .help(format!(
                    "add the line `    \"{}\",` to `statements`, where it belongs",
                    statement.name.value
                ));
                if let Some(place) = policy.order_key {
                    diagnostic = diagnostic.other(place, "the order is here");
                }
                self.note(diagnostic);
            }
        }
        listed
    }

    fn own<'w>(&mut self, policy: &'w read::Policy, name: &Spanned<String>) -> Option<&'w read::Statement> {
        let found = policy.statements.iter().find(|statement| statement.name.value == name.value);
        let is_hidden = policy.is_partial || policy.hidden.contains(&name.value);
        if found.is_none() && !is_hidden {
            let names = || policy.statements.iter().map(|statement| statement.name.value.as_str());
            let help = match nearest(&name.value, names()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => {
                    format!("write it as `[{}]` in the file of its service, or remove this line", name.value)
                }
            };
            self.note(
                Diagnostic::new(
                    Code::UnknownStatement,
                    name.span,
                    format!("this policy has no statement `{}`", name.value),
                )
                .help(help),
            );
        }
        found
    }

    /// The original that a reference such as `2.9/user/EC2Describe` names.
    fn reference<'w>(
        &mut self,
        version: &read::Version,
        policy: &read::Policy,
        name: &Spanned<String>,
    ) -> Option<&'w read::Statement>
    where
        Self: 'w,
    {
        let written = self.written;
        let unknown = |range: std::ops::Range<usize>, message: String, help: String| {
            Diagnostic::new(Code::UnknownReference, name.inside(range), message).help(help)
        };
        let mut parts = name.value.splitn(3, '/');
        let (Some(version_id), Some(variant), Some(statement)) = (parts.next(), parts.next(), parts.next())
        else {
            self.note(unknown(
                0..name.value.len(),
                format!("`{}` is not a reference", name.value),
                "a reference is `version/policy/Statement`".to_owned(),
            ));
            return None;
        };
        if version_id == version.id.value && variant == policy.variant.value {
            self.note(
                Diagnostic::new(Code::ReferenceToItself, name.span, "the reference names its own policy")
                    .help(format!("write `\"{statement}\"`")),
            );
            return None;
        }
        let Some(version) = written.versions.iter().find(|version| version.id.value == version_id) else {
            let ids = written.versions.iter().map(|version| version.id.value.as_str());
            self.note(unknown(
                0..version_id.len(),
                format!("no version is named `{version_id}`"),
                one_of(version_id, ids),
            ));
            return None;
        };
        let start = version_id.len() + 1;
        let Some(policy) = version.policies.iter().find(|policy| policy.variant.value == variant) else {
            let variants = version.policies.iter().map(|policy| policy.variant.value.as_str());
            let message = format!("version {version_id} has no policy `{variant}`");
            self.note(unknown(start..start + variant.len(), message, one_of(variant, variants)));
            return None;
        };
        let found = policy.statements.iter().find(|found| found.name.value == statement);
        let is_hidden = policy.is_partial || policy.hidden.iter().any(|hidden| hidden == statement);
        if found.is_none() && !is_hidden {
            let range = start + variant.len() + 1..name.value.len();
            let suffix = format!("/{statement}");
            let onward = policy.order.iter().flatten().find(|listed| listed.value.ends_with(&suffix));
            self.note(match onward {
                Some(onward) => Diagnostic::new(
                    Code::ReferenceToReference,
                    name.inside(range),
                    format!("`{}` is itself a reference", name.value),
                )
                .other(onward.span, "the original is named here")
                .help(format!("write `\"{}\"`", onward.value)),
                None => {
                    let names = || policy.statements.iter().map(|statement| statement.name.value.as_str());
                    let message = format!("{version_id}/{variant} has no statement `{statement}`");
                    let help = nearest(statement, names()).map_or_else(
                        || format!("its statements are {}", listed(names())),
                        |nearest| format!("did you mean `{nearest}`?"),
                    );
                    unknown(range, message, help)
                }
            });
        }
        found
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
                .find(|(first, _)| first.sid.as_ref() == Some(sid) && can_stand_together(first, statement));
            if let Some((_, first)) = first {
                self.note(
                    Diagnostic::new(
                        Code::DuplicateSid,
                        listed.place,
                        format!("two statements have the Sid `{sid}`"),
                    )
                    .other(first.place, "the other one")
                    .help("give one of them another `sid`"),
                );
            }
        }
    }

    fn attach_to(&mut self, policy: &read::Policy) -> model::AttachTo {
        let Some(attach_to) = &policy.attach_to else { return model::AttachTo::UserOrGroup };
        match (attach_to.value.as_str(), policy.trusted_services_key) {
            ("role", Some(_)) => model::AttachTo::Role { trusted_services: values(&policy.trusted_services) },
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
                    .help(one_of(other, ["user-or-group", "role"].into_iter())),
                );
                model::AttachTo::UserOrGroup
            }
        }
    }

    /// What a policy needs to be filled, in the order of the catalog's parameters.
    fn uses(
        &mut self,
        policy: &read::Policy,
        statements: &[(model::Statement, &Listed<'_>)],
        placeholders: &Placeholders<'_>,
        overrides: &Placeholders<'_>,
    ) -> Vec<Used> {
        let mut parameters = Vec::new();
        for id in 0..self.written.parameters.len() {
            let Some(need) = self.need(id, statements) else { continue };
            let text = overrides
                .iter()
                .chain(placeholders)
                .find(|(known, ..)| *known == id)
                .map(|(.., text)| text.value.clone());
            if need == Need::Required && text.is_none() && self.knows_parameters() {
                self.note(
                    Diagnostic::new(
                        Code::MissingPlaceholder,
                        policy.place,
                        format!("the source's text for `{}` is not known", self.parameter_name(id)),
                    )
                    .help(format!(
                        "add `{} = \"<…>\"` to `[placeholders]` of the version or of this policy",
                        self.parameter_name(id)
                    )),
                );
            }
            parameters.push(Used { parameter: id, need, placeholder: text });
        }
        for (id, name, _) in overrides {
            if !parameters.iter().any(|used| used.parameter == *id) {
                self.note(
                    Diagnostic::new(
                        Code::UnusedPlaceholder,
                        name.span,
                        format!("this policy does not use `{}`", name.value),
                    )
                    .help("remove the line"),
                );
            }
        }
        for (statement, listed) in statements {
            let (Presence::When(id) | Presence::Unless(id)) = statement.presence else { continue };
            let need = parameters.iter().find(|used| used.parameter == id).map(|used| used.need);
            let is_always_given =
                matches!(need, Some(Need::Required | Need::Default)) && self.role(id) != Role::Region;
            let uses_what_is_missing =
                statement.presence == Presence::Unless(id) && segments(statement).any(|used| used.0 == id);
            if is_always_given || uses_what_is_missing {
                let place = listed
                    .written
                    .when
                    .as_ref()
                    .or(listed.written.unless.as_ref())
                    .map_or(listed.place, |name| name.span);
                self.note(
                    Diagnostic::new(
                        Code::PointlessWhen,
                        place,
                        format!("`{}` is always given in this policy", self.parameter_name(id)),
                    )
                    .help("remove the key, or make every other use of the parameter optional"),
                );
            }
        }
        parameters
    }

    /// Whether a policy's text depends on a parameter, and how.
    fn need(&mut self, id: ParameterId, statements: &[(model::Statement, &Listed<'_>)]) -> Option<Need> {
        let mut found: Option<Need> = None;
        let is_named =
            |presence| matches!(presence, Presence::When(named) | Presence::Unless(named) if named == id);
        for (statement, _) in statements {
            let is_given = statement.presence == Presence::When(id);
            if is_named(statement.presence) {
                found = found.or(Some(Need::Optional));
            }
            for (_, use_) in segments(statement).filter(|used| used.0 == id) {
                let need = match use_ {
                    Use::Each => Need::List,
                    Use::Plain if !is_given => Need::Required,
                    Use::Plain | Use::Optional => Need::Optional,
                };
                found = Some(match (found, need) {
                    (Some(Need::Required), Need::Optional) => Need::Required,
                    (Some(Need::List), _) => Need::List,
                    _ => need,
                });
            }
        }
        match (found?, self.role(id)) {
            (_, Role::Region | Role::Partition) => Some(Need::Required),
            (Need::Required | Need::Optional, Role::Value) if self.has_default(id) => Some(Need::Default),
            (need, Role::Value) => Some(need),
        }
    }

    /// Runs a check whose mistakes are noted elsewhere.
    fn silently<T>(&mut self, check: impl FnOnce(&mut Checker<'_>) -> T) -> T {
        let mut diagnostics = super::Diagnostics::default();
        let mut checker =
            Checker { written: self.written, diagnostics: &mut diagnostics, used: self.used.clone() };
        let result = check(&mut checker);
        self.used = checker.used;
        result
    }
}

/// Every placeholder of a statement.
fn segments(statement: &model::Statement) -> impl Iterator<Item = (ParameterId, Use)> {
    [&statement.actions, &statement.resources]
        .into_iter()
        .chain(statement.conditions.iter().map(|condition| &condition.values))
        .flat_map(|element| &element.entries)
        .flat_map(|entry| &entry.template)
        .filter_map(|segment| match segment {
            Segment::Value { parameter, use_ } => Some((*parameter, *use_)),
            Segment::Text(_) => None,
        })
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
