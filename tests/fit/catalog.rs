//! The catalog's policies and bundles fit, in as few documents as their size asks for.

use pcluster_iam::fit::{Document, Limits, UnfitError, pack, split};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{Bundle, PARTITIONS, POLICIES, Partition, Policy, VERSIONS};

/// The document of a policy with the values that make it largest, with a number of entries in each list.
fn largest(policy: &'static Policy, partition: &Partition, n_entries: usize) -> Document {
    let values = policy.largest_values_with(partition, n_entries);
    let filled = policy.fill(&values.get()).expect("the values fill it");
    filled.document().expect("it is a policy document")
}

fn bundles() -> impl Iterator<Item = &'static Bundle> {
    VERSIONS.iter().flat_map(|version| version.bundles).copied()
}

fn limits() -> Limits {
    Limits::of(Attachment::Managed)
}

/// The number of documents below which not even the characters of the statements fit.
fn lower_bound(documents: &[Document], characters: usize) -> usize {
    let frame = r#"{"Version":"2012-10-17","Statement":[]}"#.len();
    // With a comma behind each statement, of which the last has none.
    let weights: usize = documents.iter().map(|document| document.size() - frame + 1).sum();
    weights.div_ceil(characters - frame + 1)
}

fn is_within(documents: &[Document], limits: Limits) -> bool {
    documents.len() <= limits.documents && documents.iter().all(|it| it.size() <= limits.characters)
}

#[test]
fn a_policy_is_written_as_it_is_rendered() {
    for policy in POLICIES {
        for partition in PARTITIONS {
            let values = policy.largest_values(partition);
            let filled = policy.fill(&values.get()).expect("the values fill it");
            let document = filled.document().expect("it is a policy document");
            assert_eq!(document.to_json(), filled.to_json(), "{}", policy.id);
            assert_eq!(document.to_json_pretty(), filled.to_json_pretty(), "{}", policy.id);
            assert_eq!(document.size(), filled.size(), "{}", policy.id);
        }
    }
}

#[test]
fn every_policy_fits_in_every_partition() {
    for policy in POLICIES {
        for partition in PARTITIONS {
            let document = largest(policy, partition, 1);
            let parts = split(&document, limits()).expect(policy.id);
            assert!(is_within(&parts, limits()), "{} {}", policy.id, partition.id);
            assert_eq!(
                parts.len(),
                lower_bound(core::slice::from_ref(&document), limits().characters),
                "{}",
                policy.id
            );
            let n_statements: usize = parts.iter().map(Document::n_statements).sum();
            assert_eq!(n_statements, document.n_statements(), "{}: no statement is divided", policy.id);
            if document.size() <= limits().characters {
                assert_eq!(parts, [document]);
            }
        }
    }
}

#[test]
fn every_bundle_fits_in_every_partition() {
    for bundle in bundles() {
        for partition in PARTITIONS {
            let documents: Vec<_> =
                bundle.policies.iter().map(|policy| largest(policy, partition, 1)).collect();
            let packed = pack(&documents, limits()).expect(bundle.id);
            assert!(is_within(&packed, limits()), "{} {}", bundle.id, partition.id);
            assert_eq!(
                packed.len(),
                lower_bound(&documents, limits().characters),
                "{} {}",
                bundle.id,
                partition.id
            );
        }
    }
}

#[test]
fn policies_with_long_lists_fit() {
    for (policy, partition) in POLICIES.iter().zip(PARTITIONS.iter().cycle()) {
        for n_entries in [20, 60] {
            let document = largest(policy, partition, n_entries);
            match split(&document, limits()) {
                Ok(parts) => {
                    assert!(is_within(&parts, limits()), "{}", policy.id);
                    // A statement that is divided repeats what is not divided in each part.
                    let least = lower_bound(core::slice::from_ref(&document), limits().characters);
                    assert!(parts.len() <= least + 1, "{} {} {least}", policy.id, parts.len());
                }
                Err(UnfitError::Documents { documents, .. }) => {
                    assert!(documents > limits().documents);
                    assert!(document.size() > 9 * limits().characters);
                }
                // The values of a condition stay together.
                Err(error) => {
                    assert!(matches!(error, UnfitError::Element { element: "Condition", .. }), "{error}");
                }
            }
        }
    }
}

