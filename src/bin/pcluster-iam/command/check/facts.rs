//! The age of the facts about AWS's services.

use super::date;
use super::notice::Notice;
use crate::version::facts_as_of;

/// A notice if facts are older than `--max-data-age` allows.
pub(super) fn age(most: Option<u32>) -> Option<Notice> {
    let (most, as_of) = (most?, facts_as_of()?);
    let age = date::today() - date::day(as_of).unwrap_or_default();
    (age > i64::from(most)).then(|| Notice {
        title: "old facts",
        place: None,
        message: format!(
            "the facts about AWS's services are {age} days old, from {as_of}: later changes by AWS are missing"
        ),
        help: "install a newer version of pcluster-iam".to_owned(),
    })
}
