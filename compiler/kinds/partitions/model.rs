//! The partitions as they were checked.

#[derive(Debug)]
pub struct Partition {
    pub id: String,
    pub name: String,
    pub region_prefixes: Vec<String>,
    pub dns_suffix: String,
    pub service_principals: Vec<String>,
    pub principals_note: Option<String>,
    pub regions: Vec<String>,
}
