//! The parameters as they were checked.

/// A parameter of the catalog, by its place in `Catalog::parameters`.
pub type ParameterId = usize;

#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    pub type_name: String,
    pub role: Role,
    pub summary: String,
    pub example: String,
    pub find: String,
    pub default: Option<String>,
    pub caution: Option<String>,
}

/// The meaning of a parameter's type to rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A region, or all regions of a partition.
    Region,
    /// The partition, which follows from the region.
    Partition,
    /// A choice of statements, which has no text.
    Flag,
    /// A string.
    Value,
}
