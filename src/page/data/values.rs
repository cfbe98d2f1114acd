//! Parameters, the rules of their types, the messages about values, partitions and quotas.

use std::collections::BTreeMap;

use serde::Serialize;

use super::prose;
use crate::quota::{self, Attachment};
use crate::shared::grammar::{Form, REGION_END, Rule};
use crate::values::{PARTITION_ALLOWED, REGION_ALLOWED};
use crate::{FillProblem, InvalidValueError, PARAMETERS, PARTITIONS, Parameter, Partition};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ValuesData {
    parameters: Vec<ParameterData>,
    types: BTreeMap<&'static str, TypeData>,
    partitions: Vec<PartitionData>,
    /// The messages about values, with names in braces in place of what they are about.
    messages: BTreeMap<&'static str, String>,
    quotas: Vec<QuotaData>,
    /// The most managed policies that an identity has without a request to AWS.
    most_managed: usize,
}

#[derive(Debug, Serialize)]
struct ParameterData {
    name: &'static str,
    #[serde(rename = "type")]
    type_name: &'static str,
    /// The summary as the messages have it.
    plain: &'static str,
    summary: String,
    find: String,
    example: &'static str,
    default: Option<&'static str>,
    caution: Option<String>,
}

/// The strings that a type of parameter allows.
#[derive(Debug, Serialize)]
struct TypeData {
    /// The form of a value: a phrase that follows "expected".
    allowed: &'static str,
    /// A regular expression that a whole value matches.
    pattern: String,
    /// Regular expressions of which a whole value matches none.
    except: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PartitionData {
    id: &'static str,
    name: &'static str,
    /// A regular expression that the name of a whole region matches.
    pattern: String,
    regions: &'static [&'static str],
}

#[derive(Debug, Serialize)]
struct QuotaData {
    /// `managed`, or the kind of the identity.
    attachment: Attachment,
    about: &'static str,
    most: usize,
}

impl ValuesData {
    pub(super) fn new() -> Self {
        let quotas = Attachment::ALL.map(|attachment| QuotaData {
            attachment,
            about: attachment.about(),
            most: attachment.quota().most,
        });
        let managed = [
            quota::MANAGED_POLICIES_OF_USER,
            quota::MANAGED_POLICIES_OF_GROUP,
            quota::MANAGED_POLICIES_OF_ROLE,
        ];
        Self {
            parameters: PARAMETERS.iter().map(|parameter| ParameterData::new(parameter)).collect(),
            types: PARAMETERS.iter().map(|it| (it.type_name, TypeData::new(it.type_name))).collect(),
            partitions: PARTITIONS.iter().map(|partition| PartitionData::new(partition)).collect(),
            messages: messages(),
            quotas: quotas.into(),
            most_managed: managed.iter().map(|quota| quota.most).min().unwrap_or_default(),
        }
    }
}

impl ParameterData {
    fn new(parameter: &Parameter) -> Self {
        Self {
            name: parameter.name,
            type_name: parameter.type_name,
            plain: parameter.summary,
            summary: prose::inline(parameter.summary),
            find: prose::inline(parameter.find),
            example: parameter.example,
            default: parameter.default,
            caution: parameter.caution.map(prose::inline),
        }
    }
}

impl TypeData {
    fn new(type_name: &'static str) -> Self {
        let line = |patterns: Vec<String>| format!("(?:{})", patterns.join("|"));
        match (type_name, Rule::named(type_name)) {
            (_, Some(rule)) => Self {
                allowed: rule.allowed,
                pattern: rule.form.pattern(),
                except: rule.except.iter().map(Form::pattern).collect(),
            },
            ("region", _) => Self {
                allowed: REGION_ALLOWED,
                pattern: line(PARTITIONS.iter().map(|partition| region_pattern(partition)).collect()),
                except: Vec::new(),
            },
            _ => Self {
                allowed: PARTITION_ALLOWED,
                pattern: line(PARTITIONS.iter().map(|partition| partition.id.to_owned()).collect()),
                except: Vec::new(),
            },
        }
    }
}

impl PartitionData {
    fn new(partition: &Partition) -> Self {
        Self {
            id: partition.id,
            name: partition.name,
            pattern: region_pattern(partition),
            regions: partition.regions,
        }
    }
}

/// The regions of a partition as a regular expression.
fn region_pattern(partition: &Partition) -> String {
    format!("(?:{}){}", partition.region_prefixes.join("|"), REGION_END.pattern())
}

/// The messages of the library, which it makes here of names in braces.
fn messages() -> BTreeMap<&'static str, String> {
    static NAMED: Parameter = Parameter {
        name: "{name}",
        type_name: "",
        summary: "{summary}",
        example: "",
        find: "",
        default: None,
        caution: None,
    };
    static OTHER: Parameter = Parameter {
        name: "{other}",
        type_name: "",
        summary: "",
        example: "",
        find: "",
        default: None,
        caution: None,
    };
    let problems = [
        ("missing", FillProblem::Missing(&NAMED)),
        (
            "invalid",
            FillProblem::Invalid(&NAMED, InvalidValueError { value: "{value}".into(), allowed: "{allowed}" }),
        ),
        (
            "foreignArn",
            FillProblem::ForeignArn {
                parameter: &NAMED,
                value: "{value}".into(),
                given: "{given}".into(),
                partition: "{partition}",
            },
        ),
        ("withoutEffect", FillProblem::WithoutEffect { parameter: &NAMED, needs: &OTHER }),
    ];
    problems.into_iter().map(|(name, problem)| (name, problem.to_string())).collect()
}
