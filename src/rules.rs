//! The rules: the checks of a document, on top of its meaning.
//!
//! A rule is a function from a document to findings, and knows no other rule; [`RULES`] lists all of them, in
//! the groups of their codes in `catalog/findings`. The catalog also has the facts of services that a rule
//! needs, so that a rule is a shape and its names are data.

mod actions;
mod condition_findings;
mod conditions;
mod context;
mod dangers;
mod elements;
mod embedded;
mod key_rule;
mod reach;
mod redundancy;
mod resources;
mod service_conditions;
mod variables;
mod wording;

#[cfg(test)]
mod tests;

use crate::document::{self, Document};
use crate::finding::{Code, Finding, Options};

pub(crate) use context::{RuleContext, TestContext};

/// A rule, and the codes of the findings that it may report.
#[derive(Clone, Copy, Debug)]
struct Rule {
    name: &'static str,
    find: fn(&RuleContext<'_>) -> Vec<Finding>,
    codes: RuleCodes,
}

/// The codes that a rule may report.
#[derive(Clone, Copy, Debug)]
enum RuleCodes {
    Listed(&'static [Code]),
    /// The codes that a table of the catalog states together with the facts of the rule.
    OfCatalog(fn() -> Vec<Code>),
}

/// All rules. Missing and misplaced elements are found while a document is read:
/// [`document::CODES`](crate::document::CODES).
const RULES: &[Rule] = &[
    Rule {
        name: "elements/version",
        find: elements::version::check,
        codes: RuleCodes::Listed(&[Code::MissingVersion, Code::InvalidVersion]),
    },
    Rule {
        name: "elements/size",
        find: elements::size::check,
        codes: RuleCodes::Listed(&[Code::PolicySizeExceedsIdentityPolicyQuota]),
    },
    Rule {
        name: "elements/parts",
        find: elements::parts::check,
        codes: RuleCodes::Listed(&[Code::CheckedInPart]),
    },
    Rule {
        name: "elements/sid",
        find: elements::sid::check,
        codes: RuleCodes::Listed(&[Code::EmptySidValue, Code::UnsupportedSid, Code::UniqueSidsRequired]),
    },
    Rule {
        name: "elements/effect",
        find: elements::effect::check,
        codes: RuleCodes::Listed(&[Code::InvalidEffect]),
    },
    Rule {
        name: "actions",
        find: actions::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidAction,
            Code::InvalidServiceInAction,
            Code::WildcardInServiceName,
        ]),
    },
    Rule {
        name: "resources/malformed",
        find: resources::malformed::check,
        codes: RuleCodes::Listed(&[Code::InvalidArnPrefix, Code::MissingArnField]),
    },
    Rule {
        name: "resources/fields",
        find: resources::fields::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidPartition,
            Code::InvalidService,
            Code::InvalidArnServiceCase,
            Code::InvalidArnRegion,
            Code::MissingArnRegion,
            Code::ArnRegionNotAllowed,
            Code::InvalidArnAccount,
            Code::MissingArnAccount,
            Code::ArnAccountNotAllowed,
            Code::InvalidArnResource,
        ]),
    },
    Rule {
        name: "variables/variable",
        find: variables::variable::check,
        codes: RuleCodes::Listed(&[
            Code::MissingBraceInVariable,
            Code::MissingQuoteInVariable,
            Code::UnsupportedSpaceInVariable,
            Code::EmptyVariable,
            Code::VariableUnsupportedInElement,
            Code::VariableUnsupportedInVersion,
        ]),
    },
    Rule {
        name: "variables/placeholder",
        find: variables::placeholder::check,
        codes: RuleCodes::Listed(&[Code::UnresolvedPlaceholder]),
    },
    Rule {
        name: "conditions/empty",
        find: conditions::empty::check,
        codes: RuleCodes::Listed(&[
            Code::EmptyArrayCondition,
            Code::EmptyArrayConditionForallvalues,
            Code::EmptyArrayConditionForanyvalue,
            Code::EmptyArrayConditionIfexists,
            Code::EmptyObjectCondition,
        ]),
    },
    Rule {
        name: "conditions/operators",
        find: conditions::operators::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidConditionOperator,
            Code::NullWithIfExists,
            Code::NullWithQualifier,
        ]),
    },
    Rule {
        name: "conditions/duplicates",
        find: conditions::duplicates::check,
        codes: RuleCodes::Listed(&[Code::DuplicateKeysWithDifferentCase]),
    },
    Rule {
        name: "conditions/keys",
        find: conditions::keys::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidConditionKeyFormat,
            Code::InvalidGlobalConditionKey,
            Code::InvalidServiceConditionKey,
            Code::UnsupportedGlobalConditionKey,
            Code::DeprecatedGlobalConditionKey,
            Code::MissingTagKeyInCondition,
        ]),
    },
    Rule {
        name: "conditions/types",
        find: conditions::types::check,
        codes: RuleCodes::Listed(&[
            Code::TypeMismatch,
            Code::MissingQualifier,
            Code::ForallvaluesWithSingleValuedKey,
            Code::StringLikeOperatorWithArnConditionKeys,
            Code::WildcardWithoutLikeOperator,
            Code::InvalidConditionDataType,
            Code::InvalidVariableForOperator,
        ]),
    },
    Rule {
        name: "conditions/values",
        find: conditions::values::check,
        codes: RuleCodes::Listed(&[
            Code::TypeMismatchBoolean,
            Code::InvalidConditionMultipleBoolean,
            Code::TypeMismatchNumber,
            Code::RedundantConditionValueNum,
            Code::TypeMismatchDate,
            Code::InvalidDateValue,
            Code::TypeMismatchString,
            Code::TypeMismatchIpRange,
            Code::ImproveIpRange,
            Code::PrivateIpAddress,
            Code::PrivateNotIpAddress,
            Code::PrivateIpAddressSubset,
            Code::PrivateNotIpAddressSubset,
            Code::InvalidRegion,
            Code::InvalidVpcFormat,
            Code::InvalidVpceFormat,
            Code::InvalidServicePrincipalFormat,
        ]),
    },
    Rule {
        name: "conditions/absence",
        find: conditions::absence::check,
        codes: RuleCodes::Listed(&[
            Code::EquivalentToNullTrue,
            Code::EquivalentToNullFalse,
            Code::RedundantKeyDueToWildcardInCondition,
            Code::RedundantStatementDueToWildcardInCondition,
        ]),
    },
    Rule {
        name: "conditions/trust",
        find: conditions::trust::check,
        codes: RuleCodes::Listed(&[
            Code::UntrustworthyConditionKey,
            Code::MissingPairedConditionKeys,
            Code::WildcardUsageTooPermissive,
        ]),
    },
    Rule {
        name: "conditions/actions",
        find: conditions::actions::check,
        codes: RuleCodes::Listed(&[
            Code::UnsupportedActionForConditionKey,
            Code::MissingActionForConditionKey,
            Code::UseConditionKeyOnlyWithSupportedServices,
            Code::AllowWithUnsupportedTagConditionKeyForService,
            Code::AllowNotactionWithUnsupportedTagConditionKeyForService,
            Code::DenyWithUnsupportedTagConditionKeyForService,
            Code::DenyNotactionWithUnsupportedTagConditionKeyForService,
        ]),
    },
    Rule {
        name: "service_conditions/key_rules",
        find: service_conditions::key_rules::check,
        codes: RuleCodes::OfCatalog(service_conditions::key_rules::codes),
    },
    Rule {
        name: "reach",
        find: reach::check,
        codes: RuleCodes::Listed(&[
            Code::ActionNeverMatches,
            Code::ResourceNeverMatches,
            Code::ActionPartlyMatches,
            Code::ServicesMixed,
        ]),
    },
    Rule {
        name: "redundancy/repeated",
        find: redundancy::repeated::check,
        codes: RuleCodes::Listed(&[
            Code::RedundantAction,
            Code::RedundantResource,
            Code::RedundantStatement,
            Code::GrantRepeated,
        ]),
    },
    Rule {
        name: "redundancy/denied",
        find: redundancy::denied::check,
        codes: RuleCodes::Listed(&[Code::GrantDenied]),
    },
    Rule {
        name: "dangers/families",
        find: dangers::families::check,
        codes: RuleCodes::OfCatalog(dangers::families::codes),
    },
    Rule {
        name: "dangers/escalation",
        find: dangers::escalation::check,
        codes: RuleCodes::Listed(&[
            Code::AdministratorAccess,
            Code::PrivilegeEscalation,
            Code::LimitedPrivilegeEscalation,
        ]),
    },
    Rule {
        name: "dangers/scopable",
        find: dangers::scopable::check,
        codes: RuleCodes::Listed(&[Code::ChangesEverything]),
    },
    Rule {
        name: "dangers/calls",
        find: dangers::calls::check,
        codes: RuleCodes::Listed(&[Code::MissingFurtherAction]),
    },
    Rule {
        name: "dangers/shared_names",
        find: dangers::shared_names::check,
        codes: RuleCodes::Listed(&[Code::SharedNamePattern]),
    },
    Rule {
        name: "dangers/partition",
        find: dangers::partition::check,
        codes: RuleCodes::Listed(&[Code::OtherPartition, Code::HardCodedPartition]),
    },
    Rule {
        name: "dangers/missing_sid",
        find: dangers::missing_sid::check,
        codes: RuleCodes::Listed(&[Code::MissingSid]),
    },
];

