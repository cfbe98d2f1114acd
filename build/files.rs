//! The catalog's folders and files, read from the disk in a fixed order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::code::Code;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::source::{FileId, Sources};

/// More than a hundred times the largest file of the catalog.
const MOST_BYTES: u64 = 1024 * 1024;

/// An entry of a folder: a file or a folder below it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) is_folder: bool,
}

/// Reads the disk, and notes what cannot be read.
#[derive(Debug)]
pub(crate) struct Disk<'d> {
    /// The folder that holds the catalog: paths are shown relative to it.
    base: PathBuf,
    /// The catalog's own folder, with all links resolved.
    root: PathBuf,
    pub(crate) sources: &'d mut Sources,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl<'d> Disk<'d> {
    pub(crate) fn new(catalog: &Path, sources: &'d mut Sources, diagnostics: &'d mut Diagnostics) -> Self {
        let base = catalog.parent().unwrap_or(catalog).to_owned();
        let root = catalog.canonicalize().unwrap_or_else(|_| catalog.to_owned());
        Self { base, root, sources, diagnostics }
    }

    /// A path as it is shown: relative, and with `/`.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.base).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// The entries of a folder, sorted by name, without what editors and systems leave behind.
    pub(crate) fn list(&mut self, folder: &Path) -> Vec<Found> {
        let mut found = Vec::new();
        match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => {
                for entry in entries {
                    let name = entry.file_name().to_string_lossy().into_owned();
                    if name.starts_with('.') || name.ends_with('~') {
                        continue;
                    }
                    let path = entry.path();
                    if self.is_inside(&path) {
                        found.push(Found { name, is_folder: path.is_dir(), path });
                    }
                }
            }
            Err(error) => self.refuse(
                Code::UnreadableFile,
                folder,
                format!("the folder cannot be read: {}", told(&error)),
                "make it readable",
            ),
        }
        found.sort_by(|left, right| left.name.cmp(&right.name));
        found
    }

    /// The text of a file, with its line ends as `\n`, or nothing if it was refused.
    pub(crate) fn read(&mut self, path: &Path) -> Option<(FileId, String)> {
        let size = match fs::metadata(path) {
            Ok(metadata) => metadata.len(),
            Err(error) => {
                self.refuse(
                    Code::UnreadableFile,
                    path,
                    format!("the file cannot be read: {}", told(&error)),
                    "make it readable",
                );
                return None;
            }
        };
        if size > MOST_BYTES {
            self.refuse(
                Code::FileTooLarge,
                path,
                format!("the file has {size} bytes, and a file of the catalog at most {MOST_BYTES}"),
                "split it, or remove what is not a statement",
            );
            return None;
        }
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.refuse(
                    Code::UnreadableFile,
                    path,
                    format!("the file cannot be read: {}", told(&error)),
                    "make it readable",
                );
                return None;
            }
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
            Err(error) => {
                self.refuse_not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to());
                return None;
            }
        };
        let file = self.sources.add(self.shown(path), text.clone());
        if text.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::new(Code::EmptyFile, file.start(), "the file is empty")
                    .help("write what it is for, or remove it"),
            );
            return None;
        }
        Some((file, text))
    }

    /// Notes what is wrong with a whole file or folder.
    pub(crate) fn refuse(&mut self, code: Code, path: &Path, message: impl Into<String>, help: &str) {
        let file = self.sources.add(self.shown(path), String::new());
        self.diagnostics.push(Diagnostic::new(code, file.start(), message).help(help));
    }

    /// Notes a file that is not UTF-8, at the line that is not.
    fn refuse_not_utf8(&mut self, path: &Path, bytes: &[u8], valid: usize) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let file = self.sources.add(self.shown(path), text);
        let place = file.span(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
        self.diagnostics.push(
            Diagnostic::new(Code::NotUtf8, place, "the file is not UTF-8")
                .label("this byte is not")
                .help("save the file in the encoding UTF-8"),
        );
    }

    /// Whether a path stays in the catalog when links are followed; notes where it does not.
    fn is_inside(&mut self, path: &Path) -> bool {
        match path.canonicalize() {
            Ok(real) if real.starts_with(&self.root) => true,
            Ok(_) => {
                self.refuse(
                    Code::OutsideLink,
                    path,
                    "the link leads out of the catalog",
                    "put the file itself here",
                );
                false
            }
            Err(error) => {
                self.refuse(
                    Code::UnreadableFile,
                    path,
                    format!("the file cannot be read: {}", told(&error)),
                    "make it readable, or remove it",
                );
                false
            }
        }
    }
}

/// An error of the disk in the same words on every system.
fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => error.to_string().to_lowercase(),
    }
}
