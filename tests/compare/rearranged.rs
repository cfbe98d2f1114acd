//! The catalog's policies, divided, packed and made smaller: each grants what its source grants.

use pcluster_iam::POLICIES;
use pcluster_iam::compare::{Relation, compare, covers};
use pcluster_iam::document::Document as Parsed;
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::fit::{Document, Limits, minimize, minimize_together, pack, split};

/// Documents of a few statements.
const LIMITS: Limits = Limits { characters: 1_500, documents: 20 };

fn policies(documents: &[Document]) -> Policies {
    let mut policies = Policies::new();
    for document in documents {
        let parsed = Parsed::parse(&document.to_json());
        policies.add(Layer::Identity, "policy", &parsed).unwrap_or_else(|error| panic!("{error}"));
    }
    policies
}

#[test]
fn other_arrangements_grant_the_same() {
    let mut n_divided = 0;
    for policy in POLICIES {
        let filled = policy.fill(&policy.examples()).expect("the examples fill it");
        let whole = Document::parse(&filled.to_json()).expect("a document");
        let source = policies(std::slice::from_ref(&whole));
        let mut arrangements = vec![("minimize", vec![minimize(&whole)])];
        if let Ok(parts) = split(&whole, LIMITS) {
            n_divided += usize::from(parts.len() > 1);
            arrangements.push(("minimize_together", minimize_together(&parts)));
            arrangements.push(("pack", pack(&parts, LIMITS).expect("the parts fit")));
            arrangements.push(("split", parts));
        }
        for (name, documents) in arrangements {
            let other = policies(&documents);
            let comparison = compare(&source, &other).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(comparison.relation(), Relation::Equal, "{} by {name}: {comparison:#?}", policy.id);
        }
        // A statement less grants less, or what others grant too.
        let mut fewer = split(&whole, Limits { characters: 700, documents: 100 }).unwrap_or_default();
        if fewer.len() > 1 {
            fewer.pop();
            assert_eq!(covers(&source, &policies(&fewer)), Ok(true), "{}", policy.id);
        }
    }
    assert!(n_divided > 20, "{n_divided} policies are divided");
}
