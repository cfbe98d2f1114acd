//! From a service as it is written to the model: each name that a line has of another line is
//! looked up.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::WrittenLine;
use crate::compiler::kinds::services::arn;
use crate::compiler::kinds::services::lines::{Lines, NameKind, ascending};
use crate::compiler::kinds::services::model::{
    AccessLevel, ActionResource, AuthorizedAction, KeyType, ResourceType, Service, ServiceAction,
    ServiceCall, ServiceFacts, ServiceKey,
};
use crate::compiler::kinds::services::written::WrittenService;
use crate::compiler::kinds::texts::value;
use crate::compiler::names;
use crate::compiler::schema::texts::forms::{ONE_ACTION, is_action_char};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::Diagnostic;
use crate::compiler::source::{Span, Spanned};

/// Checks the services.
pub fn check(cx: &mut Checking<'_>, written: &[WrittenService]) -> Vec<Service> {
    for service in written {
        prefix(cx, &service.prefix);
    }
    let mut model = |service: &WrittenService| Service {
        prefix: service.prefix.value.clone(),
        name: value(service.name.as_ref()),
        facts: Lines::new(cx, service).facts(),
        review: None,
    };
    let services: Vec<_> = written.iter().map(&mut model).collect();
    for (service, written) in services.iter().zip(written) {
        size(cx, &service.facts, written.prefix.span);
    }
    services
}

/// Notes more names or items than the library's tables can number.
fn size(cx: &mut Checking<'_>, facts: &ServiceFacts, place: Span) {
    const LARGEST: usize = u16::MAX as usize;
    let text = |names: &mut dyn Iterator<Item = &String>| names.map(|name| name.len() + 1).sum();
    let ServiceFacts { actions, resources, keys, calls, .. } = facts;
    let on = || actions.iter().flat_map(|action| &action.on);
    let authorizes = || calls.iter().flat_map(|call| &call.authorizes);
    let sizes: [usize; 10] = [
        text(&mut actions.iter().map(|action| &action.name)),
        text(&mut resources.iter().map(|resource| &resource.name)),
        text(&mut resources.iter().flat_map(|resource| &resource.arns)),
        text(&mut keys.iter().map(|key| &key.name)),
        text(&mut calls.iter().map(|call| &call.name)),
        text(&mut authorizes().map(|it| &it.action)),
        on().count(),
        on().map(|on| on.keys.len()).sum(),
        actions.iter().map(|action| action.keys.len()).sum(),
        resources.iter().map(|resource| resource.keys.len()).sum(),
    ];
    if sizes.iter().any(|size| *size > LARGEST) {
        let message = format!("a service can have lists and names of {LARGEST} bytes, and this has more");
        cx.note(
            Diagnostic::new(Code::FileTooLarge, place, message)
                .help("import the file again; if AWS has so many, the tables need larger numbers"),
        );
    }
}

fn prefix(cx: &mut Checking<'_>, prefix: &Spanned<String>) {
    if !names::is_prefix(&prefix.value) {
        cx.note(
            Diagnostic::new(
                Code::UnusableName,
                prefix.span,
                format!("no service can have the prefix `{}`", prefix.value),
            )
            .help("name the file after the part before the colon in the service's actions, in lower case"),
        );
    }
}

impl Lines<'_, '_> {
    fn facts(mut self) -> ServiceFacts {
        let written = self.written;
        self.find_strays();
        let keys = self.keys();
        let mut resources = self.resources();
        for line in self.own(&written.resource_keys) {
            let found = self.resource(&line.name);
            let keys = self.listed_keys(line, &[], false);
            if let Some(resource) = found.and_then(|id| resources.get_mut(id)) {
                resource.keys = keys;
            }
        }
        let mut actions = self.actions();
        self.action_keys(&mut actions);
        let calls = written.calls.iter().filter_map(|line| self.call(line)).collect();
        let as_of = written.as_of.as_ref().map(|date| date.value.clone());
        ServiceFacts {
            as_of,
            actions,
            resources,
            keys,
            calls: sorted(calls, |call: &ServiceCall| &call.name),
            ..ServiceFacts::default()
        }
    }

