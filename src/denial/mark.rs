//! Marks: the phrases of a text that belong to messages about denials.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{DenyingPolicy, Reason};

/// A phrase and its place.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) phrase: Phrase,
}

/// A phrase of a message.
#[derive(Clone, Debug)]
pub(super) enum Phrase {
    /// "(CODE) when calling the NAME operation", which is a denial by itself with the code of one.
    Call { name: String, is_denial: bool },
    /// "User: … is not authorized to perform: …", up to the action, or to the resource if it has one.
    Unauthorized { principal: Option<String>, action: String, has_resource: bool },
    /// "because no … policy allows …" and "with an explicit deny in …".
    Reason { reason: Reason, policy: Option<String> },
    /// "Did not have IAM permissions to process tags on `AWS::SQS::Queue` resource".
    Tagging(String),
    /// A sentence that a request was denied, without more.
    Refusal,
    /// "Encoded authorization failure message: …".
    Encoded(String),
    /// "(Service: …; Status Code: 403".
    Service(String),
}

/// A pattern, and what a match of it means.
struct Pattern {
    regex: Option<Regex>,
    phrase: fn(&Captures<'_>) -> Option<Phrase>,
}

/// White space, which includes the line breaks of wrapped text.
const WORDS_APART: &str = "[ \t\r\n]+";

static PATTERNS: LazyLock<[Pattern; 10]> = LazyLock::new(|| {
    [
        pattern(
            r"(?:[(](?P<code>[A-Za-z0-9.:_-]+)[)] (?:occurred )?)?when calling (?:the )?(?P<name>[A-Z][A-Za-z0-9]+)",
            |found| {
                let is_denial = found.name("code").is_some_and(|code| is_denial(code.as_str()));
                Some(Phrase::Call { name: text(found, "name")?, is_denial })
            },
        ),
        pattern(r"API: (?P<name>[a-z0-9-]+:[A-Z][A-Za-z0-9]+)", |found| {
            Some(Phrase::Call { name: text(found, "name")?, is_denial: false })
        }),
        pattern(
            r"(?:(?:User|Principal|Role)?:? ?(?P<principal>[^ \t\r\n'`]+) )?(?:is )?not authorized to perform:? ['`\[]?(?P<action>[A-Za-z0-9-]+:[A-Za-z0-9]+)(?:['`\]]? on (?:the )?(?P<on>resource:? ?))?",
            |found| {
                let is_name = |it: &String| it != "is" && it.contains(char::is_alphanumeric);
                let principal = text(found, "principal").map(|it| it.trim_start_matches('"').to_owned());
                Some(Phrase::Unauthorized {
                    principal: principal.filter(is_name),
                    action: text(found, "action")?,
                    has_resource: found.name("on").is_some(),
                })
            },
        ),
        // CloudWatch Logs names the call alone: "is not authorized to perform CreateLogGroup with Tags".
        pattern(r"not authorized to perform:? (?P<name>[A-Z][A-Za-z0-9]+)(?: with Tags)? ", |found| {
            Some(Phrase::Call { name: text(found, "name")?, is_denial: true })
        }),
        pattern(r"because no (?P<type>[A-Za-z \t\r\n-]{1,200}?) allows", |found| {
            let policy = DenyingPolicy::named(found.name("type")?.as_str())?;
            Some(Phrase::Reason { reason: Reason::NotAllowed(Some(policy)), policy: None })
        }),
        pattern(
            r"with an explicit deny(?: in (?:an?|the) (?P<type>[A-Za-z-]+(?: [A-Za-z-]+)?? (?:policy|boundary))(?:: (?P<policy>arn:[^ \t\r\n'`,;)\x22\\]+))?)?",
            |found| {
                let policy_type = found.name("type").and_then(|it| DenyingPolicy::named(it.as_str()));
                let policy = text(found, "policy").map(|arn| arn.trim_end_matches('.').to_owned());
                Some(Phrase::Reason { reason: Reason::ExplicitDeny(policy_type), policy })
            },
        ),
        pattern(
            r"[Yy]ou are not authorized to perform (?:this|the)|[Aa]ccess ?[Dd]enied|[Aa]ccess to the resource [^ \t\r\n]+ is denied|not authorized to access this resource|UnauthorizedOperation|: Forbidden",
            |_| Some(Phrase::Refusal),
        ),
        pattern(
            r"(?:[Pp]ermissions to process|[Ff]ailed to set) tags on (?P<type>AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)",
            |found| Some(Phrase::Tagging(text(found, "type")?)),
        ),
        pattern(r"[Ee]ncoded authorization failure message: ?(?P<encoded>[A-Za-z0-9_-]+)", |found| {
            Some(Phrase::Encoded(text(found, "encoded")?))
        }),
        pattern(r"[(]Service: (?P<service>[A-Za-z0-9 ]{1,60})[;,] Status Code: 40[03]", |found| {
            Some(Phrase::Service(text(found, "service")?))
        }),
    ]
});

/// A pattern in which a blank stands for any white space.
fn pattern(source: &str, phrase: fn(&Captures<'_>) -> Option<Phrase>) -> Pattern {
    // A blank in a class of characters or before a quantifier stays as it is written.
    let mut spaced = String::new();
    let mut is_in_class = false;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ => {}
        }
        match (c, chars.peek()) {
            (' ', Some('?')) if !is_in_class => {
                chars.next();
                spaced.push_str("[ \t\r\n]*");
            }
            (' ', _) if !is_in_class => spaced.push_str(WORDS_APART),
            (c, _) => spaced.push(c),
        }
    }
    Pattern { regex: Regex::new(&spaced).ok(), phrase }
}

fn text(found: &Captures<'_>, name: &str) -> Option<String> {
    found.name(name).map(|it| it.as_str().to_owned())
}

/// The marks of a text, in its order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = PATTERNS
        .iter()
        .filter_map(|it| Some((it.regex.as_ref()?, it.phrase)))
        .flat_map(|(regex, phrase)| {
            regex.captures_iter(text).filter_map(move |found| {
                let whole = found.get(0)?;
                Some(Mark { start: whole.start(), end: whole.end(), phrase: phrase(&found)? })
            })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks
}

/// True for the code of an error that means a denial: services have several.
pub(super) fn is_denial(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    code == "403"
        || ["accessdenied", "unauthorized", "authorizationerror", "forbidden"]
            .iter()
            .any(|it| code.contains(it))
}

#[cfg(test)]
mod tests {
    use super::PATTERNS;

    #[test]
    fn all_patterns_compile() {
        assert!(PATTERNS.iter().all(|pattern| pattern.regex.is_some()));
    }
}
