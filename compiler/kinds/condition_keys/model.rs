//! The condition keys as they were checked.

/// The facts about a condition key for the rules of findings.
#[derive(Debug)]
pub struct ConditionKey {
    pub name: String,
    pub type_name: Option<String>,
    /// One of [`HOLDS`](crate::compiler::schema::texts::sets::HOLDS).
    pub holds: Option<String>,
    /// The names of the flags that are `true`.
    pub flags: Vec<&'static str>,
    pub instead: Vec<String>,
    pub with: Vec<String>,
    pub services: Vec<String>,
    pub also: Vec<String>,
    pub rules: Vec<KeyRule>,
}

/// A rule about conditions on a key.
#[derive(Debug)]
pub struct KeyRule {
    /// One of [`KEY_RULE_SHAPES`](crate::compiler::schema::texts::sets::KEY_RULE_SHAPES).
    pub shape: String,
    pub code: String,
    pub actions: Vec<String>,
    pub key: Option<String>,
    pub values: Vec<String>,
}
