//! From the facts as they are written to the model: each name that a line has of another line is
//! looked up, and the keys that most requests have are given to each request.

use super::super::check::Checker;
use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, listed, nearest, one_of};
use super::super::read;
use super::super::rules::ACCESS_LEVELS;
use super::super::source::Spanned;
use super::model::{Action, Authorized, Call, Facts, Key, KeyId, KeyType, Level, On, Resource};
use super::names::Names;
use super::read::Line;

/// The facts of a service.
pub(crate) fn check(checker: &mut Checker<'_>, service: &read::Service) -> Facts {
    Lines::new(checker, service).facts()
}

/// The lines of a service, while they become facts.
struct Lines<'l, 'c> {
    checker: &'l mut Checker<'c>,
    prefix: &'l str,
    written: &'l super::read::Facts,
    actions: Names,
    resources: Names,
    keys: Names,
    calls: Names,
}

impl<'l, 'c> Lines<'l, 'c> {
    fn new(checker: &'l mut Checker<'c>, service: &'l read::Service) -> Self {
        let (prefix, written) = (service.prefix.value.as_str(), &service.facts);
        let [actions, resources, keys, calls] = [(); 4].map(|()| Names::default());
        Self { checker, prefix, written, actions, resources, keys, calls }
    }

    fn facts(mut self) -> Facts {
        let written = self.written;
        let keys = self.keys();
        let mut resources = self.resources();
        for line in &written.resource_keys {
            let found = self.resource(&line.name);
            let keys = self.listed_keys(line, &[], false);
            if let Some(resource) = found.and_then(|id| resources.get_mut(id)) {
                resource.keys = keys;
            }
        }
        let mut actions = self.actions();
        self.action_keys(&mut actions);
        let calls = written.calls.iter().filter_map(|line| self.call(line)).collect();
        self.dated();
        let as_of = written.as_of.as_ref().map(|date| date.value.clone());
        Facts {
            as_of,
            actions,
            resources,
            keys,
            calls: sorted(calls, |call: &Call| &call.name),
            ..Facts::default()
        }
    }

    /// Notes facts without the day on which AWS stated them.
    fn dated(&mut self) {
        let written = self.written;
        let lines = written.levels.iter().flatten().chain(&written.resources).chain(&written.keys);
        let first = lines.map(|line| line.name.span).min_by_key(|place| place.start);
        if let Some(place) = first.filter(|_| written.as_of.is_none() && written.has_whole(&["as-of"])) {
            self.checker.note(
                Diagnostic::new(Code::MissingKey, place, "these facts need `as-of`")
                    .help("add `as-of = …` below the name: the day on which AWS stated the facts"),
            );
        }
    }

    fn keys(&mut self) -> Vec<Key> {
        let mut keys = Vec::new();
        for line in sorted(self.written.keys.iter().collect(), |line| &line.name.value) {
            let types = line.texts.iter().filter_map(|text| self.key_type(text)).collect::<Vec<_>>();
            if self.is_new(Kind::Key, &line.name) {
                keys.push(Key { name: line.name.value.clone(), types: ascending(types) });
            }
        }
        keys
    }

    fn key_type(&mut self, text: &Spanned<String>) -> Option<KeyType> {
        let key_type = KeyType::of(&text.value);
        if key_type.is_none() {
            let names =
                KeyType::VALUES.iter().flat_map(|name| [(*name).to_owned(), format!("ArrayOf{name}")]);
            let names: Vec<_> = names.collect();
            self.checker.note(
                Diagnostic::new(
                    Code::UnknownValue,
                    text.span,
                    format!("no condition key is of the type `{}`", text.value),
                )
                .help(one_of(&text.value, names.iter().map(String::as_str))),
            );
        }
        key_type
    }

    fn resources(&mut self) -> Vec<Resource> {
        let mut resources = Vec::new();
        for line in sorted(self.written.resources.iter().collect(), |line| &line.name.value) {
            for arn in &line.texts {
                self.arn(arn);
            }
            if self.is_new(Kind::Resource, &line.name) {
                let arns = line.texts.iter().map(|arn| arn.value.clone()).collect();
                resources.push(Resource { name: line.name.value.clone(), arns, keys: Vec::new() });
            }
        }
        resources
    }

