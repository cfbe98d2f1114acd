//! Audits of policies of the catalog that lack a part, or have more.

use pcluster_iam::audit::{Addition, Audit, Distance, Needed, NeededPolicy, Needs};
use pcluster_iam::compare::Relation;
use pcluster_iam::document::{Document, Text};
use pcluster_iam::evaluate::{Layer, Policies};
use pcluster_iam::{Need, POLICIES, Policy};

/// The most statements of a policy that is taken apart: a comparison of large ones takes long without optimisation.
const MAX_STATEMENTS: usize = 8;

fn needed(policy: &'static Policy) -> Needed {
    let filled = policy.fill(&policy.examples()).expect("the examples fill it");
    let is_given = |name: &str| {
        policy.parameters.iter().any(|it| it.need == Need::Required && it.parameter.name == name)
    };
    let documents = vec![NeededPolicy::new(&filled, is_given)];
    Needed::new(Needs::of_policy(policy), documents).expect("it can be evaluated")
}

fn policies(documents: &[&Document]) -> Policies {
    let mut policies = Policies::new();
    for (idx, document) in documents.iter().enumerate() {
        policies.add(Layer::Identity, format!("{idx}.json"), document).expect("IAM accepts it");
    }
    policies
}

fn small() -> impl Iterator<Item = &'static Policy> {
    let newest = POLICIES.last().map_or("", |policy| policy.version);
    POLICIES.iter().copied().filter(move |it| it.version == newest && it.statements.len() <= MAX_STATEMENTS)
}

#[test]
fn the_statements_of_a_needed_policy_are_those_of_the_catalog() {
    for policy in POLICIES.iter().copied() {
        let needed = needed(policy);
        let document = &needed.documents[0];
        assert_eq!(document.statements.len(), document.document.statements.len(), "{}", policy.id);
        for (of_catalog, statement) in document.statements.iter().zip(&document.document.statements) {
            assert_eq!(of_catalog.sid, statement.sid.as_ref().map(Text::as_str), "{}", policy.id);
        }
    }
}

#[test]
fn what_is_added_is_what_was_missing() {
    for policy in small() {
        let needed = needed(policy);
        let whole = &needed.documents[0].document;
        for idx in 0..whole.statements.len() {
            let mut held = whole.clone();
            held.statements.remove(idx);
            let held = policies(&[&held]);
            let audit = Audit::new(&held, &needed, &[]).expect("it is not too complex");
            let what = format!("{} without statement {idx}", policy.id);
            assert!(
                matches!(audit.relation, Relation::Narrower | Relation::Equal),
                "{what}: {}",
                audit.relation
            );
            assert_eq!(audit.missing.is_empty(), audit.relation == Relation::Equal, "{what}");
            assert!(audit.missing.iter().all(|it| !it.statements.is_empty()), "{what}");
            let additions = Addition::of(&audit.missing, &needed);
            let fixed = Addition::add_to(&additions, &held).expect("it can be evaluated");
            let left = Distance::between(&fixed, &needed.policies).expect("it is not too complex");
            assert_eq!(left.total(), 0, "{what}: {additions:?}");
        }
    }
}

#[test]
fn an_addition_has_only_the_actions_that_are_missing() {
    for policy in small() {
        let needed = needed(policy);
        let whole = &needed.documents[0].document;
        let mut held = whole.clone();
        let mut removed = Vec::new();
        for statement in &mut held.statements {
            if let Some(list) = statement.actions.as_mut().filter(|list| list.entries.len() > 1) {
                removed.extend(list.entries.pop());
            }
        }
        let audit = Audit::new(&policies(&[&held]), &needed, &[]).expect("it is not too complex");
        for addition in Addition::of(&audit.missing, &needed) {
            let actions = addition.statement.actions.iter().flat_map(|list| &list.entries);
            for action in actions {
                assert!(removed.iter().any(|it| it.value == action.value), "{}: {action}", policy.id);
            }
        }
    }
}

#[test]
fn escalations_come_first_among_what_is_too_much() {
    let policy = small().next().expect("there is one");
    let needed = needed(policy);
    let more = Document::parse(
        r#"{"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "sqs:PurgeQueue", "Resource": "arn:aws:sqs:eu-west-1:123456789012:a"},
            {"Effect": "Allow", "Action": "iam:PutUserPolicy", "Resource": "*"}
        ]}"#,
    );
    let held = policies(&[&needed.documents[0].document, &more]);
    let audit = Audit::new(&held, &needed, &[]).expect("it is not too complex");
    assert_eq!(audit.relation, Relation::Wider);
    assert_eq!(audit.distance().excess, 2);
    let names: Vec<_> = audit.excess.iter().map(|it| it.difference.actions[0].as_str()).collect();
    assert_eq!(names, ["iam:PutUserPolicy", "sqs:PurgeQueue"]);
    #[cfg(feature = "check")]
    assert_eq!(audit.excess[0].dangers[0].code.name(), "PRIVILEGE_ESCALATION");
}

/// A denial takes away what is needed, and no addition gives it back.
#[test]
fn a_denial_stays_missing() {
    let policy = small().next().expect("there is one");
    let needed = needed(policy);
    let denial = Document::parse(
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}"#,
    );
    let held = policies(&[&needed.documents[0].document, &denial]);
    let audit = Audit::new(&held, &needed, &[]).expect("it is not too complex");
    assert_eq!(audit.relation, Relation::Narrower);
    let additions = Addition::of(&audit.missing, &needed);
    let fixed = Addition::add_to(&additions, &held).expect("it can be evaluated");
    let left = Distance::between(&fixed, &needed.policies).expect("it is not too complex");
    assert_eq!(left.missing, audit.distance().missing);
    assert!(audit.missing.iter().all(|it| !it.difference.instead.denials.is_empty()));
}

/// The commands that fail are those whose calls are denied.
#[test]
#[cfg(feature = "v3_11")]
fn the_commands_that_fail_are_named() {
    let policy = pcluster_iam::policy("3.11/user-logs").expect("the catalog has it");
    let needed = needed(policy);
    let audit = Audit::new(&Policies::new(), &needed, &[]).expect("it is not too complex");
    let commands: Vec<&str> =
        audit.missing.iter().flat_map(|it| &it.breaks).map(|it| it.command.name).collect();
    for name in policy.commands {
        assert!(commands.contains(name), "{name}: {commands:?}");
    }
    let all = Audit::new(&needed.policies, &needed, &[]).expect("it is not too complex");
    assert_eq!((all.relation, all.missing.len()), (Relation::Equal, 0));
}
