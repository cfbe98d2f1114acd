//! Code as the result: printed, written to a file, or written into a folder by the name of the policies.

use std::path::PathBuf;

use super::args::RenderArgs;
use super::many::Set;
use crate::ui::failure::Failure;
use crate::ui::file::write_all;

/// Delivers code, and returns the path of its file.
pub(super) fn deliver(
    args: &RenderArgs,
    set: &Set,
    extension: &str,
    code: &str,
) -> Result<Option<PathBuf>, Failure> {
    let code = code.trim_end();
    match &args.output.output {
        Some(folder) if folder.is_dir() || folder.as_os_str().to_string_lossy().ends_with('/') => {
            let path = folder.join(format!("{}.{extension}", set.name));
            write_all(&[(path.clone(), code.to_owned())], args.output.force)?;
            Ok(Some(path))
        }
        output => {
            args.output.deliver(code)?;
            Ok(output.clone())
        }
    }
}
