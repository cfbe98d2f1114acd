//! The values with which policies of the catalog were filled, inferred from policies that somebody has.
//!
//! Each resource and each value of a condition is matched with the entries of the catalog. An entry of a statement
//! with the same actions counts, or else the one with the most literal characters, and among equals that of the
//! statement whose actions are most alike: then the texts in the places of its placeholders are values.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::template::{Capture, EntryTemplate, accepts};
use crate::document::{Document, Statement, Text};
use crate::values::{Parameter, ParameterRole};
use crate::{Need, Policy};

/// The most entries of policies that are looked at: more than any identity can have.
const MAX_ENTRIES: usize = 20_000;

/// The likeness of two statements with the same actions.
const SAME: usize = 1_000;

/// The values with which policies of the catalog come nearest to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InferredValues {
    /// The values, in the order of the catalog's parameters; several of a list.
    pub values: Vec<InferredValue>,
    /// True if the policies name no region, but `*` in its place, or do not depend on it.
    pub all_regions: bool,
    /// The parameters that need a value, which is not shown and changes nothing beside the others.
    pub idle: Vec<&'static Parameter>,
}

/// A value and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InferredValue {
    /// The parameter.
    pub parameter: &'static Parameter,
    /// The value.
    pub value: String,
    /// The first entry that has it.
    pub entry: String,
    /// The number of the document of that entry.
    pub document: usize,
    /// The number of entries that have it.
    pub n_entries: usize,
    /// The other values of the parameter that entries have, each with the number of these, most first.
    pub others: Vec<(String, usize)>,
}

impl InferredValues {
    /// The values of some policies' parameters that documents show.
    #[must_use]
    pub fn of(policies: &[&'static Policy], documents: &[&Document]) -> Self {
        let templates = Templates::new(policies);
        let mut votes = Votes::default();
        for (document, statement) in
            documents.iter().enumerate().flat_map(|(idx, it)| it.statements.iter().map(move |st| (idx, st)))
        {
            for (slot, entry) in entries(statement) {
                if votes.n_entries < MAX_ENTRIES {
                    votes.n_entries += 1;
                    templates.vote(&mut votes, document, statement, &slot, entry);
                }
            }
        }
        let mut inferred = votes.elected(policies);
        let is_idle = |parameter: &Parameter| !inferred.changes(policies, parameter);
        let region = Parameter::with_role(ParameterRole::Region).filter(|it| !inferred.shows(it));
        let all_regions = region.is_some_and(is_idle);
        let used = policies.iter().flat_map(|policy| policy.parameters);
        let required = used.filter(|used| used.need == Need::Required).map(|used| used.parameter);
        let unknown = required.filter(|it| !it.role().is_location() && !inferred.shows(it) && is_idle(it));
        inferred.idle = unknown.collect();
        inferred.all_regions |= all_regions;
        inferred
    }
}

/// The part of a statement in which an entry stands: its resources, or the values of a condition key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Slot {
    Resource,
    Condition(String),
}

/// The resources and the values of the conditions of a statement.
fn entries(statement: &Statement) -> impl Iterator<Item = (Slot, &str)> {
    let resources = statement.resources.iter().flat_map(|list| &list.entries);
    let values = statement.conditions().flat_map(|(_, key)| {
        let name = key.name.value.to_ascii_lowercase();
        key.values.iter().map(move |value| (Slot::Condition(name.clone()), value.text.as_str()))
    });
    resources.map(|text| (Slot::Resource, text.as_str())).chain(values)
}

/// An entry of a policy of the catalog.
#[derive(Debug)]
struct PlacedTemplate {
    template: EntryTemplate,
    /// The statement, by its place among all.
    statement: usize,
}

