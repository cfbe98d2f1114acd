//! The documents of a CloudFormation template.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::documents::{UpstreamDocument, UpstreamSource};
use crate::author::WrongUse;
use crate::author::import::{Mistake, template};
use crate::author::page::document::{self, BlockContent};
use crate::author::page::{self, Position};
use crate::author::shown::{printable, shown};

/// True for a file whose name ends as that of a template does.
pub(super) fn is_file(source: &Path) -> bool {
    const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "template"];
    let extension = source.extension().unwrap_or_default();
    source.is_file() && ENDINGS.iter().any(|ending| extension.eq_ignore_ascii_case(ending))
}

/// The policies of a template, each as its resource is named.
pub(super) fn read(file: &Path) -> Result<UpstreamSource> {
    let name = shown(file);
    let bytes = fs::read(file).map_err(|error| WrongUse::of("read", &name, &error))?;
    let wrong = |message: String| WrongUse::new(printable(&message));
    let place = |at: Position| format!("{name}:{}:{}", at.line, at.column);
    let text = page::decode(&bytes)
        .map_err(|at| wrong(format!("{}: not UTF-8; save the template as UTF-8", place(at))))?;
    let remark = |it: &Mistake| format!("{}: {}", place(page::position(text, it.at)), it.message);
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let tree = match document::in_file(&ending, text) {
        BlockContent::Tree(tree) => tree,
        BlockContent::Broken { offset, not, message } => {
            let message = format!("not {not}: {message}");
            return Err(wrong(remark(&Mistake { at: offset, message })).into());
        }
        BlockContent::Text => return Err(wrong(format!("`{name}` holds no policy")).into()),
    };
    if !template::is_template(&tree) {
        let message = format!(
            "`{name}` is no template: it has no `Resources` with types of CloudFormation; to compare a policy document, give its folder"
        );
        return Err(wrong(message).into());
    }
    let (found, unread) = template::documents(&tree).map_err(|mistakes| {
        let mistakes: Vec<_> = mistakes.iter().map(remark).collect();
        wrong(format!("the template cannot be compared\n{}", mistakes.join("\n")))
    })?;
    if found.is_empty() {
        return Err(wrong(format!("`{name}` has no policy of a role, user or group")).into());
    }
    let documents = found.into_iter().map(|it| UpstreamDocument {
        shown: it.name.clone(),
        name: it.name,
        value: it.by_default,
        with_values: Some(it.with_options),
    });
    let unread = unread.iter().map(|it| format!("{}; not compared", remark(it)));
    Ok(UpstreamSource { documents: documents.collect(), unread: unread.collect() })
}
