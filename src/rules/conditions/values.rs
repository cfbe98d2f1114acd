//! Values of conditions: their type, which the operator demands, and their form, which the key demands.

use crate::document::Scalar;
use crate::finding::{Code, Finding, Severity};
use crate::iam::address::AddressRange;
use crate::iam::arn::{self, ArnPattern};
use crate::iam::condition::ConditionTest;
use crate::iam::condition::known_key::KeyForm;
use crate::iam::condition::operator::{Comparison, OperatorFamily, OperatorMode};
use crate::iam::{date, piece, principal, region};
use crate::rules::RuleContext;
use crate::rules::condition_findings::{of_place, whole};
use crate::rules::wording::listed;
use crate::{Region, ValueType};

/// The possible lengths of a network id after its prefix.
const ID_LENGTHS: [usize; 2] = [8, 17];

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    cx.tests().flat_map(|it| find(it.test, it.comparison)).collect()
}

fn find(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    match comparison.family {
        OperatorFamily::Bool | OperatorFamily::Null => booleans(test, comparison),
        OperatorFamily::Numeric => numbers(test, comparison),
        OperatorFamily::Date => test.values().filter_map(|value| date(test, value)).collect(),
        OperatorFamily::Binary => test.values().filter_map(|value| binary(test, value)).collect(),
        OperatorFamily::IpAddress => addresses(test, comparison),
        OperatorFamily::String | OperatorFamily::Arn => {
            let found = forms(test, comparison).into_iter().chain(regions(test, comparison));
            found.chain(arns(test)).collect()
        }
    }
}

fn wrong(test: &ConditionTest<'_>, code: Code, value: &Scalar, what: &str, help: &str) -> Finding {
    let message = format!("`{}` is not {what}, which `{}` compares", value.text, test.operator.name);
    of_place(test, code, value.text.span, message).help(help)
}

fn booleans(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let is_boolean = |text: &str| ["true", "false"].iter().any(|it| it.eq_ignore_ascii_case(text));
    let wrong_values = test.values().filter(|value| !is_boolean(&value.text.value)).map(|value| {
        wrong(test, Code::TypeMismatchBoolean, value, "a boolean", "write `\"true\"` or `\"false\"`")
    });
    let mut findings: Vec<_> = wrong_values.collect();
    if let [_, second, ..] = test.key.values.as_slice() {
        let message = format!(
            "`{}` has {} values, and `{}` compares with one",
            test.key.name,
            test.key.values.len(),
            comparison.name
        );
        findings.push(
            of_place(test, Code::InvalidConditionMultipleBoolean, second.text.span, message)
                .help("keep the intended value; every request with the key meets both together"),
        );
    }
    findings
}

fn numbers(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    let of_dates = test.meaning.is_of(ValueType::Date);
    let mut findings: Vec<_> = test
        .values()
        .filter(|value| !is_number(&value.text.value) && !of_dates)
        .map(|value| {
            wrong(test, Code::TypeMismatchNumber, value, "a number", "write a number, such as `\"3600\"`")
        })
        .collect();
    let all: Vec<_> = test.key.values.iter().map(|value| value.text.value.parse::<f64>()).collect();
    if comparison.mode == OperatorMode::Order && all.len() > 1 && all.iter().all(Result::is_ok) {
        let is_below = comparison.name.contains("Less");
        let wider = test.key.values.iter().zip(all.into_iter().flatten());
        let order = |a: &(_, f64), b: &(_, f64)| a.1.total_cmp(&b.1);
        let decides: Option<(&Scalar, f64)> =
            if is_below { wider.max_by(order) } else { wider.min_by(order) };
        if let Some((value, _)) = decides {
            let message = format!(
                "of the {} numbers for `{}`, only the {} decides",
                test.key.values.len(),
                test.key.name,
                if is_below { "greatest" } else { "least" }
            );
            findings.push(
                of_place(test, Code::RedundantConditionValueNum, test.key.span, message)
                    .label(value.text.span, "this one decides")
                    .help(format!("write `{}` alone", value.text)),
            );
        }
    }
    findings
}

fn date(test: &ConditionTest<'_>, value: &Scalar) -> Option<Finding> {
    const HELP: &str = "write it as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`";
    let written = &value.text;
    match date::parse(&written.value) {
        None => Some(wrong(test, Code::TypeMismatchDate, value, "a date", HELP)),
        Some(date) if date.is_ambiguous => {
            let message = format!("`{written}` is ambiguous: it lacks a readable day or a time zone");
            Some(of_place(test, Code::InvalidDateValue, written.span, message).help(HELP))
        }
        Some(_) => None,
    }
}

fn binary(test: &ConditionTest<'_>, value: &Scalar) -> Option<Finding> {
    let base64 = value.text.value.as_str();
    let body = base64.trim_end_matches('=');
    let is_base64 = base64.len().is_multiple_of(4)
        && base64.len() - body.len() <= 2
        && body.chars().all(|c| c.is_ascii_alphanumeric() || "+/-_".contains(c));
    (!is_base64).then(|| wrong(test, Code::TypeMismatchString, value, "Base64", "write the bytes in Base64"))
}