/// The entries of policies of the catalog.
#[derive(Debug, Default)]
struct Templates {
    with_values: HashMap<Slot, Vec<PlacedTemplate>>,
    /// The entries without a placeholder, which show nothing.
    literal: HashSet<(Slot, &'static str)>,
    /// The actions of each statement, in lower case.
    actions: Vec<HashSet<String>>,
    /// The Sid of each statement.
    sids: Vec<Option<&'static str>>,
}

impl Templates {
    fn new(policies: &[&'static Policy]) -> Self {
        let mut templates = Self::default();
        let maintained = policies.iter().flat_map(|it| it.statements).filter(|it| it.is_maintained());
        for (place, statement) in maintained.enumerate() {
            let actions = statement.actions.maintained();
            templates.actions.push(actions.map(|entry| entry.text.to_ascii_lowercase()).collect());
            templates.sids.push(statement.sid);
            let resources = statement.resources.maintained().map(|entry| (Slot::Resource, entry.text));
            let values = statement.conditions.iter().flat_map(|condition| {
                let slot = Slot::Condition(condition.key.to_ascii_lowercase());
                condition.values.maintained().map(move |entry| (slot.clone(), entry.text))
            });
            for (slot, text) in resources.chain(values) {
                let Some(template) = EntryTemplate::new(text) else { continue };
                if template.has_value() {
                    let placed = PlacedTemplate { template, statement: place };
                    templates.with_values.entry(slot).or_default().push(placed);
                } else {
                    templates.literal.insert((slot, text));
                }
            }
        }
        templates
    }

    /// Adds what an entry of a policy shows.
    fn vote(&self, votes: &mut Votes, document: usize, statement: &Statement, slot: &Slot, entry: &str) {
        if self.literal.iter().any(|(of, text)| of == slot && *text == entry) {
            return;
        }
        let actions: HashSet<String> = statement
            .actions
            .iter()
            .flat_map(|list| &list.entries)
            .map(|text| text.value.to_ascii_lowercase())
            .collect();
        let sid = statement.sid.as_ref().map(Text::as_str).filter(|sid| !sid.is_empty());
        let mut best: Option<(bool, bool, usize, usize)> = None;
        let mut captures = Vec::new();
        for placed in self.with_values.get(slot).into_iter().flatten() {
            let likeness = self.likeness(placed.statement, &actions);
            let has_sid = likeness > 0 && sid.is_some() && self.sids.get(placed.statement) == Some(&sid);
            let rank = (has_sid, likeness == SAME, placed.template.n_literal, likeness);
            if best.is_some_and(|known| rank < known) {
                continue;
            }
            let Some(found) = placed.template.captures(entry) else { continue };
            if best.is_none_or(|known| known < rank) {
                captures.clear();
            }
            best = Some(rank);
            captures.extend(found);
        }
        let is_alike = best.is_some_and(|(.., likeness)| likeness > 0);
        if captures.is_empty() && *slot == Slot::Resource {
            captures.extend(location(entry));
        }
        let mut seen = Vec::new();
        for (parameter, value) in &captures {
            let (parameter, value) = (*parameter, *value);
            let is_other =
                |it: &Capture<'_>| it.0.name != parameter.name && it.0.type_name == parameter.type_name;
            let is_sure = !captures.iter().any(|it| is_other(it) && it.1 == value);
            // Where a policy is for shows in any entry, and all else in a statement for the same actions.
            let is_shown = is_alike || parameter.role().is_location() || is_account(parameter);
            if is_shown && !seen.contains(&(parameter.name, value)) {
                seen.push((parameter.name, value));
                votes.add(parameter, Vote::new(value, entry, document, is_sure));
            }
        }
    }

    /// The likeness of a statement's actions to others, in thousandths.
    fn likeness(&self, statement: usize, actions: &HashSet<String>) -> usize {
        let Some(own) = self.actions.get(statement) else { return 0 };
        let n_both = own.intersection(actions).count();
        let n_all = own.len() + actions.len() - n_both;
        (n_both * SAME).checked_div(n_all).unwrap_or_default()
    }
}

/// The partition, the region and the account of an ARN.
fn location(arn: &str) -> impl Iterator<Item = Capture<'_>> {
    const FIELDS: [(ParameterRole, usize); 3] =
        [(ParameterRole::Partition, 1), (ParameterRole::Region, 3), (ParameterRole::AccountId, 4)];
    let fields: Vec<&str> = arn.splitn(6, ':').collect();
    let is_arn = fields.len() == 6 && fields.first() == Some(&"arn");
    FIELDS.into_iter().filter(move |_| is_arn).filter_map(move |(role, idx)| {
        let parameter = Parameter::with_role(role)?;
        fields.get(idx).copied().filter(|field| accepts(parameter, field)).map(|field| (parameter, field))
    })
}

fn is_account(parameter: &Parameter) -> bool {
    parameter.role() == ParameterRole::AccountId
}

/// The entries that show a value.
#[derive(Clone, Debug)]
struct Vote {
    value: String,
    entry: String,
    document: usize,
    n_entries: usize,
    /// False for a value that another parameter of the type may have in its place.
    is_sure: bool,
}

impl Vote {
    fn new(value: &str, entry: &str, document: usize, is_sure: bool) -> Self {
        Self { value: value.to_owned(), entry: entry.to_owned(), document, n_entries: 1, is_sure }
    }
}

#[derive(Debug, Default)]
struct Votes {
    by_parameter: BTreeMap<&'static str, Vec<Vote>>,
    n_entries: usize,
}

impl Votes {
    fn add(&mut self, parameter: &'static Parameter, vote: Vote) {
        let votes = self.by_parameter.entry(parameter.name).or_default();
        match votes.iter_mut().find(|known| known.value == vote.value) {
            Some(known) => {
                known.n_entries += 1;
                // An ARN says more than the value alone.
                if known.entry == known.value && vote.entry != vote.value {
                    (known.entry, known.document) = (vote.entry, vote.document);
                }
                known.is_sure |= vote.is_sure;
            }
            None => votes.push(vote),
        }
    }

