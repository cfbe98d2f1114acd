//! The settings as they were checked.

use crate::compiler::kinds::parameters::model::ParameterId;

#[derive(Debug)]
pub struct Setting {
    /// As in the configuration, with `/` between its parts.
    pub name: String,
    pub summary: String,
    /// By their places in the version.
    pub policies: Vec<usize>,
    pub parameters: Vec<ParameterId>,
    pub managed_policies: Vec<String>,
    pub note: Option<String>,
}
