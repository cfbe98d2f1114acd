//! `pcluster-iam upgrade`: what policies need before an upgrade, and what they may lose after it.

mod args;
mod json;
mod own;
mod plan;
mod text;
mod view;

use pcluster_iam::{Need, ReleaseNumber};

use crate::args::format::ReportFormat;
use crate::args::release::AskedReleases;
use crate::args::values::{Given, unknown_region, unused_by_all};
use crate::ui::failure::{Complaint, Failure, note};
use crate::ui::output::{listed, print, quoted};
use plan::Plan;
use view::PlanView;

pub(crate) use args::UpgradeArgs;

pub(crate) fn run(args: &UpgradeArgs) -> Result<(), Failure> {
    let (old, new) = releases(args)?;
    let (mut given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    let policies = plan::policies(old, new);
    wrong.extend(unused_by_all(&policies, &given));
    let used = policies.iter().flat_map(|policy| policy.parameters);
    let required = used.filter(|used| used.need == Need::Required).map(|used| used.parameter);
    let examples = given.add_examples(required);
    let own = own::read(&args.files)?;
    let plan = Plan::new(old, new, &given, own, wrong)?;
    given.warn_of_odd(&policies)?;
    let view = PlanView { plan: &plan, args };
    match args.format.format {
        ReportFormat::Text => print(text::text(&view).unwrap_or_default().trim_end())?,
        ReportFormat::Json => print(format_args!("{:#}", json::of(&view)))?,
        ReportFormat::Markdown => print(text::markdown(&view).unwrap_or_default().trim_end())?,
        ReportFormat::Github => print(json::github(&view))?,
    }
    let shown = examples.iter().filter(|it| plan.shows(it)).map(|it| format!("--{} {}", it.name, it.example));
    let shown: Vec<_> = shown.collect();
    if !shown.is_empty() {
        note(format_args!("values that nobody gives are examples: {}", listed(&shown)))?;
    }
    for (_, steps) in view.compared().filter(|(_, steps)| !steps.additions.is_empty()) {
        if let ([file], [after]) = (steps.own.as_slice(), steps.after.as_slice()) {
            let file = quoted(file);
            note(format_args!(
                "`pcluster-iam audit {file} --against {} --fix` adds what is missing",
                after.id
            ))?;
        }
    }
    if plan.needs_nothing() { Ok(()) } else { Err(Failure::Told(1)) }
}

/// The two releases: of a series, the last one.
fn releases(args: &UpgradeArgs) -> Result<(ReleaseNumber, ReleaseNumber), Failure> {
    let mut wrong = Vec::new();
    let mut read = |text: &str| {
        let asked = AskedReleases::read(text).map_err(|complaint| wrong.push(complaint)).ok()?;
        wrong.extend(asked.unknown);
        asked.releases.last().copied()
    };
    let (Some(old), Some(new)) = (read(&args.old), read(&args.new)) else { return Err(Failure::Use(wrong)) };
    if !wrong.is_empty() {
        return Err(Failure::Use(wrong));
    }
    if old.major != new.major {
        let complaint = Complaint::new(format!("{old} and {new} have no policies for the same purposes"));
        return Err(complaint
            .help(format!(
                "a cluster of version {} is a new one: `pcluster-iam list --for {new}` prints its policies",
                new.major
            ))
            .into());
    }
    if old >= new {
        let complaint = Complaint::new(format!("{new} is not later than {old}"));
        let series = |text: &str, read: ReleaseNumber| {
            (text.split('.').count() < 3).then(|| format!("`{text}` stands for its last release, {read}"))
        };
        let complaint =
            series(&args.old, old).into_iter().chain(series(&args.new, new)).fold(complaint, Complaint::help);
        return Err(complaint.help("give the earlier release first").into());
    }
    Ok((old, new))
}
