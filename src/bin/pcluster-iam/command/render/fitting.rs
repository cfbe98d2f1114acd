//! The documents of policies: one for each, or the fewest that fit.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use pcluster_iam::fit::{Certainty, Document, UnfitError, minimize, minimize_together, pack, split};
use pcluster_iam::quota::Attachment;
use pcluster_iam::{AttachTo, Filled, Policy, policy};

use super::args::RenderArgs;
use super::unfit::Unfit;
use crate::ui::failure::{Complaint, Failure, warn};
use crate::ui::output::{grouped, listed};

/// The documents of one policy, or of several that are packed.
#[derive(Debug)]
pub(super) struct Fitted {
    /// The name of their files, before the number of each if there are several.
    pub(super) name: String,
    /// The ids of the policies.
    of: Vec<&'static str>,
    texts: Vec<String>,
    /// The characters before and after `--minimize`.
    minimized: Option<[usize; 2]>,
}

impl Fitted {
    pub(super) fn n_documents(&self) -> usize {
        self.texts.len()
    }

    /// The same documents, with another name for their files.
    pub(super) fn named(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// The ids of the policies.
    pub(super) fn of(&self) -> &[&'static str] {
        &self.of
    }

    /// The policies that are in the documents.
    pub(super) fn policies(&self) -> Vec<&'static Policy> {
        self.of.iter().filter_map(|id| policy(id)).collect()
    }

    /// All documents.
    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The document, if it is the only one.
    pub(super) fn only(&self) -> Option<&str> {
        if let [text] = self.texts.as_slice() { Some(text) } else { None }
    }

    /// The files in a folder: one of the name, or several that are numbered.
    pub(super) fn files(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let texts = self.texts.iter().zip(self.file_names());
        texts.map(|(text, name)| (folder.join(name), text.clone())).collect()
    }

    fn file_names(&self) -> Vec<String> {
        match self.texts.len() {
            1 => vec![format!("{}.json", self.name)],
            number => (1..=number).map(|number| format!("{}-{number}.json", self.name)).collect(),
        }
    }

    /// The facts about the documents that nobody sees by their files.
    pub(super) fn notes(&self) -> Vec<String> {
        let of = listed(&self.of.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>());
        let mut notes = Vec::new();
        if let Some([before, after]) = self.minimized {
            let (before, after) = (grouped(before), grouped(after));
            let verb = if self.of.len() > 1 { "have" } else { "has" };
            notes.push(format!("minimized, {of} {verb} {after} characters instead of {before}"));
        }
        match self.file_names().as_slice() {
            [only] if self.of.len() > 1 => notes.push(format!("`{only}` grants what {of} grant together")),
            [first, .., last] => {
                let verb = if self.of.len() > 1 { "grant" } else { "grants" };
                let number = self.texts.len();
                let (files, all) = match number {
                    2 => (format!("`{first}` and `{last}`"), "both".to_owned()),
                    _ => (format!("`{first}` to `{last}`"), format!("all {number}")),
                };
                notes.push(format!(
                    "attach {all} to one identity, {files}: together they grant what {of} {verb}"
                ));
            }
            [] | [_] => {}
        }
        notes
    }
}

/// Warns of files that seem to be left from another division, which are none of those that were written.
pub(super) fn warn_of_others(name: &str, folder: &Path, written: &[PathBuf]) -> io::Result<()> {
    let listing = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = listing.read_dir() else { return Ok(()) };
    let names = entries.flatten().map(|entry| entry.file_name()).filter(|it| is_of_division(name, it));
    let mut others: Vec<_> =
        names.map(|name| folder.join(name)).filter(|path| !written.contains(path)).collect();
    if others.is_empty() {
        return Ok(());
    }
    others.sort();
    let shown: Vec<_> = others.iter().map(|path| format!("`{}`", path.display())).collect();
    let (message, help) = match shown.as_slice() {
        [one] => (
            format!("{one} is not one of these documents"),
            "if it is of an earlier division, remove it, and detach its policy",
        ),
        several => (
            format!("{} are not among these documents", listed(several)),
            "if they are of an earlier division, remove them, and detach their policies",
        ),
    };
    warn(&Complaint::new(message).help(help))
}

/// True for the name of a file that a division into any number of documents would have.
fn is_of_division(name: &str, file: &OsStr) -> bool {
    let number = file.to_str().and_then(|it| it.strip_prefix(name)?.strip_suffix(".json"));
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    number.is_some_and(|it| it.is_empty() || it.strip_prefix('-').is_some_and(is_number))
}

