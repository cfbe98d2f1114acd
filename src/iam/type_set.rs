//! Sets of the resource types of a service.
//!
//! A statement can have thousands of pairs of an action and a resource. Two sets of types tell at once whether
//! the actions of an entry can use a resource.

use core::cell::RefCell;
use std::rc::Rc;

use crate::{ResourceType, Service};

/// Some of the resource types of one service: a bit for each type.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeSet(Vec<u64>);

impl TypeSet {
    pub(crate) fn insert(&mut self, kind: ResourceType) {
        let (word, bit) = place(kind);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    pub(crate) fn has(&self, kind: ResourceType) -> bool {
        let (word, bit) = place(kind);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// True if both sets have a type.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }
}

impl FromIterator<ResourceType> for TypeSet {
    fn from_iter<T: IntoIterator<Item = ResourceType>>(kinds: T) -> Self {
        kinds.into_iter().fold(Self::default(), |mut set, kind| {
            set.insert(kind);
            set
        })
    }
}

/// The word and the bit of a type.
fn place(kind: ResourceType) -> (usize, u64) {
    let place = kind.place();
    (place / 64, 1 << (place % 64))
}

/// Sets of resource types, one of each service that was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeSets(RefCell<Vec<(&'static Service, Rc<TypeSet>)>>);

impl TypeSets {
    /// The set of a service, computed when it is first asked for.
    pub(crate) fn get(&self, service: &'static Service, compute: impl FnOnce() -> TypeSet) -> Rc<TypeSet> {
        // The actions of a service are asked for one after another, so the last one is the likeliest.
        if let Some(found) = self.find(service) {
            return found;
        }
        let types = Rc::new(compute());
        self.0.borrow_mut().push((service, types.clone()));
        types
    }

    fn find(&self, service: &'static Service) -> Option<Rc<TypeSet>> {
        let mut known = self.0.borrow_mut();
        let at = known.iter().rposition(|(known, _)| core::ptr::eq(*known, service))?;
        let last = known.len() - 1;
        known.swap(at, last);
        known.last().map(|(_, types)| types.clone())
    }
}
