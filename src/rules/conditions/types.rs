//! Operators that do not suit a key: the type of its values, and their number in a request.

use crate::ValueType;
use crate::document::{Scalar, ScalarKind};
use crate::finding::{Code, Finding};
use crate::iam::condition::ConditionTest;
use crate::iam::condition::operator::{Comparison, OperatorFamily, Qualifier};
use crate::iam::piece;
use crate::iam::piece::{has_placeholder, variable};
use crate::rules::RuleContext;
use crate::rules::condition_findings::{of_operator, of_place};
use crate::rules::wording::listed;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let compared = cx.tests().filter(|it| it.comparison.family != OperatorFamily::Null);
    compared.flat_map(|it| find(it.test, it.comparison)).collect()
}

fn find(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let found = [
        family(test, comparison),
        qualifier(test, comparison),
        arns(test, comparison),
        wildcards(test, comparison),
        kinds(test),
    ];
    found.into_iter().flatten().chain(variables(test, comparison)).collect()
}

/// The finding about an operator for values of another type.
fn family(test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    let types = &test.meaning.types;
    let fits = |value| suits(comparison.family, value);
    if types.is_empty() || types.iter().any(|it| fits(it.value)) {
        return None;
    }
    // A value of the type string can be an ARN.
    let is_of_arns =
        comparison.family == OperatorFamily::Arn && types.iter().all(|it| it.value == ValueType::String);
    if is_of_arns && test.key.values.iter().all(looks_like_arn) {
        return None;
    }
    let kinds = listed(types.iter().map(|it| format!("`{}`", it.value)), "or");
    let operators = types.iter().map(|it| own_family(it.value)).map(|family| {
        let name = if comparison.is_negated { negated(family) } else { family.example() };
        format!("`{}`", comparison.renamed(name))
    });
    let message = format!(
        "`{}` does not compare values like those of `{}`, which are of the type {kinds}",
        test.operator.name, test.key.name
    );
    let finding = of_operator(test, Code::TypeMismatch, message)
        .label(test.key.name.span, "the key")
        .help(format!("use {}, or another operator of that type", listed(operators, "or")));
    Some(match test.meaning.service {
        Some(service) => finding.rests_on(service),
        None => finding,
    })
}

/// True if an operator of a family compares values of a type.
fn suits(family: OperatorFamily, value: ValueType) -> bool {
    match family {
        OperatorFamily::Null => true,
        // Every ARN is a string; `arns` checks the operators for ARNs.
        OperatorFamily::String => matches!(value, ValueType::String | ValueType::Arn),
        // A date can be a number of seconds.
        OperatorFamily::Numeric => matches!(value, ValueType::Numeric | ValueType::Date),
        family => own_family(value) == family,
    }
}

fn own_family(value: ValueType) -> OperatorFamily {
    match value {
        ValueType::Arn => OperatorFamily::Arn,
        ValueType::Binary => OperatorFamily::Binary,
        ValueType::Bool => OperatorFamily::Bool,
        ValueType::Date => OperatorFamily::Date,
        ValueType::IpAddress => OperatorFamily::IpAddress,
        ValueType::Numeric => OperatorFamily::Numeric,
        ValueType::String => OperatorFamily::String,
    }
}

fn negated(family: OperatorFamily) -> &'static str {
    match family {
        OperatorFamily::String => "StringNotEquals",
        OperatorFamily::Numeric => "NumericNotEquals",
        OperatorFamily::Date => "DateNotEquals",
        OperatorFamily::IpAddress => "NotIpAddress",
        OperatorFamily::Arn => "ArnNotLike",
        OperatorFamily::Bool | OperatorFamily::Binary | OperatorFamily::Null => family.example(),
    }
}

fn looks_like_arn(value: &Scalar) -> bool {
    let text = value.text.as_str();
    text.starts_with("arn:") || text.starts_with(['*', '$', '<'])
}

