//! `pcluster-iam check`: the problems of any policy document, inside any supported file.

mod args;
mod baseline;
mod date;
mod explain;
mod facts;
mod format;
mod input;
mod report;

use crate::ui::failure::Failure;
use baseline::Baseline;
use report::Report;

pub(crate) use args::CheckArgs;

pub(crate) fn run(args: &CheckArgs) -> Result<(), Failure> {
    if let Some(code) = &args.explain {
        return explain::run(code);
    }
    let options = args.options()?;
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    facts::warn_of_age(args.max_data_age)?;

    let (inputs, unreadable) = input::read(args.files.iter());
    let mut checked = input::check(&inputs, options);
    input::tell_skipped(&inputs)?;
    let mut n_known = 0;
    if let Some(baseline) = &baseline {
        // Entries for a file that cannot be read are not out of date.
        n_known = baseline.apply(&mut checked, unreadable.is_empty())?;
    }
    for it in &mut checked {
        it.findings.retain(|finding| finding.severity >= args.severity);
    }
    match &args.write_baseline {
        Some(path) if unreadable.is_empty() => baseline::write(path, &checked, args.force)?,
        None if !inputs.is_empty() => {
            let report = Report { inputs: &inputs, checked: &checked, n_known };
            args.format.print(&report, args.details)?;
        }
        _ => {}
    }
    let is_found = checked.iter().any(|it| !it.findings.is_empty()) && args.write_baseline.is_none();
    match (unreadable.is_empty(), is_found) {
        (false, _) => Err(Failure::Use(unreadable)),
        (true, true) => Err(Failure::Told(1)),
        (true, false) => Ok(()),
    }
}
