//! The messages about documents that are too long, with the ways to make them fit.

use pcluster_iam::fit::{Document, UnfitError, minimize, split};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{Policy, json};

use super::args::RenderArgs;
use crate::ui::failure::Complaint;

/// A policy is too long for the attachment for which it is made.
pub(super) fn over(
    args: &RenderArgs,
    policy: &Policy,
    document: &Document,
    attachment: Attachment,
) -> Complaint {
    let size = document.size();
    let mut complaint = Complaint::new(excess(&format!("`{}` has", policy.id), size, attachment));
    if let Ok(parts) = split(document, args.fit.limits(Attachment::Managed)) {
        let number = parts.len();
        complaint = complaint.help(format!(
            "`--fit managed --output FOLDER` divides it into {number} managed policies that grant the same"
        ));
    }
    if !args.minimize {
        let smaller = minimize(document).size();
        if smaller <= attachment.quota().most {
            complaint = complaint.help(format!(
                "`--minimize` makes it small enough: {smaller} characters that grant the same"
            ));
        }
    }
    match roomy(size, attachment) {
        Some(inline) => {
            let (about, most) = (inline.quota().about, inline.quota().most);
            complaint.help(format!(
                "`--fit {}` renders it as it is: {about} may have {most} characters",
                inline.as_str()
            ))
        }
        None => complaint,
    }
}

/// Inline policies are too long, which dividing them cannot change.
pub(super) fn inline(args: &RenderArgs, what: &str, size: usize, attachment: Attachment) -> Complaint {
    let complaint = Complaint::new(excess(what, size, attachment)).help(
        "dividing gains nothing, as it is the quota of all of them together: `--fit managed --output FOLDER` gives \
         managed policies, each with a quota of its own",
    );
    let complaint = match roomy(size, attachment) {
        Some(larger) => {
            let (about, most) = (larger.quota().about, larger.quota().most);
            complaint.help(format!("`--fit {}`: {about} may have {most} characters", larger.as_str()))
        }
        None => complaint,
    };
    if args.minimize { complaint } else { complaint.help("`--minimize` may make it small enough") }
}

/// Managed policies are more than an identity may have.
pub(super) fn too_many(args: &RenderArgs, number: usize, most: usize) -> Complaint {
    let complaint =
        Complaint::new(format!("these are {number} managed policies, and an identity may have {most}"));
    let complaint =
        if args.pack { complaint } else { complaint.help("`--pack` puts them into as few as possible") };
    complaint.help(more(number))
}

/// No documents within the limits can have the statements.
pub(super) fn no_documents(name: &str, error: &UnfitError) -> Complaint {
    let complaint = Complaint::new(format!("`{name}` does not fit: {error}"));
    match error {
        UnfitError::Documents { documents, .. } => complaint.help(more(*documents)),
        UnfitError::Size { .. } => complaint.help("allow more managed policies with `--max-attachments`"),
        UnfitError::Entry { .. } | UnfitError::Element { .. } => {
            complaint.help("no division makes it shorter: give a shorter value")
        }
        _ => complaint,
    }
}

fn more(number: usize) -> String {
    format!("if AWS has raised the quota of the identity: `--max-attachments {number}`")
}

/// The note on a policy that is longer as documented than IAM accepts.
pub(super) fn as_documented(policy: &Policy) -> Option<String> {
    let size = json::size(policy.documented);
    let attachment = policy.fits.iter().find(|it| size > it.quota().most)?;
    let excess = excess(&format!("`{}` has", policy.id), size, *attachment);
    Some(format!("as documented, with its placeholders, {excess}; with your values IAM may accept it"))
}

/// The inline attachment with the most room that takes a document which another one does not take.
fn roomy(size: usize, attachment: Attachment) -> Option<Attachment> {
    let is_inline = |it: &Attachment| *it != attachment && matches!(it, Attachment::Inline(_));
    Attachment::ALL.into_iter().filter(is_inline).find(|it| size <= it.quota().most)
}

fn excess(what: &str, size: usize, attachment: Attachment) -> String {
    let quota = attachment.quota();
    let over = size.saturating_sub(quota.most);
    let (most, about) = (quota.most, quota.about);
    format!("{what} {size} characters without white space, {over} more than the {most} of {about}")
}
