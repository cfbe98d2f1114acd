//! As few documents as possible: compared with every way to arrange small documents.

use pcluster_iam::fit::{Document, Limits, UnfitError, pack, split};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Documents without a bound on their number.
fn limits(characters: usize) -> Limits {
    Limits { characters, documents: usize::MAX }
}

/// A statement of about a size, without a Sid, since the numbers behind Sids take room.
fn statement(idx: usize, size: usize) -> Value {
    let name = "x".repeat(size);
    json!({"Effect": "Allow", "Action": format!("s{idx}:{name}"), "Resource": "*"})
}

fn document(statements: &[Value]) -> Document {
    let text = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
    Document::parse(&text).expect("it is a policy document")
}

/// The fewest groups of items such that each group fits, by trying all.
fn exhaustive(n_items: usize, fits: &dyn Fn(&[usize]) -> bool) -> usize {
    fn place(
        item: usize,
        n_items: usize,
        groups: &mut Vec<Vec<usize>>,
        best: &mut usize,
        fits: &dyn Fn(&[usize]) -> bool,
    ) {
        if groups.len() >= *best {
            return;
        }
        if item == n_items {
            *best = groups.len();
            return;
        }
        for idx in 0..=groups.len() {
            if idx == groups.len() {
                groups.push(Vec::new());
            }
            groups[idx].push(item);
            if fits(&groups[idx]) {
                place(item + 1, n_items, groups, best, fits);
            }
            groups[idx].pop();
            if groups[idx].is_empty() {
                groups.pop();
            }
        }
    }
    let mut best = n_items + 1;
    place(0, n_items, &mut Vec::new(), &mut best, fits);
    best
}

/// The size of a document with some of the statements.
fn size(statements: &[Value], chosen: &[usize]) -> usize {
    document(&chosen.iter().map(|idx| statements[*idx].clone()).collect::<Vec<_>>()).size()
}

#[test]
fn a_statement_of_several_documents_is_packed_once() {
    let [own, other, shared] = [1, 2, 3].map(|idx| statement(idx, 40));
    let mut named = shared.clone();
    named["Sid"] = json!("Named");
    let documents = [
        document(&[own.clone(), shared.clone()]),
        document(&[named]),
        document(&[shared.clone(), other.clone()]),
    ];
    let packed = pack(&documents, limits(150)).expect("each statement fits");
    assert_eq!(packed, [document(&[own]), document(&[shared]), document(&[other])]);
}

