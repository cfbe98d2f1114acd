//! Identity providers in trust policies: the conditions that say whose tokens are accepted. Every token has
//! the claims in question, so that `IfExists` changes nothing.

use crate::document::{Key, Statement, Text};
use crate::finding::{Code, Finding};
use crate::iam::condition::Comparison;
use crate::iam::condition::operator::{OperatorMode, Qualifier};
use crate::iam::piece::is_unknown;
use crate::iam::principal::{KnownPrincipal, PrincipalType, Provider, known, typed};
use crate::rules::RuleContext;
use crate::rules::principals::is_limited_by;

/// The claim with the audience of a token.
const AUDIENCE: &str = "aud";

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scope in cx.scopes.iter().filter(|scope| scope.allows()) {
        let statement = scope.statement;
        let federated = statement.principals.iter().filter(|it| !it.negated).flat_map(typed);
        let federated = federated.filter(|(kind, _)| *kind == PrincipalType::Federated);
        let mut found: Vec<_> = federated.flat_map(|(_, name)| of_provider(statement, name)).collect();
        found.extend(audiences(statement));
        findings.extend(found.into_iter().map(|finding| finding.statement(statement.idx)));
    }
    findings
}

fn of_provider(statement: &Statement, name: &Text) -> Vec<Finding> {
    let Provider::OpenIdConnect(address) = Provider::new(name.as_str()) else { return Vec::new() };
    if is_unknown(address) {
        return Vec::new();
    }
    let known = known(address);
    let is_of = |key: &Key| {
        let claim = claim(&key.name, address);
        let is_of_claim =
            is_unknown(&key.name.value) || claim.is_some_and(|it| known.is_none_or(|known| known.has(it)));
        is_of_claim && key.values.iter().all(|value| !is_anything(&value.text.value))
    };
    match known {
        Some(known) if known.names_repositories => of_repositories(statement, name, address, known),
        _ if is_limited_by(statement, |_, key| is_of(key)) => Vec::new(),
        _ => {
            let wanted = known.and_then(|known| known.claim);
            let message = match wanted {
                Some(claim) => {
                    format!("tokens of `{address}` are accepted whatever their claim `{claim}` is")
                }
                None => format!("every token of `{address}` is accepted"),
            };
            let key = format!("{address}:{}", wanted.unwrap_or(AUDIENCE));
            vec![
                Finding::new(Code::MissingConditionKeyForOidcPrincipal, name.span, message)
                    .help(format!("add a condition on `{key}`"))
                    .subject(name.as_str()),
            ]
        }
    }
}

impl KnownPrincipal {
    fn has(&self, claim: &str) -> bool {
        self.claim.is_none_or(|known| known.eq_ignore_ascii_case(claim))
    }
}

/// True for a pattern that every text matches, or every text that is not empty.
fn is_anything(pattern: &str) -> bool {
    pattern.bytes().all(|byte| matches!(byte, b'*' | b'?'))
}

/// The claim of a provider that a key stands for.
fn claim<'k>(key: &'k Text, address: &str) -> Option<&'k str> {
    let (of, claim) = key.value.rsplit_once(':')?;
    of.eq_ignore_ascii_case(address).then_some(claim)
}

/// The provider of the jobs of repositories, of which anybody can have one.
fn of_repositories(
    statement: &Statement,
    name: &Text,
    address: &str,
    known: &KnownPrincipal,
) -> Vec<Finding> {
    let wanted = format!("{address}:{}", known.claim.unwrap_or(AUDIENCE));
    let is_of = |key: &Key| is_unknown(&key.name.value) || key.name.value.eq_ignore_ascii_case(&wanted);
    // The owner comes first, as in `repo:OWNER/NAME:ref:…`; a pattern may begin with it.
    let is_open = |value: &str| {
        let path = value.strip_prefix("repo:").unwrap_or(value);
        path.split(['/', ':']).next().is_none_or(is_anything)
    };
    let has_owner = |key: &Key| is_of(key) && key.values.iter().all(|value| !is_open(&value.text.value));
    if !is_limited_by(statement, |_, key| has_owner(key)) {
        let message = format!("jobs of every repository of `{address}` may assume the role");
        return vec![
            Finding::new(Code::MissingGithubRepoConditionKey, name.span, message)
                .help(format!("add a condition on `{wanted}` with the repository and the branch"))
                .subject(name.as_str()),
        ];
    }
    let patterns = statement.conditions().filter(|(operator, key)| {
        let comparison = Comparison::new(operator.name.as_str());
        let has_wildcards = |it: Comparison| !it.is_negated && it.mode == OperatorMode::Wildcards;
        is_of(key) && comparison.is_some_and(has_wildcards)
    });
    let values = patterns.flat_map(|(_, key)| key.values.iter().map(move |value| (key, &value.text)));
    let wide = values.filter(|(_, value)| !is_unknown(&value.value) && value.value.contains(['*', '?']));
    let findings = wide.map(|(key, value)| {
        let message = format!("`{value}` stands for several branches or repositories");
        Finding::new(Code::SpecificGithubRepoAndBranchRecommended, value.span, message)
            .help(
                "write the repository and the branch in full, such as `repo:OWNER/NAME:ref:refs/heads/main`",
            )
            .subject(key.name.as_str())
    });
    findings.collect()
}

/// The conditions that compare the audience of a token as if it had several.
fn audiences(statement: &Statement) -> impl Iterator<Item = Finding> {
    let keys = statement.conditions().filter(|(operator, key)| {
        let qualifier = Comparison::new(operator.name.as_str()).and_then(|it| it.qualifier);
        let is_audience = key
            .name
            .value
            .rsplit_once(':')
            .is_some_and(|(of, claim)| of.contains('.') && claim.eq_ignore_ascii_case(AUDIENCE));
        is_audience && qualifier == Some(Qualifier::ForAnyValue)
    });
    keys.map(|(operator, key)| {
        let message = format!("`{}` has one value, so that `ForAnyValue` does not suit it", key.name);
        Finding::new(Code::ForanyvalueWithAudienceClaimType, operator.name.span, message)
            .label(key.name.span, "this key")
            .help("write the operator without `ForAnyValue:`")
            .subject(key.name.as_str())
    })
}
