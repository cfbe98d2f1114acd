//! The items of a release's commands: its own, and those of the release that it refers to.

use crate::compiler::kinds::commands::written::{
    WrittenActor, WrittenCommand, WrittenCommands, WrittenConfiguration, WrittenOption, WrittenSequence,
    WrittenValue,
};
use crate::compiler::kinds::reading::Written;
use crate::compiler::kinds::texts::value;
use crate::compiler::source::Spanned;

/// An item that has a name among those of its kind.
pub(super) trait Item {
    /// The name of such an item in a message.
    const WHAT: &'static str;

    fn name(&self) -> &Spanned<String>;

    /// The items of a file.
    fn all(commands: &WrittenCommands) -> &Written<Self>
    where
        Self: Sized;
}

macro_rules! items {
    ($($type:ident $what:literal $list:ident;)*) => {
        $(impl Item for $type {
            const WHAT: &'static str = $what;

            fn name(&self) -> &Spanned<String> {
                &self.name
            }

            fn all(commands: &WrittenCommands) -> &Written<Self> {
                &commands.$list
            }
        })*
    };
}

items! {
    WrittenConfiguration "configuration" configurations;
    WrittenActor "actor" actors;
    WrittenOption "option" options;
    WrittenValue "value" values;
    WrittenSequence "sequence" sequences;
    WrittenCommand "command" commands;
}

/// An item, and the file that states it.
#[derive(Debug)]
pub(super) struct Stated<'w, T> {
    pub(super) item: &'w T,
    /// True if the release itself states it, and not the one that it refers to.
    pub(super) is_own: bool,
}

impl<T> Clone for Stated<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Stated<'_, T> {}

/// The files of a release's commands.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommandFiles<'w> {
    pub(super) own: &'w WrittenCommands,
    /// The file of the release that it refers to.
    pub(super) base: Option<&'w WrittenCommands>,
    /// True if a mistake hides that file.
    pub(super) is_base_hidden: bool,
}

impl<'w> CommandFiles<'w> {
    /// The items of a kind, those of the other release first; an own one stands in the place of the other of
    /// its name.
    pub(super) fn all<T: Item>(self) -> Vec<Stated<'w, T>> {
        let own = &T::all(self.own).items;
        let named = |name: &str| own.iter().find(|item| item.name().value == name);
        let base = self.base.map(|base| T::all(base).items.as_slice()).unwrap_or_default();
        let base_has = |item: &T| base.iter().any(|other| other.name().value == item.name().value);
        let inherited =
            base.iter().filter(|item| !self.is_gone(&item.name().value)).map(|item| {
                match named(&item.name().value) {
                    Some(item) => Stated { item, is_own: true },
                    None => Stated { item, is_own: false },
                }
            });
        let new = own.iter().filter(|item| !base_has(item)).map(|item| Stated { item, is_own: true });
        inherited.chain(new).collect()
    }

    /// True if the other release has an item that this one does not have.
    pub(super) fn is_gone(self, name: &str) -> bool {
        self.own.without.iter().any(|without| without.value == name)
    }

    /// True if an item of a kind may be in a part that could not be read.
    pub(super) fn may_have<T: Item>(self, name: &str) -> bool {
        let may_have = |commands: &WrittenCommands| T::all(commands).hidden.may_have(name);
        self.is_base_hidden || may_have(self.own) || self.base.is_some_and(may_have)
    }

    /// The package that a file was measured with.
    pub(super) fn package(self, is_own: bool) -> String {
        let file = if is_own { Some(self.own) } else { self.base };
        value(file.and_then(|file| file.package.as_ref()))
    }
}
