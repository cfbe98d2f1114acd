//! The scope of a statement: the actions and resources that it covers.
//!
//! `Action` covers the named actions, and `NotAction` all actions except the named ones, including those of
//! all other services; `Resource` and `NotResource` do the same for resources. `Allow` with `NotAction`
//! therefore grants nearly everything, and `Deny` with `NotAction` leaves only the named actions (IAM User
//! Guide, "IAM JSON policy elements: `NotAction`" and "`NotResource`").

use core::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::document::{Key, Operator, Statement, Text};
use crate::iam::action::ActionPattern;
use crate::iam::comparable::ComparableAction;
use crate::iam::condition::{
    ConditionTest, Fulfilment, KeyMeaning, MAX_COMPARED, contradictions, fulfilment,
};
use crate::iam::principal;
use crate::iam::resource::{ResourceForm, ResourcePattern};
use crate::iam::type_set::{TypeSet, TypeSets};
use crate::{Action, Effect, ResourceType, SERVICES, Service};

/// A statement as IAM reads it.
#[derive(Clone, Debug)]
pub(crate) struct Scope<'d> {
    pub(crate) statement: &'d Statement,
    /// The number of the document, among the documents that an identity has.
    pub(crate) document: usize,
    /// The effect; none if it is misspelt, or if the statement is [void](Self::void).
    pub(crate) effect: Option<Effect>,
    pub(crate) actions: Vec<ActionPattern<'d>>,
    /// True for `NotAction`, which covers all other actions.
    pub(crate) not_action: bool,
    /// The actions that match each entry of `actions`, as far as the catalog has them.
    expanded: Vec<Rc<ExpandedEntry>>,
    comparable: OnceCell<Vec<ComparableAction<'d>>>,
    pub(crate) resources: Vec<ResourcePattern<'d>>,
    /// The types that a resource of the statement can be of.
    types: TypeSets,
    /// True for `NotResource`, which covers all other resources.
    pub(crate) not_resource: bool,
    /// The conditions, as far as there were not too many in the document.
    pub(crate) tests: Vec<ConditionTest<'d>>,
    /// Pairs of conditions that no request meets together, by their places in `tests`.
    pub(crate) contradictions: Vec<(usize, usize)>,
    /// The entry of `NotAction` or `NotResource` that leaves nothing for the statement to apply to. Such a
    /// statement has no effect.
    pub(crate) void: Option<&'d Text>,
}

impl<'d> Scope<'d> {
    pub(crate) fn new(statement: &'d Statement, lookups: &mut Lookups<'d>) -> Self {
        let actions = statement.actions.as_ref();
        let resources = statement.resources.as_ref();
        let effect = statement.effect.as_ref().and_then(|effect| match effect.as_str() {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            _ => None,
        });
        let tests = lookups.tests_of(statement);
        let entries: Vec<_> = actions.iter().flat_map(|list| &list.entries).map(ActionPattern::new).collect();
        let not_action = actions.is_some_and(|list| list.negated);
        let not_resource = resources.is_some_and(|list| list.negated);
        let resources: Vec<_> =
            resources.iter().flat_map(|list| &list.entries).map(ResourcePattern::new).collect();
        let all_actions = entries.iter().find(|entry| not_action && entry.is_all()).map(|entry| entry.text);
        let all_resources = resources.iter().find(|entry| not_resource && entry.is_all());
        let void = all_actions.or(all_resources.map(|entry| entry.text));
        Self {
            statement,
            document: 0,
            effect: effect.filter(|_| void.is_none()),
            expanded: entries.iter().map(|entry| lookups.actions_of(*entry)).collect(),
            comparable: OnceCell::new(),
            actions: entries,
            not_action,
            resources,
            types: TypeSets::default(),
            not_resource,
            void,
            contradictions: contradictions(&tests, &mut lookups.n_values_left),
            tests,
        }
    }

    /// The scope with the number of its document.
    pub(crate) fn of_document(mut self, number: usize) -> Self {
        self.document = number;
        self
    }

    /// The place of the statement among all statements of an identity.
    pub(crate) fn order(&self) -> (usize, usize) {
        (self.document, self.statement.idx)
    }

    pub(crate) fn allows(&self) -> bool {
        self.effect == Some(Effect::Allow)
    }

    pub(crate) fn denies(&self) -> bool {
        self.effect == Some(Effect::Deny)
    }

