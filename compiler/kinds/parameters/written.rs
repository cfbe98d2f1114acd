//! The parameters as they are written.

use crate::compiler::kinds::parameters::keys::PARAMETER;
use crate::compiler::kinds::parameters::model::Role;
use crate::compiler::kinds::reading::{Opened, Written, each_table};
use crate::compiler::source::Spanned;
use crate::compiler::source::files::Disk;

#[derive(Debug)]
pub struct WrittenParameter {
    pub name: Spanned<String>,
    /// The type that is written, or was probably meant.
    pub type_name: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub example: Option<Spanned<String>>,
    pub find: Option<Spanned<String>>,
    pub default: Option<Spanned<String>>,
    pub caution: Option<Spanned<String>>,
}

impl WrittenParameter {
    /// The name of the type; empty if it is unknown.
    pub fn type_name(&self) -> &str {
        self.type_name.as_ref().map_or("", |name| name.value.as_str())
    }

    pub fn role(&self) -> Role {
        match self.type_name() {
            "region" => Role::Region,
            "partition" => Role::Partition,
            "flag" => Role::Flag,
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
            type_name: fields.meant(&PARAMETER, "type"),
            summary: fields.text("summary"),
            example: fields.text("example"),
            find: fields.text("find"),
            default: fields.text("default"),
            caution: fields.text("caution"),
        });
    });
    Written { items, hidden }
}
