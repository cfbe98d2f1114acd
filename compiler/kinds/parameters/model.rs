//! The parameters as they were checked.

/// A parameter of the catalog, by its place in [`Catalog::parameters`].
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

/// What a parameter's type means to rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One region or all of a partition's.
    Region,
    /// What follows from the region.
    Partition,
    /// A text.
    Value,
}