    /// True for a statement with `Action` and `Resource`, without a negation.
    pub(crate) fn is_positive(&self) -> bool {
        !self.not_action && !self.not_resource
    }

    /// True if the statement covers an action.
    pub(crate) fn names(&self, action: Action) -> bool {
        self.actions.iter().any(|pattern| pattern.matches(action)) != self.not_action
    }

    /// True if the statement is about everyone that another statement is about.
    pub(crate) fn covers_principals(&self, other: &Scope<'_>) -> bool {
        principal::covers(self.statement.principals.as_ref(), other.statement.principals.as_ref())
    }

    /// True if `Resource` has `*`.
    pub(crate) fn is_on_everything(&self) -> bool {
        !self.not_resource && self.resources.iter().any(ResourcePattern::is_all)
    }

    /// The actions that the statement covers, as far as the catalog has them, each of them once.
    pub(crate) fn expand(&self) -> Vec<Action> {
        if self.not_action {
            let all = SERVICES.iter().flat_map(|service| service.actions());
            return all.filter(|action| self.names(*action)).collect();
        }
        if let [only] = self.expanded.as_slice() {
            return only.actions.clone();
        }
        let mut seen = HashSet::new();
        let all = self.expanded.iter().flat_map(|entry| &entry.actions).copied();
        all.filter(|action| seen.insert(*action)).collect()
    }

    /// The entries of `Action`, each with the actions that match it.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (ActionPattern<'d>, &[Action])> + Clone {
        self.actions.iter().copied().zip(self.expanded.iter().map(|entry| entry.actions.as_slice()))
    }

    /// The entries of `Action`, prepared to be compared with many others.
    pub(crate) fn comparable(&self) -> &[ComparableAction<'d>] {
        self.comparable.get_or_init(|| self.actions.iter().copied().map(ComparableAction::new).collect())
    }

    /// True if an action of an entry, which is given by its place, can use a resource.
    pub(crate) fn can_use(&self, idx: usize, resource: &ResourcePattern<'_>) -> bool {
        let Some(entry) = self.expanded.get(idx) else { return false };
        match resource.arn() {
            Some(_) => entry.types().iter().any(|(service, types)| {
                resource.types_of(service).is_none_or(|possible| possible.overlaps(types))
            }),
            None => !entry.actions.is_empty(),
        }
    }

    /// The resources that the actions of an entry, which is given by its place, can use, with their places.
    pub(crate) fn usable(&self, idx: usize) -> impl Iterator<Item = (usize, &ResourcePattern<'d>)> {
        let is_known = self.actions.get(idx).is_some_and(|entry| entry.is_of_known_service());
        let all = self.resources.iter().enumerate();
        all.filter(move |(_, resource)| !is_known || self.can_use(idx, resource))
    }

    /// True if the statement covers every action of an entry.
    pub(crate) fn covers_action(&self, entry: &ComparableAction<'_>) -> bool {
        if self.not_action {
            !self.comparable().iter().any(|other| other.overlaps(entry))
        } else {
            self.comparable().iter().any(|other| other.covers(entry))
        }
    }

    /// True if the statement covers every ARN that matches a resource.
    pub(crate) fn covers_resource(&self, resource: &ResourcePattern<'_>) -> bool {
        if self.not_resource {
            !self.resources.iter().any(|other| other.overlaps_with(resource))
        } else {
            self.resources.iter().any(|other| self.entry_covers(other, resource))
        }
    }

    /// True if an entry of `Resource` covers every ARN that matches a resource.
    pub(crate) fn entry_covers(&self, entry: &ResourcePattern<'_>, resource: &ResourcePattern<'_>) -> bool {
        if self.denies() { entry.surely_covers(resource) } else { entry.covers(resource) }
    }

    /// True if a request of an action can involve one of the resources, as far as the facts say.
    pub(crate) fn can_match(&self, action: Action) -> bool {
        if self.not_resource || self.resources.iter().any(|resource| resource.arn().is_none()) {
            return true;
        }
        let types = self.types_of(action.service());
        action.resource_types().any(|kind| types.has(kind))
    }

    /// The types of a service that a resource of the statement can be of.
    fn types_of(&self, service: &'static Service) -> Rc<TypeSet> {
        self.types.get(service, || {
            let sets: Vec<_> = self.resources.iter().map(|resource| resource.types_of(service)).collect();
            let is_one =
                |kind: &ResourceType| sets.iter().any(|set| set.as_ref().is_none_or(|set| set.has(*kind)));
            service.resource_types().filter(is_one).collect()
        })
    }

    /// The answer of the conditions to the requests of an action on the resources of the statement. The keys
    /// of a request depend on the type of the resource; nothing if no resource is one of the action's.
    pub(crate) fn fulfilment(&self, action: Action) -> Option<Fulfilment> {
        if !self.contradictions.is_empty() {
            return Some(Fulfilment::Never);
        }
        Fulfilment::any(self.types(action).map(|kind| fulfilment(&self.tests, action, kind)))
    }

    /// The answer of one of the conditions.
    pub(crate) fn fulfilment_of(&self, test: &ConditionTest<'_>, action: Action) -> Option<Fulfilment> {
        Fulfilment::any(self.types(action).map(|kind| test.fulfilment(action, kind)))
    }

    /// The types of the resources on which the statement covers an action; nothing in place of a type for an
    /// action that takes no resource. A statement without the element is about that which has the policy.
    fn types(&self, action: Action) -> impl Iterator<Item = Option<ResourceType>> {
        let is_any = self.not_resource || self.statement.resources.is_none();
        let types = (!is_any).then(|| self.types_of(action.service()));
        let is_covered = move |kind: &ResourceType| types.as_ref().is_none_or(|types| types.has(*kind));
        let takes_none = action.resource_types().len() == 0;
        action.resource_types().filter(is_covered).map(Some).chain(takes_none.then_some(None))
    }

    /// True if a resource is a placeholder that can become any ARN.
    pub(crate) fn has_unknown_resource(&self) -> bool {
        self.resources.iter().any(|resource| matches!(resource.form, ResourceForm::Unknown))
    }
}

