//! The documents of a batch: an object in a line for each row, or files.

use std::io::{BufWriter, StdoutLock, Write, stdout};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;
use pcluster_iam::Policy;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::name::unfit_for_file;
use super::row::{Row, is_list};
use crate::command::render::args::RenderArgs;
use crate::command::render::fitting::Fitted;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::file;

/// The place of the documents.
pub(super) enum Output<'a> {
    Lines { out: BufWriter<StdoutLock<'static>>, args: &'a RenderArgs },
    Files(Files<'a>),
}

impl<'a> Output<'a> {
    pub(super) fn open(args: &'a RenderArgs) -> Result<Self, Failure> {
        match &args.output.output {
            None => Ok(Self::Lines { out: BufWriter::with_capacity(1 << 16, stdout().lock()), args }),
            Some(folder) => Ok(Self::Files(Files::open(folder, args.output.force)?)),
        }
    }

    /// Writes the documents of a row.
    pub(super) fn write(
        &mut self,
        row: &Row,
        name: Option<String>,
        policy: &'static Policy,
        fitted: Fitted,
    ) -> Result<(), Failure> {
        match self {
            Self::Lines { out, args } => {
                let line = Line::new(row, name.as_deref(), policy, fitted.texts(), args.is_divided())?;
                serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
                Ok(out.write_all(b"\n")?)
            }
            Self::Files(files) => {
                let name = name.unwrap_or_else(|| format!("row-{}", row.number));
                files.write(&name, &fitted.named(name.clone()), row)
            }
        }
    }

    /// Writes what is left.
    pub(super) fn end(self) -> Result<(), Failure> {
        match self {
            Self::Lines { mut out, .. } => Ok(out.flush()?),
            Self::Files(_) => Ok(()),
        }
    }
}

/// The object of a row.
#[derive(Serialize)]
struct Line<'a> {
    row: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    policy: &'static str,
    values: Map<String, Value>,
    #[serde(flatten)]
    documents: Documents<'a>,
}

/// The document, or all documents where the options may give several.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Documents<'a> {
    Document(&'a RawValue),
    Documents(Vec<&'a RawValue>),
}

impl<'a> Line<'a> {
    fn new(
        row: &Row,
        name: Option<&'a str>,
        policy: &'static Policy,
        texts: &'a [String],
        is_divided: bool,
    ) -> Result<Self, Failure> {
        let raw = |text: &'a String| serde_json::from_str(text).context("the document is not JSON");
        let documents = match texts {
            [only] if !is_divided => Documents::Document(raw(only)?),
            texts => Documents::Documents(texts.iter().map(raw).collect::<Result<_, _>>()?),
        };
        Ok(Self { row: row.number, name, policy: policy.id, values: values(row, policy), documents })
    }
}

/// What the row states, as it could be written in NDJSON.
fn values(row: &Row, policy: &Policy) -> Map<String, Value> {
    let mut values = Map::new();
    for value in &row.values {
        let text = Value::String(value.text.clone());
        if is_list(policy, value.parameter) {
            let list = values.entry(value.parameter.name).or_insert_with(|| Value::Array(Vec::new()));
            list.as_array_mut().into_iter().for_each(|list| list.push(text.clone()));
        } else {
            values.insert(value.parameter.name.to_owned(), text);
        }
    }
    values
}

/// Files below a folder, one for each document.
pub(super) struct Files<'a> {
    folder: &'a Path,
    is_forced: bool,
    /// The time from which on files are those of this batch.
    begin: SystemTime,
    /// The folder of the last file, which exists.
    last: PathBuf,
}

impl<'a> Files<'a> {
    fn open(folder: &'a Path, is_forced: bool) -> Result<Self, Failure> {
        let is_file = ["json", "ndjson", "jsonl"]
            .iter()
            .any(|it| folder.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(it)));
        if is_file && !folder.is_dir() {
            let complaint = Complaint::new(format!("`{}` is the name of a file", folder.display()));
            let help = "give a folder for a file of each row, or leave out --output, and send standard output to a file";
            return Err(complaint.help(help).into());
        }
        file::refuse_files_as_folders(&[folder])?;
        create(folder)?;
        let begin = begin(folder).with_context(|| format!("`{}` cannot be written", folder.display()))?;
        Ok(Self { folder, is_forced, begin, last: folder.to_owned() })
    }

    fn write(&mut self, name: &str, fitted: &Fitted, row: &Row) -> Result<(), Failure> {
        if let Some(complaint) = unfit_for_file(name, &row.place) {
            return Err(complaint.into());
        }
        let files = fitted.files(self.folder);
        let is_of_batch = |written| written >= self.begin;
        for (path, _) in &files {
            if path.metadata().and_then(|it| it.modified()).is_ok_and(is_of_batch) {
                let message = format!("an earlier row has written `{}`", path.display());
                return Err(Complaint::new(message).help("give each row a name of its own").into());
            }
        }
        let paths: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
        file::refuse_existing(&paths, self.is_forced)?;
        for (path, text) in &files {
            if let Some(folder) = path.parent().filter(|folder| *folder != self.last) {
                file::refuse_files_as_folders(&[folder])?;
                create(folder)?;
                folder.clone_into(&mut self.last);
            }
            file::write_one_of_many(path, text, self.is_forced)?;
        }
        Ok(())
    }
}

fn create(folder: &Path) -> Result<(), Complaint> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Complaint::new(format!("`{}` cannot be created: {error}", folder.display())))
}

/// A time of the folder's own clock after all files that are there, and not after any that follows: a file of
/// an earlier run may be replaced with `--force`, and one of an earlier row is a mistake. Memory for all names
/// would grow with the rows.
fn begin(folder: &Path) -> std::io::Result<SystemTime> {
    let now = || {
        tempfile::Builder::new()
            .prefix(".pcluster-iam-")
            .tempfile_in(folder)?
            .as_file()
            .metadata()?
            .modified()
    };
    let first = now()?;
    loop {
        // Clocks of file systems tick every few milliseconds.
        let next = now()?;
        if next > first {
            return Ok(next);
        }
    }
}