    fn arn(&mut self, arn: &Spanned<String>) {
        if let Err(why) = well_formed(&arn.value) {
            self.checker.note(malformed_arn(arn, &why));
        }
    }

    fn actions(&mut self) -> Vec<Action> {
        let mut actions = Vec::new();
        let lines = self
            .written
            .levels
            .iter()
            .enumerate()
            .flat_map(|(idx, lines)| lines.iter().map(move |line| (Level(idx), line)));
        for (level, line) in sorted(lines.collect(), |(_, line)| &line.name.value) {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if !line.name.value.chars().all(is_name) {
                self.checker.note(
                    Diagnostic::new(
                        Code::MalformedAction,
                        line.name.span,
                        format!("`{}` is not the name of an action", line.name.value),
                    )
                    .help("write it as AWS does, without the service's prefix"),
                );
            }
            let on = self.resource_types(line);
            if self.is_new(Kind::Action, &line.name) {
                let on = on.into_iter().map(|resource| On { resource, keys: Vec::new() }).collect();
                actions.push(Action { name: line.name.value.clone(), level, keys: Vec::new(), on });
            }
        }
        actions
    }

    /// The resource types of an action: a list, or `*` if it has none.
    fn resource_types(&mut self, line: &Line) -> Vec<usize> {
        if let [text] = line.texts.as_slice()
            && line.is_scalar
        {
            if text.value != "*" {
                let message = format!("`{}` has to be a list, and this is a text", line.name.value);
                self.checker.note(
                    Diagnostic::new(Code::WrongType, text.span, message)
                        .help("write its resource types in brackets, or `\"*\"` if only `*` matches"),
                );
            }
            return Vec::new();
        }
        let ids = line.texts.iter().filter_map(|text| Some((self.resource(text)?, text))).collect();
        self.unique(ids)
    }

    /// The keys of requests: what `*` lines say of most of them, and what the others say besides.
    fn action_keys(&mut self, actions: &mut [Action]) {
        let mut usual = Vec::new();
        let mut usual_on = vec![Vec::new(); self.resources.iter().count()];
        let written = self.written;
        let (of_all, of_one): (Vec<_>, Vec<_>) =
            written.action_keys.iter().partition(|line| subject(&line.name.value).0 == "*");
        for line in of_all {
            let keys = self.listed_keys(line, &[], false);
            match self.on(line) {
                None => usual = keys,
                Some(resource) => {
                    if let Some(usual) = resource.and_then(|id| usual_on.get_mut(id)) {
                        *usual = keys;
                    }
                }
            }
        }
        for action in &mut *actions {
            action.keys.clone_from(&usual);
            for on in &mut action.on {
                on.keys.clone_from(&usual_on[on.resource]);
            }
        }
        for line in of_one {
            let on = self.on(line);
            let action = self.action(line).and_then(|id| actions.get_mut(id));
            let Some(action) = action else { continue };
            let keys = match on {
                None => Some(&mut action.keys),
                Some(resource) => resource
                    .and_then(|id| action.on.iter_mut().find(|on| on.resource == id))
                    .map(|on| &mut on.keys),
            };
            match keys {
                Some(keys) => *keys = self.listed_keys(line, keys, true),
                None if on == Some(None) => {}
                None => self.checker.note(
                    Diagnostic::new(
                        Code::UnknownResourceType,
                        line.name.span,
                        format!(
                            "`{}` is not one of the resource types of `{}`",
                            subject(&line.name.value).1.unwrap_or_default(),
                            action.name
                        ),
                    )
                    .help("add it to the action's own line, or remove this one"),
                ),
            }
        }
    }

    /// The resource type behind ` on `, if there is one, and whether it exists.
    fn on(&mut self, line: &Line) -> Option<Option<usize>> {
        let (before, Some(resource)) = subject(&line.name.value) else { return None };
        let start = before.len() + " on ".len();
        let name =
            Spanned { value: resource.to_owned(), span: line.name.inside(start..start + resource.len()) };
        Some(self.resource(&name))
    }