    fn keys(&mut self) -> Vec<ServiceKey> {
        let mut keys = Vec::new();
        for line in sorted(self.written.keys.iter().collect(), |line| &line.name.value) {
            let types = line.texts.iter().filter_map(|text| KeyType::of(&text.value)).collect::<Vec<_>>();
            if self.is_new(NameKind::Key, &line.name) {
                keys.push(ServiceKey { name: line.name.value.clone(), types: ascending(types) });
            }
        }
        keys
    }

    fn resources(&mut self) -> Vec<ResourceType> {
        let mut resources = Vec::new();
        for line in sorted(self.own(&self.written.resources), |line| &line.name.value) {
            for arn in &line.texts {
                arn::check(self.cx, arn);
            }
            if self.is_new(NameKind::Resource, &line.name) {
                let arns = line.texts.iter().map(|arn| arn.value.clone()).collect();
                resources.push(ResourceType { name: line.name.value.clone(), arns, keys: Vec::new() });
            }
        }
        resources
    }

    fn actions(&mut self) -> Vec<ServiceAction> {
        let mut actions = Vec::new();
        let lines =
            self.written.levels.iter().enumerate().flat_map(|(idx, lines)| {
                self.own(lines).into_iter().map(move |line| (AccessLevel(idx), line))
            });
        for (level, line) in sorted(lines.collect(), |(_, line)| &line.name.value) {
            if !is_action_name(&line.name.value) {
                self.cx.note(
                    Diagnostic::new(
                        Code::MalformedAction,
                        line.name.span,
                        format!("`{}` is not the name of an action", line.name.value),
                    )
                    .help("write it as AWS does, without the service's prefix"),
                );
            }
            let on = self.resource_types(line);
            if self.is_new(NameKind::Action, &line.name) {
                let on =
                    on.into_iter().map(|resource| ActionResource { resource, keys: Vec::new() }).collect();
                actions.push(ServiceAction { name: line.name.value.clone(), level, keys: Vec::new(), on });
            }
        }
        actions
    }

    /// The resource types of an action: a list, or `*` if it has none.
    fn resource_types(&mut self, line: &WrittenLine) -> Vec<usize> {
        if let [text] = line.texts.as_slice()
            && line.is_scalar
        {
            if text.value != "*" {
                let message = format!("`{}` must be a list, not a string", line.name.value);
                self.cx.note(
                    Diagnostic::new(Code::WrongType, text.span, message)
                        .help("write its resource types in brackets, or `\"*\"` if only `*` matches"),
                );
            }
            return Vec::new();
        }
        let ids = line.texts.iter().filter_map(|text| Some((self.resource(text)?, text))).collect();
        self.unique(ids)
    }

    fn call(&mut self, line: &WrittenLine) -> Option<ServiceCall> {
        let authorizes = line.texts.iter().filter_map(|text| self.authorized(text)).collect();
        let call = ServiceCall { name: line.name.value.clone(), authorizes };
        self.is_new(NameKind::Call, &line.name).then_some(call)
    }

    /// An action in full, with the condition keys that are known then after ` with `.
    fn authorized(&mut self, text: &Spanned<String>) -> Option<AuthorizedAction> {
        let action = action_of(&text.value);
        let context = text.value.get(action.len()..).and_then(|rest| rest.strip_prefix(" with "));
        let pairs = context.into_iter().flat_map(|context| context.split("; "));
        let context = pairs
            .map(|pair| {
                let (key, values) = pair.split_once(" = ")?;
                Some((key.to_owned(), values.split(", ").map(str::to_owned).collect()))
            })
            .collect::<Option<Vec<_>>>();
        let Some(context) = context.filter(|_| ONE_ACTION.accepts(action)) else {
            self.cx.note(
                Diagnostic::new(
                    Code::MalformedAction,
                    text.span,
                    format!("`{}` is not an action that a call authorizes", text.value),
                )
                .help("write `service:Action`, or `service:Action with service:Key = value, value`"),
            );
            return None;
        };
        Some(AuthorizedAction { action: action.to_owned(), context })
    }
}

pub(super) fn is_action_name(name: &str) -> bool {
    name.chars().all(is_action_char)
}

/// The action that a call authorizes, without the keys that are known then.
fn action_of(text: &str) -> &str {
    text.split_once(" with ").map_or(text, |(action, _)| action)
}

/// Items in the order of their names, ignoring case.
fn sorted<T>(mut things: Vec<T>, name: impl Fn(&T) -> &String) -> Vec<T> {
    things.sort_by_cached_key(|thing| name(thing).to_ascii_lowercase());
    things
}
