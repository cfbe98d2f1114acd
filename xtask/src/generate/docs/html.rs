//! `docs/index.html`: the page that chooses and fills policies in a browser.

use anyhow::{Context as _, Result};

use crate::files::File;

/// The file.
pub(crate) fn file() -> Result<File> {
    let text = pcluster_iam::page::html().context("there is no page")?;
    Ok(File { path: "docs/index.html".to_owned(), text })
}
