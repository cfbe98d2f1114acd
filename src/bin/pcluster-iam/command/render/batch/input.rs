//! The file of a batch: its format, and reading it piece by piece.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use pcluster_iam::Policy;

use super::args::BatchArgs;
use super::objects::Objects;
use super::progress::Progress;
use super::row::Rows;
use super::table::Table;
use crate::input::{self, STDIN};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::system;

/// What to do about a table that cannot be read.
const A_FILE: &str = "give the path of a file, CSV or NDJSON, or `-` for standard input";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The size of the file, if it is known before it is read.
pub(super) fn size(path: &Path) -> Option<u64> {
    path.metadata().ok().filter(std::fs::Metadata::is_file).map(|it| it.len())
}

/// Opens the file, and reads the header of CSV.
pub(super) fn open(
    args: &BatchArgs,
    path: &Path,
    policy: &'static Policy,
    progress: &Progress,
) -> Result<Box<dyn Rows>, Failure> {
    let is_standard = path.as_os_str() == STDIN;
    let shown = if is_standard { "standard input".to_owned() } else { path.display().to_string() };
    let unreadable = |error: io::Error| Failure::from(system::unreadable(&shown, &error, A_FILE));
    let source: Box<dyn Read> =
        if is_standard { Box::new(input::stdin().map_err(unreadable)?) } else { Box::new(file(path)?) };
    let mut reader = BufReader::with_capacity(1 << 16, progress.read(source));
    if reader.fill_buf().map_err(unreadable)?.starts_with(BYTE_ORDER_MARK) {
        reader.consume(BYTE_ORDER_MARK.len());
    }
    let first =
        reader.fill_buf().map_err(unreadable)?.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    match (first, extension(path).as_deref()) {
        (None, _) => Err(Complaint::new(format!("`{shown}` is empty"))
            .help("give CSV with a header, or NDJSON with an object in each line")
            .into()),
        (Some(b'['), None | Some("ndjson" | "jsonl" | "json")) => {
            let complaint = Complaint::new(format!("`{shown}` begins with an array"));
            Err(complaint.help("give an object in each line, as `jq -c '.[]'` prints them").into())
        }
        (Some(b'{'), None) | (_, Some("ndjson" | "jsonl" | "json")) => {
            Ok(Box::new(Objects::new(reader, shown)))
        }
        _ => Ok(Box::new(Table::new(reader, shown, policy, &args.list_separator)?)),
    }
}

fn file(path: &Path) -> Result<File, Complaint> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Complaint::new(format!("`{shown}` is a folder")).help("give a file, CSV or NDJSON"));
    }
    File::open(path).map_err(|error| system::unreadable(&shown.to_string(), &error, A_FILE))
}

/// The extension that says what is in a file, in lower case: the first byte says so for any other.
fn extension(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    ["csv", "json", "jsonl", "ndjson"].contains(&extension.as_str()).then_some(extension)
}
