//! The parameters as they are written.

use crate::compiler::kinds::parameters::keys::PARAMETER;
use crate::compiler::kinds::parameters::model::Role;
use crate::compiler::kinds::reading::{Opened, Written, each_table};
use crate::compiler::schema::rules::parameter_types;
use crate::compiler::shared::nearest::nearest;
use crate::compiler::source::Spanned;
use crate::compiler::source::files::Disk;

#[derive(Debug)]
pub struct WrittenParameter {
    pub name: Spanned<String>,
    pub type_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub example: Option<Spanned<String>>,
    pub find: Option<Spanned<String>>,
    pub default: Option<Spanned<String>>,
    pub caution: Option<Spanned<String>>,
}

impl WrittenParameter {
    /// The name of the type, or of the type that was probably meant.
    pub fn meant_type(&self) -> &str {
        let name = self.type_name.as_ref().map_or("", |name| name.value.as_str());
        if parameter_types().any(|known| known == name) {
            name
        } else {
            nearest(name, parameter_types()).unwrap_or(name)
        }
    }

    pub fn role(&self) -> Role {
        match self.meant_type() {
            "region" => Role::Region,
            "partition" => Role::Partition,
            _ => Role::Value,
        }
    }
}

/// Reads the file of parameters.
pub fn read(disk: &mut Disk<'_>, opened: &Opened) -> Written<WrittenParameter> {
    let mut items = Vec::new();
    let hidden = each_table(disk, opened, &PARAMETER, |_, name, fields| {
        items.push(WrittenParameter {
            name,
            type_name: fields.text("type"),
            summary: fields.text("summary"),
            example: fields.text("example"),
            find: fields.text("find"),
            default: fields.text("default"),
            caution: fields.text("caution"),
        });
    });
    Written { items, hidden }
}
