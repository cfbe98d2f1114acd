//! A thousand requests, decided by `2.9/user`: beside a library that evaluates policies of IAM, and beside one of
//! another language of policies, in which the policy is written first.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use cedar_policy::{Authorizer, Context as CedarContext, Entities, EntityUid, PolicySet, Request};
use iam_rs::{Arn, Decision, IAMPolicy, IAMRequest, PolicyEvaluator, Principal, PrincipalId};
use pcluster_iam::document::{Document, List, Statement};
use pcluster_iam::evaluate::{Context, Layer, Outcome, Policies};
use pcluster_iam::{expand, policy};
use stats_alloc::Region as Measurement;

use crate::ALLOCATOR;

const N_REQUESTS: usize = 1_000;

/// A request of the benchmark: an action and a resource.
type Asked = (String, String);

/// Measures each library and prints one table.
pub fn table() {
    let policy = policy("2.9/user").expect("the catalog has it");
    let json = policy.fill(&policy.examples()).expect("the examples fill it").to_json();
    let document = Document::parse(&json);
    let requests = requests(&document);

    let mut own = Policies::new();
    own.add(Layer::Identity, policy.id, &document).expect("IAM accepts it");
    let context = Context::new().complete();
    let decide =
        |(action, resource): &Asked| own.decide(action.as_str(), resource, &context) == Outcome::Allowed;
    let expected: Vec<bool> = requests.iter().map(decide).collect();
    let n_allowed = expected.iter().filter(|is_allowed| **is_allowed).count();

    println!("evaluate, {N_REQUESTS} requests to {}, {n_allowed} of them allowed", policy.id);
    println!("  {:<28}{:>9}{:>8}{:>9}", "", "ns", "allocs", "differ");
    row("pcluster-iam", &requests, &expected, decide);

    let evaluator = PolicyEvaluator::with_policies(vec![IAMPolicy::from_json(&json).expect("a policy")]);
    let principal = Principal::Aws(PrincipalId::String("arn:aws:iam::123456789012:user/a".to_owned()));
    let prepared: Vec<IAMRequest> = requests
        .iter()
        .map(|(action, resource)| {
            IAMRequest::new(principal.clone(), action, Arn::parse(resource).expect("an ARN"))
        })
        .collect();
    row("iam-rs", &prepared, &expected, |request| {
        evaluator.evaluate(request).is_ok_and(|result| result.decision == Decision::Allow)
    });

    let policies: PolicySet = cedar(&document).parse().expect("a policy of Cedar");
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    let prepared: Vec<Request> = requests.iter().map(of_cedar).collect();
    row("cedar-policy", &prepared, &expected, |request| {
        authorizer.is_authorized(request, &policies, &entities).decision() == cedar_policy::Decision::Allow
    });
}

/// The median time of a request, over many runs of all of them.
fn row<T>(name: &str, requests: &[T], expected: &[bool], decide: impl Fn(&T) -> bool) {
    const RUNS: usize = 51;
    let n_differ =
        requests.iter().zip(expected).filter(|(request, expected)| decide(request) != **expected).count();
    let measurement = Measurement::new(ALLOCATOR);
    for request in requests {
        black_box(decide(request));
    }
    let n_allocations = measurement.change().allocations / requests.len();
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            for request in requests {
                black_box(decide(black_box(request)));
            }
            start.elapsed().as_nanos() as f64 / requests.len() as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("  {name:<28}{:>9.0}{n_allocations:>8}{n_differ:>9}", times[RUNS / 2]);
}

/// Actions of the policy on its own resources, each third on the resource of another statement.
fn requests(document: &Document) -> Vec<Asked> {
    let mut seed = 12_345_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 33) as usize % limit
    };
    let entries = |list: &Option<List>| -> Vec<String> {
        list.iter().flat_map(|list| &list.entries).map(|text| text.as_str().to_owned()).collect()
    };
    let all: Vec<String> = document.statements.iter().flat_map(|it| entries(&it.resources)).collect();
    let mut requests = Vec::with_capacity(N_REQUESTS);
    while requests.len() < N_REQUESTS {
        let statement = &document.statements[below(document.statements.len())];
        let (actions, own) = (entries(&statement.actions), entries(&statement.resources));
        let actions: Vec<_> = expand(&actions[below(actions.len())]).collect();
        let resource = if below(3) == 0 { &all[below(all.len())] } else { &own[below(own.len())] };
        let resource =
            if resource == "*" { "arn:aws:ec2:eu-west-1:123456789012:instance/*" } else { resource };
        if !actions.is_empty() {
            requests.push((actions[below(actions.len())].to_string(), resource.replace('*', "abc")));
        }
    }
    requests
}

/// The policy in Cedar's language: its conditions compare strings of the context. Statements with conditions,
/// which no request here meets, are left out.
fn cedar(document: &Document) -> String {
    let mut text = String::new();
    let like = |name: &str, entries: &Option<List>, lower: bool| {
        let entries = entries.iter().flat_map(|list| &list.entries).map(|entry| {
            let entry = if lower { entry.as_str().to_lowercase() } else { entry.as_str().to_owned() };
            let operator = if entry.contains('*') { "like" } else { "==" };
            format!("context.{name} {operator} \"{entry}\"")
        });
        entries.collect::<Vec<_>>().join(" || ")
    };
    let is_plain = |statement: &&Statement| statement.conditions().next().is_none();
    for statement in document.statements.iter().filter(is_plain) {
        let effect = statement.effect.as_ref().map_or("", |effect| effect.as_str());
        let effect = if effect == "Deny" { "forbid" } else { "permit" };
        let (actions, resources) =
            (like("action", &statement.actions, true), like("resource", &statement.resources, false));
        writeln!(text, "{effect}(principal, action, resource) when {{ ({actions}) && ({resources}) }};")
            .expect("a string");
    }
    text
}

fn of_cedar((action, resource): &Asked) -> Request {
    let uid = |text: &str| -> EntityUid { text.parse().expect("an entity") };
    let context = serde_json::json!({"action": action.to_lowercase(), "resource": resource});
    let context = CedarContext::from_json_value(context, None).expect("a context");
    Request::new(uid("User::\"a\""), uid("Action::\"a\""), uid("Resource::\"a\""), context, None)
        .expect("a request")
}
