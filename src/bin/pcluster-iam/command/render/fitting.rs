//! The documents of policies: one for each, or the fewest that fit.

use std::io;
use std::path::{Path, PathBuf};

use pcluster_iam::Filled;
use pcluster_iam::fit::{Document, minimize, pack, split};
use pcluster_iam::quota::Attachment;

use super::args::RenderArgs;
use super::unfit;
use crate::ui::failure::{Complaint, Failure, warn};

/// The documents of one policy, or of several that are packed.
#[derive(Debug)]
pub(super) struct Fitted {
    /// The name of their files, before the number of each if there are several.
    name: String,
    texts: Vec<String>,
}

impl Fitted {
    /// A policy as it is filled.
    fn whole(args: &RenderArgs, filled: &Filled<'_>) -> Self {
        let name = filled.policy().variant().to_owned();
        Self { name, texts: vec![args.text(filled)] }
    }

    fn of(args: &RenderArgs, name: &str, documents: &[Document]) -> Self {
        let text = |it: &Document| if args.compact { it.to_json() } else { it.to_json_pretty() };
        Self { name: name.to_owned(), texts: documents.iter().map(text).collect() }
    }

    /// The same documents for files of another name.
    pub(super) fn named(self, name: String) -> Self {
        Self { name, ..self }
    }

    pub(super) fn n_documents(&self) -> usize {
        self.texts.len()
    }

    /// The document, if it is the only one.
    pub(super) fn only(&self) -> Option<&str> {
        if let [text] = self.texts.as_slice() { Some(text) } else { None }
    }

    /// The files in a folder: one of the name, or several that are numbered.
    pub(super) fn files(&self, folder: &Path) -> Vec<(PathBuf, String)> {
        let path = |idx: usize| match self.texts.len() {
            1 => folder.join(format!("{}.json", self.name)),
            _ => folder.join(format!("{}-{}.json", self.name, idx + 1)),
        };
        self.texts.iter().enumerate().map(|(idx, text)| (path(idx), text.clone())).collect()
    }

    /// Warns of files that seem to be left from another division, which no longer belongs to these.
    pub(super) fn warn_of_others(&self, folder: &Path) -> io::Result<()> {
        let numbered = |number: usize| format!("{}-{number}.json", self.name);
        let others = match self.texts.len() {
            1 => vec![numbered(1)],
            number => vec![format!("{}.json", self.name), numbered(number + 1)],
        };
        let others = others.iter().map(|name| folder.join(name)).filter(|path| path.exists());
        others.into_iter().try_for_each(|path| {
            let complaint = Complaint::new(format!("`{}` is not one of these documents", path.display()));
            warn(&complaint.help("if it is of an earlier division, remove it, and detach its policy"))
        })
    }
}

/// The document of a policy, or with `--fit managed` the fewest documents that fit.
pub(super) fn fitted(args: &RenderArgs, filled: &Filled<'_>) -> Result<Fitted, Unfit> {
    let policy = filled.policy();
    let smaller = args.minimize.then(|| document(args, filled)).transpose()?;
    let size = smaller.as_ref().map_or_else(|| filled.size(), Document::size);
    let whole = || match &smaller {
        Some(smaller) => Fitted::of(args, policy.variant(), std::slice::from_ref(smaller)),
        None => Fitted::whole(args, filled),
    };
    match args.attachment() {
        Some(attachment) if size <= attachment.quota().most => Ok(whole()),
        Some(Attachment::Managed) => {
            let document = document(args, filled)?;
            match split(&document, args.fit.limits(Attachment::Managed)) {
                Ok(parts) => Ok(Fitted::of(args, policy.variant(), &parts)),
                Err(error) => Err(Unfit::Long(unfit::no_documents(policy.id, &error))),
            }
        }
        Some(inline) => Err(Unfit::Long(unfit::inline(args, &format!("`{}` has", policy.id), size, inline))),
        None => match policy.fits.iter().find(|it| size > it.quota().most) {
            Some(attachment) => {
                let document = document(args, filled)?;
                Err(Unfit::Long(unfit::over(args, policy, &document, *attachment)))
            }
            None => Ok(whole()),
        },
    }
}

/// The size of a policy's document.
pub(super) fn size(args: &RenderArgs, filled: &Filled<'_>) -> Result<usize, Unfit> {
    if args.minimize { Ok(document(args, filled)?.size()) } else { Ok(filled.size()) }
}

/// The policies of an identity as few managed policies.
pub(super) fn packed(args: &RenderArgs, name: &str, filled: &[&Filled<'_>]) -> Result<Fitted, Unfit> {
    let documents: Vec<_> = filled.iter().map(|it| document(args, it)).collect::<Result<_, _>>()?;
    match pack(&documents, args.fit.limits(Attachment::Managed)) {
        Ok(packed) => Ok(Fitted::of(args, name, &packed)),
        Err(error) => Err(Unfit::Long(unfit::no_documents(name, &error))),
    }
}

/// The document to divide or pack, with `--minimize` as small as it can be.
fn document(args: &RenderArgs, filled: &Filled<'_>) -> Result<Document, Unfit> {
    let id = filled.policy().id;
    let document = filled.document().map_err(|error| Unfit::Unread(anyhow::anyhow!("`{id}`: {error}")))?;
    Ok(if args.minimize { minimize(&document) } else { document })
}

/// The reason why there are no documents.
#[derive(Debug)]
pub(super) enum Unfit {
    /// What is too long, and the ways out.
    Long(Complaint),
    /// A policy that IAM would refuse.
    Unread(anyhow::Error),
}

impl Unfit {
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
