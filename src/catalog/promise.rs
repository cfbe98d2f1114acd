//! The promises of policies and bundles: the commands that run with them.

/// A call that is denied with a policy or a bundle, although a command that it promises makes the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct AcceptedDenial {
    /// The call, such as `s3:HeadBucket`.
    pub call: &'static str,
    /// The commands that make the call; all of the promise if there are none.
    pub commands: &'static [&'static str],
    /// The configurations in which it is made; all of the promise if there are none.
    pub configurations: &'static [&'static str],
    /// The reason to keep it so, and the facts that a reader should know.
    pub reason: &'static str,
}

impl AcceptedDenial {
    /// True for a call of a command in a configuration.
    #[must_use]
    pub fn is_of(&self, call: &str, command: &str, configuration: &str) -> bool {
        let has = |names: &[&str], name: &str| names.is_empty() || names.contains(&name);
        self.call == call && has(self.commands, command) && has(self.configurations, configuration)
    }
}
