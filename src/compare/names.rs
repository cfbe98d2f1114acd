//! Actions in as few words as possible.

use std::collections::{BTreeMap, BTreeSet};

use crate::service::NamePattern;
use crate::{Action, SERVICES, Service};

/// The fewest actions for which a pattern that no statement has reads better than their names.
const MIN_OF_WORD: usize = 3;

/// Strings in lower case, for an order that ignores case.
pub(super) fn folded(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.to_ascii_lowercase()).collect()
}

/// Actions in few words: patterns and names, and those behind the patterns that are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct ShortActions {
    pub(super) actions: Vec<String>,
    pub(super) except: Vec<String>,
}

/// The given actions, and no other action of the facts: patterns of the statements where they fit, then all actions
/// that begin with a word, then names. A pattern of the statements that has others too is taken with its exceptions
/// if these are far fewer words.
pub(super) fn shortest(actions: &[Action], written: &[String]) -> ShortActions {
    let mut of_service: BTreeMap<&str, (&'static Service, BTreeSet<&'static str>)> = BTreeMap::new();
    for action in actions {
        let service = action.service();
        of_service.entry(service.prefix).or_insert((service, BTreeSet::new())).1.insert(action.name());
    }
    let is_whole = |service: &'static Service, names: &BTreeSet<_>| names.len() == service.actions().len();
    let n_services = SERVICES.iter().filter(|service| service.actions().len() > 0).count();
    if of_service.len() == n_services && of_service.values().all(|(service, names)| is_whole(service, names))
    {
        return ShortActions { actions: vec!["*".to_owned()], except: Vec::new() };
    }
    let mut short = ShortActions::default();
    for (prefix, (service, names)) in of_service {
        let own = written.iter().filter_map(|entry| match entry.as_str() {
            "*" => Some("*"),
            entry => {
                let (of, name) = entry.split_once(':')?;
                (of.eq_ignore_ascii_case(prefix) && name.contains(['*', '?'])).then_some(name)
            }
        });
        let own: Vec<&str> = own.collect();
        let mut best = (names_of(service, &names, &own), Vec::new());
        for pattern in &own {
            let behind: BTreeSet<&str> = service.matching(pattern).map(Action::name).collect();
            let except: BTreeSet<&str> = behind.difference(&names).copied().collect();
            let rest: BTreeSet<&str> = names.difference(&behind).copied().collect();
            let (mut found, except) = (names_of(service, &rest, &own), names_of(service, &except, &own));
            found.push((*pattern).to_owned());
            if !except.is_empty() && (found.len() + except.len()) * 2 <= best.0.len() + best.1.len() {
                best = (found, except);
            }
        }
        let full = |name: String| format!("{prefix}:{name}");
        short.actions.extend(best.0.into_iter().map(full));
        short.except.extend(best.1.into_iter().map(full));
    }
    for list in [&mut short.actions, &mut short.except] {
        list.sort_by_key(|text| text.to_ascii_lowercase());
    }
    short
}

/// Names of a service, without its prefix, and patterns that stand for several of them.
fn names_of(service: &'static Service, names: &BTreeSet<&str>, written: &[&str]) -> Vec<String> {
    if names.len() > 1 && names.len() == service.actions().len() {
        return vec!["*".to_owned()];
    }
    let words: BTreeSet<String> = names.iter().map(|name| format!("{}*", first_word(name))).collect();
    let written = written.iter().map(|name| ((*name).to_owned(), true));
    let mut left = names.clone();
    // The patterns with the most actions first.
    let mut candidates: Vec<(usize, bool, String)> = Vec::new();
    for (pattern, is_written) in written.chain(words.into_iter().map(|it| (it, false))) {
        let behind: Vec<_> = service.matching(&pattern).collect();
        let fits = behind.iter().all(|action| names.contains(action.name()));
        if fits && behind.len() >= if is_written { 2 } else { MIN_OF_WORD } {
            candidates.push((behind.len(), is_written, pattern));
        }
    }
    candidates.sort_by(|one, other| other.cmp(one));
    let mut found = Vec::new();
    for (_, _, pattern) in candidates {
        let matching = NamePattern::new(&pattern);
        if left.iter().filter(|name| matching.matches(name)).count() > 1 {
            left.retain(|name| !matching.matches(name));
            found.push(pattern);
        }
    }
    found.extend(left.into_iter().map(str::to_owned));
    found
}

/// The first word of a name, such as `Describe`.
fn first_word(name: &str) -> &str {
    let end =
        name.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}