/// The document of a policy, or with `--fit managed` the fewest documents that fit.
pub(super) fn fitted(args: &RenderArgs, filled: &Filled<'_>) -> Result<Fitted, Refusal> {
    let policy = filled.policy();
    let smaller = args.minimize.then(|| document(args, filled)).transpose()?;
    let size = smaller.as_ref().map_or_else(|| filled.size(), Document::size);
    let fitted = |texts| Fitted {
        name: policy.variant().to_owned(),
        of: vec![policy.id],
        texts,
        minimized: smaller.as_ref().map(|it| [filled.size(), it.size()]),
    };
    let whole = || match &smaller {
        Some(smaller) => fitted(texts(args, std::slice::from_ref(smaller))),
        None => fitted(vec![args.text(filled)]),
    };
    let is_over = |it: &Attachment| size > it.quota().most;
    let attachment = match args.attachment() {
        Some(attachment) => Some(attachment).filter(is_over),
        None => policy.fits.iter().copied().find(is_over),
    };
    let Some(attachment) = attachment else { return Ok(whole()) };
    let document = document(args, filled)?;
    let unfit = Unfit {
        args,
        name: format!("`{}`", policy.id),
        attach_to: policy.attach_to,
        documents: std::slice::from_ref(&document),
    };
    Err(Refusal::Long(match args.attachment() {
        Some(Attachment::Managed) => match split(&document, args.fit.limits(Attachment::Managed)) {
            Ok(parts) => return Ok(fitted(texts(args, &parts))),
            Err(error) => unfit.no_documents(&error),
        },
        Some(inline) => unfit.inline(inline),
        None => unfit.over(attachment),
    }))
}

/// The policies of an identity as few managed policies.
pub(super) fn packed(args: &RenderArgs, name: &str, filled: &[&Filled<'_>]) -> Result<Fitted, Refusal> {
    let documents = documents(args, filled)?;
    let smaller = args.minimize.then(|| minimize_together(&documents));
    let to_pack = smaller.as_deref().unwrap_or(&documents);
    let sizes = || [filled.iter().map(|it| it.size()).sum(), to_pack.iter().map(Document::size).sum()];
    match pack(to_pack, args.fit.limits(Attachment::Managed)) {
        Ok(packed) => Ok(Fitted {
            name: name.to_owned(),
            of: filled.iter().map(|it| it.policy().id).collect(),
            texts: texts(args, &packed),
            minimized: args.minimize.then(sizes),
        }),
        Err(error) => Err(Refusal::Long(together(args, &documents).no_documents(&error))),
    }
}

/// The message that the policies of an identity do not fit together, though each of them does.
pub(super) fn unfit_together(
    args: &RenderArgs,
    filled: &[&Filled<'_>],
    attachment: Attachment,
) -> Result<Option<Complaint>, Refusal> {
    let documents = documents(args, filled)?;
    let unfit = together(args, &documents);
    Ok(match attachment {
        Attachment::Managed => {
            let limits = args.fit.limits(Attachment::Managed);
            let number = |document| match split(document, limits) {
                Ok(parts) => Some(parts.len()),
                Err(UnfitError::Documents { documents, .. }) => Some(documents),
                Err(_) => None,
            };
            let number = documents.iter().map(number).sum::<Option<usize>>();
            number
                .filter(|number| *number > limits.documents)
                .map(|number| unfit.too_many(number, Certainty::Found))
        }
        inline @ Attachment::Inline(_) => {
            let size: usize = documents.iter().map(Document::size).sum();
            (size > inline.quota().most).then(|| unfit.inline(inline))
        }
    })
}

fn together<'a>(args: &'a RenderArgs, documents: &'a [Document]) -> Unfit<'a> {
    let name = format!("the {} policies for users and groups together", documents.len());
    Unfit { args, name, attach_to: AttachTo::UserOrGroup, documents }
}

fn documents(args: &RenderArgs, filled: &[&Filled<'_>]) -> Result<Vec<Document>, Refusal> {
    filled.iter().map(|it| document(args, it)).collect()
}

/// The document to divide or pack, with `--minimize` as small as it can be.
fn document(args: &RenderArgs, filled: &Filled<'_>) -> Result<Document, Refusal> {
    let id = filled.policy().id;
    let document = filled.document().map_err(|error| Refusal::Unread(anyhow::anyhow!("`{id}`: {error}")))?;
    Ok(if args.minimize { minimize(&document) } else { document })
}

fn texts(args: &RenderArgs, documents: &[Document]) -> Vec<String> {
    let text = |it: &Document| if args.is_compact() { it.to_json() } else { it.to_json_pretty() };
    documents.iter().map(text).collect()
}

/// The reason why there are no documents.
#[derive(Debug)]
pub(super) enum Refusal {
    /// What is too long, and the ways out.
    Long(Complaint),
    /// A policy that IAM would refuse.
    Unread(anyhow::Error),
}

impl Refusal {
    /// The failure of several policies, with all reasons.
    pub(super) fn failure(reasons: Vec<Self>) -> Failure {
        let mut complaints = Vec::new();
        for reason in reasons {
            match reason {
                Self::Long(complaint) => complaints.push(complaint),
                Self::Unread(error) => return Failure::System(error),
            }
        }
        Failure::Unfit(complaints)
    }
}
