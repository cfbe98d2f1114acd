//! The smallest policy for the calls of commands.

mod cut;
mod grants;
mod needs;

pub use cut::{Cut, cut};
pub use needs::Use;

use std::collections::{BTreeMap, BTreeSet};

use super::request::Call;
use crate::catalog::Command;

/// A statement of a policy that grants no more than calls need.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeastStatement {
    /// The `Sid`: letters and digits, each statement of a policy another.
    pub sid: String,
    /// False for a statement that denies.
    pub allows: bool,
    /// The full names of the actions, or entries with `*` in a statement that denies.
    pub actions: Vec<String>,
    /// True if the actions are excepted: `NotAction`.
    pub not_actions: bool,
    /// The ARNs, or `*`.
    pub resources: Vec<String>,
    /// True if the resources are excepted: `NotResource`.
    pub not_resources: bool,
    /// The conditions: operators, keys and values.
    pub conditions: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// The use of the statement, in sentences.
    pub why: String,
    /// The calls that need it.
    pub uses: Vec<Use>,
}

/// The smallest policy that allows all calls of commands: its statements, in the order of the calls.
///
/// Each statement has the actions of one service that are needed on the same resources and under the same
/// conditions, so that together they grant exactly what is needed. A `*` in a resource stands for text that
/// nobody knows before the call. A condition holds a grant to the value of a key that the calls state, unless
/// a request can have several values of it.
#[must_use]
pub fn least(calls: &[(&'static Command, Vec<Call>)]) -> Vec<LeastStatement> {
    let mut statements = grants::statements(needs::needs(calls));
    name_statements(&mut statements);
    statements
}

/// Makes the Sids differ: the second of a name gets the number 2.
fn name_statements(statements: &mut [LeastStatement]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut taken: BTreeSet<String> = statements.iter().map(|it| it.sid.clone()).collect();
    for statement in statements {
        let number = seen.entry(statement.sid.clone()).or_default();
        *number += 1;
        while *number > 1 {
            let numbered = format!("{}{number}", statement.sid);
            if taken.insert(numbered.clone()) {
                statement.sid = numbered;
                break;
            }
            *number += 1;
        }
    }
}
