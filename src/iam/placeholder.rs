//! Placeholders in the spellings of other programs, which replace them before a policy is attached.
//!
//! `<NAME>`, `${NAME}` and `${AWS::Name}`, `{{ name }}` of Jinja and of dynamic references of AWS
//! CloudFormation, `{name}`, `%{name}`, `#{name}`, `__NAME__` and `@NAME@`.

/// The most bytes of a placeholder in braces.
const MAX_BYTES: usize = 512;

/// A placeholder at the beginning of a string, with its brackets; `${…}` apart, which can be a variable.
pub(crate) fn first(text: &str) -> Option<&str> {
    let end = match text.as_bytes().first()? {
        b'<' => {
            let is_allowed = |c: char| c.is_alphanumeric() || " _-.:/".contains(c);
            closed(text, "<", ">", is_allowed)
        }
        b'{' => {
            let is_allowed = |c: char| !c.is_control() && c != '{' && c != '}';
            closed(text, "{{", "}}", is_allowed).or_else(|| closed(text, "{", "}", is_of_name))
        }
        b'%' => closed(text, "%{", "}", is_of_name),
        b'#' => closed(text, "#{", "}", |c| is_of_name(c) || c == ':'),
        b'_' => words(text),
        b'@' => closed(text, "@", "@", |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'),
        _ => None,
    }?;
    text.get(..end)
}

/// True for a spelling that has no other meaning in a policy.
pub(crate) fn is_certain(placeholder: &str) -> bool {
    ["<", "${", "{{", "%{", "#{"].iter().any(|opening| placeholder.starts_with(opening))
}

/// True for a spelling that is a placeholder in most policies, but can be a part of a name.
pub(crate) fn is_likely(placeholder: &str) -> bool {
    placeholder.starts_with('{')
}

/// The end of a placeholder with a name between an opening and a closing bracket.
fn closed(text: &str, opening: &str, closing: &str, is_allowed: impl Fn(char) -> bool) -> Option<usize> {
    let inner = text.strip_prefix(opening)?;
    let end = inner.find(|c| !is_allowed(c))?;
    let name = inner.get(..end)?;
    let has_name = name.chars().any(char::is_alphabetic) && end <= MAX_BYTES;
    (has_name && inner.get(end..)?.starts_with(closing)).then(|| opening.len() + end + closing.len())
}

/// The end of `__SEVERAL_WORDS__`.
fn words(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("__")?;
    let is_allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let run = inner.find(|c| !is_allowed(c)).unwrap_or(inner.len()).min(MAX_BYTES);
    let end = inner.get(..run)?.find("__")?;
    inner.get(..end)?.starts_with(|c: char| c.is_ascii_uppercase()).then_some(2 + end + 2)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_.-".contains(c)
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn placeholders_end_where_they_close() {
        for (text, expected) in [
            ("<REGION>:x", Some("<REGION>")),
            ("<AWS ACCOUNT ID>", Some("<AWS ACCOUNT ID>")),
            ("{{ region }}:{{ account }}", Some("{{ region }}")),
            ("{{resolve:ssm:/a/b:1}}x", Some("{{resolve:ssm:/a/b:1}}")),
            ("{region}}", Some("{region}")),
            ("%{region}", Some("%{region}")),
            ("#{AWS::Region}-x", Some("#{AWS::Region}")),
            ("__REGION__-x", Some("__REGION__")),
            ("__ACCOUNT_ID__x", Some("__ACCOUNT_ID__")),
            ("@REGION@", Some("@REGION@")),
            ("{}", None),
            ("{{}}", None),
            ("{a b}", None),
            ("__init__", None),
            ("__", None),
            ("@angular@", None),
            ("<a", None),
            ("<>", None),
        ] {
            assert_eq!(first(text), expected, "{text}");
        }
    }
}
