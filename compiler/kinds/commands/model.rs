//! The commands as they were checked: sequences are written out, and what another release states is there.
//!
//! INVARIANT: every option, value and actor is named by its place in these lists, no option and no value
//! leads to itself, and every placeholder has its value or its parameter.

#[derive(Debug, Default)]
pub struct Commands {
    pub about: String,
    /// The version whose items these are, but for those that this one has otherwise.
    pub same_as: Option<String>,
    pub configurations: Vec<Configuration>,
    pub options: Vec<CommandOption>,
    pub values: Vec<CommandValue>,
    pub actors: Vec<Actor>,
    pub commands: Vec<Command>,
}

#[derive(Debug)]
pub struct Configuration {
    pub name: String,
    pub summary: String,
    pub options: Vec<usize>,
}

#[derive(Debug)]
pub struct Actor {
    pub name: String,
    pub summary: String,
    /// The variants of the policies of its role; none if it has the rights of the user.
    pub policies: Vec<String>,
}

#[derive(Debug)]
pub struct CommandOption {
    pub name: String,
    pub summary: String,
    pub source: OptionSource,
    pub is_assumed: bool,
}

#[derive(Debug)]
pub enum OptionSource {
    Configuration { paths: Vec<String>, is: Vec<String>, lacks: Vec<String> },
    Flag { flag: String, is: Vec<String> },
    AnyOf(Vec<usize>),
    State,
}

#[derive(Debug)]
pub struct CommandValue {
    pub name: String,
    pub summary: String,
    pub source: ValueSource,
    pub otherwise: Option<String>,
}

#[derive(Debug)]
pub enum ValueSource {
    Given,
    Configuration { paths: Vec<String>, after: Option<String>, until: Option<String> },
    Flag(String),
    Text(String),
    Digest { of: String, digits: usize },
}

#[derive(Debug)]
pub struct Command {
    pub name: String,
    pub summary: String,
    pub by: usize,
    pub reads: Option<String>,
    pub not_covered: Option<String>,
    pub steps: Vec<Step>,
}

#[derive(Debug)]
pub struct Step {
    pub call: String,
    pub actions: Vec<String>,
    pub resources: Vec<String>,
    /// The condition keys with their values; none for a key that the request does not have.
    pub context: Vec<(String, Vec<String>)>,
    pub by: usize,
    pub when: Vec<usize>,
    pub unless: Vec<usize>,
    /// One of [`DENIALS`](crate::compiler::schema::texts::sets::DENIALS).
    pub denied: String,
    pub effect: Option<String>,
    pub evidence: String,
    pub is_measured: bool,
}
