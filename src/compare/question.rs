//! What is asked about the resources of an entry, and what is known before any of them is tried.

use crate::evaluate::Layer;
use crate::iam::language::Fate;

/// A question about the resources of an entry.
pub(super) struct Question {
    /// The number of the entry.
    pub(super) own: usize,
    pub(super) statements: Vec<AskedStatement>,
    /// The numbers of entries of which a resource has to match one, to be decided differently; none if every
    /// resource may be.
    pub(super) decisive: Vec<usize>,
}

/// A statement, asked about the resources of an entry.
#[expect(clippy::struct_excessive_bools, reason = "each is the answer to a question of its own")]
pub(super) struct AskedStatement {
    pub(super) side: usize,
    pub(super) place: usize,
    pub(super) is_negated: bool,
    pub(super) denies: bool,
    pub(super) layer: Layer,
    /// True if the conditions are met whenever those of the grant are.
    pub(super) is_implied: bool,
    /// True if the other side has a statement that says the same.
    pub(super) is_shared: bool,
    /// True if an entry of the statement has them all.
    pub(super) has_all: bool,
    /// The numbers of its entries that have some of them.
    pub(super) entries: Vec<usize>,
}

impl AskedStatement {
    /// What is known of all resources, by what is known of its entries.
    pub(super) fn fate(&self, of_entries: Fate) -> Fate {
        match if self.has_all { Fate::Always } else { of_entries } {
            Fate::Never if self.is_negated => Fate::Always,
            Fate::Always if self.is_negated => Fate::Never,
            fate => fate,
        }
    }

    /// True if the statement matches a resource, by the answer whether its entries do.
    pub(super) fn matches(&self, is_accepted: bool) -> bool {
        (self.has_all || is_accepted) != self.is_negated
    }
}

/// True if no resource tells the sides apart, by what is known of the entries of each statement: the grant does not
/// match, its own side certainly denies what it grants, or the other side certainly grants it too.
pub(super) fn is_decided(
    statements: &[AskedStatement],
    fates: &[Fate],
    grant: usize,
    layers: &[Layer],
) -> bool {
    let all = || statements.iter().zip(fates).map(|(it, fate)| (it, it.fate(*fate)));
    let is_denied = all().any(|(it, fate)| match fate {
        Fate::Never => it.side == 0 && it.place == grant,
        Fate::Always => it.side == 0 && it.denies && it.is_implied,
        Fate::Open => false,
    });
    let others = || all().filter(|(it, _)| it.side == 1);
    is_denied
        || others().all(|(it, fate)| !it.denies || fate == Fate::Never || it.is_shared)
            && layers.iter().all(|layer| {
                let grants = |it: &AskedStatement| !it.denies && it.is_implied && it.layer == *layer;
                others().any(|(it, fate)| fate == Fate::Always && grants(it))
            })
}
