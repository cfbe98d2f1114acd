//! The condition keys of requests: lines that begin with `*` are about most of them, and the
//! others about one action, or one action on a resource type.

use crate::compiler::kinds::reading::WrittenLine;
use crate::compiler::kinds::services::lines::{Lines, ascending};
use crate::compiler::kinds::services::model::{ResourceTypeId, ServiceAction, ServiceKeyId};
use crate::compiler::schema::texts::sets::ACCESS_LEVELS;
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};

/// The requests of a line.
#[derive(Clone, Copy)]
enum About {
    /// Those on anything.
    Anything,
    /// Those on a resource type.
    Resource(ResourceTypeId),
    /// Those on a resource type that does not exist, which was noted.
    Nothing,
}

impl Lines<'_, '_> {
    /// Gives each action the keys of its requests.
    pub(super) fn action_keys(&mut self, actions: &mut [ServiceAction]) {
        let written = self.written;
        let (of_all, of_one): (Vec<_>, Vec<_>) =
            self.own(&written.action_keys).into_iter().partition(|line| subject(&line.name.value).0 == "*");
        for line in of_all {
            let keys = self.listed_keys(line, &[], false);
            let about = self.about(line);
            for action in &mut *actions {
                match about {
                    About::Anything => action.keys.clone_from(&keys),
                    About::Resource(id) => {
                        let on = action.on.iter_mut().filter(|on| on.resource == id);
                        on.for_each(|on| on.keys.clone_from(&keys));
                    }
                    About::Nothing => {}
                }
            }
        }
        for line in of_one {
            let about = self.about(line);
            let Some(action) = self.action(line).and_then(|id| actions.get_mut(id)) else { continue };
            let keys = match about {
                About::Anything => &mut action.keys,
                About::Resource(id) => match action.on.iter_mut().find(|on| on.resource == id) {
                    Some(on) => &mut on.keys,
                    None => {
                        self.not_on(line, &action.name);
                        continue;
                    }
                },
                About::Nothing => continue,
            };
            *keys = self.listed_keys(line, keys, true);
        }
    }

    fn about(&mut self, line: &WrittenLine) -> About {
        let (action, Some(resource)) = subject(&line.name.value) else { return About::Anything };
        let start = action.len() + " on ".len();
        let place = line.name.inside(start..start + resource.len());
        let name = Spanned { value: resource.to_owned(), span: place };
        self.resource(&name).map_or(About::Nothing, About::Resource)
    }

    fn not_on(&mut self, line: &WrittenLine, action: &str) {
        let resource = subject(&line.name.value).1.unwrap_or_default();
        let message = format!("`{resource}` is not one of the resource types of `{action}`");
        self.cx.note(
            Diagnostic::new(Code::UnknownResourceType, line.name.span, message)
                .help("add it to the action's own line, or remove this one"),
        );
    }

    /// The action that a line of keys is about.
    fn action(&mut self, line: &WrittenLine) -> Option<usize> {
        let (name, _) = subject(&line.name.value);
        let found = self.actions.get(name);
        if found.is_none() && self.strays.is_empty() && self.written.has_whole(ACCESS_LEVELS.texts) {
            self.cx.note(
                Diagnostic::new(
                    Code::UnknownAction,
                    line.name.inside(0..name.len()),
                    format!("`{}` has no action `{name}`", self.prefix),
                )
                .help(nearest_or(name, self.actions.iter(), "add it to the table of its access level"))
                .of_name(),
            );
        }
        found
    }

    /// The keys of a line, added to the usual keys of a request or, with `!`, excluded from them.
    pub(super) fn listed_keys(
        &mut self,
        line: &WrittenLine,
        usual: &[ServiceKeyId],
        has_exclusions: bool,
    ) -> Vec<ServiceKeyId> {
        let mut added = Vec::new();
        let mut excluded = Vec::new();
        for text in &line.texts {
            let name = text.value.strip_prefix('!').filter(|_| has_exclusions);
            let Some(id) = self.key(text, name.unwrap_or(&text.value)) else { continue };
            match (name.is_some(), usual.contains(&id)) {
                (true, true) => excluded.push((id, text)),
                (false, false) => added.push((id, text)),
                (true, false) => self.cx.note(
                    Diagnostic::new(
                        Code::NothingToExclude,
                        text.span,
                        format!(
                            "these requests have no key `{}` to exclude",
                            text.value.trim_start_matches('!')
                        ),
                    )
                    .help("only a key of a line that begins with `*` can be excluded; remove this one"),
                ),
                (false, true) => self.cx.note(
                    Diagnostic::new(
                        Code::DuplicateEntry,
                        text.span,
                        format!("all these requests already have the key `{}`", text.value),
                    )
                    .help("remove it, or take it out of the line that begins with `*`"),
                ),
            }
        }
        let excluded = self.unique(excluded);
        let kept = usual.iter().copied().filter(|id| !excluded.contains(id));
        ascending(kept.chain(self.unique(added)).collect())
    }
}

/// The subject of a line of keys: an action or `*`, and a resource type after ` on `.
pub(super) fn subject(name: &str) -> (&str, Option<&str>) {
    name.split_once(" on ").map_or((name, None), |(action, resource)| (action, Some(resource)))
}