#[test]
fn inline_policies_fit_or_the_error_says_by_how_much_not() {
    let mut n_refused = 0;
    for policy in POLICIES {
        let document = largest(policy, PARTITIONS[0], 1);
        for attachment in Attachment::ALL.into_iter().filter(|it| *it != Attachment::Managed) {
            let limits = Limits::of(attachment);
            let (size, most) = (document.size(), attachment.quota().most);
            match split(&document, limits) {
                Ok(parts) => assert!(size <= most && parts == [document.clone()], "{}", policy.id),
                Err(error) => {
                    n_refused += 1;
                    assert!(size > most);
                    assert_eq!(error, UnfitError::Size { size, most });
                    let text = format!(
                        "the document has {size} characters, {} more than the {most} that it may have",
                        size - most
                    );
                    assert_eq!(error.to_string(), text);
                }
            }
        }
    }
    assert!(n_refused > 0);
}

/// Documents in which each statement has a Sid of its own, by which it is found again.
fn named(documents: &[Document]) -> Vec<serde_json::Value> {
    let mut n_statements = 0;
    let name = |document: &Document| {
        let mut document: serde_json::Value = serde_json::from_str(&document.to_json()).expect("JSON");
        for statement in document["Statement"].as_array_mut().expect("statements") {
            n_statements += 1;
            statement["Sid"] = format!("S{n_statements}").into();
        }
        document
    };
    documents.iter().map(name).collect()
}

fn read(documents: &[serde_json::Value]) -> Vec<Document> {
    documents.iter().map(|it| Document::parse(&it.to_string()).expect("a document")).collect()
}

/// The statements that are not in the document in which they were.
fn n_moved(before: &[Document], after: &[Document]) -> usize {
    let places = |documents: &[Document]| -> Vec<(String, usize)> {
        let each = documents.iter().enumerate();
        each.flat_map(|(idx, it)| {
            it.sids().flatten().map(move |sid| (sid.to_owned(), idx)).collect::<Vec<_>>()
        })
        .collect()
    };
    let before = places(before);
    places(after).iter().filter(|place| !before.contains(place)).count()
}

#[test]
fn a_new_action_moves_few_statements() {
    let largest = |policy: &&'static Policy| largest(policy, PARTITIONS[0], 1);
    let policies = POLICIES.iter().map(|policy| vec![largest(policy)]);
    let all = policies.chain(bundles().map(|bundle| bundle.policies.iter().map(largest).collect()));
    let too_large = all.filter(|it| it.iter().map(Document::size).sum::<usize>() > limits().characters);
    let (mut n_edits, mut n_moving) = (0, 0);
    for documents in too_large {
        let documents = named(&documents);
        let before = pack(&read(&documents), limits()).expect("they fit");
        for (idx, document) in documents.iter().enumerate() {
            // Each of them would take minutes, and shows the same.
            let n_statements = document["Statement"].as_array().map_or(0, Vec::len);
            for statement in (n_edits % 4..n_statements).step_by(4) {
                let mut edited = documents.clone();
                let actions = &mut edited[idx]["Statement"][statement]["Action"];
                let Some(actions) = actions.as_array_mut() else { continue };
                actions.push("cloudformation:DescribeStackDrift".into());
                let after = pack(&read(&edited), limits()).expect("they fit");
                let moved = n_moved(&before, &after);
                n_edits += 1;
                n_moving += usize::from(moved > 0);
                assert!(moved <= 5 || after.len() > before.len(), "{moved} statements move");
            }
        }
    }
    assert!(n_edits > 400 && n_moving * 10 < n_edits, "{n_moving} of {n_edits} move statements");
}

#[cfg(feature = "check")]
#[test]
fn policies_become_smaller() {
    let (mut before, mut after) = (0, 0);
    for policy in POLICIES {
        let document = largest(policy, PARTITIONS[0], 1);
        let smaller = pcluster_iam::fit::minimize(&document);
        assert!(smaller.size() <= document.size(), "{}", policy.id);
        before += document.size();
        after += smaller.size();
    }
    // Some tenth is repetition.
    assert!(after < before, "{after} of {before}");
}
