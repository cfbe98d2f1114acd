//! What a whole export creates: names, roles, trust policies, profiles and attachments.

use pcluster_iam::export::{Deployment, Export};
use pcluster_iam::fit::Limits;
use pcluster_iam::quota::{self, Attachment};
use pcluster_iam::{
    AttachTo, Need, PARTITIONS, POLICIES, Parameter, ParameterRole, Policy, VERSIONS, Values, json,
};
use serde_json::Value;

use crate::cloudformation::{Stack, logical};
use crate::normal::document;
use crate::terraform::Module;
use crate::values::Chosen;
use crate::{choices, places};

fn roles() -> impl Iterator<Item = &'static Policy> {
    POLICIES.iter().copied().filter(|policy| matches!(policy.attach_to, AttachTo::Role { .. }))
}

#[test]
fn roles_are_as_the_catalog_says() {
    for policy in roles() {
        let deployment = Deployment::new(&[policy]);
        let role = deployment.policies[0].role.as_ref().unwrap();
        for partition in places() {
            let chosen = Chosen::new(policy, partition, 0);
            let cluster = chosen.one(ParameterRole::ClusterName);
            let path = match (role.path.split_once('{'), cluster) {
                (Some(_), Some(cluster)) => role.path.replace("{cluster-name}", cluster),
                (Some((above, _)), None) => above.to_owned(),
                (None, _) => role.path.to_owned(),
            };
            let trust = document(&policy.trust_policy(partition).unwrap());
            let arns: Vec<_> = policy.managed_policy_arns(partition).collect();
            let values = Values::new();

            let hcl = Export::new(&[policy], &values).terraform().unwrap().to_hcl().unwrap();
            let module = Module::read(&hcl);
            let evaluated = module.evaluate(&chosen);
            let documents = module.all("data", "aws_iam_policy_document");
            let (_, own) = documents.iter().find(|(label, _)| label.ends_with("_trust")).unwrap();
            assert_eq!(evaluated.document(own), trust, "{}", policy.id);
            let (_, resource) = module.all("resource", "aws_iam_role")[0];
            assert_eq!(evaluated.expression(resource, "name").unwrap(), role.name.as_str());
            assert_eq!(evaluated.expression(resource, "path").unwrap(), path.as_str(), "{}", policy.id);
            assert_eq!(
                module.all("resource", "aws_iam_instance_profile").len(),
                usize::from(role.has_instance_profile)
            );
            let attached: Vec<_> = module
                .all("resource", "aws_iam_role_policy_attachment")
                .into_iter()
                .filter(|(_, body)| body.attributes().all(|it| it.key() != "for_each"))
                .filter(|(label, _)| !label.ends_with("_own"))
                .filter(|(_, body)| evaluated.expression(body, "count").is_none_or(|count| count == 1))
                .map(|(_, body)| evaluated.expression(body, "policy_arn").unwrap())
                .collect();
            assert_eq!(attached, arns, "{}", policy.id);

            let template = Export::new(&[policy], &values).cloudformation().unwrap();
            let stack = Stack::new(template.to_json(), &chosen);
            let created = &stack.properties("AWS::IAM::Role")[0];
            assert_eq!(document(&created["AssumeRolePolicyDocument"].to_string()), trust, "{}", policy.id);
            assert_eq!(created["RoleName"], role.name.as_str());
            assert_eq!(created["Path"], path.as_str(), "{}", policy.id);
            let attached =
                created.get("ManagedPolicyArns").cloned().unwrap_or_else(|| Value::Array(Vec::new()));
            assert_eq!(attached, arns.into_iter().collect::<Value>(), "{}", policy.id);
            assert_eq!(
                stack.properties("AWS::IAM::InstanceProfile").len(),
                usize::from(role.has_instance_profile)
            );
        }
    }
}

