//! The rows of a table, of either format.

use pcluster_iam::{Parameter, Policy};

use crate::args::values::{GivenValue, Place};
use crate::ui::failure::{Complaint, Failure};

/// The most bytes of a row: what is longer is no row of values, but a quote or a line without an end.
pub(super) const MAX_BYTES: u64 = 1 << 20;

/// The column that names a row.
pub(super) const NAME: &str = "name";

/// What a row states.
#[derive(Debug)]
pub(super) struct Row {
    /// The number of the row, from 1; a header is not counted.
    pub(super) number: usize,
    /// `FILE:LINE: `, as the prefix of a message.
    pub(super) place: String,
    pub(super) name: Option<String>,
    pub(super) values: Vec<RowValue>,
}

/// A value of a row; a list has several of the same parameter.
#[derive(Debug)]
pub(super) struct RowValue {
    pub(super) parameter: &'static Parameter,
    pub(super) text: String,
}

impl Row {
    /// The values for filling a policy.
    pub(super) fn given(&self) -> Vec<GivenValue> {
        let value = |it: &RowValue| GivenValue {
            name: it.parameter.name,
            text: it.text.clone(),
            place: Place::Row(self.place.clone()),
        };
        self.values.iter().map(value).collect()
    }
}

/// The reason why there is no row.
#[derive(Debug)]
pub(super) enum RowError {
    /// The row is wrong, with all reasons; the next one may be read.
    Wrong(Vec<Complaint>),
    /// Nothing after this place can be read.
    Unreadable(Failure),
}

/// The rows of a file, in order.
pub(super) trait Rows {
    /// The parameters that all rows have in common, if there is a header.
    fn columns(&self) -> Option<Vec<&'static Parameter>>;

    /// The next row.
    fn next(&mut self) -> Option<Result<Row, RowError>>;
}

/// True if the policy takes several values of the parameter.
pub(super) fn is_list(policy: &Policy, parameter: &Parameter) -> bool {
    policy.parameters.iter().any(|used| used.need == pcluster_iam::Need::List && used.parameter == parameter)
}
