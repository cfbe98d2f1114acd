//! YAML as values with places. It is read as the programs that read policies read it: merge keys and the
//! booleans of YAML 1.1 count, and a date is a string.
//!
//! The short form of a function of AWS CloudFormation, `!Sub`, becomes the long one, `Fn::Sub`. Each alias
//! becomes a copy of its value, with the places of the value itself.

mod error;
mod merge;
mod places;
mod reader;
mod scalar;

use super::syntax::SyntaxError;
use super::value::Value;
use reader::YamlReader;

/// Reads a text that is a stream of YAML documents. Empty documents are left out, and a byte order mark
/// before the text is ignored.
///
/// Lists and objects can be nested 128 levels deep, and the copies that aliases make have a limit too.
///
/// ```
/// use pcluster_iam::document::yaml;
///
/// let documents = yaml::parse("a: &name !Ref Name\nb: *name\n---\n- 1\n")?;
/// assert_eq!(documents.len(), 2);
/// let value = documents[0].get("b").and_then(|b| b.get("Ref"));
/// assert_eq!(value.and_then(|value| value.as_str()), Some("Name"));
/// # Ok::<(), pcluster_iam::document::SyntaxError>(())
/// ```
///
/// # Errors
///
/// Names the first place that is not YAML.
pub fn parse(text: &str) -> Result<Vec<Value>, SyntaxError> {
    let documents = YamlReader::new(text).read()?;
    if documents.is_empty() { Err(SyntaxError::empty(text)) } else { Ok(documents) }
}