/// The actions that match an entry of `Action`, as far as the catalog has them.
#[derive(Debug)]
struct ExpandedEntry {
    actions: Vec<Action>,
    types: OnceCell<Vec<(&'static Service, TypeSet)>>,
}

impl ExpandedEntry {
    /// The resource types of the actions, for each of their services.
    fn types(&self) -> &[(&'static Service, TypeSet)] {
        self.types.get_or_init(|| {
            let of_services = self.actions.chunk_by(|a, b| core::ptr::eq(a.service(), b.service()));
            let types = |actions: &[Action]| {
                let service = actions.first()?.service();
                Some((service, actions.iter().flat_map(|action| action.resource_types()).collect()))
            };
            of_services.filter_map(types).collect()
        })
    }
}

/// The most conditions of a document that are looked at: far more than a document of the size that IAM accepts
/// can have.
const MAX_TESTS: usize = 1024;

/// The facts about the entries and keys of a document, looked up once for each of them.
#[derive(Debug)]
pub(crate) struct Lookups<'d> {
    actions: HashMap<&'d str, Rc<ExpandedEntry>>,
    keys: HashMap<&'d str, Rc<KeyMeaning>>,
    n_tests_left: usize,
    /// The pairs of values that may still be compared to find contradictions.
    n_values_left: usize,
}

impl Default for Lookups<'_> {
    fn default() -> Self {
        Self {
            actions: HashMap::new(),
            keys: HashMap::new(),
            n_tests_left: MAX_TESTS,
            n_values_left: MAX_COMPARED,
        }
    }
}

impl<'d> Lookups<'d> {
    fn actions_of(&mut self, entry: ActionPattern<'d>) -> Rc<ExpandedEntry> {
        let expand = || ExpandedEntry { actions: entry.expand().collect(), types: OnceCell::new() };
        self.actions.entry(entry.text.as_str()).or_insert_with(|| Rc::new(expand())).clone()
    }

    fn tests_of(&mut self, statement: &'d Statement) -> Vec<ConditionTest<'d>> {
        let test = |(operator, key): (&'d Operator, &'d Key)| {
            let name = key.name.as_str();
            let meaning = self.keys.entry(name).or_insert_with(|| Rc::new(KeyMeaning::new(name))).clone();
            ConditionTest::new(operator, key, meaning, statement.idx)
        };
        let tests: Vec<_> = statement.conditions().take(self.n_tests_left).map(test).collect();
        self.n_tests_left -= tests.len();
        tests
    }
}