/// The finding about a multivalued key without a qualifier, or a single-valued key with `ForAllValues`.
fn qualifier(test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    let (key, operator) = (&test.key.name, &test.operator.name);
    match (test.meaning.is_multivalued()?, comparison.qualifier) {
        (true, None) => {
            let message =
                format!("a request can have several values for `{key}`, and `{operator}` compares one");
            Some(
                of_operator(test, Code::MissingQualifier, message)
                    .label(key.span, "a multivalued key")
                    .help(format!(
                        "write `ForAnyValue:{operator}` if one of the request's values has to match, `ForAllValues:{operator}` if each has to"
                    )),
            )
        }
        (false, Some(Qualifier::ForAllValues)) => {
            let message = format!(
                "a request has at most one value for `{key}`, and a request without the key also meets `{operator}`"
            );
            let plain = Comparison { qualifier: None, ..comparison };
            Some(
                of_operator(test, Code::ForallvaluesWithSingleValuedKey, message)
                    .label(key.span, "a single-valued key")
                    .help(format!("write `{}`", plain.renamed(plain.name))),
            )
        }
        _ => None,
    }
}

/// The finding about an ARN under an operator for strings: there `*` reaches past colons.
fn arns(test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    if comparison.family != OperatorFamily::String
        || !comparison.is_like()
        || !test.meaning.is_of(ValueType::Arn)
    {
        return None;
    }
    let value = test.key.values.iter().find(|value| piece::has_wildcard(&value.text.value))?;
    let instead = if comparison.is_negated { "ArnNotLike" } else { "ArnLike" };
    let message = format!(
        "`{}` compares `{}`, an ARN, as a string: a wildcard reaches from one field of the ARN into the next",
        test.operator.name, test.key.name
    );
    Some(
        of_operator(test, Code::StringLikeOperatorWithArnConditionKeys, message)
            .label(value.text.span, "this has a wildcard")
            .help(format!("write `{}`, which compares field by field", comparison.renamed(instead))),
    )
}

/// The finding about a wildcard under an operator without wildcards.
fn wildcards(test: &ConditionTest<'_>, comparison: Comparison) -> Option<Finding> {
    if comparison.family != OperatorFamily::String || comparison.is_like() {
        return None;
    }
    let value = test.key.values.iter().find(|value| piece::has_wildcard(&value.text.value))?;
    let instead = match (value.text.value.starts_with("arn:"), comparison.is_negated) {
        (true, false) => "ArnLike",
        (true, true) => "ArnNotLike",
        (false, false) => "StringLike",
        (false, true) => "StringNotLike",
    };
    let message =
        format!("`{}` reads the wildcard in `{}` as a plain character", test.operator.name, value.text);
    Some(
        of_place(test, Code::WildcardWithoutLikeOperator, value.text.span, message)
            .label(test.operator.name.span, "this compares for equality")
            .help(format!("write `{}` if a wildcard is intended", comparison.renamed(instead))),
    )
}

/// The finding about values of several JSON types in one list.
fn kinds(test: &ConditionTest<'_>) -> Option<Finding> {
    let first = test.key.values.first()?;
    let other = test.key.values.iter().find(|value| value.kind != first.kind)?;
    let name = |kind| match kind {
        ScalarKind::String => "a string",
        ScalarKind::Bool => "a boolean",
        ScalarKind::Number => "a number",
    };
    let message = format!(
        "the values of `{}` have several JSON types: `{}` is {}, `{}` is {}",
        test.key.name,
        first.text,
        name(first.kind),
        other.text,
        name(other.kind)
    );
    Some(
        of_place(test, Code::InvalidConditionDataType, other.text.span, message)
            .label(first.text.span, name(first.kind))
            .help("write all of them as strings"),
    )
}

/// The findings about policy variables that IAM does not replace.
fn variables(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    if matches!(comparison.family, OperatorFamily::String | OperatorFamily::Arn) {
        return Vec::new();
    }
    let values = test.key.values.iter().filter(|value| !has_placeholder(&value.text.value));
    let found = values.filter_map(|value| Some((value, variable(&value.text.value)?)));
    found
        .map(|(value, variable)| {
            let message = format!(
                "`{}` does not replace policy variables: it reads `{variable}` literally",
                test.operator.name
            );
            of_place(test, Code::InvalidVariableForOperator, value.text.span, message)
                .help("write a value; only operators for strings and ARNs replace variables")
        })
        .collect()
}
