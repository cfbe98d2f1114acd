//! The messages about documents that are too long, with the ways that make them fit, each tried before.

use std::path::PathBuf;

use pcluster_iam::fit::{Certainty, Document, Limits, UnfitError, minimize, minimize_together, pack, split};
use pcluster_iam::quota::{self, Attachment, IdentityKind, Quota};
use pcluster_iam::{AttachTo, Policy, json};

use super::args::RenderArgs;
use crate::ui::failure::Complaint;
use crate::ui::output::grouped;

/// The policies of an identity that do not fit.
#[derive(Debug)]
pub(super) struct Unfit<'a> {
    pub(super) args: &'a RenderArgs,
    pub(super) name: String,
    pub(super) attach_to: AttachTo,
    /// The document of each policy.
    pub(super) documents: &'a [Document],
}

impl Unfit<'_> {
    /// One policy is too long for the attachment for which it is made.
    pub(super) fn over(&self, attachment: Attachment) -> Complaint {
        let complaint = Complaint::new(self.excess(attachment));
        let complaint = match self.number(self.documents, false) {
            Some(number) => complaint.help(format!(
                "`{}` divides it into {number} managed policies that grant the same",
                self.fit_managed()
            )),
            None => complaint,
        };
        self.with_larger(self.with_smaller(complaint, attachment), attachment)
    }

    /// Inline policies are too long, which dividing them cannot change.
    pub(super) fn inline(&self, attachment: Attachment) -> Complaint {
        let why = "dividing gains nothing, as it is the quota of all of them together";
        let complaint = Complaint::new(self.excess(attachment));
        let it = self.it();
        let packed = || self.number(self.documents, true).filter(|_| self.is_several());
        let complaint = match self.number(self.documents, false) {
            Some(1) => complaint.help(format!("{why}: `--fit managed` makes a managed policy of {it}")),
            Some(number) => complaint
                .help(format!("{why}: `{}` makes {number} managed policies of {it}", self.fit_managed())),
            None => match packed() {
                Some(number) => {
                    complaint.help(format!("{why}: `--pack` makes managed policies, {number} of all"))
                }
                None => complaint.help(why),
            },
        };
        self.with_smaller(self.with_larger(complaint, attachment), attachment)
    }

    /// No documents within the limits can have the statements.
    pub(super) fn no_documents(&self, error: &UnfitError) -> Complaint {
        let name = &self.name;
        match error {
            UnfitError::Documents { documents, certainty, .. } => self.too_many(*documents, *certainty),
            UnfitError::Size { size, most } => {
                let limits = Limits { characters: *most, documents: self.most_on_request() };
                match number(self.documents, self.args.pack, limits) {
                    Ok(number) => self.too_many(number, Certainty::Exact),
                    Err(UnfitError::Documents { documents, certainty, .. }) => {
                        self.too_many(documents, certainty)
                    }
                    Err(_) => {
                        let (size, most) = (grouped(*size), grouped(*most));
                        Complaint::new(format!(
                            "{name} has {size} characters, and a document may have {most}"
                        ))
                    }
                }
            }
            _ => Complaint::new(format!("{name} cannot be divided into policies that fit: {error}"))
                .help("no division makes this shorter: give a shorter value"),
        }
    }

    /// Managed policies are more than an identity may have.
    pub(super) fn too_many(&self, number: usize, certainty: Certainty) -> Complaint {
        let most = self.limits().documents;
        let verb = if self.is_several() { "take" } else { "takes" };
        let name = &self.name;
        let bound = if certainty == Certainty::AtLeast { "at least " } else { "" };
        let offered = if self.args.attachment().is_none() { "with `--fit managed` " } else { "" };
        let allowed = if self.args.fit.is_limited() {
            format!("`--max-attachments` allows {most}")
        } else {
            format!("an identity may have {most}")
        };
        let mut complaint =
            Complaint::new(format!("{offered}{name} {verb} {bound}{number} managed policies, and {allowed}"));
        let smaller: Vec<_> = self.documents.iter().map(minimize).collect();
        let together = minimize_together(self.documents);
        let is_packed = self.args.pack;
        let minimized = if is_packed { &together } else { &smaller };
        let ways = [
            (!is_packed && self.is_several(), "--pack", self.documents, true),
            (!self.args.minimize, "--minimize", minimized.as_slice(), is_packed),
            (
                !is_packed && !self.args.minimize && self.is_several(),
                "--pack --minimize",
                together.as_slice(),
                true,
            ),
        ];
        let tried = ways.into_iter().filter(|(is_open, ..)| *is_open);
        let mut found = tried
            .filter_map(|(_, way, documents, is_packed)| Some((way, self.number(documents, is_packed)?)));
        if let Some((way, fewer)) = found.next() {
            complaint = complaint.help(match fewer {
                1 => format!("with `{way}` one managed policy grants the same"),
                _ => format!("with `{way}` {fewer} managed policies grant the same"),
            });
        }
        let default = Limits::of(Attachment::Managed).documents;
        let most = self.most_on_request();
        complaint.help(if number <= default {
            format!("`--max-attachments {number}` allows them")
        } else if number <= most {
            format!("`--max-attachments {number}`, if AWS has raised the quota of the identity")
        } else {
            format!(
                "AWS raises the quota of {} to {most} at most: give fewer or shorter values",
                self.identity()
            )
        })
    }

    /// The documents without white space, counted together.
    fn size(&self) -> usize {
        self.documents.iter().map(Document::size).sum()
    }

    fn is_several(&self) -> bool {
        self.documents.len() > 1
    }

    /// The options that make several managed policies, with a folder for them unless one is given.
    fn fit_managed(&self) -> &'static str {
        let is_folder = |path: &PathBuf| path.extension().is_none_or(|it| !it.eq_ignore_ascii_case("json"));
        if self.args.output.output.as_ref().is_some_and(is_folder) {
            "--fit managed"
        } else {
            "--fit managed --output FOLDER"
        }
    }

    /// The policies as an object of a sentence.
    fn it(&self) -> &'static str {
        if self.is_several() { "them" } else { "it" }
    }

    fn limits(&self) -> Limits {
        self.args.fit.limits(Attachment::Managed)
    }

    /// The number of managed policies that documents become, if the identity may have as many.
    fn number(&self, documents: &[Document], is_packed: bool) -> Option<usize> {
        let limits = self.limits();
        number(documents, is_packed, limits).ok().filter(|number| *number <= limits.documents)
    }

    /// The most managed policies that AWS grants the identity.
    fn most_on_request(&self) -> usize {
        let quota: Quota = match self.attach_to {
            AttachTo::Role { .. } => quota::MANAGED_POLICIES_OF_ROLE,
            _ => quota::MANAGED_POLICIES_OF_USER,
        };
        quota.increased.unwrap_or(quota.most)
    }

    fn identity(&self) -> &'static str {
        if matches!(self.attach_to, AttachTo::Role { .. }) { "a role" } else { "a user" }
    }

    /// Offers `--minimize` where that is enough.
    fn with_smaller(&self, complaint: Complaint, attachment: Attachment) -> Complaint {
        if self.args.minimize {
            return complaint;
        }
        let smaller: usize = self.documents.iter().map(|it| minimize(it).size()).sum();
        if smaller > attachment.quota().most {
            return complaint;
        }
        let what = if self.is_several() { "them" } else { "it" };
        let smaller = grouped(smaller);
        complaint
            .help(format!("`--minimize` makes {what} small enough: {smaller} characters that grant the same"))
    }

    /// Offers the inline attachment of another kind that takes the policies as they are.
    fn with_larger(&self, complaint: Complaint, attachment: Attachment) -> Complaint {
        let size = self.size();
        let is_other = |it: &Attachment| {
            *it != attachment && matches!(it, Attachment::Inline(_)) && suits(self.attach_to, *it)
        };
        // A role last, as only some people have their policies by one.
        let mut others = Attachment::ALL.into_iter().rev().filter(is_other);
        let Some(larger) = others.find(|it| size <= it.quota().most) else { return complaint };
        let (about, most) = (larger.quota().about, grouped(larger.quota().most));
        let name = larger.as_str();
        let is_of_people =
            larger == Attachment::Inline(IdentityKind::Role) && self.attach_to == AttachTo::UserOrGroup;
        let (it, they_are) = if self.is_several() { ("them", "they are") } else { ("it", "it is") };
        let condition = if is_of_people { ", for a role that people assume" } else { "" };
        complaint.help(format!(
            "`--fit {name}` takes {it} as {they_are}{condition}: {about} may have {most} characters"
        ))
    }

    fn excess(&self, attachment: Attachment) -> String {
        let verb = if self.is_several() { "have" } else { "has" };
        excess(&format!("{} {verb}", self.name), self.size(), attachment)
    }
}

