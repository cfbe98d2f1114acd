//! The catalog's folders and files, read from the disk in a fixed order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, Diagnostics};
use crate::compiler::source::{FileId, Sources};

/// More than a hundred times the largest file of the catalog.
const MOST_BYTES: u64 = 1024 * 1024;

/// An entry of a folder.
#[derive(Debug)]
pub struct FolderEntry {
    pub name: String,
    pub path: PathBuf,
    pub what: EntryKind,
}

/// The kind of an entry of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    File,
    Folder,
    /// An entry that cannot be read; the mistake was noted.
    Refused(FileId),
}

/// The disk, with the mistakes of files that cannot be read.
#[derive(Debug)]
pub struct Disk<'d> {
    /// The folder that holds the catalog: paths are shown relative to it.
    base: PathBuf,
    /// The catalog's own folder, with all links resolved.
    root: PathBuf,
    pub sources: &'d mut Sources,
    pub diagnostics: &'d mut Diagnostics,
}

impl<'d> Disk<'d> {
    pub fn new(catalog: &Path, sources: &'d mut Sources, diagnostics: &'d mut Diagnostics) -> Self {
        let base = catalog.parent().unwrap_or(catalog).to_owned();
        let root = catalog.canonicalize().unwrap_or_else(|_| catalog.to_owned());
        Self { base, root, sources, diagnostics }
    }

    /// A path as it is shown: relative, and with `/`.
    pub fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.base).unwrap_or(path);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// The entries of a folder, sorted by name, without the files that editors and systems leave behind.
    /// An unreadable folder is noted, and the error holds the place of the note.
    pub fn list(&mut self, folder: &Path) -> Result<Vec<FolderEntry>, FileId> {
        let entries = fs::read_dir(folder)
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(|error| self.unreadable(folder, "folder", &error))?;
        let mut found = Vec::new();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            let path = entry.path();
            found.push(FolderEntry { name, what: self.what(folder, &path), path });
        }
        found.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(found)
    }

    /// A file, and its text with its line ends as `\n` unless it was refused.
    pub fn read(&mut self, path: &Path) -> (FileId, Option<String>) {
        let size = match fs::metadata(path) {
            Ok(metadata) => metadata.len(),
            Err(error) => return (self.unreadable(path, "file", &error), None),
        };
        if size > MOST_BYTES {
            let message = format!(
                "the file has {size} bytes, more than the {MOST_BYTES} that a file of the catalog can have"
            );
            return (
                self.refuse(
                    Code::FileTooLarge,
                    path,
                    message,
                    "split it, or remove what does not belong in the catalog",
                ),
                None,
            );
        }
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return (self.unreadable(path, "file", &error), None),
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                return (self.refuse_not_utf8(path, error.as_bytes(), valid), None);
            }
        };
        (self.sources.add(self.shown(path), text.clone()), Some(text))
    }

    /// The text of a file that does not belong in the catalog, for the names that it may be meant to give.
    pub fn peek(path: &Path) -> Option<String> {
        let is_small = fs::metadata(path).is_ok_and(|metadata| metadata.len() <= MOST_BYTES);
        is_small.then(|| fs::read_to_string(path).ok())?
    }

    /// Notes a mistake of a whole file or folder.
    pub fn refuse(
        &mut self,
        code: Code,
        path: &Path,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> FileId {
        let file = self.sources.add(self.shown(path), String::new());
        self.diagnostics.push(Diagnostic::new(code, file.start(), message).help(help));
        file
    }

    fn unreadable(&mut self, path: &Path, what: &str, error: &io::Error) -> FileId {
        let (told, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                "the target of the link does not exist".to_owned(),
                format!("replace the link with the {what} itself"),
            ),
            io::ErrorKind::PermissionDenied => {
                ("permission is denied".to_owned(), "make it readable with `chmod a+rX`".to_owned())
            }
            _ => (error.to_string().to_lowercase(), "replace it".to_owned()),
        };
        self.refuse(Code::UnreadableFile, path, format!("the {what} cannot be read: {told}"), help)
    }

    /// Notes a file that is not UTF-8, at the first wrong byte.
    fn refuse_not_utf8(&mut self, path: &Path, bytes: &[u8], valid: usize) -> FileId {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let file = self.sources.add(self.shown(path), text);
        let place = file.span(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
        self.diagnostics.push(
            Diagnostic::new(Code::NotUtf8, place, "the file is not UTF-8")
                .label(format!("the byte 0x{:02x} is not UTF-8", bytes[valid]))
                .help("save the file as UTF-8"),
        );
        file
    }

    /// The kind of an entry of a folder when links are followed. A link has to stay in the catalog and
    /// must not lead to a folder that holds it; anything else than a file or a folder is refused.
    fn what(&mut self, folder: &Path, path: &Path) -> EntryKind {
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => return EntryKind::Refused(self.unreadable(path, "file", &error)),
        };
        let (code, message, help) = if !real.starts_with(&self.root) {
            (
                Code::OutsideLink,
                "the link points outside the catalog",
                "replace the link with the file itself",
            )
        } else if real.is_file() {
            return EntryKind::File;
        } else if !real.is_dir() {
            let message = "this is neither a file nor a folder, and reading it could block the build forever";
            (Code::UnreadableFile, message, "replace it with a file, or remove it")
        } else if folder.canonicalize().is_ok_and(|folder| folder.starts_with(&real)) {
            (Code::LoopingLink, "the link points to a folder that contains it", "remove the link")
        } else {
            return EntryKind::Folder;
        };
        EntryKind::Refused(self.refuse(code, path, message, help))
    }
}
