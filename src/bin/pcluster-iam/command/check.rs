//! `pcluster-iam check`: the problems of any policy document, inside any supported file.

mod args;
pub(crate) mod baseline;
mod checked;
pub(crate) mod config;
mod date;
pub(crate) mod edit;
mod explain;
mod facts;
mod fix;
mod format;
mod notice;
mod report;
mod settings;

use std::path::Path;

use crate::input::{self, Input, Inputs, STDIN};
use crate::ui::failure::{self, Complaint, Failure};
use crate::ui::{file, output};
use baseline::{Applied, Baseline};
use checked::Checked;
use format::ReportFormat;
use report::Report;
use settings::Settings;

pub(crate) use args::CheckArgs;

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    args.color.apply();
    if let Some(code) = &args.explain {
        return explain::run(code);
    }
    if args.stdin_filename.is_some() && !args.files.iter().any(|file| file == STDIN) {
        let complaint = Complaint::new("`--stdin-filename` names standard input, which is not read");
        return Err(complaint.help("give - among the files").into());
    }
    if args.write && args.files.iter().any(|file| file == STDIN) {
        let complaint = Complaint::new("`--write` cannot change standard input");
        return Err(complaint.help("leave out `--write` to print the changes").into());
    }
    let settings = Settings::new(args)?;
    let baseline = read_baseline(args, &settings)?;
    let mut inputs = input::read(&args.files, &settings.include, args.stdin_filename.as_deref());
    input::tell_skipped(&inputs)?;
    if args.write {
        fix::write(&settings, baseline.as_ref(), &mut inputs.files)?;
    } else if args.fix {
        let is_fixable = fix::print(args, &settings, baseline.as_ref(), &inputs.files)?;
        return outcome(inputs, is_fixable);
    }
    let examined = examine(&inputs.files, &settings, baseline.as_ref());
    let is_written = args.write_baseline.is_some() || args.update_baseline;
    if is_written {
        write_baseline(args, &settings, baseline.as_ref(), &inputs, &examined)?;
    } else {
        report(args, &settings, &inputs, &examined)?;
    }
    let mut findings = examined.checked.iter().flat_map(|it| &it.findings);
    let is_failure = !is_written && findings.any(|it| settings.is_failure(it.severity));
    outcome(inputs, is_failure)
}

/// The end of a run: files that cannot be read are worse than findings.
fn outcome(inputs: Inputs, is_failure: bool) -> Result<(), Failure> {
    match (inputs.unreadable.is_empty(), is_failure) {
        (false, _) => Err(Failure::Use(inputs.unreadable)),
        (true, true) => Err(Failure::Told(1)),
        (true, false) => Ok(()),
    }
}

/// The policies of the files with the findings that remain.
#[derive(Debug)]
struct Examined<'i> {
    checked: Vec<Checked<'i>>,
    n_ignored: usize,
    applied: Applied,
}

/// Checks the policies; leaves out what the configuration, the baseline and the command line leave out.
fn examine<'i>(inputs: &'i [Input], settings: &Settings, baseline: Option<&Baseline>) -> Examined<'i> {
    let mut checked = checked::check(inputs, settings.options);
    let n_ignored = settings.apply(&mut checked);
    let applied = baseline.map(|baseline| baseline.apply(&mut checked)).unwrap_or_default();
    for it in &mut checked {
        it.findings.retain(|finding| settings.is_shown(finding.severity));
    }
    Examined { checked, n_ignored, applied }
}

/// The known findings; none if a new baseline is written.
fn read_baseline(args: &CheckArgs, settings: &Settings) -> Result<Option<Baseline>, Failure> {
    match &settings.baseline {
        None if args.update_baseline => {
            let complaint = Complaint::new("`--update-baseline` needs a baseline");
            Err(complaint
                .help("name it with `--baseline FILE`, or with `baseline` in the configuration")
                .into())
        }
        None => Ok(None),
        Some(_) if args.write_baseline.is_some() => Ok(None),
        // The first update writes the file.
        Some(path) if args.update_baseline && path.symlink_metadata().is_err() => Ok(None),
        Some(path) => Baseline::read(path).map(Some),
    }
}

/// Writes the findings as known ones, unless a file cannot be read: its findings are not known.
fn write_baseline(
    args: &CheckArgs,
    settings: &Settings,
    baseline: Option<&Baseline>,
    inputs: &Inputs,
    examined: &Examined<'_>,
) -> Result<(), Failure> {
    let Examined { checked, applied, .. } = examined;
    match (&args.write_baseline, &settings.baseline, baseline) {
        _ if !inputs.unreadable.is_empty() => Ok(()),
        (Some(path), ..) => baseline::write(path, checked, args.force),
        (None, Some(path), Some(baseline)) => baseline::update(path, baseline, applied, checked),
        (None, Some(path), None) => baseline::write(path, checked, false),
        (None, None, _) => Ok(()),
    }
}

/// Prints or writes the report; if no file can be read, there is nothing to report.
fn report(
    args: &CheckArgs,
    settings: &Settings,
    inputs: &Inputs,
    examined: &Examined<'_>,
) -> Result<(), Failure> {
    let age = facts::age(settings.max_data_age).into_iter();
    let notices: Vec<_> =
        age.chain(settings.notices()).chain(examined.applied.notices.iter().cloned()).collect();
    // On GitHub they are annotations of the report.
    if args.format != ReportFormat::Github {
        notices.iter().try_for_each(notice::Notice::warn)?;
    }
    if inputs.files.is_empty() && !inputs.unreadable.is_empty() {
        return Ok(());
    }
    let report = Report {
        inputs: &inputs.files,
        checked: &examined.checked,
        n_known: examined.applied.n_hidden,
        n_ignored: examined.n_ignored,
        notices: &notices,
        unreadable: &inputs.unreadable,
    };
    let text = args.format.render(&report, args.details, failure::is_quiet())?;
    match args.output.as_deref().filter(|path| path.as_os_str() != STDIN) {
        None if text.is_empty() => Ok(()),
        None => output::print(text),
        Some(path) => write_report(path, &text, &report),
    }
}

fn write_report(path: &Path, text: &str, report: &Report<'_>) -> Result<(), Failure> {
    let place = path.canonicalize().ok();
    if place.is_some() && report.inputs.iter().any(|input| input.file == place) {
        let complaint = Complaint::new(format!("`{}` is one of the files to check", path.display()));
        return Err(complaint.help("choose another path with `--output`").into());
    }
    file::refuse_place(path)?;
    file::write(path, &anstream::adapter::strip_str(text).to_string(), true)?;
    failure::note(format!("wrote {}: {}", path.display(), report.summary()))?;
    Ok(())
}