/// Whoever is named gets the policies of people, and nobody those of roles.
#[test]
fn policies_of_people_are_attached_to_whom_is_named() {
    for policy in POLICIES.iter().copied() {
        let is_of_people = policy.attach_to == AttachTo::UserOrGroup;
        let mut chosen = Chosen::new(policy, PARTITIONS[0], 0);
        let groups = ["one", "other"];
        chosen.values.insert("groups", groups.map(str::to_owned).to_vec());
        let values = Values::new();

        let hcl = Export::new(&[policy], &values).terraform().unwrap().to_hcl().unwrap();
        let module = Module::read(&hcl);
        let evaluated = module.evaluate(&chosen);
        for (kind, names) in [("group", &groups[..]), ("user", &[]), ("role", &[])] {
            let attached: Vec<_> = module
                .all("resource", &format!("aws_iam_{kind}_policy_attachment"))
                .into_iter()
                .filter_map(|(_, body)| evaluated.expression(body, "for_each"))
                .collect();
            let expected = is_of_people.then(|| names.iter().copied().collect::<Value>());
            assert_eq!(attached, Vec::from_iter(expected), "{}: {kind}", policy.id);
        }

        let template = Export::new(&[policy], &values).cloudformation().unwrap();
        let stack = Stack::new(template.to_json(), &chosen);
        for created in stack.properties("AWS::IAM::ManagedPolicy") {
            let expected = is_of_people.then(|| Value::from("one,other"));
            assert_eq!(created.get("Groups"), expected.as_ref(), "{}", policy.id);
            assert_eq!(created.get("Users"), None, "{}", policy.id);
            assert_eq!(created.get("Roles").is_some(), !is_of_people, "{}", policy.id);
        }
    }
}

/// The policies of each release, and those of all releases together.
fn together() -> impl Iterator<Item = (&'static str, &'static [&'static Policy])> {
    VERSIONS.iter().map(|version| (version.id, version.policies)).chain([("all", POLICIES)])
}

#[test]
fn names_are_those_of_one_policy_each_and_short_enough() {
    for (of, policies) in together() {
        let deployment = Deployment::new(policies);
        let mut names: Vec<_> = deployment.policies.iter().map(|it| it.name.as_str()).collect();
        assert!(names.iter().all(|name| name.len() <= quota::NAME_OF_POLICY.most), "{of}: {names:?}");
        let roles = deployment.policies.iter().filter_map(|it| it.role.as_ref());
        for role in roles {
            assert!(role.name.len() <= quota::NAME_OF_ROLE.most, "{of}: {}", role.name);
            names.push(role.name.as_str());
        }
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names, "{of}");
    }
}

#[test]
fn templates_are_within_the_quotas() {
    let values = Values::new();
    for (of, policies) in together() {
        let template = Export::new(policies, &values).on_request().cloudformation();
        assert_eq!(template.err(), None, "{of}");
    }
}

/// A parameter that states a setting decides about the policies of AWS that depend on the setting.
#[test]
fn a_flag_decides_about_the_policies_of_aws() {
    let mut n_decided = 0;
    for policy in roles() {
        let settings = policy.release().unwrap().settings_of(policy);
        let flags: Vec<_> = settings.filter(|it| it.parameters.len() == 1).collect();
        for managed in policy.managed_policies {
            let Some(flag) = flags.iter().find(|it| Some(it.name) == managed.unless_setting) else {
                continue;
            };
            let flag = flag.parameters[0];
            let is_attached = |values: &Values<'_>, chosen: &Chosen| {
                let export = Export::new(&[policy], values);
                let module = Module::read(&export.terraform().unwrap().to_hcl().unwrap());
                let evaluated = module.evaluate(chosen);
                let attachments = module.all("resource", "aws_iam_role_policy_attachment");
                let arn = managed.arn(PARTITIONS[0]).unwrap();
                let mut of_aws = attachments.iter().filter(|(label, _)| !label.ends_with("_own"));
                let by_terraform = of_aws.any(|(_, body)| {
                    evaluated.expression(body, "policy_arn").is_some_and(|it| it == arn.as_str())
                        && evaluated.expression(body, "count").is_none_or(|count| count == 1)
                });
                let template = export.cloudformation().unwrap();
                let role = &Stack::new(template.to_json(), chosen).properties("AWS::IAM::Role")[0];
                let arns = role.get("ManagedPolicyArns").and_then(Value::as_array).cloned();
                let by_cloudformation = arns.unwrap_or_default().contains(&Value::from(arn));
                assert_eq!(by_terraform, by_cloudformation, "{}", policy.id);
                by_terraform
            };
            let mut chosen = Chosen::new(policy, PARTITIONS[0], 0);
            for (text, expected) in [("true", false), ("false", true)] {
                chosen.values.insert(flag.name, vec![text.to_owned()]);
                assert_eq!(is_attached(&Values::new(), &chosen), expected, "{}: {text}", policy.id);
                let known = Values::new().set(flag.name, text);
                assert_eq!(is_attached(&known, &chosen), expected, "{}: {text} is known", policy.id);
            }
            n_decided += 1;
        }
    }
    assert!(n_decided > 0);
}