    /// The action that a line of keys is about.
    fn action(&mut self, line: &Line) -> Option<usize> {
        let (name, _) = subject(&line.name.value);
        let found = self.actions.get(name);
        if found.is_none() && self.written.has_whole(&ACCESS_LEVELS) {
            self.checker.note(
                Diagnostic::new(
                    Code::UnknownAction,
                    line.name.inside(0..name.len()),
                    format!("`{}` has no action `{name}`", self.prefix),
                )
                .help(nearest_or(
                    name,
                    self.actions.iter(),
                    "add it to the table of its access level",
                )),
            );
        }
        found
    }

    /// The keys of a line, put to those that a request has anyway or, with `!`, taken from them.
    fn listed_keys(&mut self, line: &Line, usual: &[KeyId], has_exclusions: bool) -> Vec<KeyId> {
        let mut added = Vec::new();
        let mut excluded = Vec::new();
        for text in &line.texts {
            let name = text.value.strip_prefix('!').filter(|_| has_exclusions);
            let Some(id) = self.key(text, name.unwrap_or(&text.value)) else { continue };
            match (name.is_some(), usual.contains(&id)) {
                (true, true) => excluded.push((id, text)),
                (false, false) => added.push((id, text)),
                (true, false) => self.checker.note(
                    Diagnostic::new(
                        Code::NothingToExclude,
                        text.span,
                        format!("there is no `{}` here to exclude", text.value.trim_start_matches('!')),
                    )
                    .help("only a key of a line that begins with `*` can be excluded; remove this one"),
                ),
                (false, true) => self.checker.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        text.span,
                        format!("`{}` is a key of all these requests anyway", text.value),
                    )
                    .help("remove it, or take it out of the line that begins with `*`"),
                ),
            }
        }
        let excluded = self.unique(excluded);
        let kept = usual.iter().copied().filter(|id| !excluded.contains(id));
        ascending(kept.chain(self.unique(added)).collect())
    }

    fn key(&mut self, text: &Spanned<String>, name: &str) -> Option<KeyId> {
        let found = self.keys.get(name);
        if found.is_none() && self.written.has_whole(&["keys"]) {
            let start = text.value.len() - name.len();
            self.checker.note(
                Diagnostic::new(
                    Code::UnknownConditionKey,
                    text.inside(start..text.value.len()),
                    format!("`{}` has no condition key `{name}`", self.prefix),
                )
                .help(nearest_or(
                    name,
                    self.keys.iter(),
                    "add it to `[keys]`, with its type",
                )),
            );
        }
        found
    }

    fn resource(&mut self, text: &Spanned<String>) -> Option<usize> {
        let found = self.resources.get(&text.value);
        if found.is_none() && self.written.has_whole(&["resources"]) {
            let help = match text.value.as_str() {
                "*" => "write `\"*\"` without brackets where only `*` matches".to_owned(),
                name => {
                    nearest_or(name, self.resources.iter(), "add it to `[resources]`, with its ARN format")
                }
            };
            let message = format!("`{}` has no resource type `{}`", self.prefix, text.value);
            self.checker.note(Diagnostic::new(Code::UnknownResourceType, text.span, message).help(help));
        }
        found
    }

    fn call(&mut self, line: &Line) -> Option<Call> {
        let authorizes = line.texts.iter().filter_map(|text| self.authorized(text)).collect();
        let call = Call { name: line.name.value.clone(), authorizes };
        self.is_new(Kind::Call, &line.name).then_some(call)
    }

    /// An action in full, and behind ` with ` the condition keys that are known then.
    fn authorized(&mut self, text: &Spanned<String>) -> Option<Authorized> {
        let action = action_of(&text.value);
        let context = text.value.get(action.len()..).and_then(|rest| rest.strip_prefix(" with "));
        let pairs = context.into_iter().flat_map(|context| context.split("; "));
        let context = pairs
            .map(|pair| {
                let (key, values) = pair.split_once(" = ")?;
                Some((key.to_owned(), values.split(", ").map(str::to_owned).collect()))
            })
            .collect::<Option<Vec<_>>>();
        let is_action = action.split_once(':').is_some_and(|(prefix, name)| {
            !prefix.is_empty() && !name.is_empty() && !name.contains(|c: char| !c.is_ascii_alphanumeric())
        });
        let Some(context) = context.filter(|_| is_action) else {
            self.checker.note(
                Diagnostic::new(
                    Code::MalformedAction,
                    text.span,
                    format!("`{}` is not an action that a call authorizes", text.value),
                )
                .help("write `service:Action`, or `service:Action with service:Key = value, value`"),
            );
            return None;
        };
        Some(Authorized { action: action.to_owned(), context })
    }

    /// Adds a name to those of its kind; notes one that is there already.
    fn is_new(&mut self, kind: Kind, name: &Spanned<String>) -> bool {
        let names = match kind {
            Kind::Action => &mut self.actions,
            Kind::Resource => &mut self.resources,
            Kind::Key => &mut self.keys,
            Kind::Call => &mut self.calls,
        };
        let Err(first) = names.insert(name) else { return true };
        let (code, help) = match kind {
            Kind::Action => (Code::DuplicateAction, "an action has one access level: remove one of them"),
            _ => (Code::DuplicateKey, "AWS tells names apart by more than their case: remove one of them"),
        };
        self.checker.note(
            Diagnostic::new(code, name.span, format!("`{}` is given twice", name.value))
                .other(first, "first given here")
                .help(help),
        );
        false
    }

    /// Places in ascending order; notes those that are named twice.
    fn unique(&mut self, mut ids: Vec<(usize, &Spanned<String>)>) -> Vec<usize> {
        ids.sort_by_key(|(id, text)| (*id, text.span.start));
        for pair in ids.windows(2) {
            if let [(first, first_text), (second, text)] = pair
                && first == second
            {
                self.checker.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        text.span,
                        format!("`{}` is in the list twice", text.value),
                    )
                    .other(first_text.span, "first here")
                    .help("remove one of them"),
                );
            }
        }
        ascending(ids.into_iter().map(|(id, _)| id).collect())
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Action,
    Resource,
    Key,
    Call,
}

