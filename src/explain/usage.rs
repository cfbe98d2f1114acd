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
/// is missing. Where a text shows no effect as a whole, those count of which it shows the longest sentence. A text that
/// is longer than a megabyte is not searched.
#[must_use]
pub fn usages_by_effect(text: &str) -> Vec<CommandUsage> {
    if text.len() > MAX_TEXT {
        return Vec::new();
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut usages = Vec::new();
    let mut most = 1;
    for version in VERSIONS.iter().copied() {
        for command in version.commands.iter().flat_map(|commands| commands.commands) {
            for step in command.steps {
                let shown = step.effect.map_or(0, |effect| shown(&text, effect));
                if shown > most {
                    usages.clear();
                    most = shown;
                }
                if shown == most {
                    usages.push(CommandUsage { version, command, step });
                }
            }
        }
    }
    usages
}

/// The most bytes of a text that is searched for effects.
const MAX_TEXT: usize = 1 << 20;

/// The fewest characters of an effect that tells calls apart.
const MIN_EFFECT: usize = 14;

/// More than the length of any sentence.
const WHOLE: usize = usize::MAX;

/// The length of the longest sentence of an effect that a text has, or more if it has the whole effect. A program can
/// print its parts apart from each other: a level, the name of a check, a message.
fn shown(text: &str, effect: &str) -> usize {
    let parts = || effect.split(['…', ':', '\n']).map(|part| without_level(part.trim()));
    if parts().map(str::len).sum::<usize>() >= MIN_EFFECT && parts().all(|part| text.contains(part)) {
        return WHOLE;
    }
    let sentences = parts().flat_map(|part| part.split(". ")).map(|it| it.trim_end_matches('.'));
    let shown = sentences.filter(|it| it.len() >= MIN_EFFECT && it.contains(' ') && text.contains(it));
    shown.map(str::len).max().unwrap_or_default()
}

/// A part without the level of the message at its beginning.
fn without_level(part: &str) -> &str {
    let is_level = |word: &&str| word.chars().all(|c| c.is_ascii_uppercase());
    part.split_once(' ').filter(|(level, _)| is_level(level)).map_or(part, |(_, rest)| rest)
}