impl Rule {
    fn may_report(&self, code: Code) -> bool {
        match self.codes {
            RuleCodes::Listed(codes) => codes.contains(&code),
            RuleCodes::OfCatalog(codes) => codes().contains(&code),
        }
    }

    fn run(&self, context: &RuleContext<'_>) -> Vec<Finding> {
        let findings = (self.find)(context);
        debug_assert!(
            findings.iter().all(|finding| self.may_report(finding.code)),
            "{} reports a code that is not listed: {findings:?}",
            self.name
        );
        findings
    }
}

/// All findings of a document, in the order of their places.
///
/// ```
/// use pcluster_iam::document::Document;
/// use pcluster_iam::findings::{Options, Severity, check};
///
/// let text = r#"{
///     "Version": "2012-10-17",
///     "Statement": [{
///         "Sid": "Bucket",
///         "Effect": "Allow",
///         "Action": "s3:ListBucket",
///         "Resource": "arn:aws:s3:::example/*"
///     }]
/// }"#;
/// let findings = check(&Document::parse(text), &Options::default());
/// assert_eq!(findings[0].code.name(), "ACTION_NEVER_MATCHES");
/// assert_eq!(findings[0].code.severity(), Severity::Error);
/// assert_eq!(&text[findings[0].span.start..findings[0].span.end], "s3:ListBucket");
/// ```
#[must_use]
pub fn check(document: &Document, options: &Options) -> Vec<Finding> {
    let context = RuleContext::new(document, *options);
    let mut findings = document.problems.clone();
    debug_assert!(
        findings.iter().all(|finding| document::CODES.contains(&finding.code)),
        "reading a document reports a code that is not listed: {findings:?}"
    );
    if context.is_oversized() {
        findings.extend(elements::size::check(&context));
    } else {
        findings.extend(RULES.iter().flat_map(|rule| rule.run(&context)));
    }
    findings.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    findings
}
