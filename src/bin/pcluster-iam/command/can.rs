//! `pcluster-iam can`: whether policies allow an action on a resource, by which statement, and what is missing.

mod answer;
mod args;
mod json;
mod remedy;
mod text;

use pcluster_iam::ParameterRole;
use pcluster_iam::evaluate::{Layer, Origin};

use crate::args::action::unknown_action;
use crate::args::format::OutputFormat;
use crate::args::target::of_one_identity;
use crate::args::values::{Given, unknown_region, unused_by_all};
use crate::input;
use crate::input::holder::Holder;
use crate::ui::failure::{Failure, warn};
use crate::ui::output::print;
use answer::{Answer, Question};

pub(crate) use args::CanArgs;

/// The roles of the parameters from which keys of requests follow.
const ORIGIN: [ParameterRole; 2] = [ParameterRole::Region, ParameterRole::AccountId];

pub(crate) fn run(args: &CanArgs) -> Result<(), Failure> {
    let names: Vec<String> = std::iter::once(&args.policy).chain(&args.with).cloned().collect();
    let (files, ids): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| input::is_file(name));
    let policies = of_one_identity(&ids, &args.release, "can")?;
    let (given, mut wrong) = Given::read(&args.values)?;
    wrong.extend(unknown_region(&given));
    let mut for_policies = given.clone();
    // The origin of the requests counts for policies in files too.
    for_policies.values.retain(|value| !ORIGIN.into_iter().any(|role| value.has_role(role)));
    wrong.extend(unused_by_all(&policies, &for_policies));
    let (context, of_context) = args.context.read();
    wrong.extend(of_context);
    let context = if args.complete_context { context.complete() } else { context };
    let question = Question::new(&args.action, args.resource.as_deref(), context, origin(&given));
    let question = question.map_err(|complaint| wrong.push(complaint));

    let mut holder = Holder::default();
    if given.is_empty() {
        holder.add_templates(policies);
    } else {
        holder.add_catalog(policies, &given);
    }
    holder.add_files(&files, Layer::Identity)?;
    args.limits.add_to(&mut holder)?;
    let holder = holder.finish(wrong)?;
    given.warn_of_odd(&holder.of_catalog)?;
    let Ok(question) = question else { return Ok(()) };
    if !question.action.contains(['*', '?'])
        && let Some(complaint) = unknown_action(&question.action)
    {
        warn(&complaint.help("the answer takes it for an action that AWS has added since"))?;
    }

    let answer = Answer::new(&question, &holder)?;
    match args.format.format {
        OutputFormat::Json => print(format_args!("{:#}", json::of(&answer)))?,
        OutputFormat::Text => print(text::of(&answer, args.expand).trim_end())?,
    }
    if answer.is_yes() { Ok(()) } else { Err(Failure::Told(1)) }
}

/// The region and the account of the requests, if the values state them.
fn origin(given: &Given) -> Origin {
    let value = |role| given.values.iter().find(|it| it.has_role(role)).map(|it| it.text.as_str());
    let origin = value(ParameterRole::Region).map_or_else(Origin::new, |it| Origin::new().region(it));
    match value(ParameterRole::AccountId) {
        Some(account) => origin.account(account),
        None => origin,
    }
}