fn addresses(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ranges = Vec::new();
    for value in test.values() {
        let Some(range) = AddressRange::new(&value.text.value) else {
            const HELP: &str =
                "write an address or a range in CIDR notation, such as `203.0.113.0/24` or `2001:db8::/32`";
            findings.push(wrong(test, Code::TypeMismatchIpRange, value, "an IP address or range", HELP));
            continue;
        };
        if range.has_host_bits() {
            let base = range.base();
            let message =
                format!("`{}` is the range `{base}`: bits beyond the prefix have no effect", value.text);
            findings.push(
                of_place(test, Code::ImproveIpRange, value.text.span, message)
                    .help(format!("write `{base}`, or a longer prefix")),
            );
        }
        ranges.push((value, range));
    }
    if test.meaning.holds() != Some(KeyForm::PublicAddress) {
        return findings;
    }
    let private: Vec<_> = ranges.iter().filter(|(_, range)| range.is_private()).collect();
    let Some((first, _)) = private.first() else { return findings };
    let is_all = private.len() == test.key.values.len();
    let code = match (comparison.is_negated, is_all) {
        (false, true) => Code::PrivateIpAddress,
        (true, true) => Code::PrivateNotIpAddress,
        (false, false) => Code::PrivateIpAddressSubset,
        (true, false) => Code::PrivateNotIpAddressSubset,
    };
    let names = listed(private.iter().map(|(value, _)| format!("`{}`", value.text)), "and");
    let message = format!("`{}` holds a public address, never {names}", test.key.name);
    let help = "write public addresses; for addresses in a VPC, use the keys of the VPC and its endpoints";
    findings.push(of_place(test, code, first.text.span, message).help(help));
    findings
}

/// The findings about values without the form of the key's values.
fn forms(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let Some(holds) = test.meaning.holds() else { return Vec::new() };
    let wrong = whole(test, comparison).filter_map(|value| {
        let (code, what, help) = form(holds, &value.text.value)?;
        let finding = misformed(test, value, code, what, help);
        let is_pattern = !comparison.is_like() && piece::has_wildcard(&value.text.value);
        Some(if is_pattern {
            let like = if comparison.is_negated { "StringNotLike" } else { "StringLike" };
            finding.help(format!("or write `{}` if a wildcard is intended", comparison.renamed(like)))
        } else {
            finding
        })
    });
    wrong.collect()
}

/// The findings about values that no ARN equals.
fn arns(test: &ConditionTest<'_>) -> Vec<Finding> {
    let wrong = test.values().filter(|value| test.holds_arns() && !arn::may_be_one(value.text.as_str()));
    wrong
        .map(|value| {
            let message =
                format!("`{}` is not an ARN, and no value of `{}` equals it", value.text, test.key.name);
            let finding = of_place(test, Code::TypeMismatchArn, value.text.span, message)
                .help("write an ARN: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`");
            test.meaning.service.into_iter().fold(finding, Finding::rests_on)
        })
        .collect()
}

/// The findings about regions that no partition has: as a value, in an ARN, or in the name of a service.
fn regions(test: &ConditionTest<'_>, comparison: Comparison) -> Vec<Finding> {
    let holds = test.meaning.holds();
    let found = test.values().filter_map(|value| {
        let written = value.text.as_str();
        let name = match holds {
            Some(KeyForm::Region) => written,
            Some(KeyForm::ServicePrincipal) => written.split('.').nth(1)?,
            _ if test.holds_arns() => ArnPattern::new(written)?.region.text,
            _ => return None,
        };
        let is_open = comparison.is_like() && piece::has_wildcard(name);
        // A name that is none at all is another finding.
        let is_unknown = Region::new(name).is_ok() && !is_open && !region::is_listed(name)
            || is_open && holds == Some(KeyForm::Region) && !region::is_some_listed(name);
        is_unknown.then_some((value, name))
    });
    found
        .map(|(value, name)| {
            let finding = of_place(
                test,
                Code::InvalidRegion,
                value.text.span,
                format!("no partition has the region `{name}`"),
            )
            .at_most(Severity::Warning);
            finding.help(match region::nearest(name) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "correct the name, unless the region is new".to_owned(),
            })
        })
        .collect()
}

/// The finding about a value without the form of the key's values.
fn misformed(test: &ConditionTest<'_>, value: &Scalar, code: Code, what: &str, help: &str) -> Finding {
    let message = format!("`{}` is not {what}, which `{}` holds", value.text, test.key.name);
    of_place(test, code, value.text.span, message).help(help)
}

/// The code, the right form and the help for a value that lacks the form.
fn form(holds: KeyForm, text: &str) -> Option<(Code, &'static str, &'static str)> {
    match holds {
        KeyForm::Account | KeyForm::PublicAddress => None,
        KeyForm::Region => Region::new(text).is_err().then_some((
            Code::InvalidRegion,
            "the name of a region",
            "write the name of a region, such as `eu-west-1`",
        )),
        KeyForm::Vpc => (!is_id("vpc-", text)).then_some((
            Code::InvalidVpcFormat,
            "the id of a VPC",
            "write `vpc-` and 8 or 17 letters and digits",
        )),
        KeyForm::VpcEndpoint => (!is_id("vpce-", text)).then_some((
            Code::InvalidVpceFormat,
            "the id of a VPC endpoint",
            "write `vpce-` and 8 or 17 letters and digits",
        )),
        KeyForm::ServicePrincipal => (!principal::is_service(text)).then_some((
            Code::InvalidServicePrincipalFormat,
            "a service principal",
            "write the service's name and the domain of the partition, such as `NAME.amazonaws.com`",
        )),
    }
}

fn is_id(prefix: &str, text: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|id| ID_LENGTHS.contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric()))
}
