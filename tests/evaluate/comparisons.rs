//! Comparisons of random policies, held to the second evaluator: a difference has a request as its proof, and
//! policies without differences decide alike.

use pcluster_iam::compare::{Certainty, Difference, Relation, Side, compare, covers};
use pcluster_iam::evaluate::{Layer, Outcome};
use serde_json::Value;

use crate::oracle::{Request, compiled, decide, document, documents, request};
use crate::random::Random;

/// The number of random pairs, and of requests to each.
const N_PAIRS: usize = 16;
const N_REQUESTS: usize = 80;

type Documents = Vec<(Layer, Value)>;

/// Documents that are nearly the same as others.
fn neighbour(random: &mut Random, documents: &Documents) -> Documents {
    let mut new = documents.clone();
    let place = random.below(new.len());
    let statements = new[place].1["Statement"].as_array_mut().expect("statements");
    let other = document(random, true)["Statement"].clone();
    let other = other.as_array().expect("statements")[0].clone();
    match random.below(4) {
        0 if statements.len() > 1 => {
            statements.remove(random.below(statements.len()));
        }
        1 => statements.push(other),
        _ => {
            let at = random.below(statements.len());
            let names = ["Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];
            let kind = random.below(3);
            let own = statements[at].as_object_mut().expect("a statement");
            let alike = |name: &str| name.trim_start_matches("Not").to_owned();
            let wanted = ["Action", "Resource", "Condition"][kind];
            for name in names.into_iter().filter(|name| alike(name) == wanted) {
                own.remove(name);
            }
            for (name, value) in other.as_object().expect("a statement") {
                if alike(name) == wanted {
                    own.insert(name.clone(), value.clone());
                }
            }
        }
    }
    new
}

/// The outcomes of a difference's request, on the side that allows it and on the other: by the evaluator, and by the
/// second one, unless it cannot read an address or a date.
fn outcomes(difference: &Difference, sides: [&Documents; 2]) -> [Outcome; 2] {
    let witness = &difference.witness;
    let keys = witness.keys.iter().map(|key| (key.key.to_lowercase(), key.values.clone())).collect();
    let request = Request { action: witness.action.clone(), resource: witness.resource.clone(), keys };
    let is_simple = |(key, values): (&String, &Vec<String>)| {
        values.iter().all(|value| match key.as_str() {
            "aws:address" => value.parse::<std::net::Ipv4Addr>().is_ok(),
            "aws:number" => value.parse::<f64>().is_ok(),
            _ => !value.contains('T'),
        })
    };
    let is_simple = request.keys.iter().all(is_simple);
    let sides = if difference.side == Side::A { sides } else { [sides[1], sides[0]] };
    sides.map(|documents| {
        let action = witness.action.as_str();
        let found = compiled(documents).decide(action, &witness.resource, &witness.context());
        assert!(!is_simple || found == decide(documents, &request), "{request:?} {documents:?}");
        found
    })
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures of a run")]
fn differences_are_proved_and_all_others_decide_alike() {
    let mut random =
        Random::new(std::env::var("SEED").map_or(11, |seed| seed.parse::<u64>().expect("a number")));
    let (mut counts, mut n_certain, mut n_open, mut n_apart, mut n_complex) = ([0; 4], 0, 0, 0, 0);
    for _ in 0..N_PAIRS {
        let a = documents(&mut random, true);
        let b = if random.below(6) == 0 { documents(&mut random, true) } else { neighbour(&mut random, &a) };
        let (own, other) = (compiled(&a), compiled(&b));
        let (Ok(comparison), Ok(turned)) = (compare(&own, &other), compare(&other, &own)) else {
            n_complex += 1;
            continue;
        };
        let own_relation = compare(&own, &own).map(|it| it.relation());
        assert_eq!(own_relation, Ok(Relation::Equal), "{a:?}");
        let relation = comparison.relation();
        assert_eq!(turned.relation(), relation.reversed(), "{a:?}\n{b:?}");
        assert_eq!(covers(&own, &other), Ok(comparison.only_b.is_empty()), "{a:?}\n{b:?}");
        counts[relation as usize] += 1;
        for difference in comparison.only_a.iter().chain(&comparison.only_b) {
            if difference.certainty == Certainty::UnderConditions {
                n_open += 1;
                continue;
            }
            n_certain += 1;
            let [allowing, denying] = outcomes(difference, [&a, &b]);
            assert!(
                allowing == Outcome::Allowed && denying.is_denied(),
                "{allowing:?} {denying:?} {difference:#?}\n{a:?}\n{b:?}"
            );
        }
        for _ in 0..N_REQUESTS {
            let request = request(&mut random);
            let [in_a, in_b] = [&a, &b].map(|documents| decide(documents, &request) == Outcome::Allowed);
            n_apart += usize::from(in_a != in_b);
            assert!(!in_a || in_b || !comparison.only_a.is_empty(), "{request:?}\n{a:?}\n{b:?}");
            assert!(!in_b || in_a || !comparison.only_b.is_empty(), "{request:?}\n{a:?}\n{b:?}");
        }
    }
    println!("{counts:?} {n_certain} certain, {n_open} open, {n_apart} apart, {n_complex} complex");
    assert!(counts.iter().sum::<usize>() > 2 && n_certain > 5 && n_complex < 5, "{counts:?}");
    assert!(n_open * 20 < n_certain, "{n_open} of {n_certain} differences are not decided");
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures of a run")]
fn what_covers_the_wider_covers_the_narrower() {
    let mut random =
        Random::new(std::env::var("SEED").map_or(12, |seed| seed.parse::<u64>().expect("a number")));
    let mut n_chains = 0;
    for _ in 0..N_PAIRS {
        let narrow = documents(&mut random, true);
        let mut chain = vec![narrow];
        while chain.len() < 3 {
            let next = chain.last().expect("documents");
            // A further grant makes policies wider, unless a denial or another layer takes it away.
            chain.push(if random.below(2) == 0 {
                neighbour(&mut random, next)
            } else {
                widened(&mut random, next)
            });
        }
        let sides = [0, 1, 2].map(|place| compiled(&chain[place]));
        let is_covered =
            sides.each_ref().map(|narrow| sides.each_ref().map(|wide| covers(wide, narrow) == Ok(true)));
        for [narrow, middle, wide] in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0], [0, 2, 1], [2, 0, 1]] {
            if is_covered[narrow][middle] && is_covered[middle][wide] {
                n_chains += 1;
                assert!(is_covered[narrow][wide], "{narrow} {middle} {wide} {chain:?}");
            }
        }
    }
    println!("{n_chains} chains");
    assert!(n_chains > N_PAIRS / 2, "{n_chains} chains");
}

/// Documents with a further statement.
fn widened(random: &mut Random, documents: &Documents) -> Documents {
    let mut new = documents.clone();
    let place = random.below(new.len());
    let other = document(random, true)["Statement"][0].clone();
    new[place].1["Statement"].as_array_mut().expect("statements").push(other);
    new
}
