//! `--fit ATTACHMENT` and `--max-attachments N`: the limits that documents have to keep.

use std::num::NonZeroUsize;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use pcluster_iam::fit::Limits;
use pcluster_iam::quota::{self, Attachment};

#[derive(Args, Debug)]
pub(crate) struct FitArgs {
    #[arg(long, value_name = "ATTACHMENT", value_parser = attachment(), help_heading = HEADING)]
    pub(crate) fit: Option<Attachment>,
    #[arg(long, value_name = "N", help_heading = HEADING, help = max_attachments_help())]
    max_attachments: Option<NonZeroUsize>,
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
            (Attachment::Managed, Some(documents)) => Limits { documents: documents.get(), ..limits },
            _ => limits,
        }
    }
}

/// The names of the attachments, each with its quota.
fn attachment() -> impl TypedValueParser<Value = Attachment> {
    let value = |attachment: Attachment| {
        let quota = attachment.quota();
        PossibleValue::new(attachment.as_str()).help(format!(
            "{}: {} characters for {}",
            attachment.about(),
            quota.most,
            quota.about
        ))
    };
    PossibleValuesParser::new(Attachment::ALL.map(value))
        .try_map(|name| Attachment::named(&name).ok_or("no attachment has that name"))
}

fn max_attachments_help() -> String {
    let quotas = [
        ("role", quota::MANAGED_POLICIES_OF_ROLE),
        ("user", quota::MANAGED_POLICIES_OF_USER),
        ("group", quota::MANAGED_POLICIES_OF_GROUP),
    ];
    let increased: Vec<_> = quotas
        .iter()
        .filter_map(|(name, quota)| Some(format!("{} for a {name}", quota.increased?)))
        .collect();
    format!(
        "The managed policies that the identity may have [default: {}; AWS grants up to {} on request]",
        Limits::of(Attachment::Managed).documents,
        increased.join(" and ")
    )
}
