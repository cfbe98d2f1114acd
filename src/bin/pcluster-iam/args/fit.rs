//! `--fit ATTACHMENT` and `--max-attachments N`: the limits that documents have to keep.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use pcluster_iam::fit::Limits;
use pcluster_iam::quota::{self, Attachment, Quota};

use crate::ui::output::grouped;

#[derive(Args, Clone, Debug)]
pub(crate) struct FitArgs {
    #[arg(long, value_name = "ATTACHMENT", value_parser = attachment(), help_heading = HEADING)]
    pub(crate) fit: Option<Attachment>,
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        value_parser = read_max_attachments,
        help_heading = HEADING,
        help = max_attachments_help()
    )]
    max_attachments: Option<usize>,
}

/// The heading of these options.
pub(crate) const HEADING: &str = "Sizes";

impl FitArgs {
    /// True if the user says how many managed policies there may be.
    pub(crate) fn is_limited(&self) -> bool {
        self.max_attachments.is_some()
    }

    /// The limits of an attachment.
    pub(crate) fn limits(&self, attachment: Attachment) -> Limits {
        let limits = Limits::of(attachment);
        match (attachment, self.max_attachments) {
            (Attachment::Managed, Some(documents)) => Limits { documents, ..limits },
            _ => limits,
        }
    }
}

/// The names of the attachments, each with its quota.
fn attachment() -> impl TypedValueParser<Value = Attachment> {
    let value = |attachment: Attachment| {
        let (about, quota) = (attachment.about(), attachment.quota());
        let together = if about == quota.about { "which".to_owned() } else { format!("and {}", quota.about) };
        let help = format!("{about}, {together} may have {} characters", grouped(quota.most));
        PossibleValue::new(attachment.as_str()).help(help)
    };
    PossibleValuesParser::new(Attachment::ALL.map(value))
        .try_map(|name| Attachment::named(&name).ok_or("no attachment has that name"))
}

/// The numbers of managed policies that an identity may have.
const OF_IDENTITIES: [(&str, Quota); 3] = [
    ("role", quota::MANAGED_POLICIES_OF_ROLE),
    ("user", quota::MANAGED_POLICIES_OF_USER),
    ("group", quota::MANAGED_POLICIES_OF_GROUP),
];

fn read_max_attachments(text: &str) -> Result<usize, String> {
    let most = OF_IDENTITIES.map(|(_, quota)| quota.increased.unwrap_or(quota.most)).into_iter().max();
    let most = most.unwrap_or_default();
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        _ => Err(format!("give a number from 1 to {most}, the most that AWS grants any identity")),
    }
}

fn max_attachments_help() -> String {
    let increased: Vec<_> = OF_IDENTITIES
        .iter()
        .filter_map(|(name, quota)| Some(format!("{} for a {name}", quota.increased?)))
        .collect();
    format!(
        "The managed policies that the identity may have [default: {}; AWS grants up to {} on request]",
        Limits::of(Attachment::Managed).documents,
        increased.join(" and ")
    )
}
