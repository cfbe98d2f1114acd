//! The commands of a release: the AWS calls that each of them makes, in order, and what decides whether a
//! call is made.

use crate::service::Context;

/// The commands of a release, and the tasks of the nodes and functions of its clusters.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Commands {
    /// The facts of the release and how they are known, in Markdown.
    pub about: &'static str,
    /// The version whose items these are, but for those that this one has otherwise.
    pub same_as: Option<&'static str>,
    /// The configurations that show what a policy can run.
    pub configurations: &'static [&'static Configuration],
    /// What decides whether a call is made.
    pub options: &'static [&'static CommandOption],
    /// What the placeholders in resources and values of conditions stand for. The text of a value names
    /// only parameters and values before it.
    pub values: &'static [&'static CommandValue],
    /// Everybody who makes calls.
    pub actors: &'static [&'static Actor],
    /// The commands and tasks.
    pub commands: &'static [&'static Command],
}

impl Commands {
    /// The command or task with a name.
    #[must_use]
    pub fn command(&self, name: &str) -> Option<&'static Command> {
        self.commands.iter().copied().find(|command| command.name == name)
    }

    /// The actor with a name.
    #[must_use]
    pub fn actor(&self, name: &str) -> Option<&'static Actor> {
        self.actors.iter().copied().find(|actor| actor.name == name)
    }

    /// The option with a name.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&'static CommandOption> {
        self.options.iter().copied().find(|option| option.name == name)
    }

    /// The value with a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'static CommandValue> {
        self.values.iter().copied().find(|value| value.name == name)
    }
}

/// A command, or a task of a node or a function, with its calls.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Command {
    /// The name as it is typed, such as `create-cluster`.
    pub name: &'static str,
    /// One sentence about the purpose of the command.
    pub summary: &'static str,
    /// Whoever runs the command.
    pub by: &'static Actor,
    /// The setting at the top by which the configuration files that the command reads are known; nothing for
    /// a command that reads none.
    pub reads: Option<&'static str>,
    /// The calls that the command leads to and that are not among the steps, as a noun with what makes them.
    pub not_covered: Option<&'static str>,
    /// The calls, in order.
    pub steps: &'static [&'static CallStep],
}

/// A call of a command.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CallStep {
    /// The call of the service's API, such as `s3:HeadBucket`.
    pub call: &'static str,
    /// The full names of the actions that the call has to be allowed, none if it needs no permission.
    pub actions: &'static [&'static str],
    /// The resources on each of which the actions have to be allowed, with values as placeholders. A `*`
    /// stands for text that nobody knows before the call, such as the id of a stack.
    pub resources: &'static [&'static str],
    /// The condition keys that are known, with values as placeholders; a key without values is one that the
    /// request does not have.
    pub context: &'static [Context],
    /// Whoever makes the call.
    pub by: &'static Actor,
    /// The call is made only if all of these hold.
    pub when: &'static [&'static CommandOption],
    /// The call is made only if none of these holds.
    pub unless: &'static [&'static CommandOption],
    /// The consequence of a denial.
    pub denied: Denied,
    /// The effect of a denial, in the words that the user sees where they are known.
    pub effect: Option<&'static str>,
    /// The place in the source of the release, such as `aws-parallelcluster 3.11.1, models/cluster.py:create`,
    /// or a URL.
    pub evidence: &'static str,
    /// True if the call and its denial were seen in a run of the release in the evidence; else they were read.
    pub measured: bool,
}

/// The consequence of a denial for the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a command ends or goes on, or nobody has seen it")]
pub enum Denied {
    /// The command ends with an error.
    Fatal,
    /// The command goes on.
    Tolerated,
    /// Nobody has seen it.
    Unknown,
}

/// Somebody who makes calls: a program with the rights of the user, or the holder of a role.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Actor {
    /// The name, such as `headnode`.
    pub name: &'static str,
    /// One sentence about the actor.
    pub summary: &'static str,
    /// True if it acts with the rights of whoever runs the command.
    pub as_user: bool,
    /// The variants of the policies of its role, in the order of preference; a variant that no policy of
    /// the release has is not among them.
    pub policies: &'static [&'static str],
}

/// A fact that decides whether a call is made.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CommandOption {
    /// The name, such as `login-nodes`.
    pub name: &'static str,
    /// The fact as a sentence.
    pub summary: &'static str,
    /// How it is known.
    pub source: OptionSource,
    /// True if it is taken to hold where nothing shows that it does not.
    pub assumed: bool,
}

/// How an option is known.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a reader of configurations needs all of them")]
pub enum OptionSource {
    /// From the file of the configuration: one of the paths is there, with such a value, and without any
    /// of the paths that it lacks. A path goes through the items of lists.
    Configuration {
        /// Paths from the top of the file, such as `HeadNode/Ssh/KeyName`.
        paths: &'static [&'static str],
        /// Patterns of the value, with `*` for any run of characters; any value if there are none.
        is: &'static [&'static str],
        /// Paths below the value if it is a table, and else beside it, none of which may be there.
        lacks: &'static [&'static str],
    },
    /// From the command line.
    Flag {
        /// The option as it is typed, such as `--dryrun`.
        flag: &'static str,
        /// Patterns of its value; any value, or none, if there are none.
        is: &'static [&'static str],
    },
    /// One of other options holds.
    AnyOf(&'static [&'static CommandOption]),
    /// From what the command finds in the account.
    State,
}

/// The meaning of a placeholder in resources and values of conditions.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct CommandValue {
    /// The name, as it stands in braces.
    pub name: &'static str,
    /// The value in words.
    pub summary: &'static str,
    /// How it is known.
    pub source: ValueSource,
    /// The text in its place where it is not known, with `*` for any run of characters; `None` if it has to
    /// be given.
    pub otherwise: Option<&'static str>,
}

/// How a value is known.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(clippy::exhaustive_enums, reason = "a reader of configurations needs all of them")]
pub enum ValueSource {
    /// The caller states it.
    Given,
    /// From the file of the configuration: each value at one of the paths.
    Configuration {
        /// Paths from the top of the file. A path goes through the items of lists.
        paths: &'static [&'static str],
        /// The value is what follows this text, where it has it.
        after: Option<&'static str>,
        /// The value ends before this text, where it has it.
        until: Option<&'static str>,
    },
    /// From the command line: the value of an option such as `--bucket`.
    Flag(&'static str),
    /// A text with other values as placeholders.
    Text(&'static str),
    /// The first digits of the SHA-256 of a text, in hexadecimal.
    Digest {
        /// A text with other values as placeholders.
        of: &'static str,
        /// The number of digits.
        digits: usize,
    },
}

/// A configuration that shows what a policy can run.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Configuration {
    /// The name, such as `slurm`.
    pub name: &'static str,
    /// One sentence about the configuration.
    pub summary: &'static str,
    /// The options that hold.
    pub options: &'static [&'static CommandOption],
}
