//! Templates in YAML: short functions on one line, everything else in blocks.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use serde_saphyr::{DoubleQuoted, FlowMap, FlowSeq};

use crate::export::ExportError;

/// The most characters of a function on one line.
const WIDTH: usize = 130;

pub(super) fn text(template: &Value) -> Result<String, ExportError> {
    let options = serde_saphyr::ser_options! {
        indent_step: 2,
        compact_list_indent: true,
        prefer_block_scalars: false,
    };
    serde_saphyr::to_string_with_options(&Block(template), options).map_err(ExportError::from_format)
}

/// A value in a block.
struct Block<'v>(&'v Value);

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(object) if is_short_function(self.0) => FlowMap(object).serialize(serializer),
            Value::Array(values) if is_short_function(self.0) => FlowSeq(values).serialize(serializer),
            Value::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.len()))?;
                for (key, value) in object {
                    map.serialize_entry(key, &Block(value))?;
                }
                map.end()
            }
            Value::Array(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(&Block(value))?;
                }
                list.end()
            }
            Value::String(text) if is_like_date(text) => DoubleQuoted(text).serialize(serializer),
            other => other.serialize(serializer),
        }
    }
}

/// True for a function, and for the arguments of one, that is short enough for a line.
fn is_short_function(value: &Value) -> bool {
    has_function(value) && value.to_string().len() <= WIDTH
}

fn has_function(value: &Value) -> bool {
    match value {
        Value::Object(object) => object.iter().any(|(key, value)| {
            key.starts_with("Fn::")
                || key == "Ref"
                || key == "Condition" && value.is_string()
                || has_function(value)
        }),
        Value::Array(values) => values.iter().any(has_function),
        _ => false,
    }
}

/// True for a text that readers of YAML 1.1 take for a date.
fn is_like_date(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}
