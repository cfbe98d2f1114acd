//! The commands of the product that use an action.

use crate::{CallStep, Command, VERSIONS, Version};

/// A call of a command that requires an action.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CommandUsage {
    /// The release.
    pub version: &'static Version,
    /// The command, or the task of a node or function.
    pub command: &'static Command,
    /// The call.
    pub step: &'static CallStep,
}

/// The calls of commands that require an action, in the order of the releases; the action is a full name.
#[must_use]
pub fn usages(action: &str) -> Vec<CommandUsage> {
    let mut usages = Vec::new();
    for version in VERSIONS.iter().copied() {
        for command in version.commands.iter().flat_map(|commands| commands.commands) {
            let requires =
                |step: &&&'static CallStep| step.actions.iter().any(|it| it.eq_ignore_ascii_case(action));
            let steps = command.steps.iter().filter(requires);
            usages.extend(steps.map(|step| CommandUsage { version, command, step }));
        }
    }
    usages
}

/// The calls whose denial has an effect that a text shows: words that a command prints, from which AWS's own message
/// is missing. A text that is longer than a megabyte is not searched.
#[must_use]
pub fn usages_by_effect(text: &str) -> Vec<CommandUsage> {
    if text.len() > MAX_TEXT {
        return Vec::new();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut usages = Vec::new();
    for version in VERSIONS.iter().copied() {
        for command in version.commands.iter().flat_map(|commands| commands.commands) {
            let is_shown = |step: &&&'static CallStep| step.effect.is_some_and(|effect| shows(&text, effect));
            usages.extend(command.steps.iter().filter(is_shown).map(|step| CommandUsage {
                version,
                command,
                step,
            }));
        }
    }
    usages
}

/// The most bytes of a text that is searched for effects.
const MAX_TEXT: usize = 1 << 20;

/// The fewest characters of an effect that tells calls apart.
const MIN_EFFECT: usize = 14;

/// True if a text has all parts of an effect. A program can print them apart from each other: a level, the name of a
/// check, a message.
fn shows(text: &str, effect: &str) -> bool {
    let is_level = |word: &&str| word.chars().all(|c| c.is_ascii_uppercase());
    let parts = || {
        effect.split(['…', ':']).flat_map(|part| {
            let part = part.trim();
            match part.split_once(' ').filter(|(level, _)| is_level(level)) {
                Some((_, rest)) => rest,
                None => part,
            }
            .split('\n')
        })
    };
    parts().map(str::len).sum::<usize>() >= MIN_EFFECT && parts().all(|part| text.contains(part))
}
