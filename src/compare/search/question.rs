//! What is asked about the resources of an entry, and what is known before any of them is tried.

use std::collections::HashSet;

use crate::evaluate::Layer;
use crate::iam::evaluate::CompiledStatement;
use crate::iam::language::{self, Automaton, Fate, TooComplex};

use super::{Answer, FoundResource, Search, borrowed, implies};
use crate::compare::conditions::{Apart, Matched};
use crate::compare::signature::Signature;

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

impl Search<'_> {
    /// A resource of an entry and of one of some patterns that tells the sides apart, if there is one.
    pub(super) fn ask(
        &mut self,
        question: &Question,
        place: usize,
        formats: &[usize],
    ) -> Result<Option<Answer>, TooComplex> {
        let statements = &question.statements;
        let mut automata = Vec::new();
        for statement in statements {
            let entries = statement.entries.iter().copied();
            let near = entries.filter(|it| formats.iter().any(|format| self.patterns.overlaps(*it, *format)));
            let near: Vec<usize> = near.collect();
            automata.push(self.automata(&near)?);
        }
        let matched = |accepted: &[bool]| {
            let of_side = |side: usize| {
                let of_side = statements.iter().zip(accepted).filter(move |(it, _)| it.side == side);
                of_side.filter(|(it, has)| it.matches(**has)).map(|(it, _)| it.place).collect::<Vec<_>>()
            };
            let grants = of_side(0);
            grants.contains(&place).then(|| Matched { grant: place, grants, others: of_side(1) })
        };
        if automata.iter().all(Vec::is_empty) {
            // Every resource is decided alike.
            let apart = matched(&vec![false; statements.len()]).and_then(|it| self.contexts.apart(it));
            return Ok(apart
                .map(|apart| (apart, FoundResource::Any { of: question.own, formats: formats.to_vec() })));
        }
        let groups: Vec<Vec<&Automaton>> = automata.iter().map(|it| borrowed(it)).collect();
        let others: Vec<&[&Automaton]> = groups.iter().map(Vec::as_slice).collect();
        let own = self.patterns.automaton(question.own)?;
        let (within, decisive) = (self.automata(formats)?, self.automata(&question.decisive)?);
        let (within, decisive) = (borrowed(&within), borrowed(&decisive));
        let within: &[&[&Automaton]] = &[&[&own], &within, &decisive];
        let within = within.get(..if decisive.is_empty() { 2 } else { 3 }).unwrap_or(within);
        let layers: Vec<Layer> = self.sides[1].layers().collect();
        let is_over = |fates: &[Fate]| is_decided(statements, fates, place, &layers);
        let mut may_be_apart = false;
        for takes_maybe in [false, true] {
            if takes_maybe && !may_be_apart {
                break;
            }
            let contexts = &mut self.contexts;
            let found = language::kinds(within, &others, 1, self.budget, is_over, |accepted| {
                let apart = matched(accepted).and_then(|it| contexts.apart(it));
                may_be_apart |= matches!(apart, Some(Apart::Maybe(_)));
                apart.filter(|it| takes_maybe || matches!(it, Apart::Certainly(_)))
            })?;
            if let Some(answer) = found.into_iter().next() {
                return Ok(Some((answer.0, FoundResource::Text(answer.1))));
            }
        }
        Ok(None)
    }

    /// The question about an entry; nothing if both sides have the same statements about its resources.
    pub(super) fn question(
        &mut self,
        signature: &Signature,
        grant: &CompiledStatement,
        own: usize,
    ) -> Option<Question> {
        let statements = self.asked(signature, grant, own);
        // Resources that only statements of both sides match are decided alike.
        let mut decisive = Some(Vec::new());
        let mut n_decisive = 0;
        for statement in statements.iter().filter(|it| !it.is_shared) {
            n_decisive += 1;
            decisive = decisive.filter(|_| !statement.has_all && !statement.is_negated);
            if let Some(decisive) = &mut decisive {
                decisive.extend(&statement.entries);
            }
        }
        let [from, to] = self.sides;
        let mut decisive = decisive.unwrap_or_default();
        if !from.layers().eq(to.layers()) {
            decisive.clear();
        } else if n_decisive == 0 {
            return None;
        }
        decisive.sort_unstable();
        decisive.dedup();
        Some(Question { own, statements, decisive })
    }

    /// The statements about some actions, asked about the resources of an entry.
    fn asked(&mut self, signature: &Signature, grant: &CompiledStatement, own: usize) -> Vec<AskedStatement> {
        let mut statements = Vec::new();
        let [in_own, in_other] = [0, 1].map(|side| {
            let about = signature.about.get(side).into_iter().flatten();
            about.map(|place| self.says(side, *place)).collect::<HashSet<_>>()
        });
        let shared: HashSet<Option<usize>> = in_own.intersection(&in_other).copied().collect();
        for ((side, policies), about) in self.sides.into_iter().enumerate().zip(&signature.about) {
            for place in about {
                let Some(statement) = policies.statements.get(*place) else { continue };
                let mut asked = AskedStatement {
                    side,
                    place: *place,
                    is_negated: statement.resources.is_negated,
                    denies: statement.denies,
                    layer: statement.layer,
                    is_implied: implies(&grant.conditions, &statement.conditions),
                    is_shared: shared.contains(&self.says(side, *place)),
                    has_all: false,
                    entries: Vec::new(),
                };
                for idx in 0..statement.resources.entries.len() {
                    let Some(number) = self.number(side, *place, idx) else { continue };
                    if self.patterns.covers(number, own) {
                        asked.has_all = true;
                    } else if self.patterns.overlaps(number, own) {
                        asked.entries.push(number);
                    }
                }
                if asked.has_all {
                    asked.entries.clear();
                }
                statements.push(asked);
            }
        }
        statements
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
