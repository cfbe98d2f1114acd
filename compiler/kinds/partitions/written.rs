//! The partitions as they are written.

use crate::compiler::kinds::partitions::keys::PARTITION;
use crate::compiler::kinds::reading::{Opened, Written, each_table};
use crate::compiler::source::Spanned;
use crate::compiler::source::files::Disk;

#[derive(Debug)]
pub struct WrittenPartition {
    pub id: Spanned<String>,
    pub name: Option<Spanned<String>>,
    pub region_prefixes: Vec<Spanned<String>>,
    pub dns_suffix: Option<Spanned<String>>,
    pub service_principals: Vec<Spanned<String>>,
    pub principals_note: Option<Spanned<String>>,
    pub regions: Vec<Spanned<String>>,
    /// The keys that are there but could not be read, or not wholly.
    pub broken: Vec<&'static str>,
}

/// Reads the file of partitions.
pub fn read(disk: &mut Disk<'_>, opened: &Opened) -> Written<WrittenPartition> {
    let mut items = Vec::new();
    let hidden = each_table(disk, opened, &PARTITION, |_, id, fields| {
        items.push(WrittenPartition {
            id,
            name: fields.text("name"),
            region_prefixes: fields.texts("region-prefixes"),
            dns_suffix: fields.text("dns-suffix"),
            service_principals: fields.texts("service-principals"),
            principals_note: fields.text("principals-note"),
            regions: fields.texts("regions"),
            broken: fields.broken(),
        });
    });
    Written { items, hidden }
}
