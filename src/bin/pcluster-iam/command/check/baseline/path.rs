//! Paths in a baseline: relative to its folder, so that the working folder does not matter.

use std::path::{Component, Path, PathBuf};

/// The path of a file, relative to a folder, with `/`; both are absolute.
pub(super) fn relative(file: &Path, folder: &Path) -> String {
    let n_common = file.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(n_common).map(|_| "..".to_owned());
    let down = file.components().skip(n_common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The absolute path of a relative one, without links if the file exists.
pub(super) fn absolute(path: &str, folder: &Path) -> PathBuf {
    let whole = folder.join(path);
    whole.canonicalize().unwrap_or_else(|_| {
        let mut plain = PathBuf::new();
        for part in whole.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => drop(plain.pop()),
                _ => plain.push(part),
            }
        }
        plain
    })
}

/// The absolute folder of a file, which does not have to exist.
pub(super) fn folder(file: &Path) -> PathBuf {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let folder = whole.parent().unwrap_or(&whole);
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{absolute, relative};
    use std::path::Path;

    #[test]
    fn a_path_leads_there_and_back() {
        let folder = Path::new("/no/such/folder");
        for (file, expected) in [
            ("/no/such/folder/a.json", "a.json"),
            ("/no/such/folder/b/a.json", "b/a.json"),
            ("/no/such/a.json", "../a.json"),
            ("/other/a.json", "../../../other/a.json"),
        ] {
            assert_eq!(relative(Path::new(file), folder), expected);
            assert_eq!(absolute(expected, folder), Path::new(file));
        }
        assert_eq!(absolute("./b/./a.json", folder), Path::new("/no/such/folder/b/a.json"));
    }
}
