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
