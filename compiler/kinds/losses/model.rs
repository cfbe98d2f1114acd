//! A loss as it was checked. That the earlier release granted the permissions and this one does not is
//! checked by `cargo xtask verify`, as a build may read one release alone.

#[derive(Debug)]
pub struct Loss {
    pub actions: Vec<String>,
    /// ARNs with placeholders; none for all resources.
    pub resources: Vec<String>,
    /// The parameters that have to be given for the loss to exist.
    pub when: Vec<String>,
    pub why: String,
    pub source: String,
}
