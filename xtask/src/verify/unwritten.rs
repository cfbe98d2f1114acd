//! The check of texts that an import leaves empty, since only a person can write them.
//!
//! A catalog with empty texts builds, so that an author can work on it; `verify` asks for each of them.

use pcluster_iam::{Policy, Version};

use crate::catalog::Catalog;
use crate::problem::Problem;

const HELP: &str =
    "write it; catalog/README.md describes each key, and the questions that a `why` has to answer";

/// A text of the catalog that may be empty.
#[derive(Debug)]
struct Text {
    policy: Option<&'static str>,
    /// The policy, version or group that the text is part of, for a message.
    owner: String,
    /// The file, with the table unless the text is in the file's head.
    place: String,
    key: &'static str,
    value: &'static str,
}

/// The empty texts of the catalog, in one problem for each owner.
pub(super) fn check(catalog: &Catalog) -> Vec<Problem> {
    problems(&texts(catalog))
}

fn texts(catalog: &Catalog) -> Vec<Text> {
    let services = catalog.services.iter().map(|service| Text {
        policy: None,
        owner: "the services".to_owned(),
        place: format!("catalog/services/{}.toml", service.prefix),
        key: "name",
        value: service.name,
    });
    let versions = catalog
        .versions
        .iter()
        .flat_map(|version| of_version(version).chain(version.policies.iter().flat_map(|it| of_policy(it))));
    services.chain(versions).collect()
}

fn of_version(version: &'static Version) -> impl Iterator<Item = Text> {
    [("summary", version.summary), ("source.url", version.source.url)].into_iter().map(|(key, value)| Text {
        policy: None,
        owner: format!("version {}", version.id),
        place: format!("catalog/{}/version.toml", version.id),
        key,
        value,
    })
}

fn of_policy(policy: &'static Policy) -> impl Iterator<Item = Text> {
    let folder = policy.source.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A statement that the policy only references belongs to the policy that states it.
    let own = policy
        .statements
        .iter()
        .filter(move |statement| statement.source.rsplit_once('/').is_some_and(|(place, _)| place == folder));
    let head = [("name", policy.name), ("summary", policy.summary)];
    head.into_iter()
        .map(|(key, value)| (policy.source, key, value))
        .chain(own.map(|statement| (statement.source, "why", statement.why)))
        .map(|(place, key, value)| Text {
            policy: Some(policy.id),
            owner: format!("`{}`", policy.id),
            place: place.to_owned(),
            key,
            value,
        })
}

fn problems(texts: &[Text]) -> Vec<Problem> {
    let missing: Vec<_> = texts.iter().filter(|text| text.value.is_empty()).collect();
    missing
        .chunk_by(|one, other| one.owner == other.owner)
        .filter_map(|texts| {
            let first = texts.first()?;
            let message = match texts.len() {
                1 => format!("a text of {} is missing", first.owner),
                n => format!("{n} texts of {} are missing", first.owner),
            };
            let body = texts.iter().map(|text| format!("  {} has no `{}` yet\n", text.place, text.key));
            Some(Problem::new(message, HELP).with_body(body.collect()).of(first.policy))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use pcluster_iam::{POLICIES, SERVICES};

    use super::{HELP, problems, texts};
    use crate::catalog::Catalog;

    #[test]
    fn names_each_empty_text() {
        let policy = POLICIES[0];
        let (service, statement) = (SERVICES[0].prefix, policy.statements[0].source);
        let service = format!("catalog/services/{service}.toml");
        let mut texts = texts(&Catalog::compiled());
        assert!(problems(&texts).is_empty());
        for text in &mut texts {
            if [&*service, policy.source, statement].contains(&&*text.place) {
                text.value = "";
            }
        }
        let found: Vec<_> = problems(&texts).iter().map(ToString::to_string).collect();
        let expected = [
            format!(
                "error: a text of the services is missing\n  {service} has no `name` yet\nhelp: {HELP}\n"
            ),
            format!(
                "error: 3 texts of `{id}` are missing\n  {source} has no `name` yet\n  \
                 {source} has no `summary` yet\n  {statement} has no `why` yet\nhelp: {HELP}\n",
                id = policy.id,
                source = policy.source
            ),
        ];
        assert_eq!(found, expected);
    }

    /// Each statement is looked at, and once, however many policies name it.
    #[test]
    fn knows_every_statement() {
        let texts = texts(&Catalog::compiled());
        let mut wanted: Vec<_> =
            POLICIES.iter().flat_map(|policy| policy.statements).map(|statement| statement.source).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut found: Vec<_> =
            texts.iter().filter(|text| text.key == "why").map(|text| text.place.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, wanted);
    }
}
