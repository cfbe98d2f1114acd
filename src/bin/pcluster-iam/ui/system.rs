//! What to do about an error of the operating system.

use std::io::{self, ErrorKind};

use super::failure::Complaint;

/// The fix of an error, if its kind shows one.
pub(crate) fn help(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ErrorKind::PermissionDenied => {
            "choose another place, or ask for the permission: `ls -l` shows who has it"
        }
        ErrorKind::NotFound => "check the path: `ls` shows what there is",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space, or choose a place on another disk"
        }
        ErrorKind::ReadOnlyFilesystem => "choose a place on a disk that can be written",
        ErrorKind::IsADirectory => "give the path of a file in this folder",
        ErrorKind::NotADirectory => "a part of the path is a file: check the path",
        ErrorKind::AlreadyExists => "choose another path, or overwrite it with `--force`",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "choose another name",
        ErrorKind::FileTooLarge => "give a smaller file",
        ErrorKind::ResourceBusy
        | ErrorKind::ExecutableFileBusy
        | ErrorKind::WouldBlock
        | ErrorKind::TimedOut => "try again: another program uses it",
        ErrorKind::OutOfMemory => "close other programs, or give fewer files at once",
        ErrorKind::BrokenPipe => "the program that reads the output has ended",
        _ => return None,
    })
}

/// The operating system's error among the causes of another one.
pub(crate) fn cause(error: &anyhow::Error) -> Option<&io::Error> {
    error.chain().find_map(|cause| cause.downcast_ref::<io::Error>())
}

/// The message about a file that cannot be read; `otherwise` is the fix where the error shows none.
pub(crate) fn unreadable(shown: &str, error: &io::Error, otherwise: &str) -> Complaint {
    let shown = shown.escape_debug();
    if error.kind() == ErrorKind::NotFound {
        return Complaint::new(format!("there is no file `{shown}`")).help(otherwise);
    }
    Complaint::new(format!("`{shown}` cannot be read: {error}")).help(help(error).unwrap_or(otherwise))
}
