//! The files of digests, `tests/documented/<release>/<variant>.toml`, in their written form.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::{FOLDER, StatedDocument, StatedEntry, StatedStatement};
use crate::files;

/// The sign in place of the Sid of a statement without one.
pub(crate) const NO_SID: &str = "-";

/// What a source states, as a file keeps it.
#[derive(Debug)]
pub(crate) struct Source {
    /// The file, from the root of the repository.
    pub(crate) path: String,
    /// The ids of the policies whose statements together are the documents.
    pub(crate) policies: Vec<String>,
    pub(crate) documents: Vec<(Form, StatedDocument)>,
}

/// The form of a document: the texts in place of parameters, and the part of the policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    /// The Sid of the single statement that the document consists of.
    #[serde(default)]
    pub(crate) only: Option<String>,
    /// The texts of parameters that replace the placeholders of the source.
    #[serde(default)]
    pub(crate) texts: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    policies: Vec<String>,
    document: Vec<WrittenDocument>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDocument {
    only: Option<String>,
    #[serde(default)]
    texts: BTreeMap<String, Vec<String>>,
    sha256: String,
    /// A line for each statement, with its Sid and its digest, and below it lines with four spaces and
    /// the digests of its entries.
    statements: String,
}

impl Source {
    /// Every file of digests.
    pub(crate) fn all(root: &Path) -> Result<Vec<Self>> {
        let paths = files::list(root, FOLDER)?;
        paths
            .iter()
            .filter(|path| Path::new(path).extension().is_some_and(|it| it == "toml"))
            .map(|path| Self::read(root, path))
            .collect()
    }

    fn read(root: &Path, path: &str) -> Result<Self> {
        let bytes = files::read(root, path)?.unwrap_or_default();
        let written: WrittenSource =
            toml::from_slice(&bytes).with_context(|| format!("cannot read `{path}`"))?;
        let documents = written.document.into_iter().map(|document| {
            let form = Form { only: document.only, texts: document.texts };
            let statements = statements(&document.statements)
                .with_context(|| format!("cannot read `statements` in `{path}`"))?;
            Ok((form, StatedDocument { sha256: document.sha256, statements, value: None }))
        });
        let documents = documents.collect::<Result<_>>()?;
        Ok(Self { path: path.to_owned(), policies: written.policies, documents })
    }
}

/// The statements of a document.
fn statements(written: &str) -> Result<Vec<StatedStatement>> {
    let mut statements: Vec<StatedStatement> = Vec::new();
    for line in written.lines() {
        if line.starts_with(' ') {
            let entries = line.split_whitespace().map(|it| StatedEntry { digest: it.to_owned(), name: None });
            let statement = statements.last_mut().context("it begins with the entries of no statement")?;
            statement.entries.extend(entries);
        } else {
            let (sid, digest) = line
                .rsplit_once(' ')
                .with_context(|| format!("`{line}` is not a Sid, or `{NO_SID}`, and a digest"))?;
            let sid = (sid != NO_SID).then(|| sid.to_owned());
            let digest = digest.to_owned();
            statements.push(StatedStatement { sid, digest, entries: Vec::new(), value: None });
        }
    }
    Ok(statements)
}
