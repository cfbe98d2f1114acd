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
mod principals;
mod reach;
mod redundancy;
mod resources;
mod service_conditions;
mod variables;
mod voice;
mod wording;

#[cfg(test)]
mod tests;

use crate::document::{self, Document};
use crate::finding::{Code, Finding, Options, PolicyKind};

pub(crate) use context::{Beside, RuleContext, TestContext};

/// A rule, and the codes of the findings that it may report.
#[derive(Clone, Copy, Debug)]
struct Rule {
    name: &'static str,
    /// The kinds of policies that the rule is about.
    kinds: &'static [PolicyKind],
    find: fn(&RuleContext<'_>) -> Vec<Finding>,
    codes: RuleCodes,
}

/// The rule is about all kinds of policies.
const ALL: &[PolicyKind] = &PolicyKind::ALL;

/// The rule is about policies whose statements say whom they are about.
const WITH_PRINCIPALS: &[PolicyKind] =
    &[PolicyKind::Trust, PolicyKind::Resource, PolicyKind::ResourceControl];

/// The rule is about policies that let somebody in.
const LETTING_IN: &[PolicyKind] = &[PolicyKind::Trust, PolicyKind::Resource];

/// The rule is about the policies of an organization.
const OF_ORGANIZATIONS: &[PolicyKind] = &[PolicyKind::ServiceControl, PolicyKind::ResourceControl];

/// The rule is about grants: all other policies limit what these grant, or grant it to others.
const GRANTS: &[PolicyKind] = &[PolicyKind::Identity];

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
        kinds: ALL,
        find: elements::version::check,
        codes: RuleCodes::Listed(&[Code::MissingVersion, Code::InvalidVersion]),
    },
    Rule {
        name: "elements/size",
        kinds: ALL,
        find: elements::size::check,
        codes: RuleCodes::Listed(&[
            Code::PolicySizeExceedsIdentityPolicyQuota,
            Code::PolicySizeExceedsRoleTrustPolicyQuota,
            Code::PolicySizeExceedsScpQuota,
            Code::PolicySizeExceedsRcpQuota,
            Code::PolicySizeExceedsResourcePolicyQuota,
        ]),
    },
    Rule {
        name: "elements/parts",
        kinds: ALL,
        find: elements::parts::check,
        codes: RuleCodes::Listed(&[Code::CheckedInPart]),
    },
    Rule {
        name: "elements/sid",
        kinds: ALL,
        find: elements::sid::check,
        codes: RuleCodes::Listed(&[
            Code::EmptySidValue,
            Code::UnsupportedSid,
            Code::UniqueSidsRequired,
            Code::UniqueSidsRecommended,
        ]),
    },
    Rule {
        name: "elements/kind",
        kinds: ALL,
        find: elements::kind::check,
        codes: RuleCodes::Listed(&[Code::UnsupportedPrincipal, Code::UnsupportedId, Code::MissingResource]),
    },
    Rule {
        name: "elements/effect",
        kinds: ALL,
        find: elements::effect::check,
        codes: RuleCodes::Listed(&[Code::InvalidEffect]),
    },
    Rule {
        name: "principals/form",
        kinds: WITH_PRINCIPALS,
        find: principals::form::check,
        codes: RuleCodes::Listed(&[
            Code::MissingPrincipal,
            Code::InvalidPrincipalFormat,
            Code::InvalidPrincipalKey,
            Code::EmptyObjectPrincipal,
            Code::EmptyArrayPrincipal,
            Code::UnsupportedWildcardInPrincipal,
            Code::InvalidRoleReference,
            Code::InvalidUserReference,
            Code::FederatedPrincipalNotSupported,
        ]),
    },
    Rule {
        name: "principals/open",
        kinds: LETTING_IN,
        find: principals::open::check,
        codes: RuleCodes::Listed(&[
            Code::AllowWithNotPrincipal,
            Code::RestrictAccessToServicePrincipal,
            Code::RoleOpenToEveryone,
        ]),
    },
    Rule {
        name: "principals/federated",
        kinds: &[PolicyKind::Trust],
        find: principals::federated::check,
        codes: RuleCodes::Listed(&[
            Code::MissingConditionKeyForOidcPrincipal,
            Code::MissingGithubRepoConditionKey,
            Code::SpecificGithubRepoAndBranchRecommended,
            Code::ForanyvalueWithAudienceClaimType,
        ]),
    },
    Rule {
        name: "principals/trust",
        kinds: &[PolicyKind::Trust],
        find: principals::trust::check,
        codes: RuleCodes::Listed(&[
            Code::RoleTrustPolicySyntaxErrorNotprincipal,
            Code::RoleTrustPolicyUnsupportedWildcardInPrincipal,
            Code::RoleTrustPolicySyntaxErrorResource,
            Code::UnsupportedActionInPolicy,
            Code::InvalidFederatedPrincipalSyntaxInRoleTrustPolicy,
            Code::MismatchedActionForPrincipal,
            Code::RedundantPrincipalInRoleTrustPolicy,
            Code::MissingActionForRolesAnywhereTrustPolicy,
        ]),
    },
    Rule {
        name: "principals/limits",
        kinds: OF_ORGANIZATIONS,
        find: principals::limits::check,
        codes: RuleCodes::Listed(&[
            Code::ScpSyntaxErrorPrincipal,
            Code::RcpSyntaxErrorPrincipal,
            Code::RcpSyntaxErrorAllow,
            Code::RcpSyntaxErrorNotaction,
            Code::RcpSyntaxErrorAction,
        ]),
    },
    Rule {
        name: "actions",
        kinds: ALL,
        find: actions::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidAction,
            Code::InvalidServiceInAction,
            Code::WildcardInServiceName,
        ]),
    },
    Rule {
        name: "resources/malformed",
        kinds: ALL,
        find: resources::malformed::check,
        codes: RuleCodes::Listed(&[Code::InvalidArnPrefix, Code::MissingArnField]),
    },
    Rule {
        name: "resources/fields",
        kinds: ALL,
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
        name: "resources/impossible",
        kinds: ALL,
        find: resources::impossible::check,
        codes: RuleCodes::Listed(&[Code::ArnNeverExists, Code::UnfilledValue]),
    },
    Rule {
        name: "variables/variable",
        kinds: ALL,
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
        kinds: ALL,
        find: variables::placeholder::check,
        codes: RuleCodes::Listed(&[Code::UnresolvedPlaceholder]),
    },
    Rule {
        name: "conditions/empty",
        kinds: ALL,
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
        kinds: ALL,
        find: conditions::operators::check,
        codes: RuleCodes::Listed(&[
            Code::InvalidConditionOperator,
            Code::NullWithIfExists,
            Code::NullWithQualifier,
        ]),
    },
    Rule {
        name: "conditions/duplicates",
        kinds: ALL,
        find: conditions::duplicates::check,
        codes: RuleCodes::Listed(&[Code::DuplicateKeysWithDifferentCase]),
    },
    Rule {
        name: "conditions/keys",
        kinds: ALL,
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
        kinds: ALL,
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
        kinds: ALL,
        find: conditions::values::check,
        codes: RuleCodes::Listed(&[
            Code::TypeMismatchBoolean,
            Code::InvalidConditionMultipleBoolean,
            Code::TypeMismatchNumber,
            Code::RedundantConditionValueNum,
            Code::TypeMismatchDate,
            Code::InvalidDateValue,
            Code::TypeMismatchString,
            Code::TypeMismatchArn,
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
        kinds: ALL,
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
        kinds: ALL,
        find: conditions::trust::check,
        codes: RuleCodes::Listed(&[
            Code::UntrustworthyConditionKey,
            Code::MissingPairedConditionKeys,
            Code::WildcardUsageTooPermissive,
        ]),
    },
    Rule {
        name: "conditions/actions",
        kinds: ALL,
        find: conditions::actions::check,
        codes: RuleCodes::Listed(&[
            Code::UnsupportedActionForConditionKey,
            Code::MissingActionForConditionKey,
            Code::ConditionPartlyMatches,
            Code::ConditionAlwaysMet,
        ]),
    },
    Rule {
        name: "conditions/contradictions",
        kinds: ALL,
        find: conditions::contradictions::check,
        codes: RuleCodes::Listed(&[Code::ConditionNeverMet]),
    },
    Rule {
        name: "conditions/sets",
        kinds: ALL,
        find: conditions::sets::check,
        codes: RuleCodes::Listed(&[Code::ForallvaluesWithoutNullCheck, Code::SetOperatorBypassed]),
    },
    Rule {
        name: "conditions/resources",
        kinds: ALL,
        find: conditions::resources::check,
        codes: RuleCodes::Listed(&[Code::UnsupportedResourceForConditionKey]),
    },
    Rule {
        name: "conditions/services",
        kinds: ALL,
        find: conditions::services::check,
        codes: RuleCodes::Listed(&[
            Code::UseConditionKeyOnlyWithSupportedServices,
            Code::AllowWithUnsupportedTagConditionKeyForService,
            Code::AllowNotactionWithUnsupportedTagConditionKeyForService,
            Code::DenyWithUnsupportedTagConditionKeyForService,
            Code::DenyNotactionWithUnsupportedTagConditionKeyForService,
        ]),
    },
    Rule {
        name: "service_conditions/key_rules",
        kinds: ALL,
        find: service_conditions::key_rules::check,
        codes: RuleCodes::OfCatalog(service_conditions::key_rules::codes),
    },
    Rule {
        name: "reach/void",
        kinds: ALL,
        find: reach::void::check,
        codes: RuleCodes::Listed(&[Code::StatementNeverApplies]),
    },
    Rule {
        name: "reach/ending",
        kinds: ALL,
        find: reach::ending::check,
        codes: RuleCodes::Listed(&[Code::DeprecatedArnForm]),
    },
    Rule {
        name: "reach",
        kinds: ALL,
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
        kinds: ALL,
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
        kinds: ALL,
        find: redundancy::denied::check,
        codes: RuleCodes::Listed(&[Code::GrantDenied]),
    },
    Rule {
        name: "dangers/families",
        kinds: GRANTS,
        find: dangers::families::check,
        codes: RuleCodes::OfCatalog(dangers::families::codes),
    },
    Rule {
        name: "dangers/escalation",
        kinds: GRANTS,
        find: dangers::escalation::check,
        codes: RuleCodes::Listed(&[
            Code::AdministratorAccess,
            Code::PrivilegeEscalation,
            Code::LimitedPrivilegeEscalation,
        ]),
    },
    Rule {
        name: "dangers/scopable",
        kinds: GRANTS,
        find: dangers::scopable::check,
        codes: RuleCodes::Listed(&[Code::ChangesEverything]),
    },
    Rule {
        name: "dangers/calls",
        kinds: GRANTS,
        find: dangers::calls::check,
        codes: RuleCodes::Listed(&[Code::MissingFurtherAction]),
    },
    Rule {
        name: "dangers/shared_names",
        kinds: GRANTS,
        find: dangers::shared_names::check,
        codes: RuleCodes::Listed(&[Code::SharedNamePattern]),
    },
    Rule {
        name: "dangers/accounts",
        kinds: &[PolicyKind::Identity, PolicyKind::Trust, PolicyKind::Resource],
        find: dangers::accounts::check,
        codes: RuleCodes::Listed(&[Code::OtherAccount]),
    },
    Rule {
        name: "dangers/partition",
        kinds: ALL,
        find: dangers::partition::check,
        codes: RuleCodes::Listed(&[Code::OtherPartition, Code::PartitionsMixed, Code::HardCodedPartition]),
    },
    Rule {
        name: "dangers/missing_sid",
        kinds: GRANTS,
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
        if !self.kinds.contains(&context.kind) {
            return Vec::new();
        }
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
    check_in(&RuleContext::new(document, Beside::default(), *options))
}

/// All findings of a document of an identity that has other documents too, which stand before and after it.
/// What one of them grants and another one needs, repeats or denies is found in one of the two.
///
/// ```
/// use pcluster_iam::document::Document;
/// use pcluster_iam::findings::{Options, check_beside};
///
/// let [run, pass] = ["ec2:RunInstances", "iam:PassRole"].map(|action| {
///     let statement = format!(r#"{{"Effect": "Allow", "Action": "{action}", "Resource": "*"}}"#);
///     Document::parse(&format!(r#"{{"Version": "2012-10-17", "Statement": {statement}}}"#))
/// });
/// let findings = check_beside(&[&run], &pass, &[], &Options::default());
/// let escalation = findings.iter().find(|it| it.code.name() == "PRIVILEGE_ESCALATION").unwrap();
/// assert_eq!(escalation.elsewhere[0].2, "grants `ec2:RunInstances`");
/// ```
#[must_use]
pub fn check_beside(
    before: &[&Document],
    document: &Document,
    after: &[&Document],
    options: &Options,
) -> Vec<Finding> {
    check_in(&RuleContext::new(document, Beside { before, after }, *options))
}

/// The findings of a document, with what its surroundings say of it.
fn check_in(context: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = context.document.problems.clone();
    debug_assert!(
        findings.iter().all(|finding| document::CODES.contains(&finding.code)),
        "reading a document reports a code that is not listed: {findings:?}"
    );
    if context.is_oversized() {
        findings.extend(elements::size::check(context));
    } else {
        findings.extend(RULES.iter().flat_map(|rule| rule.run(context)));
    }
    // The statement comes before the end of the place: what begins at one place ends, in YAML and in JSON, in a
    // different order.
    findings.sort_by(|a, b| {
        let rank = |it: &Finding| (it.span.start, it.statement, it.span, it.code);
        rank(a).cmp(&rank(b)).then_with(|| a.message.cmp(&b.message))
    });
    voice::in_one_voice(findings)
}