#[test]
fn parts_of_a_divided_policy_fit_and_have_all_statements() {
    let limits = Limits::of(Attachment::Managed);
    for policy in POLICIES {
        let values = Values::new();
        let Ok(module) = Export::new(&[policy], &values).divided(limits).terraform() else {
            panic!("{} cannot be divided", policy.id)
        };
        let module = Module::read(&module.to_hcl().unwrap());
        for chosen in choices(policy, 4) {
            let parts = module.evaluate(&chosen).documents();
            let mut statements: Vec<Value> = Vec::new();
            for part in &parts {
                let of_part = part["Statement"].as_array().unwrap();
                assert!(!of_part.is_empty(), "{}: a part without statements", policy.id);
                statements.extend(of_part.iter().cloned());
                if chosen.values.values().all(|values| values.len() == 1) {
                    let size = json::size(&part.to_string());
                    assert!(size <= quota::MANAGED_POLICY.most, "{}: {size}", policy.id);
                }
            }
            let whole = document(&chosen.json(policy));
            let mut expected = whole["Statement"].as_array().unwrap().clone();
            for list in [&mut statements, &mut expected] {
                list.sort_by_key(ToString::to_string);
            }
            assert_eq!(statements, expected, "{}", policy.id);
        }
    }
}

#[test]
fn with_all_values_a_policy_is_divided_as_render_divides_it() {
    let limits = Limits::of(Attachment::Managed);
    let mut n_divided = 0;
    for policy in POLICIES.iter().filter(|policy| policy.split) {
        let chosen = Chosen::new(policy, places().next().unwrap(), 1);
        let values = chosen.values();
        let whole = policy.fill(&values).unwrap().document().unwrap();
        let Ok(parts) = pcluster_iam::fit::split(&whole, limits) else { continue };
        let expected: Vec<_> = parts.iter().map(|it| document(&it.to_json())).collect();
        let hcl = Export::new(&[policy], &values).divided(limits).terraform().unwrap().to_hcl().unwrap();
        let module = Module::read(&hcl);
        assert_eq!(module.evaluate(&chosen).documents(), expected, "{}", policy.id);
        n_divided += usize::from(expected.len() > 1);
    }
    assert!(n_divided > 0);
}

/// What a policy needs has to be given: the values of its parameters, or those from which these follow.
#[test]
fn needed_values_have_no_default() {
    let is_of_place = |it: &Parameter| {
        matches!(it.role(), ParameterRole::Partition | ParameterRole::Region | ParameterRole::AccountId)
    };
    for policy in POLICIES {
        let values = Values::new();
        let export = Export::new(&[policy], &values);
        let module = export.terraform().unwrap().to_json().unwrap();
        let template = export.cloudformation().unwrap();
        let constructs = export.cdk().unwrap();
        let required = policy.parameters.iter().filter(|used| used.need == Need::Required);
        for parameter in required.map(|used| used.parameter).filter(|it| !is_of_place(it)) {
            let input = policy.origin(parameter).unwrap_or(parameter);
            let context = format!("{} of {}", input.name, policy.id);
            let variable = &module["variable"][input.name.replace('-', "_")];
            assert!(variable.is_object() && variable.get("default").is_none(), "{context}");
            let of_template = &template.to_json()["Parameters"][logical(input.name)];
            assert!(of_template.is_object() && of_template.get("Default").is_none(), "{context}");
            let name = logical(input.name);
            let prop = format!("readonly {}{}: ", name[..1].to_lowercase(), &name[1..]);
            assert!(constructs.to_typescript().contains(&prop), "{context}");
        }
    }
}

/// In an export of a whole release nothing is created until it is asked for.
#[test]
fn policies_of_a_release_are_created_on_request() {
    let version = VERSIONS.last().unwrap();
    let values = Values::new();
    let export = Export::new(version.policies, &values).on_request();
    let hcl = export.terraform().unwrap().to_hcl().unwrap();
    let module = Module::read(&hcl);
    for (label, body) in module.all("resource", "aws_iam_policy") {
        let count = body.attributes().find(|it| it.key() == "count").expect("a count").expr().to_string();
        let key = label.replace('_', "-");
        assert_eq!(count, format!("contains(var.policies, \"{key}\") ? 1 : 0"));
    }
    let template = export.cloudformation().unwrap();
    let stack =
        Stack::new(template.to_json(), &Chosen::new(version.policies[0], places().next().unwrap(), 0));
    for kind in ["AWS::IAM::ManagedPolicy", "AWS::IAM::Role", "AWS::IAM::InstanceProfile"] {
        assert_eq!(stack.properties(kind), Vec::<Value>::new());
    }
    let json = template.to_json();
    let n_parameters = json["Parameters"].as_object().unwrap().len();
    assert!(n_parameters <= 200, "AWS CloudFormation accepts 200 parameters, not {n_parameters}");
    assert!(template.to_yaml().unwrap().len() < 1_000_000, "AWS CloudFormation accepts a template of 1 MB");
}
