//! The catalog's policies and bundles fit, in as few documents as their size asks for.

use pcluster_iam::POLICIES;
use pcluster_iam::fit::{Limits, split};
use pcluster_iam::quota::Attachment;

#[test]
fn a_policy_is_written_as_it_is_rendered() {
    for policy in POLICIES {
        let filled = policy.fill(&policy.examples()).expect("its examples fill it");
        let document = filled.document().expect("it is a policy");
        assert_eq!(document.to_json(), filled.to_json(), "{}", policy.id);
        assert_eq!(document.to_json_pretty(), filled.to_json_pretty(), "{}", policy.id);
    }
}

#[test]
fn policies_fit() {
    let limits = Limits::of(Attachment::Managed);
    for policy in POLICIES {
        let document =
            policy.fill(&policy.examples()).expect("its examples fill it").document().expect("a policy");
        let parts = split(&document, limits).expect("it fits");
        if document.size() <= limits.characters {
            assert_eq!(parts, [document]);
            continue;
        }
        let sizes: Vec<_> = parts.iter().map(|part| (part.size(), part.n_statements())).collect();
        println!("{} {} {:?}", policy.id, document.size(), sizes);
        assert!(parts.iter().all(|part| part.size() <= limits.characters));
    }
}

#[cfg(feature = "check")]
#[test]
fn policies_become_smaller() {
    let (mut before, mut after) = (0, 0);
    for policy in POLICIES {
        let document =
            policy.fill(&policy.examples()).expect("its examples fill it").document().expect("a policy");
        let smaller = pcluster_iam::fit::minimize(&document);
        assert!(smaller.size() <= document.size(), "{}", policy.id);
        before += document.size();
        after += smaller.size();
    }
    // A tenth is repetition.
    assert!(after * 10 <= before * 9, "{after} of {before}");
}
