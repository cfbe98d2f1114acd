//! What is divided, packed or made smaller decides every request as before.

use pcluster_iam::fit::{Document, Limits, UnfitError, pack, split};
use proptest::prelude::*;
use serde_json::Value;

use crate::oracle::{Reading, decide};
use crate::samples::{document, requests};

/// The requests about each group of documents.
const N_REQUESTS: usize = 40;

/// The number of cases, unless the environment asks for more.
fn config(n_cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_asked_for = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_asked_for { default.cases } else { n_cases },
        failure_persistence: None,
        ..default
    }
}

fn read(document: &Value) -> Document {
    Document::parse(&document.to_string()).expect("it is a policy document")
}

fn written(documents: &[Document]) -> Vec<Value> {
    documents.iter().map(|it| serde_json::from_str(&it.to_json()).expect("it is JSON")).collect()
}

/// Fails if a request near the patterns of documents is decided in another way by other documents.
fn check_decisions(before: &[Value], after: &[Document], seed: u64) -> Result<(), TestCaseError> {
    let after = written(after);
    for request in requests(before, N_REQUESTS, seed) {
        for reading in Reading::ALL {
            let (was, is) = (decide(before, &request, reading), decide(&after, &request, reading));
            prop_assert_eq!(was, is, "{:?} {:?}\n{:?}\n{:?}", request, reading, before, after);
        }
    }
    Ok(())
}

/// Fails unless documents are within the limits, and their Sids are valid and different.
fn check_limits(documents: &[Document], limits: Limits) -> Result<(), TestCaseError> {
    prop_assert!(documents.len() <= limits.documents);
    for document in documents {
        prop_assert!(document.size() <= limits.characters, "{}", document.to_json());
        let sids: Vec<_> = document.sids().flatten().collect();
        for (idx, sid) in sids.iter().enumerate() {
            prop_assert!(sid.chars().all(|c| c.is_ascii_alphanumeric()), "{}", sid);
            prop_assert!(!sids[..idx].contains(sid), "{:?}", sids);
        }
        prop_assert_eq!(&Document::parse(&document.to_json()).expect("it is one"), document);
    }
    Ok(())
}

/// Fails unless the reason for not fitting holds.
fn check_reason(error: &UnfitError, limits: Limits) -> Result<(), TestCaseError> {
    match error {
        UnfitError::Entry { size, most, .. }
        | UnfitError::Element { size, most, .. }
        | UnfitError::Size { size, most, .. } => prop_assert!(size > most && *most == limits.characters),
        UnfitError::Documents { documents, most, .. } => {
            prop_assert!(documents > most && *most == limits.documents);
        }
        _ => prop_assert!(false, "an unknown reason: {error}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_split_decides_every_request_alike(
        document in document(8),
        share in 5usize..110,
        documents in 1usize..12,
        seed in any::<u64>(),
    ) {
        let whole = read(&document);
        let limits = Limits { characters: (whole.size() * share / 100).max(200), documents };
        match split(&whole, limits) {
            Ok(parts) => {
                check_limits(&parts, limits)?;
                check_decisions(&[document], &parts, seed)?;
                if whole.size() <= limits.characters {
                    prop_assert_eq!(parts, [whole]);
                }
            }
            Err(error) => check_reason(&error, limits)?,
        }
    }

    #[test]
    fn a_pack_decides_every_request_alike(
        documents in prop::collection::vec(document(4), 1..5),
        share in 10usize..110,
        n_documents in 1usize..12,
        seed in any::<u64>(),
    ) {
        let whole: Vec<_> = documents.iter().map(read).collect();
        let size: usize = whole.iter().map(Document::size).sum();
        let limits = Limits { characters: (size * share / 100).max(200), documents: n_documents };
        match pack(&whole, limits) {
            Ok(packed) => {
                check_limits(&packed, limits)?;
                check_decisions(&documents, &packed, seed)?;
            }
            Err(error) => check_reason(&error, limits)?,
        }
    }
}

#[cfg(feature = "check")]
proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_smaller_document_decides_every_request_alike(document in document(8), seed in any::<u64>()) {
        let whole = read(&document);
        let smaller = pcluster_iam::fit::minimize(&whole);
        check_decisions(core::slice::from_ref(&document), core::slice::from_ref(&smaller), seed)?;
        prop_assert!(smaller.size() <= whole.size());
        prop_assert_eq!(pcluster_iam::fit::minimize(&smaller), smaller.clone());
        // Nothing is there that was not there before.
        let (before, after) = (document.to_string(), smaller.to_json());
        for text in after.split('"').filter(|text| text.contains(['*', '?'])) {
            prop_assert!(before.contains(text), "{}", text);
        }
    }

    #[test]
    fn smaller_documents_decide_every_request_alike_together(
        documents in prop::collection::vec(document(4), 1..5),
        seed in any::<u64>(),
    ) {
        let whole: Vec<_> = documents.iter().map(read).collect();
        let smaller = pcluster_iam::fit::minimize_together(&whole);
        check_decisions(&documents, &smaller, seed)?;
        check_limits(&smaller, Limits { characters: usize::MAX, documents: whole.len() })?;
        let size = |documents: &[Document]| documents.iter().map(Document::size).sum::<usize>();
        // Of documents that become one, a frame for each is saved, and the brackets of a list come in.
        prop_assert!(size(&smaller) <= size(&whole) + 2 * smaller.len());
    }
}