/// The message that some policies are for roles, and the attachment for a user or a group.
pub(super) fn unsuitable(policies: &[&Policy], attachment: Attachment) -> Option<Complaint> {
    let unsuitable: Vec<_> =
        policies.iter().filter(|it| !suits(it.attach_to, attachment)).map(|it| it.id).collect();
    let (first, others) = unsuitable.split_first()?;
    let what = match others {
        [] => format!("`{first}` is for a role"),
        [second] => format!("`{first}` and `{second}` are for roles"),
        _ => format!("`{first}` and {} others are for roles", others.len()),
    };
    let name = attachment.as_str();
    let complaint = Complaint::new(format!("{what}, and `--fit {name}` is for a {name}"));
    Some(if policies.len() == 1 {
        complaint.help("give `--fit role` or `--fit managed`")
    } else {
        complaint.help(format!("name only the policies that the {name} gets"))
    })
}

/// The note on a policy that is longer as documented than IAM accepts.
pub(super) fn as_documented(policy: &Policy) -> Option<String> {
    let size = json::size(policy.documented);
    let attachment = policy.fits.iter().find(|it| size > it.quota().most)?;
    let excess = excess(&format!("`{}` has", policy.id), size, *attachment);
    Some(format!("as documented, with its placeholders, {excess}; with your values IAM may accept it"))
}

/// True if identities of the kind can have the attachment. People may have their policies by a role.
fn suits(attach_to: AttachTo, attachment: Attachment) -> bool {
    match attach_to {
        AttachTo::Role { .. } => {
            matches!(attachment, Attachment::Managed | Attachment::Inline(IdentityKind::Role))
        }
        _ => true,
    }
}

/// The number of managed policies that documents become, each by itself or all packed.
fn number(documents: &[Document], is_packed: bool, limits: Limits) -> Result<usize, UnfitError> {
    if is_packed {
        return Ok(pack(documents, limits)?.len());
    }
    documents.iter().map(|it| Ok(split(it, limits)?.len())).sum()
}

fn excess(what: &str, size: usize, attachment: Attachment) -> String {
    let quota = attachment.quota();
    let over = grouped(size.saturating_sub(quota.most));
    let (size, most, about) = (grouped(size), grouped(quota.most), quota.about);
    format!("{what} {size} characters without white space, {over} more than the {most} of {about}")
}
