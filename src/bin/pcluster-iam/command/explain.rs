//! `pcluster-iam explain`: policies statement by statement, and actions with all that the catalog knows of them.

mod action;
mod args;
mod json;
mod markdown;
mod policy;
mod text;

use std::fmt;

use args::{ExplainFormat, Subject};

use crate::ui::failure::Failure;
use crate::ui::output::print;
use action::ActionAnswer;
use policy::PolicyAnswer;

pub(crate) use args::ExplainArgs;

/// What is explained.
#[derive(Debug)]
enum Answer<'s> {
    Policies(Vec<PolicyAnswer<'s>>),
    Action(Box<ActionAnswer>),
}

impl Answer<'_> {
    /// The text of a format, by its functions for a policy and for an action.
    fn written(
        &self,
        policy: fn(&mut String, &PolicyAnswer<'_>) -> fmt::Result,
        action: fn(&mut String, &ActionAnswer) -> fmt::Result,
    ) -> String {
        let mut text = String::new();
        // Writing to a string never fails.
        let _ = match self {
            Self::Policies(policies) => policies.iter().try_for_each(|it| policy(&mut text, it)),
            Self::Action(it) => action(&mut text, it),
        };
        text
    }
}

pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let subject = args.subject()?;
    let answer = match &subject {
        Subject::Action(action) => {
            let answer = ActionAnswer::new(action, args.releases()?.as_deref())?;
            Answer::Action(Box::new(answer))
        }
        Subject::Policies(policies) => Answer::Policies(policy::of_catalog(policies, args.part.as_deref())?),
        Subject::Files(files) => Answer::Policies(policy::of_files(files, args.part.as_deref())?),
    };
    match args.format {
        ExplainFormat::Text => print(answer.written(text::policy, text::action).trim_end())?,
        ExplainFormat::Json => print(format_args!("{:#}", json::of(&answer)))?,
        ExplainFormat::Markdown => print(answer.written(markdown::policy, markdown::action).trim_end())?,
    }
    match &answer {
        Answer::Action(action) => action.refusal().map_or(Ok(()), |complaint| Err(Failure::No(complaint))),
        Answer::Policies(_) => Ok(()),
    }
}