/// The action that a call authorizes, without the keys that are known then.
fn action_of(text: &str) -> &str {
    text.split_once(" with ").map_or(text, |(action, _)| action)
}

/// What a line of keys is about: an action or `*`, and behind ` on ` a resource type.
fn subject(name: &str) -> (&str, Option<&str>) {
    name.split_once(" on ").map_or((name, None), |(action, resource)| (action, Some(resource)))
}

/// Whether an ARN format has six parts and closes its variables, or why not.
pub(super) fn well_formed(arn: &str) -> Result<(), String> {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    let [first, _, service, _, _, resource] = parts.as_slice() else {
        return Err(format!("an ARN has six parts, and this has {}", parts.len()));
    };
    if *first != "arn" {
        return Err("an ARN begins with `arn:`".to_owned());
    }
    if service.is_empty() || resource.is_empty() {
        return Err("the service and the resource cannot be empty".to_owned());
    }
    for rest in arn.split("${").skip(1) {
        let name = rest.split_once('}').map_or("", |(name, _)| name);
        if name.is_empty() || name.contains(|c: char| !c.is_ascii_alphanumeric()) {
            return Err("a variable is `${Name}`, in letters and digits".to_owned());
        }
    }
    Ok(())
}

pub(super) fn malformed_arn(arn: &Spanned<String>, why: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedArn, arn.span, format!("`{}` is not the format of an ARN", arn.value))
        .label(why)
        .help("write it as AWS does: `arn:${Partition}:service:${Region}:${Account}:resource/${Name}`")
}

/// Help for a name that is not there: the nearest one, or how to add it.
pub(super) fn nearest_or<'n>(name: &str, names: impl Iterator<Item = &'n str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(
        || otherwise.to_owned(),
        |nearest| format!("did you mean {}?", listed([nearest].into_iter())),
    )
}

/// Things in the order of their names, ignoring case.
fn sorted<T>(mut things: Vec<T>, name: impl Fn(&T) -> &String) -> Vec<T> {
    things.sort_by_cached_key(|thing| name(thing).to_ascii_lowercase());
    things
}

/// Values in ascending order, each once.
fn ascending<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}