#[cfg(feature = "check")]
#[test]
fn what_another_document_covers_is_dropped() {
    let narrow = json!({"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::jobs/in"});
    let wide = json!({"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::jobs/*"});
    let other = json!({"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"});
    let documents = [document(&[narrow, other.clone()]), document(core::slice::from_ref(&wide))];
    assert_eq!(pcluster_iam::fit::minimize_together(&documents), [document(&[other, wide])]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fewer_documents_have_the_statements(sizes in prop::collection::vec(1usize..120, 2..8), room in 130usize..300) {
        let statements: Vec<_> = sizes.iter().enumerate().map(|(idx, size)| statement(idx, *size)).collect();
        let most = room + 100;
        let parts = split(&document(&statements), limits(most)).expect("each statement fits");
        let fewest = exhaustive(statements.len(), &|chosen| size(&statements, chosen) <= most);
        prop_assert_eq!(parts.len(), fewest);
        prop_assert_eq!(parts.iter().map(Document::n_statements).sum::<usize>(), statements.len());
        // Another bound is reached exactly.
        let bounded = Limits { characters: most, documents: fewest };
        prop_assert_eq!(split(&document(&statements), bounded).expect("it fits"), parts);
    }

    #[test]
    fn no_fewer_documents_have_a_statement_that_is_too_large(
        actions in prop::collection::vec(1usize..60, 1..5),
        resources in prop::collection::vec(1usize..60, 1..5),
        sizes in prop::collection::vec(1usize..100, 0..3),
        room in 10usize..120,
    ) {
        let names = |prefix: &str, sizes: &[usize]| -> Vec<String> {
            sizes.iter().enumerate().map(|(idx, size)| format!("{prefix}{idx}{}", "x".repeat(*size))).collect()
        };
        let (actions, resources) = (names("s:", &actions), names("arn:", &resources));
        let large = |actions: &[String], resources: &[String]| {
            json!({"Effect": "Allow", "Action": actions, "Resource": resources})
        };
        let others: Vec<_> = sizes.iter().enumerate().map(|(idx, size)| statement(idx, *size)).collect();
        let mut all = others.clone();
        all.insert(others.len() / 2, large(&actions, &resources));
        let alone = |chosen: &Value| document(core::slice::from_ref(chosen)).size();
        let most = others.iter().map(alone).max().unwrap_or_default().max(150) + room;
        prop_assume!(alone(&large(&actions, &resources)) > most);

        // Every way to put the entries of one list, and the other statements, into documents.
        let by = |entries: &[String], part: &dyn Fn(Vec<String>) -> Value| {
            exhaustive(entries.len() + others.len(), &|chosen| {
                let own: Vec<_> = chosen.iter().filter_map(|idx| entries.get(*idx).cloned()).collect();
                let rest = chosen.iter().filter_map(|idx| others.get(idx.checked_sub(entries.len())?).cloned());
                let mut statements: Vec<_> = rest.collect();
                if !own.is_empty() {
                    statements.push(part(own));
                }
                document(&statements).size() <= most
            })
        };
        let by_action = by(&actions, &|own| large(&own, &resources));
        let by_resource = by(&resources, &|own| large(&actions, &own));
        let is_none = |n: usize, entries: &[String]| n > entries.len() + others.len();
        match split(&document(&all), limits(most)) {
            Ok(parts) => {
                prop_assert!(parts.iter().all(|part| part.size() <= most));
                let fewest = [(by_action, &actions), (by_resource, &resources)];
                let fewest = fewest.into_iter().filter(|(n, entries)| !is_none(*n, entries)).map(|(n, _)| n).min();
                // Nothing but parts of both lists fits, or it is the fewest.
                prop_assert!(fewest.is_none_or(|fewest| parts.len() <= fewest), "{} {:?}", parts.len(), fewest);
            }
            Err(error) => {
                prop_assert!(matches!(error, UnfitError::Entry { .. }), "{}", error);
                prop_assert!(is_none(by_action, &actions) && is_none(by_resource, &resources));
                let one = large(&actions[..1], &resources[..1]);
                let longest = |names: &[String]| names.iter().max_by_key(|name| name.len()).cloned().into_iter().collect::<Vec<_>>();
                prop_assert!(alone(&one) <= alone(&large(&longest(&actions), &longest(&resources))));
                prop_assert!(alone(&large(&longest(&actions), &longest(&resources))) > most);
            }
        }
    }

    #[test]
    fn no_fewer_documents_have_a_bundle(
        sizes in prop::collection::vec(prop::collection::vec(1usize..80, 1..4), 1..4),
        room in 180usize..600,
    ) {
        let mut idx = 0;
        let documents: Vec<Vec<Value>> = sizes
            .iter()
            .map(|sizes| {
                let statements = sizes.iter().map(|size| {
                    idx += 1;
                    statement(idx, *size)
                });
                statements.collect()
            })
            .collect();
        let all = documents.concat();
        let texts: Vec<_> = documents.iter().map(|statements| document(statements)).collect();
        let packed = pack(&texts, limits(room)).expect("each statement fits");
        let fewest = exhaustive(all.len(), &|chosen| size(&all, chosen) <= room);
        prop_assert_eq!(packed.len(), fewest);
        // Whole documents stay together where that takes no more.
        let whole = exhaustive(documents.len(), &|chosen| {
            let statements: Vec<_> = chosen.iter().flat_map(|idx| documents[*idx].clone()).collect();
            document(&statements).size() <= room
        });
        if whole == fewest && whole <= documents.len() {
            for statements in &documents {
                let is_in = |it: &&Document| statements.iter().all(|statement| it.to_json().contains(&statement.to_string()));
                prop_assert!(packed.iter().any(|it| is_in(&it)), "{:?} {:?}", statements, packed);
            }
        }
    }
}
