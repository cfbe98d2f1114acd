//! Exports, evaluated with values by something else than their writer, give the documents that `render` gives.
//!
//! `run.py` in this folder shows the same with tools that are not written in Rust.

#![cfg(feature = "export")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]

mod cases;
mod cloudformation;
mod normal;
mod terraform;
mod values;
mod whole;

use pcluster_iam::export::{CloudFormationTemplate, Export};
use pcluster_iam::{PARTITIONS, POLICIES, Parameter, ParameterRole, Policy, Values};
use values::Chosen;

/// The partitions of the tests: the usual one, one with other principals, and one with regions of another form.
fn places() -> impl Iterator<Item = &'static pcluster_iam::Partition> {
    PARTITIONS.iter().copied().filter(|it| ["aws", "aws-cn", "aws-us-gov", "aws-iso"].contains(&it.id))
}

/// The choices of values for a policy: options without and with values, in each of the partitions.
fn choices(policy: &'static Policy, number: u64) -> Vec<Chosen> {
    let places: Vec<_> = places().collect();
    let first = policy.id.len();
    let places = places.iter().cycle().skip(first % places.len());
    (0..number).zip(places).map(|(seed, place)| Chosen::new(policy, place, seed)).collect()
}

/// Some of the values of each choice, to be known before.
fn known(choices: &[Chosen]) -> Vec<(&Chosen, Chosen)> {
    choices.iter().zip(0..).skip(1).step_by(3).map(|(chosen, seed)| (chosen, chosen.some(seed))).collect()
}

#[test]
fn modules_of_terraform_give_the_documents() {
    let module = |policy: &'static Policy, known: &Chosen| {
        let values = known.values();
        terraform::Module::read(&Export::new(&[policy], &values).terraform().unwrap().to_hcl().unwrap())
    };
    let check = |policy: &'static Policy, module: &terraform::Module, chosen: &Chosen| {
        let evaluated = module.evaluate(chosen);
        let context = format!("{} with {chosen:?}", policy.id);
        assert_eq!(evaluated.documents(), vec![normal::document(&chosen.json(policy))], "{context}");
        assert_eq!(evaluated.refused, Vec::<String>::new(), "{context}");
    };
    for policy in POLICIES {
        let choices = choices(policy, 8);
        let open = module(policy, &Chosen::default());
        for chosen in &choices {
            check(policy, &open, chosen);
        }
        for (chosen, known) in known(&choices) {
            check(policy, &module(policy, &known), chosen);
        }
    }
}

#[test]
fn templates_of_cloudformation_give_the_documents() {
    let template = |policy: &'static Policy, known: &Chosen| {
        let values = known.values();
        Export::new(&[policy], &values).cloudformation().unwrap()
    };
    let check = |policy: &'static Policy, template: &CloudFormationTemplate, chosen: &Chosen| {
        let stack = cloudformation::Stack::new(template.to_json(), chosen);
        let context = format!("{} with {chosen:?}", policy.id);
        assert_eq!(stack.documents(), vec![normal::document(&chosen.json(policy))], "{context}");
        assert_eq!(stack.refused, Vec::<String>::new(), "{context}");
    };
    for policy in POLICIES {
        let choices = choices(policy, 8);
        let open = template(policy, &Chosen::default());
        // The region of a template is that of its stack, unless it is made for all regions.
        choices.iter().filter(|it| !it.is_all_regions).for_each(|chosen| check(policy, &open, chosen));
        for (chosen, known) in known(&choices) {
            let known =
                Chosen { is_all_regions: chosen.is_all_regions, partition: chosen.partition, ..known };
            check(policy, &template(policy, &known), chosen);
        }
    }
}

/// A value that the rules of the catalog refuse is refused by the rules of the exports too.
#[test]
fn wrong_values_are_refused() {
    let policy =
        POLICIES.iter().find(|policy| policy.parameters.len() > 10).expect("a policy with many parameters");
    let chosen = Chosen::new(policy, PARTITIONS[0], 1);
    let values = Values::new();
    let export = Export::new(&[policy], &values);
    let hcl = export.terraform().unwrap().to_hcl().unwrap();
    let module = terraform::Module::read(&hcl);
    let template = export.cloudformation().unwrap();
    for name in chosen.values.keys() {
        let parameter = Parameter::named(name).unwrap();
        if matches!(parameter.role(), ParameterRole::Region | ParameterRole::AccountId | ParameterRole::Flag)
        {
            continue;
        }
        let mut wrong = chosen.clone();
        wrong.values.insert(name, vec!["no \"value\"".to_owned()]);
        assert_eq!(module.evaluate(&wrong).refused, [name.replace('-', "_")]);
        let stack = cloudformation::Stack::new(template.to_json(), &wrong);
        assert_eq!(stack.refused, [cloudformation::logical(name)]);
    }
}
