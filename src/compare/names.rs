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

/// Patterns and names that the given actions match, and no other action of the facts: patterns of the statements
/// where they fit, then all actions that begin with a word, then names.
pub(super) fn shortest(actions: &[Action], written: &[String]) -> Vec<String> {
    let mut of_service: BTreeMap<&str, (&'static Service, BTreeSet<&'static str>)> = BTreeMap::new();
    for action in actions {
        let service = action.service();
        of_service.entry(service.prefix).or_insert((service, BTreeSet::new())).1.insert(action.name());
    }
    let is_whole = |service: &'static Service, names: &BTreeSet<_>| names.len() == service.actions().len();
    let n_services = SERVICES.iter().filter(|service| service.actions().len() > 0).count();
    if of_service.len() == n_services && of_service.values().all(|(service, names)| is_whole(service, names))
    {
        return vec!["*".to_owned()];
    }
    let mut found = Vec::new();
    for (prefix, (service, names)) in of_service {
        if is_whole(service, &names) && names.len() > 1 {
            found.push(format!("{prefix}:*"));
            continue;
        }
        let own = written.iter().filter_map(|entry| entry.split_once(':'));
        let own = own.filter(|(of, name)| of.eq_ignore_ascii_case(prefix) && name.contains(['*', '?']));
        let own = own.map(|(_, name)| name.to_owned());
        let words: BTreeSet<String> = names.iter().map(|name| format!("{}*", first_word(name))).collect();
        let mut left = names.clone();
        // The patterns with the most actions first.
        let mut candidates: Vec<(usize, bool, String)> = Vec::new();
        for (pattern, is_written) in own.map(|it| (it, true)).chain(words.into_iter().map(|it| (it, false))) {
            let behind: Vec<_> = service.matching(&pattern).collect();
            let fits = behind.iter().all(|action| names.contains(action.name()));
            if fits && behind.len() >= if is_written { 2 } else { MIN_OF_WORD } {
                candidates.push((behind.len(), is_written, pattern));
            }
        }
        candidates.sort_by(|one, other| other.cmp(one));
        for (_, _, pattern) in candidates {
            let n_before = left.len();
            let matching = NamePattern::new(&pattern);
            let n_new = left.iter().filter(|name| matching.matches(name)).count();
            if n_new > 1 {
                left.retain(|name| !matching.matches(name));
            }
            if left.len() < n_before {
                found.push(format!("{prefix}:{pattern}"));
            }
        }
        found.extend(left.into_iter().map(|name| format!("{prefix}:{name}")));
    }
    found.sort_by_key(|text| text.to_ascii_lowercase());
    found
}

/// The first word of a name, such as `Describe`.
fn first_word(name: &str) -> &str {
    let end =
        name.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()).map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}
