//! `--fix`: the findings with exactly one answer, as a diff or in place.
//!
//! What is written was read again before: it has the same values as the file, except for what the fixes ask
//! for, the fixed findings are gone, there are no others, and the policies grant no more than before, unless the
//! catalog says of a kind of finding that its fix is to grant more.

mod proof;
mod settle;
mod tree;

use std::fs;
use std::time::Duration;

use similar::TextDiff;

use super::args::CheckArgs;
use super::baseline::Baseline;
use super::examine;
use super::settings::Settings;
use crate::input::Input;
use crate::ui::failure::{self, Complaint, Failure};
use crate::ui::{file, output};
use settle::{Refused, Settled};

/// The most rounds for a file: a fix may have to wait for another one beside it.
const MAX_ROUNDS: usize = 8;

/// The time in which the shortest diff of a file is looked for; after that, a longer one has to do.
const MAX_DIFF: Duration = Duration::from_secs(5);

/// Prints the fixes of all files as a diff, and returns true if there are any.
pub(super) fn print(
    args: &CheckArgs,
    settings: &Settings,
    baseline: Option<&Baseline>,
    inputs: &[Input],
) -> Result<bool, Failure> {
    let (mut diffs, mut n_fixes) = (String::new(), 0);
    for input in inputs {
        let fixed = fixed(input, settings, baseline);
        fixed.tell_refused(input)?;
        if fixed.n_fixes > 0 {
            n_fixes += fixed.n_fixes;
            diffs.push_str(&diff(input, &fixed.text));
        }
    }
    let diffs = diffs.trim_end_matches('\n');
    match &args.output {
        _ if diffs.is_empty() => {}
        Some(path) => {
            file::refuse_place(path)?;
            file::write(path, diffs, true)?;
        }
        None => output::print(diffs)?,
    }
    failure::note(match n_fixes {
        0 => "nothing to fix".to_owned(),
        1 => "1 finding can be fixed; `--write` changes the file".to_owned(),
        number => format!("{number} findings can be fixed; `--write` changes the files"),
    })?;
    Ok(n_fixes > 0)
}

/// Writes the fixes into the files, each completely or not at all, and reads them again.
pub(super) fn write(
    settings: &Settings,
    baseline: Option<&Baseline>,
    inputs: &mut [Input],
) -> Result<(), Failure> {
    for input in inputs {
        let fixed = fixed(input, settings, baseline);
        fixed.tell_refused(input)?;
        let Some(path) = input.file.as_ref().filter(|_| fixed.n_fixes > 0) else { continue };
        if fs::read(path).ok().as_deref() != Some(input.text.as_bytes()) {
            let complaint = Complaint::new(format!("`{}` has changed since it was read", input.path));
            return Err(complaint.help("run the command again").into());
        }
        file::replace(path, &fixed.text)?;
        let findings = if fixed.n_fixes == 1 { "finding" } else { "findings" };
        failure::note(format!("fixed {} {findings} in {}", fixed.n_fixes, input.path))?;
        *input = input.with_text(fixed.text);
    }
    Ok(())
}

/// A file after all fixes.
#[derive(Debug)]
struct Fixed {
    text: String,
    n_fixes: usize,
    refused: Vec<Refused>,
}

fn fixed(input: &Input, settings: &Settings, baseline: Option<&Baseline>) -> Fixed {
    let mut current = input.with_text(input.text.clone());
    let mut fixed = Fixed { text: String::new(), n_fixes: 0, refused: Vec::new() };
    for _ in 0..MAX_ROUNDS {
        let examined = examine(std::slice::from_ref(&current), settings, baseline);
        let Settled { text, n_fixes, refused } =
            settle::settle(&current, &examined.checked, settings.options);
        fixed.n_fixes += n_fixes;
        fixed.refused = refused;
        if n_fixes == 0 {
            break;
        }
        current = input.with_text(text);
    }
    fixed.text = current.text;
    fixed
}

impl Fixed {
    fn tell_refused(&self, input: &Input) -> Result<(), Failure> {
        for Refused { code, line, column, why } in &self.refused {
            let place = format!("{}:{line}:{column}", input.path);
            failure::warn(
                &Complaint::new(format!("{place}: {code} is not fixed: {why}")).help("fix it by hand"),
            )?;
        }
        Ok(())
    }
}

fn diff(input: &Input, text: &str) -> String {
    let path = input.path.trim_start_matches("./").trim_start_matches('/');
    let diff = TextDiff::configure().timeout(MAX_DIFF).diff_lines(input.text.as_str(), text);
    diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