    /// For each parameter the value that most entries show, or all values of a list.
    fn elected(&self, policies: &[&'static Policy]) -> InferredValues {
        let mut inferred = InferredValues::default();
        let used = policies.iter().flat_map(|policy| policy.parameters);
        let is_list = |parameter: &Parameter| {
            used.clone().any(|it| it.parameter.name == parameter.name && it.need == Need::List)
        };
        let is_required = |parameter: &Parameter| {
            used.clone().any(|it| it.parameter.name == parameter.name && it.need == Need::Required)
        };
        let mut taken = HashSet::new();
        for parameter in crate::values::PARAMETERS.iter().copied() {
            let Some(votes) = self.by_parameter.get(parameter.name) else { continue };
            let is_free =
                |vote: &&Vote| vote.is_sure || !taken.contains(&(parameter.type_name, vote.value.clone()));
            let (mut free, others): (Vec<&Vote>, Vec<&Vote>) = votes.iter().partition(is_free);
            if free.is_empty() && is_required(parameter) {
                free = others;
            }
            let elected: Vec<&Vote> =
                if is_list(parameter) { free } else { first_choice(parameter, &free).into_iter().collect() };
            taken.extend(elected.iter().map(|vote| (parameter.type_name, vote.value.clone())));
            let mut others: Vec<(String, usize)> = votes
                .iter()
                .filter(|vote| !elected.iter().any(|it| it.value == vote.value))
                .map(|vote| (vote.value.clone(), vote.n_entries))
                .collect();
            others.sort_by_key(|(_, n_entries)| core::cmp::Reverse(*n_entries));
            for vote in elected {
                if parameter.role() == ParameterRole::Region && vote.value == "*" {
                    inferred.all_regions = true;
                }
                inferred.values.push(InferredValue {
                    parameter,
                    value: vote.value.clone(),
                    entry: vote.entry.clone(),
                    document: vote.document,
                    n_entries: vote.n_entries,
                    others: core::mem::take(&mut others),
                });
            }
        }
        inferred.keep_unexplained();
        inferred.keep_one_location();
        inferred
    }
}

/// The default, if an entry shows it, or the value that most entries show, of equals the first.
fn first_choice<'v>(parameter: &Parameter, votes: &[&'v Vote]) -> Option<&'v Vote> {
    let is_default = |vote: &&&Vote| Some(vote.value.as_str()) == parameter.default;
    let most = votes.iter().map(|vote| vote.n_entries).max()?;
    votes.iter().find(is_default).or_else(|| votes.iter().find(|vote| vote.n_entries == most)).copied()
}

impl InferredValues {
    fn shows(&self, parameter: &Parameter) -> bool {
        self.values.iter().any(|it| it.parameter.name == parameter.name)
    }

    /// True if a statement that exists with these values depends on a parameter.
    fn changes(&self, policies: &[&'static Policy], parameter: &Parameter) -> bool {
        let has = |name: &str| self.values.iter().any(|it| it.parameter.name == name);
        let statements = policies.iter().flat_map(|policy| policy.statements);
        let mut present = statements.filter(|it| it.is_maintained() && it.presence.holds(has));
        present.any(|it| it.depends_on(parameter))
    }

    /// Leaves out the other values of a parameter that are the values of another one.
    fn keep_unexplained(&mut self) {
        let elected: HashSet<String> = self.values.iter().map(|it| it.value.clone()).collect();
        for it in &mut self.values {
            it.others.retain(|(value, _)| !elected.contains(value));
        }
    }

    /// Leaves out the partition if it follows from a region, and `*` in place of a region.
    fn keep_one_location(&mut self) {
        let has_region =
            self.values.iter().any(|it| it.parameter.role() == ParameterRole::Region && it.value != "*");
        self.values.retain(|it| match it.parameter.role() {
            ParameterRole::Region => it.value != "*",
            ParameterRole::Partition => !has_region,
            _ => true,
        });
    }
}
