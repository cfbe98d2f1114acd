//! The policies of the catalog that are proposed for policies.

use pcluster_iam::audit::candidates;
use pcluster_iam::document::Document;
use pcluster_iam::{AttachTo, POLICIES};

#[test]
fn each_policy_is_most_like_itself() {
    for policy in POLICIES {
        let filled = policy.fill(&policy.examples()).expect("the examples fill it");
        let document = Document::parse(&filled.to_json());
        let found = candidates(&[&document], None, &[]);
        let own = found.iter().find(|it| it.needs.id == policy.id).expect("it is among them");
        assert!((own.likeness() - 1.0).abs() < f64::EPSILON, "{}: {}", policy.id, own.likeness());
        assert!((found[0].likeness() - 1.0).abs() < f64::EPSILON, "{}", policy.id);
    }
}

#[test]
fn only_the_services_that_may_assume_a_role_have_its_policies() {
    for policy in POLICIES {
        let AttachTo::Role { trusted_services } = policy.attach_to else { continue };
        let document = Document::parse(&policy.fill(&policy.examples()).expect("it fills").to_json());
        let has = |service: &str| {
            let services = vec![format!("{service}.amazonaws.com")];
            candidates(&[&document], None, &services).iter().any(|it| it.needs.id == policy.id)
        };
        assert!(has(trusted_services[0]), "{}", policy.id);
        assert!(!has("glue"), "{}", policy.id);
    }
}

#[test]
#[cfg(feature = "v2_9")]
fn a_boundary_limits_the_likeness() {
    let policy = pcluster_iam::policy("2.9/user").expect("the catalog has it");
    let document = Document::parse(&policy.fill(&policy.examples()).expect("it fills").to_json());
    let boundary = Document::parse(
        r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}"#,
    );
    let likeness = |boundary| {
        let found = candidates(&[&document], boundary, &[]);
        found.iter().find(|it| it.needs.id == policy.id).map_or(0.0, pcluster_iam::audit::Candidate::likeness)
    };
    assert!(likeness(Some(&boundary)) < likeness(None) / 2.0);
}
