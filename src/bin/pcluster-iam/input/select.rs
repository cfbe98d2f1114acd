//! The files that the arguments name: files, folders, patterns of paths, and standard input.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use crate::ui::failure::Complaint;

/// The argument for standard input.
pub(crate) const STDIN: &str = "-";

/// The files of a folder that may have policies.
pub(crate) const INCLUDE: [&str; 4] = ["*.json", "*.yaml", "*.yml", "*.template"];

/// The characters of a pattern of paths.
const WILDCARDS: [char; 4] = ['*', '?', '[', '{'];

/// A file to check.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The path in reports.
    pub(super) shown: String,
    /// The file, or nothing for standard input.
    pub(super) file: Option<PathBuf>,
    /// True for a file that an argument names, and not a folder or a pattern.
    pub(super) is_named: bool,
}

/// The patterns of the files that a folder is searched for.
#[derive(Debug)]
pub(crate) struct Include {
    patterns: GlobSet,
    /// The patterns as they are written, for messages.
    written: String,
    /// The absolute folder of those who wrote the patterns.
    base: PathBuf,
}

impl Include {
    /// Reads patterns of a folder; one without a `/` applies in all folders.
    pub(crate) fn new<'p>(
        patterns: impl IntoIterator<Item = &'p str>,
        base: &Path,
    ) -> Result<Self, Complaint> {
        let mut set = GlobSetBuilder::new();
        let mut written = Vec::new();
        for pattern in patterns {
            set.add(glob(pattern)?);
            written.push(format!("`{}`", pattern.escape_debug()));
        }
        let patterns = set.build().map_err(|error| Complaint::new(error.to_string()))?;
        Ok(Self {
            patterns,
            written: written.join(", "),
            base: base.canonicalize().unwrap_or_else(|_| base.to_owned()),
        })
    }

    /// True for a file whose path matches, from the folder that is searched or from that of the patterns.
    fn matches(&self, file: &Path, searched: &Path) -> bool {
        let is_match = |path: &Path| self.patterns.is_match(path);
        file.strip_prefix(searched).is_ok_and(is_match)
            || file.canonicalize().is_ok_and(|file| file.strip_prefix(&self.base).is_ok_and(is_match))
    }
}

/// A pattern of paths in which `*` does not match `/`; a pattern without `/` applies in all folders.
pub(crate) fn glob(pattern: &str) -> Result<Glob, Complaint> {
    let trimmed = pattern.trim_start_matches("./");
    let whole = if trimmed.contains('/') { trimmed.to_owned() } else { format!("**/{trimmed}") };
    GlobBuilder::new(whole.trim_start_matches('/')).literal_separator(true).build().map_err(|error| {
        Complaint::new(format!("`{}` is not a pattern of paths: {}", pattern.escape_debug(), error.kind()))
            .help("write a pattern such as `policies/**/*.json`")
    })
}

/// The files of all arguments, each once, and the reason for each argument that names none.
pub(super) fn select(names: &[String], include: &Include) -> (Vec<Candidate>, Vec<Complaint>) {
    let mut selection = Selection::default();
    for name in names {
        if let Err(complaint) = selection.add(name, include) {
            selection.complaints.push(complaint);
        }
    }
    (selection.candidates, selection.complaints)
}

#[derive(Debug, Default)]
struct Selection {
    candidates: Vec<Candidate>,
    complaints: Vec<Complaint>,
    /// The numbers of the candidates by their canonical paths.
    seen: HashMap<Option<PathBuf>, usize>,
}

impl Selection {
    fn add(&mut self, name: &str, include: &Include) -> Result<(), Complaint> {
        let path = Path::new(name);
        if name == STDIN {
            self.take(None, true);
        } else if path.is_dir() {
            let n_files = self.walk(path, |file| include.matches(file, path));
            if n_files == 0 {
                let complaint = Complaint::new(format!("`{}` has no file to read", name.escape_debug()));
                return Err(complaint.help(format!(
                    "only files that match {} are read; files that .gitignore names and hidden files are left out",
                    include.written
                )));
            }
        } else if path.symlink_metadata().is_err() && name.contains(WILDCARDS) {
            self.pattern(name)?;
        } else {
            // A file that is not there is reported when it is read.
            self.take(Some(path), true);
        }
        Ok(())
    }

    /// Adds the files that match a pattern, for shells that leave patterns alone.
    fn pattern(&mut self, name: &str) -> Result<(), Complaint> {
        let is_plain = |part: &&str| !part.contains(WILDCARDS);
        let base: Vec<_> = name.split('/').take_while(is_plain).collect();
        let base = match base.as_slice() {
            [] => PathBuf::from("."),
            [""] => PathBuf::from("/"),
            parts => PathBuf::from(parts.join("/")),
        };
        let rest: Vec<_> = name.split('/').skip_while(is_plain).collect();
        // A pattern in an argument is about the folder where it stands, and not about all folders below.
        let matcher = glob(&format!("/{}", rest.join("/")))?.compile_matcher();
        let n_files = self.walk(&base, |file| matcher.is_match(file.strip_prefix(&base).unwrap_or(file)));
        if n_files == 0 {
            let complaint = Complaint::new(format!("no file matches `{}`", name.escape_debug()));
            return Err(complaint.help(
                "files that .gitignore names and hidden files are left out: give their paths instead",
            ));
        }
        Ok(())
    }

    /// Adds files below a folder, in the order of their names, and returns their number. What Git ignores is
    /// left out, and so are hidden files; the rules of the user's home are not followed, so that the answer
    /// is the same everywhere.
    fn walk(&mut self, folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> usize {
        let mut n_files = 0;
        let mut walk = WalkBuilder::new(folder);
        walk.require_git(false).git_global(false).sort_by_file_name(Ord::cmp);
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    if is_wanted(entry.path()) {
                        n_files += 1;
                        self.take(Some(entry.path()), false);
                    }
                }
                Ok(_) => {}
                Err(error) => self.complaints.push(
                    Complaint::new(error.to_string()).help("make it readable, or add it to .gitignore"),
                ),
            }
        }
        n_files
    }

    fn take(&mut self, path: Option<&Path>, is_named: bool) {
        let canonical = path.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        if let Some(candidate) = self.seen.get(&canonical).and_then(|idx| self.candidates.get_mut(*idx)) {
            candidate.is_named |= is_named;
            return;
        }
        let shown = path.map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string());
        let shown = if is_named { shown } else { shown.trim_start_matches("./").to_owned() };
        self.seen.insert(canonical.clone(), self.candidates.len());
        self.candidates.push(Candidate { shown, file: canonical, is_named });
    }
}
