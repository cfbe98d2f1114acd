//! The proof that fixes do not grant more.

use pcluster_iam::compare::covers;
use pcluster_iam::document::Document;
use pcluster_iam::evaluate::{Layer, Policies};

use crate::input::Input;

/// The reason why the policies of a file may grant more after a change, if they may.
pub(super) fn widened(before: &Input, after: &Input) -> Option<String> {
    if before.found.policies.len() != after.found.policies.len() {
        return Some("the file would have other policies than before".to_owned());
    }
    let mut pairs = before.found.policies.iter().zip(&after.found.policies);
    pairs.find_map(|(before, after)| document(&before.document, &after.document))
}

fn document(before: &Document, after: &Document) -> Option<String> {
    // A policy that IAM refuses grants nothing, so that nothing is shown of one that it refuses after the change
    // too; one of a resource or a role is about others.
    let after = alone(after)?;
    let before = alone(before).unwrap_or_default();
    match covers(&before, &after) {
        Ok(true) => None,
        Ok(false) => Some("the policy would grant more than before".to_owned()),
        Err(error) => Some(format!("it cannot be shown that the policy grants no more than before: {error}")),
    }
}

/// A policy as the only one of an identity, if it can be one.
fn alone(document: &Document) -> Option<Policies> {
    let mut policies = Policies::new();
    policies.add(Layer::Identity, "", document).ok().map(|()| policies)
}

#[cfg(test)]
mod tests {
    use super::{Document, document};

    fn widened(before: &str, after: &str) -> Option<String> {
        let [before, after] = [before, after].map(|statement| {
            Document::parse(&format!("{{\"Version\": \"2012-10-17\", \"Statement\": {statement}}}"))
        });
        document(&before, &after)
    }

    #[test]
    fn only_what_grants_more_is_refused() {
        let both = r#"{"Effect": "Allow", "Action": ["sqs:*", "sqs:SendMessage"], "Resource": "*"}"#;
        let all = r#"{"Effect": "Allow", "Action": ["sqs:*"], "Resource": "*"}"#;
        let one = r#"{"Effect": "Allow", "Action": ["sqs:SendMessage"], "Resource": "*"}"#;
        assert_eq!(widened(both, all), None);
        assert_eq!(widened(both, one), None);
        assert!(widened(one, all).unwrap().contains("more than before"));
        let denial = r#"[{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}, {"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": "*"}]"#;
        assert!(widened(denial, all).is_some());
    }

    #[test]
    fn a_policy_that_iam_refuses_grants_nothing() {
        let refused = r#"{"Effect": "allow", "Action": "sqs:*", "Resource": "*"}"#;
        let all = r#"{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}"#;
        assert!(widened(refused, all).is_some());
        assert_eq!(widened(all, refused), None);
        let trust = r#"{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}"#;
        assert_eq!(widened(trust, trust), None);
    }
}
